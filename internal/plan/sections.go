package plan

import (
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

	shown := m.pages()
	guides, faqs, notices := shown[content.Guide].sorted(byGroup), shown[content.FAQ].sorted(byGroup), shown[content.Notice].sorted(newestFirst)
	chain(guides)
	chain(faqs)
	chain(notices)
	m.fill(m.Guides, guides, grouped)
	m.fill(m.FAQs, faqs, grouped)
	m.fill(m.Notices, notices, perPage)
	m.Home.Items = notices[:min(len(notices), 6)]
	if len(faqs) > 0 && len(faqs) <= answers {
		m.FAQAll = m.add(&Entry{Kind: FAQAll, Path: "faq-all.html", title: "全部问答", Parent: m.FAQs, Items: faqs})
	}
	m.archives(shown[content.Notice])
	m.tags(slices.Concat(shown[content.Guide], shown[content.FAQ], shown[content.Notice]))
	m.laws()
}

// list plans a list's first page; a page of the same place furnishes its
// introduction and its title.
func (m *Map) list(kind Kind, path, title string, parent *Entry) *Entry {
	e := &Entry{Kind: kind, Path: path, title: title, Parent: parent, Number: 1,
		Source: content.Folder + "/" + strings.TrimSuffix(path, ".html") + ".md"}
	if i, there := m.Site.Number(e.Source); there {
		e.page = i + 1
	}
	return m.add(e)
}

// pages plans every visible page and its aliases. It returns what is listed, by
// kind.
func (m *Map) pages() map[content.Kind]ranks {
	shown := map[content.Kind]ranks{}
	room := make([]ranked, len(m.Site.Pages))
	for i, p := range m.Site.Pages {
		if !p.Visible(m.At) || p.Kind == content.Plain && m.bySource[p.Source] != nil { // that introduces a list
			continue
		}
		e := &Entry{Path: p.Path + ".html", Source: p.Source, page: i + 1}
		switch p.Kind {
		case content.Guide:
			e.Kind, e.Parent = Guide, m.Guides
		case content.FAQ:
			e.Kind, e.Parent = FAQ, m.FAQs
		case content.Notice:
			e.Kind, e.Parent = Notice, m.Notices
		default:
			e.Kind, e.Parent = Page, m.Home
		}
		room[i] = rank(e, &p.Front)
		shown[p.Kind] = append(shown[p.Kind], &room[i])
		m.add(e)
		m.aliases(e, p)
		if len(p.Flows) > 0 {
			m.add(&Entry{Kind: Text, Path: p.Path + ".txt", page: i + 1, Target: e})
			m.questions(e, p)
		}
	}
	return shown
}

func (m *Map) aliases(e *Entry, page *content.Page) {
	for _, alias := range page.Front.Aliases {
		p := path.Clean("/" + alias.Value)[1:]
		if strings.HasSuffix(alias.Value, "/") {
			p = path.Join(p, "index.html")
		} else if path.Ext(p) == "" {
			p += ".html"
		}
		if other, taken := m.taken[strings.ToLower(p)]; taken {
			m.problems.Error("path-taken", alias.At, "网址 "+p+" 已经给了 "+other.name, "请改掉这个别名（aliases）。")
			continue
		}
		m.add(&Entry{Kind: Redirect, Path: p, Target: e})
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

func chain(entries []*Entry) {
	for i := 1; i < len(entries); i++ {
		entries[i-1].Next, entries[i].Prev = entries[i], entries[i-1]
	}
}

// archives plans a list for each year of the notices, newest year first.
func (m *Map) archives(notices ranks) {
	for len(notices) > 0 {
		y := notices[0].year
		n := slices.IndexFunc(notices, func(r *ranked) bool { return r.year != y })
		if n < 0 {
			n = len(notices)
		}
		e := m.add(&Entry{Kind: Notices, Path: "notices-y" + itoa(y) + ".html", title: itoa(y) + "年通知公告", Parent: m.Notices, Year: y, Number: 1})
		m.fill(e, notices[:n].entries(), perPage)
		m.Years = append(m.Years, e)
		notices = notices[n:]
	}
}

// tags plans a list for each tag, in the order of the tags.
func (m *Map) tags(pages ranks) {
	byTag := map[string][]*Entry{}
	for _, r := range pages {
		for _, tag := range r.tags {
			byTag[tag] = append(byTag[tag], r.entry)
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
		e := m.add(&Entry{Kind: Tag, Path: "tags/" + tag + ".html", title: tag, Parent: m.Tags, Number: 1})
		m.fill(e, byTag[tag], perPage)
		m.byTag[tag] = e
		m.Tags.Items = append(m.Tags.Items, e)
	}
}

func (m *Map) laws() {
	for _, l := range m.Site.Laws.Laws() {
		name := strings.TrimSuffix(path.Base(l.Source), path.Ext(l.Source))
		e := m.add(&Entry{Kind: Law, Path: "laws/" + name + ".html", Source: l.Source, Law: l, Parent: m.Laws})
		m.byLaw[l] = e
		m.Laws.Items = append(m.Laws.Items, e)
	}
	chain(m.Laws.Items)
}

// extras plans what stands outside the trail.
func (m *Map) extras() {
	m.add(&Entry{Kind: NotFound, Path: "404.html", title: "没有找到这个页面", Parent: m.Home})
	m.add(&Entry{Kind: Feed, Path: "feed.xml"})
	m.add(&Entry{Kind: Index, Path: "sitemap.xml"})
	m.add(&Entry{Kind: Robots, Path: "robots.txt"})
}
