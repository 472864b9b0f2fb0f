package playlist_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	. "daoyin/internal/playlist"
	"daoyin/internal/playlist/browsertest"
)

// clockFromAddress sets the clock of a page to the time after the question mark
// of its address: one page can be opened at many times.
const clockFromAddress = `(function () {
	var real = Date.now, jump = Number(location.search.slice(1)) - real();
	Date.now = function () { return real() + jump; };
}());` + recorder

// edges is a playlist whose slides come and go at all kinds of moments.
func edges() *Playlist {
	p := wall()
	p.Built, p.Clock, p.Off, p.Fade = at("2026-11-24 18:00:00"), nil, OffEvergreen, true
	p.Open = []Daypart{{always, 0, 22 * 60}}
	p.Zones[0].Slides = []Slide{
		evergreen(slide(0, 17, 384, 160)),
		during(slide(1, 8, 384, 160), "2026-11-25 10:00:03 – 2026-11-25 10:10:07"),
		during(slide(2, 40, 384, 160), "2026-11-28 00:00:00 – 2026-12-01 00:00:00"),
		during(slide(3, 9, 384, 160), "2026-12-31 12:00:00 – 2027-01-01 00:00:00"),
		during(slide(4, 30, 384, 160), "2028-02-28 08:00:00 – 2028-02-29 00:00:00"),
		during(slide(5, 11, 384, 160), "2028-02-29 00:00:00 – 2028-03-01 00:00:00"),
	}
	return p
}

func TestSlidesComeAndGoToTheSecond(t *testing.T) {
	t.Parallel()
	p := edges()
	dir := t.TempDir()
	written(t, p, dir)
	page := browsertest.Start(t).Page(t, 384, 192)
	// every 50 ms, never at the full second itself
	page.OnOpen(clockFromAddress + "record(Date.now() - Date.now() % 50 + 75, 50);")
	for _, edge := range []string{
		"2026-11-25 10:00:03", "2026-11-25 10:10:07", // in the middle of a slide
		"2026-11-28 00:00:00", "2026-12-01 00:00:00", // midnight, end of a month
		"2027-01-01 00:00:00", "2028-02-29 00:00:00", "2028-03-01 00:00:00", // end of a year, leap day
		"2026-11-25 22:00:00", "2026-11-26 00:00:00", // closing, opening
		"2026-12-08 14:00:00", "2026-12-08 20:00:00", "2026-12-08 23:00:00", "2026-12-09 09:30:00", // emergencies
		"2026-11-24 17:50:00", // from when on the clock is trusted
	} {
		// begins between two seconds
		page.OpenAt(fmt.Sprintf("file://%s/usb.html?%d", dir, at(edge).Add(-3400*time.Millisecond).UnixMilli()), at(edge), 5*time.Second)
		var noted []string
		page.Eval("noted", &noted)
		if len(noted) < 80 || differences(t, p, noted[min(5, len(noted)):]) > 0 { // at first the page is being loaded
			t.Errorf("around %s, of %d moments", edge, len(noted))
		}
	}
}

// With the network gone since yesterday, time still passes.
func TestSlidesGoWithoutNetwork(t *testing.T) {
	t.Parallel()
	p := edges()
	p.Fade = false
	dir := t.TempDir()
	written(t, p, dir)
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	page := browsertest.Start(t).Page(t, 384, 192)
	page.OnOpen(recorder)
	begin := at("2026-11-30 23:30:00")
	page.OpenAt(server.URL+"/", begin, 10*time.Second)
	server.CloseClientConnections()
	server.Close()
	page.Eval(fmt.Sprintf("record(%d, 1000)", begin.Add(10500*time.Millisecond).UnixMilli()), nil)
	page.Pass(time.Hour)
	var noted []string
	page.Eval("noted", &noted)
	if n := differences(t, p, noted); n > 0 || len(noted) != 3600 {
		t.Errorf("%d differences in %d seconds", n, len(noted))
	}
	var where string
	if page.Eval("location.href", &where); where != server.URL+"/" {
		t.Errorf("the page has gone to %s", where)
	}
}

// onStick is a wall that is always open, as files in a folder, and a page of its
// size to play them.
func onStick(t *testing.T) (p *Playlist, page *browsertest.Page, dir string) {
	t.Helper()
	p, dir = wall(), t.TempDir()
	p.Open = nil
	written(t, p, dir)
	return p, browsertest.Start(t).Page(t, 384, 192), dir
}

// A wrong clock may cost dated slides, never the picture.
func TestWrongClocksNeverBlank(t *testing.T) {
	t.Parallel()
	p, page, dir := onStick(t)
	page.OnOpen(clockFromAddress)
	for _, clock := range []string{"1970-01-01 08:00:00", "2025-11-25 10:00:00", "2027-11-25 10:00:00", "2026-11-24 17:30:00"} {
		page.OpenAt(fmt.Sprintf("file://%s/usb.html?%d", dir, at(clock).UnixMilli()), at(clock), 3*time.Second)
		page.Eval(fmt.Sprintf("record(%d, 10000)", at(clock).Add(3500*time.Millisecond).UnixMilli()), nil)
		page.Pass(10 * time.Minute)
		var noted []string
		page.Eval("noted", &noted)
		var told string
		page.Eval("document.querySelector('svg').parentNode.style.visibility", &told)
		if n := differences(t, p, noted); n > 0 || len(noted) < 60 {
			t.Errorf("clock at %s: %d differences in %d moments", clock, n, len(noted))
		}
		if lost := at(clock).Before(p.Built); (told == "hidden") != lost {
			t.Errorf("clock at %s: the time is %s", clock, told)
		}
	}
}

// A clock that is set while the player runs is noticed within 20 seconds.
func TestClockThatIsSet(t *testing.T) {
	t.Parallel()
	p, page, dir := onStick(t)
	page.OnOpen("var real = Date.now, jump = 0; Date.now = function () { return real() + jump; };" + recorder)
	page.OpenAt("file://"+dir+"/usb.html", at("2026-11-29 10:00:00"), 30*time.Second)
	for _, hours := range []int{-1, 1, -365 * 24, 365 * 24, 24 * 30} {
		page.Eval(fmt.Sprintf("noted = []; jump += %d; var n = 0, sampling = setInterval(function () { noted.push(Date.now() + ' ' + seen()); if (++n === 35) clearInterval(sampling); }, 1000)", hours*3600_000+317), nil)
		page.Pass(40 * time.Second)
		var noted []string
		page.Eval("noted", &noted)
		if len(noted) != 35 || differences(t, p, noted[21:]) > 0 {
			t.Errorf("set by %d hours: %q", hours, noted)
		}
		for _, n := range noted {
			if f := strings.Fields(n); f[1] == "-" {
				t.Errorf("set by %d hours: blank at %s", hours, n)
			}
		}
	}
}
