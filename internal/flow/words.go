package flow

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// part returns the words from byte i to byte j, with their own place.
func (w Words) part(i, j int) Words {
	at := w.At
	at.Column += utf8.RuneCountInString(w.Text[:i])
	return Words{Text: w.Text[i:j], At: at}
}

// from returns the words from byte i on.
func (w Words) from(i int) Words { return w.part(i, len(w.Text)) }

// trim returns the words without the spaces around them.
func (w Words) trim() Words {
	end := len(strings.TrimRightFunc(w.Text, isSpace))
	start := end - len(strings.TrimLeftFunc(w.Text[:end], isSpace))
	return w.part(start, end)
}

// isSpace counts full-width spaces and what is invisible, which comes along
// when text is pasted from elsewhere.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }

// narrow makes a full-width character the plain one it stands for.
func narrow(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

// key is what names are compared by: neither the width of punctuation nor
// that of spaces makes a difference.
func key(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range s {
		if isSpace(r) {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(narrow(r))
	}
	return b.String()
}

// index returns the byte at which the plain character c, of either width, first
// stands in s, and the byte after it; -1 if it does not.
func index(s string, c rune) (start, end int) {
	for i, r := range s {
		if narrow(r) == c {
			return i, i + utf8.RuneLen(r)
		}
	}
	return -1, -1
}

// arrow finds the first → or -> of s.
func arrow(s string) (start, end int, found bool) {
	dash := -1 // where the dashes began that stand just before
	for i, r := range s {
		switch n := narrow(r); {
		case r == '→':
			return i, i + len("→"), true
		case n == '>' && dash >= 0:
			return dash, i + utf8.RuneLen(r), true
		case n != '-':
			dash = -1
		case dash < 0:
			dash = i
		}
	}
	return 0, 0, false
}

// almostArrow finds what looks like an arrow but is none.
func almostArrow(s string) (start, end int, found bool) {
	for _, a := range []string{"=>", "=》", "-》", "——>", "—>", "——》", "—》", "~>", "＝＞", "⇒", "➔", "➜", "➡", "⟶", "⇨"} {
		if i := strings.Index(s, a); i >= 0 {
			return i, i + len(a), true
		}
	}
	return 0, 0, false
}

// anchor makes a step's name fit for an address: words stay, spaces and ASCII
// punctuation part them with '-', all other punctuation is dropped. It depends
// on nothing but the name.
func anchor(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range name {
		if n := narrow(r); unicode.IsLetter(n) || unicode.IsDigit(n) {
			r = n
		}
		joins := unicode.IsMark(r) && !unicode.Is(unicode.Variation_Selector, r) && b.Len() > 0
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || joins:
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case isSpace(r) || r < utf8.RuneSelf:
			gap = true
		}
	}
	return b.String()
}
