package preview

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"daoyin/internal/calendar"
)

// lobby is a site with a message of a week, a screen with a player's page and
// one without.
var lobby = map[string]string{
	"content/calendar.yaml": "years:\n  2026:\n    source: 示例\n    holidays: [2026-10-01]\n    workdays: [2026-10-10]\n" +
		"campaigns:\n  - {id: law-day, name: 国家宪法日, from: 12-04}\n",
	"content/screens/messages.yaml": "messages:\n" +
		"  - {name: a, title: 您慢慢说, lines: [工作人员如实记], evergreen: true}\n" +
		"  - {name: b, title: 请带身份证, lines: [没有也能反映], evergreen: true}\n" +
		"  - {name: c, title: 宪法日, lines: [学宪法], campaign: law-day}\n",
	"content/screens/hall.yaml": "title: 大厅屏\nkind: led\nwidth: 384\nheight: 192\npitch_mm: 2.5\ndistance_m: 6\noff_hours: black\n" +
		"show: {messages: [a, b], campaigns: [law-day]}\nhours:\n  - {days: 1-7, from: \"08:00\", to: \"18:00\"}\n",
	"content/screens/door.yaml": "title: 大门条屏\nkind: strip\nwidth: 512\nheight: 32\npitch_mm: 4.75\ndistance_m: 6\noutputs: [strip]\nshow: {messages: [a, b]}\n",
}

func TestScreensArePlayedOnAnyDay(t *testing.T) {
	d := begin(t, lobby)
	for path, want := range map[string]int{
		"/_preview/play/now/hall/":                      200,
		"/_preview/play/now/hall/manifest.js":           200,
		"/_preview/play/2026-12-04/hall/":               200,
		"/_preview/play/2026-12-04/hall/slides.json":    200,
		"/_preview/play/now/door/":                      200, // has no page of its own
		"/_preview/play/now/nowhere/":                   404,
		"/_preview/play/now/hall/secret.js":             404,
		"/_preview/play/now/hall/../../../desk.json":    404,
		"/_preview/play/someday/hall/":                  404,
		"/_preview/play/now/":                           404,
		"/screens/door/index.html":                      404,
		"/_preview/schedule.js":                         200,
		"/_preview/player.js":                           404,
		"/_preview/..%2fplayer%2fplayer.js":             404,
		"/_preview/desk.html":                           404,
		"/_preview/play/2026-12-04/hall/index.html":     200,
		"/_preview/play/2026-12-04/hall/台账.html":        404,
		"/_preview/at/2026-12-04/screens/hall/png/x.js": 404,
	} {
		if code, _ := d.get(path); code != want {
			t.Errorf("%s: %d, want %d", path, code, want)
		}
	}
	// It is the player that is built, with a clock before its own script, which
	// still may run.
	_, built := d.get("/screens/hall/index.html")
	_, shown := d.get("/_preview/play/now/hall/")
	built = strings.Replace(string(widened([]byte(strings.Replace(built, live(1), "", 1)))), "<title>", `<script src="/_preview/clock.js"></script><title>`, 1)
	if shown != built {
		t.Errorf("the desk plays another page than is built")
	}
	var p played
	_, text := d.get("/_preview/play/2026-12-04/hall/slides.json")
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		t.Fatal(err)
	}
	titles := ""
	for _, s := range p.Zones[0].Slides {
		titles += s.Title + " "
	}
	if titles != "宪法日 您慢慢说 请带身份证 " || p.Now != at.UnixMilli() || p.Off != "black" || strings.Contains(text, "svg") {
		t.Errorf("%s", text)
	}
}

// A screen that cannot be made says why, where it would be played.
func TestAScreenThatCannotBePlayedSaysWhy(t *testing.T) {
	d := begin(t, lobby)
	d.save("content/screens/messages.yaml", "messages:\n  - {name: a, title: 甲, lines: ["+strings.Repeat("很长的话", 200)+"], evergreen: true}\n  - {name: b, title: 乙, lines: [丙], evergreen: true}\n  - {name: c, title: 宪法日, lines: [学宪法], campaign: law-day}\n")
	d.until("the long words", func() bool {
		code, text := d.get("/_preview/play/now/hall/")
		return code == http.StatusInternalServerError && strings.Contains(text, "messages.yaml")
	})
}

func TestDaysInWords(t *testing.T) {
	d := begin(t, lobby)
	now, _ := d.server.now()
	known := now.shown.Site().Calendar
	for day, want := range map[string]deskDay{
		"2026-10-01": {"2026年10月1日 星期四", "放假"},
		"2026-10-10": {"2026年10月10日 星期六", "调休上班"},
		"2026-10-11": {"2026年10月11日 星期日", "休息日"},
		"2026-12-04": {"2026年12月4日 星期五", "国家宪法日"},
		"2026-12-05": {"2026年12月5日 星期六", "休息日"},
		"2026-12-07": {"2026年12月7日 星期一", ""},
		"2028-12-03": {"2028年12月3日 星期日", ""}, // the calendar file does not know the year
	} {
		date, err := calendar.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		if got := describe(known, date); got != want {
			t.Errorf("%s: %+v, want %+v", day, got, want)
		}
	}
	year := calendar.Campaign{From: calendar.DayOfYear{Month: time.December, Day: 30}, Until: calendar.DayOfYear{Month: time.January, Day: 2}}
	for day, want := range map[string]bool{"2026-12-29": false, "2026-12-30": true, "2027-01-02": true, "2027-01-03": false} {
		date, _ := calendar.ParseDate(day)
		if within(date, year) != want {
			t.Errorf("%s: %v", day, !want)
		}
	}
}

// What begins and ends on screens alone is told with the pages, once for all
// screens.
func TestChangesOfScreensAreTold(t *testing.T) {
	d := begin(t, lobby)
	d.save("content/screens/tv.yaml", strings.Replace(lobby["content/screens/hall.yaml"], "大厅屏", "另一块", 1))
	d.until("the other screen", func() bool { code, _ := d.get("/_preview/play/now/tv/"); return code == http.StatusOK })
	now, _ := d.server.now()
	got := changes(now.shown, at)
	if len(got) < 2 || got[0] != (deskChange{"2026-12-04", "12月4日", "大屏开始放“宪法日”", ""}) ||
		got[1] != (deskChange{"2026-12-05", "12月5日", "大屏不再放“宪法日”", ""}) {
		t.Errorf("%+v", got)
	}
	for at, want := range map[string]string{"2026-12-05": "12月5日", "2026-12-05 08:30": "12月5日 08:30", "2027-01-01": "2027年1月1日"} {
		if got := (coming{at: dayOf(at)}).when(dayOf("2026-11-22")); got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
	}
}
