package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

const headingCode = "markdown-heading"

// reserve keeps the anchor that an editor chose from being given to another
// heading first.
func (w *writer) reserve(n *ast.Heading) {
	for _, a := range n.Attributes() {
		id, ok := a.Value.([]byte)
		if string(a.Name) != "id" || !ok || len(id) == 0 {
			continue
		}
		if !w.take(string(id)) {
			w.fault(headingCode, w.headingStart(n), "“{#"+string(id)+"}”这一页用了两次", "同一页里每个 # 后面的字要不一样，请改掉一处。")
		}
	}
}

// take gives an anchor away; false if it is given already.
func (w *writer) take(id string) bool {
	if w.ids[id] {
		return false
	}
	if w.ids == nil {
		w.ids = map[string]bool{}
	}
	w.ids[id] = true
	return true
}

func (w *writer) heading(n *ast.Heading) {
	w.inlines(n)
	at := w.headingStart(n)
	h := Heading{Level: n.Level, Text: w.text.shown(0), At: w.of(at)}
	w.checkLevel(h, at)
	switch {
	case h.Text == "":
		w.fault(headingCode, at, "标题没有文字", "在 # 后面空一格写标题，或者删掉这一行。")
	case strings.HasSuffix(h.Text, "}") && strings.Contains(h.Text, "{#"):
		w.fault(headingCode, at, "标题后面的“{#…}”读不懂", "写成 {#名字}，名字里不用空格和标点。")
	}
	h.ID = w.anchor(n, h.Text, at)
	tag := [...]string{"h1", "h2", "h3", "h4", "h5", "h6"}[n.Level-1]
	w.put("<" + tag + ` id="`)
	w.doc.html = appendEscaped(w.doc.html, h.ID)
	w.put(`">`)
	w.doc.Headings = append(w.doc.Headings, h)
	w.flush(plainCitations)
	w.put("</" + tag + ">")
}

func (w *writer) checkLevel(h Heading, at int) {
	switch {
	case h.Level == 1:
		w.fault(headingCode, at, "正文里用了一级标题", "页面的大标题写在开头的 title 里；正文的标题从 ## 开始。")
	case h.Level > max(w.level, 1)+1:
		w.problems.Warn(headingCode, w.of(at), "标题跳了级：前面没有"+strings.Repeat("#", h.Level-1)+"，直接用了"+strings.Repeat("#", h.Level),
			"请改成 "+strings.Repeat("#", max(w.level, 1)+1)+"，一级一级往下写。")
	}
	w.level = h.Level
}

// anchor returns the heading's id: what the editor chose, or else its own
// words; for words that are used already, with those of the heading above, so
// that no other heading's anchor moves when one is added.
func (w *writer) anchor(n *ast.Heading, text string, at int) string {
	own := anchorWords(text)
	if own == "" || strings.HasPrefix(own, "fn-") || strings.HasPrefix(own, "fnref-") { // those are footnotes'
		own = strings.TrimSuffix("节-"+own, "-")
	}
	w.trail[n.Level] = own
	clear(w.trail[n.Level+1:])
	if id := w.chosenAnchor(n, at); id != "" {
		return id
	}
	if w.take(own) {
		return own
	}
	w.problems.Warn(headingCode, w.of(at), "标题“"+text+"”的链接地址（#"+own+"）这一页已经有了",
		"两个标题一样，读者和链接都分不清，请换个说法；不能换的，在标题后面写 {#名字}。")
	id := own
	for level := n.Level - 1; level > 0; level-- {
		if above := w.trail[level]; above != "" {
			id = above + "-" + own
			break
		}
	}
	for i, base := 2, id; !w.take(id); i++ {
		id = base + "-" + strconv.Itoa(i)
	}
	return id
}

// chosenAnchor returns the name of ## 标题 {#name}; "" if there is none.
func (w *writer) chosenAnchor(n *ast.Heading, at int) (id string) {
	for _, a := range n.Attributes() {
		value, ok := a.Value.([]byte)
		if string(a.Name) != "id" || !ok || len(value) == 0 {
			w.fault(headingCode, at, "标题后面的花括号里只能写 {#名字}", "请删掉别的内容；样式由网站统一安排。")
			continue
		}
		id = string(value)
	}
	return id
}

// anchorWords keeps letters, digits and Chinese characters of a heading, and
// joins them by single hyphens.
func anchorWords(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
	}
	return b.String()
}

// headingStart returns where the heading's # stands, or the first line of one
// that is underlined.
func (w *writer) headingStart(n *ast.Heading) int {
	if n.Lines().Len() == 0 {
		return max(0, n.Pos())
	}
	start := n.Lines().At(0).Start
	marks := bytes.TrimRight(w.source[:start], " \t")
	if hashes := len(marks) - len(bytes.TrimRight(marks, "#")); hashes == n.Level {
		return len(marks) - hashes
	}
	return start
}
