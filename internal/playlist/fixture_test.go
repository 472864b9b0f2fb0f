package playlist_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	. "daoyin/internal/playlist"
)

var shanghai = time.FixedZone("CST", 8*60*60)

// at reads a time in Shanghai.
func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04:05", s, shanghai)
	if err != nil {
		panic(err)
	}
	return t
}

// colours of test slides: far apart, and each with its own light.
var colours = []string{"#C00000", "#0060C0", "#008040", "#E0A000", "#602080", "#E8E8E8", "#304050", "#00A0A0", "#A04000", "#F0F060"}

// picture is a slide of one colour with a shape that says which way is up.
func picture(w, h, n int) []byte {
	colour := colours[n%len(colours)]
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d"><rect width="%d" height="%d" fill="%s"/><path d="M%d 8L%d %dL8 %dL8 8Z" fill="#FFFFFF"/><circle cx="%d" cy="%d" r="4" fill="#000000"/></svg>`,
		w, h, w, h, w, h, colour, w/2, w/4, h/2, h/2, w-10, 10+(n*7)%max(1, h-20))
}

func slide(n, seconds int, w, h int) Slide {
	return Slide{Name: fmt.Sprintf("s%d", n), SVG: picture(w, h, n), Seconds: seconds}
}

func evergreen(s Slide) Slide { s.Evergreen = true; return s }

func during(s Slide, windows ...string) Slide {
	for _, w := range windows {
		from, until, _ := strings.Cut(w, " – ")
		var window Window
		if from != "" {
			window.From = at(from)
		}
		if until != "" {
			window.Until = at(until)
		}
		s.When = append(s.When, window)
	}
	return s
}

func emergency(s Slide) Slide { s.Emergency = true; return s }

// workdays 08:30–17:30.
var office = Daypart{Days: [7]bool{true, true, true, true, true}, From: 8*60 + 30, Until: 17*60 + 30}

var always = [7]bool{true, true, true, true, true, true, true}

// wall is a small wall with what walls of a hall have: a main zone, a strip
// below, a zone for emergencies over all, a clock and a mark.
func wall() *Playlist {
	const w, h = 384, 192
	main := Zone{Name: "main", W: w, H: 160, Slides: []Slide{
		evergreen(slide(0, 13, w, 160)),
		evergreen(slide(1, 8, w, 160)),
		during(slide(2, 20, w, 160), "2026-11-29 00:00:00 – 2026-12-05 00:00:00"),
		during(slide(3, 9, w, 160), "2026-11-26 09:15:07 – 2026-11-30 18:00:00", "2026-12-10 00:00:00 – "),
		during(slide(4, 40, w, 160), " – 2026-12-01 00:00:00"),
		slide(5, 11, w, 160),
	}}
	ticker := Zone{Name: "ticker", Y: 160, W: 288, H: 32, Slides: []Slide{
		evergreen(slide(6, 10, 288, 32)),
		during(slide(7, 15, 288, 32), "2026-12-04 00:00:00 – 2026-12-05 00:00:00"),
	}}
	alarm := Zone{Name: "emergency", W: w, H: h, Slides: []Slide{
		emergency(during(slide(8, 12, w, h), "2026-12-08 14:00:00 – 2026-12-09 09:30:00")),
		emergency(during(slide(9, 12, w, h), "2026-12-08 20:00:00 – 2026-12-08 23:00:00")),
	}}
	return &Playlist{
		Name: "wall", Title: "大厅屏（示例）", Width: w, Height: h, Background: "#0B1C30", Built: at("2026-11-24 18:00:00"),
		Zones: []Zone{main, ticker, alarm}, Clock: clock(), Open: []Daypart{office}, Off: OffClock,
		Mark: &Mark{X: 376, Y: 184, W: 8, H: 8, SVG: picture(8, 8, 0)},
	}
}

// clock is drawn from bars instead of figures.
func clock() *Clock {
	c := &Clock{X: 288, Y: 160, W: 96, H: 32, Lines: []ClockLine{{"h:m", 24, 48, 26}}, Colour: "#FFFFFF"}
	for _, r := range Characters(c.Lines) {
		c.Glyphs = append(c.Glyphs, Glyph{r, 600, fmt.Sprintf("M100 0V-%dH500V0Z", 300+int(r)*5)})
	}
	return c
}

// written puts the files of a playlist into a folder.
func written(t testing.TB, p *Playlist, dir string) map[string][]byte {
	t.Helper()
	files, err := p.Files()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, f := range files {
		all[f.Name] = f.Data
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return all
}
