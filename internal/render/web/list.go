package web

import (
	"html/template"
	"strings"

	"daoyin/internal/plan"
)

// Item is one entry of a list.
type Item struct {
	Title string
	Attr  template.HTMLAttr // href="…"
	Text  string            // a sentence about it; may be ""
	Day   string            // 2026-11-22; "" if it has no date
	Line  template.HTML     // the whole of it, as lists show it
	Topic string
	Body  template.HTML // the whole answer, where a list shows it
	ID    string
	Count int // of a tag
}

// Group is a part of a list under its own heading.
type Group struct {
	Title string
	ID    string
	Items []Item
}

// items makes the list of entries as it stands in e.
func (r *Renderer) items(e *plan.Entry, entries []*plan.Entry) ([]Item, error) {
	items := make([]Item, len(entries))
	for i, x := range entries {
		items[i] = Item{Title: x.Title, Attr: linkTo(x.Title, e.Href(x)).Attr, Topic: plan.FirstTag(x)}
		if x.Page != nil && x.Kind != plan.Tag {
			if d := x.Page.Front.Date.Date; !d.IsZero() {
				items[i].Day = d.String()
			}
		}
		line, err := r.line(e, x, &items[i])
		if err != nil {
			return nil, err
		}
		items[i].Line = line
	}
	return items, nil
}

// line returns item x as a line of a list in e. It is the same in all lists of
// one depth, and a page stands in many: its section, its year, its tags.
func (r *Renderer) line(e, x *plan.Entry, item *Item) (template.HTML, error) {
	key := lineKey{x, e.Root()}
	if line, made := r.lines.Load(key); made {
		return line.(template.HTML), nil
	}
	switch {
	case x.Page != nil && x.Kind != plan.Tag:
		item.Text = x.Page.Summary()
	case x.Law != nil:
		item.Text = x.Law.Summary
	}
	out, err := r.layouts.Execute(nil, "_item", item)
	if err != nil {
		return "", err
	}
	line := template.HTML(out)
	r.lines.Store(key, line)
	return line, nil
}

type lineKey struct {
	entry *plan.Entry
	root  string
}

// groups parts items, which come sorted by topic, at each new topic.
func groups(items []Item) []Group {
	var out []Group
	for _, item := range items {
		title := item.Topic
		if title == "" {
			title = "其他"
		}
		if len(out) == 0 || out[len(out)-1].Title != title {
			out = append(out, Group{Title: title, ID: title})
		}
		last := &out[len(out)-1]
		last.Items = append(last.Items, item)
	}
	return out
}

// answers shows every question with its answer, by topic.
func (r *Renderer) answers(v *View, e *plan.Entry) error {
	for i, x := range e.Items {
		item := &v.Items[i]
		item.ID = strings.TrimSuffix(x.Path[strings.LastIndexByte(x.Path, '/')+1:], ".html")
		f := &filler{r: r, e: e, p: x.Page, doc: x.Page.Doc}
		item.Body = template.HTML(x.Page.Doc.AppendPart(nil, f, item.ID+"-", x.Title))
		if f.err != nil {
			return f.err
		}
	}
	v.Groups = groups(v.Items)
	return nil
}

// sitemap lists every page for people.
func (r *Renderer) sitemap(v *View, e *plan.Entry) error {
	add := func(title string, entries []*plan.Entry) error {
		items, err := r.items(e, entries)
		if len(items) > 0 {
			v.Groups = append(v.Groups, Group{Title: title, ID: title, Items: items})
		}
		return err
	}
	for _, s := range []*plan.Entry{r.plan.Guides, r.plan.FAQs, r.plan.Notices, r.plan.Laws} {
		var all []*plan.Entry
		for _, page := range s.Series {
			all = append(all, page.Items...)
		}
		if s.Series == nil {
			all = s.Items
		}
		if err := add(s.Title, all); err != nil {
			return err
		}
	}
	var others []*plan.Entry
	for _, x := range r.plan.Entries {
		if x.Kind == plan.Page {
			others = append(others, x)
		}
	}
	return add("关于本站", append(others, r.plan.Contact, r.plan.Tags))
}
