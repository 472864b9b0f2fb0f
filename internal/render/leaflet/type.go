package leaflet

import (
	"strings"
	"unicode"

	"daoyin/internal/markdown"
	"daoyin/internal/scene"
	"daoyin/internal/typeset"
)

const (
	leastSize = 11.0 // points: what elderly people still read in hand
	mostSize  = 13.5
	sizeStep  = 0.25
	leading   = 1.5  // from line to line, in ems
	middle    = 0.37 // where the middle of a line lies above its baseline, in ems
)

// line is one line of text of one or two weights.
type line struct {
	parts []markdown.Run
	width float64
}

// lines breaks runs into lines. Where a part of them is bold, all are broken
// as if they were: bold is never narrower. What is wider than a line and has no
// place to break, as an address, is broken anywhere rather than printed into
// the next panel.
func lines(set *typeset.Setter, runs []markdown.Run, size, width float64, o typeset.Options) []line {
	var text []rune
	var bold []bool
	style := typeset.Style{Size: size}
	for _, r := range runs {
		for _, c := range r.Text {
			text, bold = append(text, c), append(bold, r.Bold)
		}
		style.Bold = style.Bold || r.Bold
	}
	var out []line
	at := 0
	for _, l := range set.Lines(string(text), style, width, o) {
		if len(runs) == 1 && l.Width <= width+slack && !strings.ContainsRune(l.Runes, joiner) {
			out = append(out, line{[]markdown.Run{{Text: l.Runes, Bold: style.Bold}}, l.Width}) // as most lines are
			continue
		}
		var now line
		for _, c := range l.Runes {
			for text[at] != c {
				at++ // white space that fell away where the line before ended
			}
			if c == joiner {
				at++
				continue
			}
			w := set.Width(string(c), typeset.Style{Size: size, Bold: bold[at]})
			if now.width+w > width+slack && now.width > 0 {
				out, now = append(out, now), line{}
			}
			now.add(c, bold[at], w)
			at++
		}
		out = append(out, now)
	}
	return out
}

// slack is what sums of widths may be off by.
const slack = 1e-6

func (l *line) add(c rune, bold bool, width float64) {
	if n := len(l.parts); n == 0 || l.parts[n-1].Bold != bold {
		l.parts = append(l.parts, markdown.Run{Bold: bold})
	}
	l.parts[len(l.parts)-1].Text += string(c)
	l.width += width
}

// plain is text of one weight.
func plain(text string) []markdown.Run { return []markdown.Run{{Text: text}} }

func bold(text string) []markdown.Run { return []markdown.Run{{Text: text, Bold: true}} }

// running is how text in sentences is broken; headings and labels are
// balanced.
func running() typeset.Options { return typeset.Options{Fill: true, Leading: leading} }

func balanced() typeset.Options { return typeset.Options{Leading: leading} }

// brush collects the shapes of a panel.
type brush struct {
	set    *typeset.Setter
	shapes []scene.Shape
}

func (b *brush) add(s ...scene.Shape) { b.shapes = append(b.shapes, s...) }

// line sets a line whose middle is at y.
func (b *brush) line(l line, x, y, size float64, fill scene.Colour) {
	for _, p := range l.parts {
		w := b.set.Width(p.Text, typeset.Style{Size: size, Bold: p.Bold})
		words := trimRight(p.Text)
		b.add(scene.Text{X: x, Y: y + middle*size, Size: size, Bold: p.Bold, Fill: fill, Runes: words,
			Width: b.set.Width(words, typeset.Style{Size: size, Bold: p.Bold})})
		x += w
	}
}

func trimRight(text string) string {
	r := []rune(text)
	for len(r) > 0 && unicode.IsSpace(r[len(r)-1]) {
		r = r[:len(r)-1]
	}
	return string(r)
}

// stack sets lines below y, each in a line of that height.
func (b *brush) stack(list []line, x, y, size, high float64, fill scene.Colour) {
	for i, l := range list {
		b.line(l, x, y+(float64(i)+0.5)*high, size, fill)
	}
}

// box paints a rectangle.
func (b *brush) box(x, y, w, h, radius float64, fill scene.Colour) {
	b.add(scene.Rect{X: x, Y: y, W: w, H: h, Radius: radius, Paint: scene.Paint{Fill: fill, Stroke: scene.None}})
}

// dot paints a disc.
func (b *brush) dot(x, y, r float64, fill scene.Colour) {
	b.add(scene.Circle{X: x, Y: y, R: r, Paint: scene.Paint{Fill: fill, Stroke: scene.None}})
}

// rule draws a straight line.
func (b *brush) rule(x1, y1, x2, y2, width float64, c scene.Colour) {
	b.add(scene.Path{Parts: []scene.Part{{Op: scene.MoveTo, X: x1, Y: y1}, {Op: scene.LineTo, X: x2, Y: y2}},
		Paint: scene.Paint{Fill: scene.None, Stroke: c, Width: width}})
}

// clock is the sign of a limit, as on charts.
func (b *brush) clock(x, y, r float64, c scene.Colour) {
	b.add(scene.Circle{X: x, Y: y, R: r, Paint: scene.Paint{Fill: scene.None, Stroke: c, Width: r * 0.24}})
	b.add(scene.Path{Paint: scene.Paint{Fill: scene.None, Stroke: c, Width: r * 0.24}, Parts: []scene.Part{
		{Op: scene.MoveTo, X: x, Y: y - r*0.6}, {Op: scene.LineTo, X: x, Y: y}, {Op: scene.LineTo, X: x + r*0.45, Y: y + r*0.2}}})
}

// group closes what was painted since mark into a group of a class.
func (b *brush) group(mark int, class, title string) {
	inside := append([]scene.Shape(nil), b.shapes[mark:]...)
	b.shapes = append(b.shapes[:mark], scene.Group{Class: class, Title: title, Shapes: inside})
}
