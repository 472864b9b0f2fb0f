package law

import "strings"

const digits = "零一二三四五六七八九"

// number reads a whole number written in Arabic (also full-width) or Chinese
// digits: 34, ３４, 三十四, 一百零二, 一〇二.
func number(s string) (n int, ok bool) {
	if s == "" {
		return 0, false
	}
	positional, sum, digit, any := true, 0, 0, false
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digit = digit*10 + int(r-'0')
		case r >= '０' && r <= '９':
			digit = digit*10 + int(r-'０')
		case r == '〇':
			digit *= 10
		case r == '千' || r == '百' || r == '十':
			positional = false
			unit := map[rune]int{'千': 1000, '百': 100, '十': 10}[r]
			if digit == 0 && !any {
				digit = 1 // 十五
			}
			sum += digit * unit
			digit = 0
		default:
			i := strings.IndexRune(digits, r)
			if i < 0 {
				return 0, false
			}
			if positional {
				digit = digit*10 + i/3
			} else {
				digit = i / 3
			}
		}
		any = true
		if sum > 9999 || digit > 9999 {
			return 0, false
		}
	}
	return sum + digit, true
}

// Numeral writes n (1 to 9999) as laws do: 34 → 三十四.
func Numeral(n int) string {
	d := []rune(digits)
	var b strings.Builder
	zero := false
	for _, u := range []struct {
		value int
		name  string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		i := n / u.value % 10
		if i == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteRune('零')
			zero = false
		}
		if i != 1 || u.value != 10 || b.Len() > 0 {
			b.WriteRune(d[i])
		}
		b.WriteString(u.name)
	}
	return b.String()
}
