package chart

import (
	"cmp"
	"fmt"
	"slices"

	"daoyin/internal/flow"
)

// router lays all lines of a placed flow.
type router struct {
	*placed
	lat       *lattice
	search    *searcher
	all       []*line
	headRects []rect
}

// route finds a way for every arrow that is not a chip. Those for which there
// is none end up in failed.
func (a *placed) route() {
	a.lay()
	a.better()
}

// lay lays each line once, after another.
func (a *placed) lay() {
	r := &router{placed: a, lat: newLattice(a), headRects: a.headTexts()}
	r.search = newSearcher(r.lat, &a.queue, &a.work)
	r.collect()
	for _, n := range r.all {
		r.lay(n, noLimit)
	}
	a.router = r
	r.settle()
}

// better takes up what crosses, fails or goes a long way round.
func (a *placed) better() {
	a.router.better(3)
	a.router.settle()
}

// reroute tries the lines in other orders.
func (a *placed) reroute() {
	a.router.restart()
	a.router.settle()
}

// enoughWork is how many places are looked at before lines are taken as they
// lie: flows that no way of drawing suits are not worth more.
const enoughWork = 3_000_000

// settle hands the lines over as they lie now.
func (r *router) settle() {
	a := r.placed
	a.lines, a.failed = nil, nil
	for _, n := range r.all {
		if n.laid {
			a.lines = append(a.lines, n)
		} else {
			a.failed = append(a.failed, chip{n.Way, a.chipWords(n.Way)})
		}
	}
	slices.SortFunc(a.lines, func(x, y *line) int { return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.order, y.order)) })
	a.bad = a.judge()
}

func (a *placed) chipWords(w flow.Way) string {
	words := fmt.Sprintf("→ 第%d步", w.To+1)
	if w.Label != "" {
		words = w.Label + words
	}
	return words
}

// collect lists the arrows in the order in which they are laid: the main line,
// then short ones before long ones, ways back last.
func (r *router) collect() {
	chipped := map[[2]int]bool{}
	for i, s := range r.Steps {
		for k, arrow := range s.Out {
			w := flow.Way{From: i, Arrow: arrow}
			if slices.ContainsFunc(r.chips, func(c chip) bool { return c.From == i && c.To == arrow.To && c.Label == arrow.Label }) {
				chipped[[2]int{i, k}] = true
				continue
			}
			n := &line{Way: w, order: k, main: k == 0 && r.drawer.main[[2]int{i, arrow.To}], back: r.Back(i, arrow)}
			from, to := r.plan.spots[i], r.plan.spots[arrow.To]
			n.beside = from.frame == to.frame && from.row == to.row && abs(from.col-to.col) == 1 && !n.back
			r.all = append(r.all, n)
		}
	}
	rank := func(n *line) int {
		switch {
		case n.beside:
			return -1 // straight across, whatever else there is
		case n.main:
			return 0
		case n.back:
			return 2
		}
		return 1
	}
	far := func(n *line) int {
		a, b := r.boxes[n.From], r.boxes[n.To]
		return int(abs(int(a.cx()-b.cx())) + abs(int(a.cy()-b.cy())))
	}
	slices.SortStableFunc(r.all, func(a, b *line) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(far(a), far(b)))
	})
}

// noLimit is more than any line costs.
const noLimit = 1 << 30

// lay routes a line at less than a cost, and places its label. If there is no
// room for the label, it tries other doors.
func (r *router) lay(n *line, limit int32) bool {
	var banned map[*port]bool
	for range 5 {
		if !r.search.find(n, banned, hard(), limit) {
			return false
		}
		if r.placeLabel(n) {
			r.lat.lay(n)
			n.laid = true
			return true
		}
		if banned == nil {
			banned = map[*port]bool{}
		}
		banned[n.start] = true
	}
	return false
}

func (r *router) lift(n *line) {
	if n.laid {
		r.lat.lift(n)
		n.laid = false
	}
}

// crossed returns the lines that a line crosses.
func (r *router) crossed(n *line) []*line {
	var out []*line
	for i, v := range n.path[:n.own] {
		for _, u := range r.lat.uses[v] {
			if u.line != n && u.line.To != n.To && n.inDir(i) == n.outDir(i) && u.in == u.out && u.in.horizontal() != n.inDir(i).horizontal() &&
				!slices.Contains(out, u.line) {
				out = append(out, u.line)
			}
		}
	}
	return out
}
