package build

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"daoyin"
	"daoyin/internal/font/fonttest"
)

// rare are characters that the program's own fonts lack.
const rare = "㙍𠮷"

const rareGuide = `---
title: 村里的事
approved: {by: 法规科（示例）, on: 2026-11-01}
reviewed: 2026-11-01
---

` + "```" + `路线图
标题 村里的事
主体 甲
# 㙍字只在说明里的不算
起点 到㙍镇提出 @甲
  说明 **写明**𠮷村
终点 办结
` + "```\n"

// withFonts returns the base site with the guide and what the site file says
// of fonts.
func withFonts(t *testing.T, settings string, fonts map[string][]byte) fstest.MapFS {
	t.Helper()
	site := base(t)
	site["content/guides/rare.md"] = &fstest.MapFile{Data: []byte(rareGuide)}
	file := *site["content/site.yaml"]
	file.Data = []byte(string(file.Data) + settings)
	site["content/site.yaml"] = &file
	for name, data := range fonts {
		site["static/fonts/"+name] = &fstest.MapFile{Data: data}
	}
	return site
}

// A character that no font has is told where it stands; with a fuller font it
// is drawn.
func TestFullerFont(t *testing.T) {
	lines := bytes.Count(base(t)["content/site.yaml"].Data, []byte("\n"))
	one, both := fonttest.TTF("𠮷", fonttest.Options{}), fonttest.TTF(rare, fonttest.Options{})
	config := "fonts: {regular: fonts/full.ttf}\n"
	here := func(column int) string {
		return fmt.Sprintf("content/site.yaml:%d:%d error font-file", lines+1, column)
	}
	for name, c := range map[string]struct {
		settings string
		fonts    map[string][]byte
		want     []string
	}{
		"no fuller font": {"", nil, []string{
			"content/guides/rare.md:11:5 error font-missing",
			"content/guides/rare.md:12:12 error font-missing"}},
		"one that is not full enough": {config, map[string][]byte{"full.ttf": one}, []string{"content/guides/rare.md:11:5 error font-missing"}},
		"one that has them":           {config, map[string][]byte{"full.ttf": both}, nil},
		"two weights": {"fonts: {regular: fonts/full.ttf, bold: fonts/bold.ttf}\n",
			map[string][]byte{"full.ttf": one, "bold.ttf": both}, nil},
		"absent":            {config, nil, []string{here(18)}},
		"outside of static": {"fonts: {regular: ../full.ttf}\n", map[string][]byte{"../full.ttf": both}, []string{here(18)}},
		"no TrueType":       {config, map[string][]byte{"full.ttf": []byte("OTTO")}, []string{here(18)}},
		"bold is no font": {"fonts: {regular: fonts/full.ttf, bold: fonts/bold.ttf}\n",
			map[string][]byte{"full.ttf": both, "bold.ttf": []byte("?")}, []string{here(40)}},
		"may not be embedded": {config, map[string][]byte{"full.ttf": fonttest.TTF(rare, fonttest.Options{Locked: true})}, []string{here(18)}},
		"only bold": {"fonts: {bold: fonts/full.ttf}\n", map[string][]byte{"full.ttf": both},
			[]string{fmt.Sprintf("content/site.yaml:%d:0 error data-missing", lines+1)}},
	} {
		t.Run(name, func(t *testing.T) {
			compare(t, problems(t, withFonts(t, c.settings, c.fonts)), c.want)
		})
	}
}

// A font file that cannot be used is told before anything is drawn with it.
func TestFontFileIsLookedAtWhereNothingIsDrawn(t *testing.T) {
	site := withFonts(t, "fonts: {regular: fonts/full.ttf}\n", map[string][]byte{"full.ttf": []byte("OTTO")})
	delete(site, "content/guides/rare.md")
	compare(t, problems(t, site), []string{"content/site.yaml:13:18 error font-file"})
}

// The fuller font's shapes are in the file that is printed.
func TestFullerFontIsInThePoster(t *testing.T) {
	site := withFonts(t, "fonts: {regular: fonts/full.ttf}\n", map[string][]byte{"full.ttf": fonttest.TTF(rare, fonttest.Options{})})
	out := filepath.Join(t.TempDir(), "public")
	r, err := Run(t.Context(), Input{Site: site, Builtin: daoyin.Files, At: at, Out: out})
	if err != nil || r.Failed() {
		t.Fatal(err, r)
	}
	poster, err := os.ReadFile(filepath.Join(out, "posters/rare-a3.pdf"))
	if err != nil || !bytes.HasPrefix(poster, []byte("%PDF")) {
		t.Fatal(err)
	}
	if got := bytes.Count(poster, []byte("/FontFile2 ")); got != 3 { // the program's two, and the site's
		t.Errorf("%d fonts in the poster", got)
	}
}

// counted counts how often fonts are opened.
type counted struct {
	fs.FS
	opened *atomic.Int32
}

func (c counted) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".ttf") {
		c.opened.Add(1)
	}
	return c.FS.Open(name)
}

// Fonts are read once for all drawings, and not at all where nothing is drawn.
func TestFontsAreReadWhenSomethingIsDrawn(t *testing.T) {
	for name, c := range map[string]struct {
		site fs.FS
		want int32
	}{"nothing drawn": {base(t), 0}, "drawn": {withFonts(t, "", nil), 2}} {
		builtin := counted{daoyin.Files, new(atomic.Int32)}
		if _, err := Run(t.Context(), Input{Site: c.site, Builtin: builtin, At: at}); err != nil {
			t.Fatal(err)
		}
		// Each file is opened to be looked at, and again to be read.
		if got := builtin.opened.Load(); got != 2*c.want {
			t.Errorf("%s: %d fonts opened", name, got)
		}
	}
}

// A drawing on its own uses the font of the site that its page lies in.
func TestDrawWithTheFontOfTheSite(t *testing.T) {
	both := map[string][]byte{"full.ttf": fonttest.TTF(rare, fonttest.Options{})}
	for settings, want := range map[string][]string{
		"":                                    {"content/guides/rare.md:11 font-missing", "content/guides/rare.md:12 font-missing"},
		"fonts: {regular: fonts/full.ttf}\n":  nil,
		"fonts: {regular: fonts/other.ttf}\n": {"content/site.yaml:13 font-file"},
		"coluors: 甲\nfonts: {regular: fonts/full.ttf}\n": nil,
	} {
		site := withFonts(t, settings, both)
		data, found, err := Draw(Drawing{Files: site, File: "content/guides/rare.md", Site: site, Builtin: daoyin.Files, Canvas: "a3", Name: "x.svg"})
		var got []string
		for _, p := range found {
			got = append(got, fmt.Sprintf("%s:%d %s", p.File, p.Line, p.Code))
		}
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) || (data == nil) != (want != nil) {
			t.Errorf("%q: %v, %d bytes, %v", settings, got, len(data), err)
		}
	}
}
