package poster

import (
	"fmt"
	"math"
	"path"
	"strings"
	"sync"

	"daoyin/internal/chart"
	"daoyin/internal/content"
	"daoyin/internal/draw/pdf"
	"daoyin/internal/draw/png"
	"daoyin/internal/flow"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
	"daoyin/internal/qrcode"
	"daoyin/internal/scene"
	"daoyin/internal/typeset"
)

// Maker makes the posters of one plan. Safe for concurrent use: all that is
// made of one sheet shares one drawing, which is made when the first of them
// is asked for.
type Maker struct {
	plan   *plan.Map
	set    func(*problem.List) (*typeset.Setter, error)
	sheets map[sheetKey]*sheet
}

// sheetKey is a poster on one paper.
type sheetKey struct {
	poster *content.Poster
	size   string
}

// sheet is a poster on one paper, drawn once.
type sheet struct {
	once     sync.Once
	press    *Press
	scene    *scene.Scene // nil when problems or err say why
	problems problem.List
	err      error
}

// NewMaker returns a maker for a plan. What sets the text is asked for when
// something is drawn, not before, perhaps by several goroutines; it is nil when
// problems say why.
func NewMaker(m *plan.Map, set func(*problem.List) (*typeset.Setter, error)) *Maker {
	k := &Maker{plan: m, set: set, sheets: map[sheetKey]*sheet{}}
	for _, e := range m.Entries {
		if e.Print != nil {
			k.sheets[keyOf(e)] = &sheet{}
		}
	}
	return k
}

func keyOf(e *plan.Entry) sheetKey { return sheetKey{e.Print.Poster, e.Print.Paper.Size} }

// pictureSide is the shorter side of a picture, in pixels: sharp when it fills
// a telephone, and small enough to be sent.
const pictureSide = 1240

// pictureColours is enough for even areas and the edges of their letters.
const pictureColours = 64

// pointsPerMillimetre are those of PDF.
const pointsPerMillimetre = 72 / 25.4

// Prove draws what an entry shows and writes nothing: all problems of the
// poster are known then.
func (k *Maker) Prove(e *plan.Entry, problems *problem.List) error {
	_, err := k.sheet(e, problems)
	return err
}

// sheet returns the sheet of an entry, drawn; its scene is nil when problems
// say why.
func (k *Maker) sheet(e *plan.Entry, problems *problem.List) (*sheet, error) {
	s := k.sheets[keyOf(e)]
	s.once.Do(func() { k.draw(s, e) })
	problems.Join(&s.problems)
	return s, s.err
}

// Make returns the bytes of an entry: a poster, its tiles or its picture. They
// are nil when problems say why.
func (k *Maker) Make(e *plan.Entry, problems *problem.List) ([]byte, error) {
	s, err := k.sheet(e, problems)
	if err != nil || s.scene == nil {
		return nil, err
	}
	switch e.Kind {
	case plan.Poster:
		p := e.Print.Poster
		return pdf.Write([]scene.Scene{*s.scene}, pdf.Options{Fonts: s.press.fonts, Bleed: float64(p.Bleed) * pointsPerMillimetre, CropMarks: p.CropMarks})
	case plan.Tiles:
		return pdf.Tiles(*s.scene, pdf.A4(), pdf.Options{Fonts: s.press.fonts})
	case plan.Picture:
		scale := pictureSide / min(s.scene.Width, s.scene.Height)
		return png.Write(*s.scene, png.Options{Fonts: s.press.fonts, Colours: pictureColours,
			Width: int(math.Round(s.scene.Width * scale)), Height: int(math.Round(s.scene.Height * scale))})
	}
	return nil, fmt.Errorf("poster: an entry of kind %q", e.Kind)
}

// draw draws a sheet.
func (k *Maker) draw(s *sheet, e *plan.Entry) {
	set, err := k.set(&s.problems)
	if set == nil {
		s.err = err
		return
	}
	name := e.Print.Paper.Size
	if e.Print.Poster.Landscape {
		name += "横"
	}
	canvas, known := Canvas(name)
	if !known {
		s.err = fmt.Errorf("poster: no paper %q", name)
		return
	}
	f := k.plan.Flow(e)
	code, err := qrcode.Modules(k.plan.Public(e.Target.Path))
	if err != nil {
		s.err = err
		return
	}
	o := chart.Options{Canvas: canvas, QR: code, QRNote: codeWords(f.Kind, e.Print.Poster.Landscape)}
	if on := k.plan.Page(e).Front.Reviewed; !on.IsZero() {
		o.Checked = on.String()
	}
	s.press = NewPress(set)
	s.scene = s.press.sheet(e.Print, f, o, k.frame(e), &s.problems)
}

// codeWords stand under the code that leads to the page; on a lying sheet beside
// it, where there is room for few characters.
func codeWords(kind flow.Kind, lying bool) string {
	words := "扫码看|每一步|怎么办"
	if kind == flow.GuideMap {
		words = "扫码|一步一步|找地方"
	}
	if lying {
		return strings.ReplaceAll(words, "|", "\n")
	}
	return strings.ReplaceAll(words, "|", "")
}

// frame returns what stands above and below the flow.
func (k *Maker) frame(e *plan.Entry) frame {
	p, settings := e.Print.Poster, k.plan.Site.Settings
	f := frame{bureau: settings.Name, site: settings, phone: settings.Contact.Phone.Number, example: settings.Example}
	for _, line := range p.Text {
		f.lines = append(f.lines, line.Value)
	}
	if p.Logo.Value != "" {
		f.logo = k.plan.Site.Image(path.Join(content.Folder, p.Logo.Value))
	}
	return f
}
