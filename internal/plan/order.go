package plan

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"daoyin/internal/content"
)

// ranked is an entry with what it is listed by, side by side with those of the
// other pages: of many pages, looking each up again takes longer than all else.
type ranked struct {
	entry  *Entry
	tags   []string
	tag    string // the first, which makes the group
	group  int    // the least weight in the group
	weight int
	date   time.Time
	year   int
}

// ranks are pages of one kind.
type ranks []*ranked

func rank(e *Entry, front *content.Front) ranked {
	r := ranked{entry: e, tags: front.Tags, weight: front.Weight, date: front.Date.Begin(), year: front.Date.Year}
	if r.weight == 0 {
		r.weight = math.MaxInt // a page without one comes last, as in Hugo
	}
	if len(r.tags) > 0 {
		r.tag = r.tags[0]
	}
	return r
}

// sorted puts the ranks in an order and returns their entries. Those that are
// alike in it stay by their sources.
func (r ranks) sorted(order func(a, b *ranked) int) []*Entry {
	lightest := map[string]int{}
	for _, one := range r {
		if w, seen := lightest[one.tag]; !seen || one.weight < w {
			lightest[one.tag] = one.weight
		}
	}
	for _, one := range r {
		one.group = lightest[one.tag]
	}
	slices.SortStableFunc(r, order)
	return r.entries()
}

func (r ranks) entries() []*Entry {
	if len(r) == 0 {
		return nil
	}
	all := make([]*Entry, len(r))
	for i, one := range r {
		all[i] = one.entry
	}
	return all
}

// byGroup orders by group, then weight; a group stands where its lightest page
// does.
func byGroup(a, b *ranked) int {
	if a.group != b.group {
		return cmp.Compare(a.group, b.group)
	}
	if n := strings.Compare(a.tag, b.tag); n != 0 {
		return n
	}
	return cmp.Compare(a.weight, b.weight)
}

func newestFirst(a, b *ranked) int {
	if n := b.date.Compare(a.date); n != 0 {
		return n
	}
	return cmp.Compare(a.weight, b.weight)
}

// FirstTag returns the tag that groups a page, or "".
func (m *Map) FirstTag(e *Entry) string {
	if p := m.Page(e); p != nil && len(p.Front.Tags) > 0 {
		return p.Front.Tags[0]
	}
	return ""
}
