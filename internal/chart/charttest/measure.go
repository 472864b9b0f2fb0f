// Package charttest helps to test what draws flows: it looks at a finished
// scene with a reader's eyes and tells what is wrong with it, and measures
// words without a font. It is not part of the program.
package charttest

import (
	"math"
	"strings"
	"unicode/utf8"
)

// EmCount measures by counting: a Chinese character is one em wide, a Latin
// one a little more than half. It stands in for typeset, which knows the fonts.
type EmCount struct{}

// Width of one line of text.
func (EmCount) Width(text string, size float64, bold bool) float64 {
	ems := 0.0
	for _, r := range text {
		if r < 0x2000 {
			ems += 0.57
		} else {
			ems++
		}
	}
	return ems * size
}

// Lines breaks text into the fewest lines, as even as they can be.
func (m EmCount) Lines(text string, size float64, bold bool, width float64) []string {
	words := units(text)
	fill := func(width float64) []string {
		var lines []string
		line := ""
		for _, w := range words {
			if line != "" && m.Width(line+w, size, bold) > width {
				lines, line = append(lines, line), ""
			}
			line += w
		}
		return append(lines, line)
	}
	best := fill(width)
	lo, hi := 0.0, width
	for range 12 { // the narrowest width that needs no more lines
		mid := (lo + hi) / 2
		if lines := fill(mid); len(lines) <= len(best) && m.widest(lines, size, bold) <= width {
			best, hi = lines, mid
		} else {
			lo = mid
		}
	}
	return best
}

func (m EmCount) widest(lines []string, size float64, bold bool) float64 {
	w := 0.0
	for _, l := range lines {
		w = math.Max(w, m.Width(l, size, bold))
	}
	return w
}

// units are the pieces that are not broken: numbers with their unit, opening
// brackets with what follows, closing marks with what comes before.
func units(text string) []string {
	var out []string
	for text != "" {
		_, n := utf8.DecodeRuneInString(text)
		for n < len(text) && sticks(text[:n], text[n:]) {
			_, k := utf8.DecodeRuneInString(text[n:])
			n += k
		}
		out, text = append(out, text[:n]), text[n:]
	}
	return out
}

func sticks(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	digit := func(r rune) bool { return r >= '0' && r <= '9' }
	if digit(last) && (digit(next) || strings.ContainsRune("日个条年月", next)) || last == '第' && digit(next) || last == '个' && next == '工' {
		return true
	}
	return strings.ContainsRune("（《“→", last) || strings.ContainsRune("，。、；：？！）》”", next)
}
