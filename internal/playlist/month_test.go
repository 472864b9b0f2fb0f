package playlist_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	. "daoyin/internal/playlist"
	"daoyin/internal/playlist/browsertest"
)

// recorder adds seen(), which says what each zone shows, and notes it at the
// given moments: the first after from milliseconds, then every so many.
const recorder = `
window.noted = [];
window.seen = function () {
	var images = document.images, zones = [], texts = [], i, at, img;
	for (i = 0; i < images.length; i++) {
		img = images[i];
		if (img.parentNode.parentNode === document.body) continue; // the mark, or a slide for players without script
		at = zones.indexOf(img.parentNode);
		if (at < 0) at = zones.push(img.parentNode) - 1;
		if (img.style.visibility !== 'visible' || getComputedStyle(img).visibility !== 'visible' || !img.complete || !img.naturalWidth) continue;
		texts[at] = texts[at] || [];
		texts[at].push(img);
	}
	for (i = 0; i < zones.length; i++) {
		texts[i] = texts[i] ? texts[i].sort(function (a, b) {
			return a.style.zIndex - b.style.zIndex;
		}).map(function (img) { return img.getAttribute('data-slide'); }).join('+') : '-';
	}
	return texts.join(' ');
};
window.record = function (first, every) {
	setTimeout(function again() {
		noted.push(Date.now() + ' ' + seen());
		setTimeout(again, every - (Date.now() - first) % every);
	}, first - Date.now());
};
`

// differences compares what was noted with what the oracle says.
func differences(t *testing.T, p *Playlist, noted []string) int {
	t.Helper()
	bad := 0
	for _, n := range noted {
		f := strings.Fields(n)
		ms, err := strconv.ParseInt(f[0], 10, 64)
		if err != nil || len(f) < 1+len(p.Zones) {
			t.Fatalf("noted: %q", n)
		}
		when := time.UnixMilli(ms)
		for z := range p.Zones {
			want := expected(p, z, when)
			if want == "" {
				want = "-"
			}
			if !shows(p, z, when, f[1+z], want) {
				if bad++; bad <= 10 {
					t.Errorf("%s: zone %d shows %s, want %s", when.In(shanghai).Format("2006-01-02 15:04:05.000"), z, f[1+z], want)
				}
			}
		}
	}
	return bad
}

// shows reports whether a zone shows what is wanted. During a fade the slide
// before is seen too, below; it must still be due.
func shows(p *Playlist, zone int, t time.Time, seen, want string) bool {
	before, front, fading := strings.Cut(seen, "+")
	if !fading {
		return seen == want
	}
	due := slices.ContainsFunc(dueThen(p, zone, t), func(s Slide) bool { return s.Name == before })
	return p.Fade && due && front == want && expected(p, zone, t.Add(-650*time.Millisecond)) == before
}

func TestMonthGoesByAsTheOracleSays(t *testing.T) {
	t.Parallel()
	p := wall()
	for i := range p.Zones[0].Slides {
		p.Zones[0].Slides[i].Seconds = 47 + 13*i // few changes, for speed; the rounds are no multiples of a minute
	}
	p.Shift, p.Night = true, &Night{Daypart{always, 18 * 60, 8 * 60}, 40}
	dir := t.TempDir()
	written(t, p, dir)
	page := browsertest.Start(t).Page(t, 384, 192)
	start := at("2026-11-25 00:00:00")
	page.Call("Emulation.setTimezoneOverride", map[string]any{"timezoneId": "Pacific/Kiritimati"}, nil) // a box as it was delivered
	page.OnOpen(recorder)
	page.OpenAt("file://"+dir+"/usb.html", start, 36*time.Hour) // a day and a half: everything is warm
	grown(page)                                                 // measuring, too, leaves something behind the first time
	before := grown(page)

	page.Eval(fmt.Sprintf("record(%d, 60000)", start.Add(36*time.Hour+30500*time.Millisecond).UnixMilli()), nil)
	page.Pass(30 * 24 * time.Hour)
	var noted []string
	page.Eval("noted", &noted)
	page.Eval("noted = []", nil)
	if len(noted) != 30*24*60 {
		t.Errorf("%d minutes noted, want %d", len(noted), 30*24*60)
	}
	t.Logf("%d minutes, %d differences", len(noted), differences(t, p, noted))

	after := grown(page)
	t.Logf("heap %d → %d bytes, nodes %d → %d, documents %d → %d", before.heap, after.heap, before.nodes, after.nodes, before.documents, after.documents)
	// an image is a document of its own; the browser may keep one of each slide
	if after.heap-before.heap > 64<<10 || after.nodes-before.nodes > 5 || after.documents-before.documents > 10 {
		t.Errorf("grown from %+v to %+v", before, after)
	}
}

type size struct{ heap, nodes, documents int }

// grown measures a page after its rubbish has been taken out.
func grown(page *browsertest.Page) size {
	var heap struct{ UsedSize float64 }
	var count struct{ Documents int }
	page.Call("HeapProfiler.collectGarbage", nil, nil)
	page.Call("HeapProfiler.collectGarbage", nil, nil)
	page.Call("Runtime.getHeapUsage", nil, &heap)
	page.Call("Memory.getDOMCounters", nil, &count)
	s := size{heap: int(heap.UsedSize), documents: count.Documents}
	page.Eval("(function () { var n = 0, w = document.createTreeWalker(document, NodeFilter.SHOW_ALL); while (w.nextNode()) n++; return n; }())", &s.nodes)
	return s
}
