package plan

import (
	"cmp"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"daoyin/internal/content"
	"daoyin/internal/problem"
)

const (
	perPage = 20  // items on one page of a list
	grouped = 100 // up to so many items, a list grouped by first tag stays on one page
	answers = 200 // up to so many questions, one page shows every answer
)

func itoa(n int) string { return strconv.Itoa(n) }

// sections plans everything that stands in the trail: home, sections, their
// pages, tags.
func (m *Map) sections() {
	m.Home = m.list(Home, "index.html", m.Site.Settings.Title, nil)
	m.Guides = m.list(Guides, "guides.html", "办事指南", m.Home)
	m.FAQs = m.list(FAQs, "faq.html", "常见问题", m.Home)
	m.Notices = m.list(Notices, "notices.html", "通知公告", m.Home)
	m.Laws = m.list(Laws, "laws.html", "法规依据", m.Home)
	m.Contact = m.list(Contact, "contact.html", "联系我们", m.Home)
	m.Tags = m.list(Tags, "tags.html", "按标签找", m.Home)
	m.Sitemap = m.list(Sitemap, "sitemap.html", "网站地图", m.Home)

	guides, faqs, notices := m.pages()
	byGroup(guides)
	byGroup(faqs)
	slices.SortStableFunc(notices, newestFirst)
	chain(guides)
	chain(faqs)
	chain(notices)
	m.fill(m.Guides, guides, grouped)
	m.fill(m.FAQs, faqs, grouped)
	m.fill(m.Notices, notices, perPage)
	m.Home.Items = notices[:min(len(notices), 6)]
	if len(faqs) > 0 && len(faqs) <= answers {
		m.FAQAll = m.add(&Entry{Kind: FAQAll, Path: "faq-all.html", Title: "全部问答", Parent: m.FAQs, Items: faqs})
	}
	m.archives(notices)
	m.tags(slices.Concat(guides, faqs, notices))
	m.laws()
}

// list plans a list's first page; a page of the same place furnishes its
// introduction and its title.
func (m *Map) list(kind Kind, path, title string, parent *Entry) *Entry {
	e := &Entry{Kind: kind, Path: path, Title: title, Parent: parent, Number: 1,
		Source: content.Folder + "/" + strings.TrimSuffix(path, ".html") + ".md"}
	if p := m.Site.Page(e.Source); p != nil {
		e.Page = p
		if p.Visible(m.At) && p.Front.Title.Value != "" {
			e.Title = p.Front.Title.Value
		}
	}
	return m.add(e)
}

// pages plans every visible page and its aliases.
func (m *Map) pages() (guides, faqs, notices []*Entry) {
	for _, p := range m.Site.Pages {
		if !p.Visible(m.At) || m.bySource[p.Source] != nil {
			continue
		}
		e := &Entry{Path: p.Path + ".html", Title: p.Front.Title.Value, Source: p.Source, Page: p}
		switch p.Kind {
		case content.Guide:
			e.Kind, e.Parent = Guide, m.Guides
			guides = append(guides, e)
		case content.FAQ:
			e.Kind, e.Parent, e.Title = FAQ, m.FAQs, p.Question()
			faqs = append(faqs, e)
		case content.Notice:
			e.Kind, e.Parent = Notice, m.Notices
			notices = append(notices, e)
		default:
			e.Kind, e.Parent = Page, m.Home
		}
		m.add(e)
		m.aliases(e)
		if len(p.Flows) > 0 {
			m.add(&Entry{Kind: Text, Path: p.Path + ".txt", Title: e.Title, Page: p, Target: e})
			m.questions(e)
		}
	}
	return guides, faqs, notices
}

func (m *Map) aliases(e *Entry) {
	for _, alias := range e.Page.Front.Aliases {
		p := path.Clean("/" + alias.Value)[1:]
		if strings.HasSuffix(alias.Value, "/") {
			p = path.Join(p, "index.html")
		} else if path.Ext(p) == "" {
			p += ".html"
		}
		if other, taken := m.taken[strings.ToLower(p)]; taken {
			m.problems.Error("path-taken", alias.At, "网址 "+p+" 已经给了 "+other, "请改掉这个别名（aliases）。")
			continue
		}
		m.add(&Entry{Kind: Redirect, Path: p, Title: e.Title, Target: e})
	}
}

// fill gives a list its items, over as many pages as it takes.
func (m *Map) fill(first *Entry, items []*Entry, limit int) {
	if len(items) <= limit {
		first.Items = items
		first.Series = []*Entry{first}
		return
	}
	var pages []*Entry
	for n, chunk := range enumerate(slices.Chunk(items, perPage)) {
		e := first
		if n > 0 {
			copied := *first
			e = &copied
			e.Number = n + 1
			e.Path = series(first.Path, n+1)
			e.Parent = first
			m.add(e)
		}
		e.Items = chunk
		pages = append(pages, e)
	}
	for _, e := range pages {
		e.Series = pages
	}
}

func enumerate[T any](seq func(func(T) bool)) func(func(int, T) bool) {
	return func(yield func(int, T) bool) {
		i := 0
		for v := range seq {
			if !yield(i, v) {
				return
			}
			i++
		}
	}
}

// FirstTag returns the tag that groups a page, or "".
func FirstTag(e *Entry) string {
	if e.Page == nil || len(e.Page.Front.Tags) == 0 {
		return ""
	}
	return e.Page.Front.Tags[0]
}

// weight orders pages; a page without one comes last, as in Hugo.
func weight(e *Entry) int {
	if w := e.Page.Front.Weight; w != 0 {
		return w
	}
	return math.MaxInt
}

// byGroup sorts by group, then weight, then source; a group stands where its
// lightest page does.
func byGroup(entries []*Entry) {
	lightest := map[string]int{}
	for _, e := range entries {
		tag := FirstTag(e)
		if w, seen := lightest[tag]; !seen || weight(e) < w {
			lightest[tag] = weight(e)
		}
	}
	slices.SortStableFunc(entries, func(a, b *Entry) int {
		return cmp.Or(cmp.Compare(lightest[FirstTag(a)], lightest[FirstTag(b)]), cmp.Compare(FirstTag(a), FirstTag(b)),
			cmp.Compare(weight(a), weight(b)), cmp.Compare(a.Source, b.Source))
	})
}

func newestFirst(a, b *Entry) int {
	return cmp.Or(b.Page.Front.Date.Begin().Compare(a.Page.Front.Date.Begin()),
		cmp.Compare(weight(a), weight(b)), cmp.Compare(a.Source, b.Source))
}

func chain(entries []*Entry) {
	for i := 1; i < len(entries); i++ {
		entries[i-1].Next, entries[i].Prev = entries[i], entries[i-1]
	}
}

// archives plans a list for each year of the notices, newest year first.
func (m *Map) archives(notices []*Entry) {
	year := func(e *Entry) int { return e.Page.Front.Date.Year }
	for len(notices) > 0 {
		y := year(notices[0])
		n := slices.IndexFunc(notices, func(e *Entry) bool { return year(e) != y })
		if n < 0 {
			n = len(notices)
		}
		e := m.add(&Entry{Kind: Notices, Path: "notices-y" + itoa(y) + ".html", Title: itoa(y) + "年通知公告", Parent: m.Notices, Year: y, Number: 1})
		m.fill(e, notices[:n], perPage)
		m.Years = append(m.Years, e)
		notices = notices[n:]
	}
}

// tags plans a list for each tag, in the order of the tags.
func (m *Map) tags(entries []*Entry) {
	byTag := map[string][]*Entry{}
	for _, e := range entries {
		for _, tag := range e.Page.Front.Tags {
			byTag[tag] = append(byTag[tag], e)
		}
	}
	names := make([]string, 0, len(byTag))
	for tag := range byTag {
		names = append(names, tag)
	}
	slices.Sort(names)
	for _, tag := range names {
		if tag == "" || strings.ContainsAny(tag, `/\:*?"<>|%#`) {
			m.problems.Error("tag-name", problem.Position{File: byTag[tag][0].Source}, "标签“"+tag+"”里有不能用的字符", "标签会成为网址的一部分，请只用汉字、字母和数字。")
			continue
		}
		e := m.add(&Entry{Kind: Tag, Path: "tags/" + tag + ".html", Title: tag, Parent: m.Tags, Number: 1})
		m.fill(e, byTag[tag], perPage)
		m.byTag[tag] = e
		m.Tags.Items = append(m.Tags.Items, e)
	}
}

func (m *Map) laws() {
	for _, l := range m.Site.Laws.Laws() {
		name := strings.TrimSuffix(path.Base(l.Source), path.Ext(l.Source))
		e := m.add(&Entry{Kind: Law, Path: "laws/" + name + ".html", Title: l.Title(), Source: l.Source, Law: l, Parent: m.Laws})
		m.byLaw[l] = e
		m.Laws.Items = append(m.Laws.Items, e)
	}
	chain(m.Laws.Items)
}

// extras plans what stands outside the trail.
func (m *Map) extras() {
	m.add(&Entry{Kind: NotFound, Path: "404.html", Title: "没有找到这个页面", Parent: m.Home})
	m.add(&Entry{Kind: Feed, Path: "feed.xml", Title: m.Notices.Title})
	m.add(&Entry{Kind: Index, Path: "sitemap.xml"})
	m.add(&Entry{Kind: Robots, Path: "robots.txt"})
}
