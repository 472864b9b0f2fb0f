package chart

// plan says which cell every step takes, before anything has a length.
// Columns go through all groups; each frame has rows of its own.
type plan struct {
	kind   Placement
	cols   int
	groups []group
	frames []frame
	spots  []spot     // by step
	heads  []laneHead // of Lanes
}

// group is columns side by side, and the frames that stand in them one below
// the other.
type group struct {
	c0, c1 int // columns c0 to c1-1
	frames []int
}

// frame is a panel, or all the lanes together.
type frame struct {
	title string
	rows  int
	group int
}

type spot struct{ frame, col, row int }

// laneHead is an actor's columns.
type laneHead struct{ actor, c0, c1 int }

// grid remembers which cells are taken or kept free for a line.
type grid struct {
	taken map[[2]int]bool // column, row
	rows  int
}

func newGrid() *grid { return &grid{taken: map[[2]int]bool{}} }

func (g *grid) free(col, row int) bool { return !g.taken[[2]int{col, row}] }

func (g *grid) take(col, row int) {
	g.taken[[2]int{col, row}] = true
	g.rows = max(g.rows, row+1)
}

// keep keeps the cells between two columns free for a straight line.
func (g *grid) keep(a, b, row int) {
	for c := min(a, b) + 1; c < max(a, b); c++ {
		g.taken[[2]int{c, row}] = true
	}
}

func (g *grid) freeBetween(a, b, row int) bool {
	for c := min(a, b) + 1; c < max(a, b); c++ {
		if !g.free(c, row) {
			return false
		}
	}
	return true
}

// firstFree returns the first free row of a column, from a row on.
func (g *grid) firstFree(col, from int) int {
	for !g.free(col, from) {
		from++
	}
	return from
}
