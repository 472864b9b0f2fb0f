package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// table writes a table in a box of its own that scrolls on a narrow screen, by
// keyboard too; so the box needs a name, and two boxes two names.
func (w *writer) table(n *extast.Table) {
	w.tables++
	w.put(`<div class="table" tabindex="0" role="region" aria-label="表格`)
	if w.tables > 1 {
		w.doc.html = strconv.AppendInt(w.doc.html, int64(w.tables), 10)
	}
	w.put(`"><table>`)
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() == extast.KindTableHeader {
			w.put("<thead>")
			w.row(row, true)
			w.put("</thead>")
			continue
		}
		if !body {
			body = true
			w.put("<tbody>")
		}
		w.row(row, false)
		w.surplus(row)
	}
	if body {
		w.put("</tbody>")
	}
	w.put("</table></div>")
}

func (w *writer) row(row ast.Node, header bool) {
	w.put("<tr>")
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		w.inlines(c)
		// An empty cell heads nothing.
		open, end := "<td", "</td>"
		if header && !w.text.empty() {
			open, end = `<th scope="col"`, "</th>"
		}
		w.put(open)
		switch c.(*extast.TableCell).Alignment {
		case extast.AlignRight:
			w.put(` class="r"`)
		case extast.AlignCenter:
			w.put(` class="c"`)
		}
		w.put(">")
		w.flush(linkCitations)
		w.put(end)
	}
	w.put("</tr>")
}

// surplus tells of cells beyond the last column: Markdown drops them, and
// nobody would see that words are gone.
func (w *writer) surplus(row ast.Node) {
	last := row.LastChild()
	if last == nil || last.Lines().Len() == 0 {
		return // the row is too short, and filled up
	}
	rest := w.source[last.Lines().At(0).Stop:]
	if end := bytes.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[:end]
	}
	lost := strings.Trim(string(rest), "| \t\r")
	if lost == "" {
		return
	}
	at := len(w.source[:last.Lines().At(0).Stop]) + bytes.Index(rest, []byte(lost))
	w.problems.Warn("markdown-table", w.of(at), "这一行比表头多一格，“"+lost+"”不会显示",
		"在表头和它下面的横线各加一格；或者把这几个字并到前面一格里。字里面的竖线写成“\\|”。")
}
