package web

import (
	"bytes"
	"html"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"daoyin/internal/calendar"
	"daoyin/internal/content"
	"daoyin/internal/law"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

// View is what every layout is given.
type View struct {
	Site        *content.Settings
	Entry       *plan.Entry
	Page        *content.Page // nil on lists without an introduction
	Heading     string
	Title       string // of the browser's window
	Description string
	Root        string        // leads to the output's root: "" or "../"
	Style       template.HTML // policy, style sheet, script
	Head        template.HTML // meta tags, icon, structured data
	Header      template.HTML
	Footer      template.HTML
	Trail       template.HTML // the way from the home page, without the page itself
	Body        template.HTML
	Contents    []Link // headings of the page
	Items       []Item
	Lines       template.HTML // a list written out
	Groups      []Group
	Prev, Next  *Link
	Pages       []Nav // of a long list
	Years       []Nav
	Tags        template.HTML
	Checked     *Checked
	Law         *LawView
	Doors       []Link
	Texts       []Link // the flows of the page as plain text
	Downloads   []Link // what can be had of the page on paper
	Notice      *NoticeView
	Target      string // of a redirect
	Question    *QuestionView
	Chart       *ChartView // of a page that is nothing else
}

// Link is a link with its words. Its fields are made once by linkTo: a template
// that calls a method, or looks for a field through an embedded struct, takes
// several times as long, and pages are full of links.
type Link struct {
	Title string
	Href  string
	Attr  template.HTMLAttr // href="…"
	Text  string            // a sentence about it; may be ""
}

// linkTo makes a link to an address that plan or this package made. Templates
// would escape every Chinese character of it into nine bytes; a relative
// address needs no more than is done here.
func linkTo(title, href string) Link {
	return Link{Title: title, Href: href, Attr: template.HTMLAttr(`href="` + html.EscapeString(href) + `"`)}
}

// Nav is a link that may be the place where the reader is.
type Nav struct {
	Link
	Current bool
}

// Checked tells when a page was last held against the law, and which.
type Checked struct {
	On   calendar.Date
	By   string
	Laws []Link
}

// NoticeView holds what official documents carry above their text.
type NoticeView struct {
	Number, Issuer, Index string
	Until                 string
}

func (r *Renderer) view(e *plan.Entry, problems *problem.List) (*View, error) {
	around, err := r.around(e)
	if err != nil {
		return nil, err
	}
	v := &View{Site: r.site.Settings, Entry: e, Page: r.plan.Page(e), Heading: r.plan.Title(e), Root: e.Root(), Header: around.header, Footer: around.footer}
	v.Title = v.Heading + " - " + r.site.Settings.Title
	if e.Kind == plan.Home {
		v.Title = r.site.Settings.Title
		if s := r.site.Settings; s.Name != "" && !strings.Contains(s.Title, s.Name) {
			v.Title += " - " + s.Name
		}
	}
	v.Description = r.description(e)
	trail, err := r.trail(e)
	if err != nil {
		return nil, err
	}
	v.Trail = trail.links
	if e.Kind == plan.NotFound {
		v.Root = r.site.Settings.Address.Value
	}
	if e.Number > 1 {
		v.Heading += "（第" + strconv.Itoa(e.Number) + "页）"
		v.Title = v.Heading + " - " + r.site.Settings.Title
	}
	if err := r.fill(v, e, problems); err != nil {
		return nil, err
	}
	v.Style, v.Head = r.style(e), r.head(v, e, trail)
	return v, nil
}

func (r *Renderer) description(e *plan.Entry) string {
	switch p := r.plan.Page(e); {
	case p != nil && e.Number <= 1:
		if d := p.Summary(); d != "" {
			return d
		}
	case e.Questions != nil:
		return r.describe(e)
	case e.Kind == plan.Chart:
		f := r.plan.Flow(e)
		return f.Title + "。" + f.Subtitle
	case e.Law != nil && e.Law.Summary != "":
		return e.Law.Summary
	}
	return r.plan.Title(e) + "。" + r.site.Settings.Description
}

// fill adds what the kind of page shows.
func (r *Renderer) fill(v *View, e *plan.Entry, problems *problem.List) error {
	var err error
	if p := v.Page; p != nil && e.Number <= 1 && p.Visible(r.plan.At) {
		if v.Body, err = r.body(e, p, problems); err != nil {
			return err
		}
		v.Checked = r.checked(e)
		if v.Tags, err = r.tags(e); err != nil {
			return err
		}
		if e.Kind == plan.Guide || e.Kind == plan.Page {
			v.Contents = contents(p)
			v.Downloads = downloads(e)
		}
	}
	switch e.Kind {
	case plan.Home:
		v.Doors = r.doors(e)
		v.Items = r.items(e, e.Items)
		v.Groups = r.grouped(e, r.plan.Guides.Items)
	case plan.Guides, plan.FAQs:
		v.Groups, err = r.groupedLines(e, e.Items)
	case plan.Notices, plan.Laws, plan.Tag:
		v.Lines, err = r.lines(e, e.Items)
	case plan.FAQAll:
		err = r.answers(v, e)
	case plan.Tags:
		v.Items = r.items(e, e.Items)
		for i, t := range e.Items {
			for _, page := range t.Series {
				v.Items[i].Count += len(page.Items)
			}
		}
	case plan.Sitemap:
		r.sitemap(v, e)
	case plan.Law:
		v.Law = r.law(e)
		v.Checked = r.checked(e)
	case plan.Notice:
		v.Notice = notice(v.Page)
	case plan.Question, plan.Destination:
		if err := r.question(v, e); err != nil {
			return err
		}
	case plan.Chart:
		err = r.whole(v, e, problems)
	case plan.Redirect:
		v.Target = e.Href(e.Target)
	}
	if err != nil {
		return err
	}
	v.Prev, v.Next = r.neighbour(e, e.Prev), r.neighbour(e, e.Next)
	for _, p := range e.Series {
		v.Pages = append(v.Pages, Nav{linkTo(strconv.Itoa(max(1, p.Number)), e.Href(p)), p == e})
	}
	if len(v.Pages) == 1 {
		v.Pages = nil
	}
	if e.Kind == plan.Notices {
		for _, y := range r.plan.Years {
			v.Years = append(v.Years, Nav{linkTo(strconv.Itoa(y.Year)+"年", e.Href(y)), y.Year == e.Year})
		}
	}
	return nil
}

func (r *Renderer) neighbour(e, other *plan.Entry) *Link {
	if other == nil {
		return nil
	}
	l := linkTo(r.plan.Title(other), e.Href(other))
	return &l
}

func (r *Renderer) doors(e *plan.Entry) []Link {
	var doors []Link
	for _, d := range r.site.Settings.Doors {
		if target := r.plan.BySource(content.Folder + "/" + d.Page.Value); target != nil {
			door := linkTo(d.Title, e.Href(target))
			door.Text = d.Text
			doors = append(doors, door)
		}
	}
	return doors
}

// tags returns the links to the lists of e's tags.
func (r *Renderer) tags(e *plan.Entry) (template.HTML, error) {
	var b strings.Builder
	for _, name := range r.plan.Page(e).Front.Tags {
		if t := r.plan.ByTag(name); t != nil {
			link, err := r.made.tag.get(placeKey{e.Root(), t}, func() (string, error) { return r.part("_tag", linkTo(name, e.Href(t))) })
			if err != nil {
				return "", err
			}
			b.WriteString(link)
		}
	}
	return template.HTML(b.String()), nil
}

// part returns the output of a layout that is a part of others, without the
// end of its last line, which would be a space beside its neighbours.
func (r *Renderer) part(name string, data any) (string, error) {
	out, err := r.layouts.Execute(nil, name, data)
	return string(bytes.TrimRight(out, "\n")), err
}

// trail is the way from the home page to a page, as links and for search
// engines, without the page itself.
type trail struct {
	links      template.HTML
	structured string // items of a BreadcrumbList
	length     int
}

func (r *Renderer) trail(e *plan.Entry) (trail, error) {
	if e.Parent == nil || e.Kind == plan.NotFound {
		return trail{}, nil
	}
	return r.made.trail.get(placeKey{e.Root(), e.Parent}, func() (trail, error) {
		var links []Link
		for p := e.Parent; p != nil; p = p.Parent {
			title := r.plan.Title(p)
			if p == r.plan.Home {
				title = "首页"
			}
			links = append(links, linkTo(title, e.Href(p)))
		}
		slices.Reverse(links)
		w := &jsonLD{}
		for i, l := range links {
			w.crumb(i+1, l.Title, l.Href)
		}
		out, err := r.part("_trail", links)
		return trail{template.HTML(out), string(w.out), len(links)}, err
	})
}

// checked tells when the page was held against the law, and which laws it
// cites, each once, in the order they come.
func (r *Renderer) checked(e *plan.Entry) *Checked {
	c := &Checked{}
	if e.Law != nil {
		c.On = e.Law.Reviewed
	} else {
		p := r.plan.Page(e)
		c.On, c.By = p.Front.Reviewed, p.Front.Approved.By
		seen := map[*law.Law]bool{}
		for _, name := range cited(p) {
			if l := r.site.Laws.Lookup(name); l != nil && !seen[l] {
				seen[l] = true
				c.Laws = append(c.Laws, linkTo(l.Title(), e.Href(r.plan.ByLaw(l))))
			}
		}
	}
	if c.On.IsZero() {
		return nil
	}
	return c
}

func cited(p *content.Page) []string {
	var names []string
	for _, f := range p.Flows {
		for i := range f.Steps {
			for _, b := range f.Steps[i].Basis {
				names = append(names, b.Law)
			}
		}
	}
	for _, c := range p.Doc.Citations {
		names = append(names, c.Law)
	}
	return names
}

func notice(p *content.Page) *NoticeView {
	n := &NoticeView{Number: p.Front.Number.Value, Issuer: p.Front.Issuer.Value, Index: p.Front.Index.Value}
	if u := p.Front.Until; !u.IsZero() {
		n.Until = u.Long()
		if u.Timed {
			n.Until += u.Begin().Format(" 15:04")
		}
	}
	return n
}

// contents lists the headings of a page that has enough of them to get lost.
func contents(p *content.Page) []Link {
	var links []Link
	for _, f := range p.Flows {
		if f.Level == 2 { // else the heading above it is listed
			links = append(links, linkTo(f.Title, "#"+f.ID))
		}
	}
	for _, h := range p.Doc.Headings {
		if h.Level == 2 {
			links = append(links, linkTo(h.Text, "#"+h.ID))
		}
	}
	if len(links) < 3 {
		return nil
	}
	return links
}
