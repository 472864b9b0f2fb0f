package screen

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"daoyin/internal/calendar"
	"daoyin/internal/content"
	"daoyin/internal/font"
	"daoyin/internal/plan"
	"daoyin/internal/playlist"
	"daoyin/internal/problem"
	"daoyin/internal/scene"
	"daoyin/internal/typeset"
)

// Playlist is the reel as a player plays it.
func (m *Maker) Playlist(r *Reel) (*playlist.Playlist, error) {
	p := r.Profile
	c := newCanvas(p)
	out := &playlist.Playlist{Name: p.Name, Title: p.Title, Width: p.Width, Height: p.Height, Rotate: p.Rotate, Corner: p.Kind != content.TV,
		Background: colour(c.theme.bar), Built: m.at, Off: playlist.Off(p.Off), Fade: p.Fade, Shift: p.Shift}
	for _, z := range r.Zones {
		zone := playlist.Zone{Name: z.Name, X: z.X, Y: z.Y, W: z.W, H: z.H}
		for i := range z.Slides {
			s := &z.Slides[i]
			data, err := m.SVG(s)
			if err != nil {
				return nil, err
			}
			zone.Slides = append(zone.Slides, playlist.Slide{Name: s.Name, Title: s.Title, Source: s.Source, SVG: data, Seconds: s.Seconds,
				When: s.When, Evergreen: s.Evergreen, Emergency: s.Emergency})
		}
		out.Zones = append(out.Zones, zone)
	}
	for _, h := range p.Hours {
		out.Open = append(out.Open, daypart(h.Days, h.Span))
	}
	if !p.Night.IsZero() {
		every := [7]bool{true, true, true, true, true, true, true}
		out.Night = &playlist.Night{Daypart: daypart(every, p.Night), Dim: nightDim}
	}
	if p.Clock || p.Off == content.OffClock {
		out.Clock = m.clock(c)
	}
	var err error
	out.Mark, err = m.mark(c)
	return out, err
}

// daypart is a span as players know it: midnight is the end of a day.
func daypart(days [7]bool, s content.Span) playlist.Daypart {
	if s.Until == 0 {
		s.Until = 24 * 60
	}
	return playlist.Daypart{Days: days, From: s.From, Until: s.Until}
}

// nightDim is how many per cent of the light are taken away at night. White
// words on the themes' grounds keep their contrast: both grow darker.
const nightDim = 50

// player writes the pages of the player.
func (m *Maker) player(r *Reel) ([]File, error) {
	html, usb := r.Profile.Wants("html"), r.Profile.Wants("usb")
	if !html && !usb {
		return nil, nil
	}
	list, err := m.Playlist(r)
	if err != nil {
		return nil, err
	}
	written, err := list.Files()
	if err != nil {
		return nil, err
	}
	var files []File
	for _, f := range written {
		if alone := f.Name == "usb.html"; alone && usb || !alone && html {
			files = append(files, File{f.Name, f.Data, []string{r.Profile.Source}})
		}
	}
	return files, nil
}

// Player makes the player of a screen, whether its profile asks for one or not,
// and what it plays; nothing when problems say why.
func (m *Maker) Player(s *plan.Screen, problems *problem.List) (*playlist.Playlist, []playlist.File, error) {
	before := problems.Len()
	r := m.Reel(s, problems)
	if problems.Len() > before {
		return nil, nil, nil
	}
	list, err := m.Playlist(r)
	if err != nil {
		return nil, nil, fmt.Errorf("screen %s: %w", s.Profile.Name, err)
	}
	files, err := list.Files()
	if tooHeavy(s, err, problems) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("screen %s: %w", s.Profile.Name, err)
	}
	return list, files, nil
}

// tooHeavy tells the editor if an error says that the player is too large.
func tooHeavy(s *plan.Screen, err error, problems *problem.List) bool {
	words, heavy := TooHeavy(err)
	if heavy {
		problems.Error("screen-heavy", s.Profile.At, "“"+s.Profile.Title+"”的内容太多，播放页太大："+words, "旧的设备打不开。请在 show 里少放几页；带路线图的页最大。")
	}
	return heavy
}

// TooHeavy tells whether an error of Files says that the pages of the player
// are too large for old devices, and in words for editors why.
func TooHeavy(err error) (words string, ok bool) {
	big, ok := errors.AsType[*playlist.TooBig](err)
	if !ok {
		return "", false
	}
	return fmt.Sprintf("%s 有%dKB，最多%dKB", big.File, big.Size>>10, big.Max>>10), true
}

// clock is the clock of the bar, or without a bar the one that is shown off
// hours alone.
func (m *Maker) clock(c canvas) *playlist.Clock {
	p := c.profile
	k := &playlist.Clock{Colour: colour(c.theme.barInk)}
	if p.Clock {
		w, h := c.clockWidth(), c.bar
		k.X, k.Y, k.W, k.H = int(c.w-w), int(c.h), int(w), int(h)
		k.Lines = []playlist.ClockLine{{Format: "h:m", Size: c.note, X: (w - float64(p.Safe)) / 2, Y: middle(0, h-float64(p.Safe), c.note)}}
	} else {
		size := math.Floor(min(c.w/4, c.h/2.6))
		k.W, k.H, k.Hidden = int(c.w), int(c.h), true
		k.Lines = []playlist.ClockLine{{Format: "h:m", Size: size, X: c.w / 2, Y: middle(0, c.h*0.72, size)},
			{Format: "M月D日 星期w", Size: c.note, X: c.w / 2, Y: middle(c.h*0.68, c.h*0.22, c.note)}}
		if c.h < 5*c.body {
			k.Lines = k.Lines[:1]
			k.Lines[0].Y = middle(0, c.h, size)
		}
	}
	for _, r := range playlist.Characters(k.Lines) {
		k.Glyphs = append(k.Glyphs, playlist.Glyph{Char: r, Advance: m.set.Fonts().Advance(r, true) * 1000, Path: glyphPath(m.set.Fonts(), r)})
	}
	return k
}

// middle is the baseline of words in the middle of a box.
func middle(y, h, size float64) float64 { return math.Round(y + h/2 + 0.38*size) }

// glyphPath is a character's outline in thousandths of the em.
func glyphPath(fonts *font.Set, r rune) string {
	var b strings.Builder
	open := false
	for _, s := range fonts.Outline(r, true) {
		switch s.Op {
		case font.MoveTo:
			if open {
				b.WriteByte('Z')
			}
			open = true
			fmt.Fprintf(&b, "M%d %d", thousand(s.X), thousand(s.Y))
		case font.LineTo:
			fmt.Fprintf(&b, "L%d %d", thousand(s.X), thousand(s.Y))
		case font.QuadTo:
			fmt.Fprintf(&b, "Q%d %d %d %d", thousand(s.X1), thousand(s.Y1), thousand(s.X), thousand(s.Y))
		}
	}
	if open {
		b.WriteByte('Z')
	}
	return b.String()
}

func thousand(v float64) int { return int(math.Round(v * 1000)) }

// mark tells the staff, who stand near by, how old the content is. Citizens
// need not read it: it is the one text below the size for readers.
func (m *Maker) mark(c canvas) (*playlist.Mark, error) {
	size, w := m.markSize(c)
	if w == 0 {
		return nil, nil
	}
	h := math.Round(1.6 * size)
	text := m.markText()
	s := &scene.Scene{Width: w, Height: h, Title: text, Background: c.theme.bar, Shapes: []scene.Shape{
		scene.Text{X: size / 2, Y: middle(0, h, size), Size: size, Fill: c.theme.barInk, Width: w - size, Runes: text}}}
	data, err := m.SVG(&Slide{Scene: s})
	if err != nil {
		return nil, err
	}
	x := c.w - c.clockWidth() - w
	y := c.h + c.bar - h - float64(c.profile.Safe)
	return &playlist.Mark{X: int(x), Y: int(y), W: int(w), H: int(h), Text: text, SVG: data}, nil
}

func (m *Maker) markText() string {
	built := calendar.DateOf(m.at)
	return fmt.Sprintf("内容更新于 %d月%d日", int(built.Month), built.Day)
}

// markSize returns the type of the mark and how wide it is; 0 for no mark.
func (m *Maker) markSize(c canvas) (size, width float64) {
	if c.profile.Kind != content.TV || c.bar == 0 {
		return 0, 0
	}
	size = math.Round(max(floorMark, c.bar*0.16))
	return size, ceil(m.set.Width(m.markText(), typeset.Style{Size: size})) + size
}

// floorMark is the least size of the mark, in pixels.
const floorMark = 16

func colour(c scene.Colour) string { return fmt.Sprintf("#%06X", int32(c)) }
