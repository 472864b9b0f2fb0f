package plan

import (
	"reflect"
	"slices"
	"time"

	"daoyin/internal/calendar"
	"daoyin/internal/content"
	"daoyin/internal/flow"
	"daoyin/internal/yaml"
)

// With returns the plan of a site that was made of the site of m, at a time
// when the same pages are shown; nil if it has to be planned anew. It is what
// New would plan, at once: entries know their pages by number.
//
// Planning looks at what of the front matter decides where a page stands, and at
// the names of flows and their steps.
func (m *Map) With(site *content.Site, at time.Time) *Map {
	changed, ok := site.Since(m.Site)
	if !ok {
		return nil
	}
	for _, i := range changed {
		if !plannedAlike(m.Site.Pages[i], site.Pages[i]) {
			return nil
		}
	}
	next := *m
	next.Site, next.At = site, at
	return &next
}

func plannedAlike(a, b *content.Page) bool {
	return a.Source == b.Source && a.Kind == b.Kind && a.Path == b.Path && reflect.DeepEqual(placing(a), placing(b)) &&
		slices.EqualFunc(a.Flows, b.Flows, func(a, b content.Flow) bool { return a.Kind == b.Kind && a.Title == b.Title && sameSteps(&a, &b) })
}

// placing returns the front matter without what it says of the page and not of
// its place.
func placing(p *content.Page) content.Front {
	f := p.Front
	f.Title, f.Description, f.Reviewed, f.ReviewEvery = yaml.Text{}, "", calendar.Date{}, calendar.Period{}
	f.Approved = content.Approval{}
	if p.Approved() {
		f.Approved.By = "somebody"
	}
	f.Number, f.Issuer, f.Index, f.Question, f.Short, f.Screen = yaml.Text{}, yaml.Text{}, yaml.Text{}, yaml.Text{}, yaml.Text{}, content.Screen{}
	return f
}

// sameSteps tells whether the steps have the same pages.
func sameSteps(a, b *content.Flow) bool {
	if len(a.Steps) != len(b.Steps) {
		return false
	}
	for i := range a.Steps {
		x, y := &a.Steps[i], &b.Steps[i]
		if x.Title != y.Title || (x.Kind == flow.End) != (y.Kind == flow.End) || a.Anchor(i) != b.Anchor(i) {
			return false
		}
	}
	return true
}
