package law

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"daoyin/internal/problem"
)

func told(problems *problem.List) []string {
	var all []string
	for _, p := range problems.Sorted() {
		all = append(all, fmt.Sprintf("%s:%d:%d %s", p.File, p.Line, p.Column, p.Code))
	}
	return all
}

const regulation = `name: 《信访工作条例》
short: [条例, 《信访条例（新）》]
kind: 党内法规
from: 2022-05-01
reviewed: 2026-08-31
review_every: 6个月
articles:
  35:
    gist: 复查
  34:
    gist: 办理
    limits:
      - {who: 机关, for: 办结, limit: 自受理之日起60日，可延长30日, paragraph: 1}
      - {limit: 5个工作日}
  34-1: {gist: 之一}
  9：{gist：九}
`

func TestLawFile(t *testing.T) {
	var problems problem.List
	l := Parse("content/laws/x.yaml", regulation, &problems)
	if problems.Len() > 0 {
		t.Fatal(problems.Sorted())
	}
	if l.Name != "信访工作条例" || l.Title() != "《信访工作条例》" || !slices.Equal(l.Short, []string{"条例", "信访条例（新）"}) || l.Kind != "党内法规" {
		t.Errorf("%+v", l)
	}
	if got := l.Every.After(l.Reviewed).String(); got != "2027-02-28" {
		t.Errorf("due again on %s", got)
	}
	var ids []string
	for _, a := range l.Articles {
		ids = append(ids, a.ID.String())
		if l.Article(a.ID).Gist != a.Gist {
			t.Errorf("article %v is not found", a.ID)
		}
	}
	if want := []string{"9", "34", "34-1", "35"}; !slices.Equal(ids, want) {
		t.Errorf("articles %v, want %v", ids, want)
	}
	a := l.Article(ArticleID{Number: 34})
	if len(a.Limits) != 2 || a.Limits[0].Paragraph != 1 || a.Limits[0].Limit.String() != "自受理之日起60日，可延长30日" || a.Limits[1].Limit.Unit != Workday || a.At.Line != 10 {
		t.Errorf("%+v", a)
	}
	if l.Article(ArticleID{Number: 36}) != nil || l.Article(ArticleID{Number: 34, Of: 2}) != nil {
		t.Error("an article that is not registered was found")
	}
}

func TestMistakesOfALawFileAreAllTold(t *testing.T) {
	text := `nam: 条例
from: 2022年
articles:
  034: {gist: a}
  第五条: {gist: a}
  5-0: {gist: a}
  -5: {gist: a}
  ３４: {gist: a}
  10000: {gist: a}
  6: {gist: a, limits: [{limit: 15天}, {who: 谁}]}
  7:
  6: {gist: b}
`
	want := []string{"x:1:1 data-unknown", "x:2:7 data-value", "x:4:3 law-article", "x:5:3 law-article", "x:6:3 law-article",
		"x:7:3 law-article", "x:8:3 law-article", "x:9:3 law-article", "x:10:0 data-missing", "x:10:33 data-value", "x:11:0 data-missing", "x:12:3 data-duplicate"}
	for range 5 { // tables are maps; their order must not show
		var problems problem.List
		Parse("x", text, &problems)
		if got := told(&problems); !slices.Equal(got, want) {
			t.Fatalf("got  %v\nwant %v", got, want)
		}
	}
}

func TestFullNameGoesBeforeAShortOne(t *testing.T) {
	var problems problem.List
	a := Parse("content/laws/a.yaml", "name: 甲法\nshort: [乙法]\narticles:\n  1: {gist: a}\n", &problems)
	b := Parse("content/laws/b.yaml", "name: 乙法\narticles:\n  1: {gist: a}\n", &problems)
	r := NewRegistry([]*Law{a, b}, &problems)
	if r.Lookup("乙法") != b || !slices.Equal(told(&problems), []string{"content/laws/a.yaml:2:9 law-name"}) {
		t.Errorf("%v %v", r.Lookup("乙法"), problems.Sorted())
	}
}

func TestRegistry(t *testing.T) {
	var problems problem.List
	a := Parse("content/laws/a.yaml", "name: 信访工作条例\nshort: [条例, 信访工作条例]\narticles:\n  1: {gist: a}\n", &problems)
	b := Parse("content/laws/b.yaml", "name: 行政复议法\nshort:\n  - 复议法\n  - 条例\narticles:\n  1: {gist: a}\n", &problems)
	c := Parse("content/laws/c.yaml", "name: 信访工作条例\narticles:\n  1: {gist: a}\n", &problems)
	if problems.Len() > 0 {
		t.Fatal(problems.Sorted())
	}
	// Whatever order the files are read in, the first by name has the name.
	for _, laws := range [][]*Law{{a, b, c}, {c, b, a}, {b, c, a}} {
		var problems problem.List
		r := NewRegistry(laws, &problems)
		if want := []string{"content/laws/b.yaml:4:5 law-name", "content/laws/c.yaml:1:7 law-name"}; !slices.Equal(told(&problems), want) {
			t.Errorf("told %v, want %v", told(&problems), want)
		}
		if !slices.Equal(r.Laws(), []*Law{a, b, c}) || !slices.Equal(r.Names(), []string{"信访工作条例", "复议法", "条例", "行政复议法"}) {
			t.Errorf("%v %v", r.Laws(), r.Names())
		}
		if r.Lookup("条例") != a || r.Lookup("复议法") != b || r.Lookup("信访工作条例") != a || r.Lookup("《条例》") != nil || r.Lookup("") != nil {
			t.Error("a name leads to the wrong law")
		}
	}
	if r := NewRegistry([]*Law{{Source: "content/laws/x.yaml", Name: "甲"}, {Source: "content/laws/y.yaml"}}, &problems); r.Lookup("甲") == nil || len(r.Names()) != 1 {
		t.Error("laws that were not read from files")
	}
}

// The laws of the example site, held against the deadlines that the project
// was given (facts, section A1).
func TestExampleLaws(t *testing.T) {
	files, err := filepath.Glob("../../content/laws/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var problems problem.List
	var laws []*Law
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		laws = append(laws, Parse(filepath.ToSlash(name), string(text), &problems))
	}
	r := NewRegistry(laws, &problems)
	if problems.Len() > 0 {
		t.Fatal(problems.Sorted())
	}
	l := r.Lookup("信访工作条例")
	for _, c := range []struct {
		article int
		limit   string
	}{
		{22, "自收到之日起15日"}, {23, "自收到之日起15日"}, {23, "5个工作日"}, {34, "自受理之日起60日，可延长30日"}, {35, "30日"}, {36, "30日"},
	} {
		limit, err := ParseLimit(c.limit)
		a := l.Article(ArticleID{Number: c.article})
		if err != nil || a == nil || !slices.ContainsFunc(a.Limits, func(l ArticleLimit) bool { return limit.Agrees(l.Limit) }) {
			t.Errorf("第%d条 does not set %s: %+v, %v", c.article, c.limit, a, err)
		}
	}
}

// Of a name that two laws have, nobody can say which law is meant; a full name
// goes before another law's short one.
func TestDisputed(t *testing.T) {
	var problems problem.List
	var laws []*Law
	for i, text := range []string{
		"name: 甲法\nshort: [短]\narticles: {1: {gist: 一。}}\n",
		"name: 甲法\narticles: {2: {gist: 二。}}\n",
		"name: 乙法\nshort: [短, 丙法]\narticles: {1: {gist: 一。}}\n",
		"name: 丙法\narticles: {1: {gist: 一。}}\n",
	} {
		laws = append(laws, Parse(fmt.Sprintf("%d.yaml", i), text, &problems))
	}
	r := NewRegistry(laws, &problems)
	for name, want := range map[string]bool{"甲法": true, "短": true, "乙法": false, "丙法": false, "丁法": false} {
		if got := r.Disputed(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := told(&problems); len(got) != 3 {
		t.Errorf("told %q", got)
	}
}
