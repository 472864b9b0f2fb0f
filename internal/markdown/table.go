package markdown

import (
	"strconv"

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
