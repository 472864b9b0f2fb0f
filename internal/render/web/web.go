// Package web makes the citizens' website of the plan: HTML pages, feed, site
// map. It fills layouts with what a page is about; every link it writes is
// relative, and nothing it writes is loaded from elsewhere.
//
// It reads no files and writes none, and it does not decide what appears:
// that is plan's work.
package web

import (
	"fmt"
	"html/template"
	"slices"
	"sync"

	"daoyin/internal/asset"
	"daoyin/internal/content"
	"daoyin/internal/layout"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
	"daoyin/internal/typeset"
)

// Renderer makes entries into bytes. Safe for concurrent use.
type Renderer struct {
	site    *content.Site
	plan    *plan.Map
	layouts *layout.Set
	assets  *asset.Set
	set     func(*problem.List) (*typeset.Setter, error)
	dress   map[string]dress                      // by bundle
	citing  func() map[citedArticle][]*plan.Entry // only pages of laws ask

	scratch sync.Pool // of *[]byte: parts of pages are put together in them
	portal  string    // meta tags of the portal
	made    memos
}

// chrome is what all pages of one section and depth have around them.
type chrome struct{ header, footer template.HTML }

// New prepares a renderer for one plan.
//
// set opens what sets text; it is asked when the first chart is drawn. It tells
// its problems to everybody who asks, and is nil then.
func New(m *plan.Map, layouts *layout.Set, assets *asset.Set, set func(*problem.List) (*typeset.Setter, error)) *Renderer {
	r := &Renderer{site: m.Site, plan: m, layouts: layouts, assets: assets, set: set, citing: sync.OnceValue(func() map[citedArticle][]*plan.Entry { return citing(m) }), portal: portal(m.Site.Settings.Portal)}
	r.dress = r.dresses()
	r.scratch.New = func() any { return new([]byte) }
	return r
}

// AppendEntry appends the bytes of an entry to dst. A layout that fails is a
// *layout.Error.
func (r *Renderer) AppendEntry(dst []byte, e *plan.Entry, problems *problem.List) ([]byte, error) {
	switch e.Kind {
	case plan.Text:
		return r.text(dst, e), nil
	case plan.Feed:
		return r.feed(dst)
	case plan.Index:
		return r.index(dst)
	case plan.Robots:
		return append(dst, "User-agent: *\nAllow: /\nSitemap: "+r.plan.Public("sitemap.xml")+"\n"...), nil
	}
	v, err := r.view(e, problems)
	if err != nil {
		return dst, err
	}
	dst, err = r.layouts.Execute(dst, string(e.Kind), v)
	if err != nil {
		return dst, fmt.Errorf("%s: %w", e.Path, err)
	}
	return append(dst, '\n'), nil
}

// section returns the entry of the main navigation that e belongs to; nil for
// what stands beside the sections. Only the home page belongs to the home page.
func (r *Renderer) section(e *plan.Entry) *plan.Entry {
	for at := e; at != nil; at = at.Parent {
		if slices.Contains(r.navigation(), at) && (at != r.plan.Home || at == e) {
			return at
		}
	}
	return nil
}

func (r *Renderer) navigation() []*plan.Entry {
	return []*plan.Entry{r.plan.Home, r.plan.Guides, r.plan.FAQs, r.plan.Notices, r.plan.Laws, r.plan.Contact}
}

// around returns header and footer for e.
func (r *Renderer) around(e *plan.Entry) (chrome, error) {
	key := sectionKey{e.Root(), r.section(e)}
	if e.Kind == plan.NotFound {
		key.root = r.plan.Public("index.html") // a server shows it at any depth
	}
	return r.made.chrome.get(key, func() (chrome, error) { return r.chrome(key) })
}

func (r *Renderer) chrome(key sectionKey) (chrome, error) {
	data := struct {
		Site  *content.Settings
		Nav   []Nav
		Home  string
		Map   string
		Tags  string
		Feed  string
		About []Nav
		Year  int
	}{Site: r.site.Settings, Home: key.root + "index.html", Map: key.root + "sitemap.html", Tags: key.root + "tags.html", Feed: key.root + "feed.xml"}
	for _, s := range r.navigation() {
		title := r.plan.Title(s)
		if s == r.plan.Home {
			title = "首页"
		}
		data.Nav = append(data.Nav, Nav{Link: linkTo(title, key.root+s.Path), Current: s == key.section})
	}
	for _, p := range r.plan.Entries {
		if p.Kind == plan.Page {
			data.About = append(data.About, Nav{Link: linkTo(r.plan.Title(p), key.root+plan.Href("", p.Path))})
		}
	}
	var c chrome
	for name, into := range map[string]*template.HTML{"_header": &c.header, "_footer": &c.footer} {
		out, err := r.layouts.Execute(nil, name, data)
		if err != nil {
			return chrome{}, err
		}
		*into = template.HTML(out)
	}
	return c, nil
}
