package preview

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"daoyin"
	"daoyin/internal/build"
	"daoyin/internal/calendar"
)

var at = time.Date(2026, 11, 22, 9, 0, 0, 0, calendar.Zone)

// desktop is a preview of a site in a folder of its own.
type desktop struct {
	t      testing.TB
	site   string
	home   string // http://127.0.0.1:1234
	server *Server
	opened chan string
}

// begin serves a copy of the small site with other files put into it.
func begin(t testing.TB, files map[string]string) *desktop {
	t.Helper()
	d := &desktop{t: t, site: t.TempDir(), opened: make(chan string, 10)}
	archive, err := txtar.ParseFile("../build/testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		d.save(f.Name, string(f.Data))
	}
	for name, text := range files {
		d.save(name, text)
	}
	d.serve(Options{})
	return d
}

func (d *desktop) serve(o Options) {
	o.Site, o.Builtin, o.Out = d.site, daoyin.Files, filepath.Join(d.site, "public")
	o.Now = func() time.Time { return at }
	o.OpenFile = func(name string) error { d.opened <- name; return nil }
	ctx, stop := context.WithCancel(context.Background())
	server, err := New(ctx, o)
	if err != nil {
		d.t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		d.t.Fatal(err)
	}
	d.server, d.home = server, "http://"+listener.Addr().String()
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ctx, listener) }()
	d.t.Cleanup(func() {
		stop()
		select {
		case err := <-ended:
			if err != nil {
				d.t.Error(err)
			}
		case <-time.After(10 * time.Second):
			d.t.Error("the preview does not end")
		}
	})
}

// save writes a file as Notepad does: in place.
func (d *desktop) save(name, text string) {
	d.t.Helper()
	file := filepath.Join(d.site, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		d.t.Fatal(err)
	}
}

// swap writes a file as WPS does: beside it, then in its place.
func (d *desktop) swap(name, text string) {
	d.t.Helper()
	d.save(name+".tmp", text)
	file := filepath.Join(d.site, filepath.FromSlash(name))
	if err := os.Rename(file+".tmp", file); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desktop) get(path string) (int, string) {
	d.t.Helper()
	r, err := http.Get(d.home + path)
	if err != nil {
		d.t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return r.StatusCode, string(data)
}

// until waits until something is so.
func (d *desktop) until(what string, so func() bool) {
	d.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !so(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			d.t.Fatalf("%s: does not come", what)
		}
	}
}

// listen returns what a browser is told, as it comes.
func (d *desktop) listen() <-chan news {
	d.t.Helper()
	r, err := http.NewRequestWithContext(d.t.Context(), http.MethodGet, d.home+"/_preview/events", nil)
	if err != nil {
		d.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { answer.Body.Close() })
	all := make(chan news, 100)
	go func() {
		defer close(all)
		lines := bufio.NewScanner(answer.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			if data, ok := bytes.CutPrefix(lines.Bytes(), []byte("data: ")); ok {
				var n news
				if json.Unmarshal(data, &n) == nil {
					all <- n
				}
			}
		}
	}()
	return all
}

// hear waits until browsers are told something that is so.
func (d *desktop) hear(all <-chan news, what string, so func(news) bool) news {
	d.t.Helper()
	deadline := time.After(10 * time.Second)
	for {
		select {
		case n, open := <-all:
			if !open {
				d.t.Fatalf("%s: the connection ended", what)
			}
			if so(n) {
				return n
			}
		case <-deadline:
			d.t.Fatalf("%s: is not told", what)
		}
	}
}

func TestBrowsersAreToldOfChangesAndProblems(t *testing.T) {
	d := begin(t, nil)
	all := d.listen()
	d.hear(all, "the first state", func(n news) bool { return n.Current && n.Version == 1 })
	good := "---\ntitle: 新的\n---\n\n好。\n"
	d.save("content/faq/new.md", good)
	n := d.hear(all, "the new page", func(n news) bool { return n.Current && n.Version > 1 })
	if len(n.Changed) != 1 || n.Changed[0] != (change{"content/faq/new.md", "faq/new.html", "新的"}) {
		t.Errorf("changed: %v", n.Changed)
	}
	const plain = `{{define "main"}}<p>{{.Title}}</p>{{end}}`
	for _, bad := range []struct {
		file, broken, mended string
		line                 int
		code                 string
	}{
		{"content/faq/new.md", "---\ntitle: 新的\ntitel: 错\n---\n", good, 3, "data-unknown"},
		{"content/faq/new.md", "---\ntitle: 新的\n---\n\n[没有](nowhere.md)\n", good, 5, "link-broken"},
		{"content/guides/flow.md", "---\ntitle: 流\n---\n\n```路线图\n登记 → 登计\n```\n", "---\ntitle: 流\n---\n\n流。\n", 6, ""},
		{"layouts/web/faq.html", "{{define \"main\"}}\n{{.Nothing}}{{end}}", plain, 2, "layout"},
		{"layouts/web/faq.html", "{{define \"main\"}}\n\n{{if}}{{end}}", plain, 3, "layout"},
		{"content/screens/hall.yaml", "title: 屏\nkind: cinema\nwidth: 1920\nheight: 1080\ndistance_m: 4\n", "draft: true\ntitle: 屏\nkind: tv\ndiagonal_in: 55\nwidth: 1920\nheight: 1080\ndistance_m: 4\nshow: {contact: true}\n", 2, ""},
	} {
		d.save(bad.file, bad.broken)
		n := d.hear(all, bad.file+" broken", func(n news) bool {
			return len(n.Problems) > 0 && n.Problems[0].Error && n.Problems[0].File == bad.file
		})
		found := false
		for _, p := range n.Problems {
			found = found || p.File == bad.file && p.Line == bad.line && p.Hint != "" && p.Excerpt != "" && (bad.code == "" || p.Code == bad.code)
		}
		if !found {
			t.Errorf("%s: no problem %s in line %d: %+v", bad.file, bad.code, bad.line, n.Problems)
		}
		if code, _ := d.get("/index.html"); code != http.StatusOK {
			t.Errorf("%s: the home page is gone: %d", bad.file, code)
		}
		d.save(bad.file, bad.mended)
		d.hear(all, bad.file+" mended", func(n news) bool {
			return n.Current && n.Checked && (len(n.Problems) == 0 || !n.Problems[0].Error)
		})
	}
}

// A layout that fails while it runs costs its own pages, not the preview.
func TestFailingLayoutsShowTheProblem(t *testing.T) {
	d := begin(t, map[string]string{"content/faq/a.md": "---\ntitle: 甲\n---\n\n甲。\n", "layouts/web/faq.html": "{{define \"main\"}}<p>\n{{.Nothing}}{{end}}"})
	code, text := d.get("/faq/a.html")
	if code != http.StatusInternalServerError || !strings.Contains(text, "layouts/web/faq.html，第 2 行") {
		t.Errorf("%d %.300s", code, text)
	}
	if code, _ := d.get("/index.html"); code != http.StatusOK {
		t.Errorf("the home page: %d", code)
	}
}

// A site that was never good has something to say, too.
func TestTheFirstLookMayFail(t *testing.T) {
	d := begin(t, map[string]string{"content/faq/a.md": "---\ntitel: 甲\n---\n"})
	code, text := d.get("/")
	if code != http.StatusInternalServerError || !strings.Contains(text, "content/faq/a.md，第 2 行") {
		t.Errorf("%d %.300s", code, text)
	}
	d.save("content/faq/a.md", "---\ntitle: 甲\n---\n")
	d.until("the mended site", func() bool { code, _ := d.get("/"); return code == http.StatusOK })
}

func TestOtherDays(t *testing.T) {
	d := begin(t, map[string]string{"content/notices/n.md": "---\ntitle: 临时公告\ndate: 2026-11-01\nuntil: 2026-12-04\n---\n\n内容。\n"})
	for path, want := range map[string]int{
		"/notices/n.html":                        200,
		"/_preview/at/2026-12-04/notices/n.html": 200,
		"/_preview/at/2026-12-05/notices/n.html": 404,
		"/_preview/at/2026-12-05/":               200,
		"/_preview/at/tomorrow/":                 404,
		"/_preview/at/2026-12-05/../../x.html":   404,
	} {
		if code, _ := d.get(path); code != want {
			t.Errorf("%s: %d, want %d", path, code, want)
		}
	}
	var listed desk
	_, text := d.get("/_preview/desk.json")
	if err := json.Unmarshal([]byte(text), &listed); err != nil || len(listed.Pages) == 0 || listed.Day.Words != "2026年11月22日 星期日" ||
		!slices.Equal(listed.Next, []deskChange{{"2026-12-05", "12月5日", "公告“临时公告”到期撤下", ""}}) {
		t.Errorf("%v %+v", err, listed)
	}
	// Who has the list is not sent it again.
	if code, text := d.get("/_preview/desk.json?have=" + listed.Sum); code != http.StatusNoContent || text != "" {
		t.Errorf("%d %s", code, text)
	}
	if code, _ := d.get("/_preview/desk.json?at=2026-12-05&have=" + listed.Sum); code != http.StatusOK {
		t.Errorf("another day is another list: %d", code)
	}
}

func (d *desktop) publish() {
	d.t.Helper()
	if r, err := build.Run(d.t.Context(), build.Input{Site: os.DirFS(d.site), Builtin: daoyin.Files, At: at, Out: filepath.Join(d.site, "public"), Compress: true}); err != nil || r.Failed() {
		d.t.Fatal(r, err)
	}
}

func TestComparesWithWhatIsPublished(t *testing.T) {
	d := begin(t, map[string]string{"content/faq/a.md": "---\ntitle: 甲\n---\n\n甲。\n", "content/faq/b.md": "---\ntitle: 乙\n---\n\n乙。\n"})
	d.publish()
	compare := func() (c comparison) {
		_, text := d.get("/_preview/compare.json")
		if err := json.Unmarshal([]byte(text), &c); err != nil {
			t.Fatal(err, text)
		}
		return c
	}
	if c := compare(); len(c.New)+len(c.Changed)+len(c.Gone) > 0 || c.Same == 0 {
		t.Errorf("nothing changed: %+v", c)
	}
	d.save("content/faq/a.md", "---\ntitle: 甲\n---\n\n改了。\n")
	os.Rename(filepath.Join(d.site, "content/faq/b.md"), filepath.Join(d.site, "content/faq/c.md"))
	d.until("the change", func() bool { code, _ := d.get("/faq/c.html"); return code == 200 })
	c := compare()
	if fmt.Sprint(c.New) != "[faq/c.html]" || fmt.Sprint(c.Gone) != "[faq/b.html]" || !strings.Contains(fmt.Sprint(c.Changed), "faq/a.html") {
		t.Errorf("%+v", c)
	}
}
