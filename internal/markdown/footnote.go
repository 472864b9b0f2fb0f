package markdown

import (
	"bytes"
	"strconv"

	extast "github.com/yuin/goldmark/extension/ast"
)

const footnoteCode = "markdown-footnote"

// note is a footnote that the text refers to.
type note struct {
	def   *extast.Footnote
	marks int // in the text, so far
}

// footnoteMark gathers a mark: a link to the note, numbered in reading order.
func (w *writer) footnoteMark(n *extast.FootnoteLink) {
	number := w.noteNumber(n.Index)
	if number == 0 || w.muted || w.linked {
		return
	}
	w.notes[number-1].marks++
	digits := strconv.Itoa(number)
	w.text.thing(piece{kind: markup, html: `<sup id="` + markID(number, w.notes[number-1].marks) + `"><a href="#fn-` + digits +
		`" role="doc-noteref" aria-label="注` + digits + `">` + digits + `</a></sup>`})
}

// markID is the anchor of the nth mark of a note.
func markID(number, n int) string {
	id := "fnref-" + strconv.Itoa(number)
	if n > 1 {
		id += "-" + strconv.Itoa(n)
	}
	return id
}

// noteNumber returns the note's place in reading order, which goldmark's index
// is not; 0 if there is no such note.
func (w *writer) noteNumber(index int) int {
	for i, n := range w.notes {
		if n.def.Index == index {
			return i + 1
		}
	}
	if w.defs == nil {
		return 0
	}
	for c := w.defs.FirstChild(); c != nil; c = c.NextSibling() {
		if def, ok := c.(*extast.Footnote); ok && def.Index == index {
			w.notes = append(w.notes, note{def: def})
			return len(w.notes)
		}
	}
	return 0
}

// footnotes writes the notes at the end. A note may hold marks of others,
// which then follow.
func (w *writer) footnotes() {
	if len(w.notes) > 0 {
		w.put(`<section class="footnotes" role="doc-endnotes" aria-label="注释"><ol>`)
		for i := 0; i < len(w.notes); i++ {
			w.footnote(i)
		}
		w.put("</ol></section>")
	}
	if w.defs == nil {
		return
	}
	for c := w.defs.FirstChild(); c != nil; c = c.NextSibling() {
		if def, ok := c.(*extast.Footnote); ok && w.unused(def) {
			w.problems.Warn(footnoteCode, w.of(max(0, def.Pos())), "脚注“"+string(def.Ref)+"”没有用到，不会显示",
				"在正文里要加注的地方写 [^"+string(def.Ref)+"]，或者删掉这条脚注。")
		}
	}
}

func (w *writer) unused(def *extast.Footnote) bool {
	for _, n := range w.notes {
		if n.def == def {
			return false
		}
	}
	return true
}

func (w *writer) footnote(i int) {
	number := strconv.Itoa(i + 1)
	w.put(`<li id="fn-` + number + `">`)
	w.blocks(w.notes[i].def)
	var back []byte
	for n := 1; n <= w.notes[i].marks; n++ {
		back = append(back, ` <a class="back" href="#`+markID(i+1, n)+`" role="doc-backlink" aria-label="返回正文注`+number...)
		if n > 1 {
			back = append(back, "（第"+strconv.Itoa(n)+"处）"...)
		}
		back = append(back, `">返回</a>`...)
	}
	// The way back stands behind the last word.
	if rest, ok := bytes.CutSuffix(w.doc.html, []byte("</p>")); ok && w.lastHole() <= len(rest) {
		w.doc.html = append(append(rest, back...), "</p>"...)
	} else {
		w.doc.html = append(w.doc.html, back...)
	}
	w.put("</li>")
}

// lastHole returns where the last hole is.
func (w *writer) lastHole() int {
	if len(w.doc.holes) == 0 {
		return 0
	}
	return int(w.doc.holes[len(w.doc.holes)-1].at)
}

// missingNotes reports marks that have no note: they are left in the text.
func (w *writer) missingNotes() {
	text := w.text.plain
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte("[^"))
		if i < 0 {
			return
		}
		at += i + 2
		end := bytes.IndexByte(text[at:], ']')
		if end < 1 || end > 60 || bytes.IndexByte(text[at:at+end], ' ') >= 0 || w.text.inCode(at, at+end) {
			continue
		}
		mark := w.text.source(at - 2)
		if mark > 0 && w.source[mark-1] == '\\' {
			continue
		}
		w.fault(footnoteCode, mark, "脚注“"+string(text[at:at+end])+"”没有写内容",
			"另起一段写：[^"+string(text[at:at+end])+"]: 注的内容")
	}
}
