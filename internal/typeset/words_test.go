package typeset

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// Every | is where the line ends; n is its width in Chinese characters.
func TestWordsStayWhole(t *testing.T) {
	fonts := carried(t)
	for _, c := range []struct {
		words []string
		n     float64
		want  string
	}{
		{nil, 5, "导入法定|途径"},
		{[]string{"法定途径"}, 5, "导入|法定途径"},
		{[]string{""}, 5, "导入法定|途径"},
		{[]string{"法定途径", "入法"}, 5, "导入法定途径"}, // words that overlap stay together
		{nil, 4, "在永安市|小区办理"},
		{[]string{"小区", "永安", "永安市"}, 4, "在永安市|小区办理"},
		{nil, 3, "在永安|市办理"},
		{[]string{"永安市"}, 3, "在|永安市|办理"},
		{[]string{"永安市信访局"}, 4, "去|永安市信访局|办理"}, // wider than the line: stands on one of its own
	} {
		text := strings.ReplaceAll(c.want, "|", "")
		if got := spell(NewSetter(fonts, c.words).Lines(text, Style{Size: 1}, c.n, Options{Fill: true})); got != c.want {
			t.Errorf("with %q, %v wide: %s, want %s", c.words, c.n, got, c.want)
		}
	}
}

// A setter shares nothing with another.
func TestSettersOfTwoSites(t *testing.T) {
	fonts := carried(t)
	one, other := NewSetter(fonts, []string{"法定途径"}), NewSetter(fonts, nil)
	for range 2 {
		if got := spell(other.Lines("导入法定途径", Style{Size: 1}, 5, Options{})); got != "导入法定|途径" {
			t.Error(got)
		}
		if got := spell(one.Lines("导入法定途径", Style{Size: 1}, 5, Options{})); got != "导入|法定途径" {
			t.Error(got)
		}
	}
}

func TestLawWords(t *testing.T) {
	words := LawWords()
	for _, w := range []string{"信访", "仲裁", "复议", "条例", "哪一类"} {
		if !slices.Contains(words, w) {
			t.Errorf("%s is not in the list", w)
		}
	}
	for i, w := range words {
		if n := utf8.RuneCountInString(w); n < 2 || n > 6 || strings.IndexFunc(w, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) >= 0 {
			t.Errorf("%q is no word that could be split", w)
		}
		if slices.Contains(words[:i], w) {
			t.Errorf("%s stands there twice", w)
		}
	}
}
