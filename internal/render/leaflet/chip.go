package leaflet

import (
	"strings"

	"daoyin/internal/content"
	"daoyin/internal/flow"
	"daoyin/internal/scene"
)

// chip is words on an area of their own.
type chip struct {
	row
	width float64
}

func (t *typesetter) chip(words string, width float64, fill, ground scene.Colour) chip {
	pad := t.em(0.4)
	list := t.lines(plain(words), width-2*pad)
	c := chip{row: row{height: t.high * float64(len(list))}}
	for _, l := range list {
		c.width = max(c.width, l.width+2*pad)
	}
	c.paint = func(b *brush, x, y float64) {
		slim := t.em(0.1)
		b.box(x, y+slim, c.width, c.height-2*slim, t.em(0.3), ground)
		b.stack(list, x+pad, y, t.size, t.high, fill)
	}
	return c
}

// limit is the badge of a limit: red, with a clock.
func (t *typesetter) limit(words string, width float64) chip {
	pad, clock := t.em(0.5), t.em(1.25)
	list := lines(t.set, bold(words), t.size, width-2*pad-clock, balanced())
	c := chip{row: row{height: t.high * float64(len(list))}}
	for _, l := range list {
		c.width = max(c.width, l.width+2*pad+clock)
	}
	c.paint = func(b *brush, x, y float64) {
		slim := t.em(0.08)
		b.box(x, y+slim, c.width, c.height-2*slim, min(c.height/2-slim, t.em(0.7)), red)
		b.clock(x+pad+t.em(0.45), y+c.height/2, t.em(0.42), white)
		b.stack(list, x+pad+clock, y, t.size, t.high, white)
	}
	return c
}

// onlyLaw returns the law of a flow that cites articles of just one: it is
// then named once, above the steps. Otherwise it is "".
func onlyLaw(f *content.Flow) string {
	only := ""
	for i := range f.Steps {
		for _, c := range f.Steps[i].Basis {
			if only != "" && c.Law != only || c.Part() == "" {
				return ""
			}
			only = c.Law
		}
	}
	return only
}

// basisWords writes citations as an editor does: the law once, unless it is
// known, then its articles.
func basisWords(basis []flow.Basis, known string) string {
	var b strings.Builder
	for i, c := range basis {
		if i > 0 {
			b.WriteString("、")
		}
		if i == 0 && c.Law != known || i > 0 && (c.Law != basis[i-1].Law || c.Part() == "") {
			b.WriteString("《" + c.Law + "》")
		}
		b.WriteString(c.Part())
	}
	return b.String()
}
