package playlist_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	. "daoyin/internal/playlist"
	"daoyin/internal/playlist/browsertest"
)

// hurry is how many times faster than the world's the player's clock goes.
const hurry = 20

var hurried = fmt.Sprintf(`(function () {
	var begin = Date.now(), now = Date.now, later = window.setTimeout;
	Date.now = function () { return begin + (now() - begin) * %d; };
	window.setTimeout = function (f, ms) { return later(f, ms / %[1]d); };
	window.blank = window.changed = 0;
	window.watch = function () {
		setInterval(function () {
			var s = seen();
			if (s.charAt(0) === '-') blank++;
			if (s === 'after0' && !changed) changed = Date.now();
		}, 20);
	};
}());`, hurry) + recorder

// fault answers wrongly.
type fault func(w http.ResponseWriter, r *http.Request, data []byte)

// host serves a folder of files, with a fault if there is one.
type host struct {
	mu      sync.Mutex
	files   map[string][]byte
	fault   fault          // nil: none
	answers map[string]int // by name and status
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	h.mu.Lock()
	data, known := h.files[name]
	wrong := h.fault
	h.mu.Unlock()
	switch {
	case wrong != nil:
		wrong(w, r, data)
	case !known:
		http.NotFound(w, r)
	default:
		w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(data)))
		status := &statusWriter{w, 200}
		http.ServeContent(status, r, name, time.Time{}, bytes.NewReader(data))
		h.mu.Lock()
		h.answers[fmt.Sprint(name, " ", status.code)]++
		h.mu.Unlock()
	}
}

type statusWriter struct {
	http.ResponseWriter
	code int
}

func (w *statusWriter) WriteHeader(code int) { w.code = code; w.ResponseWriter.WriteHeader(code) }

func (h *host) publish(files map[string][]byte, f fault) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.files, h.fault = files, f
}

const portal = "<!DOCTYPE html><title>Login</title><h1>Please log in</h1><script>document.body.innerHTML = ''</script>"

func isSet(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/set-") }

// faults by name. What is not about sets is about every file.
var faults = []struct {
	name string
	do   fault
}{
	{"not found", func(w http.ResponseWriter, _ *http.Request, _ []byte) { http.Error(w, "404", http.StatusNotFound) }},
	{"server error", func(w http.ResponseWriter, _ *http.Request, _ []byte) {
		http.Error(w, "500", http.StatusInternalServerError)
	}},
	{"broken off in the manifest", func(w http.ResponseWriter, _ *http.Request, data []byte) { breakOff(w, data) }},
	{"broken off in the set", func(w http.ResponseWriter, r *http.Request, data []byte) {
		if isSet(r) {
			breakOff(w, data)
		}
		w.Write(data)
	}},
	{"shortened set, as if whole", func(w http.ResponseWriter, r *http.Request, data []byte) {
		if isSet(r) {
			data = data[:len(data)/2]
		}
		w.Header().Set("ETag", `"the same"`)
		w.Write(data)
	}},
	{"one letter of the set is another", func(w http.ResponseWriter, r *http.Request, data []byte) {
		if isSet(r) {
			data = bytes.Replace(data, []byte("#FFFFFF"), []byte("#FFFFFE"), 1)
		}
		w.Write(data)
	}},
	{"portal instead of everything", func(w http.ResponseWriter, _ *http.Request, _ []byte) {
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte(portal))
	}},
	{"sent away to a portal", func(w http.ResponseWriter, r *http.Request, _ []byte) {
		http.Redirect(w, r, "http://localhost:9/login", http.StatusFound)
	}},
	{"set that drips", func(w http.ResponseWriter, r *http.Request, data []byte) {
		for ; len(data) > 10 && isSet(r) && r.Context().Err() == nil; data = data[10:] {
			w.Write(data[:10])
			w.(http.Flusher).Flush()
			time.Sleep(50 * time.Millisecond)
		}
		w.Write(data)
	}},
	{"no answer", func(_ http.ResponseWriter, r *http.Request, _ []byte) { <-r.Context().Done() }},
	{"switched off", nil},
}

func breakOff(w http.ResponseWriter, data []byte) {
	w.Header().Set("Content-Length", fmt.Sprint(len(data)))
	w.Write(data[:len(data)/2])
	w.(http.Flusher).Flush()
	panic(http.ErrAbortHandler)
}

// place is a screen and where it gets its content from.
type place struct {
	*host
	server *httptest.Server
	page   *browsertest.Page
}

func (p *place) off() { p.server.CloseClientConnections(); p.server.Close() }

// on switches a server on at the address that it had before.
func (p *place) on(t *testing.T) {
	t.Helper()
	listener, err := net.Listen("tcp", p.server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	p.server = &httptest.Server{Listener: listener, Config: &http.Server{Handler: p.host}}
	p.server.Start()
}

// The network fails in every way while new content is published. The picture
// stays; within 90 seconds after the network is back, the new content is there.
func TestPictureOutlivesTheNetwork(t *testing.T) {
	t.Parallel()
	before, after := written(t, plain("before"), t.TempDir()), written(t, plain("after"), t.TempDir())
	b := browsertest.Start(t)
	places := make([]place, len(faults))
	for i := range places {
		h := &host{files: before, answers: map[string]int{}}
		places[i] = place{h, httptest.NewServer(h), b.Page(t, 384, 192)}
		defer places[i].off()
		places[i].page.OnOpen(hurried)
		places[i].page.Open(places[i].server.URL + "/index.html")
		places[i].page.Until("window.seen && seen() === 'before0'")
		places[i].page.Eval("watch()", nil)
	}
	for i, f := range faults {
		if places[i].publish(after, f.do); f.do == nil {
			places[i].off()
		}
	}
	time.Sleep(200 * time.Second / hurry)
	for i, f := range faults {
		var seen string
		if places[i].page.Eval("seen()", &seen); seen != "before0" {
			t.Errorf("%s: %q is seen", f.name, seen)
		}
		places[i].page.Eval("began = Date.now()", nil)
		if places[i].publish(after, nil); f.do == nil {
			places[i].on(t)
		}
	}
	slowest := 0
	for i, f := range faults {
		places[i].page.Until("changed")
		var took, blank int
		var where string
		places[i].page.Eval("Math.round((changed - began) / 1000)", &took)
		places[i].page.Eval("blank", &blank)
		places[i].page.Eval("location.href", &where)
		slowest = max(slowest, took)
		if took > 90 || blank > 0 || where != places[i].server.URL+"/index.html" {
			t.Errorf("%s: new content after %d s; blank %d times; at %s", f.name, took, blank, where)
		}
	}
	t.Logf("slowest recovery %d s", slowest)
}

// plain is one slide for ever.
func plain(name string) *Playlist {
	s := evergreen(slide(len(name), 8, 384, 192))
	s.Name = name + "0"
	return &Playlist{
		Name: name, Width: 384, Height: 192, Background: "#0B1C30", Built: at("2020-01-01 00:00:00"), Off: OffBlack,
		Zones: []Zone{{Name: "main", W: 384, H: 192, Slides: []Slide{s}}},
	}
}

// In quiet times one question a minute is asked, and answered with "unchanged".
func TestPollingIsCheap(t *testing.T) {
	t.Parallel()
	h := &host{files: written(t, plain("quiet"), t.TempDir()), answers: map[string]int{}}
	server := httptest.NewServer(h)
	defer server.Close()
	page := browsertest.Start(t).Page(t, 384, 192)
	page.OnOpen(recorder)
	page.OpenAt(server.URL+"/index.html", at("2026-11-25 00:00:00"), 5*time.Hour)
	before := grown(page)
	page.Pass(5 * time.Hour)
	h.mu.Lock()
	defer h.mu.Unlock()
	unchanged := h.answers["manifest.js 304"]
	if h.answers["manifest.js 200"] != 1 || unchanged < 550 || unchanged > 650 {
		t.Errorf("in ten hours: %v", h.answers)
	}
	if after := grown(page); after.heap-before.heap > 64<<10 || after.nodes != before.nodes {
		t.Errorf("grown from %+v to %+v", before, after)
	}
}

// A shared folder or a stick: content is found and changed without a server,
// as often as it comes, and leaves nothing behind.
func TestContentFromAFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	written(t, plain("first"), dir)
	page := browsertest.Start(t).Page(t, 384, 192)
	page.OnOpen(recorder)
	page.OpenAt("file://"+dir+"/index.html", at("2026-11-25 00:00:00"), 5*time.Second)
	var before size
	for i := range 100 {
		if i == 20 || i == 60 { // by now the browser has compiled everything

			before = grown(page)
		}
		name := fmt.Sprintf("n%d-", i%10)
		written(t, plain(name), dir)
		page.Pass(75 * time.Second)
		var seen string
		if page.Eval("seen()", &seen); seen != name+"0" {
			t.Fatalf("%q is seen, want %q", seen, name+"0")
		}
	}
	after := grown(page)
	t.Logf("40 more sets: %+v → %+v", before, after)
	if after.heap-before.heap > 64<<10 || after.nodes != before.nodes {
		t.Errorf("grown from %+v to %+v", before, after)
	}
}

// A slide that cannot be drawn: a set that would begin with it is not taken;
// elsewhere it is passed over, and the others go on.
func TestSlideThatCannotBeDrawn(t *testing.T) {
	t.Parallel()
	broken := func(p *Playlist, slide int) map[string][]byte {
		p.Zones[0].Slides[slide].SVG = bytes.Replace(p.Zones[0].Slides[slide].SVG, []byte("<rect"), []byte("<<rect"), 1)
		return written(t, p, t.TempDir())
	}
	h := &host{files: written(t, plain("before"), t.TempDir()), answers: map[string]int{}}
	server := httptest.NewServer(h)
	defer server.Close()
	page := browsertest.Start(t).Page(t, 384, 192)
	page.OnOpen(recorder)
	page.OpenAt(server.URL+"/index.html", at("2026-11-25 00:00:00"), 10*time.Second)
	page.Eval(fmt.Sprintf("record(%d, 1000)", at("2026-11-25 00:00:10").UnixMilli()+500), nil)

	h.publish(broken(plain("after"), 0), nil)
	page.Pass(4 * time.Minute)
	var noted []string
	page.Eval("noted", &noted)
	for _, n := range noted {
		if !strings.HasSuffix(n, " before0") {
			t.Fatalf("with a set that cannot be drawn: %s", n)
		}
	}

	odd := "daoyin({\"version\":1});\n"
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(odd)))
	h.publish(map[string][]byte{
		"manifest.js":             fmt.Appendf(nil, "daoyin({\"set\":\"set-%s.js\",\"bytes\":%d,\"sha256\":%q});\n", sum[:16], len(odd), sum),
		"set-" + sum[:16] + ".js": []byte(odd),
	}, nil)
	page.Pass(5 * time.Minute)
	before := grown(page)
	page.Pass(30 * time.Minute)
	var seen string
	if page.Eval("seen()", &seen); seen != "before0" || grown(page).nodes != before.nodes {
		t.Errorf("with a set that says nothing: %s is seen, nodes %d → %d", seen, before.nodes, grown(page).nodes)
	}

	two := plain("two")
	s := two.Zones[0].Slides[0]
	s.Name = "broken"
	two.Zones[0].Slides = append(two.Zones[0].Slides, s)
	two.Zones[0].Slides[0].Seconds = 3000 // a set is taken while the whole slide is due
	h.publish(broken(two, 1), nil)
	page.Eval("noted = []", nil)
	page.Pass(2 * time.Hour)
	page.Eval("noted", &noted)
	for _, n := range noted[len(noted)-6000:] {
		if !strings.HasSuffix(n, " two0") {
			t.Fatalf("with a slide that cannot be drawn: %s", n)
		}
	}
	if len(noted) < 7000 {
		t.Errorf("only %d seconds noted", len(noted))
	}
}
