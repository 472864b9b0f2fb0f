package chart

import (
	"slices"
	"strconv"

	"daoyin/internal/flow"
	"daoyin/internal/law"
	"daoyin/internal/scene"
)

// cardPainter makes the scene of a 导引图.
type cardPainter struct {
	*cardChart
	brush
	out    []scene.Shape
	steps  []scene.Shape // by step: whoever goes from link to link goes in their order
	chart  *Chart
	spread float64 // what each gap of the column gets on top
}

func (c *cardChart) paint() *Chart {
	p := &cardPainter{cardChart: c, brush: brush{c.Measure}, steps: make([]scene.Shape, len(c.Steps)), chart: &Chart{Placement: Cards, Base: c.em}}
	area := c.furniture.area
	if c.Canvas.open() {
		area.y1 = area.y0 + c.height()*c.em
	}
	x := area.x0
	for _, column := range c.columns {
		gaps := 0
		for _, l := range column {
			gaps += len(l.rows) + len(l.starts)
		}
		spare := area.h()/c.em - columnHeight(column)
		p.spread = spare / float64(max(1, gaps))
		y := area.y0
		for _, l := range column {
			h := (l.height + p.spread*float64(len(l.rows)+len(l.starts))) * c.em
			p.panel(l, rect{x, y, x + c.width*c.em, y + h})
			y += h + cardPanelGap*c.em
		}
		x += (c.width + cardColumnGap) * c.em
	}
	p.chart.Scene = c.newScene(slices.Concat(c.furniture.shapes, p.out, p.steps), area.y1)
	return p.chart
}

func (p *cardPainter) group(class, title string, shapes ...scene.Shape) {
	p.out = append(p.out, scene.Group{Class: class, Title: title, Shapes: shapes})
}

func (p *cardPainter) panel(l laidPanel, r rect) {
	em := p.em
	y := r.y0
	if l.stage > 0 {
		words := law.Numeral(l.cardPanel.stage+1) + "　" + p.Stages[l.cardPanel.stage].Title
		p.group("note", "", p.text(words, r.x0+0.3*em, y+0.75*em, leftAt, em, true, hueOf(l.cardPanel.stage).strong))
		y += l.stage * em
	}
	p.group("panel", "", box(rect{r.x0, y, r.x1, r.y1}, 0.5*em, panel, hairline, 0.07*em))
	in := rect{r.x0 + l.pad*em, y + l.pad*em, r.x1 - l.pad*em, r.y1 - l.pad*em}
	y = in.y0
	for k, s := range l.cardPanel.starts {
		c := l.starts[k]
		h := (c.height + p.spread*0.5) * em
		b := rect{in.x0, y, in.x1, y + h}
		p.card(s, c, b)
		y += h + (startDrop+p.spread*0.5)*em
		p.line(s, p.Steps[s].Out[0], true, point{b.x0 + b.w()/2, b.y1}, point{b.x0 + b.w()/2, y})
	}
	head := rect{in.x0, y, in.x1, y + l.headH*em}
	if l.question >= 0 {
		p.question(l, head)
	}
	y = head.y1
	for k, row := range l.rows {
		gap := l.gap * em
		if l.question < 0 && k == 0 {
			gap = 0
		}
		y += gap
		h := (row.height + p.spread) * em
		if k == len(l.rows)-1 {
			h = in.y1 - y
		}
		p.row(l, row, head, rect{in.x0, y, in.x1, y + h})
		y += h
	}
}

// question paints the head of a panel.
func (p *cardPainter) question(l laidPanel, r rect) {
	em, i := p.em, l.question
	s := p.Steps[i]
	hue := p.hue(s)
	shapes := []scene.Shape{
		hexagon(r, slant*em, scene.Paint{Fill: question, Stroke: hue.strong, Width: borderWide * em}),
		scene.Circle{X: r.x0 + 1.35*em, Y: r.y0 + 0.93*em, R: 0.58 * em, Paint: scene.Paint{Fill: hue.strong, Stroke: scene.None}},
		p.text(strconv.Itoa(i+1), r.x0+1.35*em, r.y0+(l.text+0.63)*em, centreAt, p.sizes.small*em, true, white)}
	x, y := r.x0+2.2*em, r.y0+l.text*em
	shapes = append(shapes, p.stack(l.head, x, y, 1.25*em, leftAt, 1.06*em, true, ink)...)
	y += 1.25 * em * float64(len(l.head))
	if l.who != "" {
		shapes = append(shapes, p.stack([]string{l.who}, x, y, p.sizes.fine*em, leftAt, p.sizes.small*em, true, hue.strong)...)
		y += p.sizes.fine * em
	}
	shapes = append(shapes, p.stack(l.note, r.x0+0.9*em, y, p.sizes.fine*em, leftAt, p.sizes.small*em, false, grey)...)
	y += p.sizes.fine * em * float64(len(l.note))
	x = r.x0 + 0.9*em
	if s.Limit != nil {
		words := limitWords(s.Limit)
		w := p.cardBadgeWidth(words) * em
		shapes = append(shapes, p.cardBadge(words, rect{x, y + 0.05*em, x + w, y + 1.07*em})...)
		y += 1.12 * em
	}
	shapes = append(shapes, p.stack(l.article, x, y, p.sizes.fine*em, leftAt, p.sizes.small*em, false, hue.strong)...)
	p.stepGroup(i, shapes)
}

func (p *cardPainter) stepGroup(i int, shapes []scene.Shape) {
	g := scene.Group{ID: p.Steps[i].Anchor, Class: "step", Title: p.stepTitle(i), Shapes: shapes}
	if p.Link != nil {
		g.Link = p.Link(i)
	}
	if p.ID != nil {
		g.ID = p.ID(i)
	}
	p.steps[i] = g
}

// row paints an outcome: its line, label and card, or where else it leads.
func (p *cardPainter) row(l laidPanel, row laidRow, head, r rect) {
	em := p.em
	trunk := head.x0 + trunkX*em
	if len(row.more) > 0 {
		half := (r.x1 - trunk - 0.7*em) / 2
		for k, o := range append([]int{row.outcome}, row.more...) {
			x := trunk + 0.4*em + float64(k)*(half+0.3*em)
			b := rect{x, r.cy() - 0.65*em, x + half, r.cy() + 0.65*em}
			a := p.Steps[l.question].Out[o]
			p.group("chip", arrowTitle(l.question, a.To, a.Label), box(b, 0.3*em, paper, hairline, 0.06*em),
				p.text(p.elsewhere(l.cardPanel, o, true), b.cx(), b.cy(), centreAt, p.sizes.small*em, true, navy))
		}
		return
	}
	if row.step < 0 {
		a := p.Steps[l.question].Out[row.outcome]
		b := rect{trunk + 0.4*em, r.cy() - row.height*em/2, r.x1, r.cy() + row.height*em/2}
		shapes := []scene.Shape{box(b, 0.3*em, paper, hairline, 0.06*em)}
		if row.height > cardChip {
			shapes = append(shapes, p.text(row.words[0], b.x0+0.4*em, b.cy()-0.48*em, leftAt, p.sizes.label*em, true, ink),
				p.text(row.words[1], b.x0+0.4*em, b.cy()+0.5*em, leftAt, p.sizes.small*em, true, navy))
		} else {
			shapes = append(shapes, p.text(row.words[0], b.x0+0.4*em, b.cy(), leftAt, p.sizes.label*em, true, ink),
				p.text(row.words[1], b.x1-0.4*em, b.cy(), rightAt, p.sizes.small*em, true, navy))
		}
		p.group("chip", arrowTitle(l.question, a.To, a.Label), shapes...)
		return
	}
	b := r
	if row.outcome >= 0 {
		b.x0 += l.label * em
		a := p.Steps[l.question].Out[row.outcome]
		y := b.cy()
		lines := row.label
		high := p.sizes.fine * em
		left := trunk + 0.25*em
		p.line(l.question, a, false, point{trunk, head.y1}, point{trunk, y}, point{b.x0, y})
		top := y - 0.16*em - high*float64(len(lines))
		w := b.x0 - 0.1*em - left
		shapes := []scene.Shape{box(rect{left, top, left + w, y - 0.12*em}, 0, scene.None, scene.None, 0)}
		shapes = append(shapes, p.stack(lines, left+0.05*em, top, high, leftAt, p.sizes.label*em, true, ink)...)
		p.group("label", arrowTitle(l.question, a.To, a.Label), shapes...)
	}
	p.card(row.step, row.card, b)
}

// line draws an arrow straight from box to box.
func (p *cardPainter) line(from int, a flow.Arrow, main bool, pts ...point) {
	colour, wide := sideLine, sideWide*p.em
	if main {
		colour, wide = navy, mainWide*p.em
	}
	tip, last := pts[len(pts)-1], pts[len(pts)-2]
	short := append([]point(nil), pts...)
	short[len(short)-1] = towardsFully(tip, last, headLong*p.em*0.8)
	like := &painter{placed: &placed{drawer: p.drawer, em: p.em}}
	head, corner := like.head(tip, last, colour), like.corner()
	p.group("arrow", arrowTitle(from, a.To, a.Label), polyline(short, corner, scene.Paint{Stroke: colour, Width: wide}), head)
	p.chart.Lines++
	p.chart.Bends += len(pts) - 2
}

// card paints a step that is no question.
func (p *cardPainter) card(i int, c cardText, r rect) {
	em, s := p.em, p.Steps[i]
	hue := p.hue(s)
	words, fine := ink, grey
	discFill, discInk := hue.strong, white
	fill, radius, wide := white, 0.3*em, borderWide*em
	switch s.Kind {
	case flow.Start:
		fill, words, fine, discFill, discInk = hue.strong, white, white, white, hue.strong
		radius = min(r.h()/2, 1.1*em)
	case flow.End:
		fill, radius, wide = hue.tint, min(r.h()/2, 0.9*em), wide*1.4
	}
	shapes := []scene.Shape{box(r, radius, fill, hue.strong, wide)}
	x := r.x0 + cardSides*em
	if s.Kind != flow.Work {
		x += 0.15 * em
	}
	y := r.cy() - c.height*em/2 + c.edge*em
	mid := y + cardLine*em/2
	shapes = append(shapes, scene.Circle{X: x + 0.55*em, Y: mid, R: 0.55 * em, Paint: scene.Paint{Fill: discFill, Stroke: scene.None}},
		p.text(strconv.Itoa(i+1), x+0.55*em, mid, centreAt, p.sizes.small*em, true, discInk))
	shapes = append(shapes, p.stack(c.title, x+1.35*em, y, cardLine*em, leftAt, em, true, words)...)
	y += cardLine * em * float64(len(c.title))
	if c.limit != nil {
		w := p.cardBadgeWidth(c.limit) * em
		if c.titleAndLimit {
			bx := x + (1.35+p.emWidth(s.Title)+0.4)*em
			shapes = append(shapes, p.cardBadge(c.limit, rect{bx, mid - 0.51*em, bx + w, mid + 0.51*em})...)
		} else {
			shapes = append(shapes, p.cardBadge(c.limit, rect{x, y + 0.04*em, x + w, y + (0.04+c.badgeHeight())*em})...)
			y += (0.1 + c.badgeHeight()) * em
		}
	}
	fineLines := func(lines []string, bold bool, c scene.Colour) {
		shapes = append(shapes, p.stack(lines, x, y, p.sizes.fine*em, leftAt, p.sizes.small*em, bold, c)...)
		y += p.sizes.fine * em * float64(len(lines))
	}
	if c.who != "" {
		fineLines([]string{c.who}, true, hue.strong)
	}
	fineLines(c.place, true, navy)
	for _, n := range c.notes {
		fineLines(n, false, fine)
	}
	fineLines(c.article, false, fine)
	for k, ch := range c.chips {
		a := s.Out[k]
		y += 0.2 * em
		h := (0.3 + p.sizes.fine*float64(len(ch))) * em
		b := rect{x, y, r.x1 - (cardSides+0.15)*em, y + h}
		in := append([]scene.Shape{box(b, 0.2*em, white, navy, 0.06*em)}, p.stack(ch, b.x0+0.3*em, y+0.15*em, p.sizes.fine*em, leftAt, p.sizes.small*em, true, navy)...)
		shapes = append(shapes, scene.Group{Class: "chip", Title: arrowTitle(i, a.To, a.Label), Shapes: in})
		y += h
	}
	p.stepGroup(i, shapes)
}

func (p *cardPainter) emWidth(text string) float64 { return p.drawer.em(text, 1, true) }

func (p *cardPainter) cardBadge(words []string, r rect) []scene.Shape {
	shapes := []scene.Shape{box(r, min(r.h()/2, 0.51*p.em), red, scene.None, 0)}
	if p.Bare {
		return append(shapes, p.stack(words, r.cx(), r.cy()-0.45*p.em*float64(len(words)), 0.9*p.em, centreAt, p.sizes.badge*p.em, true, white)...)
	}
	shapes = append(shapes, clock(r.x0+0.55*p.em, r.cy(), 0.29*p.em, white)...)
	high := 0.9 * p.em
	return append(shapes, p.stack(words, r.x0+0.95*p.em, r.cy()-high*float64(len(words))/2, high, leftAt, p.sizes.badge*p.em, true, white)...)
}

// hue is the colour of a step: its actor's; or, where nobody is named, its
// stage's, so that what belongs together looks alike.
func (d *drawer) hue(s flow.Step) hue {
	if len(d.Actors) == 0 && d.Kind == flow.GuideMap {
		return hueOf(s.Stage)
	}
	return hueOf(s.Actor)
}
