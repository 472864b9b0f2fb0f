// Package plan decides what appears where: which page, or list of pages,
// stands in which medium at which output path at the time of the build. It
// alone knows paths of the output and how one is reached from another.
//
// It reads no files and renders nothing.
package plan

import (
	"net/url"
	"path"
	"strings"
	"time"

	"daoyin/internal/content"
	"daoyin/internal/law"
	"daoyin/internal/problem"
)

// Kind is what an entry shows; layouts have the same names.
type Kind string

const (
	Home     Kind = "home"
	Guide    Kind = "guide"
	Guides   Kind = "guides" // list
	FAQ      Kind = "faq"
	FAQs     Kind = "faqs"    // list by topic
	FAQAll   Kind = "faq-all" // every answer on one page
	Notice   Kind = "notice"
	Notices  Kind = "notices" // list, also of one year
	Law      Kind = "law"
	Laws     Kind = "laws" // list
	Tag      Kind = "tag"  // list
	Tags     Kind = "tags" // list of tags
	Contact  Kind = "contact"
	Sitemap  Kind = "sitemap"  // for people
	Page     Kind = "page"     // a plain page
	NotFound Kind = "notfound" // 404.html
	Redirect Kind = "redirect" // an alias
	Text     Kind = "text"     // a flow as plain text
	Feed     Kind = "feed"
	Index    Kind = "index"  // sitemap.xml, for search engines
	Robots   Kind = "robots" // robots.txt
)

// Entry is one page, or list of pages, in one medium at one output path.
// Read-only once planned.
type Entry struct {
	Kind   Kind
	Medium Medium
	Path   string // slash-separated, in the output: guides/x.html
	Source string // what links name: content/guides/x.md; "" if nothing can link to it
	Law    *law.Law
	Items  []*Entry // what a list shows, in order
	Year   int      // of an archive; 0 for the whole list
	Number int      // page of a long list, from 1
	Series []*Entry // all pages of a long list
	Parent *Entry   // next step of the trail to the home page; nil for the home page
	Prev   *Entry   // neighbours in the order of the section
	Next   *Entry
	Target *Entry   // of a redirect, a text, a print or a question: the page meant
	Print  *Print   // what is printed; nil on the web, and for a leaflet
	Prints []*Entry // what can be had of the page on paper

	Questions *Questions // that a question or destination belongs to
	Step      int        // which of their steps it is

	title     string       // if its page, flow or target has none for it
	page      int          // number of its page in the site, from 1; 0 if it has none
	flow      int          // number of its flow in the page, from 1; 0 if it has none
	questions []*Questions // of a guide: by flow, nil where there are none
}

// Map is the plan of one build.
type Map struct {
	Site    *content.Site
	At      time.Time
	Entries []*Entry // in the order they were planned
	Home    *Entry
	Guides  *Entry
	FAQs    *Entry
	FAQAll  *Entry // nil if there are too many for one page
	Notices *Entry
	Laws    *Entry
	Tags    *Entry
	Contact *Entry
	Sitemap *Entry
	Years   []*Entry // first pages of the archives, newest year first

	bySource map[string]*Entry
	byTag    map[string]*Entry
	byLaw    map[*law.Law]*Entry
	taken    map[string]owner // by lower-case output path
	problems *problem.List
}

// owner has an output path.
type owner struct {
	name  string // for people
	entry *Entry // nil if it is none
}

// New plans the site as it is at that time.
func New(site *content.Site, at time.Time, problems *problem.List) *Map {
	n := len(site.Pages)
	m := &Map{Site: site, At: at, problems: problems, bySource: make(map[string]*Entry, n), byTag: map[string]*Entry{},
		byLaw: map[*law.Law]*Entry{}, taken: make(map[string]owner, n)}
	for _, i := range site.Images {
		m.taken[strings.ToLower(i.Path)] = owner{name: i.Source}
	}
	m.taken["manifest.json"] = owner{name: "manifest.json"}
	m.sections()
	m.extras()
	m.posters()
	return m
}

// BySource returns the entry that a link to a source path leads to, or nil.
func (m *Map) BySource(source string) *Entry { return m.bySource[source] }

// ByPath returns the entry at an output path, or nil.
func (m *Map) ByPath(path string) *Entry {
	if e := m.taken[strings.ToLower(path)].entry; e != nil && e.Path == path {
		return e
	}
	return nil
}

// ByTag returns the list of a tag, or nil.
func (m *Map) ByTag(tag string) *Entry { return m.byTag[tag] }

// ByLaw returns the page of a registered law.
func (m *Map) ByLaw(l *law.Law) *Entry { return m.byLaw[l] }

// Title returns what e is called.
func (m *Map) Title(e *Entry) string {
	switch p := m.Page(e); {
	case e.Medium == OnPoster, e.Kind == Text, e.Kind == Redirect:
		return m.Title(e.Target)
	case e.Kind == Chart:
		return m.Flow(e).Title + "（整张图）"
	case e.Questions != nil:
		return m.Flow(e).Steps[e.Step].Title
	case e.Law != nil:
		return e.Law.Title()
	case e.Kind == FAQ:
		return p.Question()
	case e.title == "" && p != nil, p != nil && p.Front.Title.Value != "" && p.Visible(m.At):
		return p.Front.Title.Value
	}
	return e.title
}

// Page returns the page that e shows, or that introduces its list; nil if there
// is none.
func (m *Map) Page(e *Entry) *content.Page {
	if e.page == 0 {
		return nil
	}
	return m.Site.Pages[e.page-1]
}

// Flow returns the flow that a chart, a poster or a question is about; nil for
// what is about none.
func (m *Map) Flow(e *Entry) *content.Flow {
	switch {
	case e.flow == 0:
		return nil
	case e.page == 0:
		return &m.Page(e.Target).Flows[e.flow-1]
	}
	return &m.Page(e).Flows[e.flow-1]
}

// add enters e unless its path is taken.
func (m *Map) add(e *Entry) *Entry {
	key := strings.ToLower(e.Path)
	name := e.Source
	if name == "" {
		name = e.Path
	}
	if other, taken := m.taken[key]; taken {
		at := problem.Position{File: name}
		if p := m.Page(e); p != nil && p.Front.Slug.Value != "" {
			at = p.Front.Slug.At
		}
		m.problems.Error("path-taken", at, "网址 "+e.Path+" 已经给了 "+other.name,
			"请改文件名，或者改 slug、aliases，让两个页面的网址不同。")
		return e
	}
	m.taken[key] = owner{name, e}
	m.Entries = append(m.Entries, e)
	if e.Source != "" && e.Number <= 1 {
		m.bySource[e.Source] = e
	}
	return e
}

// Href returns the relative address of path as seen from the page at from.
func Href(from, to string) string {
	for {
		i := strings.IndexByte(to, '/')
		if i < 0 || !strings.HasPrefix(from, to[:i+1]) {
			break
		}
		from, to = from[i+1:], to[i+1:]
	}
	if strings.Count(from, "/") == 1 {
		return "../" + escape(to) // so nearly all pages stand
	}
	return strings.Repeat("../", strings.Count(from, "/")) + escape(to)
}

// escape percent-encodes a path where it needs it.
func escape(p string) string {
	for i := range len(p) {
		c := p[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '/' && c != '.' && c != '-' {
			return (&url.URL{Path: p}).EscapedPath()
		}
	}
	return p
}

// Href returns the address of other as seen from e.
func (e *Entry) Href(other *Entry) string { return Href(e.Path, other.Path) }

// Public returns the absolute address of the output path p.
func (m *Map) Public(p string) string {
	if p == "index.html" {
		p = ""
	}
	return m.Site.Settings.Address.Value + escape(p)
}

// Root returns what leads from e to the output's root: "" or "../".
func (e *Entry) Root() string { return strings.Repeat("../", strings.Count(e.Path, "/")) }

// Trail returns the way from the home page to e, e included.
func (e *Entry) Trail() []*Entry {
	if e.Parent == nil {
		return []*Entry{e}
	}
	return append(e.Parent.Trail(), e)
}

// series returns the output path of page n of a list.
func series(first string, n int) string {
	if n == 1 {
		return first
	}
	ending := path.Ext(first)
	return strings.TrimSuffix(first, ending) + "-" + itoa(n) + ending
}
