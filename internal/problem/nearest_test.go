package problem

import (
	"slices"
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	keys := []string{"title", "description", "tags", "draft", "date", "from", "until", "name", "lines", "reviewed", "review_every", "url"}
	words := []string{"标题", "副题", "主体", "阶段", "起点", "步骤", "判断", "终点", "说明", "期限", "依据", "材料", "地点", "链接"}
	laws := []string{"信访工作条例", "中华人民共和国行政复议法", "行政复议法", "行政诉讼法", "宪法"}
	for _, c := range []struct {
		word  string
		known []string
		want  string
	}{
		{"tilte", keys, "title"}, // neighbours changed places
		{"titel", keys, "title"},
		{"Title", keys, "title"},
		{"descripton", keys, "description"},
		{"tag", keys, "tags"},
		{"form", keys, "from"},
		{"line", keys, "lines"},
		{"review", keys, "reviewed"},
		{"reviewevery", keys, "review_every"},
		{"date", keys[:4], ""}, // not draft, not tags
		{"nope", keys, ""},
		{"lastmod", keys, ""},
		{"ur", keys, "url"},
		{"x", keys, ""},
		{"", keys, ""},
		{"title", nil, ""},
		{"步聚", words, "步骤"},
		{"骤步", words, "步骤"},
		{"步", words, "步骤"},
		{"步骤一", words, "步骤"},
		{"终点站", words, "终点"},
		{"日期", words, ""},
		{"结束", words, ""},
		{"点", words, "起点"}, // the first of several
		{"信访条例", laws, "信访工作条例"},
		{"复议法", laws, "行政复议法"},
		{"行政诉讼", laws, "行政诉讼法"},
		{"民法典", laws, ""},
		{"宪", laws, "宪法"},
	} {
		if got := Nearest(c.word, c.known); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.word, got, c.want)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	if got := DidYouMean("tilte", []string{"title"}, "no"); got != "是不是想写“title”？" {
		t.Error(got)
	}
	if got := DidYouMean("颜色", []string{"title"}, "可用的名称：title。"); got != "可用的名称：title。" {
		t.Error(got)
	}
}

// A word's distance is that of a plain table, both ways round, whatever room
// is left over from the word before.
func FuzzDistance(f *testing.F) {
	f.Add("tilte", "title", "标题")
	f.Add("转送交办", "转送、交办", "")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		var rows [3][]int
		distance([]rune(c), []rune(a), &rows)
		got := distance([]rune(a), []rune(b), &rows)
		if want := table([]rune(a), []rune(b)); got != want || table([]rune(b), []rune(a)) != want {
			t.Errorf("%q to %q: %d, want %d", a, b, got, want)
		}
		if got := Nearest(a, []string{b, c}); got != "" && !slices.Contains([]string{b, c}, got) {
			t.Errorf("Nearest(%q) = %q", a, got)
		}
	})
}

// table is the distance as a textbook has it.
func table(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
			case a[i-1] == b[j-1]:
				d[i][j] = d[i-1][j-1]
			default:
				d[i][j] = 1 + min(d[i-1][j], d[i][j-1], d[i-1][j-1])
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], 1+d[i-2][j-2])
			}
		}
	}
	return d[len(a)][len(b)]
}

func BenchmarkNearest(b *testing.B) {
	known := make([]string, 2000)
	for i := range known {
		known[i] = "content/notices/" + strings.Repeat("n", i%7) + "00" + string(rune('a'+i%26)) + ".md"
	}
	for b.Loop() {
		Nearest("content/notices/n0013.md", known)
	}
}
