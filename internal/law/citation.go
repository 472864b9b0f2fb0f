package law

import (
	"strconv"
	"strings"
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

// Part writes what follows the law's name, as laws do: 第三十一条第（六）项; "" if
// the law alone is named.
func (c Citation) Part() string {
	if c.Article.Number == 0 {
		return ""
	}
	part := c.Article.Name()
	if c.Paragraph > 0 {
		part += "第" + Numeral(c.Paragraph) + "款"
	}
	if c.Item > 0 {
		part += "第（" + Numeral(c.Item) + "）项"
	}
	return part
}

// Citations finds every law named in text, and every article that follows a
// name: 《信访工作条例》第三十五条、第三十六条第二款 gives two citations of one law.
// Numbers may be Chinese or Arabic. What stands between 《 and 》 need not be a
// law; whoever knows the registry decides.
func Citations(text string) []Citation {
	var found []Citation
	for at := 0; ; {
		open := strings.Index(text[at:], "《")
		if open < 0 {
			return found
		}
		start := at + open
		name, end, ok := title(text, start)
		at = end
		if !ok {
			continue
		}
		c := Citation{Law: name, Start: start, End: end}
		more := articles(text, skipBlanks(text, end), c)
		if more == nil {
			found = append(found, c)
			continue
		}
		for more != nil {
			found = append(found, more...)
			at = more[len(more)-1].End
			c = Citation{Law: name, Start: joint(text, at)}
			more = articles(text, c.Start, c)
		}
	}
}

// articles reads the articles at the given place: 第N条 with its parts, or
// several with one 条, as 第三十五、三十六条. The first begins where c does.
func articles(text string, at int, c Citation) []Citation {
	if next, ok := article(text, at, &c); ok {
		c.End = next
		return []Citation{c}
	}
	rest, found := strings.CutPrefix(text[at:], "第")
	for list := []Citation(nil); found; {
		n, size := leadingNumber(rest)
		if n == 0 {
			return nil
		}
		rest = rest[size:]
		c.Article, c.End = ArticleID{Number: n}, len(text)-len(rest)
		list = append(list, c)
		if after, last := strings.CutPrefix(rest, "条"); last {
			list[len(list)-1].End = len(text) - len(after)
			return list
		}
		if rest, found = strings.CutPrefix(rest, "、"); !found {
			return nil
		}
		c.Start = len(text) - len(rest)
	}
	return nil
}

// title reads 《…》 at start; titles may nest as 《…〈…〉…》 but not as 《…《. Of
// what is no title, end is where the search goes on.
func title(text string, start int) (name string, end int, ok bool) {
	from := start + len("《")
	for i := from; i < len(text); i++ {
		switch text[i] {
		case '\n':
			return "", i, false
		case "《"[0]: // most punctuation begins with this byte
			switch {
			case strings.HasPrefix(text[i:], "《"):
				return "", i, false
			case strings.HasPrefix(text[i:], "》"):
				return text[from:i], i + len("》"), i > from
			}
		}
	}
	return "", len(text), false
}

// joint passes what may stand between two articles of one citation. Where
// nothing of that kind stands it returns the end of the text.
func joint(text string, at int) int {
	for _, j := range [...]string{"、", "和", "及", "以及", "或者", "或", "至", "到", "，", ","} {
		if strings.HasPrefix(text[at:], j) {
			return skipBlanks(text, at+len(j))
		}
	}
	return len(text)
}

// skipBlanks passes blanks and line ends; editors break lines anywhere.
func skipBlanks(text string, at int) int {
	return len(text) - len(strings.TrimLeft(text[at:], " \t\n\u3000"))
}

// article reads 第N条[之N][第N款][第（N）项] at the given place, into c.
func article(text string, at int, c *Citation) (next int, ok bool) {
	n, next, ok := ordinal(text, at, "条")
	if !ok {
		return at, false
	}
	c.Article = ArticleID{Number: n}
	if rest, found := strings.CutPrefix(text[next:], "之"); found {
		if of, size := leadingNumber(rest); of > 0 {
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

// ordinal reads 第N followed by unit; the number may stand in brackets, as
// that of a 项 does, or between blanks.
func ordinal(text string, at int, unit string) (n, next int, ok bool) {
	rest, found := strings.CutPrefix(text[at:], "第")
	if !found {
		return 0, at, false
	}
	rest, opened := cutBracket(rest, "（", "(")
	rest = strings.TrimLeft(rest, " ")
	n, size := leadingNumber(rest)
	rest, closed := cutBracket(strings.TrimLeft(rest[size:], " "), "）", ")")
	rest, found = strings.CutPrefix(rest, unit)
	if n == 0 || !found || opened != closed {
		return 0, at, false
	}
	return n, len(text) - len(rest), true
}

// cutBracket passes a bracket of either width.
func cutBracket(s, full, half string) (rest string, found bool) {
	if rest, found = strings.CutPrefix(s, full); found {
		return rest, true
	}
	return strings.CutPrefix(s, half)
}
