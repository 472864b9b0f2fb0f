package playlist_test

import (
	"fmt"
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"
	"time"

	. "daoyin/internal/playlist"
	"daoyin/internal/playlist/browsertest"
)

// shown opens a player from the disk and waits for its first picture.
func shown(t *testing.T, page *browsertest.Page, p *Playlist, name string) {
	t.Helper()
	dir := t.TempDir()
	written(t, p, dir)
	page.OnOpen(recorder)
	page.Open("file://" + dir + "/" + name)
	page.Until("window.seen && seen().replace(/[- ]/g, '')")
}

// unlike counts the pixels that differ where want's pixel x, y should be at
// to(x, y) of got.
func unlike(got, want image.Image, to func(x, y int) (int, int)) int {
	n := 0
	for y := range want.Bounds().Dy() {
		for x := range want.Bounds().Dx() {
			gx, gy := to(x, y)
			if color.RGBAModel.Convert(got.At(gx, gy)) != color.RGBAModel.Convert(want.At(x, y)) {
				n++
			}
		}
	}
	return n
}

func TestPictureIsTurnedAndPlacedToThePixel(t *testing.T) {
	t.Parallel()
	const w, h = 384, 192
	b := browsertest.Start(t)
	page := b.Page(t, w, h)
	dir := t.TempDir()
	for name := range written(t, plain("plain"), dir) {
		if strings.HasPrefix(name, "still-") {
			page.Open("file://" + dir + "/" + name)
		}
	}
	want := page.Picture() // the slide alone, as the browser draws it
	for _, c := range []struct {
		what   string
		rotate int
		corner bool
		ww, wh int
		dots   float64
		to     func(x, y int) (int, int)
	}{
		{"upright", 0, false, w, h, 1, func(x, y int) (int, int) { return x, y }},
		{"turned right", 90, false, h, w, 1, func(x, y int) (int, int) { return h - 1 - y, x }},
		{"on its head", 180, false, w, h, 1, func(x, y int) (int, int) { return w - 1 - x, h - 1 - y }},
		{"turned left", 270, false, h, w, 1, func(x, y int) (int, int) { return y, w - 1 - x }},
		{"in the corner of a larger window", 0, true, 1920, 1080, 1, func(x, y int) (int, int) { return x, y }},
		{"turned in the corner", 90, true, 1920, 1080, 1, func(x, y int) (int, int) { return h - 1 - y, x }},
		{"nearly its size", 0, false, w + 1, h + 1, 1, func(x, y int) (int, int) { return x + 1, y + 1 }},
		{"centred", 0, false, w + 100, h, 1, func(x, y int) (int, int) { return x + 50, y }},
		{"on dense pixels", 0, false, w / 2, h / 2, 2, func(x, y int) (int, int) { return x, y }},
	} {
		p := plain("plain")
		p.Rotate, p.Corner = c.rotate, c.corner
		page.Size(c.ww, c.wh, c.dots)
		shown(t, page, p, "usb.html")
		got := page.Picture()
		// a triangle's slanting edge is smoothed otherwise when it is turned
		if n := unlike(got, want, c.to); n > 0 && (c.rotate == 0 || n > w+h) {
			t.Errorf("%s: %d pixels are not as they should be", c.what, n)
		}
	}
	page.Size(2*w, 2*h, 1)
	page.Until("seen()")
	big := page.Picture()
	for _, at := range []image.Point{{30, 30}, {300, 20}, {200, 150}, {10, 180}} {
		if big.At(2*at.X, 2*at.Y) != want.At(at.X, at.Y) {
			t.Errorf("in a window of twice the size: %v at %v", big.At(2*at.X, 2*at.Y), at)
		}
	}
}

// hexAt is the colour of a pixel: #0B1C30.
func hexAt(m image.Image, x, y int) string {
	r, g, b, _ := m.At(x, y).RGBA()
	return fmt.Sprintf("#%02X%02X%02X", r>>8, g>>8, b>>8)
}

// What surrounds the slides: the clock alone off hours, less light at night,
// nothing but the emergency in an emergency.
func TestPictureOffHoursAtNightAndInEmergencies(t *testing.T) {
	t.Parallel()
	p := wall()
	p.Night = &Night{Daypart{always, 17 * 60, 8 * 60}, 50}
	dir := t.TempDir()
	written(t, p, dir)
	page := browsertest.Start(t).Page(t, 384, 192)
	page.OnOpen(clockFromAddress)
	at := func(s string) image.Image {
		page.OpenAt(fmt.Sprintf("file://%s/usb.html?%d", dir, at(s).UnixMilli()), at(s), 4*time.Second)
		return page.Picture()
	}
	clockAlone := func(m image.Image) image.Rectangle {
		var lit image.Rectangle
		for y := range m.Bounds().Dy() {
			for x := range m.Bounds().Dx() {
				if c := hexAt(m, x, y); c != "#000000" {
					lit = lit.Union(image.Rect(x, y, x+1, y+1))
				}
			}
		}
		return lit
	}
	one, other := clockAlone(at("2026-11-25 02:10:00")), clockAlone(at("2026-11-25 02:11:00"))
	if one.Dx() < 100 || one.Dx() > 300 || one.Dx() != other.Dx() || one == other {
		t.Errorf("off hours the clock is at %v, and a minute later at %v", one, other)
	}
	byDay, byNight := at("2026-11-25 16:55:00"), at("2026-11-25 17:10:00")
	if got := hexAt(byDay, 20, 20) + hexAt(byDay, 320, 160); got != "#FFFFFF#0B1C30" {
		t.Errorf("white by day, and what surrounds the clock: %s", got)
	}
	// The light goes down slowly; a busy machine shows the way there for longer.
	got := hexAt(byNight, 20, 20)
	for tries := 0; got != "#7F7F7F" && got != "#808080"; tries++ {
		if tries == 40 {
			t.Fatalf("white at night: %s", got)
		}
		time.Sleep(250 * time.Millisecond)
		got = hexAt(page.Picture(), 20, 20)
	}
	if m := at("2026-12-08 22:10:00"); hexAt(m, 380, 188) != hexAt(m, 300, 10) || !slices.Contains(colours[8:], hexAt(m, 300, 10)) {
		t.Errorf("in an emergency at night: %s, where clock and mark were %s", hexAt(m, 300, 10), hexAt(m, 380, 188))
	}
}

// Against burn-in the picture of a TV wanders by whole pixels, no further than
// 24 from one end to the other, and comes to almost every place on the way.
func TestPictureWanders(t *testing.T) {
	t.Parallel()
	page := browsertest.Start(t).Page(t, 1920, 1080)
	p := plain("tv")
	p.Width, p.Height, p.Shift = 1920, 1080, true
	p.Zones[0] = Zone{Name: "main", W: 1920, H: 1080, Slides: []Slide{evergreen(slide(1, 8, 1920, 1080))}}
	dir := t.TempDir()
	written(t, p, dir)
	start := at("2026-11-25 10:00:00")
	page.OnOpen(recorder + "var places = []; setInterval(function () { places.push(document.querySelector('div.box').style.transform.match(/[-.0-9]+/g).slice(4).map(Number)); }, 60000)")
	page.OpenAt("file://"+dir+"/usb.html", start, 24*time.Hour)
	var places [][2]float64
	page.Eval("places", &places)
	from, to, seen := [2]float64{}, [2]float64{}, map[[2]float64]bool{}
	for _, at := range places {
		for i, v := range at {
			from[i], to[i] = min(from[i], v), max(to[i], v)
			if v != float64(int(v)) {
				t.Fatalf("between pixels: %v", at)
			}
		}
		seen[at] = true
	}
	if to[0]-from[0] > 24 || to[1]-from[1] > 1080*0.015 || len(seen) < 200 || len(places) < 1430 {
		t.Errorf("in %d minutes at %d places from %v to %v", len(places), len(seen), from, to)
	}
}

// quick changes slides every second: dark, light, middle.
func quick(fade bool) *Playlist {
	p := plain("quick")
	p.Zones[0].Slides, p.Fade = nil, fade
	for _, n := range []int{6, 5, 1} {
		s := evergreen(slide(n, 1, 384, 192))
		p.Zones[0].Slides = append(p.Zones[0].Slides, s)
	}
	p.Background = "#FF00FF" // seen nowhere but in a blank frame
	return p
}

func TestNoFrameIsBlankAndNoneFlashes(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	for _, fade := range []bool{false, true} {
		page := b.Page(t, 384, 192)
		shown(t, page, quick(fade), "usb.html")
		frames := page.Frames(4500 * time.Millisecond)
		var light []float64
		var kinds []color.RGBA
		for i, f := range frames {
			c := color.RGBAModel.Convert(f.At(300, 180)).(color.RGBA)
			if c.R > 200 && c.G < 60 {
				t.Errorf("fade %v: frame %d is blank", fade, i)
			}
			if !slices.Contains(kinds, c) {
				kinds = append(kinds, c)
			}
			light = append(light, 0.2126*float64(c.R)+0.7152*float64(c.G)+0.0722*float64(c.B))
		}
		turns := 0
		for i, rising := 1, 0; i < len(light); i++ {
			now := 0
			if d := light[i] - light[i-1]; d > 2 {
				now = 1
			} else if d < -2 {
				now = -1
			}
			if now != 0 && rising != 0 && now != rising {
				turns++
			}
			if now != 0 {
				rising = now
			}
		}
		t.Logf("fade %v: %d frames, %d colours, the light turns %d times", fade, len(frames), len(kinds), turns)
		if turns > 4 {
			t.Errorf("fade %v: the light turns %d times", fade, turns)
		}
		if !fade && len(kinds) != 3 || fade && len(kinds) < 6 {
			t.Errorf("fade %v: %d colours seen: %v", fade, len(kinds), kinds)
		}
	}
}

// Without script the evergreen slides take turns, from the first moment on.
func TestSlidesWithoutScript(t *testing.T) {
	t.Parallel()
	type try struct {
		file   string
		rotate int
		corner bool
		ww, wh int
		at     image.Point // of the picture's 300, 180
	}
	tries := []try{
		{"index.html", 0, false, 384, 192, image.Pt(300, 180)},
		{"usb.html", 0, false, 384, 192, image.Pt(300, 180)},
		{"index.html", 90, false, 192, 384, image.Pt(192-1-180, 300)},
		{"index.html", 180, true, 600, 600, image.Pt(384-1-300, 192-1-180)},
		{"index.html", 270, true, 600, 600, image.Pt(180, 384-1-300)},
	}
	b := browsertest.Start(t)
	pages, seen := make([]*browsertest.Page, len(tries)), make([]map[string]bool, len(tries))
	for i, c := range tries {
		p := quick(false)
		p.Rotate, p.Corner = c.rotate, c.corner
		dir := t.TempDir()
		written(t, p, dir)
		pages[i], seen[i] = b.Page(t, c.ww, c.wh), map[string]bool{}
		pages[i].Call("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
		pages[i].Open("file://" + dir + "/" + c.file)
	}
	begun := time.Now()
	for all := false; time.Since(begun) < 5*time.Second || !all && time.Since(begun) < time.Minute; time.Sleep(100 * time.Millisecond) {
		all = true // a busy machine needs longer
		for i, c := range tries {
			seen[i][hexAt(pages[i].Picture(), c.at.X, c.at.Y)] = true
			all = all && len(seen[i]) >= 3
		}
	}
	for i, c := range tries {
		if len(seen[i]) != 3 || !seen[i][colours[6]] || !seen[i][colours[5]] || !seen[i][colours[1]] {
			t.Errorf("%+v: seen %v", c, seen[i])
		}
		if c.corner {
			if beyond := hexAt(pages[i].Picture(), 500, 500); beyond != "#FF00FF" {
				t.Errorf("%+v: %s beyond the picture", c, beyond)
			}
		}
	}
}

func TestOneFileNeedsNothingElse(t *testing.T) {
	t.Parallel()
	p, page, dir := onStick(t)
	page.Call("Network.enable", nil, nil)
	page.Call("Network.emulateNetworkConditions", map[string]any{"offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}, nil)
	page.OnOpen(recorder + "window.asked = []; addEventListener('securitypolicyviolation', function (e) { asked.push(e.blockedURI); });")
	start := at("2026-11-29 10:00:00")
	page.OpenAt("file://"+dir+"/usb.html", start, 3*time.Second)
	page.Eval(fmt.Sprintf("record(%d, 1000)", start.Add(3500*time.Millisecond).UnixMilli()), nil)
	page.Pass(4 * time.Minute)
	if asked := page.Requests(); len(asked) > 0 {
		t.Errorf("asked for %q", asked)
	}
	var noted, refused []string
	page.Eval("noted", &noted)
	page.Eval("asked", &refused)
	differences(t, p, noted)
	all := strings.Join(noted, " ")
	for _, s := range p.Zones[0].Slides {
		if !strings.Contains(all, s.Name) {
			t.Errorf("%s was not seen", s.Name)
		}
	}
	if len(refused) > 0 || len(noted) < 200 {
		t.Errorf("refused %q; %d seconds noted", refused, len(noted))
	}
}
