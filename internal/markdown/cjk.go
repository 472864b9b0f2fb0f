package markdown

import (
	"unicode"
	"unicode/utf8"
)

// isCJK tells whether r is wide as Chinese characters are (East Asian Width W,
// F or H, without emoji) or Hangul: letters, punctuation, full-width forms.
func isCJK(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case r >= 0x2E80 && r <= 0xA4CF:
		return r != 0x303F && (r < 0x3248 || r > 0x324F)
	case r >= 0xAC00 && r <= 0xD7FB, r >= 0xF900 && r <= 0xFAFF, r >= 0x20000 && r <= 0x3FFFD:
		return true
	case r >= 0xFE10 && r <= 0xFE19, r >= 0xFE30 && r <= 0xFE6B, r >= 0xFF01 && r <= 0xFFEE:
		return true
	}
	return unicode.Is(rareCJK, r)
}

// rareCJK holds what a Chinese text hardly ever has: Hangul letters, Tangut,
// archaic kana, squared words.
var rareCJK = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x1100, 0x11FF, 1}, {0x20A9, 0x20A9, 1}, {0x2329, 0x232A, 1}, {0x2630, 0x2637, 1},
		{0x268A, 0x268F, 1}, {0xA960, 0xA97C, 1},
	},
	R32: []unicode.Range32{
		{0x16FE0, 0x18DF2, 1}, {0x1AFF0, 0x1B2FB, 1}, {0x1D300, 0x1D376, 1}, {0x1F200, 0x1F219, 1},
		{0x1F21B, 0x1F22E, 1}, {0x1F230, 0x1F265, 1},
	},
}

// isShared tells whether r is punctuation that Chinese and Latin share under
// one code: what stands beside it decides how wide it is.
func isShared(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '—', '…', '·':
		return true
	}
	return false
}

// isMark tells whether r may be markup between two characters of the text.
func isMark(r rune) bool { return r == '*' || r == '_' || r == '~' }

func isHan(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x2E80 && unicode.Is(unicode.Han, r) && r != '々' && r != '〻'
}

func isASCIIWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// countChars counts as editors do: a Chinese character is one, a word or a
// number of Latin characters is one, punctuation is none.
func countChars(text []byte) int {
	count, inWord := 0, false
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			word := isASCIIWord(c)
			if word && !inWord {
				count++
			}
			inWord = word
			i++
			continue
		}
		if c := text[i]; c >= 0xE5 && c <= 0xE8 { // U+5000 to U+8FFF: most of Chinese, cheaply
			count, inWord = count+1, false
			i += 3
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		i += size
		han := isHan(r)
		word := !han && isWordRune(r)
		if han || word && !inWord {
			count++
		}
		inWord = word
	}
	return count
}

// neighbour is what stands on one side of a place in the text.
type neighbour struct {
	r     rune // utf8.RuneError if there is nothing
	space bool // or nothing at all
	punct bool // punctuation or symbol of any script
	cjk   bool // wide, or shared punctuation beside something wide
}

// narrowPunct is punctuation of Latin text.
func (n neighbour) narrowPunct() bool { return n.punct && !n.cjk }

// before returns what text ends with, after what it begins with.
func before(text []byte) neighbour {
	r, size := utf8.DecodeLastRune(text)
	if r >= 0xFE00 && r <= 0xFE0E { // picks a form of the character before it
		text = text[:len(text)-size]
		r, size = utf8.DecodeLastRune(text)
	}
	n := classify(r, size)
	for beside := r; isShared(r) && !n.cjk && (isShared(beside) || isMark(beside)); n.cjk = isCJK(beside) {
		text = text[:len(text)-size]
		beside, size = utf8.DecodeLastRune(text)
	}
	return n
}

func after(text []byte) neighbour {
	r, size := utf8.DecodeRune(text)
	n := classify(r, size)
	for beside := r; isShared(r) && !n.cjk && (isShared(beside) || isMark(beside)); n.cjk = isCJK(beside) {
		text = text[size:]
		beside, size = utf8.DecodeRune(text)
	}
	return n
}

func classify(r rune, size int) neighbour {
	if size == 0 {
		return neighbour{r: utf8.RuneError, space: true}
	}
	return neighbour{
		r:     r,
		space: unicode.IsSpace(r),
		punct: unicode.IsPunct(r) || unicode.IsSymbol(r),
		cjk:   isCJK(r) || r >= 0xE0100 && r <= 0xE01EF, // a form of an ideograph
	}
}

// joinsWithSpace tells whether a line that ends with text and the next one
// need a space between them: not between two wide characters, and not beside
// wide punctuation, which brings its own space (CSS Text 3, segment breaks).
func joinsWithSpace(text, next []byte) bool {
	a, b := before(text), after(next)
	if a.space || b.space || a.r == '\u200B' || b.r == '\u200B' {
		return false
	}
	wideA, wideB := a.cjk && !unicode.Is(unicode.Hangul, a.r), b.cjk && !unicode.Is(unicode.Hangul, b.r)
	return !(wideA && wideB || wideA && a.punct || wideB && b.punct)
}
