package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

func (w *writer) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n)
	}
}

func (w *writer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		w.paragraph(n)
	case *ast.TextBlock:
		w.tightText(n)
	case *ast.Heading:
		w.heading(n)
	case *ast.Blockquote:
		w.quote(n)
	case *ast.List:
		w.list(n)
	case *ast.FencedCodeBlock:
		w.fenced(n)
	case *ast.CodeBlock:
		w.indented(n)
	case *ast.HTMLBlock:
		w.htmlBlock(n)
	case *ast.ThematicBreak:
		w.doc.Rich = true
		w.put("<hr>")
	case *extast.Table:
		w.table(n)
	case *extast.DefinitionList:
		w.definitions(n)
	case *extast.FootnoteList, *ast.LinkReferenceDefinition:
		// Footnotes stand at the end; a definition is not text.
	default:
		w.blocks(n)
	}
}

func (w *writer) paragraph(n ast.Node) {
	if w.figure(n) {
		return
	}
	w.inlines(n)
	if w.text.empty() {
		return
	}
	w.put("<p>")
	w.flush(linkCitations)
	w.put("</p>")
}

// figure writes a paragraph that is nothing but one image.
func (w *writer) figure(n ast.Node) bool {
	image, ok := n.FirstChild().(*ast.Image)
	if !ok || image.NextSibling() != nil {
		return false
	}
	i := w.image(image, "")
	if i < 0 {
		w.text.reset()
		return true
	}
	w.put("<figure>")
	w.flush(linkCitations)
	if caption := w.doc.Images[i].Title; caption != "" {
		w.put("<figcaption>")
		w.doc.html = appendText(w.doc.html, []byte(caption))
		w.put("</figcaption>")
	}
	w.put("</figure>")
	return true
}

// tightText writes the text of a list item that has no paragraphs.
func (w *writer) tightText(n ast.Node) {
	if w.figure(n) {
		return
	}
	for before := n.PreviousSibling(); before != nil; before = before.PreviousSibling() {
		if before.Kind() == ast.KindTextBlock {
			w.put(" ") // a comment stood between two texts
			break
		}
		if before.Kind() != ast.KindHTMLBlock && before.Kind() != ast.KindLinkReferenceDefinition {
			break
		}
	}
	w.inlines(n)
	w.flush(linkCitations)
}

func (w *writer) list(n *ast.List) {
	end := "</ul>"
	switch {
	case !n.IsOrdered():
		w.put("<ul>")
	case n.Start == 1:
		w.put("<ol>")
		end = "</ol>"
	default:
		w.put(`<ol start="`)
		w.doc.html = strconv.AppendInt(w.doc.html, int64(n.Start), 10)
		w.put(`">`)
		end = "</ol>"
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if isTask(item) {
			w.put(`<li class="task">`)
		} else {
			w.put("<li>")
		}
		w.blocks(item)
		w.put("</li>")
	}
	w.put(end)
}

func isTask(item ast.Node) bool {
	first := item.FirstChild()
	return first != nil && first.Type() == ast.TypeBlock && first.FirstChild() != nil &&
		first.FirstChild().Kind() == extast.KindTaskCheckBox
}

func (w *writer) definitions(n *extast.DefinitionList) {
	w.put("<dl>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == extast.KindDefinitionTerm {
			w.put("<dt>")
			w.inlines(c)
			w.flush(linkCitations)
			w.put("</dt>")
		} else {
			w.put("<dd>")
			w.blocks(c)
			w.put("</dd>")
		}
	}
	w.put("</dl>")
}

func (w *writer) code(lines *text.Segments) {
	w.doc.Rich = true
	w.put("<pre><code>")
	for i := range lines.Len() {
		line := lines.At(i)
		value := line.Value(w.source)
		w.doc.html = appendText(w.doc.html, value)
	}
	w.put("</code></pre>")
}

// indented writes code that is marked by four spaces. An editor who indents a
// paragraph in the Chinese manner does not mean code.
func (w *writer) indented(n *ast.CodeBlock) {
	if lines := n.Lines(); lines.Len() > 0 {
		first := lines.At(0)
		if bytes.ContainsFunc(first.Value(w.source), isHan) {
			w.problems.Warn("markdown-indent", w.of(first.Start), "这一段前面空了四格，会当作代码显示",
				"段落前面不用空格，样式会自动排版；请把行首的空格删掉。")
		}
	}
	w.code(n.Lines())
}
