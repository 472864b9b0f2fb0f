// Package playlist is what a screen plays and when, and writes it as the files
// of a player: a page that is opened once and then runs for months where nobody
// watches, from a server, a shared folder or a USB stick.
//
// What is shown follows from the time alone (schedule.go), so that two screens
// agree, a restart resumes in the right place and a test can know every minute
// beforehand. The same rule stands twice, here and in static/player; the tests
// hold both against a third.
//
// It makes no slides and words no messages for people: slides come as finished
// SVG, and an impossible playlist is an error that the caller words.
package playlist

import "time"

// Playlist is what one screen plays.
type Playlist struct {
	Name, Title   string // hall-led, 大厅LED屏
	Width, Height int    // of the picture in pixels, as its viewers see it
	Rotate        int    // 0, 90, 180 or 270: how far the page turns the picture clockwise
	// Corner puts the picture into the upper left corner of the window, one
	// pixel on one pixel, as the sending card of an LED wall cuts it out.
	// Otherwise it fills the window as far as its shape allows, centred.
	Corner     bool
	Background string // #0B1C30: what is seen between the zones
	// Built is when the content was made. A clock that shows an earlier time
	// (by more than Slack) has lost it, and only evergreen slides are shown.
	Built time.Time
	Zones []Zone    // the first is the main one; later ones lie above earlier ones
	Clock *Clock    // nil: none
	Open  []Daypart // when the screen is on; none: always
	Off   Off       // what it shows otherwise
	Night *Night    // nil: never darker
	Fade  bool      // slides change in half a second; otherwise at once
	Shift bool      // the picture wanders a little, against burn-in of TV panels
	Mark  *Mark     // 内容更新于 11月22日; nil: none
}

// Slack is how far a clock may be behind Built and still be trusted: clocks of
// players are a little wrong, and a notice is not to wait for that.
const Slack = 10 * time.Minute

// Zone is a part of the picture that plays slides of its own. With no slide
// due, it shows what lies below it.
type Zone struct {
	Name       string
	X, Y, W, H int
	Slides     []Slide
}

// Slide is one picture of a zone.
type Slide struct {
	Name      string   // the same from build to build: notice-xianfa-2-3
	Title     string   // for people: preview, lists
	Source    string   // content/…
	SVG       []byte   // W×H of the zone; no text elements, nothing from outside. Ids need be unique in it only.
	Seconds   int      // 1 or more
	When      []Window // shown only inside one of them; none: always
	Evergreen bool     // has no date: shown also when the clock cannot be trusted, and off hours if Off says so
	Emergency bool     // while one is due its zone shows nothing else, also off hours and at full light
}

// Window is a time from From up to, not including, Until. A zero time is an
// open end. Both are whole seconds.
type Window struct{ From, Until time.Time }

// Daypart is a part of some days, in Shanghai.
type Daypart struct {
	Days  [7]bool // Monday first: the days on which it begins
	From  int     // minute of the day, 0 to 1439
	Until int     // 1 to 1440; at or before From: it ends on the next day
}

// Off is what a screen shows off hours.
type Off string

const (
	OffBlack     Off = "black"     // nothing
	OffClock     Off = "clock"     // the clock, wandering
	OffEvergreen Off = "evergreen" // the evergreen slides
)

// Night is when the picture is darker.
type Night struct {
	Daypart
	Dim int // how many per cent of the light are taken away, 1 to 80
}

// Mark is small words that tell the staff how old the content is.
type Mark struct {
	X, Y, W, H int
	Text       string // what the SVG says, for people
	SVG        []byte
}

// Clock is a clock drawn from outlines, since a player may have no font. Its
// zone lies above the other zones.
type Clock struct {
	X, Y, W, H int
	Lines      []ClockLine
	Glyphs     []Glyph // one for each of Characters(Lines)
	Colour     string  // #FFFFFF
	Hidden     bool    // seen off hours only (Off: clock)
}

// ClockLine is a line of a clock. In its Format the letters Y M D h m w stand
// for the year, the month, the day, the hour and the minute (two digits each)
// and the weekday (一 to 日); what else is in it is shown as it is:
// "M月D日 星期w", "h:m".
type ClockLine struct {
	Format string
	Size   float64 // of the em, in pixels
	X, Y   float64 // in the clock's zone: the line's middle, and its baseline
}

// Glyph is the outline of a character in thousandths of the em, with y growing
// downwards from the baseline. A space has no Path.
type Glyph struct {
	Char    rune
	Advance float64
	Path    string // as in the attribute d of an SVG path
}
