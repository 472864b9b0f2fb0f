package build

import (
	"sync"
	"time"

	"daoyin/internal/content"
	"daoyin/internal/mirror"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

// planned keeps the last plan. Most saves change the text of one page and
// nothing that planning looks at; the plan is then taken over.
type planned struct {
	last *plan.Map // nil if there was none without problems
	next nextChange
}

// nextChange returns when pages next begin or end to be shown. It looks at all
// pages when it is first called: nobody who saves has to wait for it.
type nextChange func() (at time.Time, found bool)

func newNextChange(site *content.Site, at time.Time) nextChange {
	return sync.OnceValues(func() (time.Time, bool) { return plan.NextChange(site, at) })
}

// read plans the site.
func (p *planned) read(site *content.Site, in Input, problems *problem.List) (*plan.Map, nextChange) {
	if _, kept := in.Site.(*mirror.Mirror); kept && p.last != nil {
		if m := p.last.With(site, in.At); m != nil && p.shows(in.At) {
			p.last = m
			return m, p.next
		}
	}
	var own problem.List
	m, next := plan.New(site, in.At, &own), newNextChange(site, in.At)
	problems.Join(&own)
	*p = planned{}
	if own.Len() == 0 {
		*p = planned{m, next}
	}
	return m, next
}

// shows tells whether the same pages are shown at that time as in the last plan.
func (p *planned) shows(at time.Time) bool {
	until, ends := p.next()
	return !at.Before(p.last.At) && (!ends || at.Before(until))
}
