package chart

import (
	"cmp"
	"fmt"
	"math"
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
	r := &router{placed: a, lat: newLattice(a), headRects: a.headTexts()}
	r.search = newSearcher(r.lat, &a.queue)
	r.collect()
	for _, n := range r.all {
		r.lay(n)
	}
	a.router = r
	r.better(3)
	r.settle()
}

// reroute tries the lines in other orders.
func (a *placed) reroute() {
	a.router.restart()
	a.router.settle()
}

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
}

// better improves the lines for some rounds, while that helps.
func (r *router) better(rounds int) {
	for range rounds {
		if !r.improve() {
			break
		}
	}
}

// restarts is how often all lines are taken up and laid in another order.
const restarts = 5

// restart takes all lines up while some cross or found no way, lets those that
// had trouble go first, and keeps the best outcome.
func (r *router) restart() {
	trouble := make(map[*line]int)
	order := slices.Clone(r.all)
	best := r.score()
	for range restarts {
		calm := true
		for i, n := range order {
			k := len(order) - i // keeps the order of equals
			if !n.laid || len(r.crossed(n)) > 0 {
				calm = false
				trouble[n] += 1000
			}
			trouble[n] = trouble[n]/1000*1000 + k
		}
		if calm {
			return
		}
		slices.SortStableFunc(order, func(a, b *line) int { return cmp.Compare(trouble[b], trouble[a]) })
		saved := make([]line, len(r.all))
		for i, n := range r.all {
			saved[i] = *n
			r.lift(n)
		}
		for _, n := range order {
			r.lay(n)
		}
		r.better(1)
		if score := r.score(); score < best {
			best = score
			continue
		}
		for i, n := range r.all {
			r.lift(n)
			*n = saved[i]
		}
		for _, n := range r.all {
			if n.laid {
				r.lat.lay(n)
			}
		}
	}
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
			main := k == 0 && r.drawer.main[[2]int{i, arrow.To}]
			r.all = append(r.all, &line{Way: w, order: k, main: main, back: r.Back(i, arrow)})
		}
	}
	rank := func(n *line) int {
		from, to := r.plan.spots[n.From], r.plan.spots[n.To]
		switch {
		case from.frame == to.frame && from.row == to.row && abs(from.col-to.col) == 1 && !n.back:
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

// lay routes a line and places its label. If there is no room for the label,
// it tries other doors.
func (r *router) lay(n *line) bool {
	var banned map[*port]bool
	for range 5 {
		if !r.search.find(n, banned, hard()) {
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

// improve takes up lines that cross or found no way, and lays them again
// before those that stand in their way. It tells whether anything got better.
func (r *router) improve() bool {
	better := false
	for _, n := range slices.Clone(r.all) {
		var others []*line
		switch {
		case !n.laid:
			others = r.inTheWay(n, soft())
		default:
			if others = r.crossed(n); len(others) == 0 && r.detour(n) {
				others = r.wished(n)
			}
			if len(others) == 0 {
				continue
			}
		}
		if r.again(append([]*line{n}, others...)) {
			better = true
		} else if n.laid && r.again(append(others, n)) {
			better = true
		} else if n.laid && r.detour(n) && r.again(append([]*line{n}, r.around(n)...)) {
			better = true
		}
	}
	return better
}

// detour tells whether a line goes much farther than it would have to.
func (r *router) detour(n *line) bool {
	a, b := n.points[0], n.points[len(n.points)-1]
	direct := math.Abs(a.x-b.x) + math.Abs(a.y-b.y)
	return n.distance(len(n.path)-1) > 1.6*direct+12*r.unit
}

// around returns the side lines that come near the direct way of a line.
func (r *router) around(n *line) []*line {
	a, b := r.boxes[n.From], r.boxes[n.To]
	area := rect{min(a.x0, b.x0), min(a.y0, b.y0), max(a.x1, b.x1), max(a.y1, b.y1)}.grow(2 * r.em)
	var out []*line
	for _, o := range r.all {
		if o.laid && o != n && !o.main && o.near(area) {
			out = append(out, o)
		}
	}
	return out
}

// wished returns the lines that keep a line from the way it would like best.
func (r *router) wished(n *line) []*line {
	saved := *n
	r.lift(n)
	others := r.inTheWay(n, wish())
	*n = saved
	r.lat.lay(n)
	for _, o := range r.all { // labels of one question compete for room
		if o.laid && o != n && o.From == n.From && !slices.Contains(others, o) {
			others = append(others, o)
		}
	}
	return others
}

// inTheWay returns the lines that a line would run over.
func (r *router) inTheWay(n *line, m manner) []*line {
	var out []*line
	if !r.search.find(n, nil, m) {
		return nil
	}
	add := func(o *line) {
		if o != n && !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	for i, v := range n.path[:n.own] {
		for _, u := range r.lat.uses[v] {
			if u.line.To != n.To || i < n.own-1 {
				add(u.line)
			}
		}
	}
	for _, o := range r.all {
		if o.laid && (o.start == n.start || o.end == n.start || o.start == n.end || o.end == n.end && o.To != n.To) {
			add(o)
		}
	}
	return out
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

// again lays some lines anew in the order given and keeps the outcome if it is
// better; otherwise all is as before. Lines that ran along with one of them
// are laid anew as well.
func (r *router) again(set []*line) bool {
	for _, o := range r.all {
		if o.laid && !slices.Contains(set, o) && slices.ContainsFunc(set, func(n *line) bool { return n.To == o.To && o.own < len(o.path) }) {
			set = append(set, o)
		}
	}
	before := r.score()
	saved := make([]line, len(set))
	for i, n := range set {
		saved[i] = *n
		r.lift(n)
	}
	for _, n := range set {
		r.lay(n)
	}
	if r.score() < before {
		return true
	}
	for i, n := range set {
		r.lift(n)
		*n = saved[i]
		if n.laid {
			r.lat.lay(n)
		}
	}
	return false
}

// score tells how bad the lines are, all together.
func (r *router) score() int {
	t := 0
	for _, n := range r.all {
		if !n.laid {
			t += 100_000
			continue
		}
		t += 10*n.bends() + int(n.distance(len(n.path)-1)/r.unit)/2
		t += 700 * len(r.crossed(n)) // each crossing is seen from both lines
	}
	return t
}
