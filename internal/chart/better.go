package chart

import (
	"cmp"
	"math"
	"slices"
)

// What makes lines better that have been laid: some are taken up and laid again
// in another order, and what comes of it is kept if it scores better.

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
		if r.work > enoughWork {
			return
		}
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
			r.lay(n, noLimit)
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

// improve takes up lines that cross or found no way, and lays them again
// before those that stand in their way. It tells whether anything got better.
func (r *router) improve() bool {
	better := false
	for _, n := range slices.Clone(r.all) {
		if r.work > enoughWork {
			return false
		}
		var others []*line
		switch {
		case !n.laid:
			others = r.inTheWay(n, soft())
		default:
			if others = r.crossed(n); len(others) == 0 && (r.detour(n) || n.beside && n.bends() > 0) {
				others = r.wished(n)
			}
			if len(others) == 0 {
				continue
			}
		}
		if r.again(append([]*line{n}, others...)) {
			better = true
		} else if n.laid && (r.again(append(slices.Clone(others), n)) || r.again(besideFirst(n, others))) {
			better = true
		} else if n.laid && r.detour(n) && r.again(append([]*line{n}, r.around(n)...)) {
			better = true
		}
	}
	return better
}

// besideFirst is an order in which what is straight comes before a line, and
// all else that is in its way after it.
func besideFirst(n *line, others []*line) []*line {
	var first, last []*line
	for _, o := range others {
		if o.beside {
			first = append(first, o)
		} else {
			last = append(last, o)
		}
	}
	if len(first) == 0 || len(last) == 0 {
		return nil // that has been tried
	}
	return slices.Concat(first, []*line{n}, last)
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
	if !r.search.find(n, nil, m, noLimit) {
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

// again lays some lines anew in the order given and keeps the outcome if it is
// better; otherwise all is as before. Lines that ran along with one of them
// are laid anew as well.
func (r *router) again(set []*line) bool {
	if len(set) == 0 {
		return false
	}
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
	if r.laysWithin(set, before) {
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

// laysWithin lays some lines, all others being laid, if all together are then
// less bad than a score. It gives up as soon as that cannot be any more.
func (r *router) laysWithin(set []*line, before int) bool {
	left := before - r.score() + lostScore*len(set)
	for _, n := range set {
		// A line's part of the score is at least half of what its way costs, less
		// the doors' share.
		if left <= 0 || !r.lay(n, int32(min(2*left+doorCosts, noLimit))) && left <= lostScore {
			return false
		}
		left -= r.scoreOf(n)
		if n.laid {
			left -= crossScore * len(r.crossed(n)) // the others' half
		}
	}
	return left > 0
}

const (
	lostScore  = 100_000
	crossScore = 700 // for each of the two lines
	doorCosts  = 130 // more than leaveCost and enterCost together
)

// score tells how bad the lines are, all together.
func (r *router) score() int {
	t := 0
	for _, n := range r.all {
		t += r.scoreOf(n)
	}
	return t
}

func (r *router) scoreOf(n *line) int {
	if !n.laid {
		return lostScore
	}
	bend := 10
	if n.beside { // a neighbour is looked for straight across
		bend = 70
	}
	return bend*n.bends() + int(n.distance(len(n.path)-1)/r.unit)/2 + crossScore*len(r.crossed(n))
}
