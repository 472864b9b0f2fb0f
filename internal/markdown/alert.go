package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"daoyin/internal/problem"
)

// alertWord is a word of > [!注意]: how it looks and what stands above it.
type alertWord struct{ word, class, title string }

func alertWords() []alertWord {
	return []alertWord{
		{"注意", "note", "注意"},
		{"提示", "tip", "提示"},
		{"说明", "note", "说明"},
		{"重要", "important", "重要"},
		{"警告", "warning", "警告"},
		{"NOTE", "note", "注意"},
		{"TIP", "tip", "提示"},
		{"IMPORTANT", "important", "重要"},
		{"WARNING", "warning", "警告"},
		{"CAUTION", "caution", "当心"},
	}
}

// alertAttribute is where alertMarker leaves the place of an alert's word, a
// text.Segment, on the quote.
const alertAttribute = "alert"

// alertMarker takes [!注意] from the beginning of a quote before it is read as
// text, because it must not become a link.
type alertMarker struct{}

func (alertMarker) Transform(n *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := n.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != ast.Node(n) || n.Lines().Len() == 0 {
		return
	}
	line := n.Lines().At(0)
	source := reader.Source()
	content := line.TrimLeftSpace(source)
	word, size := markedWord(source[content.Start:content.Stop])
	if size == 0 {
		return
	}
	begin := content.Start + bytes.Index(source[content.Start:content.Stop], word)
	quote.SetAttributeString(alertAttribute, text.NewSegment(begin, begin+len(word)))
	rest := text.NewSegment(content.Start+size, content.Stop)
	rest = rest.TrimLeftSpace(source)
	switch {
	case !rest.IsEmpty():
		n.Lines().Set(0, rest)
	case n.Lines().Len() > 1:
		n.Lines().SetSliced(1, n.Lines().Len())
	default:
		quote.RemoveChild(quote, n)
	}
}

// markedWord reads [!word]; size is 0 if the line does not begin so.
func markedWord(line []byte) (word []byte, size int) {
	rest, ok := bytes.CutPrefix(line, []byte("[!"))
	if !ok {
		if rest, ok = bytes.CutPrefix(line, []byte("[！")); !ok {
			return nil, 0
		}
	}
	end := bytes.IndexByte(rest, ']')
	if end < 1 || end > 60 || bytes.ContainsAny(rest[:end], "[\n") {
		return nil, 0
	}
	return rest[:end], len(line) - len(rest) + end + 1
}

func (w *writer) quote(n *ast.Blockquote) {
	place, marked := n.AttributeString(alertAttribute)
	if !marked {
		w.doc.Rich = true
		w.put("<blockquote>")
		w.blocks(n)
		w.put("</blockquote>")
		return
	}
	a := w.alert(place.(text.Segment))
	w.put(`<div class="alert alert-` + a.class + `" role="note"><p class="alert-title">` + a.title + "</p>")
	w.blocks(n)
	w.put("</div>")
}

func (w *writer) alert(place text.Segment) alertWord {
	written := strings.TrimSpace(string(place.Value(w.source)))
	var known []string
	for _, a := range alertWords() {
		if strings.EqualFold(a.word, written) {
			return a
		}
		known = append(known, a.word)
	}
	w.fault("markdown-alert", place.Start, "没有“"+written+"”这种提示框",
		problem.DidYouMean(written, known, "可以写：[!注意]、[!提示]、[!说明]、[!重要]、[!警告]。"))
	return alertWords()[0]
}
