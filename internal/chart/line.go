package chart

import (
	"math"

	"daoyin/internal/flow"
)

// line is an arrow on its way across the canvas.
type line struct {
	flow.Way
	order      int // among the arrows of its step
	main, back bool
	beside     bool // leads to the next column of its row
	cost       int
	start, end *port
	path       []int // vertices
	dirs       []dir // dirs[i] leads from path[i] to path[i+1]; the last one into the box
	own        int   // vertices of path before it runs along with another line
	points     []point
	vertices   []point // of path
	labels     []label // none or one
	labelEnd   float64 // how far from its start the label reaches
	laid       bool
}

func (n *line) inDir(i int) dir {
	if i == 0 {
		return n.start.dir
	}
	return n.dirs[i-1]
}

func (n *line) outDir(i int) dir { return n.dirs[i] }

// setDirs fills in directions and points from path and ports.
func (n *line) setDirs(l *lattice) {
	n.dirs = make([]dir, len(n.path))
	for i := range n.path {
		if i+1 == len(n.path) {
			n.dirs[i] = n.end.dir.back()
			break
		}
		v, w := n.path[i], n.path[i+1]
		switch {
		case w == v+1:
			n.dirs[i] = right
		case w == v-1:
			n.dirs[i] = left
		case w > v:
			n.dirs[i] = down
		default:
			n.dirs[i] = up
		}
	}
	n.points, n.vertices = []point{n.start.at}, nil
	for i, v := range n.path {
		n.vertices = append(n.vertices, l.point(v))
		if n.inDir(i) != n.outDir(i) {
			n.points = append(n.points, l.point(v))
		}
	}
	n.points = append(n.points, n.end.at)
}

func (n *line) bends() int { return len(n.points) - 2 }

// leaveCost prefers the sides that a reader expects: the main line goes down
// or on, side exits go aside, ways back as well.
func (n *line) leaveCost(p *port) int32 {
	cost := [4]int32{down: 0, right: 2, left: 3, up: 45}
	if !n.main && n.Label != "" {
		cost = [4]int32{down: 8, right: 0, left: 1, up: 28}
	}
	if n.back {
		cost = [4]int32{down: 14, right: 0, left: 0, up: 8}
	}
	c := cost[p.dir]
	if !n.main && !n.back && n.Label != "" && p.dir == down && !p.aside {
		c += 7 // leave the middle to the main line
	}
	if p.aside {
		c += 5
		if n.main {
			c += 9
		}
	}
	return c
}

func (n *line) enterCost(p *port) int32 {
	cost := [4]int32{up: 0, left: 3, right: 4, down: 45}
	if n.back {
		cost = [4]int32{up: 3, left: 0, right: 0, down: 16}
	}
	c := cost[p.dir]
	if p.aside {
		c += 4
	}
	return c
}

// joinable tells whether another line may run into this one at a vertex: not
// before its label, which would then speak for both.
func (n *line) joinable(at int) bool {
	if n.Label == "" {
		return at > 0
	}
	return at > 0 && n.distance(at) > n.labelEnd
}

// distance from the start to a vertex, along the line.
func (n *line) distance(at int) float64 {
	d, from := 0.0, n.start.at
	p := n.vertices
	for i := 0; i <= at; i++ {
		d += math.Abs(p[i].x-from.x) + math.Abs(p[i].y-from.y)
		from = p[i]
	}
	return d
}

// restLength is the way from a vertex to the end, in units.
func (n *line) restLength(l *lattice, at int) int {
	t := 0
	for i := at; i+1 < len(n.path); i++ {
		t += l.length(n.path[i], n.path[i+1])
	}
	return t
}
