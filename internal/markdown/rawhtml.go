package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

const htmlCode = "markdown-html"

// rawHTML reports a tag in the text. Of a pair only the first is reported;
// comments are dropped without a word.
func (w *writer) rawHTML(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	segment := n.Segments.At(0)
	tag := segment.Value(w.source)
	if bytes.HasPrefix(tag, []byte("<!--")) || w.badTag && bytes.HasPrefix(tag, []byte("</")) {
		return
	}
	w.badTag = true
	w.reportTag(tag, segment.Start)
}

// htmlBlock reports HTML that stands by itself.
func (w *writer) htmlBlock(n *ast.HTMLBlock) {
	if n.Lines().Len() == 0 {
		return
	}
	first := n.Lines().At(0)
	all := w.source[first.Start:n.Lines().At(n.Lines().Len()-1).Stop]
	if n.HasClosure() {
		all = w.source[first.Start:n.ClosureLine.Stop]
	}
	start := first.Start + len(all) - len(bytes.TrimLeft(all, " \t"))
	if n.HTMLBlockType != ast.HTMLBlockType2 {
		w.reportTag(w.source[start:], start)
		return
	}
	// What follows a comment on its last line would be lost with it.
	rest := all
	for {
		open := bytes.Index(rest, []byte("<!--"))
		if open < 0 {
			break
		}
		end := bytes.Index(rest[open:], []byte("-->"))
		if end < 0 {
			w.fault(htmlCode, start, "注释没有结束，后面的内容都不会显示", "在注释的最后写上 -->。")
			return
		}
		rest = rest[open+end+len("-->"):]
	}
	if text := bytes.TrimSpace(rest); len(text) > 0 {
		at := first.Start + len(all) - len(bytes.TrimLeft(rest, " \t\n"))
		w.fault(htmlCode, at, "注释后面的文字不会显示", "请把注释和正文分成两行写，中间空一行。")
	}
}

func (w *writer) reportTag(tag []byte, at int) {
	line, _, _ := bytes.Cut(tag, []byte{'\n'})
	shown := string(line)
	if end := strings.IndexByte(shown, '>'); end >= 0 {
		shown = shown[:end+1]
	}
	if runes := []rune(shown); len(runes) > 30 {
		shown = string(runes[:30]) + "…"
	}
	w.fault(htmlCode, at, "正文里不能写网页代码 "+shown, tagHint(shown))
}

func tagHint(tag string) string {
	name := strings.ToLower(strings.Trim(tag, "</>! "))
	if end := strings.IndexAny(name, " \t/>"); end >= 0 {
		name = name[:end]
	}
	switch name {
	case "b", "strong":
		return "加粗写成 **文字**。"
	case "i", "em":
		return "强调写成 *文字*。"
	case "s", "del", "strike":
		return "删除线写成 ~~文字~~。"
	case "a":
		return "链接写成 [文字](地址)。"
	case "img":
		return "图片写成 ![说明](图片)。"
	case "br", "p":
		return "分段请空一行；只换行不分段，在行尾写一个反斜杠 \\。"
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return "标题写成 ## 标题。"
	case "table", "tr", "td", "th":
		return "表格用竖线 | 来画。"
	case "ul", "ol", "li":
		return "列表每项一行，前面写“- ”或者“1. ”。"
	case "hr":
		return "分隔线写成 ---。"
	}
	return "请删掉它，样式由网站统一安排；确实要显示尖括号，在 < 前面加反斜杠：\\<。"
}
