package web

import (
	"encoding/xml"
	"time"

	"daoyin/internal/calendar"
	"daoyin/internal/plan"
)

// inFeed is how many notices the feed carries.
const inFeed = 20

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// feed returns the newest notices as Atom. Its date is that of the newest
// notice, never the clock's.
func (r *Renderer) feed(dst []byte) ([]byte, error) {
	s := r.site.Settings
	f := atomFeed{Lang: "zh-CN", ID: s.Address.Value, Title: s.Title + "：" + r.plan.Title(r.plan.Notices), Author: s.Name,
		Updated: calendar.Date{Year: 1970, Month: 1, Day: 1}.Time().Format(time.RFC3339),
		Links:   []atomLink{{Href: s.Address.Value}, {Rel: "self", Href: r.plan.Public("feed.xml")}}}
	for i, e := range r.plan.Notices.Items[:min(inFeed, len(r.plan.Notices.Items))] {
		p := r.plan.Page(e)
		published := p.Front.Date.Begin().Format(time.RFC3339)
		if i == 0 {
			f.Updated = published
		}
		address := r.plan.Public(e.Path)
		f.Entries = append(f.Entries, atomEntry{ID: address, Title: r.plan.Title(e), Updated: published,
			Link: atomLink{Href: address}, Summary: p.Summary()})
	}
	return marshal(dst, f)
}

type urlset struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []place  `xml:"url"`
}

type place struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// index returns the site map for search engines.
func (r *Renderer) index(dst []byte) ([]byte, error) {
	var set urlset
	for _, e := range r.plan.Entries {
		switch e.Kind {
		case plan.NotFound, plan.Redirect, plan.Text, plan.Feed, plan.Index, plan.Robots,
			plan.Question: // means nothing to whom it is not asked on the way
			continue
		}
		p := place{Loc: r.plan.Public(e.Path)}
		if page := r.plan.Page(e); page != nil && e.Number <= 1 {
			switch front := page.Front; {
			case !front.Reviewed.IsZero():
				p.LastMod = front.Reviewed.String()
			case !front.Date.IsZero():
				p.LastMod = front.Date.Date.String()
			}
		}
		set.URLs = append(set.URLs, p)
	}
	return marshal(dst, set)
}

func marshal(dst []byte, v any) ([]byte, error) {
	out, err := xml.Marshal(v)
	if err != nil {
		return dst, err
	}
	return append(append(append(dst, xml.Header...), out...), '\n'), nil
}
