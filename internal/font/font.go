// Package font reads the fonts that the program carries, and a fuller one that
// a site may name: which characters they have, how wide and of what shape each
// one is. It places nothing and draws nothing, and does no shaping: what is
// drawn here is Chinese with a little Latin, one character after another,
// without kerning or ligatures.
//
// Only this package uses golang.org/x/image/font/sfnt.
package font

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Set is fonts that stand in for each other, in two weights. It is read-only
// once made and safe for use by several goroutines.
type Set struct {
	families []family // a character is taken from the first one that has it
}

// family is a font in its two weights, Regular and Bold.
type family [2]*Face

// Face is one font file.
type Face struct {
	Name string // of the file, without its ending
	TTF  []byte // the file; do not change it

	parsed   *sfnt.Font
	em       float64  // units of an em
	advances []uint16 // of each glyph, in units
}

// Carried returns the fonts that the program carries: Noto Sans SC with the
// characters of GB 2312.
func Carried(program fs.FS) (*Set, error) {
	return Read(program, "static/fonts/NotoSansSC-Regular.ttf", "static/fonts/NotoSansSC-Bold.ttf")
}

// Read returns a set of one font: TrueType files of its two weights. bold may
// be "" if there is none.
func Read(files fs.FS, regular, bold string) (*Set, error) {
	var f family
	for i, name := range []string{regular, bold} {
		if name == "" {
			f[i] = f[0]
			continue
		}
		face, err := readFace(files, name)
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", name, err)
		}
		f[i] = face
	}
	return &Set{families: []family{f}}, nil
}

// With returns a set that takes the characters that s lacks from fuller.
func (s *Set) With(fuller *Set) *Set {
	return &Set{families: slices.Concat(s.families, fuller.families)}
}

// readFace refuses fonts whose outlines are not TrueType: they cannot be
// carried inside a PDF by the library that is used for that.
func readFace(files fs.FS, name string) (*Face, error) {
	ttf, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(ttf, []byte{0, 1, 0, 0}) && !bytes.HasPrefix(ttf, []byte("true")) {
		return nil, fmt.Errorf("not a TrueType font (.ttf with glyf outlines)")
	}
	parsed, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, err
	}
	f := &Face{
		Name:     strings.TrimSuffix(path.Base(name), path.Ext(name)),
		TTF:      ttf,
		parsed:   parsed,
		em:       float64(parsed.UnitsPerEm()),
		advances: make([]uint16, parsed.NumGlyphs()),
	}
	var room sfnt.Buffer
	for i := range f.advances {
		a, err := parsed.GlyphAdvance(&room, sfnt.GlyphIndex(i), f.ppem(), font.HintingNone)
		if err != nil {
			return nil, err
		}
		f.advances[i] = uint16(a)
	}
	return f, nil
}

// ppem is the size at which sfnt gives lengths in the font's own units: it
// takes 1/64 of a pixel for one.
func (f *Face) ppem() fixed.Int26_6 { return fixed.Int26_6(f.parsed.UnitsPerEm()) }

// glyph is one shape of one font; the zero glyph is nothing to draw.
type glyph struct {
	face  *Face
	index sfnt.GlyphIndex
}

// find returns the glyph of a character. A character of which a font has only
// the other weight is taken in that: a light word is better than none.
func (s *Set) find(r rune, bold bool) glyph {
	weight := 0
	if bold {
		weight = 1
	}
	for _, f := range s.families {
		for _, face := range []*Face{f[weight], f[1-weight]} {
			if i, err := face.parsed.GlyphIndex(nil, r); err == nil && i != 0 {
				return glyph{face, i}
			}
		}
	}
	return glyph{}
}

// Has tells whether r can be drawn. White space and characters that are never
// seen (joiners, variation selectors) always can.
func (s *Set) Has(r rune) bool {
	if s.find(r, false).face != nil {
		return true
	}
	_, blank := blank(r)
	return blank
}

// Missing returns the characters of text that cannot be drawn, each once, in
// the order of the text.
func (s *Set) Missing(text string) []rune {
	var missing []rune
	for _, r := range text {
		if !s.Has(r) && !slices.Contains(missing, r) {
			missing = append(missing, r)
		}
	}
	return missing
}

// Advance returns how far r moves what comes after it, in ems. A character
// that cannot be drawn takes a whole em.
func (s *Set) Advance(r rune, bold bool) float64 {
	if g := s.find(r, bold); g.face != nil {
		return float64(g.face.advances[g.index]) / g.face.em
	}
	if em, ok := blank(r); ok {
		return em
	}
	return 1
}

// blank returns the width of a character that is not seen, in ems, where no
// font has it.
func blank(r rune) (em float64, ok bool) {
	switch {
	case r == '\u3000' || r == '\u2003' || r == '\u2001':
		return 1, true
	case r == '\u2002' || r == '\u2000':
		return 0.5, true
	case unicode.IsSpace(r):
		return 0.25, true
	case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
		return 0, true
	}
	return 0, false
}

// Run is a piece of text of one font.
type Run struct {
	Face *Face
	Text string
	X    float64 // where it starts, in ems from the start of the text
}

// Runs returns text in pieces of one font each. What is not seen, and what
// cannot be drawn, is left out and leaves its room.
func (s *Set) Runs(text string, bold bool) []Run {
	var runs []Run
	var x float64
	joined := false // the next character stands right after the last run
	for _, r := range text {
		g := s.find(r, bold)
		switch {
		case g.face == nil:
			joined = joined && s.Advance(r, bold) == 0
		case joined && runs[len(runs)-1].Face == g.face:
			runs[len(runs)-1].Text += string(r)
		default:
			runs = append(runs, Run{Face: g.face, Text: string(r), X: x})
			joined = true
		}
		x += s.Advance(r, bold)
	}
	return runs
}
