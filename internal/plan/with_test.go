package plan

import (
	"fmt"
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
		s := fmt.Sprint(e.Kind, e.Medium, e.Path, e.Title, e.Source, e.Year, e.Number, e.Step, e.Law, e.Flow, fmt.Sprintf("%p", e.Page),
			list(e.Items), list(e.Series), list(e.Prints), list([]*Entry{e.Parent, e.Prev, e.Next, e.Target, m.BySource(e.Source), m.ByTag(e.Title), m.ByLaw(e.Law)}))
		if e.Questions != nil {
			s += fmt.Sprint(list(e.Questions.Steps), numbers[e.Questions.Chart], e.Questions == m.Questions(e.Questions.Flow))
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
	before := asked(t, "approved: {by: 科室, on: 2026-11-01}\n", fence("导引图", guideMap)).Site.Pages
	for i := range 50 {
		before = append(before, page(fmt.Sprintf("content/notices/n%02d.md", i), fmt.Sprintf("title: 公告%d\ndate: 20%d-01-01\ntags: [甲]", i, 20+i%3)))
	}
	before = append(before, page("content/notices.md", "title: 公告"), page("content/faq/a.md", "title: 问"))
	when := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	m := New(site(before...), when, new(problem.List))
	for _, n := range []int{5, len(before) - 1, len(before) - 2, 5} {
		pages := append([]*content.Page(nil), before...)
		old := pages[n]
		again := *old
		pages[n] = &again
		now := site(pages...)
		when = when.Add(time.Second)
		next := m.With(now, when, old, &again)
		if next == nil {
			t.Fatalf("%s: not taken over", old.Source)
		}
		if diff := same(next, New(now, when, new(problem.List))); diff != "" {
			t.Fatalf("%s:\n%s", old.Source, diff)
		}
		m, before = next, pages
	}
}

func TestPlansAreNotTakenOverWhenTheyWouldDiffer(t *testing.T) {
	m, _ := planned(t, page("content/faq/a.md", "title: 甲"))
	old := m.Site.Pages[0]
	flowed := *old
	flowed.Flows = make([]content.Flow, 1)
	for what, now := range map[string]*content.Page{
		"title":   page("content/faq/a.md", "title: 乙"),
		"address": page("content/faq/a.md", "title: 甲\nslug: b"),
		"tags":    page("content/faq/a.md", "title: 甲\ntags: [丙]"),
		"draft":   page("content/faq/a.md", "title: 甲\ndraft: true"),
		"page":    page("content/faq/b.md", "title: 甲"),
		"flow":    &flowed,
	} {
		if m.With(site(now), m.At, old, now) != nil {
			t.Errorf("another %s is taken over", what)
		}
	}
}
