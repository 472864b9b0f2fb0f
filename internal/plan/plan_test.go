package plan

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"daoyin/internal/calendar"
	"daoyin/internal/content"
	"daoyin/internal/law"
	"daoyin/internal/markdown"
	"daoyin/internal/problem"
	"daoyin/internal/yaml"
)

var now = time.Date(2026, 11, 22, 9, 0, 0, 0, calendar.Zone)

// page makes a page from a source path and front matter.
func page(source, front string) *content.Page {
	var problems problem.List
	p := content.ParsePage(markdown.NewParser("路线图"), source, []byte("---\n"+front+"\n---\n\n正文。\n"), &problems)
	if problems.Len() > 0 {
		panic(fmt.Sprint(problems.Sorted()))
	}
	return p
}

func site(pages ...*content.Page) *content.Site {
	settings := &content.Settings{Title: "站名", Address: yaml.Text{Value: "https://www.example.gov.cn/xinfang/"}}
	return content.Assemble(settings, nil, law.NewRegistry(nil, nil), pages, nil)
}

func planned(t *testing.T, pages ...*content.Page) (*Map, []problem.Problem) {
	t.Helper()
	var problems problem.List
	return New(site(pages...), now, &problems), problems.Sorted()
}

func paths(entries []*Entry) string {
	var all []string
	for _, e := range entries {
		all = append(all, e.Path)
	}
	return strings.Join(all, " ")
}

func TestOnlyWhatIsShownNowIsPlanned(t *testing.T) {
	m, _ := planned(t,
		page("content/guides/draft.md", "title: 草稿\ndraft: true"),
		page("content/guides/future.md", "title: 以后\nfrom: 2026-11-23"),
		page("content/guides/over.md", "title: 以前\nuntil: 2026-11-21"),
		page("content/guides/today.md", "title: 到今天\nuntil: 2026-11-22"),
		page("content/notices/tomorrow.md", "title: 明天的公告\ndate: 2026-11-23"),
	)
	if got := paths(m.Guides.Items); got != "guides/today.html" {
		t.Errorf("guides: %s", got)
	}
	if m.Notices.Items != nil {
		t.Errorf("notices: %s", paths(m.Notices.Items))
	}
}

func TestGuidesStandByGroupThenWeight(t *testing.T) {
	m, _ := planned(t,
		page("content/guides/a.md", "title: 甲\ntags: [乙组]\nweight: 30"),
		page("content/guides/b.md", "title: 乙\ntags: [甲组]\nweight: 20"),
		page("content/guides/c.md", "title: 丙\ntags: [乙组]\nweight: 10"),
		page("content/guides/0.md", "title: 没有分组，没有次序"),
		page("content/guides/d.md", "title: 丁\ntags: [甲组]\nweight: 20"),
	)
	if got := paths(m.Guides.Items); got != "guides/c.html guides/a.html guides/b.html guides/d.html guides/0.html" {
		t.Errorf("guides: %s", got)
	}
	c, b := m.BySource("content/guides/c.md"), m.BySource("content/guides/b.md")
	if c.Prev != nil || c.Next != m.BySource("content/guides/a.md") || b.Prev != c.Next {
		t.Error("previous and next do not follow the order of the list")
	}
}

func TestLongListsArePaged(t *testing.T) {
	var pages []*content.Page
	for i := range 45 {
		pages = append(pages, page(fmt.Sprintf("content/notices/n%02d.md", i), fmt.Sprintf("title: 公告\ndate: %d-03-%02d\ntags: [标签]", 2025+i%2, 1+i%28)))
	}
	m, problems := planned(t, pages...)
	if problems != nil {
		t.Fatal(problems)
	}
	if got := paths(m.Notices.Series); got != "notices.html notices-2.html notices-3.html" {
		t.Errorf("series: %s", got)
	}
	if got := paths(m.Years); got != "notices-y2026.html notices-y2025.html" {
		t.Errorf("years: %s", got)
	}
	if got := paths(m.ByTag("标签").Series); got != "tags/标签.html tags/标签-2.html tags/标签-3.html" {
		t.Errorf("tag: %s", got)
	}
	seen := map[*Entry]int{}
	newest := time.Time{}
	for _, list := range m.Notices.Series {
		for _, e := range list.Items {
			seen[e]++
			if d := m.Page(e).Front.Date.Begin(); !newest.IsZero() && d.After(newest) {
				t.Error("a newer notice stands after an older one")
			} else {
				newest = d
			}
		}
	}
	if len(seen) != 45 {
		t.Errorf("%d notices in the list, want 45", len(seen))
	}
	for _, list := range m.Notices.Series {
		if !slices.Contains(m.Entries, list) {
			t.Errorf("%s is not planned", list.Path)
		}
	}
}

func TestOneAddressForOnePage(t *testing.T) {
	_, problems := planned(t,
		page("content/guides/a.md", "title: 甲"),
		page("content/guides/b.md", "title: 乙\nslug: A"),
		page("content/guides/c.md", "title: 丙\naliases: [guides/a.html, old/c, older/]"),
		page("content/search.md", "title: 平页"),
		page("content/sub/manifest.md", "title: 平页"),
	)
	var got []string
	for _, p := range problems {
		got = append(got, fmt.Sprintf("%s:%d %s", p.File, p.Line, p.Code))
	}
	want := []string{"content/guides/b.md:3 path-taken", "content/guides/c.md:3 path-taken"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAliasesLeadToThePage(t *testing.T) {
	m, _ := planned(t, page("content/guides/c.md", "title: 丙\naliases: [/old/c, older/]"))
	var got []string
	for _, e := range m.Entries {
		if e.Kind == Redirect {
			got = append(got, e.Path+" → "+e.Href(e.Target))
		}
	}
	if fmt.Sprint(got) != "[old/c.html → ../guides/c.html older/index.html → ../guides/c.html]" {
		t.Errorf("got %v", got)
	}
}

func TestIntroductionFurnishesAList(t *testing.T) {
	m, _ := planned(t, page("content/guides.md", "title: 怎么办事"), page("content/about.md", "title: 关于"))
	if m.Title(m.Guides) != "怎么办事" || m.Page(m.Guides) == nil || m.BySource("content/guides.md") != m.Guides {
		t.Errorf("guides: %+v", m.Guides)
	}
	if about := m.BySource("content/about.md"); about.Kind != Page || about.Path != "about.html" {
		t.Errorf("about: %+v", about)
	}
	if m.BySource("content/faq.md") != m.FAQs {
		t.Error("a list without an introduction cannot be linked to")
	}
}
