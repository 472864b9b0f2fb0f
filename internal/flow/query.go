package flow

import "slices"

// Way is an arrow together with the step that it leaves.
type Way struct {
	From int
	Arrow
}

// Number returns the number of a step as citizens see it, from 1.
func (g *Graph) Number(step int) int { return step + 1 }

// In returns the arrows into a step, in text order.
func (g *Graph) In(step int) []Way {
	var in []Way
	for from, s := range g.Steps {
		for _, a := range s.Out {
			if a.To == step {
				in = append(in, Way{From: from, Arrow: a})
			}
		}
	}
	return in
}

// Back tells whether an arrow of the step from leads back: to an earlier step,
// or to that step itself.
func (g *Graph) Back(from int, a Arrow) bool { return a.To <= from }

// MainNext returns where the main line goes from a step: its first outcome, or
// its only arrow. An End has none.
func (g *Graph) MainNext(step int) (next int, ok bool) {
	if out := g.Steps[step].Out; len(out) > 0 {
		return out[0].To, true
	}
	return 0, false
}

// MainLine returns the steps of the main line from the first Start, each once.
func (g *Graph) MainLine() []int {
	starts := g.Starts()
	if len(starts) == 0 {
		return nil
	}
	var line []int
	seen := make([]bool, len(g.Steps))
	for step, ok := starts[0], true; ok && !seen[step]; step, ok = g.MainNext(step) {
		seen[step] = true
		line = append(line, step)
	}
	return line
}

// SideExits returns the outcomes of a step that leave the main line.
func (g *Graph) SideExits(step int) []Arrow {
	if out := g.Steps[step].Out; len(out) > 1 {
		return out[1:]
	}
	return nil
}

// Aside returns the Decision that a step is a mere side exit of: the only
// arrow into the step is one of that Decision's side exits, and it stands right
// after the Decision, or after others that do. A list shows it indented there.
func (g *Graph) Aside(step int) (decision int, ok bool) {
	in := g.In(step)
	if kind := g.Steps[step].Kind; len(in) != 1 || kind == Start || kind == Decision {
		return 0, false
	}
	d := in[0].From
	if d >= step || g.Steps[d].Kind != Decision || g.Steps[d].Out[0].To == step {
		return 0, false
	}
	if d == step-1 {
		return d, true
	}
	host, ok := g.Aside(step - 1)
	return d, ok && host == d
}

// Starts returns all Starts in text order.
func (g *Graph) Starts() []int {
	return g.where(func(s Step) bool { return s.Kind == Start })
}

// StageSteps returns the steps of a stage in text order; -1 asks for those
// before the first stage.
func (g *Graph) StageSteps(stage int) []int {
	return g.where(func(s Step) bool { return s.Stage == stage })
}

func (g *Graph) where(is func(Step) bool) []int {
	var steps []int
	for i, s := range g.Steps {
		if is(s) {
			steps = append(steps, i)
		}
	}
	return steps
}

// Equal tells whether two flows are the same: the same words, steps and arrows.
// Where they were written makes no difference.
func Equal(a, b *Graph) bool {
	return a.Kind == b.Kind && a.Title == b.Title && a.Subtitle == b.Subtitle &&
		slices.Equal(a.Actors, b.Actors) &&
		slices.EqualFunc(a.Stages, b.Stages, func(a, b Stage) bool { return a.Title == b.Title }) &&
		slices.EqualFunc(a.Steps, b.Steps, equalStep)
}

func equalStep(a, b Step) bool {
	sameWords := func(a, b Words) bool { return a.Text == b.Text }
	return a.Name == b.Name && a.Title == b.Title && a.Kind == b.Kind &&
		a.Actor == b.Actor && a.Stage == b.Stage && a.Anchor == b.Anchor &&
		equalLimit(a.Limit, b.Limit) && sameWords(a.Place, b.Place) &&
		slices.EqualFunc(a.Notes, b.Notes, sameWords) &&
		slices.EqualFunc(a.Materials, b.Materials, sameWords) &&
		slices.EqualFunc(a.Basis, b.Basis, func(a, b Basis) bool { return sameCitation(a.Citation, b.Citation) }) &&
		slices.EqualFunc(a.Links, b.Links, func(a, b Link) bool { return a.Text == b.Text && a.Target == b.Target }) &&
		slices.EqualFunc(a.Out, b.Out, func(a, b Arrow) bool {
			return a.Label == b.Label && a.To == b.To && a.Implied == b.Implied
		})
}

func equalLimit(a, b *Limit) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Limit == b.Limit
}
