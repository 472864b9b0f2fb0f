package svg

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"daoyin/internal/scene"
)

// Inline returns s as an <svg> element that stands in an HTML page. Weight is
// what counts there: everything stands on whole pixels; words are text in the
// page's own font; groups are kept where they are links, with coordinates of
// their own, so that equal boxes are equal bytes for a compressor; lines and
// areas of one paint are one path. What says the same twice, the titles of
// groups, is left out: a page has it in words.
func Inline(s scene.Scene) ([]byte, error) {
	if err := proper(s.Width, s.Height); err != nil || s.Width <= 0 || s.Height <= 0 {
		return nil, fmt.Errorf("svg: a canvas of %v × %v", s.Width, s.Height)
	}
	w := &inliner{usual: usualOf(s.Shapes)}
	w.raw(`<svg viewBox="0 0 `)
	w.whole(s.Width)
	w.raw(" ")
	w.whole(s.Height)
	w.raw(`"`)
	w.at("width", s.Width)
	w.at("height", s.Height)
	w.raw(` role="group"`)
	w.attribute("aria-label", s.Title)
	w.raw(` stroke-linecap="round" stroke-linejoin="round" text-anchor="middle"`)
	w.number("font-size", w.usual.size)
	w.weight(w.usual.bold)
	w.number("stroke-width", w.usual.width)
	w.raw(">")
	if s.Background != scene.None {
		w.leaf(scene.Rect{W: s.Width, H: s.Height, Paint: scene.Paint{Fill: s.Background, Stroke: scene.None}})
	}
	w.nodes(s.Shapes)
	w.flush()
	w.raw("</svg>")
	return w.out, w.err
}

// inliner writes shapes relative to a corner.
type inliner struct {
	writer
	x, y  int // the corner
	usual usual
	run   []scene.Path
}

// nodes writes shapes in the order in which they are painted.
func (w *inliner) nodes(shapes []scene.Shape) {
	for _, s := range shapes {
		switch s := s.(type) {
		case scene.Group:
			if s.Link != "" && !w.inLink {
				w.link(s)
			} else {
				w.nodes(s.Shapes)
			}
		case scene.Path:
			w.gather(s)
		case scene.Image:
			if w.err == nil {
				w.err = errors.New("svg: a picture within a drawing in a page") // the page has its own
			}
		default:
			w.flush()
			w.leaf(s)
		}
	}
}

func (w *inliner) link(g scene.Group) {
	w.flush()
	w.raw("<a")
	if g.ID != "" {
		w.attribute("id", g.ID)
	}
	w.attribute("xlink:href", g.Link)
	x, y := corner(g.Shapes)
	w.raw(fmt.Sprintf(` transform="translate(%d %d)">`, x, y))
	w.x, w.y, w.inLink = x, y, true
	w.nodes(g.Shapes)
	w.flush()
	w.raw("</a>")
	w.x, w.y, w.inLink = 0, 0, false
}

// corner is the upper left corner of the first shape: the box, behind all that
// stands in it.
func corner(shapes []scene.Shape) (x, y int) {
	if len(shapes) == 0 {
		return 0, 0
	}
	switch s := shapes[0].(type) {
	case scene.Rect:
		return pixel(s.X), pixel(s.Y)
	case scene.Path:
		left, top := math.Inf(1), math.Inf(1)
		for _, p := range s.Parts {
			if p.Op != scene.Close {
				left, top = min(left, p.X), min(top, p.Y)
			}
		}
		return pixel(left), pixel(top)
	}
	return 0, 0
}

// gather keeps a path until it is known what can be written with it. Paths all
// of one colour may be painted in any order.
func (w *inliner) gather(p scene.Path) {
	if len(p.Parts) == 0 || !painted(p.Paint) {
		return
	}
	if c, one := colourOf(p.Paint); len(w.run) > 0 {
		if of, _ := colourOf(w.run[0].Paint); !one || c != of {
			w.flush()
		}
	}
	w.run = append(w.run, p)
	if _, one := colourOf(p.Paint); !one {
		w.flush()
	}
}

func colourOf(p scene.Paint) (c scene.Colour, one bool) {
	switch {
	case !stroked(p):
		return p.Fill, true
	case p.Fill == scene.None:
		return p.Stroke, true
	}
	return p.Stroke, p.Fill == p.Stroke
}

// flush writes the paths that are kept: those of one paint as one.
func (w *inliner) flush() {
	for len(w.run) > 0 {
		first := w.run[0]
		var rest []scene.Path
		var d data
		var seen []string
		for _, p := range w.run {
			if !samePaint(p.Paint, first.Paint) {
				rest = append(rest, p)
				continue
			}
			if alone := w.path(&data{}, p); !slices.Contains(seen, alone) { // heads of lines that run together
				seen = append(seen, alone)
				w.path(&d, p)
			}
		}
		w.raw("<path")
		w.paint(first.Paint)
		w.raw(` d="`)
		w.out = append(w.out, d.out...)
		w.raw(`"/>`)
		w.run = rest
	}
}

func samePaint(a, b scene.Paint) bool {
	return a.Fill == b.Fill && a.Stroke == b.Stroke && tenth(a.Width) == tenth(b.Width) && slices.Equal(a.Dash, b.Dash)
}

// across and down make places relative to the corner.
func (w *inliner) across(x float64) float64 { return float64(pixel(x) - w.x) }
func (w *inliner) down(y float64) float64   { return float64(pixel(y) - w.y) }

// path adds to the data of a path and returns what it then is.
func (w *inliner) path(d *data, p scene.Path) string {
	x, y := w.across, w.down
	for _, part := range p.Parts {
		w.check(part.X1, part.Y1, part.X2, part.Y2, part.X, part.Y)
		switch part.Op {
		case scene.MoveTo:
			d.move(x(part.X), y(part.Y))
		case scene.LineTo:
			if !d.at(x(part.X), y(part.Y)) {
				d.line(x(part.X), y(part.Y))
			}
		case scene.CurveTo:
			if d.at(x(part.X), y(part.Y)) && d.at(x(part.X1), y(part.Y1)) {
				continue // a corner without a radius
			}
			d.curve('c', x(part.X1), y(part.Y1), x(part.X2), y(part.Y2), x(part.X), y(part.Y))
		case scene.Close:
			d.close()
		}
	}
	return string(d.out)
}

func (w *inliner) leaf(s scene.Shape) {
	switch s := s.(type) {
	case scene.Rect:
		w.rect(s)
	case scene.Circle:
		if s.R <= 0 || !painted(s.Paint) {
			return
		}
		w.raw("<circle")
		w.paint(s.Paint)
		w.number("r", tenth(s.R))
		w.at("cx", w.across(s.X))
		w.at("cy", w.down(s.Y))
		w.raw("/>")
	case scene.Text:
		w.text(s)
	}
}

func (w *inliner) rect(r scene.Rect) {
	w.check(r.X, r.Y, r.W, r.H, r.Radius)
	width, height := pixel(r.X+r.W)-pixel(r.X), pixel(r.Y+r.H)-pixel(r.Y)
	if width <= 0 || height <= 0 || !painted(r.Paint) {
		return
	}
	w.raw("<rect")
	w.paint(r.Paint)
	w.at("rx", min(r.Radius, r.W/2, r.H/2))
	w.at("height", float64(height))
	w.at("width", float64(width))
	w.at("x", w.across(r.X))
	w.at("y", w.down(r.Y))
	w.raw("/>")
}

func (w *inliner) text(t scene.Text) {
	w.check(t.X, t.Y, t.Size, t.Width)
	if strings.TrimSpace(t.Runes) == "" || t.Size <= 0 || t.Fill == scene.None {
		return
	}
	w.raw("<text")
	switch t.Hold {
	case 0:
		w.raw(` text-anchor="start"`)
	case 1:
		w.raw(` text-anchor="end"`)
	}
	if tenth(t.Size) != w.usual.size {
		w.number("font-size", tenth(t.Size))
	}
	if t.Bold != w.usual.bold {
		w.weight(t.Bold)
	}
	w.colour("fill", t.Fill)
	w.at("x", w.across(t.X+t.Hold*t.Width))
	w.at("y", w.down(t.Y))
	w.raw(">")
	w.raw(quoted.Replace(printable(t.Runes)))
	w.raw("</text>")
}

// paint writes what differs from a black area with a line as wide as usual.
func (w *inliner) paint(p scene.Paint) {
	w.colour("fill", p.Fill)
	if !stroked(p) {
		return
	}
	w.check(p.Width)
	w.check(p.Dash...)
	w.colour("stroke", p.Stroke)
	if width := lineWidth(p); width != w.usual.width {
		w.number("stroke-width", width)
	}
	w.dashes(p.Dash, w.whole)
}

func (w *inliner) weight(bold bool) {
	if bold {
		w.raw(` font-weight="700"`)
	} else {
		w.raw(` font-weight="400"`)
	}
}

// at writes a whole number, nothing for 0.
func (w *inliner) at(name string, value float64) {
	w.check(value)
	if n := pixel(value); n != 0 {
		w.number(name, float64(n))
	}
}

func (w *inliner) whole(value float64) { w.length(math.Round(value)) }

func pixel(v float64) int { return int(math.Round(v)) }

func tenth(v float64) float64 { return math.Round(v*10) / 10 }
