package playlist

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"
)

// The content set as the player reads it (static/player). A change that an
// older player would misread needs a new version; players refuse what they do
// not know and go on with what they have.
const version = 1

type contentSet struct {
	Version    int        `json:"version"`
	Floor      int64      `json:"floor"`
	Width      int        `json:"width"`
	Height     int        `json:"height"`
	Rotate     int        `json:"rotate"`
	Corner     bool       `json:"corner"`
	Background string     `json:"background"`
	Open       []partJSON `json:"open"`
	Off        Off        `json:"off"`
	Night      *partJSON  `json:"night,omitempty"`
	Fade       bool       `json:"fade"`
	Shift      bool       `json:"shift"`
	Mark       *boxJSON   `json:"mark,omitempty"`
	Clock      *clockJSON `json:"clock,omitempty"`
	Zones      []boxJSON  `json:"zones"`
	Outlines   []string   `json:"outlines"` // what stands in several slides
}

type partJSON struct {
	Days  [7]bool `json:"days"`
	From  int     `json:"from"`
	Until int     `json:"until"`
	Dim   int     `json:"dim,omitempty"`
}

type boxJSON struct {
	X      int         `json:"x"`
	Y      int         `json:"y"`
	W      int         `json:"w"`
	H      int         `json:"h"`
	SVG    pieces      `json:"svg,omitempty"`
	Slides []slideJSON `json:"slides,omitzero"`
}

type slideJSON struct {
	Name      string     `json:"name"`
	Seconds   int        `json:"seconds"`
	When      [][2]int64 `json:"when"` // 0 is an open end
	Evergreen bool       `json:"evergreen"`
	Emergency bool       `json:"emergency"`
	SVG       pieces     `json:"svg"`
}

type clockJSON struct {
	X      int               `json:"x"`
	Y      int               `json:"y"`
	W      int               `json:"w"`
	H      int               `json:"h"`
	Lines  []lineJSON        `json:"lines"`
	Glyphs map[string][2]any `json:"glyphs"` // advance and path; written in order of the keys
	Colour string            `json:"colour"`
	Hidden bool              `json:"hidden"`
}

type lineJSON struct {
	Format string  `json:"format"`
	Size   float64 `json:"size"`
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
}

// pieces of a text: strings, and numbers of outlines.
type pieces []any

// content returns p as the JSON that the player takes in, in ASCII: no server
// can spoil it with a wrong charset, and a byte is a character.
func (p *Playlist) content() (string, error) {
	table := p.outlines()
	set := contentSet{
		Version: version, Floor: p.floor(), Width: p.Width, Height: p.Height, Rotate: p.Rotate, Corner: p.Corner,
		Background: p.Background, Open: []partJSON{}, Off: p.Off, Fade: p.Fade, Shift: p.Shift, Outlines: table.list,
	}
	for _, d := range p.Open {
		set.Open = append(set.Open, partJSON{d.Days, d.From, d.Until, 0})
	}
	if n := p.Night; n != nil {
		set.Night = &partJSON{n.Days, n.From, n.Until, n.Dim}
	}
	if m := p.Mark; m != nil {
		set.Mark = &boxJSON{X: m.X, Y: m.Y, W: m.W, H: m.H, SVG: table.split(m.SVG)}
	}
	if p.Clock != nil {
		set.Clock = p.Clock.content()
	}
	for _, z := range p.Zones {
		zone := boxJSON{X: z.X, Y: z.Y, W: z.W, H: z.H, Slides: []slideJSON{}}
		for _, s := range z.Slides {
			slide := slideJSON{s.Name, s.Seconds, [][2]int64{}, s.Evergreen, s.Emergency, table.split(s.SVG)}
			for _, w := range s.When {
				slide.When = append(slide.When, [2]int64{seconds(w.From), seconds(w.Until)})
			}
			zone.Slides = append(zone.Slides, slide)
		}
		set.Zones = append(set.Zones, zone)
	}
	return encode(set)
}

func (c *Clock) content() *clockJSON {
	j := &clockJSON{X: c.X, Y: c.Y, W: c.W, H: c.H, Glyphs: map[string][2]any{}, Colour: c.Colour, Hidden: c.Hidden}
	for _, l := range c.Lines {
		j.Lines = append(j.Lines, lineJSON(l))
	}
	for _, g := range c.Glyphs {
		j.Glyphs[string(g.Char)] = [2]any{g.Advance, g.Path}
	}
	return j
}

func seconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

func encode(v any) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "", err
	}
	var out strings.Builder
	for _, r := range strings.TrimSuffix(b.String(), "\n") {
		switch {
		case r < 0x7f:
			out.WriteByte(byte(r))
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&out, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
	}
	return out.String(), nil
}

// outlines are the paths that stand in more than one place: the same character
// on many slides. They are most of an SVG, and kept once.
type outlines struct {
	list  []string
	place map[string]int
}

// shortest is the length from which keeping an outline apart saves anything.
const shortest = 24

func (p *Playlist) outlines() outlines {
	o := outlines{list: []string{}, place: map[string]int{}}
	times := map[string]int{}
	count := func(svg []byte) {
		for outline := range paths(svg) {
			if times[outline]++; times[outline] == 2 {
				o.place[outline] = len(o.list)
				o.list = append(o.list, outline)
			}
		}
	}
	for _, z := range p.Zones {
		for _, s := range z.Slides {
			count(s.SVG)
		}
	}
	if p.Mark != nil {
		count(p.Mark.SVG)
	}
	return o
}

// split cuts an SVG at the outlines that are kept apart.
func (o outlines) split(svg []byte) pieces {
	var all pieces
	from := 0
	for outline, at := range paths(svg) {
		if n, ok := o.place[outline]; ok {
			all = append(all, string(svg[from:at]), n)
			from = at + len(outline)
		}
	}
	return append(all, string(svg[from:]))
}

// paths yields the outlines of an SVG with their places.
func paths(svg []byte) func(func(string, int) bool) {
	return func(yield func(string, int) bool) {
		mark := []byte(` d="`)
		for at := 0; ; {
			i := bytes.Index(svg[at:], mark)
			if i < 0 {
				return
			}
			at += i + len(mark)
			n := bytes.IndexByte(svg[at:], '"')
			if n < 0 {
				return
			}
			if n >= shortest && !yield(string(svg[at:at+n]), at) {
				return
			}
			at += n
		}
	}
}
