package chart

import (
	"math"
	"strconv"

	"daoyin/internal/flow"
	"daoyin/internal/scene"
)

// step paints a box: number and who at the top, limit and article at the
// bottom, the title and what fits of the notes between.
func (p *painter) step(i int) {
	s, c, r := p.Steps[i], p.cards[i], p.boxes[i]
	hue := hueOf(s.Actor)
	words, strong := ink, hue.strong
	if s.Kind == flow.Start {
		words, strong = white, white
	}
	shapes := []scene.Shape{p.outline(s.Kind, r, hue)}
	em := p.em
	y := r.y0 + cardPad*em
	x := r.x0 + c.inset*em
	discFill, discInk := hue.strong, white
	if s.Kind == flow.Start {
		discFill, discInk = white, hue.strong
	}
	shapes = append(shapes,
		scene.Circle{X: x + disc*em/2, Y: y + p.grade.head*em/2, R: disc * em / 2, Paint: scene.Paint{Fill: discFill, Stroke: scene.None}},
		p.text(strconv.Itoa(i+1), x+disc*em/2, y+p.grade.head*em/2, centreAt, max(0.74, p.grade.small)*em, true, discInk))
	whoTop := y + (p.grade.head-p.grade.smallHigh)*em/2
	shapes = append(shapes, p.stack(c.who, x+(disc+0.25)*em, whoTop, p.grade.smallHigh*em, leftAt, p.grade.small*em, true, strong)...)
	y += (p.grade.head + p.grade.smallHigh*float64(max(0, len(c.who)-1))) * em

	n := c.notesWithin(r.h() / em)
	foot := r.y1 - (cardPad+c.foot())*em
	body := titleHigh * float64(len(c.title)) * em
	for _, note := range c.notes[:n] {
		body += p.grade.noteHigh * float64(len(note)) * em
	}
	y += (foot - y - body) / 2
	shapes = append(shapes, p.stack(c.title, r.cx(), y, titleHigh*em, centreAt, em, true, words)...)
	y += titleHigh * float64(len(c.title)) * em
	noteInk := grey
	if s.Kind == flow.Start {
		noteInk = white
	}
	for _, note := range c.notes[:n] {
		shapes = append(shapes, p.stack(note, r.cx(), y, p.grade.noteHigh*em, centreAt, p.grade.note*em, false, noteInk)...)
		y += p.grade.noteHigh * float64(len(note)) * em
	}
	shapes = append(shapes, p.foot(i, r, foot)...)
	g := scene.Group{ID: s.Anchor, Class: "step", Title: p.stepTitle(i), Shapes: shapes}
	if p.Link != nil {
		g.Link = p.Link(i)
	}
	if p.ID != nil {
		g.ID = p.ID(i)
	}
	p.out = append(p.out, g)
}

func (p *painter) outline(kind flow.StepKind, r rect, h hue) scene.Shape {
	wide := borderWide * p.em
	switch kind {
	case flow.Start:
		return box(r, pillRadius(r, p.em), h.strong, h.strong, wide)
	case flow.End:
		return box(r, pillRadius(r, p.em), h.tint, h.strong, wide*1.6)
	case flow.Decision:
		return hexagon(r, slant*p.em, scene.Paint{Fill: question, Stroke: h.strong, Width: wide})
	default:
		return box(r, 0.35*p.em, white, h.strong, wide)
	}
}

// foot paints badge, article and chips from y down.
func (p *painter) foot(i int, r rect, y float64) []scene.Shape {
	c, em := p.cards[i], p.em
	var out []scene.Shape
	strong := hueOf(p.Steps[i].Actor).strong
	if p.Bare && p.Steps[i].Kind == flow.Start {
		strong = white
	}
	badge := p.badgeWidth(c.limit) * em
	if len(c.limit) > 0 {
		y += footGap * em
		x := r.cx() - badge/2
		if c.oneFoot {
			x -= (0.25 + p.articleWidth(c.article[0])) * em / 2
		}
		out = append(out, p.badge(c.limit, rect{x, y, x + badge, y + c.badgeHeight()*em})...)
		if c.oneFoot {
			w := p.articleWidth(c.article[0]) * em
			x += badge + 0.25*em
			mid := y + c.badgeHeight()*em/2
			out = append(out, p.article(c.article, rect{x, mid - (p.grade.smallHigh+0.15)*em/2, x + w, mid + (p.grade.smallHigh+0.15)*em/2}, strong)...)
		}
		y += c.badgeHeight() * em
	}
	if len(c.article) > 0 && !c.oneFoot {
		y += footGap * em
		w := 0.0
		for _, l := range c.article {
			w = max(w, p.articleWidth(l)*em)
		}
		h := (0.15 + p.grade.smallHigh*float64(len(c.article))) * em
		out = append(out, p.article(c.article, rect{r.cx() - w/2, y, r.cx() + w/2, y + h}, strong)...)
		y += h
	}
	n := 0
	for _, ch := range p.chips {
		if ch.From != i {
			continue
		}
		lines := c.chips[n]
		n++
		y += footGap * em
		h := (p.grade.chipHigh() + p.grade.smallHigh*float64(len(lines)-1)) * em
		out = append(out, p.chip(ch, lines, rect{r.x0 + c.inset*em, y, r.x1 - c.inset*em, y + h}))
		y += h
	}
	return out
}

func (p *painter) badge(words []string, r rect) []scene.Shape {
	em := p.em
	shapes := []scene.Shape{box(r, math.Min(r.h()/2, 0.6*em), red, scene.None, 0)}
	if p.Bare {
		top := r.cy() - p.grade.badgeNext*em*float64(len(words))/2
		return append(shapes, p.stack(words, r.cx(), top, p.grade.badgeNext*em, centreAt, p.grade.badge*em, true, white)...)
	}
	shapes = append(shapes, clock(r.x0+0.65*em, r.cy(), 0.3*em, white)...)
	top := r.cy() - p.grade.badgeNext*em*float64(len(words))/2
	return append(shapes, p.stack(words, r.x0+1.06*em, top, p.grade.badgeNext*em, leftAt, p.grade.badge*em, true, white)...)
}

// article paints the chip of the articles; in a bare chart their words do.
func (p *painter) article(lines []string, r rect, strong scene.Colour) []scene.Shape {
	em := p.em
	words := p.stack(lines, r.cx(), r.y0+0.075*em, p.grade.smallHigh*em, centreAt, p.grade.small*em, false, strong)
	if p.Bare {
		return words
	}
	return append([]scene.Shape{box(r, 0.2*em, white, strong, 0.05*em)}, words...)
}

func (p *painter) chip(c chip, lines []string, r rect) scene.Group {
	em := p.em
	top := r.cy() - p.grade.smallHigh*em*float64(len(lines))/2
	shapes := []scene.Shape{box(r, 0.2*em, white, navy, 0.06*em)}
	shapes = append(shapes, p.stack(lines, r.cx(), top, p.grade.smallHigh*em, centreAt, p.grade.small*em, true, navy)...)
	return scene.Group{Class: "chip", Title: arrowTitle(c.From, c.To, c.Label), Shapes: shapes}
}
