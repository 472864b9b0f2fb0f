package plan

import (
	"reflect"
	"time"

	"daoyin/internal/content"
)

// With returns the plan of a site in which now stands for the page old and
// which is otherwise the site of m, at a time when the same pages are shown. It
// is what New would plan, made in a fraction of the time; nil if New would plan
// it otherwise than m, or found problems.
//
// Planning looks at front matter and flows, so it is alike when both are.
func (m *Map) With(site *content.Site, at time.Time, old, now *content.Page) *Map {
	if len(old.Flows)+len(now.Flows) > 0 || old.Source != now.Source || old.Kind != now.Kind || old.Path != now.Path || !reflect.DeepEqual(old.Front, now.Front) {
		return nil
	}
	c := copier{to: make([]Entry, len(m.Entries)), series: map[*(*Entry)][]*Entry{}, questions: map[*Questions]*Questions{nil: nil}}
	next := *m
	next.Site, next.At = site, at
	next.Entries = make([]*Entry, len(m.Entries))
	for f, first := range m.byFlow {
		q := m.Questions(f)
		c.questions[q] = &Questions{Flow: q.Flow, Ways: q.Ways, Steps: c.list(q.Steps), Chart: c.entry(q.Chart)}
		c.questions[first] = c.questions[q] // as the map has it
	}
	for i, e := range m.Entries {
		next.Entries[i] = &c.to[i]
		c.copy(e)
		if e.Page == old {
			c.to[i].Page = now
		}
	}
	for _, e := range []**Entry{&next.Home, &next.Guides, &next.FAQs, &next.FAQAll, &next.Notices, &next.Laws, &next.Tags, &next.Contact, &next.Sitemap} {
		*e = c.entry(*e)
	}
	next.Years = c.list(m.Years)
	for f, first := range m.byFlow { // only what the maps have is asked for; the rest would keep the old plan alive
		if q := m.Questions(f); q != first {
			delete(c.questions, q)
		}
	}
	c.series = nil
	next.copied = &c
	return &next
}

// copier makes the entries of one plan those of another: each has its place in
// the new list by its number.
type copier struct {
	to        []Entry
	series    map[*(*Entry)][]*Entry // by the first place of the old list: all pages of a list share it
	questions map[*Questions]*Questions
}

func (c *copier) copy(e *Entry) {
	n := &c.to[e.number]
	*n = *e
	n.Items, n.Prints = c.list(e.Items), c.list(e.Prints)
	n.Parent, n.Prev, n.Next, n.Target = c.entry(e.Parent), c.entry(e.Prev), c.entry(e.Next), c.entry(e.Target)
	n.Questions = c.questions[e.Questions]
	if len(e.Series) > 0 {
		first := &e.Series[0]
		if c.series[first] == nil {
			c.series[first] = c.list(e.Series)
		}
		n.Series = c.series[first]
	}
}

// entry returns what stands for e; a plan that was not copied has no copier.
func (c *copier) entry(e *Entry) *Entry {
	if c == nil || e == nil {
		return e
	}
	return &c.to[e.number]
}

func (c *copier) list(old []*Entry) []*Entry {
	if old == nil {
		return nil
	}
	list := make([]*Entry, len(old))
	for i, e := range old {
		list[i] = c.entry(e)
	}
	return list
}
