package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"daoyin"
)

// build makes the site into a new folder and returns it.
func build(t *testing.T, site fs.FS) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "public")
	r, err := Run(t.Context(), Input{Site: site, Builtin: daoyin.Files, At: at, Out: out})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		t.Errorf("%s:%d:%d %s %s %s", p.File, p.Line, p.Column, p.Code, p.Message, p.Hint)
	}
	return out
}

// tree returns every file of a folder, by path.
func tree(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(folder, p))
		found[p] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

const page = `---
title: 来访须知
description: 来访以前看一看
---

## 带什么

**注意：**请带身份证，见《信访工作条例》第三十四条。
`

// However a county office saves a page, it becomes the same page.
func TestEveryEncodingBuildsTheSamePage(t *testing.T) {
	text := page
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	wide := func(s string, big bool, mark bool) string {
		var b bytes.Buffer
		if mark {
			s = "\uFEFF" + s
		}
		for _, u := range utf16.Encode([]rune(s)) {
			pair := []byte{byte(u), byte(u >> 8)}
			if big {
				pair[0], pair[1] = pair[1], pair[0]
			}
			b.Write(pair)
		}
		return b.String()
	}
	windows := strings.ReplaceAll(text, "\n", "\r\n")
	variants := map[string]string{
		"UTF-8":                text,
		"byte order mark":      "\uFEFF" + text,
		"CRLF":                 windows,
		"UTF-16LE":             wide(windows, false, true),
		"UTF-16BE":             wide(text, true, true),
		"UTF-16LE unmarked":    wide(windows, false, false),
		"GB18030":              gb,
		"full-width colon":     strings.Replace(text, "title: ", "title：", 1),
		"full-width dashes":    strings.ReplaceAll(text, "---", "－－－"),
		"word processor dash":  strings.ReplaceAll(text, "---", "———"),
		"blank line on top":    "\n" + text,
		"blanks behind dashes": strings.ReplaceAll(text, "---", "---  "),
	}
	var want []byte
	for _, name := range append([]string{"UTF-8"}, slices.Sorted(maps.Keys(variants))...) {
		site := base(t)
		site["content/guides/x.md"] = &fstest.MapFile{Data: []byte(variants[name])}
		for _, litter := range []string{"~$x.md", "x.md.tmp", ".x.md.swp", "x.md~", "Thumbs.db", ".DS_Store"} {
			site["content/guides/"+litter] = &fstest.MapFile{Data: []byte{0, 1, 2}}
		}
		got, err := os.ReadFile(filepath.Join(build(t, site), "guides/x.html"))
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = got
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: page differs from the one in UTF-8", name)
		}
	}
}

func TestDamagedEncodingsAreNamed(t *testing.T) {
	site := base(t)
	site["content/guides/a.md"] = &fstest.MapFile{Data: []byte("---\ntitle: 坏字节\n---\n\n正文\xE4\xB8正文。\n")}
	site["content/guides/b.md"] = &fstest.MapFile{Data: []byte("\x89PNG\x00\x00\x01\x02")}
	site["content/laws/c.yaml"] = &fstest.MapFile{Data: []byte("name: \xff\xff\n")}
	compare(t, problems(t, site), []string{
		"content/guides/a.md:5:0 error file-encoding",
		"content/guides/b.md:1:0 error file-encoding",
		"content/laws/c.yaml:1:0 error file-encoding",
	})
}

// The example site of this repository: no problem, many pages, every link
// arrives, nothing absolute, the same bytes however many processors.
func TestExampleSite(t *testing.T) {
	site := os.DirFS("../..")
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := tree(t, build(t, site))
	runtime.GOMAXPROCS(4)
	many := tree(t, build(t, site))
	for name := range one {
		if !bytes.Equal(one[name], many[name]) {
			t.Errorf("%s differs between 1 processor and 4", name)
		}
	}
	if len(one) != len(many) {
		t.Errorf("%d files and %d", len(one), len(many))
	}
	pages := 0
	for name := range one {
		if strings.HasSuffix(name, ".html") {
			pages++
		}
	}
	if pages < 90 {
		t.Errorf("%d pages, want at least 90", pages)
	}
	checkManifest(t, one)
	checkLinks(t, one)
}

func checkManifest(t *testing.T, files map[string][]byte) {
	t.Helper()
	var m struct {
		Files []struct{ Path, SHA256 string }
	}
	if err := json.Unmarshal(files["manifest.json"], &m); err != nil {
		t.Fatal(err)
	}
	if len(m.Files) != len(files)-1 {
		t.Errorf("manifest lists %d files of %d", len(m.Files), len(files)-1)
	}
	for _, f := range m.Files {
		if sum := sha256.Sum256(files[f.Path]); hex.EncodeToString(sum[:]) != f.SHA256 {
			t.Errorf("manifest: %s has another hash", f.Path)
		}
	}
}

var (
	href   = regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	anchor = regexp.MustCompile(` id="([^"]*)"`)
)

// checkLinks follows every link of every page by the rules of a browser.
func checkLinks(t *testing.T, files map[string][]byte) {
	t.Helper()
	anchors := map[string]map[string]bool{}
	for name, data := range files {
		anchors[name] = map[string]bool{}
		for _, m := range anchor.FindAllSubmatch(data, -1) {
			if id := string(m[1]); anchors[name][id] {
				t.Errorf("%s: id %q twice", name, id)
			} else {
				anchors[name][id] = true
			}
		}
	}
	followed := 0
	for name, data := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, m := range href.FindAllSubmatch(data, -1) {
			link := unescape(t, string(m[1]))
			if strings.HasPrefix(link, "https://www.example.gov.cn/xinfang/") && name != "404.html" {
				t.Errorf("%s: absolute link to the site itself: %s", name, link)
			}
			if strings.Contains(link, "://") || strings.HasPrefix(link, "tel:") {
				continue
			}
			file, id, _ := strings.Cut(link, "#")
			target := name
			if file != "" {
				target = path.Join(path.Dir(name), file)
			}
			if files[target] == nil {
				t.Errorf("%s: link %q arrives nowhere", name, link)
			} else if id != "" && !anchors[target][id] {
				t.Errorf("%s: link %q: no such place", name, link)
			}
			followed++
		}
	}
	if followed < 1000 {
		t.Errorf("only %d links followed: the search for links is broken", followed)
	}
}

// unescape undoes HTML and URL escapes of a link.
func unescape(t *testing.T, s string) string {
	t.Helper()
	s = strings.ReplaceAll(s, "&amp;", "&")
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			var c byte
			if _, err := fmt.Sscanf(s[i+1:i+3], "%02X", &c); err != nil {
				t.Fatalf("bad escape in %q", s)
			}
			b.WriteByte(c)
			i += 2
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
