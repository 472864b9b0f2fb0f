package plan

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"daoyin/internal/content"
	"daoyin/internal/flow"
	"daoyin/internal/markdown"
	"daoyin/internal/problem"
)

const guideMap = `标题 该找谁
起点 从这里开始
判断 跟谁有关？
  单位 → 劳动仲裁
  政府 → 行政复议
终点 劳动仲裁
终点 行政复议`

// asked plans a guide with flows.
func asked(t *testing.T, front string, flows ...string) *Map {
	t.Helper()
	var problems problem.List
	parser := markdown.NewParser(flow.RouteMap.String(), flow.GuideMap.String())
	p := content.ParsePage(parser, "content/guides/who.md", []byte("---\ntitle: 题\n"+front+"---\n\n"+strings.Join(flows, "\n")), &problems)
	m := New(site(p), now, &problems)
	for _, p := range problems.Sorted() {
		if p.Severity == problem.Error {
			t.Fatalf("%+v", p)
		}
	}
	return m
}

func fence(kind, source string) string { return "```" + kind + "\n" + source + "\n```\n" }

// addresses returns the path of every step's page, by kind of page and title.
func addresses(m *Map) map[string]string {
	found := map[string]string{}
	for _, e := range m.Entries {
		if e.Questions != nil {
			found[string(e.Kind)+" "+m.Title(e)] = e.Path
		}
	}
	return found
}

func TestEveryStepOfAGuideMapHasAPage(t *testing.T) {
	m := asked(t, "", fence("路线图", "标题 路\n主体 甲\n起点 一 @甲\n终点 二"), fence("导引图", guideMap))
	got := addresses(m)
	for _, want := range []string{"question 从这里开始", "question 跟谁有关？", "destination 劳动仲裁", "destination 行政复议"} {
		if !strings.HasPrefix(got[want], "guides/who/") || len(got[want]) != len("guides/who/000000.html") {
			t.Errorf("%s: %q", want, got[want])
		}
	}
	if len(got) != 4 {
		t.Errorf("%d pages: %v", len(got), got)
	}
	guide := m.BySource("content/guides/who.md")
	p := m.Page(guide)
	if q := m.Questions(p, &p.Flows[1]); q == nil || m.Title(q.First(&p.Flows[1])) != "从这里开始" || q.First(&p.Flows[1]).Parent != guide {
		t.Errorf("questions: %+v", q)
	}
	if m.Questions(p, &p.Flows[0]) != nil {
		t.Error("a 路线图 has questions")
	}
}

func TestNoQuestionsOfAPageThatIsNotShown(t *testing.T) {
	if got := addresses(asked(t, "draft: true\n", fence("导引图", guideMap))); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

// What is printed on a slip must lead to the same answer for ever.
func TestAddressesStayWhenStepsMove(t *testing.T) {
	before := addresses(asked(t, "", fence("导引图", guideMap)))
	changed := strings.Replace(guideMap, "终点 劳动仲裁\n终点 行政复议", "终点 行政复议\n终点 信访\n终点 劳动仲裁", 1)
	changed = strings.Replace(changed, "  政府", "  都不是 → 信访\n  政府", 1)
	after := addresses(asked(t, "", fence("导引图", changed)))
	for page, path := range before {
		if after[page] != path {
			t.Errorf("%s: %s became %s", page, path, after[page])
		}
	}
	if len(after) != len(before)+1 {
		t.Errorf("%d pages, then %d", len(before), len(after))
	}
}

func TestTwoGuideMapsOfAPageDoNotMeet(t *testing.T) {
	m := asked(t, "", fence("导引图", guideMap), fence("导引图", guideMap))
	var paths []string
	for _, e := range m.Entries {
		if e.Questions != nil {
			paths = append(paths, e.Path)
		}
	}
	slices.Sort(paths)
	if len(paths) != 8 || len(slices.Compact(paths)) != 8 {
		t.Errorf("%v", paths)
	}
}

// So many steps that some have the same number by themselves.
func TestNoTwoStepsHaveOneAddress(t *testing.T) {
	var steps []flow.Step
	for i := range 4000 {
		steps = append(steps, flow.Step{Anchor: "第" + itoa(i)})
	}
	byName := func() map[string]string {
		found := map[string]string{}
		for i, number := range numbers(&content.Flow{Graph: &flow.Graph{Steps: steps}}) {
			found[steps[i].Anchor] = number
		}
		return found
	}
	before := byName()
	taken := map[string]bool{}
	for _, number := range before {
		taken[number] = true
	}
	if len(taken) != len(steps) {
		t.Errorf("%d addresses of %d steps", len(taken), len(steps))
	}
	slices.Reverse(steps)
	if !maps.Equal(before, byName()) {
		t.Error("addresses depend on the order of steps")
	}
}
