package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

const linkCode = "markdown-link"

// inlines gathers the inline children of a block into the run.
func (w *writer) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.inline(n)
	}
}

func (w *writer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.sourceText(n.Segment)
		switch {
		case n.HardLineBreak():
			w.hardBreak()
		case n.SoftLineBreak():
			w.text.lineBreak(w.linked)
		}
	case *ast.Emphasis:
		if n.Level == 2 {
			w.marked("<strong>", "</strong>", n)
		} else {
			w.marked("<em>", "</em>", n)
		}
	case *extast.Strikethrough:
		w.marked("<del>", "</del>", n)
	case *ast.CodeSpan:
		w.doc.Rich = true
		w.codeSpan(n)
	case *ast.Link:
		w.link(n)
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.Image:
		w.image(n, string(n.Title))
	case *ast.RawHTML:
		w.rawHTML(n)
	case *extast.FootnoteLink:
		w.footnoteMark(n)
	case *extast.TaskCheckBox:
		w.doc.Rich = true
		w.checkBox(n)
	default:
		w.inlines(n)
	}
}

func (w *writer) marked(open, end string, n ast.Node) {
	w.text.tag(piece{kind: tagOpen, html: open})
	w.inlines(n)
	w.text.tag(piece{kind: tagClose, html: end})
}

func (w *writer) hardBreak() {
	w.text.settle(nil)
	w.text.pieces = append(w.text.pieces, piece{kind: markup, html: "<br>", from: len(w.text.plain), to: len(w.text.plain) + 1})
	w.text.plain = append(w.text.plain, '\n')
}

func (w *writer) checkBox(n *extast.TaskCheckBox) {
	html := `<input type="checkbox" disabled aria-label="未完成"> `
	if n.IsChecked {
		html = `<input type="checkbox" disabled checked aria-label="已完成"> `
	}
	w.text.tag(piece{kind: markup, html: html})
}

// sourceText gathers text of the source.
func (w *writer) sourceText(s text.Segment) {
	value := w.source[s.Start:s.Stop]
	if bytes.HasPrefix(value, []byte(wideSpace)) {
		value = w.dropIndent(value, s.Start)
		s.Start = s.Stop - len(value)
	}
	if len(value) == 0 {
		return
	}
	w.text.settle(value)
	from := len(w.text.plain)
	w.text.anchors = append(w.text.anchors, anchor{plain: from, source: s.Start})
	w.unescape(value, s.Start)
	w.text.grow(words, from, w.linked)
}

// wideSpace is as wide as a Chinese character.
const wideSpace = "\u3000"

// dropIndent takes away the two wide spaces that a paragraph is indented with
// by hand. In front of a later line they mean a paragraph that is none.
func (w *writer) dropIndent(value []byte, at int) []byte {
	if len(w.text.plain) > 0 && !w.text.pending {
		return value
	}
	if w.text.pending {
		w.problems.Warn("markdown-indent", w.of(at), "这一行前面空了格，但还是和上一行连成一段", "要另起一段，请在两段之间空一行；行首不用空格。")
	}
	for bytes.HasPrefix(value, []byte(wideSpace)) {
		value = value[len(wideSpace):]
	}
	return value
}

func (w *writer) codeSpan(n *ast.CodeSpan) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		value := t.Segment.Value(w.source)
		if c == n.FirstChild() {
			w.text.settle(value)
			w.text.tag(piece{kind: tagOpen, html: "<code>"})
		}
		from := len(w.text.plain)
		w.text.anchors = append(w.text.anchors, anchor{plain: from, source: t.Segment.Start})
		w.text.plain = append(w.text.plain, value...)
		if last := len(w.text.plain) - 1; last >= from && w.text.plain[last] == '\n' {
			w.text.plain[last] = ' '
		}
		w.text.grow(codeWords, from, false)
	}
	if n.FirstChild() != nil {
		w.text.tag(piece{kind: tagClose, html: "</code>"})
	}
}

func (w *writer) link(n *ast.Link) {
	target := w.unescaped(n.Destination)
	if w.linked || w.muted || !w.goodTarget(target, n.Pos()) {
		w.inlines(n)
		return
	}
	i, from, images := len(w.doc.Links), len(w.text.plain), len(w.doc.Images)
	w.doc.Links = append(w.doc.Links, Link{Target: target, At: w.of(n.Pos())})
	w.text.tag(piece{kind: linkOpen, index: i, html: w.titleAttribute(string(n.Title)) + ">"})
	w.linked = true
	w.inlines(n)
	w.linked = false
	w.text.tag(piece{kind: linkClose})
	shown := w.text.shown(from)
	if shown == "" && len(w.doc.Images) > images {
		shown = w.doc.Images[images].Alt
	} else if shown == "" {
		w.fault(linkCode, n.Pos(), "链接没有文字", "在方括号里写上读者看到的文字：[文字](地址)。")
	}
	w.doc.Links[i].Text = shown
}

// autoLink gathers an address that stands in the text itself.
func (w *writer) autoLink(n *ast.AutoLink) {
	target, label := string(n.URL(w.source)), n.Label(w.source)
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(target), "mailto:") {
		target = "mailto:" + target
	}
	start := max(0, n.Pos())
	link := !w.linked && !w.muted && w.goodTarget(target, start)
	w.text.settle(label)
	from := len(w.text.plain)
	if link {
		w.text.tag(piece{kind: linkOpen, index: len(w.doc.Links), html: ">"})
		w.doc.Links = append(w.doc.Links, Link{Target: target, Text: string(label), At: w.of(start)})
	}
	if w.source[start] == '<' {
		start++
	}
	w.text.anchors = append(w.text.anchors, anchor{plain: from, source: start})
	w.text.plain = append(w.text.plain, label...)
	w.text.grow(words, from, w.linked || link)
	if link {
		w.text.tag(piece{kind: linkClose})
	}
}

// goodTarget reports an address that leads nowhere or runs a program.
func (w *writer) goodTarget(target string, at int) bool {
	scheme := strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' { // browsers skip them
			return -1
		}
		return r
	}, target[:min(len(target), 40)]))
	for _, bad := range []string{"javascript:", "data:", "vbscript:"} {
		if strings.HasPrefix(scheme, bad) {
			w.fault(linkCode, at, "不能用“"+bad+"”开头的地址", "请写网页地址（https://…）或者本站文件的路径。")
			return false
		}
	}
	if target == "" {
		w.fault(linkCode, at, "没有写地址", "在圆括号里写上地址：[文字](地址)。")
		return false
	}
	return true
}

// titleAttribute returns a title as it stands in a tag; "" if there is none.
func (w *writer) titleAttribute(title string) string {
	if title == "" {
		return ""
	}
	return ` title="` + string(appendEscaped(nil, w.unescaped([]byte(title)))) + `"`
}

// image gathers an image and returns its index; -1 if it is none. title is
// what a pointer that rests on it is shown.
func (w *writer) image(n *ast.Image, title string) int {
	w.doc.Rich = true
	alt := w.altText(n)
	if w.muted {
		w.text.plain = append(w.text.plain, alt...)
		return -1
	}
	target := w.unescaped(n.Destination)
	if !w.goodTarget(target, n.Pos()) {
		return -1
	}
	if alt == "" {
		w.fault("markdown-alt", n.Pos(), "图片没有文字说明", "在方括号里用一句话说出图里有什么：![说明](图片)；看不见图的人靠它。")
	}
	i := len(w.doc.Images)
	w.doc.Images = append(w.doc.Images, Image{Target: target, Alt: alt, Title: w.unescaped(n.Title), At: w.of(n.Pos())})
	w.text.thing(piece{kind: picture, index: i,
		html: ` alt="` + string(appendEscaped(nil, alt)) + `"` + w.titleAttribute(title) + ` loading="lazy">`})
	return i
}

// altText returns the words between ![ and ].
func (w *writer) altText(n *ast.Image) string {
	saved, muted := w.text, w.muted
	from := len(w.text.plain)
	w.text.pending, w.muted = false, true
	w.text.tag(piece{kind: markup}) // so that the text before does not grow
	w.inlines(n)
	alt := w.text.shown(from)
	w.text.plain = w.text.plain[:from]
	w.text.pieces = w.text.pieces[:len(saved.pieces)]
	w.text.anchors = w.text.anchors[:len(saved.anchors)]
	w.text.pending, w.text.breakAt, w.muted = saved.pending, saved.breakAt, muted
	return alt
}
