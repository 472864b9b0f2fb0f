package chart

import (
	"math"

	"daoyin/internal/scene"
)

// brush makes shapes of words and boxes.
type brush struct{ measure Measurer }

// Where the middle of a line of Chinese lies above its baseline, in ems.
const middle = 0.37

// at is how a line of text lies to the x that is given.
type at float64

const (
	leftAt   at = 0
	centreAt at = 0.5
	rightAt  at = 1
)

// text is one line whose middle is at y.
func (b brush) text(words string, x, y float64, align at, size float64, bold bool, fill scene.Colour) scene.Text {
	w := b.measure.Width(words, size, bold)
	return scene.Text{X: x - float64(align)*w, Y: y + middle*size, Size: size, Bold: bold, Fill: fill, Width: w, Hold: float64(align), Runes: words}
}

// stack is several lines, the first in the middle of a line of that height below y.
func (b brush) stack(words []string, x, y, high float64, align at, size float64, bold bool, fill scene.Colour) []scene.Shape {
	var out []scene.Shape
	for i, w := range words {
		out = append(out, b.text(w, x, y+(float64(i)+0.5)*high, align, size, bold, fill))
	}
	return out
}

// box is a rectangle that is filled and perhaps outlined.
func box(r rect, radius float64, fill, stroke scene.Colour, width float64) scene.Rect {
	return scene.Rect{X: r.x0, Y: r.y0, W: r.w(), H: r.h(), Radius: radius,
		Paint: scene.Paint{Fill: fill, Stroke: stroke, Width: width}}
}

// polygon is a closed area.
func polygon(p scene.Paint, pts ...point) scene.Path {
	path := scene.Path{Paint: p}
	for i, pt := range pts {
		op := scene.LineTo
		if i == 0 {
			op = scene.MoveTo
		}
		path.Parts = append(path.Parts, scene.Part{Op: op, X: pt.x, Y: pt.y})
	}
	path.Parts = append(path.Parts, scene.Part{Op: scene.Close})
	return path
}

// polyline is an open line with round corners. Both control points of a corner
// are the corner itself, so that a reader of the scene finds the way again.
func polyline(pts []point, radius float64, p scene.Paint) scene.Path {
	p.Fill = scene.None
	path := scene.Path{Paint: p}
	add := func(part scene.Part) { path.Parts = append(path.Parts, part) }
	add(scene.Part{Op: scene.MoveTo, X: pts[0].x, Y: pts[0].y})
	for i := 1; i < len(pts)-1; i++ {
		c := pts[i]
		in, out := towards(c, pts[i-1], radius), towards(c, pts[i+1], radius)
		add(scene.Part{Op: scene.LineTo, X: in.x, Y: in.y})
		add(scene.Part{Op: scene.CurveTo, X1: c.x, Y1: c.y, X2: c.x, Y2: c.y, X: out.x, Y: out.y})
	}
	last := pts[len(pts)-1]
	add(scene.Part{Op: scene.LineTo, X: last.x, Y: last.y})
	return path
}

// towards is the point that lies a distance from a towards b, at most half-way.
func towards(a, b point, distance float64) point {
	l := math.Hypot(b.x-a.x, b.y-a.y)
	if l == 0 {
		return a
	}
	f := math.Min(distance, l/2) / l
	return point{a.x + (b.x-a.x)*f, a.y + (b.y-a.y)*f}
}

// hexagon is the outline of a question.
func hexagon(r rect, slant float64, p scene.Paint) scene.Path {
	return polygon(p, point{r.x0 + slant, r.y0}, point{r.x1 - slant, r.y0}, point{r.x1, r.cy()},
		point{r.x1 - slant, r.y1}, point{r.x0 + slant, r.y1}, point{r.x0, r.cy()})
}

// clock is the sign of a limit: a face and two hands.
func clock(x, y, r float64, c scene.Colour) []scene.Shape {
	hands := scene.Path{Paint: scene.Paint{Fill: scene.None, Stroke: c, Width: r * 0.24}, Parts: []scene.Part{
		{Op: scene.MoveTo, X: x, Y: y - r*0.6}, {Op: scene.LineTo, X: x, Y: y}, {Op: scene.LineTo, X: x + r*0.45, Y: y + r*0.2}}}
	return []scene.Shape{
		scene.Circle{X: x, Y: y, R: r, Paint: scene.Paint{Fill: scene.None, Stroke: c, Width: r * 0.24}}, hands}
}

// modules draws a QR code on white with its quiet zone.
func modules(qr [][]bool, r rect) scene.Group {
	m := r.w() / float64(len(qr)+2*qrQuiet)
	path := scene.Path{Paint: scene.Paint{Fill: 0x000000, Stroke: scene.None}}
	for y, row := range qr {
		for x := 0; x < len(row); x++ {
			if !row[x] {
				continue
			}
			from := x
			for x < len(row) && row[x] {
				x++
			}
			x0, x1 := r.x0+float64(from+qrQuiet)*m, r.x0+float64(x+qrQuiet)*m
			y0 := r.y0 + float64(y+qrQuiet)*m
			path.Parts = append(path.Parts,
				scene.Part{Op: scene.MoveTo, X: x0, Y: y0}, scene.Part{Op: scene.LineTo, X: x1, Y: y0},
				scene.Part{Op: scene.LineTo, X: x1, Y: y0 + m}, scene.Part{Op: scene.LineTo, X: x0, Y: y0 + m},
				scene.Part{Op: scene.Close})
		}
	}
	return scene.Group{Class: "qr", Title: "二维码", Shapes: []scene.Shape{box(r, 0, white, scene.None, 0), path}}
}
