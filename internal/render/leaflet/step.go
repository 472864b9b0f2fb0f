package leaflet

import (
	"fmt"
	"strconv"
	"strings"

	"daoyin/internal/content"
	"daoyin/internal/flow"
	"daoyin/internal/markdown"
	"daoyin/internal/scene"
)

// Lengths in ems of the text.
const (
	rail        = 2.3 // from the edge to the words of a step
	discSize    = 0.82
	indent      = 1.2 // of a side exit
	stepGap     = 0.6
	tightGap    = 0.4  // without notes, and of side exits
	tightestGap = 0.25 // where there is room for nothing but the steps
	chipGap     = 0.4
	rowGap      = 0.16
	tightRow    = 0.05 // where there is room for nothing but the steps
	titleSize   = 1.1
)

// row is a part of a step's box.
type row struct {
	height float64
	paint  func(b *brush, x, y float64)
}

// step returns a step with all that is told about it. A question with many
// outcomes may go on in the next column.
func (t *typesetter) step(f *content.Flow, i int, d detail) []unit {
	s := &f.Steps[i]
	inset := 0.0
	decision, aside := f.Aside(i)
	if aside {
		inset = t.em(indent)
	}
	words := t.width - inset - t.em(rail)
	between := t.em(rowGap)
	if d == noBasis {
		between = t.em(tightRow)
	}
	var rows []row
	numbered := 0.0 // where the row with the number begins
	if aside {
		rows = append(rows, t.text(bold(exitLabel(f.Graph, decision, i)+" →"), words, grey))
		numbered = rows[0].height + between
	}
	rows = append(rows, t.title(f, i, d, words)...)
	rows = append(rows, t.told(f, i, d, words)...)
	ways := t.waysOn(f.Graph, i, words)
	first := len(ways)
	if first > fewOutcomes {
		first = 2
	}
	u := t.rows(append(rows, ways[:first]...), inset+t.em(rail), between)
	u.gap = t.em(stepGap)
	switch {
	case d == noBasis:
		u.gap = t.em(tightestGap)
	case d == noNotes || aside:
		u.gap = t.em(tightGap)
	}
	name := fmt.Sprintf("第%d步 %s", f.Number(i), s.Title)
	inner := u.paint
	u.paint = func(b *brush, x, y, below float64) {
		mark := len(b.shapes)
		cx, cy := x+inset+t.em(discSize), y+numbered+t.high/2
		if below > 0 {
			b.rule(cx, cy+t.em(discSize), cx, y+below+t.high/2-t.em(discSize), t.em(0.14), t.hair)
		}
		t.number(b, s.Kind, f.Number(i), cx, cy)
		inner(b, x, y, 0)
		b.group(mark, "step", name)
	}
	units := []unit{u}
	for rest := ways[first:]; len(rest) > 0; {
		n := 1
		if len(rest) <= 3 {
			n = len(rest)
		}
		more := t.rows(append([]row{{height: 0}}, rest[:n]...), inset+t.em(rail), between)
		units, rest = append(units, more), rest[n:]
	}
	return units
}

// fewOutcomes is how many ways out always stand in one column.
const fewOutcomes = 4

// rows puts rows one below the other.
func (t *typesetter) rows(rows []row, inset, between float64) unit {
	var u unit
	for n, r := range rows {
		if n > 0 {
			u.height += between
		}
		u.height += r.height
	}
	u.paint = func(b *brush, x, y, _ float64) {
		for _, r := range rows {
			if r.paint != nil {
				r.paint(b, x+inset, y)
			}
			y += r.height + between
		}
	}
	return u
}

// told is what a step says in sentences, and what to bring.
func (t *typesetter) told(f *content.Flow, i int, d detail, width float64) []row {
	if d >= noNotes {
		return nil
	}
	var rows []row
	for n, note := range f.Notes[i] {
		if n == 0 || d == everything {
			rows = append(rows, t.text(t.inline(note), width, ink))
		}
	}
	var list []string
	for _, m := range f.Steps[i].Materials {
		list = append(list, m.Text)
	}
	if len(list) > 0 {
		rows = append(rows, t.text(append(bold("要带："), plain(strings.Join(list, "；"))...), width, ink))
	}
	return rows
}

// exitLabel returns the words on the way from a question to its side exit.
func exitLabel(g *flow.Graph, decision, step int) string {
	for _, a := range g.Steps[decision].Out {
		if a.To == step {
			return a.Label
		}
	}
	return ""
}

// text is a row of running text.
func (t *typesetter) text(runs []markdown.Run, width float64, fill scene.Colour) row {
	list := t.lines(runs, width)
	return row{t.high * float64(len(list)), func(b *brush, x, y float64) { b.stack(list, x, y, t.size, t.high, fill) }}
}

// title is what is done, and behind it as much of who does it, where, how long
// it may take and on what basis as there is room for; the rest stands below.
// With notes, the limit and the basis begin a line of their own.
func (t *typesetter) title(f *content.Flow, i int, d detail, width float64) []row {
	s, size := &f.Steps[i], t.size*titleSize
	list := lines(t.set, bold(s.Title), size, width, balanced())
	rows := []row{{t.high * float64(len(list)), func(b *brush, x, y float64) { b.stack(list, x, y, size, t.high, ink) }}}
	from, lift := list[len(list)-1].width, rows[0].height-t.high
	place := func(c chip) {
		last := &rows[len(rows)-1]
		if from += t.em(chipGap); from+c.width > width || c.height > t.high {
			rows = append(rows, c.row)
			from, lift = c.width, c.height-t.high
			return
		}
		at, down, inner := from, lift, last.paint
		last.paint = func(b *brush, x, y float64) {
			inner(b, x, y)
			c.paint(b, x+at, y+down)
		}
		from += c.width
	}
	if s.Actor >= 0 {
		place(t.chip(f.Actors[s.Actor], width, t.main, t.tint))
	}
	if where := s.Place.Text; where != "" {
		if f.Kind == flow.RouteMap || s.Actor >= 0 {
			where = "去：" + where // not to be taken for who does it
		}
		place(t.chip(where, width, t.main, t.tint))
	}
	if d < noNotes {
		from = width
	}
	if s.Limit != nil {
		place(t.limit(s.Limit.String(), width))
	}
	if d < noBasis && len(s.Basis) > 0 {
		place(t.chip(basisWords(s.Basis, onlyLaw(f)), width, grey, t.tint))
	}
	return rows
}

// waysOn are the ways out of a step that its place in the list does not show.
func (t *typesetter) waysOn(g *flow.Graph, i int, width float64) []row {
	s := &g.Steps[i]
	var rows []row
	for _, a := range s.Out {
		to := "第" + strconv.Itoa(g.Number(a.To)) + "步 " + g.Steps[a.To].Title
		if s.Kind == flow.Decision {
			if d, aside := g.Aside(a.To); aside && d == i {
				continue // it stands right below, with the label
			}
			rows = append(rows, t.outcome(a.Label, to, g.Number(a.To), width))
			continue
		}
		if a.To == i+1 {
			continue
		}
		words := "→ 接" + to
		if g.Back(i, a) {
			words = "→ 回到" + to
		}
		rows = append(rows, t.text(plain(words), width, ink))
	}
	return rows
}

// outcome is a way out of a question. The title of the step that it leads to
// stands there too: it is said here only if that takes no second line.
func (t *typesetter) outcome(label, to string, number int, width float64) row {
	long := []markdown.Run{{Text: label, Bold: true}, {Text: " → " + to}}
	if len(t.lines(long, width)) > 1 {
		long[1].Text = " → 第" + strconv.Itoa(number) + "步"
	}
	return t.text(long, width, ink)
}

// number paints the mark of a step in the shape of its kind: the start and
// work a disc, a question a hexagon, an end an open square.
func (t *typesetter) number(b *brush, kind flow.StepKind, n int, x, y float64) {
	r := t.em(discSize)
	fill := white
	switch kind {
	case flow.Decision:
		s := r * 0.5
		b.add(scene.Path{Paint: scene.Paint{Fill: t.main, Stroke: scene.None}, Parts: []scene.Part{
			{Op: scene.MoveTo, X: x - s - r*0.05, Y: y - r}, {Op: scene.LineTo, X: x + s + r*0.05, Y: y - r}, {Op: scene.LineTo, X: x + r*1.15, Y: y},
			{Op: scene.LineTo, X: x + s + r*0.05, Y: y + r}, {Op: scene.LineTo, X: x - s - r*0.05, Y: y + r}, {Op: scene.LineTo, X: x - r*1.15, Y: y}, {Op: scene.Close}}})
	case flow.End:
		w := t.em(0.12)
		b.add(scene.Rect{X: x - r + w/2, Y: y - r + w/2, W: 2*r - w, H: 2*r - w, Radius: t.em(0.25),
			Paint: scene.Paint{Fill: white, Stroke: t.main, Width: w}})
		fill = t.main
	default:
		b.add(scene.Circle{X: x, Y: y, R: r, Paint: scene.Paint{Fill: t.main, Stroke: scene.None}})
	}
	words := bold(strconv.Itoa(n))
	l := lines(t.set, words, leastSize, t.width, balanced())[0]
	b.line(l, x-l.width/2, y, leastSize, fill)
}
