package chart

import (
	"math"
	"slices"

	"daoyin/internal/flow"
)

// clearance of lines from boxes, in units of the raster: more than the arrow
// head is long.
const clearance = 1.6

// A direction along the lattice, clockwise.
type dir int8

const (
	right dir = iota
	down
	left
	up
)

func (d dir) back() dir        { return (d + 2) % 4 }
func (d dir) horizontal() bool { return d == right || d == left }

// lattice is the streets: crossings of vertical and horizontal lines, and
// what lies on them. A vertex is y*nx+x.
type lattice struct {
	unit    float64
	xs, ys  []int
	nx, ny  int
	blocked [2][]int16 // by vertex: the edge to its right, the edge below; how often
	uses    [][]use    // by vertex
	laid    []*line
	ports   []*port
	byStep  [][]*port
	ends    [][]*port   // by vertex
	near    [4][]street // by direction and vertex
	at      [][2]int32  // by vertex: where it lies, in units
}

// use is a line that passes a vertex.
type use struct {
	line    *line
	in, out dir
	at      int // index in line.path
}

// port is a place of a box where a line leaves or arrives.
type port struct {
	step    int
	dir     dir // outwards
	vertex  int
	at      point // on the box's edge
	aside   bool  // not in the middle
	blocked int
	lines   int // how many use it
}

// state is that of a search that leaves by the port.
func (p *port) state() int32 { return int32(p.vertex*4) + int32(p.dir) }

func (a *placed) lattice(cols []int) []int {
	slices.Sort(cols)
	slices.Sort(a.ys)
	a.ys = slices.Compact(a.ys)
	return slices.Compact(cols)
}

func newLattice(a *placed) *lattice {
	l := &lattice{unit: a.unit, xs: a.xs, ys: a.ys, nx: len(a.xs), ny: len(a.ys)}
	n := l.nx * l.ny
	l.ends = make([][]*port, n)
	l.survey()
	l.blocked = [2][]int16{make([]int16, n), make([]int16, n)}
	l.uses = make([][]use, n)
	for _, b := range a.boxes {
		l.block(b.grow(clearance*a.unit-0.01), 1)
	}
	heads := a.headTexts()
	for _, h := range heads {
		l.block(h.grow(0.3*a.unit), 1)
	}
	l.byStep = make([][]*port, len(a.boxes))
	for i, b := range a.boxes {
		l.addPorts(i, b, a.Steps[i].Kind, a.em)
	}
	for _, p := range l.ports {
		l.ends[p.vertex] = append(l.ends[p.vertex], p)
		for i, b := range a.boxes {
			if i != p.step && b.grow(0.8*a.unit).meets(between(p.at, l.point(p.vertex)).grow(0.01)) {
				p.blocked++
			}
		}
		for _, h := range heads {
			if h.meets(between(p.at, l.point(p.vertex)).grow(0.01)) {
				p.blocked++
			}
		}
	}
	return l
}

func (l *lattice) point(v int) point {
	return point{float64(l.xs[v%l.nx]) * l.unit, float64(l.ys[v/l.nx]) * l.unit}
}

// street leads from a vertex to the next one.
type street struct {
	to     int32 // vertex; -1 at the border
	edge   int32 // index into blocked
	length int32
}

// survey notes all streets.
func (l *lattice) survey() {
	for d := right; d <= up; d++ {
		l.near[d] = make([]street, l.nx*l.ny)
	}
	l.at = make([][2]int32, l.nx*l.ny)
	for y := range l.ny {
		for x := range l.nx {
			v := y*l.nx + x
			l.at[v] = [2]int32{int32(l.xs[x]), int32(l.ys[y])}
			to := [4]int{right: v + 1, down: v + l.nx, left: v - 1, up: v - l.nx}
			ok := [4]bool{right: x+1 < l.nx, down: y+1 < l.ny, left: x > 0, up: y > 0}
			for d := right; d <= up; d++ {
				if !ok[d] {
					l.near[d][v] = street{to: -1}
					continue
				}
				w := to[d]
				l.near[d][v] = street{int32(w), int32(min(v, w)), int32(l.length(v, w))}
			}
		}
	}
}

func (l *lattice) length(v, w int) int {
	return abs(l.xs[v%l.nx]-l.xs[w%l.nx]) + abs(l.ys[v/l.nx]-l.ys[w/l.nx])
}

func abs(n int) int { return max(n, -n) }

// block closes (by 1) or opens again (by -1) the streets under a rectangle.
func (l *lattice) block(r rect, by int16) {
	x0, x1 := l.span(l.xs, r.x0, r.x1)
	y0, y1 := l.span(l.ys, r.y0, r.y1)
	for y := y0; y < y1; y++ {
		for x := max(0, x0-1); x < min(x1, l.nx-1); x++ {
			l.blocked[0][y*l.nx+x] += by
		}
	}
	for x := x0; x < x1; x++ {
		for y := max(0, y0-1); y < min(y1, l.ny-1); y++ {
			l.blocked[1][y*l.nx+x] += by
		}
	}
	// a street may pass over a rectangle that no crossing lies in
	for _, p := range l.ports {
		if r.meets(between(p.at, l.point(p.vertex)).grow(0.01)) {
			p.blocked += int(by)
		}
	}
}

// span returns the indices of the lines strictly within two coordinates.
func (l *lattice) span(at []int, from, to float64) (i, j int) {
	i, _ = slices.BinarySearch(at, int(math.Floor(from/l.unit))+1)
	j, _ = slices.BinarySearch(at, int(math.Ceil(to/l.unit)))
	return i, max(i, j)
}

// addPorts gives a box its ports: as many as its shape has flat sides for.
func (l *lattice) addPorts(step int, b rect, kind flow.StepKind, em float64) {
	flatX, flatY := b.w()/2-0.5*em, b.h()/2-0.3*em
	switch kind {
	case flow.Decision:
		flatX, flatY = b.w()/2-slant*em, 0
	case flow.Start, flow.End:
		r := pillRadius(b, em)
		flatX, flatY = b.w()/2-r, b.h()/2-r
	}
	nx, ny := portOffset(b.w()/l.unit), portOffset(b.h()/l.unit)
	cx, cy := int(math.Round(b.cx()/l.unit)), int(math.Round(b.cy()/l.unit))
	for _, k := range []int{0, -nx, nx} {
		if k == 0 || math.Abs(float64(k))*l.unit <= flatX {
			x := float64(cx+k) * l.unit
			l.addPort(step, down, point{x, b.y1}, k != 0)
			l.addPort(step, up, point{x, b.y0}, k != 0)
		}
		if nx == 0 {
			break
		}
	}
	for _, k := range []int{0, -ny, ny} {
		if k == 0 || math.Abs(float64(k))*l.unit <= flatY {
			y := float64(cy+k) * l.unit
			l.addPort(step, right, point{b.x1, y}, k != 0)
			l.addPort(step, left, point{b.x0, y}, k != 0)
		}
		if ny == 0 {
			break
		}
	}
}

func (l *lattice) addPort(step int, d dir, at point, aside bool) {
	v, ok := l.outside(d, at)
	if !ok {
		return
	}
	p := &port{step: step, dir: d, vertex: v, at: at, aside: aside}
	l.ports = append(l.ports, p)
	l.byStep[step] = append(l.byStep[step], p)
}

// outside returns the first vertex that a line from a port reaches beyond the
// clearance.
func (l *lattice) outside(d dir, at point) (vertex int, ok bool) {
	along, across, from, fixed := l.xs, l.ys, at.x, at.y
	if !d.horizontal() {
		along, across, from, fixed = l.ys, l.xs, at.y, at.x
	}
	f, ok := slices.BinarySearch(across, int(math.Round(fixed/l.unit)))
	if !ok {
		return 0, false
	}
	var k int
	if d == right || d == down {
		k, _ = slices.BinarySearch(along, int(math.Ceil(from/l.unit+clearance-1e-6)))
	} else {
		limit := int(math.Floor(from/l.unit - clearance + 1e-6))
		i, exact := slices.BinarySearch(along, limit)
		if k = i - 1; exact {
			k = i
		}
	}
	if k < 0 || k >= len(along) {
		return 0, false
	}
	if d.horizontal() {
		return f*l.nx + k, true
	}
	return k*l.nx + f, true
}

// lay puts a routed line on the streets; lift takes it off.
func (l *lattice) lay(n *line) {
	for i, v := range n.path {
		l.uses[v] = append(l.uses[v], use{n, n.inDir(i), n.outDir(i), i})
	}
	l.laid = append(l.laid, n)
	n.start.lines++
	n.end.lines++
	for _, lb := range n.labels {
		l.block(lb.rect.grow(labelClear*l.unit), 1)
	}
}

func (l *lattice) lift(n *line) {
	l.laid = slices.DeleteFunc(l.laid, func(o *line) bool { return o == n })
	for _, v := range n.path {
		l.uses[v] = slices.DeleteFunc(l.uses[v], func(u use) bool { return u.line == n })
	}
	n.start.lines--
	n.end.lines--
	for _, lb := range n.labels {
		l.block(lb.rect.grow(labelClear*l.unit), -1)
	}
}
