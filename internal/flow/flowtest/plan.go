// Package flowtest makes random valid flows for tests: of the flow language
// itself, and of whatever draws or lists flows. The same random source gives
// the same flow. It is not part of the program.
package flowtest

import (
	"math/rand/v2"
	"slices"

	"daoyin/internal/flow"
)

// Options bound what is made. The zero value is a 路线图 within the bounds of
// the flow language: 4 to 24 steps, 1 to 6 actors, up to 5 outcomes.
type Options struct {
	Kind        flow.Kind
	MinSteps    int // 4 if zero; at least 2
	MaxSteps    int // 24 if zero
	MaxActors   int // 6 if zero
	MaxOutcomes int // of one question; 5 if zero, at least 2
}

func (o Options) bounded() Options {
	fill := func(v *int, otherwise, least int) {
		if *v == 0 {
			*v = otherwise
		}
		*v = max(*v, least)
	}
	fill(&o.MinSteps, 4, 2)
	fill(&o.MaxSteps, 24, o.MinSteps)
	fill(&o.MaxActors, 6, 1)
	fill(&o.MaxOutcomes, 5, 2)
	return o
}

// step is a step of a flow that is being made: its kind and ways out.
type step struct {
	kind  flow.StepKind
	jumps bool  // its arrow is written, wherever it leads
	out   []int // in the order written
}

// planner draws the steps and arrows, without words.
type planner struct {
	*rand.Rand
	Options
	steps []step
}

// plan makes steps of which each can be reached from the start before it and
// each leads on towards the end behind it; ways back come on top.
func plan(r *rand.Rand, o Options) []step {
	p := &planner{Rand: r, Options: o}
	n := o.MinSteps + r.IntN(o.MaxSteps-o.MinSteps+1)
	p.steps = []step{{kind: flow.Start}}
	for i := 1; i < n; i++ {
		before := &p.steps[i-1]
		if before.kind == flow.Work && p.Float64() < 0.12 && p.parent(i) >= 0 {
			before.jumps = true
		}
		if before.kind == flow.End || before.kind == flow.Decision || before.jumps {
			parent := &p.steps[p.parent(i)]
			parent.out = append(parent.out, i)
		}
		kind := flow.End
		if i < n-1 {
			kind = p.kind(i)
		}
		p.steps = append(p.steps, step{kind: kind})
	}
	p.outcomes()
	p.jumps()
	return p.steps
}

// parent returns a Decision before step i that may have another outcome, or -1.
func (p *planner) parent(i int) int {
	var roomy []int
	for j, s := range p.steps[:i] {
		if s.kind == flow.Decision && len(s.out) < p.MaxOutcomes {
			roomy = append(roomy, j)
		}
	}
	switch {
	case len(roomy) == 0:
		return -1
	case p.Float64() < 0.6:
		return roomy[len(roomy)-1]
	default:
		return roomy[p.IntN(len(roomy))]
	}
}

func (p *planner) kind(i int) flow.StepKind {
	decision, end := 0.3, 0.15
	if p.Kind == flow.GuideMap {
		decision, end = 0.45, 0.4
	}
	switch f := p.Float64(); {
	case f < decision:
		return flow.Decision
	case f < decision+end && p.parent(i) >= 0:
		return flow.End
	case f > 0.97:
		return flow.Start
	default:
		return flow.Work
	}
}

// outcomes gives each Decision at least two ways, one of them forward.
func (p *planner) outcomes() {
	n := len(p.steps)
	for i := range p.steps {
		s := &p.steps[i]
		if s.kind != flow.Decision {
			continue
		}
		if len(s.out) == 0 {
			s.out = append(s.out, i+1+p.IntN(n-i-1))
		}
		for len(s.out) < 2 || len(s.out) < p.MaxOutcomes && p.Float64() < 0.25 {
			to := i + 1 + p.IntN(n-i-1)
			if p.Float64() < 0.3 {
				to = p.IntN(i + 1)
			}
			s.out = append(s.out, to)
		}
		p.Shuffle(len(s.out), func(a, b int) { s.out[a], s.out[b] = s.out[b], s.out[a] })
	}
}

// jumps gives the steps that jump a target, and all others the next step.
func (p *planner) jumps() {
	n := len(p.steps)
	for i := range p.steps[:n-1] {
		if s := &p.steps[i]; s.kind == flow.Work || s.kind == flow.Start {
			s.out = []int{i + 1}
		}
	}
	for i := range p.steps[:n-1] {
		s := &p.steps[i]
		switch {
		case s.jumps && p.Float64() < 0.35:
			s.out[0] = p.IntN(i + 1)
			if !p.allEnd() { // a way back may close a circle
				s.out[0] = i + 1
			}
		case s.jumps:
			s.out[0] = i + 1 + p.IntN(n-i-1)
		case s.kind == flow.Work && p.Float64() < 0.1:
			s.jumps = true // to where it would go anyway
		}
	}
}

// allEnd tells whether an End can be reached from every step.
func (p *planner) allEnd() bool {
	ends := make([]bool, len(p.steps))
	for changed := true; changed; {
		changed = false
		for i, s := range p.steps {
			leads := s.kind == flow.End || slices.ContainsFunc(s.out, func(to int) bool { return ends[to] })
			changed = changed || leads && !ends[i]
			ends[i] = leads
		}
	}
	return !slices.Contains(ends, false)
}
