package plan

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"daoyin/internal/content"
	"daoyin/internal/problem"
)

// same tells where two plans differ in what is asked of them; "" if they do not.
func same(a, b *Map) string {
	if len(a.Entries) != len(b.Entries) {
		return fmt.Sprintf("%d and %d entries", len(a.Entries), len(b.Entries))
	}
	numbers := map[*Entry]int{}
	for i := range a.Entries {
		numbers[a.Entries[i]], numbers[b.Entries[i]] = i+1, i+1
	}
	list := func(all []*Entry) (n []int) {
		for _, e := range all {
			n = append(n, numbers[e]) // 0: an entry of neither plan
		}
		return n
	}
	tell := func(m *Map, e *Entry) string {
		title := ""
		if e.Kind != Feed && e.Kind != Index && e.Kind != Robots {
			title = m.Title(e)
		}
		s := fmt.Sprint(e.Kind, e.Medium, e.Path, title, e.Source, e.Year, e.Number, e.Step, e.Law, fmt.Sprintf("%p %p", m.Page(e), m.Flow(e)),
			list(e.Items), list(e.Series), list(e.Prints), list([]*Entry{e.Parent, e.Prev, e.Next, e.Target, m.BySource(e.Source), m.ByPath(e.Path), m.ByTag(title), m.ByLaw(e.Law)}))
		if p := m.Page(e); p != nil {
			for i := range p.Flows {
				if q := m.Questions(p, &p.Flows[i]); q != nil {
					s += fmt.Sprint(list(q.Steps), list([]*Entry{q.Chart, q.First(&p.Flows[i])}))
				}
			}
		}
		if e.Questions != nil {
			s += fmt.Sprint(list(e.Questions.Steps), numbers[e.Questions.Chart])
		}
		return s
	}
	for i := range a.Entries {
		if x, y := tell(a, a.Entries[i]), tell(b, b.Entries[i]); x != y {
			return x + "\n" + y
		}
	}
	ends := func(m *Map) string {
		return fmt.Sprint(list([]*Entry{m.Home, m.Guides, m.FAQs, m.FAQAll, m.Notices, m.Laws, m.Tags, m.Contact, m.Sitemap}), list(m.Years), m.At, m.Site == b.Site)
	}
	if x, y := ends(a), ends(b); x != y {
		return x + "\n" + y
	}
	return ""
}

// A plan that was taken over, once and again, is the plan that would be made.
func TestPlansTakenOverAreThoseMadeAnew(t *testing.T) {
	flowed := func(text string) *content.Page {
		return asked(t, "approved: {by: 科室, on: 2026-11-01}\n", text+"\n\n"+fence("导引图", guideMap), fence("路线图", "标题 路\n主体 甲\n起点 一 @甲\n说明 "+text+"\n终点 二")).Site.Pages[0]
	}
	pages := []*content.Page{flowed("旧")}
	for i := range 50 {
		pages = append(pages, page(fmt.Sprintf("content/notices/n%02d.md", i), fmt.Sprintf("title: 公告%d\ndate: 20%d-01-01\ntags: [甲]", i, 20+i%3)))
	}
	pages = append(pages, page("content/notices.md", "title: 公告"), page("content/faq/a.md", "title: 问"))
	again := func(i int) *content.Page {
		copied := *pages[i]
		return &copied
	}
	when := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	m := New(site(pages...), when, new(problem.List))
	for n, changed := range [][]*content.Page{{again(5)}, {again(51)}, {flowed("新"), again(52)}, {again(5), again(0)}, {flowed("更新\n\n## 标题")},
		{page("content/faq/a.md", "title: 题\nquestion: 另一问？"), page("content/notices.md", "title: 新名\ndescription: 说明"), page("content/notices/n07.md", "title: 新公告\ndate: 2021-01-01\ntags: [甲]")}} {
		now := m.Site.With(changed)
		when = when.Add(time.Second)
		next := m.With(now, when)
		if next == nil {
			t.Fatalf("%d: not taken over", n)
		}
		if diff := same(next, New(now, when, new(problem.List))); diff != "" {
			t.Fatalf("%d:\n%s", n, diff)
		}
		if p := next.Page(next.BySource(changed[0].Source)); p != changed[0] {
			t.Fatalf("%d: the old page", n)
		}
		m = next
	}
}

func TestPlansAreNotTakenOverWhenTheyWouldDiffer(t *testing.T) {
	route := func(step string) *content.Page {
		return asked(t, "", fence("导引图", strings.ReplaceAll(guideMap, "劳动仲裁", step))).Site.Pages[0]
	}
	m, _ := planned(t, page("content/faq/a.md", "title: 甲"), route("仲裁"))
	flowed := *m.Site.Page("content/faq/a.md")
	flowed.Flows = make([]content.Flow, 1)
	for what, now := range map[string]*content.Page{
		"address": page("content/faq/a.md", "title: 甲\nslug: b"),
		"tags":    page("content/faq/a.md", "title: 甲\ntags: [丙]"),
		"date":    page("content/faq/a.md", "title: 甲\ndate: 2026-01-01"),
		"weight":  page("content/faq/a.md", "title: 甲\nweight: 2"),
		"who":     page("content/faq/a.md", "title: 甲\napproved: {by: 科室, on: 2026-11-01}"),
		"end":     page("content/faq/a.md", "title: 甲\nuntil: 2030-01-01"),
		"draft":   page("content/faq/a.md", "title: 甲\ndraft: true"),
		"flow":    &flowed,
		"step":    route("诉讼"),
	} {
		if m.With(m.Site.With([]*content.Page{now}), m.At) != nil {
			t.Errorf("another %s is taken over", what)
		}
	}
	if m.With(site(m.Site.Pages...), m.At) != nil {
		t.Error("another site is taken over")
	}
}
