package flow

import (
	"strings"
	"unicode/utf8"

	"daoyin/internal/law"
)

// limit reads a 期限.
func (p *parser) limit(d *draft, value Words) {
	limit, err := law.ParseLimit(value.Text)
	what := "期限“" + value.Text + "”读不懂"
	switch {
	case err != nil:
		p.problems.Error("flow-limit", value.At, what, err.Error())
	case limit.Unit != law.Day && limit.Unit != law.Workday:
		p.problems.Error("flow-limit", value.At, "期限“"+value.Text+"”的单位不能用", "只用“日”或者“个工作日”，例如“15日”“5个工作日”；法律按月、按年规定的，写在“说明”里。")
	}
	// A wrong one is kept too: a second line is then still one too many.
	d.Limit = &Limit{Limit: limit, At: value.At}
}

// basis reads a 依据: citations and nothing else.
func (p *parser) basis(d *draft, value Words) {
	text, origin := plainCitations(value.Text)
	end := 0
	for _, c := range law.Citations(text) {
		p.noCitation(value, text[end:c.Start], origin[end:])
		end = c.End
		at := value.from(origin[c.Start]).At
		c.Start, c.End = 0, 0
		d.Basis = append(d.Basis, Basis{Citation: c, At: at})
	}
	p.noCitation(value, text[end:], origin[end:])
}

// noCitation tells of words between citations. origin gives for each byte of
// gap its place in value.
func (p *parser) noCitation(value Words, gap string, origin []int) {
	words := strings.TrimLeft(gap, "、")
	if words == "" {
		return
	}
	from := origin[len(gap)-len(words)]
	words = strings.TrimRight(words, "、")
	p.problems.Error("flow-cite", value.from(from).At, "“"+words+"”不是法条引用",
		"“依据”里只写《法名》第N条[第N款][第（N）项]，用“、”隔开，例如《信访工作条例》第十七条、第二十条第二款；别的话写在“说明”里。")
}

// plainCitations writes everything that may separate citations as one 、 and
// nothing between a law and its article. Blanks elsewhere become one blank.
// origin gives for each byte of text its place in s, and the end of s for the
// end.
func plainCitations(s string) (text string, origin []int) {
	var b strings.Builder
	write := func(part string, at int) {
		b.WriteString(part)
		for range len(part) {
			origin = append(origin, at)
		}
	}
	named := false // between 《 and 》
	gap := 0       // where the separators before this character began
	for i, size := 0, 0; i < len(s); i += size {
		r, n := utf8.DecodeRuneInString(s[i:])
		size = n
		if !named && (isSpace(r) || strings.ContainsRune("、，,；;", r)) {
			continue
		}
		if gap < i && b.Len() > 0 {
			write(separator(b.String(), s[gap:i], r), i)
		}
		named = r == '《' || named && r != '》'
		write(s[i:i+size], i)
		gap = i + size
	}
	return b.String(), append(origin, len(s))
}

// separator returns what stands for gap between the text before and the
// character after it.
func separator(before, gap string, after rune) string {
	blank := strings.TrimFunc(gap, isSpace) == ""
	switch {
	case blank && after == '第' && strings.HasSuffix(before, "》"):
		return ""
	case blank && after != '第' && after != '《':
		return " "
	default:
		return "、"
	}
}

func sameCitation(a, b law.Citation) bool {
	return a.Law == b.Law && a.Article == b.Article && a.Paragraph == b.Paragraph && a.Item == b.Item
}

// basisText writes all citations of a step; further articles of one law
// follow without its name.
func basisText(basis []Basis) string {
	var b strings.Builder
	for i, c := range basis {
		if i > 0 {
			b.WriteString("、")
		}
		follows := i > 0 && basis[i-1].Law == c.Law && basis[i-1].Part() != "" && c.Part() != ""
		if !follows {
			b.WriteString("《" + c.Law + "》")
		}
		b.WriteString(c.Part())
	}
	return b.String()
}
