package leaflet

import (
	"cmp"
	"slices"

	"daoyin/internal/content"
	"daoyin/internal/markdown"
)

// Bounds of the search for what to leave out.
const (
	mostSections = 12 // of a page whose sections are weighed against each other
	mostTries    = 40
)

// chooseSections shows, beside what is shown already, the sections without
// which least is lost: of two long ones the one that is needed more, and
// rather two short ones than a long one.
func (m *Maker) chooseSections(c *choice, t *typesetter) {
	var open []int // sections that may be shown or not
	for i := range c.list {
		if c.list[i].settable && !c.shown[i] {
			open = append(open, i)
		}
	}
	if len(open) > mostSections {
		m.takeInOrder(c, t, open)
		return
	}
	tries := 0
	for _, set := range t.subsets(c, open) {
		if tries++; tries > mostTries {
			break
		}
		with := *c
		with.shown = slices.Clone(c.shown)
		for n, i := range open {
			with.shown[i] = set>>n&1 == 1
		}
		if _, ok := m.try(with, t); ok {
			c.shown = with.shown
			return
		}
	}
	m.takeInOrder(c, t, open)
}

// subsets returns which of the open sections may be shown together, as bits,
// the best first.
func (t *typesetter) subsets(c *choice, open []int) []int {
	room := columnCount * textHeight
	for _, u := range t.units(*c, nil) {
		room -= u.height
	}
	heights := make([]float64, len(open))
	for n, i := range open {
		for _, u := range t.once(i, c.page.Doc, &c.list[i]) {
			heights[n] += u.height
		}
	}
	var sets []int
	lost := map[int]float64{}
	for set := range 1 << len(open) {
		taken := 0.0
		for n, i := range open {
			if set>>n&1 == 1 {
				taken += heights[n]
			} else {
				lost[set] += heights[n] * weight(c.list[i].need)
			}
		}
		if taken <= room {
			sets = append(sets, set)
		}
	}
	slices.SortFunc(sets, func(a, b int) int { return cmp.Or(cmp.Compare(lost[a], lost[b]), cmp.Compare(a, b)) })
	return sets
}

// weight is how much is lost with a line of a section.
func weight(need int) float64 {
	switch need {
	case needLeast:
		return 0.1
	case needMore:
		return 1
	}
	return 3
}

// takeInOrder shows one section after the other that there is still room for,
// what is needed most first.
func (m *Maker) takeInOrder(c *choice, t *typesetter, open []int) {
	byNeed := slices.Clone(open)
	slices.SortStableFunc(byNeed, func(a, b int) int { return cmp.Compare(c.list[a].need, c.list[b].need) })
	for _, i := range byNeed {
		c.shown[i] = true
		if _, ok := m.try(*c, t); !ok {
			c.shown[i] = false
		}
	}
}

// once sets a section, and remembers it: it is tried together with others.
func (t *typesetter) once(i int, d *markdown.Doc, s *section) []unit {
	units, known := t.sections[i]
	if !known {
		units = t.sectionUnits(d, s)
		t.sections[i] = units
	}
	return slices.Clone(units)
}

// flowOnce does the same for a flow.
func (t *typesetter) flowOnce(i int, f *content.Flow, d detail) []unit {
	key := flowKey{i, d}
	units, known := t.flows[key]
	if !known {
		units = t.flowUnits(f, d)
		t.flows[key] = units
	}
	return slices.Clone(units)
}

// flowKey is a flow of the page, told in so much detail.
type flowKey struct {
	index int
	detail
}
