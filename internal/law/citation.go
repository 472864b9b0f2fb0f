package law

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// ArticleID names an article of a law: 34 is 第三十四条, 287-1 is
// 第二百八十七条之一.
type ArticleID struct {
	Number int
	Of     int // the 一 of 条之一; 0 if none
}

func (a ArticleID) String() string {
	if a.Of > 0 {
		return strconv.Itoa(a.Number) + "-" + strconv.Itoa(a.Of)
	}
	return strconv.Itoa(a.Number)
}

// Name returns the article as laws write it: 第三十四条.
func (a ArticleID) Name() string {
	name := "第" + Numeral(a.Number) + "条"
	if a.Of > 0 {
		name += "之" + Numeral(a.Of)
	}
	return name
}

// Anchor is the article's place on the law's page: 第34条.
func (a ArticleID) Anchor() string {
	anchor := "第" + strconv.Itoa(a.Number) + "条"
	if a.Of > 0 {
		anchor += "之" + strconv.Itoa(a.Of)
	}
	return anchor
}

// Citation is one place of a text that names a law, or an article of it.
type Citation struct {
	Law        string    // the name between 《 and 》, as written
	Article    ArticleID // zero if the law alone is named
	Paragraph  int       // 款; 0 if none
	Item       int       // 项; 0 if none
	Start, End int       // bytes of the text; a later article of the same law starts at its own 第
}

// Citations finds every law named in text, and every article that follows a
// name: 《信访工作条例》第三十五条、第三十六条第二款 gives two citations of one law.
// Numbers may be Chinese or Arabic. What stands between 《 and 》 need not be a
// law; whoever knows the registry decides.
func Citations(text string) []Citation {
	var found []Citation
	for i := 0; ; {
		open := strings.Index(text[i:], "《")
		if open < 0 {
			return found
		}
		start := i + open
		name, end, ok := title(text, start)
		if !ok {
			i = start + len("《")
			continue
		}
		c := Citation{Law: name, Start: start, End: end}
		rest := end
		for first := true; ; first = false {
			next, ok := article(text, rest, &c)
			if !ok {
				if first {
					found = append(found, c)
				}
				break
			}
			c.End = next
			found = append(found, c)
			after, ok := joint(text, next)
			if !ok {
				break
			}
			rest, c = after, Citation{Law: name, Start: after}
		}
		i = found[len(found)-1].End
	}
}

// title reads 《…》 at start; titles may nest as 《…〈…〉…》 but not as 《…《.
func title(text string, start int) (name string, end int, ok bool) {
	body := text[start+len("《"):]
	shut := strings.Index(body, "》")
	if shut <= 0 || strings.ContainsAny(body[:shut], "《\n") {
		return "", 0, false
	}
	return body[:shut], start + len("《") + shut + len("》"), true
}

// joint passes what may stand between two articles of one citation.
func joint(text string, at int) (next int, ok bool) {
	for _, j := range []string{"、", "和", "及", "以及", "或者", "或", "至", "到", "，", ","} {
		if rest, found := strings.CutPrefix(text[at:], j); found && strings.HasPrefix(rest, "第") {
			return at + len(j), true
		}
	}
	return 0, false
}

// article reads 第N条[之N][第N款][第（N）项] at the given place, into c.
func article(text string, at int, c *Citation) (next int, ok bool) {
	n, next, ok := ordinal(text, at, "条")
	if !ok || n == 0 {
		return at, false
	}
	c.Article = ArticleID{Number: n}
	if rest, found := strings.CutPrefix(text[next:], "之"); found {
		if of, size := leadingNumber(rest); size > 0 && of > 0 {
			c.Article.Of = of
			next += len("之") + size
		}
	}
	if n, after, ok := ordinal(text, next, "款"); ok {
		c.Paragraph, next = n, after
	}
	if n, after, ok := ordinal(text, next, "项"); ok {
		c.Item, next = n, after
	}
	return next, true
}

// ordinal reads 第N followed by unit; the number of a 项 stands in brackets.
func ordinal(text string, at int, unit string) (n, next int, ok bool) {
	rest, found := strings.CutPrefix(text[at:], "第")
	if !found {
		return 0, at, false
	}
	next = at + len("第")
	closing := ""
	for open, shut := range map[string]string{"（": "）", "(": ")"} {
		if after, found := strings.CutPrefix(rest, open); found {
			rest, closing = after, shut
			next += len(open)
		}
	}
	n, size := leadingNumber(rest)
	tail := closing + unit
	if size == 0 || !strings.HasPrefix(rest[size:], tail) {
		return 0, at, false
	}
	return n, next + size + len(tail), true
}

// leadingNumber reads the longest number that s begins with.
func leadingNumber(s string) (n, size int) {
	for size < len(s) {
		r, width := utf8.DecodeRuneInString(s[size:])
		if !strings.ContainsRune("零〇一二三四五六七八九十百千0123456789０１２３４５６７８９", r) {
			break
		}
		size += width
	}
	n, ok := number(s[:size])
	if !ok {
		return 0, 0
	}
	return n, size
}
