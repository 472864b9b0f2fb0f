package playlist_test

import (
	"time"

	. "daoyin/internal/playlist"
)

// expected is the rule of the schedule written a third time, as one would tell
// it: list every second of a round by name and take the one that it is.
// "" is nothing.
func expected(p *Playlist, zone int, t time.Time) string {
	var round []string
	for _, s := range dueThen(p, zone, t) {
		for range s.Seconds {
			round = append(round, s.Name)
		}
	}
	if round == nil {
		return ""
	}
	return round[int(t.Unix())%len(round)]
}

func dueThen(p *Playlist, zone int, t time.Time) []Slide {
	t = t.In(shanghai)
	lost := t.Before(p.Built.Add(-10 * time.Minute))
	var due, urgent []Slide
	for _, s := range p.Zones[zone].Slides {
		inside := len(s.When) == 0
		for _, w := range s.When {
			inside = inside || !t.Before(w.From) && (w.Until.IsZero() || t.Before(w.Until))
		}
		switch {
		case lost:
			inside = s.Evergreen
		case !isOpen(p, t) && p.Off == OffEvergreen:
			inside = inside && (s.Evergreen || s.Emergency)
		case !isOpen(p, t):
			inside = inside && s.Emergency
		}
		if inside {
			due = append(due, s)
		}
		if inside && s.Emergency {
			urgent = append(urgent, s)
		}
	}
	if urgent != nil {
		return urgent
	}
	return due
}

func isOpen(p *Playlist, t time.Time) bool {
	for _, d := range p.Open {
		for _, begins := range []time.Time{t, t.AddDate(0, 0, -1)} {
			if !d.Days[(int(begins.Weekday())+6)%7] {
				continue
			}
			y, m, day := begins.Date()
			until := d.Until
			if until <= d.From {
				until += 24 * 60
			}
			from := time.Date(y, m, day, 0, d.From, 0, 0, shanghai)
			if !t.Before(from) && t.Before(time.Date(y, m, day, 0, until, 0, 0, shanghai)) {
				return true
			}
		}
	}
	return len(p.Open) == 0
}
