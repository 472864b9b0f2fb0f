package asset

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"daoyin/internal/problem"
)

func folder(files ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fsys["static/"+files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return fsys
}

var builtin = folder(
	"css/base.css", ":root {\n  --main: #123456;\n  --soft: #777;\n}\nh1 { color: var(--main); }\np { color: var(--soft); }",
	"css/flow.css", ".step { color: var(--main); }",
	"js/details.js", "(function () { var long = 1; window.x = long; })();",
	"icons/icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"1\"/></svg>",
)

func load(t *testing.T, site fstest.MapFS, budget int, colours map[string]string) *Set {
	t.Helper()
	var problems problem.List
	s, err := Load(builtin, site, budget, colours, &problems)
	if err != nil || problems.Len() > 0 {
		t.Fatal(err, problems.Sorted())
	}
	return s
}

func TestColoursAreWrittenWhereTheyAreUsed(t *testing.T) {
	css := load(t, nil, 0, map[string]string{"main": "#123457", "soft": ""}).Style("base", "flow").CSS
	if want := "h1{color:#123457}p{color:#777}.step{color:#123457}"; css != want {
		t.Errorf("got %s, want %s", css, want)
	}
}

func TestSitesOwnFilesThatCannotBeUsedAreProblems(t *testing.T) {
	var problems problem.List
	_, err := Load(builtin, folder("css/own.css", "a { color: var(--nothing); }", "js/own.js", "function ("), 0, nil, &problems)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range problems.Sorted() {
		got = append(got, p.File+" "+p.Code)
	}
	if want := "[static/css/own.css asset static/js/own.js asset]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// What editors' programs leave lying about is no sheet, and replaces none.
func TestLitterIsPassedOver(t *testing.T) {
	s := load(t, folder("css/base.css", "h1{margin:0}", "css/base.css~", "h1{margin:1px}", "css/.base.css.swp", "\x00", "js/~$details.js", "("), 0, nil)
	if css := s.Style("base").CSS; css != "h1{margin:0}" {
		t.Errorf("got %s", css)
	}
}

// A site's own base.css need not repeat the colours.
func TestBuiltInColoursStayWhenASheetIsReplaced(t *testing.T) {
	s := load(t, folder("css/base.css", ":root { --soft: #abcdef; } p { color: var(--soft); }"), 0, nil)
	if css := s.Style("base", "flow").CSS; css != "p{color:#abcdef}.step{color:#123456}" {
		t.Errorf("got %s", css)
	}
}

func TestSiteReplacesFilesByName(t *testing.T) {
	s := load(t, folder("css/flow.css", ".step { margin: 0; }"), 0, nil)
	if css := s.Style("flow").CSS; css != ".step{margin:0}" {
		t.Errorf("got %s", css)
	}
}

func TestLargeStyleBecomesAFile(t *testing.T) {
	small, large := load(t, nil, 1000, nil), load(t, nil, 10, nil)
	if s := small.Style("base"); s.Path != "" || !strings.HasPrefix(s.Hash, "sha256-") {
		t.Errorf("small: %+v", s)
	}
	s := large.Style("base", "flow")
	if !strings.HasPrefix(s.Path, "assets/base-flow-") || !strings.HasSuffix(s.Path, ".css") {
		t.Errorf("large: %+v", s)
	}
	large.Style("base", "flow")
	if files := large.Files(); len(files) != 2 || files[0].Path != s.Path || string(files[0].Data) != s.CSS {
		t.Errorf("files: %+v", files)
	}
	if files := small.Files(); len(files) != 1 {
		t.Errorf("files: %+v", files)
	}
}

func TestNameChangesWithContent(t *testing.T) {
	a := load(t, nil, 0, nil).Icon("icon.svg")
	b := load(t, folder("icons/icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"2\"/></svg>"), 0, nil).Icon("icon.svg")
	if a == b || !strings.HasPrefix(a, "assets/icon-") {
		t.Errorf("%s and %s", a, b)
	}
	if none := load(t, nil, 0, nil).Icon("none.svg"); none != "" {
		t.Errorf("got %s", none)
	}
}
