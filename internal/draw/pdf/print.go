package pdf

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"daoyin/internal/font"
	"daoyin/internal/scene"
)

// pen is what lines and areas are painted with; a zero colour is one more than
// the colour, so that the zero pen is no pen at all.
type pen struct {
	fill, stroke scene.Colour
	width        float64
	dash         []float64
	cap, join    string
}

func (p *printer) shapes(shapes []scene.Shape, page scene.Scene) error {
	for _, s := range shapes {
		var err error
		switch s := s.(type) {
		case scene.Rect:
			err = p.rect(p.bled(s, page))
		case scene.Circle:
			err = p.circle(s)
		case scene.Path:
			err = p.path(s)
		case scene.Text:
			err = p.text(s)
		case scene.Image:
			err = p.image(s)
		case scene.Group:
			if err = p.shapes(s.Shapes, page); err == nil && s.Link != "" {
				p.area(s)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// bled returns a rectangle that ends at the edge of the page as one that ends
// at the edge of the bleed: paper is not cut to a hair.
func (p *printer) bled(r scene.Rect, page scene.Scene) scene.Rect {
	reach := p.o.Bleed / p.o.Scale
	if reach == 0 || r.Radius > 0 || stroked(r.Paint) {
		return r
	}
	const hair = 0.01
	x1, y1 := r.X+r.W, r.Y+r.H
	if math.Abs(x1-page.Width) < hair {
		x1 += reach
	}
	if math.Abs(y1-page.Height) < hair {
		y1 += reach
	}
	if math.Abs(r.X) < hair {
		r.X -= reach
	}
	if math.Abs(r.Y) < hair {
		r.Y -= reach
	}
	r.W, r.H = x1-r.X, y1-r.Y
	return r
}

func stroked(p scene.Paint) bool { return p.Stroke != scene.None && p.Width > 0 }

// round is how far the control points of a quarter of a circle are from its
// ends, as a part of the radius.
const round = 0.5522847498

func (p *printer) rect(r scene.Rect) error {
	if err := proper(r.X, r.Y, r.W, r.H, r.Radius); err != nil {
		return err
	}
	if r.W <= 0 || r.H <= 0 {
		return nil
	}
	x0, y0, x1, y1 := r.X, r.Y, r.X+r.W, r.Y+r.H
	parts := []scene.Part{{X: x0, Y: y0}, to(x1, y0), to(x1, y1), to(x0, y1), {Op: scene.Close}}
	join := "miter"
	if q := min(r.Radius, r.W/2, r.H/2); q > 0 {
		k := q * (1 - round)
		join = "round"
		parts = []scene.Part{
			{X: x0 + q, Y: y0}, to(x1-q, y0), {Op: scene.CurveTo, X1: x1 - k, Y1: y0, X2: x1, Y2: y0 + k, X: x1, Y: y0 + q},
			to(x1, y1-q), {Op: scene.CurveTo, X1: x1, Y1: y1 - k, X2: x1 - k, Y2: y1, X: x1 - q, Y: y1},
			to(x0+q, y1), {Op: scene.CurveTo, X1: x0 + k, Y1: y1, X2: x0, Y2: y1 - k, X: x0, Y: y1 - q},
			to(x0, y0+q), {Op: scene.CurveTo, X1: x0, Y1: y0 + k, X2: x0 + k, Y2: y0, X: x0 + q, Y: y0},
			{Op: scene.Close},
		}
	}
	return p.draw(parts, r.Paint, "butt", join)
}

func to(x, y float64) scene.Part { return scene.Part{Op: scene.LineTo, X: x, Y: y} }

func (p *printer) circle(c scene.Circle) error {
	if err := proper(c.X, c.Y, c.R); err != nil {
		return err
	}
	if c.R <= 0 {
		return nil
	}
	x, y, r, k := c.X, c.Y, c.R, c.R*round
	return p.draw([]scene.Part{
		{X: x + r, Y: y},
		{Op: scene.CurveTo, X1: x + r, Y1: y + k, X2: x + k, Y2: y + r, X: x, Y: y + r},
		{Op: scene.CurveTo, X1: x - k, Y1: y + r, X2: x - r, Y2: y + k, X: x - r, Y: y},
		{Op: scene.CurveTo, X1: x - r, Y1: y - k, X2: x - k, Y2: y - r, X: x, Y: y - r},
		{Op: scene.CurveTo, X1: x + k, Y1: y - r, X2: x + r, Y2: y - k, X: x + r, Y: y},
		{Op: scene.Close},
	}, c.Paint, "butt", "round")
}

func (p *printer) path(s scene.Path) error {
	if len(s.Parts) > 0 && s.Parts[0].Op != scene.MoveTo {
		return fmt.Errorf("pdf: a path that begins nowhere")
	}
	for _, part := range s.Parts {
		if err := proper(part.X1, part.Y1, part.X2, part.Y2, part.X, part.Y); err != nil {
			return err
		}
	}
	return p.draw(s.Parts, s.Paint, "round", "round")
}

func (p *printer) draw(parts []scene.Part, paint scene.Paint, ends, corners string) error {
	if err := proper(append([]float64{paint.Width}, paint.Dash...)...); err != nil {
		return err
	}
	style := ""
	if paint.Fill != scene.None {
		p.fill(paint.Fill)
		style += "F"
	}
	if stroked(paint) {
		p.lines(paint, ends, corners)
		style += "D"
	}
	if style == "" || len(parts) == 0 {
		return nil
	}
	for _, part := range parts {
		x, y := p.at(part.X, part.Y)
		switch part.Op {
		case scene.MoveTo:
			p.pdf.MoveTo(x, y)
		case scene.LineTo:
			p.pdf.LineTo(x, y)
		case scene.CurveTo:
			x1, y1 := p.at(part.X1, part.Y1)
			x2, y2 := p.at(part.X2, part.Y2)
			p.pdf.CurveBezierCubicTo(x1, y1, x2, y2, x, y)
		case scene.Close:
			p.pdf.ClosePath()
		}
	}
	p.pdf.DrawPath(style)
	return nil
}

func (p *printer) fill(c scene.Colour) {
	if p.pen.fill != c+1 {
		p.pdf.SetFillColor(rgb(c))
		p.pen.fill = c + 1
	}
}

func (p *printer) lines(paint scene.Paint, ends, corners string) {
	if p.pen.stroke != paint.Stroke+1 {
		p.pdf.SetDrawColor(rgb(paint.Stroke))
		p.pen.stroke = paint.Stroke + 1
	}
	if p.pen.width != paint.Width {
		p.pdf.SetLineWidth(paint.Width * p.o.Scale)
		p.pen.width = paint.Width
	}
	if p.pen.cap != ends {
		p.pdf.SetLineCapStyle(ends)
		p.pen.cap = ends
	}
	if p.pen.join != corners {
		p.pdf.SetLineJoinStyle(corners)
		p.pen.join = corners
	}
	if dash := drawable(paint.Dash); !slices.Equal(p.pen.dash, dash) {
		scaled := make([]float64, len(dash))
		for i, d := range dash {
			scaled[i] = d * p.o.Scale
		}
		p.pdf.SetDashPattern(scaled, 0)
		p.pen.dash = dash
	}
}

// drawable returns nil for a dash that is none: viewers do not take one that
// is all zeros.
func drawable(dash []float64) []float64 {
	sum := 0.0
	for _, d := range dash {
		if d < 0 {
			return nil
		}
		sum += d
	}
	if sum < 0.1 {
		return nil
	}
	return dash
}

func rgb(c scene.Colour) (r, g, b int) {
	return int(c >> 16 & 0xFF), int(c >> 8 & 0xFF), int(c & 0xFF)
}

// text prints a line of text. A character that cannot be drawn is an error: an
// author should have been told of it long before.
func (p *printer) text(t scene.Text) error {
	if strings.TrimSpace(t.Runes) == "" || t.Fill == scene.None {
		return nil
	}
	if p.o.Fonts == nil {
		return fmt.Errorf("pdf: no fonts for %q", t.Runes)
	}
	if missing := p.o.Fonts.Missing(t.Runes); missing != nil {
		return fmt.Errorf("pdf: no font has %q in %q", string(missing), t.Runes)
	}
	if err := proper(t.X, t.Y, t.Size); err != nil {
		return err
	}
	for _, run := range p.o.Fonts.Runs(t.Runes, t.Bold) {
		if err := p.run(t, run); err != nil {
			return err
		}
	}
	return nil
}

// run prints a piece of text of one font. Characters beyond the first 65,536
// are beyond what fpdf can name: they are drawn as areas, and cannot be
// searched.
func (p *printer) run(t scene.Text, run font.Run) error {
	x := t.X + run.X*t.Size
	for text := run.Text; text != ""; {
		near := strings.IndexFunc(text, func(r rune) bool { return r > 0xFFFF })
		if near < 0 {
			near = len(text)
		}
		if near > 0 {
			p.words(text[:near], run.Face, t, x)
		}
		far := len(text)
		if i := strings.IndexFunc(text[near:], func(r rune) bool { return r <= 0xFFFF }); i >= 0 {
			far = near + i
		}
		for i, r := range text {
			if i >= near && i < far {
				if err := p.letter(r, t, x); err != nil {
					return err
				}
			}
			if i < far {
				x += p.o.Fonts.Advance(r, t.Bold) * t.Size
			}
		}
		text = text[far:]
	}
	return nil
}

func (p *printer) words(text string, face *font.Face, t scene.Text, x float64) {
	name, known := p.families[face]
	if !known {
		name = "f" + strconv.Itoa(len(p.families))
		p.families[face] = name
		p.pdf.AddUTF8FontFromBytes(name, "", bytes.Clone(face.TTF)) // fpdf writes on what it is given
	}
	p.pdf.SetFont(name, "", t.Size*p.o.Scale)
	p.pdf.SetTextColor(rgb(t.Fill))
	px, py := p.at(x, t.Y)
	p.pdf.Text(px, py, text)
}

// letter draws a character as an area.
func (p *printer) letter(r rune, t scene.Text, x float64) error {
	var parts []scene.Part
	at := func(ex, ey float64) (float64, float64) { return x + ex*t.Size, t.Y + ey*t.Size }
	var lx, ly float64
	for i, s := range p.o.Fonts.Outline(r, t.Bold) {
		ex, ey := at(s.X, s.Y)
		switch s.Op {
		case font.MoveTo:
			if i > 0 {
				parts = append(parts, scene.Part{Op: scene.Close})
			}
			parts = append(parts, scene.Part{X: ex, Y: ey})
		case font.LineTo:
			parts = append(parts, to(ex, ey))
		case font.QuadTo:
			cx, cy := at(s.X1, s.Y1)
			parts = append(parts, scene.Part{Op: scene.CurveTo, X: ex, Y: ey,
				X1: lx + (cx-lx)*2/3, Y1: ly + (cy-ly)*2/3, X2: ex + (cx-ex)*2/3, Y2: ey + (cy-ey)*2/3})
		}
		lx, ly = ex, ey
	}
	return p.draw(parts, scene.Paint{Fill: t.Fill, Stroke: scene.None}, "butt", "miter")
}

// bounds returns what shapes cover, without the width of their lines; ok is
// false for nothing.
func bounds(shapes []scene.Shape) (x0, y0, x1, y1 float64, ok bool) {
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	grow := func(l, t, r, b float64) { x0, y0, x1, y1 = min(x0, l), min(y0, t), max(x1, r), max(y1, b) }
	for _, s := range shapes {
		switch s := s.(type) {
		case scene.Rect:
			grow(s.X, s.Y, s.X+s.W, s.Y+s.H)
		case scene.Circle:
			grow(s.X-s.R, s.Y-s.R, s.X+s.R, s.Y+s.R)
		case scene.Path:
			for _, part := range s.Parts {
				if part.Op != scene.Close {
					grow(part.X, part.Y, part.X, part.Y)
				}
			}
		case scene.Text:
			grow(s.X, s.Y-0.88*s.Size, s.X+s.Width, s.Y+0.12*s.Size)
		case scene.Image:
			grow(s.X, s.Y, s.X+s.W, s.Y+s.H)
		case scene.Group:
			if l, t, r, b, ok := bounds(s.Shapes); ok {
				grow(l, t, r, b)
			}
		}
	}
	return x0, y0, x1, y1, x0 <= x1 && y0 <= y1
}
