package leaflet

import (
	"math"
	"slices"

	"daoyin/internal/content"
)

// inside is what the three panels inside and the flap hold.
type inside struct {
	units []unit
	packing
	*typesetter
	titles []string // of the sections that are shown
}

// columnCount is how many panels the page's text goes through: the three
// inside, and the flap.
const columnCount = 4

// choice is what of a page is shown.
type choice struct {
	page   *content.Page
	list   []section
	shown  []bool // by section
	detail detail
	phones bool // the other telephone numbers of the site, where there is room
	memo   int  // lines that the reader writes on, where there is room
}

// choose finds out what goes on the sheet and how large it is set: how much of
// the steps, which sections, and then the largest type that takes all of it.
func (m *Maker) choose(p *content.Page) (inside, bool) {
	c := choice{page: p, list: sections(p)}
	least := m.typesetter(leastSize)
	c.shown = make([]bool, len(c.list))
	if !m.chooseDetail(&c, least) {
		return inside{}, false
	}
	m.chooseSections(&c, least)
	in, ok := m.largest(c)
	if !ok {
		return inside{}, false
	}
	in = m.fillUp(c, in)
	for i := range c.list {
		if c.shown[i] && c.list[i].title != "" && !c.list[i].besides && c.list[i].need != needLeast {
			in.titles = append(in.titles, c.list[i].title)
		}
	}
	return in, true
}

// shyOf is by how much smaller the type may be if thereby no section goes on
// from the inside to the flap.
const shyOf = 1.0

// largest sets a choice as large as it goes on the sheet.
func (m *Maker) largest(c choice) (inside, bool) {
	var best inside
	found := false
	for size := m.largestLikely(c); size >= leastSize; size -= sizeStep {
		in, ok := m.try(c, m.typesetter(size))
		if ok && !found {
			best, found = in, true
		}
		if ok && !in.hints {
			return in, true
		}
		if found && size < best.size-shyOf {
			break
		}
	}
	return best, found
}

// largestLikely saves trying sizes that are far too large: text takes room as
// the square of its size.
func (m *Maker) largestLikely(c choice) float64 {
	taken := 0.0
	for _, u := range m.typesetter(leastSize).units(c, m.site) {
		taken += u.height
	}
	likely := leastSize * math.Sqrt(columnCount*textHeight/taken)
	return min(mostSize, leastSize+sizeStep*math.Ceil((likely-leastSize)/sizeStep+2))
}

// chooseDetail finds out how much can be told about each step: all of it if
// that costs no section, otherwise as much as leaves room for the citizen's
// rights, which are to be as visible as the duties.
func (m *Maker) chooseDetail(c *choice, t *typesetter) bool {
	for i := range c.shown {
		c.shown[i] = c.list[i].settable
	}
	if _, ok := m.try(*c, t); ok {
		return true
	}
	rights := slices.IndexFunc(c.list, func(s section) bool { return s.need == needMost && s.settable })
	for _, with := range []bool{true, false} {
		if with && rights < 0 {
			continue
		}
		clear(c.shown)
		if with {
			c.shown[rights] = true
		}
		most := noBasis
		if with {
			most = noNotes
		}
		for c.detail = firstNote; c.detail <= most; c.detail++ {
			if _, ok := m.try(*c, t); ok {
				return true
			}
		}
	}
	return false
}

// try packs a choice.
func (m *Maker) try(c choice, t *typesetter) (inside, bool) {
	units := t.units(c, m.site)
	packed, ok := pack(units, columnCount, textHeight, t.high*hintLines)
	return inside{units: units, packing: packed, typesetter: t}, ok
}

// units are everything that a choice shows: how the page begins, its flows,
// its sections, and what was left out.
func (t *typesetter) units(c choice, site *content.Settings) []unit {
	var units []unit
	add := func(these func(*section) bool) {
		for i := range c.list {
			if c.shown[i] && these(&c.list[i]) {
				units = append(units, t.once(i, c.page.Doc, &c.list[i])...)
			}
		}
	}
	add(func(s *section) bool { return s.title == "" })
	for i := range c.page.Flows {
		units = append(units, t.flowOnce(i, &c.page.Flows[i], c.detail)...)
	}
	add(func(s *section) bool { return s.title != "" && s.besides })
	add(func(s *section) bool { return s.title != "" && !s.besides })
	if c.memo > 0 {
		units = append(units, t.memo(c.memo))
	}
	if c.phones {
		units = append(units, t.phoneUnits(site)...)
	}
	if left := c.left(); len(left) > 0 {
		units = append(units, t.leftOut(left))
	}
	return units
}

// left names everything of the page that is not shown.
func (c choice) left() []string {
	var left []string
	if slices.ContainsFunc(c.page.Flows, func(f content.Flow) bool { return c.detail.leaves(&f) }) {
		left = append(left, c.detail.left())
	}
	for i := range c.list {
		if !c.shown[i] {
			left = append(left, c.list[i].name())
		}
	}
	return left
}

// fillUp uses what room is left: for the other telephone numbers, and for what
// the reader writes down.
func (m *Maker) fillUp(c choice, in inside) inside {
	if len(m.site.Channels) > 0 {
		c.phones = true
		if more, ok := m.try(c, in.typesetter); ok {
			in = more
		} else {
			c.phones = false
		}
	}
	for c.memo = memoMost; c.memo >= memoLeast; c.memo-- {
		if more, ok := m.try(c, in.typesetter); ok && (!more.hints || in.hints) {
			return more
		}
	}
	return in
}
