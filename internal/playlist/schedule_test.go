package playlist_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	. "daoyin/internal/playlist"
)

// names gives what each zone shows, as expected and as At says.
func names(p *Playlist, t time.Time) (want, got []string) {
	for z, zone := range p.Zones {
		want = append(want, expected(p, z, t))
		name := ""
		if i, _ := p.At(z, t); i >= 0 {
			name = zone.Slides[i].Name
		}
		got = append(got, name)
	}
	return want, got
}

func TestScheduleEveryMinuteOfAMonth(t *testing.T) {
	for _, off := range []Off{OffClock, OffEvergreen, OffBlack} {
		p := wall()
		p.Off = off
		shown := map[string]bool{}
		for now := at("2026-11-24 00:00:17"); now.Before(at("2026-12-25 00:00:00")); now = now.Add(time.Minute) {
			want, got := names(p, now)
			if fmt.Sprint(want) != fmt.Sprint(got) {
				t.Fatalf("%v, off hours %s: %q, want %q", now, off, got, want)
			}
			for _, name := range got {
				shown[name] = true
			}
		}
		if len(shown) != 11 {
			t.Errorf("off hours %s: the month has shown %d slides, and not all 10 and nothing", off, len(shown))
		}
	}
}

// What At says stays for as long as it says; at the end of it is no gap.
func TestScheduleStaysAsLongAsItSays(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		p := random(r)
		for range 30 {
			now := someTime(r, p)
			for z := range p.Zones {
				slide, left := p.At(z, now)
				if left < 1 {
					t.Fatalf("%v: %d seconds left", now, left)
				}
				for _, later := range []int{1, left / 2, left - 1} {
					if other, _ := p.At(z, now.Add(time.Duration(later)*time.Second)); later > 0 && later < left && other != slide {
						t.Fatalf("%v: slide %d, and %d seconds later, of %d, %d", now, slide, later, left, other)
					}
				}
				want, got := names(p, now)
				if fmt.Sprint(want) != fmt.Sprint(got) {
					t.Fatalf("%v: %q, want %q", now, got, want)
				}
			}
		}
	}
}

func FuzzScheduleAgreesWithItsOracle(f *testing.F) {
	f.Add(uint64(1), int64(0))
	f.Add(uint64(2), at("2028-02-29 23:59:59").Unix())
	f.Fuzz(func(t *testing.T, seed uint64, unix int64) {
		if unix < 0 || unix > 1<<33 {
			t.Skip()
		}
		p := random(rand.New(rand.NewPCG(seed, 3)))
		want, got := names(p, time.Unix(unix, 0))
		if fmt.Sprint(want) != fmt.Sprint(got) {
			t.Fatalf("%d: %q, want %q", unix, got, want)
		}
	})
}

// random is a playlist with everything that a schedule can have, around 2026.
func random(r *rand.Rand) *Playlist {
	begin := at("2026-01-01 00:00:00")
	moment := func() time.Time { return begin.Add(time.Duration(r.IntN(60*day)) * time.Second) }
	part := func() Daypart {
		d := Daypart{From: r.IntN(1440), Until: 1 + r.IntN(1440)}
		for i := range d.Days {
			d.Days[i] = r.IntN(3) > 0
		}
		d.Days[r.IntN(7)] = true
		return d
	}
	p := &Playlist{
		Name: "random", Width: 64, Height: 64, Background: "#000000", Built: moment(),
		Off: []Off{OffBlack, OffClock, OffEvergreen}[r.IntN(3)], Clock: clock(),
	}
	for range r.IntN(3) {
		p.Open = append(p.Open, part())
	}
	for z := range 1 + r.IntN(3) {
		zone := Zone{Name: fmt.Sprint(z), W: 64, H: 64, Slides: []Slide{evergreen(slide(0, 1+r.IntN(40), 64, 64))}}
		for n := range r.IntN(8) {
			s := slide(n+1, 1+r.IntN(40), 64, 64)
			switch r.IntN(6) {
			case 0:
				s.Evergreen = true
			case 1:
			default:
				for range 1 + r.IntN(2) {
					w := Window{From: moment()}
					w.Until = w.From.Add(time.Duration(1+r.IntN(10*day)) * time.Second)
					switch r.IntN(6) {
					case 0:
						w.From = time.Time{}
					case 1:
						w.Until = time.Time{}
					}
					s.When = append(s.When, w)
				}
				s.Emergency = r.IntN(4) == 0
			}
			zone.Slides = append(zone.Slides, s)
		}
		p.Zones = append(p.Zones, zone)
	}
	return p
}

const day = 24 * 60 * 60

// someTime is a time within p, half of them within a second of an edge.
func someTime(r *rand.Rand, p *Playlist) time.Time {
	edges := []time.Time{p.Built.Add(-Slack)}
	for _, z := range p.Zones {
		for _, s := range z.Slides {
			for _, w := range s.When {
				edges = append(edges, w.From, w.Until)
			}
		}
	}
	if t := edges[r.IntN(len(edges))]; !t.IsZero() && r.IntN(2) == 0 {
		return t.Add(time.Duration(r.IntN(3)-1) * time.Second)
	}
	return at("2025-12-20 00:00:00").Add(time.Duration(r.IntN(90*day)) * time.Second)
}

func BenchmarkAt(b *testing.B) {
	p := wall()
	now := at("2026-11-30 10:00:00")
	for b.Loop() {
		p.At(0, now)
		now = now.Add(time.Second)
	}
}
