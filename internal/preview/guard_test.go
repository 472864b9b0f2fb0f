package preview

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// ask sends a request straight to the server, so that nothing cleans it up.
func (d *desktop) ask(method, path, host, from string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://x"+path, nil)
	r.Host, r.RemoteAddr = host, from
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	d.server.ServeHTTP(w, r)
	return w
}

const (
	me       = "127.0.0.1:4000"
	myName   = "127.0.0.1:8017"
	neighbor = "192.168.1.7:4000"
)

func TestWhoIsLetIn(t *testing.T) {
	d := begin(t, nil)
	for _, c := range []struct {
		host, from string
		want       int
	}{
		{"127.0.0.1:8017", me, 200},
		{"localhost:8017", me, 200},
		{"[::1]:8017", "[::1]:4000", 200},
		{"localhost", me, 200},
		{"evil.example:8017", me, 403}, // a name that leads here
		{"127.0.0.1.evil.example", me, 403},
		{"", me, 403},
		{"192.168.1.2:8017", me, 403},
		{"127.0.0.1:8017", neighbor, 403},
		{"192.168.1.2:8017", neighbor, 403},
	} {
		for _, path := range []string{"/index.html", "/_preview/", "/_preview/desk.json", "/_preview/in/"} {
			want := c.want
			if path == "/_preview/in/" && want == 200 {
				want = 303
			}
			if w := d.ask("GET", path, c.host, c.from); w.Code != want {
				t.Errorf("%s of %q from %s: %d, want %d", path, c.host, c.from, w.Code, want)
			}
		}
	}
}

func TestNeighboursNeedTheToken(t *testing.T) {
	d := begin(t, nil)
	d.serve(Options{Token: "SECRET", Hosts: []string{"192.168.1.2"}})
	const name = "192.168.1.2:8017"
	for _, c := range []struct {
		path, host, cookie string
		want               int
	}{
		{"/", name, "", 403},
		{"/", name, "daoyin-preview=WRONG", 403},
		{"/", name, "daoyin-preview=", 403},
		{"/", name, "daoyin-preview=SECRET", 200},
		{"/", "evil.example", "daoyin-preview=SECRET", 403},
		{"/", "127.0.0.1:8017", "", 403},
		{"/_preview/in/WRONG", name, "", 403},
		{"/_preview/in/SECRET", "evil.example", "", 403},
		{"/_preview/in/SECRET", name, "", 303},
	} {
		if w := d.ask("GET", c.path, c.host, neighbor, "Cookie", c.cookie); w.Code != c.want {
			t.Errorf("%+v: %d", c, w.Code)
		}
	}
	cookies := d.ask("GET", "/_preview/in/SECRET", name, neighbor).Result().Cookies()
	if len(cookies) != 1 || cookies[0].Value != "SECRET" || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteStrictMode {
		t.Errorf("%v", cookies)
	}
	w := d.ask("POST", "/_preview/open?file=content/site.yaml", name, neighbor, "Cookie", "daoyin-preview=SECRET",
		"Origin", "http://"+name, "X-Daoyin", "preview", "Sec-Fetch-Site", "same-origin")
	if w.Code != http.StatusForbidden || len(d.opened) > 0 {
		t.Errorf("a neighbour opens files here: %d", w.Code)
	}
}

// Who sits at this machine can let a telephone in; a telephone cannot let in
// another.
func TestOnlyThisMachineShowsTheInvitation(t *testing.T) {
	d := begin(t, nil)
	if status, _ := d.get("/_preview/phone.svg"); status != 404 {
		t.Errorf("nobody is invited, yet: %d", status)
	}
	d.serve(Options{Token: "SECRET", Hosts: []string{"192.168.1.2"}})
	_, port, _ := strings.Cut(strings.TrimPrefix(d.home, "http://"), ":")
	if status, code := d.get("/_preview/phone.svg"); status != 200 || !strings.Contains(code, "<svg") {
		t.Errorf("%d %.60s", status, code)
	}
	if _, desk := d.get("/_preview/desk.json"); !strings.Contains(desk, `"phone":"http://192.168.1.2:`+port+`/_preview/in/SECRET"`) {
		t.Errorf("the desk does not know the way in: %.300s", desk)
	}
	const name = "192.168.1.2:8017"
	if w := d.ask("GET", "/_preview/phone.svg", name, neighbor, "Cookie", "daoyin-preview=SECRET"); w.Code != 404 {
		t.Errorf("a neighbour: %d", w.Code)
	}
	if w := d.ask("GET", "/_preview/desk.json", name, neighbor, "Cookie", "daoyin-preview=SECRET"); strings.Contains(w.Body.String(), "SECRET") {
		t.Error("a neighbour is told the way in")
	}
}

func TestOnlyItsOwnPagesOpenFilesOfTheSite(t *testing.T) {
	d := begin(t, nil)
	good := map[string]string{"Origin": "http://" + myName, "X-Daoyin": "preview", "Sec-Fetch-Site": "same-origin"}
	for _, c := range []struct {
		method, file  string
		header, value string
		want          int
	}{
		{"POST", "content/site.yaml", "", "", 204},
		{"POST", "content/site.yaml", "Sec-Fetch-Site", "", 204}, // an old browser
		{"POST", "content/site.yaml", "Origin", "http://evil.example", 403},
		{"POST", "content/site.yaml", "Origin", "http://localhost:9999", 403},
		{"POST", "content/site.yaml", "Origin", "null", 403},
		{"POST", "content/site.yaml", "Origin", "", 403},
		{"POST", "content/site.yaml", "Sec-Fetch-Site", "cross-site", 403},
		{"POST", "content/site.yaml", "Sec-Fetch-Site", "same-site", 403},
		{"POST", "content/site.yaml", "X-Daoyin", "", 403},
		{"GET", "content/site.yaml", "", "", 405},
		{"POST", "content/../content/site.yaml", "", "", 404},
		{"POST", "../secret", "", "", 404},
		{"POST", "/etc/passwd", "", "", 404},
		{"POST", "content", "", "", 404},
		{"POST", "", "", "", 404},
		{"POST", "calc.exe", "", "", 404},
	} {
		var headers []string
		for name, value := range good {
			if name == c.header {
				value = c.value
			}
			if value != "" {
				headers = append(headers, name, value)
			}
		}
		w := d.ask(c.method, "/_preview/open?file="+c.file, myName, me, headers...)
		if w.Code != c.want {
			t.Errorf("%+v: %d %s", c, w.Code, w.Body)
		}
		select {
		case name := <-d.opened:
			if c.want != 204 || name != c.file {
				t.Errorf("%+v: opened %s", c, name)
			}
		default:
			if c.want == 204 {
				t.Errorf("%+v: not opened", c)
			}
		}
	}
}

func TestNothingButTheSiteAndOnlyLooking(t *testing.T) {
	d := begin(t, nil)
	d.save("secret.txt", "secret")
	for _, path := range []string{"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt", "/content/site.yaml",
		"/secret.txt", "//secret.txt", "/./index.html", "/assets/../index.html", "/_preview/../secret.txt", "/_preview/desk.html", "/_preview/at/2026-12-05/../secret.txt", "/manifest.json"} {
		if w := d.ask("GET", path, myName, me); w.Code != 404 || strings.Contains(w.Body.String(), "secret\n") {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT"} {
		for _, path := range []string{"/index.html", "/_preview/desk.json", "/_preview/events"} {
			if w := d.ask(method, path, myName, me); w.Code != 405 {
				t.Errorf("%s %s: %d", method, path, w.Code)
			}
		}
	}
	w := d.ask("HEAD", "/index.html", myName, me)
	if w.Code != 200 || w.Body.Len() > 0 || w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("HEAD: %d %v", w.Code, w.Header())
	}
}

// A fault of the program is told to who looks, and the preview goes on.
func TestFaultsAreFailures(t *testing.T) {
	_, err := guarded(func() (int, error) { panic("broken") })
	if err == nil || !strings.Contains(err.Error(), "broken") {
		t.Error(err)
	}
}
