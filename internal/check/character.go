package check

import (
	"daoyin/internal/font"
	"daoyin/internal/problem"
)

// Source is what an editor wrote: a page, a flow, the site file. It knows
// where a character of it stands.
type Source interface {
	Find(r rune) []problem.Position
}

// Characters tells whether fonts have every character of words, which are
// drawn and were written in source. What they lack is a problem wherever it is
// written: a drawing never shows a box instead.
func Characters(fonts *font.Set, words string, source Source, problems *problem.List) bool {
	missing := fonts.Missing(words)
	for _, r := range missing {
		for _, at := range source.Find(r) {
			problems.Error("font-missing", at, "字体里没有“"+string(r)+"”这个字，画不出来",
				"请换一个字。人名、地名里一定要用的，请技术人员给网站配一套更全的字体（content/site.yaml 的 fonts）。")
		}
	}
	return len(missing) == 0
}
