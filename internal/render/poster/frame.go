package poster

import (
	"daoyin/internal/scene"
)

// layer lays out what stands above and below the flow, in ems of the poster.
type layer struct {
	*Press
	width float64
	em    float64
}

// strip is a strip of the poster, its shapes as from its own top.
type strip struct {
	high   float64
	shapes []scene.Shape
}

// head is the bureau's emblem and name on white, if there is an emblem.
func (l *layer) head(f frame) strip {
	if f.logo == nil || f.logo.Width == 0 || f.logo.Height == 0 {
		return strip{}
	}
	high, pad := 3.6*l.em, 1.2*l.em
	h := high - 1.0*l.em
	w := h * float64(f.logo.Width) / float64(f.logo.Height)
	if most := l.width * 0.4; w > most {
		w, h = most, h*most/w
	}
	size := 1.7 * l.em
	x := pad + w + 0.7*l.em
	if room := l.width - x - pad; l.Width(f.bureau, size, true) > room {
		size *= room / l.Width(f.bureau, size, true)
	}
	return strip{high, []scene.Shape{scene.Group{Class: "head", Shapes: []scene.Shape{
		l.box(0, high, white),
		scene.Image{X: pad, Y: (high - h) / 2, W: w, H: h, Data: f.logo.Data, Title: f.bureau},
		l.line(f.bureau, x, high/2+0.36*size, size, true, navy),
	}}}}
}

// foot tells whose poster it is, where to ask, and what the editor adds.
func (l *layer) foot(f frame) strip {
	pad, size := 1.2*l.em, 1.15*l.em
	room := l.width - 2*pad
	y := 0.55 * l.em
	var shapes []scene.Shape
	put := func(text string, x float64, bold bool, fill scene.Colour) float64 {
		t := l.line(text, x, y+0.98*size, size, bold, fill)
		shapes = append(shapes, t)
		return x + t.Width
	}
	x := pad
	if f.logo == nil {
		x = put(f.bureau, x, true, white) + 1.6*l.em
	}
	if words := "咨询电话 " + f.phone; f.phone != "" {
		if x > pad && x+l.Width(words, size, false) > l.width-pad {
			x, y = pad, y+1.5*size
		}
		x = put(words, x, false, white)
	}
	if f.example {
		words := "示例海报，电话、地址不要照着用"
		w := l.Width(words, size*0.86, true) + 0.9*l.em
		if x+0.8*l.em+w > l.width-pad {
			x, y = pad, y+1.55*size
		}
		at := l.width - pad - w
		shapes = append(shapes,
			scene.Rect{X: at, Y: y - 0.08*size, W: w, H: 1.4 * size, Radius: 0.3 * size, Paint: scene.Paint{Fill: cream, Stroke: scene.None}},
			l.line(words, at+0.45*l.em, y+0.93*size, size*0.86, true, ink))
		x = l.width
	}
	if x > pad {
		y += 1.5 * size
	}
	for _, text := range f.lines {
		for _, words := range l.Lines(text, size, false, room) {
			put(words, pad, false, ice)
			y += 1.5 * size
		}
	}
	high := y + 0.35*l.em
	return strip{high, []scene.Shape{scene.Group{Class: "foot", Shapes: append([]scene.Shape{l.box(0, high, navy)}, shapes...)}}}
}

// box fills the whole width, so that it reaches into the bleed.
func (l *layer) box(y, high float64, fill scene.Colour) scene.Rect {
	return scene.Rect{Y: y, W: l.width, H: high, Paint: scene.Paint{Fill: fill, Stroke: scene.None}}
}

func (l *layer) line(text string, x, baseline, size float64, bold bool, fill scene.Colour) scene.Text {
	return scene.Text{X: x, Y: baseline, Size: size, Bold: bold, Fill: fill, Width: l.Width(text, size, bold), Runes: text}
}
