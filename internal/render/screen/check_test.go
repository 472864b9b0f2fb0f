package screen

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"daoyin/internal/problem"
	"daoyin/internal/scene"
	"daoyin/internal/typeset"
)

// inspect tells what is wrong with a scene as its readers see it: words
// outside of the zone or of the safe area, words too small, words over each
// other, widths that are not what the fonts say.
func inspect(m *Maker, r *Reel, s *scene.Scene, least float64) []string {
	var faults []string
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	safe := float64(r.Profile.Safe)
	texts := textsOf(s.Shapes)
	if len(texts) == 0 {
		fault("no words")
	}
	for i, a := range texts {
		box := boxOf(a)
		if box.x < safe-0.01 || box.y < safe-0.01 || box.x+box.w > s.Width-safe+0.01 || box.y+box.h > s.Height+0.01 {
			fault("%q at %v,%v of size %v is outside of %v×%v", a.Runes, a.X, a.Y, a.Size, s.Width, s.Height)
		}
		if a.Size < least {
			fault("%q has size %v, less than %v", a.Runes, a.Size, least)
		}
		if w := m.set.Width(a.Runes, typeset.Style{Size: a.Size, Bold: a.Bold}); math.Abs(w-a.Width) > 0.01 {
			fault("%q is %v wide, not %v", a.Runes, w, a.Width)
		}
		for _, b := range texts[:i] {
			if o := boxOf(b); box.x < o.x+o.w-0.5 && o.x < box.x+box.w-0.5 && box.y+1 < o.y+o.h && o.y+1 < box.y+box.h {
				fault("%q lies over %q", a.Runes, b.Runes)
			}
		}
	}
	return faults
}

// boxOf is the ink of a line: of an em of Noto Sans, Chinese characters take
// 0.88 above the baseline and 0.12 below.
func boxOf(t scene.Text) frame { return frame{t.X, t.Y - 0.88*t.Size, t.Width, t.Size} }

func textsOf(shapes []scene.Shape) []scene.Text {
	var all []scene.Text
	for _, s := range shapes {
		switch s := s.(type) {
		case scene.Text:
			if strings.TrimSpace(s.Runes) != "" {
				all = append(all, s)
			}
		case scene.Group:
			all = append(all, textsOf(s.Shapes)...)
		}
	}
	return all
}

func TestEverySlideCanBeRead(t *testing.T) {
	m, screens := example(t)
	if len(screens) != 4 {
		t.Fatalf("%d screens, want the wall, the television, the totem and the strip", len(screens))
	}
	for _, s := range screens {
		var problems problem.List
		r := m.Reel(s, &problems)
		told(t, &problems)
		for _, z := range r.Zones {
			if len(z.Slides) == 0 {
				t.Errorf("%s: nothing in zone %s", s.Profile.Name, z.Name)
			}
			names := map[string]bool{}
			for _, slide := range z.Slides {
				if names[slide.Name] {
					t.Errorf("%s: two slides are called %s", s.Profile.Name, slide.Name)
				}
				names[slide.Name] = true
				if slide.Scene.Width != float64(z.W) || slide.Scene.Height != float64(z.H) {
					t.Errorf("%s %s: %v×%v in a zone of %d×%d", s.Profile.Name, slide.Name, slide.Scene.Width, slide.Scene.Height, z.W, z.H)
				}
				if slide.Seconds < 8 || slide.Seconds > 40 {
					t.Errorf("%s %s: %d seconds", s.Profile.Name, slide.Name, slide.Seconds)
				}
				for _, f := range inspect(m, r, slide.Scene, float64(r.Minimum)) {
					t.Errorf("%s %s: %s", s.Profile.Name, slide.Name, f)
				}
			}
		}
	}
}

// What inspect looks for, it finds.
func TestFaultsAreSeen(t *testing.T) {
	m, screens := example(t)
	var problems problem.List
	r := m.Reel(screens[1], &problems)
	right := r.Zones[0].Slides[0].Scene
	if f := inspect(m, r, right, float64(r.Minimum)); len(f) > 0 {
		t.Fatalf("the slide to be spoilt is wrong itself: %q", f)
	}
	for what, spoil := range map[string]func(*scene.Text){
		"outside": func(x *scene.Text) { x.X = right.Width - 10 },
		"below":   func(x *scene.Text) { x.Y = right.Height + 4 },
		"small":   func(x *scene.Text) { x.Size = float64(r.Minimum) - 1 },
		"width":   func(x *scene.Text) { x.Width += 3 },
	} {
		wrong, done := *right, false
		wrong.Shapes = append([]scene.Shape(nil), right.Shapes...)
		for i, s := range wrong.Shapes {
			if text, ok := s.(scene.Text); ok && !done {
				spoil(&text)
				wrong.Shapes[i], done = text, true
			}
		}
		if len(inspect(m, r, &wrong, float64(r.Minimum))) == 0 {
			t.Errorf("%s is not seen", what)
		}
	}
	wrong := *right
	over := textsOf(right.Shapes)[0]
	wrong.Shapes = append(append([]scene.Shape(nil), right.Shapes...), over)
	if len(inspect(m, r, &wrong, float64(r.Minimum))) == 0 {
		t.Error("words over each other are not seen")
	}
}

func TestColoursCanBeRead(t *testing.T) {
	for name, th := range map[string]theme{"light": light(), "dark": dark(), "mono": mono(), "dual": dual()} {
		words := th.ground
		if th.card != none {
			words = th.card
		}
		for what, pair := range map[string][2]scene.Colour{
			"ink": {th.ink, words}, "ink beside the card": {th.ink, th.ground}, "label": {th.label, words}, "title": {th.title, th.band},
			"badge": {th.badgeInk, th.badge}, "bar": {th.barInk, th.bar}, "feast": {th.feastInk, th.feast}, "feast title": {th.feastTitle, th.feast},
			"alarm": {th.alarmInk, th.alarm}, "alarm title": {th.alarmTitle, th.alarm},
		} {
			if c := contrast(pair[0], pair[1]); c < 7 {
				t.Errorf("%s, %s: contrast %.2f, want 7", name, what, c)
			}
		}
		if !th.coarse {
			if c := contrast(0xFFFFFF, th.band); c < 7 {
				t.Errorf("%s, kicker: contrast %.2f", name, c)
			}
		}
	}
	if c := contrast(0xFFFFFF, 0x000000); math.Abs(c-21) > 1e-9 {
		t.Errorf("white on black: %v", c)
	}
	if c := contrast(0x777777, 0xFFFFFF); math.Abs(c-4.48) > 0.01 {
		t.Errorf("#777 on white: %v", c)
	}
}

func TestDwell(t *testing.T) {
	for _, c := range []struct{ chars, want int }{{0, 8}, {5, 8}, {20, 9}, {40, 15}, {100, 33}, {400, 40}} {
		if got := dwell(strings.Repeat("字", c.chars)); got != c.want {
			t.Errorf("%d characters: %d seconds, want %d", c.chars, got, c.want)
		}
	}
}

// contrast is the ratio of the lights of two colours, as WCAG 2 counts it.
func contrast(a, b scene.Colour) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c scene.Colour) float64 {
	channel := func(v scene.Colour) float64 {
		s := float64(v&0xFF) / 255
		if s <= 0.03928 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(c>>16) + 0.7152*channel(c>>8) + 0.0722*channel(c)
}
