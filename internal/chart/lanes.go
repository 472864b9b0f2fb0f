package chart

// lanePlans puts every actor's steps into columns of its own: the main one,
// and beside it one for side exits if there are any.
func lanePlans(d *drawer) []plan {
	if len(d.Actors) == 0 {
		return nil
	}
	var plans []plan
	for _, sides := range []bool{true, false} {
		plans = append(plans, layLanes(d, sides))
	}
	return plans
}

// lanes is the work of one such plan.
type lanes struct {
	*drawer
	grid  *grid
	main  []int // column of an actor's steps
	side  []int // of its side exits; the same if it has none of its own
	spots []spot
}

func layLanes(d *drawer, sides bool) plan {
	l := &lanes{drawer: d, grid: &grid{}, spots: make([]spot, len(d.Steps))}
	p := plan{kind: Lanes}
	p.heads = l.columns(sides)
	p.cols = p.heads[len(p.heads)-1].c1
	for i := range d.Steps {
		col, row := l.place(i)
		l.grid.take(col, row)
		l.spots[i] = spot{0, col, row}
	}
	p.spots = l.spots
	p.frames = []frame{{rows: l.grid.rows}}
	p.groups = []group{{0, p.cols, []int{0}}}
	return p
}

// actor of a step; a step that nobody is named for goes to the first lane.
func (d *drawer) actor(step int) int { return max(0, d.Steps[step].Actor) }

// columns gives each actor its columns. A lane gets a side column if a
// Decision of it has a side exit within the lane.
func (l *lanes) columns(sides bool) []laneHead {
	has := make([]bool, len(l.Actors))
	for i := range l.Steps {
		if q, ok := l.Aside(i); ok && l.actor(q) == l.actor(i) {
			has[l.actor(i)] = sides
		}
	}
	var heads []laneHead
	col := 0
	for a := range l.Actors {
		l.main, l.side = append(l.main, col), append(l.side, col)
		head := laneHead{actor: a, c0: col}
		col++
		if has[a] {
			l.side[a] = col
			col++
		}
		head.c1 = col
		heads = append(heads, head)
	}
	return heads
}

// place finds the cell of a step, all earlier ones being placed.
func (l *lanes) place(i int) (col, row int) {
	a := l.actor(i)
	if q, ok := l.Aside(i); ok {
		return l.placeAside(q, i)
	}
	col = l.main[a]
	before, row := -1, 0
	for _, w := range l.In(i) {
		if w.From >= i {
			continue
		}
		least := l.spots[w.From].row
		if l.actor(w.From) == a && l.spots[w.From].col == col {
			least++
		}
		if least > row || before < 0 || least == row && l.drawer.main[[2]int{w.From, i}] {
			before = w.From
		}
		row = max(row, least)
	}
	for ; ; row++ {
		if !l.grid.free(col, row) {
			continue
		}
		if before < 0 || l.spots[before].row != row {
			return col, row
		}
		if from := l.spots[before].col; l.grid.freeBetween(from, col, row) {
			l.grid.keep(from, col, row)
			return col, row
		}
	}
}

// placeAside puts a side exit beside its question, or as near below as it can.
func (l *lanes) placeAside(q, i int) (col, row int) {
	from := l.spots[q]
	col = l.side[l.actor(i)]
	row = from.row
	if col == from.col {
		row++
	}
	row = l.grid.firstFree(col, row)
	if row == from.row && !l.grid.freeBetween(from.col, col, row) {
		row = l.grid.firstFree(col, row+1)
	}
	if row == from.row {
		l.grid.keep(from.col, col, row)
	}
	return col, row
}
