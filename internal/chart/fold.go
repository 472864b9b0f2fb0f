package chart

import "slices"

// foldPlans makes panels of the stages, from few rows to many: each plan folds
// long stages into columns of at most that many rows and stacks short ones.
func foldPlans(d *drawer) []plan {
	stages := d.stageRuns()
	var plans []plan
	for rows := 2; rows <= len(d.Steps)+len(stages); rows++ {
		for _, sides := range []bool{true, false} {
			p := foldAt(d, stages, rows, sides)
			if !slices.ContainsFunc(plans, func(o plan) bool { return slices.Equal(o.spots, p.spots) }) {
				plans = append(plans, p)
			}
		}
	}
	return plans
}

// stageRun is a panel's steps, in text order.
type stageRun struct {
	title string
	steps []int
}

// stageRuns cuts the steps at the stages.
func (d *drawer) stageRuns() []stageRun {
	var runs []stageRun
	for stage := -1; stage < len(d.Stages); stage++ {
		if steps := d.StageSteps(stage); len(steps) > 0 {
			run := stageRun{steps: steps}
			if stage >= 0 {
				run.title = d.Stages[stage].Title
			}
			runs = append(runs, run)
		}
	}
	return runs
}

// fold is a stage in columns: local cells, made into columns of the chart when
// it is packed.
type fold struct {
	cells []spot // by place in stageRun.steps; frame is not used
	cols  []bool // by column: side column
	rows  int
}

func foldAt(d *drawer, stages []stageRun, rows int, sides bool) plan {
	p := plan{kind: Fold, spots: make([]spot, len(d.Steps))}
	room := 0 // rows left in the last group, which is of one column (and its side)
	for _, s := range stages {
		f := foldStage(d, s, rows, sides)
		open := len(p.groups) > 0 && f.rows+1 <= room && mains(f) == 1
		if !open {
			p.groups = append(p.groups, group{c0: p.cols, c1: p.cols})
			room = 0
			if mains(f) == 1 {
				room = rows
			}
		}
		room -= f.rows
		if open {
			room-- // the title of the panel
		}
		p.add(f, s, len(p.groups)-1)
	}
	return p
}

// add puts a folded stage below what the last group holds.
func (p *plan) add(f fold, s stageRun, g int) {
	gr := &p.groups[g]
	gr.c1 = max(gr.c1, gr.c0+len(f.cols))
	p.cols = gr.c1
	gr.frames = append(gr.frames, len(p.frames))
	for i, step := range s.steps {
		p.spots[step] = spot{len(p.frames), gr.c0 + f.cells[i].col, f.cells[i].row}
	}
	p.frames = append(p.frames, frame{title: s.title, rows: f.rows, group: g})
}

func mains(f fold) int {
	n := 0
	for _, side := range f.cols {
		if !side {
			n++
		}
	}
	return n
}

// foldStage folds a stage into the fewest columns that need no more than the
// given rows, and then into the fewest rows that need no more columns.
func foldStage(d *drawer, s stageRun, rows int, sides bool) fold {
	best := foldRows(d, s, rows, sides)
	for r := rows - 1; r > 0; r-- {
		f := foldRows(d, s, r, sides)
		if len(f.cols) > len(best.cols) {
			break
		}
		best = f
	}
	return best
}

func foldRows(d *drawer, s stageRun, rows int, sides bool) fold {
	f := fold{cells: make([]spot, len(s.steps))}
	g := &grid{}
	place := map[int]spot{}
	main, side, row := -1, -1, rows // the current columns, and the next row
	for i, step := range s.steps {
		cell, ok := spot{}, false
		if q, aside := d.Aside(step); aside && sides {
			if at, here := place[q]; here && at.col == main {
				if side < 0 {
					f.cols = append(f.cols, true)
					side = len(f.cols) - 1
				}
				r := g.firstFree(side, at.row)
				cell, ok = spot{0, side, r}, r < rows
			}
		}
		if !ok {
			if row >= rows {
				f.cols = append(f.cols, false)
				main, side, row = len(f.cols)-1, -1, 0
			}
			cell = spot{0, main, row}
			row++
		}
		g.take(cell.col, cell.row)
		place[step], f.cells[i] = cell, cell
	}
	f.rows = g.rows
	return f
}
