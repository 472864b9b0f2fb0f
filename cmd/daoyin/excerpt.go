package main

import (
	"strings"
	"unicode"

	"daoyin/internal/problem"
)

// widest is how many cells of a terminal an excerpt may take: with its indent
// it stays on one line of 80, or the caret would point at nothing.
const widest = 74

const ellipsis = '…'

// excerpt returns the line, cut to what is near the place, and the blanks that
// put a caret under it: a full-width blank for each full-width character, so
// that they align in any terminal.
func excerpt(p problem.Problem) (line, blanks string) {
	r := []rune(strings.TrimRight(strings.Map(shown, p.Excerpt), " \u3000"))
	if len(r) == 0 {
		return "", ""
	}
	at := max(0, min(p.Column, len(r)+1)-1)
	from, to := window(r, at)
	head, tail := r[from:at], r[at:to]
	if from > 0 {
		head = append([]rune{ellipsis}, head...)
	}
	line = string(head) + string(tail)
	if to < len(r) {
		line += string(ellipsis)
	}
	var b strings.Builder
	for _, c := range head {
		b.WriteString([]string{"", " ", "\u3000"}[cells(c)])
	}
	return line, b.String()
}

// window returns which characters of r to show: all of them if they fit, else
// from the beginning, by which an editor knows the line, unless the place is
// too far away.
func window(r []rune, at int) (from, to int) {
	if width(r) <= widest {
		return 0, len(r)
	}
	room := widest - 2*cells(ellipsis)
	from, to = at, at
	back := func(room int) {
		for from > 0 && width(r[from-1:to]) <= room {
			from--
		}
	}
	back(room * 3 / 4)
	if from > 0 {
		from = at
		back(room / 3)
	}
	for to < len(r) && width(r[from:to+1]) <= room {
		to++
	}
	back(room) // what the end of the line has left over
	return from, to
}

func width(r []rune) int {
	n := 0
	for _, c := range r {
		n += cells(c)
	}
	return n
}

// cells returns how many cells of a terminal c takes. Quotes and arrows are
// wide in Chinese fonts.
func cells(c rune) int {
	switch {
	case unicode.In(c, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case c >= 0xFF61 && c <= 0xFFDC: // half-width forms
		return 1
	case c >= 0x2E80, strings.ContainsRune("“”‘’…—→", c):
		return 2
	}
	return 1
}

// shown replaces what would move the caret, or do worse to a terminal, by a
// blank.
func shown(c rune) rune {
	if unicode.IsControl(c) {
		return ' '
	}
	return c
}
