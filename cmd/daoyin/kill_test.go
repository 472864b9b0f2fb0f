package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

var kills = flag.Int("kills", 12, "rounds of TestKilledAtAnyMoment: builds killed on their way")

// The two variants of one site: every page of each bears its name.
const variantA, variantB = "甲版", "乙版"

// killed is the scene of the test: two variants of a site that are built by
// turns into one folder.
type killed struct {
	sites     map[string]string // variant → its folder
	pages     map[string]int    // variant → how many pages it has
	out       string
	published string        // variant
	takes     time.Duration // to build one over the other, last time
}

// However far a build has come when it is killed, citizens see the whole old
// website or the whole new one, and the next build clears up.
func TestKilledAtAnyMoment(t *testing.T) {
	if testing.Short() {
		t.Skip("builds many times")
	}
	folder := t.TempDir()
	k := &killed{
		sites: map[string]string{variantA: newVariant(t, folder, variantA), variantB: newVariant(t, folder, variantB)},
		pages: map[string]int{},
		out:   filepath.Join(folder, "www", "public"),
	}
	for _, variant := range []string{variantA, variantB, variantA, variantB} {
		k.takes = k.build(t, variant)
		_, k.pages[variant] = k.inspect(t)
	}
	if k.pages[variantA] < 150 || k.pages[variantA] == k.pages[variantB] {
		t.Fatalf("pages: %v", k.pages)
	}
	found := map[string]int{}
	for i := range *kills {
		after := rand.N(k.takes) // anywhere
		if i%2 > 0 {
			after = k.takes*2/3 + rand.N(k.takes/2) // about where the folders are exchanged
		}
		found[k.round(t, after)]++
		if t.Failed() {
			return
		}
	}
	t.Logf("a build takes %v; after the kill: %v", k.takes, found)
}

// newVariant furnishes a site and returns its folder. Some pages are of one
// variant only, some differ in their text, some only in their frame; images
// are the same.
func newVariant(t *testing.T, folder, variant string) string {
	t.Helper()
	site := filepath.Join(folder, variant)
	var told bytes.Buffer
	if code := run(t.Context(), []string{"new", "site", variant, "-site", folder}, &told, &told); code != exitFine {
		t.Fatal(told.String())
	}
	settings := filepath.Join(site, "content", "site.yaml")
	text, err := os.ReadFile(settings)
	if err != nil {
		t.Fatal(err)
	}
	write(t, settings, strings.Replace(string(text), "\ntitle: ", "\ntitle: "+variant, 1))
	for i := range 100 {
		page := filepath.Join(site, "content", "guides", fmt.Sprintf("p%d.md", i))
		text := variant
		switch {
		case i%2 == 0:
			text = "两版一样"
		case i%11 == 0 && variant == variantB:
			continue
		}
		write(t, page, fmt.Sprintf("---\ntitle: 第%d页\n---\n\n![图](../images/%[1]d.svg)\n\n%s\n", i, strings.Repeat(text+"，见《信访工作条例》第三十四条。\n\n", 1+i%20)))
		write(t, filepath.Join(site, "content", "images", fmt.Sprintf("%d.svg", i)),
			fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d 9"><path d="M0 0h9"/></svg>`, i+9))
	}
	return site
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// program returns the real program, ready to build that variant.
func (k *killed) program(t *testing.T, variant string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var told bytes.Buffer
	c := exec.Command(self)
	c.Args = []string{"daoyin", "build", "-site", k.sites[variant], "-out", k.out} // see TestMain
	c.Env = append(os.Environ(), "GORACE="+atOnce)
	c.Stdout, c.Stderr = &told, &told
	return c, &told
}

// build builds a variant and returns how long it took.
func (k *killed) build(t *testing.T, variant string) time.Duration {
	t.Helper()
	c, told := k.program(t, variant)
	began := time.Now()
	if err := c.Run(); err != nil {
		t.Fatalf("build of %s: %v\n%s", variant, err, told)
	}
	k.published = variant
	return time.Since(began)
}

// round lets the other variant be built, kills the program after that time,
// looks at what it left, and builds again. It returns what was found.
func (k *killed) round(t *testing.T, after time.Duration) (found string) {
	t.Helper()
	before, next := k.published, variantA
	if before == variantA {
		next = variantB
	}
	c, told := k.program(t, next)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	_ = c.Process.Kill() // it may have ended already
	ended := c.Wait() == nil
	if told.Len() > 0 && !ended && !strings.Contains(told.String(), "已生成") {
		t.Errorf("killed after %v, it said: %s", after, told)
	}
	switch variant := k.publishedNow(t); {
	case ended:
		found = "ended before"
		if variant != next {
			t.Errorf("ended, and %q is published, not %s", variant, next)
		}
	case variant == "":
		found = "missing"
	case variant == before:
		found = "old"
	default:
		found = "new"
	}
	again := k.build(t, next)
	if found == "old" {
		k.takes = again
	}
	if variant := k.publishedNow(t); variant != next {
		t.Errorf("killed after %v and built again: %q is published, not %s", after, variant, next)
	}
	if beside := k.beside(t); len(beside) > 0 {
		t.Errorf("killed after %v and built again: left beside the website: %v", after, beside)
	}
	return found
}

// publishedNow returns the variant that citizens see, after looking at every
// file. It is "" for the moment between two renames where a system cannot
// exchange folders.
func (k *killed) publishedNow(t *testing.T) string {
	t.Helper()
	if _, err := os.Lstat(k.out); err != nil && runtime.GOOS != "linux" {
		return ""
	}
	variant, pages := k.inspect(t)
	if pages != k.pages[variant] {
		t.Errorf("%d pages of %s, want %d", pages, variant, k.pages[variant])
	}
	return variant
}

// inspect holds the published folder against its manifest and returns the one
// variant of all its pages.
func (k *killed) inspect(t *testing.T) (variant string, pages int) {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(k.out, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(k.out, p)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(name)], err = os.ReadFile(p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		Files []struct{ Path, SHA256 string }
	}
	if err := json.Unmarshal(files["manifest.json"], &manifest); err != nil {
		t.Fatal(err)
	}
	if len(manifest.Files) != len(files)-1 {
		t.Errorf("%d files, the manifest lists %d", len(files)-1, len(manifest.Files))
	}
	mixed := false
	for _, f := range manifest.Files {
		data := files[f.Path]
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != f.SHA256 {
			t.Errorf("%s is not as the manifest says", f.Path)
		}
		if !strings.HasSuffix(f.Path, ".html") {
			continue
		}
		of := variantA
		if bytes.Contains(data, []byte(variantB)) {
			of = variantB
		}
		if !bytes.Contains(data, []byte(of)) {
			t.Errorf("%s bears no mark", f.Path)
		}
		mixed = mixed || pages > 0 && of != variant
		variant = of
		pages++
	}
	if mixed {
		t.Error("a mixed website")
	}
	return variant, pages
}

// beside returns what lies in the parent of the published folder but should not.
func (k *killed) beside(t *testing.T) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(k.out))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); name != "public" {
			names = append(names, name)
		}
	}
	return names
}
