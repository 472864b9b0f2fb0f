package emit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// files is a tree: path → content.
type files map[string]string

// both runs a test as the file system is, and as on a USB stick.
func both(t *testing.T, test func(t *testing.T, opts Options)) {
	t.Run("here", func(t *testing.T) { test(t, Options{}) })
	t.Run("stick", func(t *testing.T) { test(t, Options{stick: true}) })
}

func open(t *testing.T, dir string, opts Options) *Folder {
	t.Helper()
	f, err := Open(dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func build(t *testing.T, dir string, opts Options, site files) Summary {
	t.Helper()
	f := open(t, dir, opts)
	defer f.Close()
	for _, path := range slices.Sorted(maps.Keys(site)) {
		if err := f.Put(path, []byte(site[path]), []string{"content/" + path}); err != nil {
			t.Fatal(err)
		}
	}
	sum, err := f.Commit()
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// write lays files down as somebody else would.
func write(t *testing.T, dir string, site files) {
	t.Helper()
	for path, content := range site {
		file := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t *testing.T, dir string) files {
	t.Helper()
	found := files{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		found[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// checkPublished returns the folder's files after comparing each with the manifest.
func checkPublished(t *testing.T, dir string) files {
	t.Helper()
	found := read(t, dir)
	var m struct {
		Generator string
		Version   int
		Files     []entry
	}
	if err := json.Unmarshal([]byte(found[manifestName]), &m); err != nil {
		t.Fatalf("manifest: %v", err)
	}
	if m.Generator != "daoyin" || m.Version != 1 || len(m.Files) != len(found)-1 {
		t.Errorf("manifest lists %d files, folder holds %d", len(m.Files), len(found)-1)
	}
	for _, e := range m.Files {
		content, there := found[e.Path]
		sum := sha256.Sum256([]byte(content))
		if !there || e.Sum != hex.EncodeToString(sum[:]) || e.Bytes != int64(len(content)) {
			t.Errorf("%s is not what the manifest says", e.Path)
		}
	}
	delete(found, manifestName)
	return found
}

func check(t *testing.T, dir string, want files) {
	t.Helper()
	if got := checkPublished(t, dir); !maps.Equal(got, want) {
		t.Errorf("published %q, want %q", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
	checkAlone(t, dir)
}

// checkAlone reports what was left beside dir.
func checkAlone(t *testing.T, dir string) {
	t.Helper()
	beside, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range beside {
		if e.Name() != filepath.Base(dir) {
			t.Errorf("%s was left beside %s", e.Name(), filepath.Base(dir))
		}
	}
}

func TestBuildAfterBuild(t *testing.T) {
	both(t, func(t *testing.T, opts Options) {
		dir := filepath.Join(t.TempDir(), "deep", "public")
		first := files{"index.html": "首页", "guides/a.html": "a", "guides/b.html": "b", "old/gone.html": "x", "empty.txt": ""}
		if got, want := build(t, dir, opts, first), (Summary{Files: 5, Bytes: 9, Written: 5}); got != want {
			t.Errorf("first build: %+v, want %+v", got, want)
		}
		check(t, dir, first)

		before := inodes(t, dir, "guides/a.html", "empty.txt")
		second := files{"index.html": "新首页", "guides/a.html": "a", "guides/b.html": "B", "new/c.html": "c", "empty.txt": ""}
		if got, want := build(t, dir, opts, second), (Summary{Files: 5, Bytes: 12, Written: 3, Unchanged: 2}); got != want {
			t.Errorf("second build: %+v, want %+v", got, want)
		}
		check(t, dir, second)
		if after := inodes(t, dir, "guides/a.html", "empty.txt"); !opts.stick && !sameFiles(before, after) {
			t.Error("unchanged files were written again")
		}
		if _, err := os.Stat(filepath.Join(dir, "old")); err == nil {
			t.Error("an empty folder is left of the first build")
		}
	})
}

func inodes(t *testing.T, dir string, paths ...string) []os.FileInfo {
	t.Helper()
	var infos []os.FileInfo
	for _, path := range paths {
		info, err := os.Stat(filepath.Join(dir, path))
		if err != nil {
			t.Fatal(err)
		}
		infos = append(infos, info)
	}
	return infos
}

func sameFiles(a, b []os.FileInfo) bool { return slices.EqualFunc(a, b, os.SameFile) }

func TestBuildThatChangesNothingTouchesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := files{"index.html": "a", "x/y.html": "b"}
	build(t, dir, Options{}, site)
	before := inodes(t, dir, ".", "x", "index.html", manifestName)
	if got := build(t, dir, Options{}, site); got.Written != 0 || got.Unchanged != 2 {
		t.Errorf("got %+v", got)
	}
	if after := inodes(t, dir, ".", "x", "index.html", manifestName); !sameFiles(before, after) {
		t.Error("the folder was replaced")
	}
	check(t, dir, site)
}

func TestDamageIsMended(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := files{"a.html": "aaaa", "b.html": "bbbb", "c/c.html": "cccc"}
	build(t, dir, Options{}, site)
	write(t, dir, files{"a.html": "aaXa", "b.html": ""})
	if err := os.RemoveAll(filepath.Join(dir, "c")); err != nil {
		t.Fatal(err)
	}
	if got := build(t, dir, Options{}, site); got.Written != 3 {
		t.Errorf("got %+v", got)
	}
	check(t, dir, site)
}

func TestManifestIsStable(t *testing.T) {
	want := `{"generator":"daoyin","version":1,"files":[
{"path":"a.css","sha256":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb","bytes":1,"from":[]},
{"path":"a/b.html","sha256":"3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d","bytes":1,"from":["content/<甲>.md","layouts/x.html"]}
]}
`
	puts := []func(*Folder) error{
		func(f *Folder) error { return f.Put("a.css", []byte("a"), nil) },
		func(f *Folder) error {
			return f.Put("a/b.html", []byte("b"), []string{"layouts/x.html", "content/<甲>.md", "layouts/x.html"})
		},
	}
	for range 2 {
		dir := filepath.Join(t.TempDir(), "public")
		f := open(t, dir, Options{})
		for _, put := range puts {
			if err := put(f); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := f.Commit(); err != nil {
			t.Fatal(err)
		}
		if got := read(t, dir)[manifestName]; got != want {
			t.Errorf("got\n%swant\n%s", got, want)
		}
		slices.Reverse(puts)
	}
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, Options{}, files{})
	if got := read(t, dir)[manifestName]; got != `{"generator":"daoyin","version":1,"files":[]}`+"\n" {
		t.Errorf("empty: %q", got)
	}
}

func TestCloseKeepsTheOld(t *testing.T) {
	both(t, func(t *testing.T, opts Options) {
		dir := filepath.Join(t.TempDir(), "public")
		old := files{"index.html": "old"}
		build(t, dir, opts, old)
		f := open(t, dir, opts)
		if err := f.Put("index.html", []byte("new"), nil); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(f.Close(), f.Close()); err != nil {
			t.Fatal(err)
		}
		check(t, dir, old)
		if err := f.Put("x.html", nil, nil); err == nil {
			t.Error("Put after Close is accepted")
		}
		if _, err := f.Commit(); err == nil {
			t.Error("Commit after Close is accepted")
		}
		check(t, dir, old)
	})
}

func TestFailedPutIsNotPublished(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	f := open(t, dir, Options{})
	if err := f.Put("../x", nil, nil); err == nil {
		t.Fatal("no error")
	}
	if _, err := f.Commit(); err == nil {
		t.Error("published without a file")
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(dir); err == nil {
		t.Error("published without a file")
	}
	checkAlone(t, dir)
}

func TestConcurrentPut(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	for round := range 2 {
		want := files{}
		f := open(t, dir, Options{Compress: true})
		var running sync.WaitGroup
		for i := range 300 {
			path := fmt.Sprintf("d%d/e%d/f%d.html", i%150, i%3, i)
			text := strings.Repeat(fmt.Sprint(i, i%2*round, " "), 50)
			want[path] = text
			running.Go(func() {
				if err := f.Put(path, []byte(text), []string{path}); err != nil {
					t.Error(err)
				}
			})
		}
		running.Wait()
		sum, err := f.Commit()
		if err != nil || sum.Files != 600 || sum.Unchanged != 300*round {
			t.Errorf("round %d: %+v, %v", round, sum, err)
		}
		got := checkPublished(t, dir)
		maps.DeleteFunc(got, func(path, _ string) bool { return strings.HasSuffix(path, ".gz") })
		if !maps.Equal(got, want) {
			t.Errorf("round %d: wrong content", round)
		}
	}
}

func TestTwoBuildsAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	first := open(t, dir, Options{})
	var busy *BusyError
	if _, err := Open(dir, Options{}); !errors.As(err, &busy) || busy.Dir != dir {
		t.Errorf("second build: %v", err)
	}
	if err := first.Put("a.html", []byte("a"), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := first.Commit(); err != nil {
		t.Fatal(err)
	}
	check(t, dir, files{"a.html": "a"})
	if err := open(t, dir, Options{}).Close(); err != nil {
		t.Error(err)
	}
	// The lock file of a process that died is no lock.
	write(t, filepath.Dir(dir), files{".public.lock": ""})
	build(t, dir, Options{}, files{"a.html": "b"})
	check(t, dir, files{"a.html": "b"})
}

func TestGzip(t *testing.T) {
	long := strings.Repeat("信访事项办理路线图。", 40)
	dir := filepath.Join(t.TempDir(), "public")
	site := files{"a.html": long, "b.png": long, "c.txt": "短"}
	sum := build(t, dir, Options{Compress: true}, site)
	got := checkPublished(t, dir)
	if paths := strings.Join(slices.Sorted(maps.Keys(got)), " "); paths != "a.html a.html.gz b.png c.txt" || sum.Files != 4 {
		t.Errorf("got %s, %+v", paths, sum)
	}
	if header := got["a.html.gz"][:10]; header != "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" {
		t.Errorf("header %q depends on time or system", header)
	}
	if again := build(t, dir, Options{Compress: true}, site); again.Unchanged != 4 {
		t.Errorf("again: %+v", again)
	}
	build(t, dir, Options{}, site)
	check(t, dir, site)
}

func TestPermissionsOfTheFolderStay(t *testing.T) {
	both(t, func(t *testing.T, opts Options) {
		dir := filepath.Join(t.TempDir(), "public")
		build(t, dir, opts, files{"a.html": "a"})
		if err := os.Chmod(dir, 0o750); err != nil {
			t.Fatal(err)
		}
		before := inodes(t, dir, ".")[0].Mode()
		build(t, dir, opts, files{"a.html": "b"})
		if after := inodes(t, dir, ".")[0].Mode(); after != before {
			t.Errorf("mode %v became %v", before, after)
		}
	})
}
