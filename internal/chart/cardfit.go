package chart

import (
	"cmp"
	"math"
	"slices"
)

// cardChart is a 导引图 with lengths.
type cardChart struct {
	*drawer
	em      float64
	width   float64 // of a column
	columns [][]laidPanel
}

const (
	cardColumnGap = 0.7
	cardPanelGap  = 0.6

	maxCardColumns = 8
)

// tryCards finds the number of columns that gives the biggest type.
func (d *drawer) tryCards() (attempt, bool) {
	if !d.furniture.fits {
		return nil, false
	}
	panels := d.cardPanels()
	if d.Canvas.open() {
		return d.openCards(panels)
	}
	var best *cardChart
	for level := 1; level >= -1 && best == nil; level-- {
		d.sizes = cardTypeOf(level)
		least := d.Canvas.MinText / d.sizes.small
		for n := 1; n <= maxCardColumns; n++ {
			low := least * (1 + 0.05*math.Max(0, float64(level)))
			if best != nil {
				low = best.em * 1.01
			}
			if c := d.cardColumns(panels, n, level, low); c != nil {
				best = c
			}
		}
	}
	if best == nil {
		return nil, false
	}
	return best, true
}

func (c *cardChart) worth() int { return 0 }

// height is that of the highest column, in ems.
func (c *cardChart) height() float64 {
	h := 0.0
	for _, column := range c.columns {
		h = math.Max(h, columnHeight(column))
	}
	return h
}

func columnHeight(column []laidPanel) float64 {
	h := -cardPanelGap
	for _, l := range column {
		h += cardPanelGap + l.height
	}
	return h
}

// openCards takes as many columns as the width has room for; the height
// follows.
func (d *drawer) openCards(panels []cardPanel) (attempt, bool) {
	d.sizes = cardTypeOf(0)
	em := d.Canvas.MinText / d.sizes.small
	for n := min(maxCardColumns, len(panels)); n > 0; n-- {
		if c := d.pack(panels, n, 0, em); c != nil {
			return c, true
		}
	}
	return nil, false
}

// cardColumns packs the panels into n columns, in text order, with type as big
// as it goes; nil if even the smallest type is too big.
func (d *drawer) cardColumns(panels []cardPanel, n, level int, low float64) *cardChart {
	best := d.pack(panels, n, level, low)
	if best == nil {
		return nil
	}
	high := math.Min(d.Canvas.most(), low*2)
	for range 6 {
		mid := (low + high) / 2
		if c := d.pack(panels, n, level, mid); c != nil {
			best, low = c, mid
		} else {
			high = mid
		}
	}
	return best
}

// pack packs the panels into n columns with type of a given size; nil if they
// do not fit.
func (d *drawer) pack(panels []cardPanel, n, level int, em float64) *cardChart {
	area := d.furniture.area
	width := (area.w()/em - cardColumnGap*float64(n-1)) / float64(n)
	if width < 12 || d.Canvas.open() && width < 14 {
		return nil
	}
	c := &cardChart{drawer: d, em: em, width: width}
	var all []laidPanel
	most := 0.0
	for _, p := range panels {
		l := d.layPanel(p, width, level)
		if !l.fits {
			return nil
		}
		all = append(all, l)
		if most += l.height + cardPanelGap; most > float64(n)*(area.h()/em+cardPanelGap) {
			return nil // more than all columns hold
		}
	}
	height := math.Min(most, area.h()/em)
	if d.Canvas.open() || len(fillColumns(all, n, height)) == n { // with fewer, columns would be wider
		c.columns = partition(all, n, height)
	}
	if c.columns == nil && level < 0 {
		c.columns = squeeze(all, n, height)
	}
	if c.columns == nil {
		return nil
	}
	return c
}

// partition cuts panels into n columns of at most a height, as even as they can
// be; nil if they do not fit or cannot fill as many.
func partition(all []laidPanel, n int, height float64) [][]laidPanel {
	best := fillColumns(all, n, height)
	lo, hi := 0.0, height
	for range 12 {
		mid := (lo + hi) / 2
		if c := fillColumns(all, n, mid); c != nil {
			best, hi = c, mid
		} else {
			lo = mid
		}
	}
	if len(best) < n {
		return nil
	}
	return best
}

// fillColumns fills column after column up to a limit; nil if that takes more
// than n.
func fillColumns(all []laidPanel, n int, limit float64) [][]laidPanel {
	var columns [][]laidPanel
	used := 0.0
	for _, p := range all {
		if p.height > limit {
			return nil
		}
		if len(columns) == 0 || used+cardPanelGap+p.height > limit {
			columns, used = append(columns, nil), -cardPanelGap
		}
		last := len(columns) - 1
		columns[last] = append(columns[last], p)
		used += cardPanelGap + p.height
	}
	if len(columns) > n {
		return nil
	}
	return columns
}

// squeeze cuts panels into n columns out of text order where that is the only
// way: the highest first, each to the fullest column that can take it. Within
// a column, and from column to column, numbers still rise as far as they can.
func squeeze(all []laidPanel, n int, height float64) [][]laidPanel {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(all[b].height, all[a].height) })
	used := make([]float64, n)
	members := make([][]int, n)
	for _, i := range order {
		best := -1
		for c := range used {
			if used[c]+all[i].height <= height && (best < 0 || used[c] > used[best]) {
				best = c
			}
		}
		if best < 0 {
			return nil
		}
		used[best] += all[i].height + cardPanelGap
		members[best] = append(members[best], i)
	}
	var columns [][]laidPanel
	for _, m := range members {
		slices.Sort(m)
	}
	slices.SortFunc(members, slices.Compare)
	for _, m := range members {
		if len(m) == 0 {
			return nil // fewer columns would be wider
		}
		var column []laidPanel
		for _, i := range m {
			column = append(column, all[i])
		}
		columns = append(columns, column)
	}
	return columns
}
