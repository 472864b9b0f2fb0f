// Package font reads the fonts that the program carries, and a fuller one that
// a site may name: which characters they have, how wide and of what shape each
// one is. It places nothing and draws nothing, and does no shaping: what is
// drawn here is Chinese with a little Latin, one character after another,
// without kerning or ligatures.
//
// Only this package uses golang.org/x/image/font/sfnt.
package font

import (
	"slices"
	"unicode"

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
	for n, f := range s.families {
		for _, face := range []*Face{f[weight], f[1-weight]} {
			i, err := face.parsed.GlyphIndex(nil, r)
			if err != nil || i == 0 || int(i) >= len(face.advances) {
				continue
			}
			if n > 0 && !face.draws(i) {
				continue // the program's own fonts are known to be whole
			}
			return glyph{face, i}
		}
	}
	return glyph{}
}

// draws tells whether a glyph has a shape. Some fonts name characters for
// which they have none.
func (f *Face) draws(i sfnt.GlyphIndex) bool {
	var room sfnt.Buffer
	parts, err := f.parsed.LoadGlyph(&room, i, f.ppem(), nil)
	return err == nil && len(parts) > 0
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
