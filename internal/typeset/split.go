package typeset

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// split splits the pieces that are wider than a line: where the Unicode rules
// allow it, and between any two characters where that is not enough. What is
// split between characters begins on a line of its own, as in browsers.
func (s *Setter) split(pieces []piece, style Style, width float64) []piece {
	var out []piece
	for _, p := range pieces {
		if s.fits(p.text, style, width) {
			out = append(out, p)
			continue
		}
		for _, part := range segments(p.text) {
			if s.fits(part, style, width) {
				out = append(out, piece{text: part, pause: pauses(part)})
				continue
			}
			if len(out) > 0 {
				out[len(out)-1].ends = true
			}
			out = append(out, characters(part)...)
		}
		out[len(out)-1].ends = p.ends
	}
	return out
}

// segments parts a text wherever the Unicode rules allow it, and after hyphens
// (0571-12345678), as browsers do.
func segments(text string) []string {
	var parts []string
	r := []rune(text)
	breaks := allowed(text, r)
	from := 0
	for to := 1; to <= len(r); to++ {
		hyphen := r[to-1] == '-' && to-1 > from
		if to == len(r) || breaks[to] != no || hyphen && ascii(r[to]) {
			parts = append(parts, string(r[from:to]))
			from = to
		}
	}
	return parts
}

// characters parts a text into what a reader takes for characters.
func characters(text string) []piece {
	var parts []piece
	for state := -1; text != ""; {
		var one string
		one, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		parts = append(parts, piece{text: one, pause: pauses(one)})
	}
	return parts
}

// fits tells whether text, without the white space at its end, is as wide as a
// line at most.
func (s *Setter) fits(text string, style Style, width float64) bool {
	return s.Width(strings.TrimRightFunc(text, unicode.IsSpace), style) <= width+slack
}
