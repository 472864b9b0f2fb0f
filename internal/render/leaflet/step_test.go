package leaflet

import (
	"slices"
	"strings"
	"testing"

	"daoyin/internal/content"
)

func flowOf(t *testing.T, word, source string) *content.Flow {
	t.Helper()
	if word == "路线图" {
		lines := strings.Split(source, "\n")
		for i, l := range lines {
			if l != "" && l[0] != ' ' {
				lines[i] += " @某人"
			}
		}
		source = "主体 某人\n" + strings.Join(lines, "\n")
	}
	p := page(t, "content/guides/x.md", []byte("---\ntitle: 题\n---\n\n```"+word+"\n标题 图\n"+source+"```\n"))
	return &p.Flows[0]
}

// The line in the margin leads where the main line goes on, past side exits,
// and nowhere else.
func TestFollower(t *testing.T) {
	tests := []struct {
		word, source string
		want         []int
	}{
		{"路线图", "起点 甲\n步骤 乙\n终点 丙\n", []int{1, 2, -1}},
		{"路线图", "起点 甲\n判断 乙\n  是 → 丁\n  否 → 丙\n终点 丙\n终点 丁\n", []int{1, 3, -1, -1}},
		{"路线图", "起点 甲\n步骤 乙\n判断 丙\n  是 → 戊\n  否 → 丁\n步骤 丁\n  → 乙\n终点 戊\n", []int{1, 2, 4, -1, -1}},
		{"路线图", "起点 甲\n  → 丙\n起点 乙\n步骤 丙\n终点 丁\n", []int{-1, 2, 3, -1}},
		{"导引图", "起点 甲\n判断 乙\n  一 → 丙\n  二 → 丁\n终点 丙\n终点 丁\n", []int{1, -1, -1, -1}},
	}
	for _, test := range tests {
		f := flowOf(t, test.word, test.source)
		var got []int
		for i := range f.Steps {
			got = append(got, follower(f.Graph, i))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q: %v, not %v", test.source, got, test.want)
		}
	}
}

// Of a question with many outcomes no column begins with the last one.
func TestManyOutcomesBreakWell(t *testing.T) {
	m := maker(t, "../../..", nil)
	f := flowOf(t, "导引图", "起点 来\n判断 问\n  一 → 甲\n  二 → 甲\n  三 → 甲\n  四 → 乙\n  五 → 乙\n  六 → 乙\n  七 → 再问\n判断 再问\n  一 → 甲\n  二 → 乙\n  三 → 问\n  四 → 来问\n步骤 来问\n终点 甲\n终点 乙\n")
	ts := m.typesetter(leastSize)
	units := ts.step(f, 1, firstNote)
	if len(units) < 3 || units[0].height < 3*ts.high || units[len(units)-1].height < 2*ts.high {
		t.Errorf("%d units: the first is %v high, the last %v", len(units), units[0].height, units[len(units)-1].height)
	}
	if units := ts.step(f, 2, firstNote); len(units) != 1 {
		t.Errorf("a question with four outcomes is broken in %d", len(units))
	}
}

func TestWhatIsNeeded(t *testing.T) {
	p := page(t, "content/guides/x.md", []byte(strings.Join([]string{"---\ntitle: 题\n---\n", "开头。\n", "## 您的权利\n\n- 甲\n", "## 别的\n\n看[网站](https://a.gov.cn)。\n",
		"## 图\n\n```路线图\n标题 图\n主体 丙\n起点 甲 @丙\n终点 乙 @丙\n```\n\n说明。\n", "## 接下来看\n\n- 先看：[甲](a.md)\n- [乙](b.md)\n", "## 网站\n\n- [甲](https://a.gov.cn)\n"}, "\n")))
	var got []int
	for _, s := range sections(p) {
		got = append(got, s.need)
		if s.besides != (s.title == "图") {
			t.Errorf("%q: %v", s.title, s.besides)
		}
	}
	if want := []int{needOpening, needMost, needMore, needMore, needLeast, needMore}; !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
}

// Two short sections are left out rather than one long one, and of two the one
// that is needed less.
func TestFewestWordsAreLost(t *testing.T) {
	m := maker(t, "../../..", nil)
	part := func(title string, sentences int) string {
		return "## " + title + "\n\n" + strings.Repeat("这里有一句话。", sentences) + "\n\n"
	}
	for _, test := range []struct{ text, want string }{
		{part("甲", 30) + part("乙", 310) + part("丙", 80) + part("丁", 80), "还有：丙；丁。"},
		{part("甲", 160) + part("要带什么", 160) + part("丙", 160), "还有：丙。"},
		{part("甲", 180) + part("乙", 100) + part("要带什么", 170), "还有：乙。"},
	} {
		p := page(t, "content/guides/x.md", []byte("---\ntitle: 题\n---\n\n"+test.text))
		f := &found{}
		for _, side := range drawn(t, m, p) {
			f.walk(side.Shapes, "")
		}
		_, left, _ := strings.Cut(f.said.String(), "还有：")
		if left, _, _ = strings.Cut(left, "请扫"); "还有："+left != test.want {
			t.Errorf("%q, not %q", "还有："+left, test.want)
		}
	}
}
