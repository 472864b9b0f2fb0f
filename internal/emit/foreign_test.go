package emit

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// refuse expects that dir is not replaced and not touched.
func refuse(t *testing.T, dir string, want ForeignError) {
	t.Helper()
	before := read(t, filepath.Dir(dir))
	f, err := Open(dir, Options{})
	if err == nil {
		f.Close()
	}
	checkForeign(t, err, want)
	if after := read(t, filepath.Dir(dir)); !maps.Equal(before, after) {
		t.Errorf("the folder was touched: %q", after)
	}
}

func checkForeign(t *testing.T, err error, want ForeignError) {
	t.Helper()
	var got *ForeignError
	if !errors.As(err, &got) {
		t.Fatalf("got %v, want a ForeignError", err)
	}
	if got.Dir != want.Dir || got.NotFolder != want.NotFolder || !slices.Equal(got.Files, want.Files) || got.Count != want.Count {
		t.Errorf("got %+v, want %+v", *got, want)
	}
}

func TestForeignFilesAreReported(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, files{"thesis.doc": "years of work", "x/y/z.txt": "1", "x/w.txt": "2", "Thumbs.db": ""})
	refuse(t, dir, ForeignError{Dir: dir, Files: []string{"thesis.doc", "x/"}, Count: 2})

	dir = filepath.Join(t.TempDir(), "public")
	build(t, dir, Options{}, files{"index.html": "", "guides/a.html": ""})
	write(t, dir, files{"notes.txt": "", "guides/old/b.html": "", "guides/c.html": "", "guides/.DS_Store": ""})
	refuse(t, dir, ForeignError{Dir: dir, Files: []string{"guides/c.html", "guides/old/", "notes.txt"}, Count: 3})

	dir = filepath.Join(t.TempDir(), "public")
	write(t, dir, files{"manifest.json/x": ""})
	refuse(t, dir, ForeignError{Dir: dir, Files: []string{"manifest.json/"}, Count: 1})

	dir = filepath.Join(t.TempDir(), "public")
	many, first := files{}, []string(nil)
	for i := range 30 {
		name := fmt.Sprintf("%02d.txt", i)
		many[name] = ""
		if i < 20 {
			first = append(first, name)
		}
	}
	write(t, dir, many)
	refuse(t, dir, ForeignError{Dir: dir, Files: first, Count: 30})
}

func TestManifestOfAnotherIsForeign(t *testing.T) {
	for name, manifest := range map[string]string{
		"damaged":           `{"generator":"daoyin","version":1,"fi`,
		"other generator":   `{"generator":"webpack","files":[{"path":"app.js"}]}`,
		"web app's":         `{"name":"x","icons":[]}`,
		"files of no shape": `{"generator":"daoyin","files":3}`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			write(t, dir, files{"app.js": "", "manifest.json": manifest})
			refuse(t, dir, ForeignError{Dir: dir, Files: []string{"app.js", "manifest.json"}, Count: 2})
		})
	}
}

func TestManifestCannotPointOutside(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	write(t, parent, files{"precious.txt": "p"})
	write(t, dir, files{"manifest.json": `{"generator":"daoyin","files":[{"path":"../precious.txt"},{"path":"/etc/passwd"},{"path":""}]}`})
	build(t, dir, Options{}, files{"a.html": "a"})
	if got := read(t, parent); got["precious.txt"] != "p" || got["public/a.html"] != "a" || len(got) != 3 {
		t.Errorf("got %q", got)
	}
}

func TestNotAFolderIsForeign(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	write(t, parent, files{"public": "a file", "elsewhere/index.html": ""})
	refuse(t, dir, ForeignError{Dir: dir, NotFolder: true})
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("elsewhere", dir); err != nil {
		t.Skip(err)
	}
	f, err := Open(dir, Options{})
	if err == nil {
		f.Close()
	}
	checkForeign(t, err, ForeignError{Dir: dir, NotFolder: true})
	if target, err := os.Readlink(dir); err != nil || target != "elsewhere" {
		t.Error("the link was touched")
	}

	linked := filepath.Join(t.TempDir(), "public")
	build(t, linked, Options{}, files{"a.html": "a"})
	if err := os.Remove(filepath.Join(linked, "a.html")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(manifestName, filepath.Join(linked, "a.html")); err != nil {
		t.Fatal(err)
	}
	refuse(t, linked, ForeignError{Dir: linked, Files: []string{"a.html"}, Count: 1})
}

func TestEmptyAndLitteredFoldersAreOurs(t *testing.T) {
	both(t, func(t *testing.T, opts Options) {
		dir := filepath.Join(t.TempDir(), "public")
		write(t, dir, files{".DS_Store": "", "Desktop.ini": "", "sub/Thumbs.db": ""})
		build(t, dir, opts, files{"a.html": "a"})
		check(t, dir, files{"a.html": "a"})
	})
}

func TestWhatComesDuringTheBuildIsForeign(t *testing.T) {
	both(t, func(t *testing.T, opts Options) {
		dir := filepath.Join(t.TempDir(), "public")
		build(t, dir, opts, files{"a.html": "a"})
		f := open(t, dir, opts)
		if err := f.Put("a.html", []byte("b"), nil); err != nil {
			t.Fatal(err)
		}
		write(t, dir, files{"late.txt": "late"})
		_, err := f.Commit()
		checkForeign(t, err, ForeignError{Dir: dir, Files: []string{"late.txt"}, Count: 1})
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if got := read(t, dir); got["a.html"] != "a" || got["late.txt"] != "late" {
			t.Errorf("got %q", got)
		}
		checkAlone(t, dir)
	})
}

func TestFolderThatAppearsDuringTheBuild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	f := open(t, dir, Options{})
	defer f.Close()
	write(t, dir, files{"mine.txt": "mine"})
	if _, err := f.Commit(); err == nil {
		t.Error("replaced a folder that nobody looked at")
	}
	if read(t, dir)["mine.txt"] != "mine" {
		t.Error("the file is gone")
	}
}
