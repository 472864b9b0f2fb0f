package plan_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"daoyin/internal/calendar"
	"daoyin/internal/content"
	"daoyin/internal/law"
	"daoyin/internal/markdown"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

const (
	screenSettings = "name: 甲\ntitle: 乙\ndescription: 丙\naddress: https://www.example.gov.cn/\ncontact:\n  network: {name: 网, url: \"https://a.gov.cn\"}\n  post: {address: 路}\n  phone: {number: \"1\"}\n  reception: {place: 处, hours: 时}\n  progress: {how: 查}\n"
	screenDays     = "campaigns:\n  - {id: xianfa, name: 宪法日, from: 12-04, until: 12-04}\n  - {id: kongde, name: 空的, from: 12-30, until: 01-02}\n"
	screenMessages = "messages:\n  - {name: chang, title: 常年, evergreen: true}\n  - {name: qi, title: 有期, until: 2026-12-31}\n  - {name: guo, title: 过期, until: 2026-01-31}\n" +
		"  - {name: xf, title: 宪法, campaign: xianfa, days_before: 3}\n"
	approved = "approved: {by: 某科, on: 2026-11-01}\n"
)

// screenSite is a site with one screen that shows what show says.
func screenSite(t *testing.T, show string, pages map[string]string) (*plan.Screen, []problem.Problem) {
	t.Helper()
	files := fstest.MapFS{
		"content/screens/hall.yaml":     {Data: []byte("title: 屏\nkind: led\nwidth: 384\nheight: 192\npitch_mm: 2.5\ndistance_m: 6\nshow:\n" + show)},
		"content/screens/messages.yaml": {Data: []byte(screenMessages)},
	}
	for name, front := range pages {
		files["content/"+name] = &fstest.MapFile{Data: []byte("---\n" + front + "---\n正文。\n")}
	}
	sources, err := content.List(files)
	if err != nil {
		t.Fatal(err)
	}
	var problems problem.List
	parser := markdown.NewParser("路线图", "导引图")
	var all []*content.Page
	for _, name := range sources.Pages {
		all = append(all, content.ParsePage(parser, name, files[name].Data, &problems))
	}
	site := content.Assemble(content.ParseSettings("content/site.yaml", screenSettings, &problems), calendar.Parse("content/calendar.yaml", screenDays, &problems),
		law.NewRegistry(nil, &problems), all, nil)
	if site.Screens, err = content.ReadScreens(files, sources.Screens, parser, &problems); err != nil {
		t.Fatal(err)
	}
	if problems.HasErrors() {
		t.Fatal(problems.Sorted())
	}
	m := plan.New(site, time.Date(2026, 11, 22, 9, 0, 0, 0, calendar.Zone), &problems)
	var own problem.List
	return m.Screens(&own)[0], own.Sorted()
}

func itemWords(i plan.Item) string {
	words := i.Name
	for _, w := range i.When {
		words += " ["
		if !w.From.IsZero() {
			words += w.From.In(calendar.Zone).Format("060102T15")
		}
		words += ","
		if !w.Until.IsZero() {
			words += w.Until.In(calendar.Zone).Format("060102T15")
		}
		words += ")"
	}
	if i.Evergreen {
		words += " *"
	}
	if i.Emergency {
		words += " !"
	}
	return words
}

func TestScreens(t *testing.T) {
	for _, c := range []struct {
		show  string
		pages map[string]string
		items []string
		told  string
	}{
		{"  messages: [chang, qi, guo]\n", nil, []string{"message-chang *", "message-qi [,270101T00)"}, ""},
		{"  contact: true\n  campaigns: [xianfa]\n", nil, []string{"message-xf [261201T00,261205T00) [271201T00,271205T00) [281201T00,281205T00)", "contact *"}, ""},
		{"  contact: true\n  campaigns: [xianfaa]\n", nil, []string{"contact *"}, "9:15 screen-campaign"},
		{"  contact: true\n  campaigns: [kongde]\n", nil, []string{"contact *"}, "9:15 screen-campaign"},
		{"  contact: true\n  messages: [xf, x]\n", nil, []string{"contact *"}, "9:14 screen-message|9:18 screen-message"},
		{"  messages: [guo]\n", nil, nil, "0:0 screen-empty"},
		{"  messages: [qi]\n", nil, []string{"message-qi [,270101T00)"}, "0:0 screen-evergreen"},
		{"  contact: true\n  pages: [faq/a.md]\n", map[string]string{"faq/a.md": "title: 问\n" + approved + "screen: {evergreen: true}\n"}, []string{"faq-a *", "contact *"}, ""},
		{"  contact: true\n  pages: [faq/a.md]\n", map[string]string{"faq/a.md": "title: 问\n"}, []string{"contact *"}, "9:11 screen-approved"},
		{"  contact: true\n  pages: [faq/a.md]\n", map[string]string{"faq/a.md": "title: 问\ndraft: true\n"}, []string{"contact *"}, "9:11 screen-approved"},
		{"  contact: true\n  pages: [faq/b.md]\n", map[string]string{"faq/a.md": "title: 问\n" + approved}, []string{"contact *"}, "9:11 screen-page"},
		{"  contact: true\n  flows: [faq/a.md]\n", map[string]string{"faq/a.md": "title: 问\n" + approved}, []string{"contact *"}, "9:11 screen-page"},
		{"  contact: true\n  tags: [权利]\n  skip: [内部]\n", map[string]string{
			"faq/a.md": "title: 问\ntags: [权利]\n" + approved,
			"faq/b.md": "title: 内\ntags: [权利, 内部]\n" + approved,
			"faq/c.md": "title: 未审\ntags: [权利]\n",
			"faq/d.md": "title: 先\ntags: [权利]\nscreen: {priority: 1}\n" + approved,
		}, []string{"faq-d", "faq-a", "contact *"}, ""},
		{"  contact: true\n  tags: [权力]\n", map[string]string{"faq/a.md": "title: 问\ntags: [权利]\n"}, []string{"contact *"}, "9:10 screen-page"},
		{"  contact: true\n  notices: 2\n", map[string]string{
			"notices/a.md": "title: 旧\ndate: 2026-01-01\nuntil: 2026-12-31\n" + approved,
			"notices/b.md": "title: 中\ndate: 2026-02-01\nuntil: 2026-12-30\n" + approved,
			"notices/c.md": "title: 将来\ndate: 2026-12-01\nuntil: 2026-12-02 12:00\n" + approved,
			"notices/d.md": "title: 完了\ndate: 2026-11-01\nuntil: 2026-11-21\n" + approved,
		}, []string{"notices-c [261201T00,261202T12)", "notices-b [,261231T00)", "contact *"}, ""},
		{"  contact: true\n  notices: 2\n", map[string]string{"notices/a.md": "title: 没有期限\ndate: 2026-01-01\n" + approved}, []string{"contact *"}, "2:8 screen-until"},
		{"  contact: true\n", map[string]string{"screens/emergency.md": "title: 停办\nfrom: 2026-11-22 08:00\nuntil: 2026-11-22 20:00\n" + approved}, []string{"emergency [,261122T20) !", "contact *"}, ""},
		{"  contact: true\n", map[string]string{"screens/emergency.md": "title: 停办\nfrom: 2026-11-21 08:00\nuntil: 2026-11-21 20:00\n" + approved}, []string{"contact *"}, ""},
		{"  contact: true\n", map[string]string{"screens/emergency.md": "title: 停办\nfrom: 2026-11-22 08:00\nuntil: 2026-11-22 20:00\n"}, []string{"contact *"}, "2:8 screen-approved"},
	} {
		s, found := screenSite(t, c.show, c.pages)
		var items, told []string
		for _, i := range s.Items {
			items = append(items, itemWords(i))
		}
		for _, p := range found {
			told = append(told, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Code))
		}
		if got, want := strings.Join(items, "\n"), strings.Join(c.items, "\n"); got != want {
			t.Errorf("%s%v:\n%s\nwant\n%s", c.show, c.pages, got, want)
		}
		if got := strings.Join(told, "|"); got != c.told {
			t.Errorf("%s%v: told %q, want %q", c.show, c.pages, got, c.told)
		}
	}
}
