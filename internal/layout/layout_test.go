package layout

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"daoyin/internal/problem"
)

func folder(files ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fsys["layouts/web/"+files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return fsys
}

var builtin = folder(
	"base.html", "<title>{{.Title}}</title>\n{{block \"main\" .}}{{end}}\n{{template \"layouts/web/_foot.html\" .}}",
	"_foot.html", "<footer>built in</footer>",
	"guide.html", "{{define \"main\"}}<h1>{{.Title}}</h1>{{end}}",
	"faq.html", "{{define \"main\"}}<h1>?</h1>{{end}}",
)

func load(t *testing.T, site fstest.MapFS) (*Set, []string) {
	t.Helper()
	var problems problem.List
	s, err := Load("layouts/web", builtin, site, &problems)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range problems.Sorted() {
		lines = append(lines, fmt.Sprintf("%s:%d %s", p.File, p.Line, p.Code))
	}
	return s, lines
}

func run(t *testing.T, s *Set, name string) string {
	t.Helper()
	out, err := s.Execute([]byte(">"), name, map[string]any{"Title": "甲 & 乙"})
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(out), "\n", "")
}

// What editors' programs leave lying about is no layout.
func TestLitterIsPassedOver(t *testing.T) {
	s, problems := load(t, folder("~$faq.html", "{{", "faq.html", "{{define \"main\"}}!{{end}}", "._faq.html", "{{"))
	if got := run(t, s, "faq"); len(problems) > 0 || !strings.Contains(got, "!") {
		t.Errorf("%v %s", problems, got)
	}
}

func TestSiteReplacesLayoutsByName(t *testing.T) {
	s, problems := load(t, folder("_foot.html", "<footer>own</footer>", "guide.html", "{{define \"main\"}}<h2>{{.Title}}</h2>{{end}}"))
	if problems != nil {
		t.Fatal(problems)
	}
	if got := run(t, s, "guide"); got != "><title>甲 &amp; 乙</title><h2>甲 &amp; 乙</h2><footer>own</footer>" {
		t.Errorf("guide: %s", got)
	}
	if got := run(t, s, "faq"); !strings.Contains(got, "<h1>?</h1><footer>own</footer>") {
		t.Errorf("faq: %s", got)
	}
	if got := run(t, s, "_foot"); got != "><footer>own</footer>" {
		t.Errorf("_foot: %s", got)
	}
}

func TestEveryBrokenLayoutIsToldWithItsLine(t *testing.T) {
	_, problems := load(t, folder(
		"guide.html", "{{define \"main\"}}\n<h1>{{.Title}</h1>{{end}}",
		"faq.html", "{{define \"main\"}}\n\n{{nothing .Title}}{{end}}",
	))
	want := []string{"layouts/web/faq.html:3 layout", "layouts/web/guide.html:2 layout"}
	if fmt.Sprint(problems) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", problems, want)
	}
}

// What is run is minified, on one line; the place told is that of the file as
// it was written.
func TestFailureWhileRunningIsToldWithItsLine(t *testing.T) {
	s, problems := load(t, folder("guide.html", "{{define \"main\"}}\n<h1>\n{{index .Title 99}}</h1>\n{{end}}"))
	if problems != nil {
		t.Fatal(problems)
	}
	out, err := s.Execute([]byte("before"), "guide", map[string]any{"Title": "甲"})
	var bad *Error
	if !errors.As(err, &bad) || bad.At.File != "layouts/web/guide.html" || bad.At.Line != 3 {
		t.Errorf("got %v", err)
	}
	if string(out) != "before" {
		t.Errorf("half a page is left: %s", out)
	}
}

func TestUnsafeTemplateIsToldWithItsLine(t *testing.T) {
	s, problems := load(t, folder("guide.html", "{{define \"main\"}}\n<a href={{if .Title}}\"{{end}}>x</a>{{end}}"))
	if problems != nil {
		t.Fatal(problems)
	}
	_, err := s.Execute(nil, "guide", map[string]any{"Title": "甲"})
	var bad *Error
	if !errors.As(err, &bad) || bad.At.File != "layouts/web/guide.html" || bad.At.Line != 2 {
		t.Errorf("got %v", err)
	}
}
