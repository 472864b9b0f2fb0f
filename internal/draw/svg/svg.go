// Package svg writes a scene as SVG: as an element of a web page, as small as
// can be, with its words in the page's own font (Inline); as a document with its
// words as text, in the fonts of whoever reads it; for screens and pictures with
// them as outlines, the same everywhere without any font.
//
// It draws what the scene says and nothing else: no styles, no scripts. It is
// read by browsers of about Chrome 39 and by other programs (SVG 1.1).
package svg

import (
	"fmt"
	"math"

	"daoyin/internal/font"
	"daoyin/internal/scene"
)

// Options are the ways of writing.
type Options struct {
	Outlines *font.Set // words as outlines of these fonts; nil for text
	Prefix   string    // of the ids that are made here, where several drawings stand in one document
}

// families are the fonts of phones and computers in China, then what there is.
const families = `"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif`

// Write returns s as an SVG document that can also stand in HTML.
func Write(s scene.Scene, o Options) ([]byte, error) {
	if err := proper(s.Width, s.Height); err != nil || s.Width <= 0 || s.Height <= 0 {
		return nil, fmt.Errorf("svg: a canvas of %v × %v", s.Width, s.Height)
	}
	w := &writer{o: o, linked: hasLink(s.Shapes)}
	w.open(s)
	if o.Outlines != nil {
		if err := w.define(s.Shapes); err != nil {
			return nil, err
		}
	}
	if s.Background != scene.None {
		w.raw(`<path`)
		w.colour("fill", s.Background)
		w.raw(` d="M0 0h`)
		w.length(s.Width)
		w.raw(`v`)
		w.length(s.Height)
		w.raw(`H0z"/>`)
	}
	w.shapes(s.Shapes)
	w.raw("</svg>\n")
	if w.err != nil {
		return nil, w.err
	}
	return w.out, nil
}

// open writes what comes before the shapes. A drawing with links is a group
// for a screen reader: inside an image it would not find them.
func (w *writer) open(s scene.Scene) {
	w.raw(`<svg xmlns="http://www.w3.org/2000/svg"`)
	if w.linked || w.o.Outlines != nil {
		w.raw(` xmlns:xlink="http://www.w3.org/1999/xlink"`)
	}
	w.raw(` viewBox="0 0 `)
	w.length(s.Width)
	w.raw(" ")
	w.length(s.Height)
	w.raw(`" width="`)
	w.length(s.Width)
	w.raw(`" height="`)
	w.length(s.Height)
	w.raw(`" lang="zh-CN" role="`)
	if w.linked {
		w.raw(`group"`)
	} else {
		w.raw(`img"`)
	}
	if s.Title != "" {
		w.attribute("aria-labelledby", w.o.Prefix+"title")
	}
	if s.Description != "" {
		w.attribute("aria-describedby", w.o.Prefix+"desc")
	}
	w.raw(` stroke-linecap="round" stroke-linejoin="round"`)
	if w.o.Outlines == nil {
		w.attribute("font-family", families)
	}
	w.raw(">")
	w.element("title", w.o.Prefix+"title", s.Title)
	w.element("desc", w.o.Prefix+"desc", s.Description)
}

func hasLink(shapes []scene.Shape) bool {
	for _, s := range shapes {
		if g, ok := s.(scene.Group); ok && (g.Link != "" || hasLink(g.Shapes)) {
			return true
		}
	}
	return false
}

func (w *writer) shapes(shapes []scene.Shape) {
	for _, s := range shapes {
		switch s := s.(type) {
		case scene.Rect:
			w.rect(s)
		case scene.Circle:
			w.circle(s)
		case scene.Path:
			w.path(s)
		case scene.Text:
			w.text(s)
		case scene.Image:
			w.image(s)
		case scene.Group:
			w.group(s)
		}
	}
}

func (w *writer) group(g scene.Group) {
	name := "g"
	link := g.Link != "" && !w.inLink
	if link {
		name = "a"
	}
	w.raw("<" + name)
	if link {
		w.attribute("xlink:href", g.Link)
		w.inLink = true
	}
	if g.ID != "" {
		w.attribute("id", g.ID)
	}
	if g.Class != "" {
		w.attribute("class", g.Class)
	}
	w.raw(">")
	w.element("title", "", g.Title)
	w.shapes(g.Shapes)
	w.raw("</" + name + ">")
	if link {
		w.inLink = false
	}
}

func (w *writer) rect(r scene.Rect) {
	w.check(r.X, r.Y, r.W, r.H, r.Radius)
	if r.W <= 0 || r.H <= 0 || !painted(r.Paint) {
		return
	}
	w.raw("<rect")
	w.number("x", r.X)
	w.number("y", r.Y)
	w.number("width", r.W)
	w.number("height", r.H)
	if radius := min(r.Radius, r.W/2, r.H/2); radius > 0 {
		w.number("rx", radius)
	}
	w.paint(r.Paint)
	if stroked(r.Paint) {
		if r.Radius <= 0 {
			w.raw(` stroke-linejoin="miter"`)
		}
		if r.Dash != nil {
			w.raw(` stroke-linecap="butt"`)
		}
	}
	w.raw("/>")
}

func (w *writer) circle(c scene.Circle) {
	w.check(c.X, c.Y, c.R)
	if c.R <= 0 || !painted(c.Paint) {
		return
	}
	w.raw("<circle")
	w.number("cx", c.X)
	w.number("cy", c.Y)
	w.number("r", c.R)
	w.paint(c.Paint)
	if stroked(c.Paint) && c.Dash != nil {
		w.raw(` stroke-linecap="butt"`)
	}
	w.raw("/>")
}

func (w *writer) path(p scene.Path) {
	if len(p.Parts) == 0 || !painted(p.Paint) {
		return
	}
	if p.Parts[0].Op != scene.MoveTo && w.err == nil {
		w.err = fmt.Errorf("svg: a path that begins nowhere")
	}
	w.raw("<path")
	w.paint(p.Paint)
	w.raw(` d="`)
	var d data
	for _, part := range p.Parts {
		w.check(part.X1, part.Y1, part.X2, part.Y2, part.X, part.Y)
		switch part.Op {
		case scene.MoveTo:
			d.move(part.X, part.Y)
		case scene.LineTo:
			d.line(part.X, part.Y)
		case scene.CurveTo:
			d.curve('c', part.X1, part.Y1, part.X2, part.Y2, part.X, part.Y)
		case scene.Close:
			d.close()
		}
	}
	w.out = append(w.out, d.out...)
	w.raw(`"/>`)
}

func stroked(p scene.Paint) bool { return p.Stroke != scene.None && p.Width > 0 }
func painted(p scene.Paint) bool { return p.Fill != scene.None || stroked(p) }

// proper refuses lengths that no drawing has.
func proper(lengths ...float64) error {
	for _, l := range lengths {
		if math.IsNaN(l) || math.Abs(l) > 1e7 {
			return fmt.Errorf("svg: a length of %v", l)
		}
	}
	return nil
}
