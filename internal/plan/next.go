package plan

import (
	"cmp"
	"slices"
	"time"

	"daoyin/internal/content"
)

// NextChange returns the first instant after at when the site becomes another
// by itself: a page begins or ends to be shown.
func NextChange(site *content.Site, at time.Time) (next time.Time, found bool) {
	for _, p := range site.Pages {
		if p.Front.Draft {
			continue
		}
		for _, t := range boundaries(p) {
			// A boundary counts only if the page is different on its two sides.
			if t.After(at) && (!found || t.Before(next)) && p.Visible(t) != p.Visible(t.Add(-time.Nanosecond)) {
				next, found = t, true
			}
		}
	}
	return next, found
}

// Change is a page that begins or ends to be shown by itself.
type Change struct {
	At     time.Time
	Page   *content.Page
	Begins bool
}

// NextChanges returns the first changes after at, in their order, no more than most.
func NextChanges(site *content.Site, at time.Time, most int) []Change {
	var all []Change
	for _, p := range site.Pages {
		if p.Front.Draft {
			continue
		}
		for _, t := range boundaries(p) {
			if now := p.Visible(t); t.After(at) && now != p.Visible(t.Add(-time.Nanosecond)) {
				all = append(all, Change{t, p, now})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Change) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Page.Source, b.Page.Source)) })
	return all[:min(most, len(all))]
}

func boundaries(p *content.Page) []time.Time {
	var all []time.Time
	if !p.Front.From.IsZero() {
		all = append(all, p.Front.From.Begin())
	} else if !p.Front.Date.IsZero() {
		all = append(all, p.Front.Date.Begin())
	}
	if !p.Front.Until.IsZero() {
		all = append(all, p.Front.Until.End())
	}
	return all
}
