package playlist

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"time"
)

// ErrNoEvergreen says that the main zone has nothing that may always be shown:
// such a screen goes blank when everything has expired, when its clock is wrong
// or when script does not run.
var ErrNoEvergreen = errors.New("the main zone has no evergreen slide")

// TooBig says that a file would be larger than it may be.
type TooBig struct {
	File      string
	Size, Max int
}

func (e *TooBig) Error() string {
	return fmt.Sprintf("%s: %d bytes, of at most %d", e.File, e.Size, e.Max)
}

// check refuses what the player cannot play.
func (p *Playlist) check() error {
	switch {
	case p.Width < 1 || p.Height < 1:
		return fmt.Errorf("playlist %s: %d×%d pixels", p.Name, p.Width, p.Height)
	case p.Rotate != 0 && p.Rotate != 90 && p.Rotate != 180 && p.Rotate != 270:
		return fmt.Errorf("playlist %s: turned by %d degrees", p.Name, p.Rotate)
	case !isColour(p.Background):
		return fmt.Errorf("playlist %s: background %q", p.Name, p.Background)
	case p.Off != OffBlack && p.Off != OffClock && p.Off != OffEvergreen:
		return fmt.Errorf("playlist %s: off hours %q", p.Name, p.Off)
	case p.Off == OffClock && p.Clock == nil:
		return fmt.Errorf("playlist %s: a clock off hours, and no clock", p.Name)
	case p.Night != nil && (p.Night.Dim < 1 || p.Night.Dim > 80):
		return fmt.Errorf("playlist %s: darker by %d %%", p.Name, p.Night.Dim)
	case !whole(p.Built) || len(p.Zones) == 0:
		return fmt.Errorf("playlist %s: built %v with %d zones", p.Name, p.Built, len(p.Zones))
	}
	parts := p.Open
	if p.Night != nil {
		parts = append(parts[:len(parts):len(parts)], p.Night.Daypart)
	}
	for _, d := range parts {
		if d.From < 0 || d.From > 1439 || d.Until < 1 || d.Until > 1440 || d.Days == [7]bool{} {
			return fmt.Errorf("playlist %s: impossible hours %v", p.Name, d)
		}
	}
	if err := p.Clock.check(); err != nil {
		return fmt.Errorf("playlist %s: %w", p.Name, err)
	}
	if m := p.Mark; m != nil {
		if err := isDrawing(m.SVG, m.W, m.H); err != nil {
			return fmt.Errorf("playlist %s: mark: %w", p.Name, err)
		}
	}
	for _, z := range p.Zones {
		for _, s := range z.Slides {
			if err := s.check(z); err != nil {
				return fmt.Errorf("playlist %s: slide %s: %w", p.Name, s.Name, err)
			}
		}
	}
	if len(p.still()) == 0 {
		return ErrNoEvergreen
	}
	return nil
}

func (s *Slide) check(z Zone) error {
	if s.Seconds < 1 {
		return fmt.Errorf("%d seconds", s.Seconds)
	}
	if s.Evergreen && (s.Emergency || len(s.When) > 0) {
		return errors.New("evergreen, and only at times")
	}
	for _, w := range s.When {
		if !whole(w.From) || !whole(w.Until) || !w.Until.IsZero() && !w.From.Before(w.Until) {
			return fmt.Errorf("from %v until %v", w.From, w.Until)
		}
	}
	return isDrawing(s.SVG, z.W, z.H)
}

// isDrawing looks at what would go wrong on the player only: the size, words
// that need a font, and what an image may not load.
func isDrawing(svg []byte, w, h int) error {
	head, _, _ := bytes.Cut(svg, []byte(">"))
	if !bytes.HasPrefix(svg, []byte("<svg ")) || !bytes.HasSuffix(bytes.TrimSpace(svg), []byte("</svg>")) {
		return errors.New("not an SVG document")
	}
	for _, size := range []string{fmt.Sprintf(` width="%d"`, w), fmt.Sprintf(` height="%d"`, h)} {
		if !bytes.Contains(head, []byte(size)) {
			return fmt.Errorf("the SVG has not%s", size)
		}
	}
	for _, bad := range []string{"<text", "<script", "<style", "<foreignObject", "href=\"http"} {
		if bytes.Contains(svg, []byte(bad)) {
			return fmt.Errorf("the SVG has %s", bad)
		}
	}
	return nil
}

func (c *Clock) check() error {
	if c == nil {
		return nil
	}
	if c.W < 1 || c.H < 1 || len(c.Lines) == 0 || !isColour(c.Colour) {
		return fmt.Errorf("clock of %d×%d with %d lines in %q", c.W, c.H, len(c.Lines), c.Colour)
	}
	drawn := map[rune]bool{}
	for _, g := range c.Glyphs {
		drawn[g.Char] = true
	}
	for _, r := range Characters(c.Lines) {
		if !drawn[r] {
			return fmt.Errorf("clock without %q", r)
		}
	}
	return nil
}

// isColour: nothing else may get into the page's style.
func isColour(s string) bool { return regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`).MatchString(s) }

func whole(t time.Time) bool { return t.Nanosecond() == 0 }
