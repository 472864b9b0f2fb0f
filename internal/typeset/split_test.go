package typeset

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Every | is where a line ends; n is its width in Chinese characters.
func TestSplit(t *testing.T) {
	s := NewSetter(carried(t), []string{"永安市人民政府"})
	for _, c := range []struct {
		n    float64
		want string
	}{
		{7, "去|永安市人民政府|办"},
		{4, "去永安市|人民政府|办"},
		{3, "第三十|四条"},
		{2, "〔2|022|〕|11|号"},
		{3.2, "https:/|/|xinfan|g.gov.|cn"},
		{1, "第|三|条"},
		{3, "永安市|人民政|府|\n办"}, // what ends a line ends it still
		{2.2, "60日|办结"},      // fits: stays whole
	} {
		text := strings.ReplaceAll(c.want, "|", "")
		if got := spell(s.Lines(text, Style{Size: 1}, c.n, Options{Fill: true, Split: true})); got != strings.ReplaceAll(c.want, "\n", "") {
			t.Errorf("%v wide: %s, want %s", c.n, got, c.want)
		}
	}
}

// With Split a line is never wider than its box, unless it is one character.
func FuzzSplit(f *testing.F) {
	s := NewSetter(carried(f), []string{"永安市人民政府"})
	f.Add("去永安市人民政府第三十四条〔2022〕11号 https://www.example.gov.cn/xinfang/ 0571-12345678", 3.0, true)
	f.Add("a\u0301\u0301b\n（一）《条例》", 1.0, false)
	f.Fuzz(func(t *testing.T, text string, width float64, fill bool) {
		if !(width >= 0 && width < 60) || len(text) > 400 || !utf8.ValidString(text) {
			t.Skip()
		}
		for _, l := range s.Lines(text, Style{Size: 1}, width, Options{Fill: fill, Split: true}) {
			if l.Width > width+slack && len(graphemes(l.Runes)) > 1 {
				t.Errorf("%q: %q is %v wide, the box %v", text, l.Runes, l.Width, width)
			}
		}
	})
}

// graphemes returns what a reader takes for characters.
func graphemes(text string) (all []string) {
	for state := -1; text != ""; {
		var one string
		one, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		all = append(all, one)
	}
	return all
}
