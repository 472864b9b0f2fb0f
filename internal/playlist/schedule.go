package playlist

import (
	"math"
	"time"
)

// shanghai is what Shanghai's clocks are ahead of UTC; there is no summer time.
const shanghai = 8 * 60 * 60

const (
	day  = 24 * 60 * 60
	week = 7 * day
	ever = math.MaxInt64
)

// At returns what the zone shows at t: the number of a slide, or -1 for
// nothing. For left seconds that does not change.
//
// The slides that are due take turns in their order, each for its seconds, as
// if they had done so since 1970: with a round of L seconds, the second t mod L
// of the round says which one it is. When other slides become due, the rule is
// applied to them from that very second on.
func (p *Playlist) At(zone int, t time.Time) (slide, left int) {
	s := p.stateAt(t)
	z := p.Zones[zone]
	var due []int
	urgent, round := false, int64(0)
	for i, candidate := range z.Slides {
		in, until := candidate.due(s)
		s.until = min(s.until, until)
		if !in || urgent && !candidate.Emergency {
			continue
		}
		if candidate.Emergency && !urgent {
			urgent, round, due = true, 0, nil
		}
		due = append(due, i)
		round += int64(candidate.Seconds)
	}
	slide, until := -1, s.until
	if round > 0 {
		turn := s.now - s.now%round
		for _, i := range due {
			if turn += int64(z.Slides[i].Seconds); turn > s.now {
				slide, until = i, min(until, turn)
				break
			}
		}
	}
	return slide, int(min(until-s.now, day))
}

// On reports whether the screen is on at t. Off hours Off says what is seen.
func (p *Playlist) On(t time.Time) bool { return p.stateAt(t).on }

// state is what a moment means for all slides.
type state struct {
	now     int64 // Unix seconds
	trusted bool  // the clock is not obviously wrong
	on      bool
	off     Off
	until   int64 // the first moment at which the others may differ
}

func (p *Playlist) stateAt(t time.Time) state {
	s := state{now: t.Unix(), off: p.Off, until: ever}
	if floor := p.floor(); s.now >= floor {
		s.trusted = true
	} else {
		s.until = floor
	}
	s.on = len(p.Open) == 0 || !s.trusted
	for _, d := range p.Open {
		in, until := d.at(s.now)
		s.on = s.on || in
		s.until = min(s.until, until)
	}
	return s
}

func (p *Playlist) floor() int64 { return p.Built.Add(-Slack).Unix() }

// due reports whether s may be shown, and until when that surely holds.
func (s *Slide) due(at state) (in bool, until int64) {
	if !at.trusted {
		return s.Evergreen, ever
	}
	in, until = len(s.When) == 0, ever
	for _, w := range s.When {
		inside, edge := w.at(at.now)
		in = in || inside
		until = min(until, edge)
	}
	if !at.on && !s.Emergency {
		in = in && s.Evergreen && at.off == OffEvergreen
	}
	return in, until
}

// at reports whether now lies in w, and when that changes.
func (w Window) at(now int64) (in bool, edge int64) {
	switch {
	case !w.From.IsZero() && now < w.From.Unix():
		return false, w.From.Unix()
	case w.Until.IsZero():
		return true, ever
	case now < w.Until.Unix():
		return true, w.Until.Unix()
	}
	return false, ever
}

// at reports whether now lies in d, and until when that surely holds.
func (d Daypart) at(now int64) (in bool, edge int64) {
	local := now + shanghai
	midnight := local - local%day
	edge = midnight + day
	for _, start := range [2]int64{midnight - day, midnight} { // yesterday's may not have ended
		if !d.Days[weekday(start)] {
			continue
		}
		from, until := start+int64(d.From)*60, start+int64(d.Until)*60
		if d.Until <= d.From {
			until += day
		}
		in = in || from <= local && local < until
		for _, e := range [2]int64{from, until} {
			if e > local {
				edge = min(edge, e)
			}
		}
	}
	return in, edge - shanghai
}

// weekday of a local midnight: 0 is Monday. 1 January 1970 was a Thursday.
func weekday(midnight int64) int64 { return (midnight/day + 3) % 7 }
