package plan

import (
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
