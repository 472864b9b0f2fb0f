package leaflet

import (
	"strings"

	"daoyin/internal/markdown"
)

// Lengths of a table in ems.
const (
	cellPad   = 0.3
	cellGap   = 0.8
	mostFirst = 0.42 // share of the width that the first of two columns takes
)

// table sets a table of two columns as one; a wider one does not go on a panel
// and becomes a list, of which each item says what its row says.
func (t *sectionSetter) table(rows []markdown.Passage) []unit {
	var units []unit
	if len(rows[0].Cells) == 2 {
		units = t.columns(rows)
	} else {
		head := rows[0].Cells
		if words := t.words(t.doc, head[0]); len(words) > 0 {
			units = t.paragraph(append(allBold(words), bold("：")...), "", 0, t.em(0.5))
			units[len(units)-1].keep = true
		}
		for _, row := range rows[1:] {
			units = append(units, t.item(head, row.Cells)...)
		}
	}
	if len(units) > 0 {
		units[0].gap = t.em(0.5)
	}
	return units
}

// columns sets two columns side by side, a unit for each row.
func (t *sectionSetter) columns(rows []markdown.Passage) []unit {
	most := t.width * mostFirst
	first := 0.0
	for _, row := range rows {
		for _, l := range t.lines(allBold(t.words(t.doc, row.Cells[0])), most) {
			first = max(first, l.width)
		}
	}
	from := 0.0 // of the second column
	if first > 0 {
		from = first + t.em(cellGap)
	}
	var units []unit
	for i, row := range rows {
		second := t.words(t.doc, row.Cells[1])
		fill, rule := ink, t.hair
		if i == 0 {
			second, fill, rule = allBold(second), t.main, t.main
		}
		left := t.lines(allBold(t.words(t.doc, row.Cells[0])), max(first, 1))
		right := t.lines(second, t.width-from)
		n := max(len(left), len(right))
		if n == 0 {
			continue // a head without words
		}
		h := t.high*float64(n) + 2*t.em(cellPad)
		units = append(units, unit{height: h, keep: i == 0, paint: func(b *brush, x, y, _ float64) {
			b.stack(left, x, y+t.em(cellPad), t.size, t.high, fill)
			b.stack(right, x+from, y+t.em(cellPad), t.size, t.high, fill)
			b.rule(x, y+h, x+t.width, y+h, 0.7, rule)
		}})
	}
	return units
}

// item sets a row as an item: its first cell, then what the others say, each
// with the name of its column.
func (t *sectionSetter) item(head, cells [][]markdown.Run) []unit {
	var rest []markdown.Run
	for i, cell := range cells[1:] {
		words := t.words(t.doc, cell)
		if len(words) == 0 {
			continue
		}
		if len(rest) > 0 {
			rest = append(rest, markdown.Run{Text: "；"})
		}
		if name := t.words(t.doc, head[i+1]); len(name) > 0 {
			rest = append(append(rest, name...), markdown.Run{Text: "："})
		}
		rest = append(rest, words...)
	}
	first := allBold(t.words(t.doc, cells[0]))
	if len(first) > 0 && len(rest) > 0 && !endsSentence(first) {
		first = append(first, markdown.Run{Text: "。"})
	}
	if first = append(first, rest...); len(first) == 0 {
		return nil
	}
	return t.paragraph(first, bullet, 0, t.em(0.25))
}

func endsSentence(runs []markdown.Run) bool {
	text := runs[len(runs)-1].Text
	return strings.HasSuffix(text, "。") || strings.HasSuffix(text, "？") || strings.HasSuffix(text, "！")
}
