// Package typeset measures text and breaks it into lines: where a line may end
// (the Unicode rules, UAX #14, and the rules of Chinese official writing: 60日,
// 第三十四条, 〔2022〕11号, a date, a telephone number stay whole), and where it
// had better end (few lines, and even ones).
//
// It knows lines, not pages, and places nothing. Only this package uses
// github.com/rivo/uniseg.
package typeset

import (
	"slices"
	"strings"
	"unicode"

	"daoyin/internal/font"
)

// Style is how text is set.
type Style struct {
	Size float64 // of the em
	Bold bool
}

// Options are the ways of breaking lines. The zero value is for headings and
// labels, whose lines are balanced.
type Options struct {
	Fill    bool    // fill each line before the next, as in running text
	Split   bool    // split also what should stay whole, where it is wider than a line
	Leading float64 // from baseline to baseline, in ems; 0 is 1.35
}

// Line is one line of text, without the white space at its end.
type Line struct {
	Runes string
	Width float64
}

// Setter sets text with one set of fonts and keeps words whole. Posters,
// leaflets and screens of a site share one, so that they break lines alike.
// It is read-only once made and safe for use by several goroutines.
type Setter struct {
	fonts *font.Set
	words map[rune][]string // what is not split, by the first character
}

// NewSetter returns a setter. words are what the site does not want to be
// split, beside LawWords.
func NewSetter(fonts *font.Set, words []string) *Setter {
	return &Setter{fonts, byFirst(slices.Concat(LawWords(), words))}
}

// Fonts returns the fonts that text is set in.
func (s *Setter) Fonts() *font.Set { return s.fonts }

// Width returns how wide text is on one line.
func (s *Setter) Width(text string, style Style) float64 { return Width(s.fonts, text, style) }

// Width returns how wide text is on one line.
func Width(fonts *font.Set, text string, style Style) float64 {
	var ems float64
	for _, r := range text {
		ems += fonts.Advance(r, style.Bold)
	}
	return ems * style.Size
}

// Lines returns text in lines that are at most width wide. Only a piece that
// must stay whole may be wider; it stands on a line of its own. With o.Split
// only a single character can be wider. A \n in text ends a line. Without its
// white space the lines joined are the text.
func (s *Setter) Lines(text string, style Style, width float64, o Options) []Line {
	text = strings.TrimSpace(text)
	if w := s.Width(text, style); text != "" && w <= width && !strings.ContainsAny(text, lineEnds) {
		return []Line{{text, w}}
	}
	var lines []Line
	pieces := cut(text, s.words)
	if o.Split {
		pieces = s.split(pieces, style, width)
	}
	for len(pieces) > 0 {
		n := 1
		for n < len(pieces) && !pieces[n-1].ends {
			n++
		}
		lines = append(lines, paragraph(s.fonts, pieces[:n], style, width, o.Fill)...)
		pieces = pieces[n:]
	}
	return lines
}

// Fit returns text in lines for a box, and whether it fits.
func (s *Setter) Fit(text string, style Style, width, height float64, o Options) ([]Line, bool) {
	lines := s.Lines(text, style, width, o)
	for _, l := range lines {
		if l.Width > width+slack {
			return lines, false
		}
	}
	return lines, Height(len(lines), style, o) <= height+slack
}

// Height returns how high lines are, from the top of the first em to the
// bottom of the last one.
func Height(lines int, style Style, o Options) float64 {
	if lines == 0 {
		return 0
	}
	leading := o.Leading
	if leading == 0 {
		leading = 1.35
	}
	return style.Size * (1 + leading*float64(lines-1))
}

// slack is what sums of widths may be off by without being too wide.
const slack = 1e-6

// paragraph sets pieces that end with a forced break or the text.
func paragraph(fonts *font.Set, pieces []piece, style Style, width float64, fill bool) []Line {
	m := measure(fonts, pieces, style)
	ends := filled(m, width)
	if !fill && len(ends) <= longest {
		ends = balanced(m, pieces, width, len(ends), style.Size)
	}
	lines := make([]Line, len(ends))
	from := 0
	for i, to := range ends {
		lines[i] = Line{Runes: join(pieces[from:to]), Width: m.width(from, to)}
		from = to
	}
	return lines
}

// longest is the most lines that are balanced: nobody sees whether a longer
// paragraph is even.
const longest = 16

// join returns pieces as one line.
func join(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
	}
	return strings.TrimRightFunc(b.String(), unicode.IsSpace)
}

// measured is how far each piece reaches on one endless line, with and without
// the white space at its end.
type measured struct{ full, trimmed []float64 }

func measure(fonts *font.Set, pieces []piece, style Style) measured {
	m := measured{full: make([]float64, len(pieces)+1), trimmed: make([]float64, len(pieces)+1)}
	for i, p := range pieces {
		trimmed := strings.TrimRightFunc(p.text, unicode.IsSpace)
		w := Width(fonts, trimmed, style)
		m.trimmed[i+1] = m.full[i] + w
		m.full[i+1] = m.full[i] + w + Width(fonts, p.text[len(trimmed):], style)
		if trimmed == "" {
			m.trimmed[i+1] = m.trimmed[i] // the white space goes on
		}
	}
	return m
}

// width is that of a line of the pieces from from up to to.
func (m measured) width(from, to int) float64 { return max(0, m.trimmed[to]-m.full[from]) }
