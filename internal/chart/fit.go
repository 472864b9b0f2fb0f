package chart

import (
	"cmp"
	"math"
	"slices"
)

// Lengths of the grid, in ems of the step titles.
const (
	sideGutter  = 1.5 // left and right of all columns
	askSide     = 2.5 // where a question stands there, for its label
	panelGutter = 3.0 // between columns of two panels
	colGutter   = 2.2
	topGutter   = 1.4
	footGutter  = 1.45
	rowGutter   = 1.8
	askGutter   = 2.2 // below a row with a question, for its label
	panelHead   = 1.9
	panelGap    = 0.5

	panelTitleSize = 1.05
	panelTitleHigh = 1.3
)

// sizes of a plan for one width of boxes, in ems.
type sizes struct {
	plan    plan
	ratio   float64 // width of a box
	cards   []card
	cols    []float64   // gutters before, between and after columns
	rows    [][]float64 // heights, by frame and row
	titles  [][]string  // of panels, by frame
	gutters [][]float64 // before, between and after rows, by frame
}

// candidates is how many plans are routed before one is taken.
const candidates = 4

// tryGrid finds the plans and widths of boxes that give the biggest type and
// read best, routes the best few and takes the one with the best lines.
func (d *drawer) tryGrid(make func(*drawer) []plan) (attempt, bool) {
	plans := make(d)
	var best *placed
	var bestRoom room
	for _, room := range []room{{1, 4.5}, {1.5, 4.5}, {1, 3.5}} {
		for _, c := range d.rank(plans, room, nil) {
			if best != nil && best.worth() == 0 {
				break
			}
			a := d.place(c.sizes, c.base, nil)
			a.route()
			if best == nil || a.worth() < best.worth() {
				best, bestRoom = a, room
			}
		}
		if best != nil && bestRoom == room && best.worth() > 0 {
			best.reroute()
		}
	}
	for range 4 { // what found no way is told in its box, which may move boxes
		if best == nil || len(best.failed) == 0 {
			break
		}
		chips := append(append([]chip(nil), best.chips...), best.failed...)
		ranked := d.rank([]plan{best.plan}, bestRoom, chips)
		if len(ranked) == 0 {
			ranked = d.rank(plans, room{1, 3.5}, chips)
		}
		if len(ranked) == 0 {
			return nil, false
		}
		best = d.place(ranked[0].sizes, ranked[0].base, chips)
		best.route()
	}
	if best == nil || len(best.failed) > 0 {
		return nil, false
	}
	return best, true
}

// worth tells how bad a routed plan is.
// A crossing weighs as much as three lines that go a long way round.
func (a *placed) worth() int {
	rounds := 0
	for _, n := range a.lines {
		if a.router.detour(n) && n.cost > 130 {
			rounds++
		}
	}
	return crossWorth*(3*(len(a.failed)+len(a.chips))+crossings(a.lines)) + rounds
}

const crossWorth = 3

// room is how much gutters are given: a factor, and the most that is reserved
// for a label. Which suits a flow best is found by trying.
type room struct{ factor, label float64 }

// candidate is a plan with sizes that the canvas can hold.
type candidate struct {
	sizes *sizes
	base  float64
	score float64
}

// rank returns the best plans, the best one first, each with its best width
// of boxes. Arrows in chips are written into their boxes. With room for the
// first note in every box, if the type does not suffer too much.
func (d *drawer) rank(plans []plan, room room, chips []chip) []candidate {
	var out []candidate
	for _, level := range []int{0, 1} {
		roomy := func(c candidate) bool { return c.base >= 1.2*d.Canvas.least() }
		if level == 1 && !slices.ContainsFunc(out, roomy) {
			break
		}
		var some []candidate
		for _, p := range plans {
			if c, ok := d.bestWidth(p, level, room, chips); ok {
				some = append(some, c)
			}
		}
		if len(some) > 0 {
			out = some
		}
	}
	slices.SortStableFunc(out, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	return out[:min(len(out), candidates)]
}

// bestWidth finds the width of boxes that gives a plan the biggest type.
func (d *drawer) bestWidth(p plan, level int, room room, chips []chip) (best candidate, ok bool) {
	if !d.furniture.fits {
		return best, false
	}
	area := d.furniture.area
	least := d.Canvas.least() * (1 + 0.08*float64(level))
	reads := d.reads(p)
	for _, ratio := range []float64{6.5, 7, 7.5, 8, 8.5, 9, 10, 11, 12, 13} {
		s := d.size(p, ratio, level, room, chips)
		if s == nil {
			continue
		}
		base := math.Min(d.Canvas.most(), math.Min(area.w()/s.width(), area.h()/s.height()))
		if base < least {
			continue
		}
		if score := base * (0.85 + 0.15*s.fill()) * reads; score > best.score-1e-9 {
			best, ok = candidate{s, base, score}, true
		}
	}
	return best, ok
}

// reads tells how well a plan reads before it has lines: how many arrows lead
// to a neighbour, where the eye looks for it.
func (d *drawer) reads(p plan) float64 {
	all, bad := 0.0, 0.0
	for i, s := range d.Steps {
		for k, a := range s.Out {
			all++
			from, to := p.spots[i], p.spots[a.To]
			below := from.frame == to.frame && from.col == to.col && to.row == from.row+1
			beside := from.frame == to.frame && from.row == to.row
			switch {
			case d.main[[2]int{i, a.To}] && k == 0:
				if !below && !beside {
					bad += 2
				}
			case a.To > i && !beside && !below:
				bad++
			}
		}
	}
	return 1 - 0.35*math.Min(1, bad/all)
}

// size measures a plan; nil if some words do not fit boxes of that width.
func (d *drawer) size(p plan, ratio float64, level int, room room, chips []chip) *sizes {
	s := &sizes{plan: p, ratio: ratio, cards: d.chipped(cardKey{ratio, level > 0}, chips)}
	for _, f := range p.frames {
		s.rows = append(s.rows, make([]float64, f.rows))
	}
	for i, c := range s.cards {
		if !c.fits {
			return nil
		}
		at := p.spots[i]
		row := &s.rows[at.frame][at.row]
		*row = math.Max(*row, c.height(level))
	}
	s.titles = make([][]string, len(p.frames))
	s.cols = widen(d.colGutters(p, room.label), room.factor)
	for f := range p.frames {
		s.gutters = append(s.gutters, widen(d.rowGutters(p, f), room.factor))
		if title := panelTitle(p, f); title != "" {
			s.titles[f], _ = d.broken(title, panelTitleSize, true, s.panelWidth(p.groups[p.frames[f].group])-1.2)
		}
	}
	return s
}

func (d *drawer) chipped(key cardKey, chips []chip) []card {
	cards := d.cards(key)
	if len(chips) == 0 {
		return cards
	}
	cards = append([]card(nil), cards...)
	for i := range cards {
		var words []string
		for _, c := range chips {
			if c.From == i {
				words = append(words, c.words)
			}
		}
		cards[i] = d.withChips(cards[i], words)
	}
	return cards
}

// colGutters leaves room for the labels of side exits between columns.
func (d *drawer) colGutters(p plan, most float64) []float64 {
	g := make([]float64, p.cols+1)
	for i := range g {
		g[i] = colGutter
	}
	for _, gr := range p.groups {
		if p.kind == Fold && gr.c0 > 0 {
			g[gr.c0] = panelGutter
		}
	}
	for i, s := range d.Steps {
		for _, a := range s.Out {
			from, to := p.spots[i], p.spots[a.To]
			if a.Label == "" || from.frame != to.frame || from.row != to.row || from.col == to.col {
				continue
			}
			k := from.col + 1
			if to.col < from.col {
				k = from.col
			}
			g[k] = math.Max(g[k], math.Min(d.labelShapes(a.Label)[0].w+0.8, most))
		}
	}
	g[0], g[p.cols] = sideGutter, sideGutter
	for i, s := range d.Steps {
		if len(s.Out) < 2 {
			continue
		}
		switch p.spots[i].col {
		case 0:
			g[0] = askSide
		case p.cols - 1:
			g[p.cols] = askSide
		}
	}
	return g
}

func (d *drawer) rowGutters(p plan, f int) []float64 {
	g := make([]float64, p.frames[f].rows+1)
	for i := range g {
		g[i] = rowGutter
	}
	for i, s := range d.Steps {
		if at := p.spots[i]; at.frame == f && len(s.Out) > 1 {
			g[at.row+1] = askGutter
		}
	}
	g[0], g[len(g)-1] = topGutter, footGutter
	return g
}

// widen makes gutters wider by a factor, for flows with many lines.
func widen(gutters []float64, by float64) []float64 {
	for i := range gutters {
		gutters[i] *= by
	}
	return gutters
}

func sum(vs []float64) float64 {
	t := 0.0
	for _, v := range vs {
		t += v
	}
	return t
}

// width is what all columns need; rounding takes a little for each.
func (s *sizes) width() float64 { return float64(s.plan.cols)*(s.ratio+0.2) + sum(s.cols) }

// height is that of the highest group.
func (s *sizes) height() float64 {
	most := 0.0
	for _, g := range s.plan.groups {
		most = math.Max(most, s.groupHeight(g))
	}
	return most
}

func (s *sizes) groupHeight(g group) float64 {
	h := panelGap * float64(len(g.frames)-1)
	for _, f := range g.frames {
		h += s.headHeight(f) + sum(s.rows[f]) + sum(s.gutters[f]) + 0.2*float64(len(s.rows[f]))
	}
	return h
}

// headHeight is that of a panel's title, or of the heads of the lanes.
func (s *sizes) headHeight(f int) float64 {
	if s.plan.kind == Lanes {
		return panelHead
	}
	if n := len(s.titles[f]); n > 0 {
		return 0.6 + panelTitleHigh*float64(n)
	}
	return 0
}

// panelWidth is that of a group's panels.
func (s *sizes) panelWidth(g group) float64 {
	w := float64(g.c1-g.c0)*s.ratio + sum(s.cols[g.c0+1:g.c1])
	for _, c := range []int{g.c0, g.c1} {
		if c == 0 || c == s.plan.cols {
			w += s.cols[c]
		} else {
			w += s.cols[c]/2 - panelGap/2
		}
	}
	return w
}

// fill is the share of cells that hold a step.
func (s *sizes) fill() float64 {
	cells := 0.0
	for _, g := range s.plan.groups {
		rows := 0
		for _, f := range g.frames {
			rows += s.plan.frames[f].rows
		}
		cells += float64(rows * (g.c1 - g.c0))
	}
	return float64(len(s.cards)) / cells
}
