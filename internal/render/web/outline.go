package web

import "daoyin/internal/flow"

// outline is the order in which a flow's steps are listed: the line that a
// reader follows, and under each question the steps that only its exits reach.
type outline struct {
	graph *flow.Graph
	under map[int][]int // question → steps listed under it
	next  map[int]int   // step of the line → the step listed after it, -1 at the end
	line  []int
}

func newOutline(g *flow.Graph) *outline {
	o := &outline{graph: g, under: map[int][]int{}, next: map[int]int{}}
	for i := 0; i < len(g.Steps); {
		o.line = append(o.line, i)
		if g.Steps[i].Kind == flow.Decision {
			o.under[i] = exits(g, i)
		}
		i += 1 + len(o.under[i])
	}
	for n, i := range o.line {
		o.next[i] = -1
		if n+1 < len(o.line) {
			o.next[i] = o.line[n+1]
		}
	}
	return o
}

// exits returns the steps right after question d that nothing but d, or one of
// them, leads to. The main line's next step is not among them, but in a 导引图,
// where outcomes are equal, it may be; questions are not either, so that lists nest but once.
func exits(g *flow.Graph, d int) []int {
	var run []int
	inside := map[int]bool{d: true}
	for i := d + 1; i < len(g.Steps); i++ {
		s := &g.Steps[i]
		if s.Kind == flow.Decision || s.Kind == flow.Start || s.Stage != g.Steps[d].Stage {
			break
		}
		if g.Steps[d].Out[0].To == i && (s.Kind != flow.End || g.Kind == flow.RouteMap) {
			break
		}
		for _, way := range g.In(i) {
			if !inside[way.From] {
				return run
			}
		}
		run = append(run, i)
		inside[i] = true
	}
	return run
}
