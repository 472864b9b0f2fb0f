// Package poster makes drawings of flows for paper and pictures: what hangs on
// the wall, and what an editor asks for with the draw command.
//
// It places nothing itself: chart does, and the writers under draw know the
// formats. It brings them together with the fonts.
package poster

import (
	"fmt"
	"path"
	"strings"

	"daoyin/internal/chart"
	"daoyin/internal/content"
	"daoyin/internal/draw/pdf"
	"daoyin/internal/draw/png"
	"daoyin/internal/draw/svg"
	"daoyin/internal/font"
	"daoyin/internal/problem"
	"daoyin/internal/scene"
	"daoyin/internal/typeset"
)

// Press draws with one set of fonts. Safe for concurrent use.
type Press struct{ fonts *font.Set }

// NewPress returns a press with those fonts.
func NewPress(fonts *font.Set) *Press { return &Press{fonts} }

// Width returns how wide text is. With Lines it makes a press the measure of a
// chart.
func (p *Press) Width(text string, size float64, bold bool) float64 {
	return typeset.Width(p.fonts, text, typeset.Style{Size: size, Bold: bold})
}

// Lines breaks text into lines of at most that width.
func (p *Press) Lines(text string, size float64, bold bool, width float64) []string {
	lines := typeset.Lines(p.fonts, text, typeset.Style{Size: size, Bold: bold}, width, typeset.Options{})
	words := make([]string, len(lines))
	for i, l := range lines {
		words[i] = l.Runes
	}
	return words
}

// Draw places flow f on a canvas. It is nil, with a problem, when the canvas
// cannot take it or the fonts lack a character. checked is the day of 核对于, or
// "".
func (p *Press) Draw(f *content.Flow, canvas chart.Canvas, checked string, problems *problem.List) *chart.Chart {
	if !p.complete(f, problems) {
		return nil
	}
	notes := map[string]string{}
	for i := range f.Steps {
		for n, note := range f.Steps[i].Notes {
			notes[note.Text] = f.Notes[i][n].Text()
		}
	}
	return chart.Draw(f.Graph, chart.Options{Canvas: canvas, Measure: p, Checked: checked,
		Plain: func(written string) string { return notes[written] }}, problems)
}

// complete tells whether the fonts have every character of the flow; what they
// lack is a problem at its place.
func (p *Press) complete(f *content.Flow, problems *problem.List) bool {
	ok := true
	look := func(text string, at problem.Position) {
		if missing := p.fonts.Missing(text); len(missing) > 0 {
			problems.Error("font-missing", at, "字体里没有“"+string(missing)+"”", "请换一个写法；人名、地名里的生僻字，请给网站配一套更全的字体。")
			ok = false
		}
	}
	look(f.Title+f.Subtitle+strings.Join(f.Actors, ""), f.At)
	for _, s := range f.Stages {
		look(s.Title, s.At)
	}
	for i := range f.Steps {
		step := &f.Steps[i]
		look(step.Title, step.At)
		for n, note := range step.Notes {
			look(f.Notes[i][n].Text(), note.At)
		}
		for _, a := range step.Out {
			look(a.Label, a.At)
		}
	}
	return ok
}

// Formats returns the endings of what Write can make.
func Formats() []string { return []string{".svg", ".pdf", ".png"} }

// Write returns a scene in the format that the file name ends in: .svg, .pdf
// or .png.
func (p *Press) Write(s scene.Scene, name string) ([]byte, error) {
	switch ending := strings.ToLower(path.Ext(name)); ending {
	case ".svg":
		return svg.Write(s, svg.Options{Outlines: p.fonts})
	case ".pdf":
		return pdf.Write([]scene.Scene{s}, pdf.Options{Fonts: p.fonts})
	case ".png":
		return png.Write(s, png.Options{Fonts: p.fonts})
	default:
		return nil, fmt.Errorf("poster: no format %q", ending)
	}
}
