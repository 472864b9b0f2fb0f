package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// piece is text that stays on one line, with the white space after it.
type piece struct {
	text  string
	ends  bool // the line ends here whatever else fits
	pause bool // ends with punctuation: a good end for a line
}

// cut returns text in pieces; joined they are the text without its line ends.
func cut(text string, words map[rune][]string) []piece {
	if text == "" {
		return nil
	}
	r := []rune(text)
	breaks := allowed(text, r)
	holdTogether(r, breaks, text, words)
	var pieces []piece
	from := 0
	for i := 1; i <= len(r); i++ {
		if i < len(r) && breaks[i] == no {
			continue
		}
		p := piece{text: string(r[from:i]), ends: i < len(r) && breaks[i] == must}
		p.text = strings.TrimRight(p.text, lineEnds)
		p.pause = pauses(p.text)
		pieces = append(pieces, p)
		from = i
	}
	return pieces
}

const lineEnds = "\r\n\v\f\u0085\u2028\u2029"

// chance is whether a line may end before a character.
type chance uint8

const (
	no chance = iota
	may
	must
)

// allowed returns for each character whether a line may end before it, by UAX
// #14 as it is since Unicode 16 for quotation marks between Chinese
// characters, and inside of Latin words as browsers do.
func allowed(text string, r []rune) []chance {
	breaks := make([]chance, len(r)+1)
	at, state := 0, -1
	for rest := text; rest != ""; {
		var segment string
		var forced bool
		segment, rest, forced, state = uniseg.FirstLineSegmentInString(rest, state)
		at += utf8.RuneCountInString(segment)
		breaks[at] = may
		if forced {
			breaks[at] = must
		}
	}
	for i := 1; i < len(r); i++ {
		before, after := r[i-1], r[i]
		if breaks[i] == may && ascii(before) && ascii(after) && before != '-' && !inAddress(r, i) {
			breaks[i] = no // and/or, 100km/h, C++: as browsers do
		}
		if breaks[i] != no {
			continue
		}
		opens := after == '“' || after == '‘'
		closed := before == '”' || before == '’'
		if opens && wide(before) && !strings.ContainsRune(opening, before) ||
			closed && wide(after) && !strings.ContainsRune(closing, after) {
			breaks[i] = may
		}
	}
	return breaks
}

const (
	opening = "（《〈「『【〔〖［｛“‘([{"
	closing = "，。、；：？！）》〉」』】〕〗］｝”’…—～·・％‰℃,.;:?!)]}%"
)

// wide tells whether a character fills an em, as Chinese characters and
// punctuation do.
func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r < 0x3100 || r >= 0xFF01 && r < 0xFF61
}

func pauses(text string) bool {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	last := []rune(text)
	return len(last) > 0 && strings.ContainsRune("，。；：？！、）》”,.;:?!)", last[len(last)-1])
}

// holdTogether takes away the breaks that Chinese official writing does not
// have.
func holdTogether(r []rune, breaks []chance, text string, words map[rune][]string) {
	hold := func(from, to int) {
		for i := from + 1; i < to; i++ {
			if breaks[i] == may {
				breaks[i] = no
			}
		}
	}
	for i := 0; i < len(r); {
		end := number(r, i)
		hold(i, end)
		i = max(end, i+1)
	}
	for i := 1; i < len(r); i++ {
		switch before, after := r[i-1], r[i]; {
		case breaks[i] != may:
		case strings.ContainsRune("的吗呢吧们", after) && unicode.Is(unicode.Han, before), // said with what is before
			listed(r, i): // （一）提出
			breaks[i] = no
		case strings.ContainsRune(closing, after) && !unicode.IsSpace(before), // 避头
			strings.ContainsRune(opening+"·・～", before),                   // 避尾
			circled(before) && !circled(after) && !unicode.IsSpace(after): // ①提出
			breaks[i] = no
		}
	}
	holdTitles(r, hold)
	holdWords(text, words, hold)
}

// holdTitles keeps the first and the last two characters of 《…》 with their
// marks.
func holdTitles(r []rune, hold func(from, to int)) {
	for i, c := range r {
		switch c {
		case '《', '〈':
			hold(i, min(i+3, len(r)))
		case '》', '〉':
			hold(max(0, i-2), i+1)
		}
	}
}

func holdWords(text string, words map[rune][]string, hold func(from, to int)) {
	at := 0
	for i, c := range text {
		for _, w := range words[c] {
			if strings.HasPrefix(text[i:], w) {
				hold(at, at+utf8.RuneCountInString(w))
			}
		}
		at++
	}
}

// ascii tells whether a character is a Latin letter, figure or mark.
func ascii(r rune) bool { return r > ' ' && r < 0x7F }

// inAddress tells whether the word of i is an address of the web, which is too
// long to stay whole.
func inAddress(r []rune, i int) bool {
	from := i
	for from > 0 && ascii(r[from-1]) {
		from--
	}
	word := string(r[from:i])
	return strings.Contains(word, "://") || strings.HasPrefix(word, "www.")
}

func circled(r rune) bool { return r >= '①' && r <= '⓿' }

// listed tells whether the mark of a list ends before i: （一） or （1） where a
// text or a part of it begins.
func listed(r []rune, i int) bool {
	if r[i-1] != '）' && r[i-1] != ')' || unicode.IsSpace(r[i]) {
		return false
	}
	from := i - 2
	for from >= 0 && figure(r[from]) {
		from--
	}
	if from < 0 || from == i-2 || r[from] != '（' && r[from] != '(' {
		return false
	}
	return from == 0 || strings.ContainsRune("。；：，\n", r[from-1])
}
