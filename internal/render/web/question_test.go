package web

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"daoyin"
	"daoyin/internal/calendar"
	"daoyin/internal/content"
	"daoyin/internal/flow"
	"daoyin/internal/flow/flowtest"
	"daoyin/internal/law"
	"daoyin/internal/markdown"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
	"daoyin/internal/yaml"
)

// asked makes the pages of the 导引图 of a guide, by path.
func asked(t *testing.T, source string) (*plan.Questions, *content.Flow, map[string]string) {
	t.Helper()
	var problems problem.List
	parser := markdown.NewParser(flow.RouteMap.String(), flow.GuideMap.String())
	page := content.ParsePage(parser, "content/guides/x.md",
		[]byte("---\ntitle: 题\nreviewed: 2026-11-20\n---\n\n```导引图\n"+source+"\n```\n"), &problems)
	registry := law.NewRegistry([]*law.Law{law.Parse("content/laws/tiaoli.yaml",
		"name: 信访工作条例\narticles:\n  22: {gist: 登记和转送。}\n", &problems)}, &problems)
	settings := &content.Settings{Title: "站名", Address: yaml.Text{Value: "https://www.example.gov.cn/"}, Places: []content.Place{
		{Name: "市信访接待中心", Address: "某路（示例）", Hours: "工作日", Phone: "0598-×××（示例）", URL: "https://www.example.gov.cn/", Note: "可以问。"},
		{Name: "网上信访", Phone: "123 45"}}}
	m := plan.New(content.Assemble(settings, nil, registry, []*content.Page{page}, nil), time.Date(2026, 11, 22, 0, 0, 0, 0, calendar.Zone), &problems)
	for _, p := range problems.Sorted() {
		if p.Severity == problem.Error {
			t.Fatalf("%+v", p)
		}
	}
	layouts, assets, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	r := New(m, layouts, assets, undrawn)
	q := m.Questions(page, &page.Flows[0])
	pages := map[string]string{}
	for _, e := range q.Steps {
		out, err := r.AppendEntry(nil, e, new(problem.List))
		if err != nil {
			t.Fatal(err)
		}
		pages[e.Path] = string(out)
	}
	return q, &page.Flows[0], pages
}

// stepRead is what the page of a step says.
type stepRead struct {
	Number                  int
	Kind, Map, Stage, Title string
	Who, Limit, Place       string
	Notes, Materials, Basis []string
	Links                   []string // words and address
	Out                     []string // label and number of the step it leads to
}

// readPages rebuilds the flow from its pages.
func readPages(t *testing.T, pages map[string]string) []stepRead {
	t.Helper()
	numbers := map[string]int{}
	mains := map[string]*element{}
	for p, html := range pages {
		main := readMain(t, html)
		n, err := strconv.Atoi(strings.Trim(main.first("p.again span"), "（这是第步）"))
		if err != nil {
			t.Fatalf("%s has no number: %v", p, err)
		}
		mains[p], numbers[p] = main, n
	}
	steps := make([]stepRead, len(pages))
	for p, main := range mains {
		steps[numbers[p]-1] = readStep(p, main, numbers)
	}
	return steps
}

func readStep(p string, main *element, numbers map[string]int) stepRead {
	s := stepRead{
		Number: numbers[p], Kind: strings.TrimPrefix(main.all("article.ask")[0].attr["class"], "ask "),
		Map: main.first("p.map b"), Stage: main.first("p.map span"), Title: main.first("h1"),
		Who: main.first("section.place p.who b"), Place: main.first("section.place p.name"),
		Notes: main.texts("p.say"), Materials: main.texts("section.bring li"), Basis: main.texts("section.basis a"),
	}
	if days := main.all("section.days p"); len(days) > 0 {
		s.Limit = strings.TrimSuffix(days[0].first("b"), "内")
		for _, more := range days[0].texts("span") {
			if strings.HasPrefix(more, "自") {
				s.Limit = more + s.Limit
			} else {
				s.Limit += "，" + more
			}
		}
	}
	for _, a := range main.all("section.see a") {
		s.Links = append(s.Links, a.text()+" "+a.attr["href"])
	}
	for _, a := range main.all("ul.outcomes a") {
		label := a.first("b")
		switch s.Kind {
		case "start":
			s.Title, s.Map, label = label, s.Title, ""
		case "work":
			label = ""
		}
		file, _, _ := strings.Cut(a.attr["href"], "#")
		s.Out = append(s.Out, label+" → "+strconv.Itoa(numbers[path.Join(path.Dir(p), file)]))
	}
	return s
}

// says is what the pages should say of a flow.
func says(f *content.Flow) []stepRead {
	var steps []stepRead
	for i, step := range f.Steps {
		s := stepRead{Number: i + 1, Kind: kinds[step.Kind], Map: f.Title, Title: step.Title, Place: step.Place.Text}
		if step.Stage >= 0 {
			s.Stage = f.Stages[step.Stage].Title
		}
		if step.Actor >= 0 {
			s.Who = f.Actors[step.Actor]
		}
		if step.Limit != nil {
			s.Limit = step.Limit.String()
		}
		for _, note := range f.Notes[i] {
			s.Notes = append(s.Notes, note.Text())
		}
		for _, m := range step.Materials {
			s.Materials = append(s.Materials, m.Text)
		}
		for _, b := range step.Basis {
			s.Basis = append(s.Basis, "《"+b.Law+"》"+b.Part())
		}
		for _, l := range step.Links {
			if strings.HasPrefix(l.Target, "https:") { // the other pages are not there
				s.Links = append(s.Links, l.Text+" "+l.Target)
			}
		}
		for _, a := range step.Out {
			s.Out = append(s.Out, a.Label+" → "+strconv.Itoa(a.To+1))
		}
		steps = append(steps, s)
	}
	return steps
}

// differ tells the first step of which the pages say something else.
func differ(f *content.Flow, read []stepRead) string {
	want := says(f)
	for i := range want {
		if got, want := fmt.Sprintf("%+v", read[i]), fmt.Sprintf("%+v", want[i]); got != want {
			return "got  " + got + "\nwant " + want
		}
	}
	return ""
}

// Read back, the pages give the flow they were made of. DAOYIN_FLOWS says of
// how many flows that is seen to.
func TestQuestionsLoseNothing(t *testing.T) {
	flows := 100
	if n, err := strconv.Atoi(os.Getenv("DAOYIN_FLOWS")); err == nil {
		flows = n
	}
	for seed := range uint64(flows) {
		g := flowtest.Random(rand.New(rand.NewPCG(seed, 13)), flowtest.Options{Kind: flow.GuideMap})
		_, f, pages := asked(t, string(flow.Format(g)))
		if len(pages) != len(g.Steps) {
			t.Fatalf("seed %d: %d pages of %d steps", seed, len(pages), len(g.Steps))
		}
		if d := differ(f, readPages(t, pages)); d != "" {
			t.Fatalf("seed %d:\n%s\nin\n%s", seed, d, flow.Format(g))
		}
		checkPlacesOnPages(t, pages)
	}
}

var stepPage = regexp.MustCompile(`^\d{6}\.html$`)

// checkPlacesOnPages sees to it that every link between the pages arrives, at
// the place it names, and that every page but a first one has a way back.
func checkPlacesOnPages(t *testing.T, pages map[string]string) {
	t.Helper()
	mains := map[string]*element{}
	for p, html := range pages {
		mains[p] = readMain(t, html)
	}
	for p, main := range mains {
		for _, a := range main.all("a") {
			file, place, _ := strings.Cut(a.attr["href"], "#")
			target := mains[path.Join(path.Dir(p), file)]
			if !stepPage.MatchString(file) && !strings.HasPrefix(a.attr["href"], "#") {
				continue // to another page of the site, or elsewhere
			}
			if target == nil || !strings.Contains(pages[path.Join(path.Dir(p), file)], `id="`+place+`"`) {
				t.Fatalf("%s: %q arrives nowhere", p, a.attr["href"])
			}
		}
		if vias, ways := len(main.all("span.via")), len(main.all("div.way")); vias != ways {
			t.Fatalf("%s: %d ways, %d places that name them", p, ways, vias)
		}
		if len(main.all("p.back a")) == 0 && main.all("article.start") == nil {
			t.Fatalf("%s: no way back", p)
		}
	}
}

const whom = `标题 该找谁
副题 答几问
主体 您 | 机关
起点 从这里开始 @您
判断 跟谁有关？ @您
  单位 → 劳动仲裁
  政府 → 哪种事？
  不清楚 → 先问一问
判断 哪种事？ @您
  处罚 → 先问一问
  许可 → 先问一问
  说错了 → 跟谁有关？
终点 劳动仲裁 @机关
  说明 先**调解**
  期限 自受理之日起45日，可延长15日
  依据 《信访工作条例》第二十二条
  材料 身份证
  地点 市信访接待中心
  链接 去看 https://www.example.gov.cn/
终点 先问一问 @机关
  地点 网上信访`

// What the test below reads must change with every fault it is to find.
func TestTheReaderFindsFaults(t *testing.T) {
	for _, fault := range [][2]string{
		{"<b>单位</b>", "<b>政府</b>"},
		{"<b>不清楚</b>", "<b></b>"},
		{`<li><a href="`, `<li><a href="999999.html#"><b>又</b></a></li><li><a href="`},
		{"45日内", "60日内"},
		{"自受理之日起", ""},
		{"可延长15日", "可延长30日"},
		{"<b>机关</b>", "<b>您</b>"},
		{"<h1>哪种事？</h1>", "<h1>哪件事？</h1>"},
		{"<li>身份证</li>", ""},
		{"调解", "和解"},
		{"第二十二条</a>", "第二十三条</a>"},
		{`class="ask end"`, `class="ask work"`},
	} {
		_, f, pages := asked(t, whom)
		if d := differ(f, readPages(t, pages)); d != "" {
			t.Fatalf("without a fault:\n%s", d)
		}
		planted := false
		for p, html := range pages {
			if at := strings.Index(html, "<article"); strings.Contains(html[at:], fault[0]) {
				pages[p] = html[:at] + strings.Replace(html[at:], fault[0], fault[1], 1)
				planted = true
			}
		}
		if !planted || differ(f, readPages(t, pages)) == "" {
			t.Errorf("%s for %s: planted %v, not found", fault[1], fault[0], planted)
		}
	}
}

// page returns the article of the step with that title.
func article(t *testing.T, q *plan.Questions, f *content.Flow, pages map[string]string, title string) string {
	t.Helper()
	i := slices.IndexFunc(f.Steps, func(s flow.Step) bool { return s.Title == title })
	html := pages[q.Steps[i].Path]
	return html[strings.Index(html, "<article"):]
}

func TestQuestionPageTellsWhereItsReaderIs(t *testing.T) {
	q, f, pages := asked(t, whom)
	number := func(title string) string {
		i := slices.IndexFunc(f.Steps, func(s flow.Step) bool { return s.Title == title })
		return path.Base(q.Steps[i].Path)
	}
	for _, c := range []struct{ page, want string }{
		{"从这里开始", `<h1>该找谁</h1><p class="lead">答几问</p>`},
		{"从这里开始", `<a href="` + number("跟谁有关？") + `#w1"><b>从这里开始</b><span>第一问：跟谁有关？</span></a>`},
		{"跟谁有关？", `第1问`},
		{"跟谁有关？", `<b>政府</b><span>下一问：哪种事？</span>`},
		{"跟谁有关？", `<b>不清楚</b><span>答案：先问一问</span>`},
		{"哪种事？", `第2问`},
		{"哪种事？", `<a href="` + number("先问一问") + `#w2"><b>处罚</b>`},
		{"哪种事？", `<a href="` + number("先问一问") + `#w3"><b>许可</b>`},
		{"哪种事？", `<a href="` + number("跟谁有关？") + `#ask"><b>说错了</b><span>回到：跟谁有关？</span></a>`},
		{"哪种事？", `<span>跟谁有关？</span><b>政府</b>`},
		{"哪种事？", `<a href="` + number("跟谁有关？") + `#w1">回上一问：跟谁有关？</a>`},
		{"劳动仲裁", `<b>45日内</b><span>自受理之日起</span><span>可延长15日</span>`},
		{"劳动仲裁", `<p class="tel">电话 <b>0598-×××（示例）</b></p>`},
		{"劳动仲裁", `<a href="../../laws/tiaoli.html#第22条">《信访工作条例》第二十二条</a><span>登记和转送。</span>`},
		{"劳动仲裁", `<strong>核对于 2026-11-20</strong>`},
		{"劳动仲裁", `<p>https://www.example.gov.cn/guides/x/`},
		{"先问一问", `<a href="tel:12345">拨打 <b>123 45</b></a>`},
		{"先问一问", `<span class="via" id="w3"></span>`},
		{"先问一问", `<a href="../x.html#导引图-先问一问">`},
	} {
		if html := article(t, q, f, pages, c.page); !strings.Contains(html, c.want) {
			t.Errorf("%s: no %s in\n%s", c.page, c.want, html)
		}
	}
	if html := article(t, q, f, pages, "跟谁有关？"); strings.Contains(html, "最多") {
		t.Errorf("a bound is told although one can go round in a circle:\n%s", html)
	}
}

// However many ways lead to a step, its page tells so many as the style sheet
// can tell apart, says that there are more, and links name no place that is not there.
func TestManyWaysToOneStep(t *testing.T) {
	var source strings.Builder
	source.WriteString("标题 题\n起点 始\n")
	for i := range 20 {
		fmt.Fprintf(&source, "判断 第%d问？\n  是 → 完\n  否 → %s\n", i+1, map[bool]string{true: fmt.Sprintf("第%d问？", i+2), false: "另完"}[i < 19])
	}
	source.WriteString("终点 完\n终点 另完\n")
	q, f, pages := asked(t, source.String())
	html := article(t, q, f, pages, "完")
	if n := strings.Count(html, `<div class="way">`); n != mostWays || !strings.Contains(html, "还有8条路") {
		t.Errorf("%d ways in\n%s", n, html)
	}
	checkPlacesOnPages(t, pages)
	sheet, err := fs.ReadFile(daoyin.Files, "static/css/question.css")
	if err != nil {
		t.Fatal(err)
	}
	told := func(n int) bool {
		return strings.Contains(string(sheet), fmt.Sprintf(".via:nth-of-type(%d):target ~ .pair .way:nth-of-type(%[1]d)", n))
	}
	if !told(1) || !told(mostWays) || told(mostWays+1) {
		t.Errorf("the style sheet does not tell %d ways apart", mostWays)
	}
	if html := article(t, q, f, pages, "第3问？"); !strings.Contains(html, "第3问，后面最多还有17问") {
		t.Errorf("no progress in\n%s", html)
	}
}
