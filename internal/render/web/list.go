package web

import (
	"html/template"
	"iter"
	"slices"
	"strings"

	"daoyin/internal/plan"
)

// Item is one entry of a list.
type Item struct {
	Title string
	Attr  template.HTMLAttr // href="…"
	Text  string            // a sentence about it; may be ""
	Day   string            // 2026-11-22; "" if it has no date
	Topic string
	Body  template.HTML // the whole answer, where a list shows it
	ID    string
	Count int // of a tag
}

// Group is a part of a list under its own heading: items, or whole lines.
type Group struct {
	Title string
	ID    string
	Items []Item
	Lines template.HTML
}

// items makes the list of entries as it stands in e.
func (r *Renderer) items(e *plan.Entry, entries []*plan.Entry) []Item {
	items := make([]Item, len(entries))
	for i, x := range entries {
		items[i] = r.item(x, e.Href(x))
	}
	return items
}

func (r *Renderer) item(x *plan.Entry, href string) Item {
	title := r.plan.Title(x)
	i := Item{Title: title, Attr: linkTo(title, href).Attr, Topic: r.plan.FirstTag(x)}
	if p := r.plan.Page(x); p != nil && x.Kind != plan.Tag {
		if d := p.Front.Date.Date; !d.IsZero() {
			i.Day = d.String()
		}
	}
	return i
}

// lines makes the list of entries as it stands in e, written out.
func (r *Renderer) lines(e *plan.Entry, entries []*plan.Entry) (template.HTML, error) {
	buffer := r.scratch.Get().(*[]byte)
	defer r.scratch.Put(buffer)
	b, root := (*buffer)[:0], e.Root()
	for _, x := range entries {
		rest, err := r.made.line.get(x, func() (string, error) { return r.line(x) })
		if err != nil {
			return "", err
		}
		for more := true; more; {
			var part string
			part, rest, more = strings.Cut(rest, rootMark)
			if b = append(b, part...); more {
				b = append(b, root...)
			}
		}
	}
	*buffer = b
	return template.HTML(b), nil
}

// rootMark stands in a line of a list for the way to the output's root, which
// is all that differs between the lists: a page stands in many, its section,
// its year, its tags. No text of a page has this character.
const rootMark = "\x01"

// line returns x as a line of any list.
func (r *Renderer) line(x *plan.Entry) (string, error) {
	i := r.item(x, rootMark+plan.Href("", x.Path))
	switch p := r.plan.Page(x); {
	case p != nil && x.Kind != plan.Tag:
		i.Text = p.Summary()
	case x.Law != nil:
		i.Text = x.Law.Summary
	}
	return r.part("_item", &i)
}

// groups parts entries, which come sorted by topic, at each new topic.
func (r *Renderer) groups(entries []*plan.Entry) iter.Seq2[Group, []*plan.Entry] {
	return func(yield func(Group, []*plan.Entry) bool) {
		for len(entries) > 0 {
			title := r.plan.FirstTag(entries[0])
			n := slices.IndexFunc(entries, func(x *plan.Entry) bool { return r.plan.FirstTag(x) != title })
			if n < 0 {
				n = len(entries)
			}
			if title == "" {
				title = "其他"
			}
			if !yield(Group{Title: title, ID: title}, entries[:n]) {
				return
			}
			entries = entries[n:]
		}
	}
}

// grouped lists entries by topic, each with its own fields.
func (r *Renderer) grouped(e *plan.Entry, entries []*plan.Entry) []Group {
	var all []Group
	for g, part := range r.groups(entries) {
		g.Items = r.items(e, part)
		all = append(all, g)
	}
	return all
}

// groupedLines lists entries by topic, written out.
func (r *Renderer) groupedLines(e *plan.Entry, entries []*plan.Entry) ([]Group, error) {
	var all []Group
	for g, part := range r.groups(entries) {
		lines, err := r.lines(e, part)
		if err != nil {
			return nil, err
		}
		g.Lines = lines
		all = append(all, g)
	}
	return all, nil
}

// answers shows every question with its answer, by topic.
func (r *Renderer) answers(v *View, e *plan.Entry) error {
	v.Groups = r.grouped(e, e.Items)
	n := 0
	for _, g := range v.Groups {
		for i := range g.Items {
			x := e.Items[n]
			n++
			item := &g.Items[i]
			item.ID = strings.TrimSuffix(x.Path[strings.LastIndexByte(x.Path, '/')+1:], ".html")
			p := r.plan.Page(x)
			f := &filler{r: r, e: e, p: p, doc: p.Doc}
			item.Body = template.HTML(p.Doc.AppendPart(nil, f, item.ID+"-", r.plan.Title(x)))
			if f.err != nil {
				return f.err
			}
		}
	}
	return nil
}

// sitemap lists every page for people.
func (r *Renderer) sitemap(v *View, e *plan.Entry) {
	add := func(title string, entries []*plan.Entry) {
		if len(entries) > 0 {
			v.Groups = append(v.Groups, Group{Title: title, ID: title, Items: r.items(e, entries)})
		}
	}
	for _, s := range []*plan.Entry{r.plan.Guides, r.plan.FAQs, r.plan.Notices, r.plan.Laws} {
		var all []*plan.Entry
		for _, page := range s.Series {
			all = append(all, page.Items...)
		}
		if s.Series == nil {
			all = s.Items
		}
		add(r.plan.Title(s), all)
	}
	var others []*plan.Entry
	for _, x := range r.plan.Entries {
		if x.Kind == plan.Page {
			others = append(others, x)
		}
	}
	add("关于本站", append(others, r.plan.Contact, r.plan.Tags))
}
