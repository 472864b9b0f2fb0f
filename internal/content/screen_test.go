package content_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"daoyin/internal/content"
	"daoyin/internal/markdown"
	"daoyin/internal/problem"
)

const wall = `title: 大厅屏
kind: led
width: 384
height: 192
pitch_mm: 2.5
distance_m: 6
`

func profile(t *testing.T, text string) (*content.Profile, []problem.Problem) {
	t.Helper()
	var problems problem.List
	p := content.ParseProfile("content/screens/hall.yaml", text, &problems)
	return p, problems.Sorted()
}

// The table of the evidence: type that readers need, in pixels.
func TestTypeFollowsFromPitchAndDistance(t *testing.T) {
	for _, c := range []struct {
		panel              string
		metres             float64
		standard, elderly_ int
	}{
		{"kind: led\nwidth: 2000\nheight: 1000\npitch_mm: 2.5", 3, 16, 16},
		{"kind: led\nwidth: 2000\nheight: 1000\npitch_mm: 2.5", 5, 16, 20},
		{"kind: led\nwidth: 2000\nheight: 1000\npitch_mm: 2.5", 8, 23, 32},
		{"kind: led\nwidth: 2000\nheight: 1000\npitch_mm: 2.5", 12, 34, 48},
		{"kind: led\nwidth: 2000\nheight: 1000\npitch_mm: 4", 12, 22, 30},
		{"kind: led\nwidth: 2000\nheight: 1000\npitch_mm: 10", 12, 16, 16},
		{"kind: tv\nwidth: 1920\nheight: 1080\ndiagonal_in: 55", 3, 34, 47},
		{"kind: tv\nwidth: 1920\nheight: 1080\ndiagonal_in: 55", 5, 56, 78},
		{"kind: tv\nwidth: 1920\nheight: 1080\ndiagonal_in: 55", 8, 89, 125},
	} {
		for audience, want := range map[string]int{"standard": c.standard, "elderly": c.elderly_} {
			p, found := profile(t, fmt.Sprintf("title: 屏\n%s\ndistance_m: %v\naudience: %s\n", c.panel, c.metres, audience))
			if len(found) > 0 || p.Body != want {
				t.Errorf("%q, %v m, %s: %d px %v, want %d", c.panel, c.metres, audience, p.Body, found, want)
			}
		}
	}
}

func TestProfileMistakes(t *testing.T) {
	for _, c := range []struct{ change, want string }{
		{"", ""},
		{"kind: led>kind: lde", "2:7 data-value"},
		{"width: 384>widht: 384", "3:1 data-unknown"},
		{"width: 384>width: 3.5", "3:8 data-value"},
		{"height: 192>height: 9000", "4:9 data-value"},
		{"pitch_mm: 2.5>", "1:1 data-missing"},
		{"pitch_mm: 2.5>diagonal_in: 55", "1:1 data-missing|5:14 screen-kind"},
		{"distance_m: 6>distance_m: 20", "6:13 screen-size"},
		{"distance_m: 6>distance_m: 6\nmin_px: 14", "7:9 screen-small"},
		{"distance_m: 6>distance_m: 6\nmin_px: 8", "7:9 data-value"},
		{"distance_m: 6>distance_m: 6\nmin_px: 14\nallow_small: true", "7:9 screen-small"},
		{"distance_m: 6>distance_m: 6\nmin_px: 14\nallow_small: true\nsmall_reason: 读者都在一米内", ""},
		{"distance_m: 6>distance_m: 6\nmin_px: 30", ""},
		{"distance_m: 6>distance_m: 6\nmin_px: 14\nallow_small: true\nsmall_reason: 近\ncolour: mono", "7:9 screen-small"},
		{"distance_m: 6>distance_m: 6\nrotate: 45", "7:9 data-value"},
		{"distance_m: 6>distance_m: 6\ntheme: light", "7:8 screen-kind"},
		{"distance_m: 6>distance_m: 6\npixel_shift: true", "7:14 screen-kind"},
		{"distance_m: 6>distance_m: 6\nzones: [main, tikcer]", "7:15 data-value"},
		{"distance_m: 6>distance_m: 6\noutputs: [strip]", "7:11 screen-kind"},
		{"distance_m: 6>distance_m: 6\nhours:\n  - {days: 1-8, from: \"08:30\", to: \"17:30\"}", "8:12 data-value"},
		{"distance_m: 6>distance_m: 6\nhours:\n  - {days: 1-5, from: \"8点\", to: \"17:30\"}", "8:23 data-value"},
		{"distance_m: 6>distance_m: 6\nhours:\n  - {days: 1-5, from: \"08:30\", to: \"08:30\"}", "8:5 screen-hours"},
		{"distance_m: 6>distance_m: 6\nsafe_area: 100", "7:12 data-value"},
		{"kind: led>kind: strip", ""},
		{"kind: led>kind: strip\nzones: [ticker]", "3:9 screen-kind"},
		{"kind: led\nwidth: 384\nheight: 192>kind: strip\nwidth: 512\nheight: 16", "6:13 screen-size"},
		{"height: 192>height: 380\noutputs: [gif]", "5:11 screen-kind"},
	} {
		text := wall
		if from, to, ok := strings.Cut(c.change, ">"); ok {
			text = strings.Replace(wall, from, to, 1)
		}
		p, found := profile(t, text)
		var got []string
		for _, f := range found {
			got = append(got, fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Code))
			if f.Hint == "" || !strings.ContainsAny(f.Hint[len(f.Hint)-3:], "。？") {
				t.Errorf("%q: hint %q is no sentence", c.change, f.Hint)
			}
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q: %s, want %s", c.change, strings.Join(got, "|"), c.want)
		}
		if c.want == "" && p.Body < 12 {
			t.Errorf("%q: body %d", c.change, p.Body)
		}
	}
}

func TestEmergencyMustEnd(t *testing.T) {
	for _, c := range []struct{ dates, want string }{
		{"from: 2026-11-22 08:00\nuntil: 2026-11-22 20:00", ""},
		{"date: 2026-11-22 08:00\nuntil: 2026-11-23 08:00", ""},
		{"from: 2026-11-22\nuntil: 2026-11-22", ""},
		{"from: 2026-11-22 08:00\nuntil: 2026-11-23 08:01", "screen-emergency"},
		{"from: 2026-11-22 08:00", "screen-emergency"},
		{"until: 2026-11-22 20:00", "screen-emergency"},
		{"from: 2026-11-22 08:00\nuntil: 2026-11-22 07:00", "front-dates"},
	} {
		var problems problem.List
		content.ParseEmergency(markdown.NewParser(), "content/screens/emergency.md", []byte("---\ntitle: 大风停办\n"+c.dates+"\n---\n请改日再来。\n"), &problems)
		got := ""
		for _, p := range problems.Sorted() {
			got += p.Code
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.dates, got, c.want)
		}
	}
}

func TestMessageMistakes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"- {name: a, title: 甲}\n  - {name: b, title: 乙, evergreen: true}", ""},
		{"- {name: a, title: 甲}\n  - {name: a, title: 乙}", "3:12 data-duplicate"},
		{"- {name: a}", "2:0 data-missing"},
		{"- {name: a, title: 甲, days_before: 3}", "2:38 screen-message"},
		{"- {name: a, title: 甲, campaign: x, until: 2026-12-01}", "2:35 screen-message"},
		{"- {name: a, title: 甲, evergreen: true, until: 2026-12-01}", "2:12 screen-message"},
		{"- {name: a, title: 甲, from: 2026-12-02, until: 2026-12-01}", "2:12 front-dates"},
	} {
		var problems problem.List
		content.ParseMessages("content/screens/messages.yaml", "messages:\n  "+c.text+"\n", &problems)
		got := ""
		for _, p := range problems.Sorted() {
			got += fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Code)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestExampleScreens(t *testing.T) {
	site := os.DirFS("../..")
	sources, err := content.List(site)
	if err != nil {
		t.Fatal(err)
	}
	var problems problem.List
	s, err := content.ReadScreens(site, sources.Screens, markdown.NewParser(), &problems)
	if err != nil || problems.Len() > 0 {
		t.Errorf("%v %v", err, problems.Sorted())
	}
	if len(s.Profiles) != 4 || len(s.Messages) == 0 {
		t.Errorf("%d screens, %d messages", len(s.Profiles), len(s.Messages))
	}
}

// Whatever a profile holds, reading it ends, and a profile without errors has
// room for its type.
func FuzzProfile(f *testing.F) {
	f.Add(wall)
	f.Add(wall + "hours:\n  - {days: 1-5, from: \"08:30\", to: \"17:30\"}\nzones: [ticker, clock]\n")
	f.Add("kind: strip\ntitle: x\nwidth: 512\nheight: 32\npitch_mm: 4.75\ndistance_m: 8\n")
	f.Fuzz(func(t *testing.T, text string) {
		p, found := profile(t, text)
		for _, x := range found {
			if x.Severity == problem.Error {
				return
			}
		}
		if p.Body < 12 || p.Width < 6*p.Body || p.Height < p.Body {
			t.Errorf("%q: %d px on %d×%d", text, p.Body, p.Width, p.Height)
		}
	})
}
