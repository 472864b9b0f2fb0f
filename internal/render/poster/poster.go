// Package poster makes drawings of flows for paper and pictures: what hangs on
// the wall, and what an editor asks for with the draw command.
//
// Of a flow it places nothing itself: chart does, and the writers under draw
// know the formats. It brings them together with the fonts, and puts a frame
// around what hangs on the wall: whose it is, where to ask, an emblem.
package poster

import (
	"fmt"
	"path"
	"strings"

	"daoyin/internal/chart"
	"daoyin/internal/check"
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
type Press struct {
	chart.Measurer // by the same fonts
	fonts          *font.Set
}

// NewPress returns a press that sets text so.
func NewPress(set *typeset.Setter) *Press { return &Press{chart.Measure(set), set.Fonts()} }

// Draw places flow f on a canvas. It is nil, with a problem, when the canvas
// cannot take it or the fonts lack a character. checked is the day of 核对于, or
// "".
func (p *Press) Draw(f *content.Flow, canvas chart.Canvas, checked string, problems *problem.List) *chart.Chart {
	return p.chart(f, chart.Options{Canvas: canvas, Checked: checked}, problems)
}

func (p *Press) chart(f *content.Flow, o chart.Options, problems *problem.List) *chart.Chart {
	if !check.Characters(p.fonts, f.Words(), f, problems) {
		return nil
	}
	notes := map[string]string{}
	for i := range f.Steps {
		for n, note := range f.Steps[i].Notes {
			notes[note.Text] = f.Notes[i][n].Text()
		}
	}
	o.Measure = p.Measurer
	o.Plain = func(written string) string { return notes[written] }
	return chart.Draw(f.Graph, o, problems)
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
