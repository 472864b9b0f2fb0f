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
	"sync"

	"daoyin/internal/asset"
	"daoyin/internal/content"
	"daoyin/internal/layout"
	"daoyin/internal/plan"
)

// Renderer makes entries into bytes. Safe for concurrent use.
type Renderer struct {
	site    *content.Site
	plan    *plan.Map
	layouts *layout.Set
	assets  *asset.Set
	styles  map[string]style // by bundle
	script  string
	scriptC string // its hash
	citing  map[citedArticle][]*plan.Entry

	mu     sync.Mutex
	chrome map[chromeKey]chrome
}

// chrome is what all pages of one section and depth have around them.
type chrome struct{ header, footer template.HTML }

type chromeKey struct {
	root    string
	section *plan.Entry
}

type style struct {
	asset.Style
	names []string
}

// bundles are the style sheets that a page may need together.
var bundles = map[string][]string{
	"text": {"base"},
	"flow": {"base", "flow"},
	"home": {"base", "home"},
}

// New prepares a renderer for one plan.
func New(m *plan.Map, layouts *layout.Set, assets *asset.Set) *Renderer {
	r := &Renderer{site: m.Site, plan: m, layouts: layouts, assets: assets, styles: map[string]style{}, chrome: map[chromeKey]chrome{}, citing: citing(m)}
	for name, sheets := range bundles {
		r.styles[name] = style{assets.Style(sheets...), sheets}
	}
	r.script, r.scriptC = assets.Script("details")
	return r
}

// Render returns the bytes of an entry. A layout that fails is a
// *layout.Error.
func (r *Renderer) Render(e *plan.Entry) ([]byte, error) {
	switch e.Kind {
	case plan.Text:
		return r.text(e), nil
	case plan.Feed:
		return r.feed()
	case plan.Index:
		return r.index()
	case plan.Robots:
		return []byte("User-agent: *\nAllow: /\nSitemap: " + r.plan.Public("sitemap.xml") + "\n"), nil
	}
	v, err := r.view(e)
	if err != nil {
		return nil, err
	}
	out, err := r.layouts.Execute(make([]byte, 0, 16<<10), string(e.Kind), v)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", e.Path, err)
	}
	return append(out, '\n'), nil
}

// section returns the entry of the main navigation that e belongs to.
func (r *Renderer) section(e *plan.Entry) *plan.Entry {
	for ; e != nil; e = e.Parent {
		for _, s := range r.navigation() {
			if s == e {
				return s
			}
		}
	}
	return nil
}

func (r *Renderer) navigation() []*plan.Entry {
	return []*plan.Entry{r.plan.Home, r.plan.Guides, r.plan.FAQs, r.plan.Notices, r.plan.Laws, r.plan.Contact}
}

// around returns header and footer for e. They are the same for all pages of
// one section and depth, so they are made once for each.
func (r *Renderer) around(e *plan.Entry) (chrome, error) {
	key := chromeKey{e.Root(), r.section(e)}
	if e.Kind == plan.NotFound {
		key.root = r.plan.Public("index.html") // a server shows it at any depth
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if c, made := r.chrome[key]; made {
		return c, nil
	}
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
		title := s.Title
		if s == r.plan.Home {
			title = "首页"
		}
		data.Nav = append(data.Nav, Nav{Link: Link{Title: title, Href: key.root + s.Path}, Current: s == key.section})
	}
	for _, p := range r.plan.Entries {
		if p.Kind == plan.Page {
			data.About = append(data.About, Nav{Link: Link{Title: p.Title, Href: key.root + plan.Href("", p.Path)}})
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
	r.chrome[key] = c
	return c, nil
}
