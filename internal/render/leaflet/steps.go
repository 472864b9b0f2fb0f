package leaflet

import (
	"strings"

	"daoyin/internal/content"
	"daoyin/internal/flow"
	"daoyin/internal/law"
)

// detail is how much is told about a step. It is the same for all steps.
type detail int

const (
	everything detail = iota
	firstNote
	noNotes
	noBasis // who, what, where and how long: what a step is not without
)

// left says what of the steps is left out.
func (d detail) left() string {
	switch d {
	case firstNote:
		return "有的步骤更多的说明"
	case noNotes:
		return "每一步的说明和要带的材料"
	case noBasis:
		return "每一步的说明、要带的材料和依据"
	}
	return ""
}

// leaves tells whether a flow has more to say than at detail d.
func (d detail) leaves(f *content.Flow) bool {
	for i := range f.Steps {
		s := &f.Steps[i]
		switch {
		case d >= firstNote && len(s.Notes) > 1,
			d >= noNotes && len(s.Notes)+len(s.Materials) > 0,
			d >= noBasis && len(s.Basis) > 0:
			return true
		}
	}
	return false
}

// flowUnits returns a flow as units.
func (t *typesetter) flowUnits(f *content.Flow, d detail) []unit {
	head := t.heading(f.Title, true)
	about := f.Subtitle
	if law := onlyLaw(f); law != "" && d < noBasis {
		about = strings.TrimPrefix(about+"\n条号都是《"+law+"》的。", "\n")
	}
	if about != "" {
		sub := t.lines(plain(about), t.width)
		h := t.high * float64(len(sub))
		inner := head.paint
		height := head.height
		head.paint = func(b *brush, x, y, below float64) {
			inner(b, x, y, below)
			b.stack(sub, x, y+height, t.size, t.high, grey)
		}
		head.height += h
	}
	head.keep = true
	units := []unit{head}
	stage := -1
	at := make([]int, len(f.Steps)) // the unit of each step
	for i := range f.Steps {
		s := &f.Steps[i]
		if s.Stage != stage && s.Stage >= 0 {
			units = append(units, t.stage(f, s.Stage))
		}
		stage = s.Stage
		at[i] = len(units)
		units = append(units, t.step(f, i, d)...)
	}
	for i := range f.Steps {
		if j := follower(f.Graph, i); j > i {
			units[at[i]].leads = at[j] - at[i]
		}
	}
	for i := range units {
		units[i].name = f.Title
	}
	return units
}

// follower returns the step that a line in the margin leads to: where the main
// line goes on, if that is the next step that is no side exit; -1 if there is
// none.
func follower(g *flow.Graph, i int) int {
	next, ok := g.MainNext(i)
	if _, aside := g.Aside(i); !ok || aside {
		return -1
	}
	for j := i + 1; j <= next; j++ {
		if _, aside := g.Aside(j); !aside && j < next {
			return -1
		}
	}
	if _, aside := g.Aside(next); aside || g.Kind == flow.GuideMap && g.Steps[next].Kind == flow.End {
		return -1 // one of several answers, none before the others
	}
	return next
}

func (t *typesetter) stage(f *content.Flow, stage int) unit {
	words := t.lines(bold(law.Numeral(stage+1)+"、"+f.Stages[stage].Title), t.width-t.em(rail))
	h := t.high * float64(len(words))
	return unit{height: h, gap: t.em(stepGap), keep: true, paint: func(b *brush, x, y, _ float64) {
		b.stack(words, x+t.em(rail), y, t.size, t.high, t.main)
	}}
}
