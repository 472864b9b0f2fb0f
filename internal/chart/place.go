package chart

import (
	"math"
	"slices"

	"daoyin/internal/flow"
)

// chip is an arrow written into its box.
type chip struct {
	flow.Way
	words string
}

// placed is a plan with lengths: every box has its place, lines come next.
type placed struct {
	*drawer
	plan   plan
	em     float64 // size of the step titles
	unit   float64 // raster of the lines
	area   rect    // of the canvas: what the furniture leaves
	cards  []card
	boxes  []rect
	panels []rect // by frame; Lanes has one
	heads  []rect // titles of panels, heads of lanes
	titles [][]string
	lanes  []rect
	xs, ys []int // lattice lines in units
	chips  []chip

	router *router
	lines  []*line
	failed []chip
	bad    int // what judge says of them
}

// rasterEm is how many lines of the raster an em has.
const rasterEm = 2.5

// place turns ems into lengths and shares out what is left of the canvas.
func (d *drawer) place(s *sizes, em float64, chips []chip) *placed {
	a := &placed{drawer: d, plan: s.plan, titles: s.titles, em: em, unit: em / rasterEm, area: d.furniture.area, chips: chips,
		boxes: make([]rect, len(d.Steps)), panels: make([]rect, len(s.plan.frames)), heads: make([]rect, len(s.plan.frames))}
	if d.Canvas.open() {
		a.area.y1 = a.area.y0 + math.Ceil(s.height()*em)
	}
	width, centres := a.shareWidth(s)
	a.cards = d.chipped(cardKey{math.Max(s.ratio, math.Floor(width/em*1000)/1000), !d.Bare}, chips)
	if slices.ContainsFunc(a.cards, func(c card) bool { return !c.fits }) {
		a.cards = d.chipped(cardKey{s.ratio, !d.Bare}, chips) // a box a hair too narrow: what was measured
	}
	for _, g := range s.plan.groups {
		a.placeGroup(s, g, width, centres)
	}
	a.placeLanes(centres, width)
	a.xs = a.lattice(a.columnLines(centres, width))
	return a
}

// raise moves a coordinate on to the raster.
func (a *placed) raise(v float64) float64 { return math.Ceil(v/a.unit-1e-6) * a.unit }

// shareWidth gives half of what is left to the boxes and half to the gutters.
// Columns stand on the raster; what rounding up takes is taken from the rest.
func (a *placed) shareWidth(s *sizes) (width float64, centres []float64) {
	area := a.area
	left := area.w() - s.width()*a.em
	n := float64(s.plan.cols)
	grow := math.Min(left*0.5/n, math.Max(0, 13-s.ratio)*a.em)
	grow = math.Min(grow, 0.35*s.ratio*a.em)
	width = s.ratio*a.em + grow
	if a.Canvas.open() {
		width = math.Floor(width/a.unit+1e-6) * a.unit
	}
	each := (left - grow*n) / sum(s.cols)
	for range 8 {
		centres = centres[:0]
		x := area.x0
		for i := range s.plan.cols {
			c := a.raise(x + s.cols[i]*(a.em+each) + width/2)
			centres = append(centres, c)
			x = c + width/2
		}
		over := x + s.cols[s.plan.cols]*a.em*0.8 - area.x1
		if over <= 0 {
			break
		}
		if cut := over / sum(s.cols); each > cut {
			each -= cut
		} else {
			each = 0
			width = math.Max(s.ratio*a.em, width-over/n)
		}
	}
	return width, centres
}

// placeGroup shares the height among the frames of a group and their rows.
func (a *placed) placeGroup(s *sizes, g group, width float64, centres []float64) {
	area := a.area
	spare := area.h()/a.em - s.groupHeight(g)
	rows := 0
	for _, f := range g.frames {
		rows += len(s.rows[f])
	}
	y := area.y0
	for _, f := range g.frames {
		own := s.headHeight(f) + sum(s.rows[f]) + sum(s.gutters[f]) + 0.2*float64(len(s.rows[f]))
		extra := spare * float64(len(s.rows[f])) / float64(rows)
		bottom := y + (own+extra)*a.em
		a.panels[f] = rect{a.groupEdge(s, g.c0, centres, width), y, a.groupEdge(s, g.c1, centres, width), bottom}
		a.heads[f] = rect{a.panels[f].x0, y, a.panels[f].x1, y + s.headHeight(f)*a.em}
		a.placeRows(s, f, extra, width, centres)
		y = bottom + panelGap*a.em
	}
}

// groupEdge is the edge of a panel before a column.
func (a *placed) groupEdge(s *sizes, col int, centres []float64, width float64) float64 {
	area := a.area
	switch {
	case col == 0:
		return area.x0
	case col == s.plan.cols:
		return area.x1
	}
	return (centres[col-1] + centres[col]) / 2
}

// placeRows spends what a frame has to spare on notes first, then on boxes
// that are less tight, then on the room between them.
func (a *placed) placeRows(s *sizes, f int, extra, width float64, centres []float64) {
	rows := append([]float64(nil), s.rows[f]...)
	extra = a.spendOnNotes(f, rows, extra)
	grow := math.Max(0, math.Min(extra*0.4/float64(len(rows)), 1.2))
	if a.Canvas.open() {
		grow = math.Floor(grow*rasterEm) / rasterEm
	}
	for r := range rows {
		rows[r] += grow
		extra -= grow
	}
	gutters := s.gutters[f]
	tops := a.stackRows(f, rows, gutters, extra)
	for i, at := range a.plan.spots {
		if at.frame == f {
			a.boxes[i] = rect{centres[at.col] - width/2, tops[at.row].y0, centres[at.col] + width/2, tops[at.row].y1}
		}
	}
	a.rowLines(f, tops)
}

// stackRows stands rows on the raster and gives their gutters what is to spare,
// less what rounding up takes.
func (a *placed) stackRows(f int, rows, gutters []float64, extra float64) []rect {
	tops := make([]rect, len(rows))
	total := sum(gutters)
	for range 8 {
		y := a.heads[f].y1
		for r, h := range rows {
			y += gutters[r] * (1 + math.Max(0, extra)/total) * a.em
			c := a.raise(y + h*a.em/2)
			tops[r] = rect{y0: c - h*a.em/2, y1: c + h*a.em/2}
			y = tops[r].y1
		}
		over := (y-a.panels[f].y1)/a.em + gutters[len(rows)]*0.88
		if over <= 0 || extra <= 0 {
			break
		}
		extra -= over * 1.05
	}
	return tops
}

// spendOnNotes makes rows higher where that lets a whole note in.
func (a *placed) spendOnNotes(f int, rows []float64, extra float64) float64 {
	for level := 1; level <= 3; level++ {
		for r := range rows {
			want := rows[r]
			for i, at := range a.plan.spots {
				if at.frame == f && at.row == r {
					want = math.Max(want, a.cards[i].height(level))
				}
			}
			if want-rows[r] <= extra {
				extra -= want - rows[r]
				rows[r] = want
			}
		}
	}
	return extra
}

// placeLanes gives each actor its strip and its head.
func (a *placed) placeLanes(centres []float64, width float64) {
	if a.plan.kind != Lanes {
		return
	}
	frame := a.panels[0]
	edge := func(col int) float64 {
		switch {
		case col == 0:
			return frame.x0
		case col == a.plan.cols:
			return frame.x1
		}
		return (centres[col-1] + centres[col]) / 2
	}
	for _, h := range a.plan.heads {
		a.lanes = append(a.lanes, rect{edge(h.c0), frame.y0, edge(h.c1), frame.y1})
	}
}

// Lattice: the lines along which lines may run.

// columnLines are those through the ports of the columns and in the gutters.
func (a *placed) columnLines(centres []float64, width float64) []int {
	area := a.area
	var at []int
	from := area.x0
	for i := 0; i <= len(centres); i++ {
		to := area.x1
		if i < len(centres) {
			to = centres[i] - width/2
			at = append(at, a.portLines(centres[i], width)...)
		}
		at = append(at, a.gutterLines(from, to, i == 0, i == len(centres))...)
		if i < len(centres) {
			from = centres[i] + width/2
		}
	}
	return at
}

// rowLines adds those of a frame's rows.
func (a *placed) rowLines(f int, rows []rect) {
	from := a.heads[f].y1
	for i := 0; i <= len(rows); i++ {
		to := a.panels[f].y1
		if i < len(rows) {
			to = rows[i].y0
			a.ys = append(a.ys, a.portLines(rows[i].cy(), rows[i].h())...)
		}
		a.ys = append(a.ys, a.gutterLines(from, to, i == 0, i == len(rows))...)
		if i < len(rows) {
			from = rows[i].y1
		}
	}
}

// portLines are the raster lines of a box's ports: its middle and two more.
func (a *placed) portLines(centre, extent float64) []int {
	c := int(math.Round(centre / a.unit))
	n := portOffset(extent / a.unit)
	if n == 0 {
		return []int{c}
	}
	return []int{c - n, c, c + n}
}

// portOffset is the distance of the outer ports from the middle, in units.
func portOffset(extent float64) int { return min(4, int(extent*0.24)) }

// gutterLines are at most five raster lines within a gutter, far enough from
// the boxes on either side for an arrow head. At the outside there is no box.
func (a *placed) gutterLines(from, to float64, first, last bool) []int {
	near, far := clearance, clearance
	if first {
		near = 0.8
	}
	if last {
		far = 0.8
	}
	lo := int(math.Ceil(from/a.unit + near))
	hi := int(math.Floor(to/a.unit - far))
	if hi < lo {
		return nil
	}
	const most = 5
	if hi-lo < most {
		var all []int
		for v := lo; v <= hi; v++ {
			all = append(all, v)
		}
		return all
	}
	var some []int
	for k := range most {
		some = append(some, lo+int(math.Round(float64(k*(hi-lo))/(most-1))))
	}
	return some
}
