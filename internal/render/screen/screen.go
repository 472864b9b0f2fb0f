// Package screen makes what a lobby screen shows: every item of a screen's plan
// as slides that its farthest reader can read, and the slides as files for
// whatever plays them.
//
// The way of an item: words (words.go, flow.go) → pages of one type size, never
// smaller than the reader needs (paginate.go, fit.go) → scenes (paint.go) →
// pictures and a playlist (files.go). Text is paged, never shrunk and never cut;
// what takes too many pages is a problem for its editor.
//
// It does not decide what is on which screen (plan), when a slide is due
// (playlist), or how a picture is written (draw). It reads no files and no clock.
package screen

import (
	"fmt"
	"math"
	"strings"
	"time"

	"daoyin/internal/content"
	"daoyin/internal/plan"
	"daoyin/internal/playlist"
	"daoyin/internal/problem"
	"daoyin/internal/scene"
	"daoyin/internal/typeset"
)

// Maker makes the slides of a site's screens. Safe for concurrent use.
type Maker struct {
	set      *typeset.Setter
	settings *content.Settings
	at       time.Time
}

// New returns a maker; at is the time of the build.
func New(set *typeset.Setter, settings *content.Settings, at time.Time) *Maker {
	return &Maker{set, settings, at.Truncate(time.Second)} // players know no less
}

// Reel is all slides of one screen. Read-only once made.
type Reel struct {
	Profile *content.Profile
	Zones   []Zone // the main one first
	Minimum int    // pixels of the smallest type
}

// Zone is a part of a screen with slides of its own.
type Zone struct {
	Name       string
	X, Y, W, H int
	Slides     []Slide
}

// Slide is one picture of a zone.
type Slide struct {
	Name      string // the same from build to build
	Title     string
	Source    string // content/…, "" for what comes from the site file
	Words     string // what is read on it
	Scene     *scene.Scene
	Seconds   int
	When      []playlist.Window
	Evergreen bool
	Emergency bool
}

// most is how many pages one item may take: nobody stands through more.
const most = 5

// Reel makes the slides of a screen. Mistakes of editors are problems; with
// any, slides may be missing.
func (m *Maker) Reel(s *plan.Screen, problems *problem.List) *Reel {
	c := newCanvas(s.Profile)
	reel := &Reel{Profile: s.Profile, Minimum: s.Profile.Body, Zones: c.zones()}
	p := &painter{Maker: m, canvas: c, problems: problems}
	for _, item := range s.Items {
		reel.Zones[0].Slides = append(reel.Zones[0].Slides, p.item(item)...)
	}
	if len(reel.Zones) > 1 {
		reel.Zones[1].Slides = p.ticker(s)
	}
	return reel
}

// canvas is the room that a panel gives, in pixels.
type canvas struct {
	profile *content.Profile
	theme   theme
	w, h    float64 // of the main zone
	bar     float64 // height of the zone below it; 0: none
	body    float64 // the smallest type
	note    float64 // type of what stands around the words, not smaller than body
	margin  float64
	bold    bool    // all words are bold: coarse panels lose thin strokes
	leading float64 // from baseline to baseline, in ems
}

// bolder is the type size in pixels up to which LED panels get bold words.
const bolder = 40

func newCanvas(p *content.Profile) canvas {
	c := canvas{profile: p, theme: themeOf(p), w: float64(p.Width), h: float64(p.Height), body: float64(p.Body), note: p.Note(), leading: 1.4}
	if p.Kind != content.TV {
		c.leading, c.bold = 1.25, p.Body <= bolder
	}
	if p.Ticker || p.Clock {
		c.bar = p.BarHeight() + float64(p.Safe)
		c.h -= c.bar
	}
	c.margin = math.Round(max(float64(p.Safe)+0.25*c.body, min(0.6*c.body, c.w/20)))
	if p.Kind == content.TV {
		c.margin = math.Round(max(c.margin, c.w/28))
	}
	return c
}

func (c canvas) zones() []Zone {
	zones := []Zone{{Name: "main", W: int(c.w), H: int(c.h)}}
	if c.bar > 0 {
		zones = append(zones, Zone{Name: "ticker", Y: int(c.h), W: int(c.w - c.clockWidth()), H: int(c.bar)})
	}
	return zones
}

// clockWidth is what the clock takes from the bar.
func (c canvas) clockWidth() float64 {
	if !c.profile.Clock {
		return 0
	}
	return math.Round(3.4*c.note) + float64(c.profile.Safe)
}

// painter makes the slides of one screen.
type painter struct {
	*Maker
	canvas
	problems *problem.List
}

// item returns the slides of one item.
func (p *painter) item(item plan.Item) []Slide {
	if p.profile.Kind == content.Strip {
		return p.strip(item)
	}
	if item.Flow != nil {
		return p.flow(item)
	}
	return p.slides(p.words(item), item)
}

// slides lays out a draft and paints its pages.
func (p *painter) slides(d draft, item plan.Item) []Slide {
	pages := p.layOut(d)
	if len(pages) > most {
		p.problems.Error("screen-long", d.at, fmt.Sprintf("“%s”在“%s”上要放%d页，太长了", d.title, p.profile.Title, len(pages)),
			fmt.Sprintf("最多%d页，多了没人看得完。请写短一些，或者在说明栏的“screen: {title, lines}”里写几句短的。", most))
		return nil
	}
	var out []Slide
	for i, page := range pages {
		s := Slide{Name: d.name, Title: d.title, Source: d.source, Scene: p.paint(d, page), Words: page.words(),
			When: item.When, Evergreen: item.Evergreen, Emergency: item.Emergency}
		if len(pages) > 1 {
			s.Name += fmt.Sprintf("-%d-%d", i+1, len(pages))
			s.Title += fmt.Sprintf("（%d/%d）", i+1, len(pages))
		}
		s.Seconds = dwell(s.Title + s.Words)
		out = append(out, s)
	}
	return out
}

// dwell is how many seconds words are shown: three to find them, and as many as
// an old reader needs at 200 characters a minute.
func dwell(words string) int {
	n := 0
	for _, r := range words {
		if !strings.ContainsRune(" \n\t　", r) {
			n++
		}
	}
	return int(math.Ceil(min(40, max(8, 3+float64(n)/(200.0/60)))))
}
