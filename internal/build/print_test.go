package build

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"daoyin"
)

const routeMap = "\n```路线图\n标题 办理\n主体 甲 | 乙\n起点 提出 @甲\n步骤 登记 @乙\n终点 办结 @甲\n```\n"

func guideWith(front string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte("---\ntitle: 题\nreviewed: 2026-11-20\n" + front + "---\n" + routeMap)}
}

const signedOff = "approved: {by: 法规科（示例）, on: 2026-11-20}\n"

// An approved guide has its poster, picture and leaflet, and leads to them;
// what they are made from stands in the manifest.
func TestPrintsOfAGuide(t *testing.T) {
	site := base(t)
	site["content/guides/x.md"] = guideWith(signedOff)
	site["content/guides/y.md"] = guideWith("")
	site["content/posters/big.yaml"] = &fstest.MapFile{Data: []byte("flow: guides/x.md\npaper: A2\n")}
	out := tree(t, build(t, site))
	for name, begins := range map[string]string{"posters/big-a2.pdf": "%PDF-", "posters/big-a2-a4.pdf": "%PDF-", "posters/big-a2.png": "\x89PNG", "posters/x-leaflet.pdf": "%PDF-"} {
		if !bytes.HasPrefix(out[name], []byte(begins)) {
			t.Errorf("%s begins %q", name, out[name][:min(8, len(out[name]))])
		}
		if !bytes.Contains(out["guides/x.html"], []byte(`"../`+name+`"`)) {
			t.Errorf("the guide does not lead to %s", name)
		}
	}
	for name := range out {
		if strings.HasPrefix(name, "posters/") && strings.Contains(name, "y-") {
			t.Errorf("%s, which nobody signed off", name)
		}
	}
	var manifest struct {
		Files []struct {
			Path string
			From []string
		}
	}
	if err := json.Unmarshal(out["manifest.json"], &manifest); err != nil {
		t.Fatal(err)
	}
	for _, f := range manifest.Files {
		if f.Path == "posters/big-a2.pdf" && !slices.Equal(f.From, []string{"content/guides/x.md", "content/posters/big.yaml", "content/site.yaml"}) {
			t.Errorf("made from %q", f.From)
		}
	}
}

// withoutFonts is what the program carries, but for its fonts.
type withoutFonts struct{ fs.FS }

func (w withoutFonts) Open(name string) (fs.File, error) {
	if strings.HasPrefix(name, "static/fonts/") {
		return nil, errors.New("fonts are read")
	}
	return w.FS.Open(name)
}

// A site with nothing to draw does not read the fonts; one with something does.
func TestFontsAreReadOnlyToDraw(t *testing.T) {
	for front, wanted := range map[string]bool{"": false, signedOff: true} {
		site := base(t)
		site["content/guides/x.md"] = &fstest.MapFile{Data: []byte("---\ntitle: 题\nreviewed: 2026-11-20\n" + front + "---\n\n正文。\n")}
		_, err := Run(t.Context(), Input{Site: site, Builtin: withoutFonts{daoyin.Files}, At: at})
		if (err != nil) != wanted {
			t.Errorf("%q: %v", front, err)
		}
	}
}

// A check, which writes nothing, tells the same as a build.
func TestCheckTellsWhatABuildTells(t *testing.T) {
	site := base(t)
	site["content/guides/x.md"] = &fstest.MapFile{Data: []byte("---\ntitle: 题\nleaflet: false\n" + signedOff + "---\n" + strings.Replace(routeMap, "登记", "登𠮷记", 1))}
	checked := problems(t, site)
	r, err := Run(t.Context(), Input{Site: site, Builtin: daoyin.Files, At: at, Out: t.TempDir() + "/public"})
	if err != nil {
		t.Fatal(err)
	}
	if len(checked) != 1 || !strings.Contains(checked[0], "font-missing") || len(r.Problems) != 1 || r.Problems[0].Code != "font-missing" || !r.Failed() {
		t.Errorf("check: %q; build: %v", checked, r.Problems)
	}
}
