package build

import (
	"time"

	"daoyin/internal/content"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

// planned keeps the last plan. Most saves change the text of one page and
// nothing that planning looks at; the plan is then taken over.
type planned struct {
	last  *plan.Map // nil if there was none without problems
	of    sum       // all files but pages
	until time.Time // when pages next begin or end to be shown; zero if none does
}

// read plans the site.
func (p *planned) read(site *content.Site, in Input, problems *problem.List) *plan.Map {
	sums, knows := in.Site.(summed)
	if !knows {
		return plan.New(site, in.At, problems)
	}
	of := sums.SumBut(content.Folder, ".md")
	if p.last != nil && p.of == of && !in.At.Before(p.last.At) && (p.until.IsZero() || in.At.Before(p.until)) {
		if old, now := onlyChange(p.last.Site.Pages, site.Pages); now != nil {
			if next := p.last.With(site, in.At, old, now); next != nil {
				p.last = next
				return next
			}
		}
	}
	var own problem.List
	m := plan.New(site, in.At, &own)
	problems.Join(&own)
	*p = planned{}
	if own.Len() == 0 {
		p.last, p.of = m, of
		p.until, _ = plan.NextChange(site, in.At)
	}
	return m
}

// onlyChange returns the one page that differs, as it was and as it is; nil if
// none or several do.
func onlyChange(before, after []*content.Page) (old, now *content.Page) {
	if len(before) != len(after) {
		return nil, nil
	}
	for i := range before {
		if before[i] == after[i] {
			continue
		}
		if now != nil {
			return nil, nil
		}
		old, now = before[i], after[i]
	}
	return old, now
}
