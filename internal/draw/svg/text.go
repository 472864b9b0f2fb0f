package svg

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"daoyin/internal/font"
	"daoyin/internal/scene"
)

func (w *writer) text(t scene.Text) {
	w.check(t.X, t.Y, t.Size)
	if strings.TrimSpace(t.Runes) == "" || t.Size <= 0 || t.Fill == scene.None {
		return
	}
	if w.o.Outlines != nil {
		w.outlined(t)
		return
	}
	w.raw("<text")
	w.number("x", t.X)
	w.number("y", t.Y)
	w.number("font-size", t.Size)
	if t.Bold {
		w.raw(` font-weight="700"`)
	}
	w.colour("fill", t.Fill)
	if strings.Contains(t.Runes, "  ") || strings.TrimSpace(t.Runes) != t.Runes {
		w.raw(` xml:space="preserve"`)
	}
	w.raw(">")
	w.raw(quoted.Replace(printable(t.Runes)))
	w.raw("</text>")
}

// grain is how many units of an outline make an em: whole numbers with the
// fonts that are carried.
const grain = 1000

// outlined writes words as uses of the outlines in <defs>. What is not seen,
// the words themselves, is for programs that read the drawing.
func (w *writer) outlined(t scene.Text) {
	w.raw(`<g transform="matrix(`)
	scale := strconv.FormatFloat(math.Round(t.Size/grain*1e7)/1e7, 'f', -1, 64)
	w.raw(scale + " 0 0 " + scale + " ")
	w.length(t.X)
	w.raw(" ")
	w.length(t.Y)
	w.raw(`)"`)
	w.colour("fill", t.Fill)
	w.attribute("aria-label", t.Runes)
	w.raw(">")
	x := 0.0
	for _, r := range t.Runes {
		if name, ok := w.names[shape{r, t.Bold}]; ok {
			w.raw(`<use xlink:href="#` + w.name(name) + `"`)
			if x != 0 {
				w.number("x", x*grain)
			}
			w.raw("/>")
		}
		x += w.o.Outlines.Advance(r, t.Bold)
	}
	w.raw("</g>")
}

// shape is a character in a weight.
type shape struct {
	r    rune
	bold bool
}

func (w *writer) name(n int) string {
	return quoted.Replace(printable(w.o.Prefix)) + "g" + strconv.FormatInt(int64(n), 36)
}

// define writes the outline of every character of the drawing once. A
// character that cannot be drawn is an error: an author should have been told
// of it long before.
func (w *writer) define(shapes []scene.Shape) error {
	w.names = map[shape]int{}
	w.raw("<defs>")
	if err := w.defineText(shapes); err != nil {
		return err
	}
	w.raw("</defs>")
	return nil
}

func (w *writer) defineText(shapes []scene.Shape) error {
	for _, s := range shapes {
		switch s := s.(type) {
		case scene.Group:
			if err := w.defineText(s.Shapes); err != nil {
				return err
			}
		case scene.Text:
			if missing := w.o.Outlines.Missing(s.Runes); missing != nil {
				return fmt.Errorf("svg: no font has %q in %q", string(missing), s.Runes)
			}
			for _, r := range s.Runes {
				w.defineShape(shape{r, s.Bold})
			}
		}
	}
	return nil
}

func (w *writer) defineShape(s shape) {
	if _, known := w.names[s]; known {
		return
	}
	outline := w.o.Outlines.Outline(s.r, s.bold)
	if len(outline) == 0 {
		return
	}
	n := len(w.names)
	w.names[s] = n
	w.raw(`<path id="` + w.name(n) + `" d="`)
	var d data
	for i, p := range outline {
		switch p.Op {
		case font.MoveTo:
			if i > 0 {
				d.close()
			}
			d.move(p.X*grain, p.Y*grain)
		case font.LineTo:
			d.line(p.X*grain, p.Y*grain)
		case font.QuadTo:
			d.curve('q', p.X1*grain, p.Y1*grain, p.X*grain, p.Y*grain)
		}
	}
	d.close()
	w.out = append(w.out, d.out...)
	w.raw(`"/>`)
}
