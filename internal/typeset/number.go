package typeset

import (
	"slices"
	"strings"
	"unicode"
)

// number returns the end of what starts at i and counts something: 60日,
// 5个工作日内, 第三十四条, 第（六）项, 2022年5月1日, 〔2022〕11号, 0571-12345678,
// 3～5人; i itself if nothing does.
func number(r []rune, i int) int {
	switch {
	case r[i] == '第':
		return ordinal(r, i)
	case r[i] == '〔' || r[i] == '［' || r[i] == '[':
		return documentNumber(r, i)
	case r[i] == '（' || r[i] == '(':
		return areaCode(r, i)
	case figure(r[i]):
		return amount(r, i)
	}
	return i
}

// ordinal: 第 and what is counted, 第三十四条之一, 第3步, 第（六）项, 第八至十条.
func ordinal(r []rune, i int) int {
	end := i + 1
	for end < len(r) && (figure(r[end]) || strings.ContainsRune("（）()至、—-～", r[end]) && end+1 < len(r) && !strings.ContainsRune("第", r[end+1])) {
		end++
	}
	for end > i+1 && strings.ContainsRune("（(至、—-～", r[end-1]) {
		end--
	}
	if end == i+1 {
		return i
	}
	if end < len(r) && unicode.Is(unicode.Han, r[end]) && r[end] != '第' {
		end++ // 条 款 项 章 节 步 …
		if end+1 < len(r) && r[end] == '之' && figure(r[end+1]) {
			end += 2
		}
	}
	return end
}

// documentNumber: 〔2022〕11号, with 第 or without.
func documentNumber(r []rune, i int) int {
	end := digits(r, i+1)
	if end == i+1 || end == len(r) || !strings.ContainsRune("〕］]", r[end]) {
		return i
	}
	end++
	if end < len(r) && r[end] == '第' {
		end++
	}
	end = digits(r, end)
	if end < len(r) && r[end] == '号' {
		end++
	}
	return end
}

// areaCode: （0571）12345678.
func areaCode(r []rune, i int) int {
	end := digits(r, i+1)
	if end-i < 4 || end+1 >= len(r) || r[end] != '）' && r[end] != ')' {
		return i
	}
	end++
	if r[end] == ' ' {
		end++
	}
	if digits(r, end) == end {
		return i
	}
	return amount(r, end)
}

// amount: figures, what joins them, and the unit they count; and again, for
// 2022年5月1日 and 上午9时30分.
func amount(r []rune, i int) int {
	end := i
	for end < len(r) && (figure(r[end]) || joins(r, i, end)) {
		end++
	}
	start := end
	if start < len(r) && r[start] == ' ' {
		start++
	}
	n := unit(r[start:])
	if n == 0 {
		return end
	}
	end = start + n
	if n := suffix(r[end:]); n > 0 {
		return end + n
	}
	if strings.ContainsRune("年月日时点", r[end-1]) && end < len(r) && figure(r[end]) {
		return amount(r, end)
	}
	return end
}

// joins tells whether the character at i joins figures to one amount that
// starts at from: 3.5, 1,000, 9:00, 2022-05-01, 3～5, 010 1234 5678.
func joins(r []rune, from, i int) bool {
	if i == from || i+1 >= len(r) || !figure(r[i-1]) || !figure(r[i+1]) {
		return false
	}
	if r[i] == ' ' {
		// Only groups as in telephone numbers: a list of figures may be broken.
		return digits(r, from) > from && digits(r, i+1)-i > 3 && i-from >= 3
	}
	return strings.ContainsRune(".,:：-–—～~/／至", r[i])
}

func digits(r []rune, i int) int {
	for i < len(r) && (r[i] >= '0' && r[i] <= '9' || r[i] >= '０' && r[i] <= '９') {
		i++
	}
	return i
}

func figure(r rune) bool {
	return r >= '0' && r <= '9' || r >= '０' && r <= '９' || strings.ContainsRune("〇零一二三四五六七八九十百千万亿两", r)
}

// What amounts count in official writing, and what may follow; longer words
// first. Not to be changed.
var (
	units = byFirst(strings.Fields(`个工作日 个自然日 平方公里 平方米 个小时 工作日 自然日 个月 小时 分钟 公里 公斤 周岁 亿元 万元 周年
个 名 位 人 日 天 年 月 周 时 点 分 秒 元 角 条 款 项 章 节 编 号 岁 层 楼 室 次 份 页 级 倍 件 步 种 类 批 起 路 米 亩 户 家 张 部 ％ ‰ ℃`))
	suffixes = byFirst(strings.Fields(`以内 之内 以上 以下 之前 之后 左右 内 前 后 起 多 余`))
)

func unit(r []rune) int   { return first(r, units) }
func suffix(r []rune) int { return first(r, suffixes) }

// first returns the length of the first word of the list that r starts with.
func first(r []rune, list map[rune][]string) int {
	if len(r) == 0 {
		return 0
	}
	for _, word := range list[r[0]] {
		if w := []rune(word); len(w) <= len(r) && slices.Equal(w, r[:len(w)]) {
			return len(w)
		}
	}
	return 0
}
