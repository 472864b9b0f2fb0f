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
		if best != nil && (best.worth() == 0 || d.work > enoughWork) {
			break
		}
		if a := d.routeBest(d.rank(plans, room, nil)); a != nil && (best == nil || a.worth() < best.worth()) {
			best, bestRoom = a, room
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
		d.work = 0 // with fewer lines it is worth trying again
		best.route()
	}
	if best == nil || len(best.failed) > 0 {
		return nil, false
	}
	return best, true
}

// routeBest returns the first candidate whose lines can be laid without a fault,
// or the one with the best lines. Of candidates of about one size, those whose
// lines promise most go first.
func (d *drawer) routeBest(ranked []candidate) *placed {
	var best *placed
	for len(ranked) > 0 {
		n := 1
		for n < len(ranked) && ranked[n].score > nearlyAsGood*ranked[0].score {
			n++
		}
		for _, a := range d.lay(ranked[:n]) {
			a.better()
			if best == nil || a.worth() < best.worth() {
				best = a
			}
			if best.worth() == 0 {
				return best
			}
		}
		ranked = ranked[n:]
	}
	return best
}

// nearlyAsGood is the share of the best score that counts as much as it.
const nearlyAsGood = 0.93

// lay lays the lines of candidates once, the best outcome first.
func (d *drawer) lay(some []candidate) []*placed {
	var tries []*placed
	for _, c := range some {
		a := d.place(c.sizes, c.base, nil)
		a.lay()
		tries = append(tries, a)
		if a.worth() == 0 {
			break
		}
	}
	slices.SortStableFunc(tries, func(a, b *placed) int { return cmp.Compare(a.worth(), b.worth()) })
	return tries
}

// worth tells how bad a routed plan is.
func (a *placed) worth() int { return a.bad }

// judge weighs the lines: a crossing as much as three that go a long way round.
func (a *placed) judge() int {
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
	levels := []int{0, 1}
	if d.Bare {
		levels = levels[:1]
	}
	for _, level := range levels {
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
	gutters := sum(widen(d.colGutters(p, room.label), room.factor))
	for _, ratio := range []float64{6.5, 7, 7.5, 8, 8.5, 9, 10, 11, 12, 13} {
		// What the width alone allows: the least work for plans that cannot win.
		wide := math.Min(d.Canvas.most(), area.w()/columnsWide(p.cols, ratio, gutters))
		if wide < least || wide*reads < best.score {
			break
		}
		s := d.size(p, ratio, level, room, chips)
		if s == nil {
			continue
		}
		base := d.Canvas.whole(math.Min(d.Canvas.most(), math.Min(area.w()/s.width(), area.h()/s.height())))
		if base < least {
			continue
		}
		score := base * (0.85 + 0.15*s.fill()) * reads
		if d.Canvas.open() { // all should be seen at once; what is left of the width is for lines
			score /= 1 + base*(s.height()+0.03*s.width())/area.w()
		}
		if score > best.score-1e-9 {
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
