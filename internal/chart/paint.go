package chart

import (
	"fmt"
	"math"
	"strings"

	"daoyin/internal/flow"
	"daoyin/internal/law"
	"daoyin/internal/scene"
)

// Widths of lines and heads, in ems.
const (
	mainWide   = 0.2
	sideWide   = 0.1
	headLong   = 0.62
	headWide   = 0.58
	cornerEm   = 0.4
	slant      = 0.6 // of a question's sides
	borderWide = 0.09
)

// pillRadius is that of starts and ends.
func pillRadius(r rect, em float64) float64 { return math.Min(r.h()/2, 1.5*em) }

// painter makes the scene of a placed and routed flow.
type painter struct {
	*placed
	brush
	out []scene.Shape
}

func (a *placed) paint() *Chart {
	p := &painter{placed: a, brush: brush{a.Measure}}
	p.out = append(p.out, a.furniture.shapes...)
	p.backdrop()
	for _, pass := range []bool{false, true} { // the main line lies on top
		for _, n := range a.lines {
			if n.main == pass {
				p.arrow(n)
			}
		}
	}
	for i := range a.Steps {
		p.step(i)
	}
	for _, n := range a.lines {
		for _, l := range n.labels {
			p.label(n, l)
		}
	}
	c := &Chart{Placement: a.plan.kind, Lines: len(a.lines), Base: a.em, Scene: a.newScene(p.out, a.area.y1)}
	for _, n := range a.lines {
		c.Bends += n.bends()
	}
	for _, ch := range a.chips {
		c.Chips = append(c.Chips, ch.Way)
	}
	c.Crossings = crossings(a.lines)
	return c
}

// newScene makes the scene of a chart that ends at bottom.
func (d *drawer) newScene(shapes []scene.Shape, bottom float64) *scene.Scene {
	s := &scene.Scene{Width: d.Canvas.Width, Height: d.Canvas.Height, Title: d.Title,
		Description: d.description(), Background: paper, Shapes: shapes}
	if d.Bare {
		s.Background = scene.None
	}
	if d.Canvas.open() {
		s.Height = math.Ceil(bottom) + bareMargin
	}
	return s
}

func (d *drawer) description() string {
	s := fmt.Sprintf("%s，共%d步。", d.Title, len(d.Steps))
	if d.Subtitle != "" {
		s = d.Title + "：" + d.Subtitle + fmt.Sprintf("。共%d步。", len(d.Steps))
	}
	return s
}

// crossings counts the places where lines to different steps cross.
func crossings(lines []*line) int {
	n := 0
	for i, a := range lines {
		for _, b := range lines[:i] {
			if a.To != b.To {
				n += meetings(a.points, b.points)
			}
		}
	}
	return n
}

func meetings(a, b []point) int {
	n := 0
	for i := 1; i < len(a); i++ {
		for j := 1; j < len(b); j++ {
			if between(a[i-1], a[i]).grow(1e-6).meets(between(b[j-1], b[j]).grow(1e-6)) {
				n++
			}
		}
	}
	return n
}

// headTexts are the titles of panels, as far as words reach: lines keep off.
func (a *placed) headTexts() []rect {
	var out []rect
	if a.plan.kind == Lanes {
		return []rect{a.heads[0]}
	}
	for i, h := range a.heads {
		if len(a.titles[i]) == 0 {
			continue
		}
		w := 0.0
		for _, l := range a.titles[i] {
			w = math.Max(w, a.Measure.Width(l, panelTitleSize*a.em, true))
		}
		h.x0 += a.panelInset(i) + 0.7*a.em
		h.x1 = h.x0 + w
		out = append(out, h)
	}
	return out
}

// panelTitle is a stage's title with its number; "" if it has none.
func panelTitle(p plan, i int) string {
	title := p.frames[i].title
	if title == "" {
		return ""
	}
	n := 0
	for _, f := range p.frames[:i+1] {
		if f.title != "" {
			n++
		}
	}
	return law.Numeral(n) + "　" + title
}

// panelInset is the gap that a panel leaves to the one at its left.
func (a *placed) panelInset(i int) float64 {
	if near(a.panels[i].x0, a.area.x0) {
		return 0
	}
	return panelGap / 2 * a.em
}

// backdrop paints lanes or panels with their heads.
func (p *painter) backdrop() {
	size := p.laneHeadSize()
	for i, l := range p.lanes {
		h := p.plan.heads[i]
		gap := 0.12 * p.em
		head := rect{l.x0 + gap, l.y0, l.x1 - gap, l.y0 + panelHead*p.em}
		body := rect{head.x0, head.y1, head.x1, l.y1}
		hue := hueOf(h.actor)
		p.out = append(p.out, scene.Group{Class: "lane", Title: p.Actors[h.actor], Shapes: []scene.Shape{
			box(body, 0, hue.tint, scene.None, 0), box(head, 0, hue.strong, scene.None, 0),
			p.text(p.Actors[h.actor], head.cx(), head.cy(), centreAt, size, true, white)}})
	}
	if len(p.lanes) > 0 {
		return
	}
	for i, r := range p.panels {
		inset := p.panelInset(i)
		r.x0 += inset
		if !near(r.x1, p.area.x1) {
			r.x1 -= panelGap / 2 * p.em
		}
		shapes := []scene.Shape{box(r, 0.5*p.em, panel, hairline, 0.07*p.em)}
		shapes = append(shapes, p.stack(p.titles[i], r.x0+0.7*p.em, p.heads[i].y0+0.4*p.em, panelTitleHigh*p.em, leftAt, panelTitleSize*p.em, true, navy)...)
		p.out = append(p.out, scene.Group{Class: "panel", Title: p.plan.frames[i].title, Shapes: shapes})
	}
}

// laneHeadSize is one size for the heads of all lanes: the title's, or the
// largest that the narrowest lane has room for.
func (p *painter) laneHeadSize() float64 {
	size := p.em
	for i, l := range p.lanes {
		room := l.w() - 0.64*p.em
		if w := p.Measure.Width(p.Actors[p.plan.heads[i].actor], p.em, true); w > room {
			size = math.Min(size, p.em*room/w)
		}
	}
	return math.Max(p.Canvas.MinText, size)
}

func (p *painter) arrow(n *line) {
	colour, wide := sideLine, sideWide*p.em
	if n.main {
		colour, wide = navy, mainWide*p.em
	}
	paint := scene.Paint{Stroke: colour, Width: wide}
	if n.back {
		paint.Dash = p.dash(p.em)
	}
	tip := n.points[len(n.points)-1]
	pts := append([]point(nil), n.points...)
	base := towardsFully(tip, pts[len(pts)-2], headLong*p.em*0.8)
	pts[len(pts)-1] = base
	p.out = append(p.out, scene.Group{Class: "arrow", Title: arrowTitle(n.From, n.To, n.Label), Shapes: []scene.Shape{
		polyline(pts, p.corner(), paint), p.head(tip, n.points[len(n.points)-2], colour)}})
}

// corner is the radius of a line's corners. A bare chart has none: few bytes
// count there.
func (p *painter) corner() float64 {
	if p.Bare {
		return 0
	}
	return cornerEm * p.em
}

// towardsFully is like towards, without the limit of half-way.
func towardsFully(a, b point, distance float64) point {
	l := math.Max(1e-9, math.Hypot(b.x-a.x, b.y-a.y))
	return point{a.x + (b.x-a.x)*distance/l, a.y + (b.y-a.y)*distance/l}
}

func (p *painter) head(tip, from point, c scene.Colour) scene.Path {
	base := towardsFully(tip, from, headLong*p.em)
	dx, dy := (base.y-tip.y)/(headLong*p.em), (tip.x-base.x)/(headLong*p.em)
	w := headWide * p.em / 2
	return polygon(scene.Paint{Fill: c, Stroke: scene.None}, tip,
		point{base.x + dx*w, base.y + dy*w}, point{base.x - dx*w, base.y - dy*w})
}

func (p *painter) label(n *line, l label) {
	colour := sideLine
	if n.main {
		colour = navy
	}
	r := l.rect.grow(-0.03 * p.em)
	high := (r.h() - 0.18*p.em) / float64(len(l.lines))
	shapes := []scene.Shape{box(r, 0.28*p.em, white, colour, 0.07*p.em)}
	if p.Bare { // it stands on white anyway
		shapes = []scene.Shape{box(r, 0, scene.None, scene.None, 0)}
	}
	shapes = append(shapes, p.stack(l.lines, r.cx(), r.y0+0.09*p.em, high, centreAt, p.grade.label*p.em, true, ink)...)
	p.out = append(p.out, scene.Group{Class: "label", Title: arrowTitle(n.From, n.To, n.Label), Shapes: shapes})
}

// stepTitle says in words all that a box shows, and what it has no room for.
func (d *drawer) stepTitle(i int) string {
	s := d.Steps[i]
	words := []string{fmt.Sprintf("第%d步 %s", i+1, s.Title)}
	if s.Actor >= 0 {
		words = append(words, d.Actors[s.Actor])
	}
	if s.Limit != nil {
		words = append(words, "期限："+s.Limit.String())
	}
	if basis := basisWords(s.Basis); basis != "" {
		words = append(words, "依据："+basis)
	}
	for _, n := range s.Notes {
		words = append(words, d.Plain(n.Text))
	}
	return strings.Join(words, "；")
}

func basisWords(basis []flow.Basis) string {
	var words []string
	for _, b := range basis {
		w := "《" + b.Law + "》"
		if b.Article.Number > 0 {
			w += b.Article.Name()
		}
		if b.Paragraph > 0 {
			w += "第" + law.Numeral(b.Paragraph) + "款"
		}
		if b.Item > 0 {
			w += "第（" + law.Numeral(b.Item) + "）项"
		}
		words = append(words, w)
	}
	return strings.Join(words, "、")
}
