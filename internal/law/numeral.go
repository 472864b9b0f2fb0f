package law

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// largest is the largest number that a law's article, paragraph or item may
// have; Numeral has no words beyond it.
const largest = 9999

// leadingNumber reads the number that s begins with: 34, ３４, 三十四,
// 一百零二, 一〇二. It returns 0, 0 if s begins with none.
func leadingNumber(s string) (n, size int) {
	n, size = positional(s, arabic)
	if size == 0 {
		n, size = positional(s, chinese)
		if r, _ := utf8.DecodeRuneInString(s[size:]); unit(r) > 0 {
			n, size = spelled(s)
		}
	}
	if n == 0 {
		return 0, 0
	}
	return n, size
}

// positional reads digits of one kind; n is 0 if there are too many.
func positional(s string, digit func(rune) int) (n, size int) {
	for _, r := range s {
		d := digit(r)
		if d < 0 {
			break
		}
		if n = n*10 + d; n > largest {
			return 0, 0
		}
		size += utf8.RuneLen(r)
	}
	return n, size
}

// spelled reads a number with its units: 一百零二, 十五; n is 0 if it is not
// one.
func spelled(s string) (n, size int) {
	digit, above := -1, 10*largest // the digit waiting for its unit; the unit before
	skipped := false               // was 零 written since that unit?
	for _, r := range s {
		d, u := chinese(r), unit(r)
		if d < 0 && u == 0 {
			break
		}
		size += utf8.RuneLen(r)
		if u == 0 {
			if digit > 0 {
				return 0, 0
			}
			digit, skipped = d, skipped || d == 0
			continue
		}
		if digit < 0 && u == 10 {
			digit = 1 // 十五, 一百十五
		}
		if u >= above || digit < 1 {
			return 0, 0
		}
		n, digit, above, skipped = n+digit*u, -1, u, false
	}
	switch {
	case digit < 0:
		return n, size
	case digit == 0 || above > 10 && !skipped: // 二百五 is said, not written
		return 0, 0
	}
	return n + digit, size
}

func arabic(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= '０' && r <= '９':
		return int(r - '０')
	}
	return -1
}

func chinese(r rune) int {
	switch r {
	case '零', '〇':
		return 0
	case '一':
		return 1
	case '二':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

func unit(r rune) int {
	switch r {
	case '千':
		return 1000
	case '百':
		return 100
	case '十':
		return 10
	}
	return 0
}

// Numeral writes n as laws do: 34 → 三十四. Numbers that no law has (below 1,
// above 9999) stay Arabic.
func Numeral(n int) string {
	if n < 1 || n > largest {
		return strconv.Itoa(n)
	}
	const digits = "零一二三四五六七八九"
	var b strings.Builder
	zero := false
	for _, u := range [...]struct {
		value int
		name  string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		i := n / u.value % 10
		if i == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteString("零")
			zero = false
		}
		if i != 1 || u.value != 10 || b.Len() > 0 {
			b.WriteString(digits[i*len("零") : (i+1)*len("零")])
		}
		b.WriteString(u.name)
	}
	return b.String()
}
