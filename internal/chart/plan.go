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
	taken [][]bool // by column and row
	rows  int
}

func (g *grid) free(col, row int) bool {
	return col >= len(g.taken) || row >= len(g.taken[col]) || !g.taken[col][row]
}

func (g *grid) take(col, row int) {
	g.mark(col, row)
	g.rows = max(g.rows, row+1)
}

func (g *grid) mark(col, row int) {
	for col >= len(g.taken) {
		g.taken = append(g.taken, nil)
	}
	for row >= len(g.taken[col]) {
		g.taken[col] = append(g.taken[col], false)
	}
	g.taken[col][row] = true
}

// keep keeps the cells between two columns free for a straight line.
func (g *grid) keep(a, b, row int) {
	for c := min(a, b) + 1; c < max(a, b); c++ {
		g.mark(c, row)
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
