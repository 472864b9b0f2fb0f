package plan

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"daoyin/internal/calendar"
	"daoyin/internal/content"
)

// moments of a few days, so that pages often begin and end together, and so
// that beginnings often come after ends.
func randomMoment(r *rand.Rand) calendar.Moment {
	m := calendar.Moment{Date: calendar.Date{Year: 2026, Month: 12, Day: 30}.AddDays(r.IntN(4))}
	if r.IntN(2) == 0 {
		m.Timed, m.Clock = true, time.Duration(r.IntN(24))*time.Hour
	}
	return m
}

func randomSite(r *rand.Rand) *content.Site {
	pages := make([]*content.Page, r.IntN(5))
	for i := range pages {
		p := &content.Page{Source: fmt.Sprintf("content/notices/%d.md", i)}
		for _, m := range []*calendar.Moment{&p.Front.Date, &p.Front.From, &p.Front.Until} {
			if r.IntN(2) == 0 {
				*m = randomMoment(r)
			}
		}
		p.Front.Draft = r.IntN(5) == 0
		pages[i] = p
	}
	return content.Assemble(nil, nil, nil, pages, nil)
}

// search looks at every hour, for all moments here are whole hours: at the
// first one that shows other pages than the instant before it.
func search(site *content.Site, at time.Time) (time.Time, bool) {
	end := calendar.Date{Year: 2027, Month: 1, Day: 10}.Time()
	for t := at.Truncate(time.Hour); t.Before(end); t = t.Add(time.Hour) {
		for _, p := range site.Pages {
			if t.After(at) && p.Visible(t) != p.Visible(t.Add(-time.Nanosecond)) {
				return t, true
			}
		}
	}
	return time.Time{}, false
}

func TestNextChangeIsTheFirstThatASearchFinds(t *testing.T) {
	start := calendar.Date{Year: 2026, Month: 12, Day: 29}.Time()
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 1))
		site := randomSite(r)
		at := start.Add(time.Duration(r.IntN(7*24)) * time.Hour).Add(time.Duration(r.IntN(3)-1) * time.Nanosecond)
		got, found := NextChange(site, at)
		want, wanted := search(site, at)
		if found != wanted || !got.Equal(want) {
			t.Fatalf("seed %d, after %v: %v %v, want %v %v", seed, at, got, found, want, wanted)
		}
	}
}

// From one change to the next the site stays the same, and it comes to rest.
func TestNextChangesComeToAnEnd(t *testing.T) {
	for seed := range uint64(200) {
		site := randomSite(rand.New(rand.NewPCG(seed, 2)))
		at, changes := calendar.Date{Year: 2026, Month: 12, Day: 29}.Time(), 0
		for {
			next, found := NextChange(site, at)
			if !found {
				break
			}
			for _, p := range site.Pages {
				if p.Visible(at) != p.Visible(next.Add(-time.Nanosecond)) {
					t.Fatalf("seed %d: %s changes between %v and %v", seed, p.Source, at, next)
				}
			}
			if changes++; changes > 2*len(site.Pages) || !next.After(at) {
				t.Fatalf("seed %d: %d changes of %d pages, the last at %v", seed, changes, len(site.Pages), next)
			}
			at = next
		}
	}
}

// The list is what asking again and again for the next change finds, with what
// changes at each.
func TestNextChangesAreTheNextOnesInTurn(t *testing.T) {
	for seed := range uint64(1000) {
		r := rand.New(rand.NewPCG(seed, 3))
		site := randomSite(r)
		at, all := calendar.Date{Year: 2026, Month: 12, Day: 29}.Time(), []string{}
		for next, found := NextChange(site, at); found; next, found = NextChange(site, next) {
			for _, p := range site.Pages {
				if before, after := p.Visible(next.Add(-time.Nanosecond)), p.Visible(next); before != after {
					all = append(all, fmt.Sprint(next.Unix(), p.Source, after))
				}
			}
		}
		most, got := r.IntN(6), []string{}
		for _, c := range NextChanges(site, at, most) {
			got = append(got, fmt.Sprint(c.At.Unix(), c.Page.Source, c.Begins))
		}
		if want := all[:min(most, len(all))]; !slices.Equal(got, want) {
			t.Fatalf("seed %d: %v, want %v", seed, got, want)
		}
	}
}
