package content

import (
	"math"
	"path"
	"strings"
	"time"

	"daoyin/internal/calendar"
	"daoyin/internal/problem"
	"daoyin/internal/yaml"
)

// Screens is all that content/screens holds.
type Screens struct {
	Profiles  []*Profile // by source
	Messages  []*Message // of messages.yaml, in its order
	Emergency *Page      // emergency.md; nil if there is none
}

// Profile is one screen of the bureau: how large it is, who reads it from
// where, and what it is to show. Read-only once read.
type Profile struct {
	Source string // content/screens/hall.yaml
	Name   string // hall
	At     problem.Position

	Draft         bool // not made yet
	Title         string
	Kind          ScreenKind
	Width, Height int     // of the picture in pixels, as its viewers see it
	Pitch         float64 // millimetres from pixel to pixel
	Distance      float64 // of the farthest reader, in metres
	Scan          float64 // from where a telephone scans, in metres
	Elderly       bool    // readers with half the acuity are served too
	Rotate        int     // by how much the picture is turned in the panel
	Depth         ColourDepth
	Light         bool // words dark on light; a television only
	Safe          int  // pixels at every edge that a frame may cover
	Body          int  // pixels of an em; no text is smaller
	Ticker, Clock bool // zones beside the main one

	Show    Show
	Hours   []Opening // when the screen is on; none: always
	Off     OffHours
	Night   Span // zero: none
	Fade    bool
	Shift   bool
	Outputs []string

	Place, Keeper, Phone, PowerOff, Controller string // for the printed record
}

// ScreenKind is what a screen is built like.
type ScreenKind string

const (
	LED   ScreenKind = "led"
	TV    ScreenKind = "tv"
	Strip ScreenKind = "strip"
)

// ColourDepth is what colours a panel can show.
type ColourDepth string

const (
	FullColour ColourDepth = "full"
	DualColour ColourDepth = "dual" // red, green and both together
	MonoColour ColourDepth = "mono"
)

// OffHours is what a screen shows outside its hours.
type OffHours string

const (
	OffClock     OffHours = "clock"
	OffBlack     OffHours = "black"
	OffEvergreen OffHours = "evergreen"
)

// Show is what an editor put on a screen. Paths are inside the content folder.
type Show struct {
	Pages     []yaml.Text `yaml:"pages"`
	Flows     []yaml.Text `yaml:"flows"`
	Tags      []yaml.Text `yaml:"tags"`
	Skip      []yaml.Text `yaml:"skip"` // tags that are never shown
	Notices   yaml.Text   `yaml:"notices"`
	Campaigns []yaml.Text `yaml:"campaigns"`
	Messages  []yaml.Text `yaml:"messages"`
	Contact   bool        `yaml:"contact"`
	Ticker    []yaml.Text `yaml:"ticker"`
	Newest    int         // Notices, read
}

// Opening is a span of some days of the week.
type Opening struct {
	Days [7]bool // Monday first
	Span
}

// Span is part of a day in minutes; one that ends before it begins crosses
// midnight.
type Span struct{ From, Until int }

// IsZero tells whether no span was given.
func (s Span) IsZero() bool { return s == Span{} }

// Message is a text for screens alone.
type Message struct {
	Name      yaml.Text       `yaml:"name,required"`
	Title     yaml.Text       `yaml:"title,required"`
	Lines     []yaml.Text     `yaml:"lines"`
	From      calendar.Moment `yaml:"from"`
	Until     calendar.Moment `yaml:"until"`
	Campaign  yaml.Text       `yaml:"campaign"`    // shown on that campaign's days alone
	Before    yaml.Text       `yaml:"days_before"` // and so many days before them
	Evergreen bool            `yaml:"evergreen"`
	Lead      int             // Before, read
}

// What the eye needs.
const (
	// floor is the fewest pixels that keep Chinese characters apart.
	floor = 16
	// lowest is what an editor may go down to with a reason.
	lowest = 12
	// reading is millimetres of type for a metre of distance: 24.2 arc minutes,
	// the critical print size of Chinese.
	reading = 7.04
	// elderly is how much more half the acuity needs.
	elderly = 1.4
)

// Needed returns the pixels of an em that the farthest reader needs.
func (p *Profile) Needed() int {
	px := reading * p.Distance / p.Pitch
	if p.Elderly {
		px *= elderly
	}
	return max(floor, int(math.Ceil(px-1e-9)))
}

// Millimetres returns how large pixels are on the panel.
func (p *Profile) Millimetres(px float64) float64 { return px * p.Pitch }

// Wants tells whether the editor asked for an output.
func (p *Profile) Wants(output string) bool {
	for _, o := range p.Outputs {
		if o == output {
			return true
		}
	}
	return false
}

// screenName returns the name of the screen that a profile's file describes.
func screenName(source string) string {
	return strings.TrimSuffix(path.Base(source), path.Ext(source))
}

// day is the longest that an emergency message may stand.
const day = 24 * time.Hour
