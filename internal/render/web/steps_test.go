package web

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"daoyin"
	"daoyin/internal/asset"
	"daoyin/internal/calendar"
	"daoyin/internal/content"
	"daoyin/internal/flow"
	"daoyin/internal/flow/flowtest"
	"daoyin/internal/law"
	"daoyin/internal/layout"
	"daoyin/internal/markdown"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
	"daoyin/internal/yaml"
)

// builtin loads the program's own layouts and static files once.
var builtin = func() func() (*layout.Set, *asset.Set, error) {
	type sets struct {
		layouts *layout.Set
		assets  *asset.Set
	}
	load := sync.OnceValues(func() (sets, error) {
		var problems problem.List
		layouts, err := layout.Load("layouts/web", daoyin.Files, fstest.MapFS{}, &problems)
		if err != nil {
			return sets{}, err
		}
		assets, err := asset.Load(daoyin.Files, fstest.MapFS{}, 0, nil, &problems)
		return sets{layouts, assets}, err
	})
	return func() (*layout.Set, *asset.Set, error) {
		s, err := load()
		return s.layouts, s.assets, err
	}
}()

// renderer makes a renderer of a site with one guide.
func renderer(t *testing.T, body string) (*Renderer, *plan.Entry) {
	t.Helper()
	var problems problem.List
	parser := markdown.NewParser(flow.RouteMap.String(), flow.GuideMap.String())
	page := content.ParsePage(parser, "content/guides/x.md", []byte("---\ntitle: 题\n---\n\n"+body), &problems)
	registry := law.NewRegistry([]*law.Law{law.Parse("content/laws/tiaoli.yaml",
		"name: 信访工作条例\narticles:\n  22: {gist: 登记和转送。}\n", &problems)}, &problems)
	settings := &content.Settings{Title: "站名", Address: yaml.Text{Value: "https://www.example.gov.cn/"},
		Places: []content.Place{{Name: "接待中心", Address: "某路（示例）"}}}
	m := plan.New(content.Assemble(settings, nil, registry, []*content.Page{page}, nil), time.Date(2026, 11, 22, 0, 0, 0, 0, calendar.Zone), &problems)
	layouts, assets, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems.Sorted() {
		if p.Severity == problem.Error {
			t.Fatalf("%+v", p)
		}
	}
	return New(m, layouts, assets, undrawn), m.BySource("content/guides/x.md")
}

func rendered(t *testing.T, body string) string {
	t.Helper()
	r, e := renderer(t, body)
	out, err := r.AppendEntry(nil, e, new(problem.List))
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

const example = "```路线图\n" + `标题 办理路线图
主体 信访人 | 信访部门
起点 提出 @信访人
  材料 身份证
  地点 接待中心
判断 有没有法定途径？ @信访部门
  没有 → 登记
  有 → 导入
  说不清 → 提出
终点 导入 @信访部门
步骤 登记 @信访部门
  期限 自收到之日起15日
  依据 《信访工作条例》第二十二条
判断 转给谁？ @信访部门
  下级 → 办结
  退回 → 提出
终点 办结 @信访人
` + "```\n"

func TestStepsSayWhatTheFlowSays(t *testing.T) {
	page := rendered(t, example)
	for _, want := range []string{
		`<li class="step start a1" id="路线图-提出" value="1">`,
		`<li class="step decision a2" id="路线图-有没有法定途径" value="2">`,
		`<b class="label">有</b><div class="exit end a2" id="路线图-导入">`,
		`<b class="label">说不清</b><div class="exit to"><a href="#路线图-提出">回到第1步 提出</a>`,
		`<p class="main"><b class="label">没有</b>接着往下走</p>`,
		`<span class="who">信访部门</span><span class="limit"><span class="vh">期限：</span>15日内</span>`,
		`自收到之日起算`,
		`<a href="../laws/tiaoli.html#第22条">《信访工作条例》第二十二条</a>`,
		`登记和转送。`,
		`身份证`,
		`<a href="../contact.html#接待中心">接待中心</a>`,
		`<a class="nb" href="x.txt">纯文字版</a>`,
		`<b class="label">退回</b><div class="exit to"><a href="#路线图-提出">回到第1步 提出</a>`,
		`<p class="main"><b class="label">下级</b>接着往下走</p>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	if t.Failed() {
		t.Log(page)
	}
}

var (
	stepID   = regexp.MustCompile(`<(?:li class="step|div class="exit) [^"]*" id="([^"]*)"`)
	number   = regexp.MustCompile(`<span class="no" aria-hidden="true"><i>(\d+)</i>`)
	jump     = regexp.MustCompile(`href="#(路线图-[^"]*)"`)
	labelled = regexp.MustCompile(`<b class="label">([^<]*)</b>`)
)

// Whatever the flow, every step stands once, in the order of the text, every
// label is there, and every jump arrives.
func TestStepsLoseNothingOfRandomFlows(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 7))
		g := flowtest.Random(r, flowtest.Options{})
		source := "```" + g.Kind.String() + "\n" + string(flow.Format(g)) + "```\n"
		page := rendered(t, keepOnly(source))
		ids := map[string]bool{}
		for _, m := range stepID.FindAllStringSubmatch(page, -1) {
			ids[m[1]] = true
		}
		if len(ids) != len(g.Steps) {
			t.Fatalf("seed %d: %d steps in the list, %d in the flow\n%s", seed, len(ids), len(g.Steps), source)
		}
		seen := map[int]bool{}
		for _, m := range number.FindAllStringSubmatch(page, -1) {
			n, err := strconv.Atoi(m[1])
			if err != nil || seen[n] {
				t.Fatalf("seed %d: number %s twice", seed, m[1])
			}
			seen[n] = true
		}
		for _, m := range jump.FindAllStringSubmatch(page, -1) {
			if !ids[m[1]] {
				t.Errorf("seed %d: a jump to %s arrives nowhere", seed, m[1])
			}
		}
		labels := map[string]int{}
		for _, m := range labelled.FindAllStringSubmatch(page, -1) {
			labels[m[1]]++
		}
		for i := range g.Steps {
			for _, a := range g.Steps[i].Out {
				if a.Label == "" {
					continue
				}
				if labels[a.Label]--; labels[a.Label] < 0 {
					t.Errorf("seed %d: label %q of step %d is missing\n%s", seed, a.Label, i+1, source)
				}
			}
		}
		if t.Failed() {
			return
		}
	}
}

// keepOnly drops citations, places and links of a random flow: nothing of them
// is registered here.
func keepOnly(source string) string {
	var out strings.Builder
	for line := range strings.Lines(source) {
		if word := strings.TrimSpace(line); strings.HasPrefix(word, "依据") || strings.HasPrefix(word, "地点") || strings.HasPrefix(word, "链接") {
			continue
		}
		out.WriteString(line)
	}
	return out.String()
}

// What only the exits of a question reach stands under it, with what follows
// there; what anything else reaches too stands in the line.
func TestExitsStandUnderTheirQuestion(t *testing.T) {
	source := `标题 题
主体 甲
起点 一 @甲
判断 二
  否 → 六
  是 → 三
步骤 三
步骤 四
终点 五
步骤 六
  → 四
终点 七`
	for _, c := range []struct{ source, want string }{
		{strings.Replace(source, "  → 四\n", "", 1), "[0 1 5 6] [2 3 4]"},
		{source, "[0 1 3 4 5 6] [2]"},
	} {
		var problems problem.List
		o := newOutline(flow.Parse(flow.RouteMap, problem.Position{Line: 1}, flowtest.Lines(c.source), &problems))
		if got := fmt.Sprint(o.line, o.under[1]); got != c.want {
			t.Errorf("got %s, want %s in\n%s", got, c.want, c.source)
		}
	}
}
