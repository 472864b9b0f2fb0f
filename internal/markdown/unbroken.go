package markdown

import (
	"bytes"
	"unicode/utf8"
)

// appendUnbroken finds what must not be broken over two lines: a number with
// its unit (5个工作日, 2026年11月22日), an article (第三十四条, 第（六）项), the number
// of a document (〔2022〕11号).
func appendUnbroken(spans []span, text []byte) []span {
	for i := 0; i < len(text); {
		c := text[i]
		end := 0
		switch {
		case c >= '0' && c <= '9':
			end = quantity(text, i)
		case c == "第"[0] && bytes.HasPrefix(text[i:], []byte("第")):
			end = ordinal(text, i+len("第"))
		case c == "〔"[0] && bytes.HasPrefix(text[i:], []byte("〔")):
			end = documentNumber(text, i+len("〔"))
		case c == "０"[0]:
			if digit(text, i) > 0 {
				end = quantity(text, i)
			}
		}
		switch {
		case end > i:
			spans = append(spans, span{from: i, to: end})
			i = end
		case c >= '0' && c <= '9':
			i = number(text, i)
		case c >= 0xE0:
			i += 3 // what is looked for does not begin inside a character
		default:
			i++
		}
	}
	return spans
}

// digit returns the length of the digit at i, plain or full-width; 0 if none.
func digit(text []byte, i int) int {
	if i < len(text) && text[i] >= '0' && text[i] <= '9' {
		return 1
	}
	if i+2 < len(text) && text[i] == 0xEF && text[i+1] == 0xBC && text[i+2] >= 0x90 && text[i+2] <= 0x99 {
		return 3
	}
	return 0
}

// number returns the end of the number at i, with a decimal point or commas.
func number(text []byte, i int) int {
	for {
		n := digit(text, i)
		if n == 0 && i+1 < len(text) && (text[i] == '.' || text[i] == ',') && digit(text, i+1) > 0 {
			n = 1
		}
		if n == 0 {
			return i
		}
		i += n
	}
}

// quantity returns the end of a number with its unit, or of several that are
// one date or time; 0 if there is no unit.
func quantity(text []byte, i int) (end int) {
	for {
		unit := number(text, i)
		if unit == i {
			return end
		}
		unit += space(text, unit)
		n := unitLength(text[unit:])
		if n == 0 {
			return end
		}
		end = unit + n
		if !bytes.Contains([]byte("年月时点分"), text[unit:end]) {
			return end
		}
		i = end
	}
}

// space returns the length of the space at i.
func space(text []byte, i int) int {
	if i < len(text) && text[i] == ' ' {
		return 1
	}
	return 0
}

// unitLength returns the length of the unit that text begins with; 0 if none.
func unitLength(text []byte) int {
	if len(text) < 3 || text[0] < 0xE4 {
		return 0
	}
	if bytes.HasPrefix(text, []byte("个")) {
		for _, unit := range []string{"个工作日", "个自然日", "个小时", "个半月", "个月"} {
			if bytes.HasPrefix(text, []byte(unit)) {
				return len(unit)
			}
		}
	}
	for _, unit := range []string{"工作日", "平方米", "小时", "分钟", "周岁", "周年", "公里", "公斤", "万元", "亿元", "万人"} {
		if bytes.HasPrefix(text, []byte(unit)) {
			return len(unit)
		}
	}
	r, size := utf8.DecodeRune(text)
	for _, unit := range "日天年月周时点分秒号人名位户家件份个项条款次批元万亿岁米页张台部层室倍步种类章节％" {
		if unit == r {
			return size
		}
	}
	return 0
}

// ordinal returns the end of 第N条 and the like, from behind 第; 0 if it is none.
func ordinal(text []byte, i int) int {
	closing := ""
	for _, brackets := range [...][2]string{{"（", "）"}, {"(", ")"}} {
		if bytes.HasPrefix(text[i:], []byte(brackets[0])) {
			i += len(brackets[0])
			closing = brackets[1]
		}
	}
	i += space(text, i)
	start := i
	i = numeral(text, i)
	if i == start || !bytes.HasPrefix(text[i:], []byte(closing)) {
		return 0
	}
	i += len(closing)
	i += space(text, i)
	r, size := utf8.DecodeRune(text[i:])
	for _, unit := range "条款项章节编目号次届类批期页步" {
		if unit != r {
			continue
		}
		i += size
		if of, found := bytes.CutPrefix(text[i:], []byte("之")); found && unit == '条' {
			if n := numeral(of, 0); n > 0 {
				i += len("之") + n
			}
		}
		return i
	}
	return 0
}

// numeral returns the end of the number at i, in Arabic or Chinese digits.
func numeral(text []byte, i int) int {
	for i < len(text) {
		if n := digit(text, i); n > 0 {
			i += n
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if !isNumeral(r) {
			break
		}
		i += size
	}
	return i
}

func isNumeral(r rune) bool {
	for _, n := range "零〇一二三四五六七八九十百千" {
		if n == r {
			return true
		}
	}
	return false
}

// documentNumber returns the end of 〔2022〕11号, from behind 〔; 0 if it is none.
func documentNumber(text []byte, i int) int {
	year := number(text, i)
	rest, ok := bytes.CutPrefix(text[year:], []byte("〕"))
	if year == i || !ok {
		return 0
	}
	rest = bytes.TrimPrefix(rest, []byte("第"))
	n := number(rest, 0)
	if n == 0 || !bytes.HasPrefix(rest[n:], []byte("号")) {
		return 0
	}
	return len(text) - len(rest) + n + len("号")
}
