package chart

// Costs of a way, in units of the raster. Crossings count most, then bends,
// then length.
const (
	bendCost  = 12
	crossCost = 700
	buckets   = 8192 // more than one move can cost
	most      = 7000 // that a move over lines counts
)

// manner is how a search treats the lines that are there.
type manner struct {
	over  int32 // what it costs to run over one; 0: never
	cross int32
}

// The manners: hard finds a way that can be laid; soft runs over others where
// it must, and so tells which of them to move; wish tells where the line would
// go if it had its wish.
func hard() manner { return manner{0, crossCost} }
func soft() manner { return manner{1500, crossCost} }
func wish() manner { return manner{25, 25} }

// searcher finds the cheapest way of one line by A* over (vertex, direction).
// Its arrays are used again for the next line.
type searcher struct {
	*lattice
	round int32
	stamp []int32
	dist  []int32
	prev  []int32
	rest  []int32           // least cost to come
	queue *[buckets][]int32 // by the sum of dist and rest
	size  int
	last  int32 // the dearest that was put into the queue
	work  *int  // how much has been looked at, in all searches
	aims  []aim
}

func newSearcher(l *lattice, queue *[buckets][]int32, work *int) *searcher {
	n := l.nx * l.ny * 4
	return &searcher{lattice: l, queue: queue, work: work, stamp: make([]int32, n), dist: make([]int32, n), prev: make([]int32, n), rest: make([]int32, n)}
}

// found is the end of the cheapest way.
type found struct {
	state int32
	cost  int32
	port  *port // arrived at, or
	join  *use  // the line of the same target that it runs into
}

// find routes a line if that costs less than a limit.
func (s *searcher) find(n *line, banned map[*port]bool, m manner, limit int32) bool {
	s.round++
	s.aim(n)
	starts := map[int32]*port{}
	for _, p := range s.byStep[n.From] {
		if p.blocked > 0 || p.lines > 0 && m.over == 0 || banned[p] {
			continue
		}
		st := p.state()
		if cost := n.leaveCost(p) + m.over*int32(min(p.lines, 1)); s.push(st, cost, -1, limit) {
			starts[st] = p
		}
	}
	best := found{cost: limit}
	at := int32(0)
	for ; s.size > 0 && at < best.cost; at++ {
		q := &s.queue[at%buckets]
		*s.work += len(*q)
		for k := 0; k < len(*q); k++ {
			st := (*q)[k]
			s.size--
			if s.dist[st]+s.rest[st] == at {
				s.arrive(n, st, &best, m)
				s.expand(n, st, &best, m)
			}
		}
		*q = (*q)[:0]
	}
	s.empty(at)
	if best.cost == limit {
		return false
	}
	s.trace(n, best, starts)
	return true
}

// empty leaves nothing in the queue for the next search.
func (s *searcher) empty(from int32) {
	for at := from; at <= s.last; at++ {
		s.queue[at%buckets] = s.queue[at%buckets][:0]
	}
	s.size, s.last = 0, 0
}

// push puts a state into the queue unless a way as cheap to it is known, or
// nothing cheaper than limit can come of it.
func (s *searcher) push(st, cost, from, limit int32) bool {
	if s.stamp[st] != s.round {
		s.stamp[st], s.dist[st], s.rest[st] = s.round, 1<<30, s.toCome(st)
	}
	at := cost + s.rest[st]
	if s.dist[st] <= cost || at >= limit {
		return false
	}
	s.dist[st], s.prev[st] = cost, from
	s.queue[at%buckets] = append(s.queue[at%buckets], st)
	s.size++
	s.last = max(s.last, at)
	return true
}

// arrive notes where the line could end from this state.
func (s *searcher) arrive(n *line, st int32, best *found, m manner) {
	v, d := int(st/4), dir(st%4)
	for _, p := range s.ends[v] {
		if p.step != n.To || p.blocked > 0 || p.lines > 0 && m.over == 0 {
			continue
		}
		in := p.dir.back()
		if d == p.dir || s.prev[st] < 0 && d != in || n.From == n.To && s.origin(st) == p.state() {
			continue
		}
		turn, ok := s.pass(n, v, d, in, m)
		if !ok {
			continue
		}
		cost := s.dist[st] + turn + n.enterCost(p) + int32(s.stub(p)) + m.over*int32(min(p.lines, 1))
		if cost < best.cost {
			*best = found{state: st, cost: cost, port: p}
		}
	}
	if s.prev[st] < 0 || n.From == n.To {
		return // a line that joins another at its own door would hide its start
	}
	for i := range s.uses[v] {
		u := &s.uses[v][i]
		if u.line.To != n.To || u.line == n || d == u.out.back() || d == u.in.back() && u.in == u.out || !u.line.joinable(u.at) {
			continue
		}
		cost := s.dist[st] + int32(u.line.restLength(s.lattice, u.at)/4) + n.enterCost(u.line.end)/2
		if d != u.out {
			cost += bendCost / 2
		}
		if cost < best.cost {
			*best = found{state: st, cost: cost, join: u}
		}
	}
}

// origin is the state in which the way to a state began.
func (s *searcher) origin(st int32) int32 {
	for s.prev[st] >= 0 {
		st = s.prev[st]
	}
	return st
}

func (s *searcher) stub(p *port) int {
	at := s.point(p.vertex)
	return int((abs(int(at.x-p.at.x)) + abs(int(at.y-p.at.y))) / int(max(1, s.unit)))
}

// expand moves on from a state in the three ways that do not turn back.
func (s *searcher) expand(n *line, st int32, best *found, m manner) {
	v, d := int(st/4), dir(st%4)
	for _, e := range [3]dir{d, (d + 1) % 4, (d + 3) % 4} {
		w := s.near[e][v]
		if w.to < 0 || s.blocked[e%2][w.edge] != 0 {
			continue
		}
		cost, ok := s.pass(n, v, d, e, m)
		if !ok {
			continue
		}
		s.push(w.to*4+int32(e), s.dist[st]+min(cost, most)+w.length, st, best.cost)
	}
}

// pass is what it costs to come to a vertex in one direction and leave it in
// another, with the lines that are there.
func (s *searcher) pass(n *line, v int, in, out dir, m manner) (cost int32, ok bool) {
	if in != out {
		cost = bendCost
	}
	for _, u := range s.uses[v] {
		if u.line == n {
			continue
		}
		straight := u.in == u.out && in == out && u.in.horizontal() != in.horizontal()
		switch {
		case straight:
			cost += m.cross
		case m.over > 0:
			cost += m.over
		default:
			return 0, false
		}
	}
	return cost, true
}

// trace writes the way into the line.
func (s *searcher) trace(n *line, best found, starts map[int32]*port) {
	var states []int32
	for st := best.state; ; st = s.prev[st] {
		states = append(states, st)
		if s.prev[st] < 0 {
			n.start = starts[st]
			break
		}
	}
	n.path = n.path[:0:0]
	for i := len(states) - 1; i >= 0; i-- {
		n.path = append(n.path, int(states[i]/4))
	}
	n.own = len(n.path)
	n.end = best.port
	if u := best.join; u != nil {
		n.path = append(n.path, u.line.path[u.at+1:]...)
		n.end = u.line.end
	}
	n.cost = int(best.cost)
	n.setDirs(s.lattice)
}
