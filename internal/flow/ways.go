package flow

import "slices"

// Ways tells how a reader who follows a flow comes to each step, and how much
// may lie ahead of it. Circles are no difficulty: who goes round one has been
// there before. Read-only once made.
type Ways struct {
	graph *Graph
	into  [][]Way
	ahead []int // questions at most; -1 if a circle lies ahead
}

// Answer is a step that a way passes and the outcomes by which it goes on:
// several if each of them leads on alike, a single "" if the step is no question.
type Answer struct {
	Step   int
	Labels []string
}

// NewWays finds the ways of a flow.
func NewWays(g *Graph) *Ways {
	w := &Ways{graph: g, into: make([][]Way, len(g.Steps)), ahead: make([]int, len(g.Steps))}
	for i := range g.Steps {
		reached := g.reached(i)
		for _, way := range g.In(i) {
			if reached[way.From] {
				w.into[i] = append(w.into[i], way)
			}
		}
	}
	w.measure()
	return w
}

// Into returns the arrows by which a step can be reached for the first time, in
// text order: those that only lead back to it are not among them.
func (w *Ways) Into(step int) []Way { return w.into[step] }

// Before returns what was answered before a step, as far back as there is but
// one way to it. whole tells that it begins at a start.
func (w *Ways) Before(step int) (way []Answer, whole bool) {
	defer func() { slices.Reverse(way) }()
	for {
		in := w.into[step]
		if start := w.graph.Steps[step].Kind == Start; start || len(in) == 0 {
			return way, start && len(in) == 0
		}
		a := Answer{Step: in[0].From}
		for _, arrow := range in {
			if arrow.From != a.Step {
				return way, false
			}
			a.Labels = append(a.Labels, arrow.Label)
		}
		way = append(way, a)
		step = a.Step
	}
}

// Ahead returns how many questions at most come after a step. It is not
// bounded where the way can go round in a circle.
func (w *Ways) Ahead(step int) (most int, bounded bool) {
	return w.ahead[step], w.ahead[step] >= 0
}

// reached tells which steps can be reached from a start without passing a step.
func (g *Graph) reached(without int) []bool {
	reached := make([]bool, len(g.Steps))
	next := g.Starts()
	for len(next) > 0 {
		i := next[len(next)-1]
		next = next[:len(next)-1]
		if i == without || reached[i] {
			continue
		}
		reached[i] = true
		for _, a := range g.Steps[i].Out {
			next = append(next, a.To)
		}
	}
	return reached
}

// measure finds the longest way ahead of each step, going back over a step only
// when all that lies ahead of it is known. A step met again before that lies on
// a circle.
func (w *Ways) measure() {
	const unknown, open, circle = -3, -2, -1
	for i := range w.ahead {
		w.ahead[i] = unknown
	}
	var visit func(i int)
	visit = func(i int) {
		w.ahead[i] = open
		most := 0
		for _, a := range w.graph.Steps[i].Out {
			if w.ahead[a.To] == unknown {
				visit(a.To)
			}
			ahead := w.ahead[a.To]
			if ahead < 0 {
				most = circle
				continue
			}
			if w.graph.Steps[a.To].Kind == Decision {
				ahead++
			}
			if most >= 0 {
				most = max(most, ahead)
			}
		}
		w.ahead[i] = most
	}
	for i := range w.ahead {
		if w.ahead[i] == unknown {
			visit(i)
		}
	}
}
