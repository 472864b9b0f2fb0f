package flow_test

import (
	"slices"
	"testing"

	"daoyin/internal/flow"
	"daoyin/internal/law"
	"daoyin/internal/problem"
)

func TestQueries(t *testing.T) {
	g, _ := parse(flow.RouteMap, sound)
	// 0 提出诉求  1 有没有法定途径？  2 导入法定途径  3 登记  4 转送、交办  5 调查办理
	// 6 同意答复吗？  7 复查  8 同意复查意见吗？  9 复查 [复核]  10 程序终结
	if got, want := g.MainLine(), []int{0, 1, 3, 4, 5, 6, 10}; !slices.Equal(got, want) {
		t.Errorf("main line: got %v, want %v", got, want)
	}
	if got, want := g.StageSteps(2), []int{7, 8, 9, 10}; !slices.Equal(got, want) {
		t.Errorf("steps of the last stage: got %v, want %v", got, want)
	}
	if got := g.StageSteps(-1); got != nil {
		t.Errorf("steps before the first stage: got %v", got)
	}
	if got := g.Starts(); !slices.Equal(got, []int{0}) {
		t.Errorf("starts: got %v", got)
	}
	var in []int
	for _, way := range g.In(10) {
		in = append(in, way.From)
	}
	if want := []int{6, 8, 9}; !slices.Equal(in, want) {
		t.Errorf("arrows into the end: got %v, want %v", in, want)
	}
	exits := g.SideExits(8)
	if len(exits) != 2 || exits[0].Label != "有新的事实" || !g.Back(8, exits[0]) || g.Back(8, exits[1]) {
		t.Errorf("side exits: got %+v", exits)
	}
	if exits := g.SideExits(0); exits != nil {
		t.Errorf("side exits of a start: got %+v", exits)
	}
	if next, ok := g.MainNext(8); !ok || next != 10 {
		t.Errorf("main line after a question: got %d, %v", next, ok)
	}
	if _, ok := g.MainNext(10); ok {
		t.Error("the main line goes on after an end")
	}
	if g.Number(0) != 1 {
		t.Errorf("the first step has number %d", g.Number(0))
	}
}

func TestAside(t *testing.T) {
	g, problems := parse(flow.GuideMap, `标题 图
起点 头
判断 问
  甲 → 主
  乙 → 旁一
  丙 → 旁二
  丁 → 合
  戊 → 远
终点 旁一
步骤 旁二
  → 合
步骤 合
判断 主
  好 → 完
  不 → 再问
判断 再问
  好 → 完
  不 → 头
终点 远
终点 完
`)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := map[string]string{"旁一": "问", "旁二": "问"} // 合 has two ways in, 再问 is a question, 远 stands elsewhere
	for i, s := range g.Steps {
		got := ""
		if d, ok := g.Aside(i); ok {
			got = g.Steps[d].Title
		}
		if got != want[s.Title] {
			t.Errorf("%s: beside %q, want %q", s.Title, got, want[s.Title])
		}
	}
}

func TestEqualSeesEverythingButPlaces(t *testing.T) {
	read := func() *flow.Graph { g, _ := parse(flow.RouteMap, sound); return g }
	for what, change := range map[string]func(*flow.Graph){
		"kind":     func(g *flow.Graph) { g.Kind = flow.GuideMap },
		"title":    func(g *flow.Graph) { g.Title = "" },
		"subtitle": func(g *flow.Graph) { g.Subtitle = "" },
		"actors":   func(g *flow.Graph) { g.Actors[0] = "" },
		"stages":   func(g *flow.Graph) { g.Stages[0].Title = "" },
		"steps":    func(g *flow.Graph) { g.Steps = g.Steps[1:] },
		"name":     func(g *flow.Graph) { g.Steps[0].Name = "" },
		"head":     func(g *flow.Graph) { g.Steps[0].Title = "" },
		"what":     func(g *flow.Graph) { g.Steps[0].Kind = flow.Work },
		"who":      func(g *flow.Graph) { g.Steps[0].Actor = -1 },
		"stage":    func(g *flow.Graph) { g.Steps[0].Stage = -1 },
		"notes":    func(g *flow.Graph) { g.Steps[0].Notes = nil },
		"no limit": func(g *flow.Graph) { g.Steps[4].Limit = nil },
		"limit":    func(g *flow.Graph) { g.Steps[4].Limit.Unit = law.Workday },
		"basis":    func(g *flow.Graph) { g.Steps[0].Basis[1].Paragraph = 2 },
		"bring":    func(g *flow.Graph) { g.Steps[7].Materials[0].Text = "" },
		"place":    func(g *flow.Graph) { g.Steps[7].Place.Text = "" },
		"link":     func(g *flow.Graph) { g.Steps[7].Links[0].Target = "" },
		"label":    func(g *flow.Graph) { g.Steps[1].Out[0].Label = "" },
		"to":       func(g *flow.Graph) { g.Steps[1].Out[0].To = 0 },
		"implied":  func(g *flow.Graph) { g.Steps[0].Out[0].Implied = false },
		"anchor":   func(g *flow.Graph) { g.Steps[0].Anchor = "" },
	} {
		g := read()
		if change(g); flow.Equal(g, read()) {
			t.Errorf("%s: a difference is not seen", what)
		}
	}
	moved, _ := parse(flow.RouteMap, "\n# 附注\n"+sound)
	if !flow.Equal(moved, read()) {
		t.Error("places make a difference")
	}
}

// A block inside a list begins further right.
func TestPlacesCountFromWhereTheLineBegins(t *testing.T) {
	var problems problem.List
	var lines []flow.Line
	for i, text := range []string{"标题 𠮷图", "主体 甲", "起点 一 @甲", "  → 𠮷𠮷𠮷 ", "终点 二"} {
		lines = append(lines, flow.Line{Text: text, At: problem.Position{File: "a.md", Line: 40 + i, Column: 5}})
	}
	flow.Parse(flow.RouteMap, problem.Position{File: "a.md", Line: 39, Column: 5}, lines, &problems)
	want := problem.Position{File: "a.md", Line: 43, Column: 9}
	if all := problems.Sorted(); len(all) != 1 || all[0].Position != want || all[0].Code != "flow-target" {
		t.Errorf("got %+v", all)
	}
}
