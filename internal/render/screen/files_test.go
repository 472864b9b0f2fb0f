package screen

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/gif"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"daoyin/internal/calendar"
	"daoyin/internal/charset"
	"daoyin/internal/content"
	"daoyin/internal/draw/drawtest"
	"daoyin/internal/markdown"
	"daoyin/internal/plan"
	"daoyin/internal/playlist"
	"daoyin/internal/problem"
)

func reels(t testing.TB) (*Maker, map[string]*Reel) {
	t.Helper()
	m, screens := example(t)
	all := map[string]*Reel{}
	for _, s := range screens {
		var problems problem.List
		all[s.Profile.Name] = m.Reel(s, &problems)
		told(t, &problems)
	}
	return m, all
}

func file(t testing.TB, files []File, name string) []byte {
	t.Helper()
	for _, f := range files {
		if f.Path == name {
			return f.Data
		}
	}
	t.Errorf("there is no %s", name)
	return nil
}

func TestFiles(t *testing.T) {
	m, all := reels(t)
	for name, r := range all {
		files, err := m.Files(r)
		if err != nil {
			t.Fatal(err)
		}
		pictures := 0
		for _, f := range files {
			if strings.HasSuffix(f.Path, ".png") {
				pictures++
				c, err := png.DecodeConfig(bytes.NewReader(f.Data))
				if err != nil || c.Width != r.Profile.Width || c.Height != r.Profile.Height {
					t.Errorf("%s: %s is %d×%d, %v", name, f.Path, c.Width, c.Height, err)
				}
			}
		}
		if !r.Profile.Wants("png") {
			continue
		}
		if pictures != len(r.Zones[0].Slides) {
			t.Errorf("%s: %d pictures of %d slides", name, pictures, len(r.Zones[0].Slides))
		}
		if lines := strings.Count(string(file(t, files, "png/playlist.txt")), "\r\n"); lines != pictures+1 {
			t.Errorf("%s: %d lines in the list of %d pictures", name, lines, pictures)
		}
		for _, page := range []string{"preview.html", "台账.html"} {
			text := string(file(t, files, page))
			if !strings.Contains(text, r.Profile.Title) || strings.Contains(text, "%!") || strings.Contains(text, "http://") && page == "台账.html" {
				t.Errorf("%s: %s looks wrong", name, page)
			}
		}
	}
}

func TestSameBytesTwice(t *testing.T) {
	m, all := reels(t)
	again, twice := reels(t)
	for name, r := range all {
		r.Profile.Outputs = []string{"html", "usb"}
		if r.Profile.Kind != content.TV {
			r.Profile.Outputs = append(r.Profile.Outputs, "png", "strip") // large pictures take long, and are made in the same way
		}
		twice[name].Profile.Outputs = r.Profile.Outputs
		first, err := m.Files(r)
		if err != nil {
			t.Fatal(err)
		}
		second, err := again.Files(twice[name])
		if err != nil || len(first) != len(second) {
			t.Fatalf("%s: %d files, then %d, %v", name, len(first), len(second), err)
		}
		for i, f := range first {
			if f.Path != second[i].Path || !bytes.Equal(f.Data, second[i].Data) {
				t.Errorf("%s: %s is another the second time", name, f.Path)
			}
		}
	}
}

func TestLoop(t *testing.T) {
	m, all := reels(t)
	files, err := m.loop(all["hall-led"])
	if err != nil {
		t.Fatal(err)
	}
	moving, err := gif.DecodeAll(bytes.NewReader(file(t, files, "loop.gif")))
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for _, s := range all["hall-led"].Zones[0].Slides {
		if s.Evergreen {
			if moving.Delay[want] != 100*s.Seconds {
				t.Errorf("%s: %d hundredths of a second", s.Name, moving.Delay[want])
			}
			want++
		}
	}
	if len(moving.Image) != want || want == 0 || moving.Image[0].Rect != image.Rect(0, 0, 384, 192) {
		t.Errorf("%d frames of %v, want %d", len(moving.Image), moving.Image[0].Rect, want)
	}
}

func TestStripText(t *testing.T) {
	m, all := reels(t)
	files, err := m.strips(all["door-strip"])
	if err != nil {
		t.Fatal(err)
	}
	text := file(t, files, "strip.txt")
	back, err := charset.Decode(file(t, files, "strip-gb18030.txt"))
	if err != nil || back != strings.ReplaceAll(string(text), "\r\n", "\n") {
		t.Errorf("GB18030 says something else: %v", err)
	}
	if !utf8.Valid(text) || !strings.Contains(string(text), "\r\n来访须知　不会写，可以当面说　") {
		t.Errorf("%s", text)
	}
}

// Playlists are such that players take them.
func TestPlaylist(t *testing.T) {
	m, all := reels(t)
	for name, r := range all {
		p, err := m.Playlist(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Files(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		noon := time.Date(2026, 12, 4, 12, 0, 0, 0, calendar.Zone)
		feasts := 0
		for s := range 3600 {
			if i, _ := p.At(0, noon.Add(time.Duration(s)*time.Second)); i < 0 {
				t.Fatalf("%s: nothing to see at %d", name, s)
			} else if strings.HasPrefix(p.Zones[0].Slides[i].Name, "message-xianfa") {
				feasts++
			}
		}
		if feasts == 0 {
			t.Errorf("%s: no slide of the campaign on its day", name)
		}
		for s := range 3600 {
			if i, _ := p.At(0, noon.AddDate(0, 0, 1).Add(time.Duration(s)*time.Second)); i >= 0 && strings.HasPrefix(p.Zones[0].Slides[i].Name, "message-xianfa") {
				t.Fatalf("%s: the campaign goes on after its day", name)
			}
		}
	}
}

// A telephone reads every code from the picture of the panel.
func TestCodesCanBeRead(t *testing.T) {
	zbarimg := drawtest.Tool(t, "zbarimg")
	m, all := reels(t)
	for _, name := range []string{"hall-tv", "door-totem"} {
		codes, r := 0, all[name]
		for i := range r.Zones[0].Slides {
			s := &r.Zones[0].Slides[i]
			if !slices.Contains([]string{"contact", "contact-1-2", "contact-2-2", "guides-laifang", "guides-fucha-flow", "faq-duojiu"}, s.Name) {
				continue
			}
			codes++
			data, err := m.PNG(r, s)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "slide.png")
			if err := os.WriteFile(file, data, 0o600); err != nil {
				t.Fatal(err)
			}
			out, _ := exec.Command(zbarimg, "--quiet", "--raw", file).Output()
			got := strings.TrimSpace(string(out))
			if !strings.HasPrefix(got, "https://www.example.gov.cn/xinfang/") {
				t.Errorf("%s %s: read %q", name, s.Name, got)
			}
		}
		if codes < 2 {
			t.Errorf("%s: %d codes", name, codes)
		}
	}
	for _, s := range all["hall-led"].Zones[0].Slides {
		if s.Scene == nil || len(textsOf(s.Scene.Shapes)) == 0 {
			t.Errorf("%s is empty", s.Name)
		}
	}
}

// The picture is what a browser makes of the drawing.
func TestPicturesAgreeWithABrowser(t *testing.T) {
	chromium := drawtest.Tool(t, "chromium")
	m, all := reels(t)
	for name, which := range map[string]int{"hall-led": 8, "hall-tv": 12, "door-strip": 3} {
		r := all[name]
		s := &r.Zones[0].Slides[which]
		drawing, err := m.SVG(s)
		if err != nil {
			t.Fatal(err)
		}
		folder := t.TempDir()
		page := "<!DOCTYPE html><style>body{margin:0}svg{display:block}</style>" + string(drawing)
		if err := os.WriteFile(filepath.Join(folder, "slide.html"), []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		shot := exec.CommandContext(ctx, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
			"--disable-sync", "--hide-scrollbars", "--force-color-profile=srgb", "--user-data-dir="+filepath.Join(folder, "profile"),
			fmt.Sprintf("--window-size=%d,%d", int(s.Scene.Width), int(s.Scene.Height)), "--screenshot="+filepath.Join(folder, "shot.png"), "file://"+filepath.Join(folder, "slide.html"))
		if out, err := shot.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		raw, err := os.ReadFile(filepath.Join(folder, "shot.png"))
		if err != nil {
			t.Fatal(err)
		}
		want, err := png.Decode(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		data, err := m.PNG(r, s)
		if err != nil {
			t.Fatal(err)
		}
		got, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		mean := difference(t, got, want)
		t.Logf("%s: mean difference %.2f of 255", s.Name, mean)
		if most := map[bool]float64{true: 12, false: 3}[r.Profile.Depth != content.FullColour]; mean > most { // panels without shades differ at every edge
			t.Errorf("%s: mean difference %.2f of 255, at most %v", s.Name, mean, most)
		}
	}
}

func difference(t *testing.T, a, b image.Image) float64 {
	t.Helper()
	if a.Bounds() != b.Bounds() {
		t.Fatalf("%v and %v", a.Bounds(), b.Bounds())
	}
	sum, n := 0.0, 0
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			r1, g1, b1, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			for _, pair := range [][2]uint32{{r1, r2}, {g1, g2}, {b1, b2}} {
				d := float64(pair[0]>>8) - float64(pair[1]>>8)
				sum += max(d, -d)
				n++
			}
		}
	}
	return sum / float64(n)
}

func emergency(t *testing.T, words string) *content.Page {
	t.Helper()
	var problems problem.List
	p := content.ParseEmergency(markdown.NewParser(), "content/screens/emergency.md",
		[]byte("---\ntitle: 台风停办通知\nfrom: 2026-11-22 08:00\nuntil: 2026-11-22 20:00\napproved: {by: 值班领导, on: 2026-11-22}\n---\n"+words+"\n"), &problems)
	told(t, &problems)
	return p
}

func TestEmergencyTakesOver(t *testing.T) {
	m, screens := example(t)
	page := emergency(t, "因台风影响，接待大厅今天不办公。\n\n请改日再来，也可以在网上反映。")
	until := time.Date(2026, 11, 22, 20, 0, 0, 0, calendar.Zone)
	for _, s := range screens {
		s.Items = append([]plan.Item{{Name: "emergency", Page: page, Emergency: true, When: []playlist.Window{{Until: until}}}}, s.Items...)
		var problems problem.List
		r := m.Reel(s, &problems)
		told(t, &problems)
		p, err := m.Playlist(r)
		if err != nil {
			t.Fatal(err)
		}
		for z := range p.Zones {
			for second := range 300 {
				now := until.Add(-time.Duration(second+1) * time.Second)
				if i, _ := p.At(z, now); i < 0 || !p.Zones[z].Slides[i].Emergency {
					t.Fatalf("%s: zone %d shows something else at %v", s.Profile.Name, z, now)
				}
			}
			if i, _ := p.At(z, until); i >= 0 && p.Zones[z].Slides[i].Emergency {
				t.Errorf("%s: zone %d does not end", s.Profile.Name, z)
			}
		}
		for _, slide := range r.Zones[0].Slides {
			if !slide.Emergency {
				break
			}
			least := alarmSize * float64(r.Minimum)
			if s.Profile.Kind == content.Strip {
				least = min(least, float64(s.Profile.Height)/1.3)
			}
			for _, text := range textsOf(slide.Scene.Shapes) {
				if text.Size < least-0.5 && text.Runes != "咨询电话" && text.Runes != m.settings.Contact.Phone.Number {
					t.Errorf("%s: %q has size %v", s.Profile.Name, text.Runes, text.Size)
				}
			}
		}
	}
}

func TestMissingCharacterIsTold(t *testing.T) {
	m, screens := example(t)
	for _, s := range screens {
		var problems problem.List
		s.Items = []plan.Item{{Name: "emergency", Page: emergency(t, "请找𠮷先生。"), Emergency: true}}
		m.Reel(s, &problems)
		found := problems.Sorted()
		if len(found) == 0 || found[0].Code != "font-missing" || found[0].File != "content/screens/emergency.md" || found[0].Line != 7 || found[0].Column != 3 || !strings.Contains(found[0].Message, "𠮷") {
			t.Errorf("%s: %v", s.Profile.Name, found)
		}
	}
}

func TestTooLongIsTold(t *testing.T) {
	m, screens := example(t)
	for _, s := range screens {
		var problems problem.List
		s.Items = []plan.Item{{Name: "emergency", Page: emergency(t, strings.Repeat("因台风影响，接待大厅今天不办公。请改日再来。", 40)), Emergency: true}}
		m.Reel(s, &problems)
		if !problems.Has("screen-long") {
			t.Errorf("%s: %v", s.Profile.Name, problems.Sorted())
		}
	}
}
