package leaflet

import (
	"math"
	"strconv"

	"daoyin/internal/content"
	"daoyin/internal/flow"
	"daoyin/internal/scene"
)

// Sizes of the large number in points.
const (
	cardRadius  = 3 * mm
	motifNumber = 104.0
	motifUnit   = 22.0
	motifHeight = motifNumber + coverInset
)

// contents lists what the leaflet tells, at the foot of the card, if that goes
// on it.
func (m *Maker) contents(b *brush, titles []string, x, top, bottom float64, fill scene.Colour) {
	var list []line
	for _, title := range titles {
		set := lines(m.set, plain(title), coverText, textWidth-2*coverInset-12, balanced())
		if len(set) > 1 {
			return
		}
		list = append(list, set...)
	}
	high := coverText * 1.7
	if bottom-top < high*float64(len(list)+1) {
		return
	}
	y := bottom - high*float64(len(list))
	for i, l := range list {
		b.dot(x+2, y+high*(float64(i)+0.5), 2, fill)
		b.line(l, x+12, y+high*(float64(i)+0.5), coverText, fill)
	}
}

// motif is the number that the cover shows large: of steps, or of questions.
func motif(p *content.Page) (number, unit string) {
	if len(p.Flows) == 0 {
		return "", ""
	}
	g := p.Flows[0].Graph
	if g.Kind == flow.RouteMap {
		return strconv.Itoa(len(g.Steps)), "步"
	}
	questions := 0
	for i := range g.Steps {
		if g.Steps[i].Kind == flow.Decision {
			questions++
		}
	}
	return strconv.Itoa(questions), "个问题"
}

// arcs are quiet quarter circles round the lower right corner of the card.
func arcs(b *brush, x, y, r float64, c palette) {
	for i, share := range []float64{1, 0.74, 0.48} {
		quarter(b, x, y, r*share, mix(c.main, white, 0.05+0.05*float64(i)))
	}
}

// quarter is a quarter of a disc, to the upper left of its corner, which is
// rounded like the card's.
func quarter(b *brush, x, y, r float64, fill scene.Colour) {
	k, round := r*4/3*(math.Sqrt2-1), cardRadius
	q := round * (1 - 4.0/3*(math.Sqrt2-1))
	b.add(scene.Path{Paint: scene.Paint{Fill: fill, Stroke: scene.None}, Parts: []scene.Part{
		{Op: scene.MoveTo, X: x - r, Y: y},
		{Op: scene.CurveTo, X1: x - r, Y1: y - k, X2: x - k, Y2: y - r, X: x, Y: y - r},
		{Op: scene.LineTo, X: x, Y: y - round},
		{Op: scene.CurveTo, X1: x, Y1: y - q, X2: x - q, Y2: y, X: x - round, Y: y},
		{Op: scene.Close}}})
}

// paintNumber paints the large number so that it stands on bottom.
func (m *Maker) paintNumber(b *brush, number, unit string, x, bottom float64) {
	big := lines(m.set, bold(number), motifNumber, textWidth, balanced())[0]
	b.line(big, x-0.04*motifNumber, bottom-middle*motifNumber, motifNumber, white)
	b.line(lines(m.set, bold(unit), motifUnit, textWidth, balanced())[0], x+big.width+4, bottom-middle*motifUnit, motifUnit, white)
}
