package mirror

import (
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"testing/fstest"
)

// After any changes a mirror is what reading the folder anew would give.
func TestChangesGiveWhatReadingAnewGives(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	names := []string{"content/a.md", "content/b/c.md", "content/b/d/e.md", "content/b/d/f.md", "static/css/x.css", "layouts/web/y.html"}
	disk := fstest.MapFS{"content/a.md": {Data: []byte("0")}}
	m, err := Read(disk, "content", "static", "layouts")
	if err != nil {
		t.Fatal(err)
	}
	for step := range 500 {
		name := names[random.IntN(len(names))]
		old := m.file(name)
		if random.IntN(2) == 0 {
			delete(disk, name)
		} else {
			disk[name] = &fstest.MapFile{Data: []byte(strconv.Itoa(random.IntN(3)))}
		}
		next, changed := m.With(disk, []string{name})
		if fresh := read(disk, name); changed != ((old == nil) != (fresh.err != nil) || old != nil && fresh.err == nil && old.sum != fresh.sum) {
			t.Fatalf("step %d: %s changed: %v", step, name, changed)
		}
		if differ, same := next.Since(m); changed && old != nil && next.file(name) != nil {
			if !same || !slices.Equal(differ, []string{name}) {
				t.Fatalf("step %d: %s differs, told: %v, %v", step, name, differ, same)
			}
		} else if same == changed || len(differ) > 0 {
			t.Fatalf("step %d: not the same files, told: %v, %v", step, differ, same)
		}
		m = next
		anew, err := Read(disk, "content", "static", "layouts")
		if err != nil {
			t.Fatal(err)
		}
		if got, want := slices.Sorted(maps.Keys(m.folders)), slices.Sorted(maps.Keys(anew.folders)); !slices.Equal(got, want) {
			t.Fatalf("step %d: folders %v, want %v", step, got, want)
		}
		if m.Sum(".") != anew.Sum(".") {
			t.Fatalf("step %d: the mirror differs from the folder", step)
		}
	}
}

func TestMirrorIsAFileSystem(t *testing.T) {
	disk := fstest.MapFS{"content/a.md": {Data: []byte("甲")}, "content/b/c.md": {Data: []byte("乙")}}
	m, err := Read(disk, "content", "static")
	if err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(m, "content/a.md", "content/b/c.md"); err != nil {
		t.Fatal(err)
	}
}

func TestAFileMayTakeTheNameOfAFolder(t *testing.T) {
	disk := fstest.MapFS{"content/a/b.md": {Data: []byte("1")}, "content/c": {Data: []byte("2")}}
	m, err := Read(disk, "content")
	if err != nil {
		t.Fatal(err)
	}
	now := fstest.MapFS{"content/a": {Data: []byte("1")}, "content/c/d.md": {Data: []byte("2")}}
	next, _ := m.With(now, []string{"content/a", "content/a/b.md", "content/c", "content/c/d.md"})
	if err := fstest.TestFS(next, "content/a", "content/c/d.md"); err != nil {
		t.Error(err)
	}
	if anew, err := Read(now, "content"); err != nil || next.Sum(".") != anew.Sum(".") {
		t.Error("the mirror differs from the folder", err)
	}
}

// Links are files, also one to nothing or to a folder, as in a walk.
func TestLinksAreFiles(t *testing.T) {
	disk := fstest.MapFS{"content/x/a.md": {Data: []byte("1")}}
	m, err := Read(disk, "content")
	if err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{"content/file.md": "x/a.md", "content/nothing.md": "y", "content/folder.md": "x"} {
		disk[name] = &fstest.MapFile{Data: []byte(target), Mode: fs.ModeSymlink}
		m, _ = m.With(disk, []string{name, name + "/a.md"})
	}
	anew, err := Read(disk, "content")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"content/folder.md", "content/nothing.md"}
	if got := m.Unread(); !slices.Equal(got, want) || !slices.Equal(anew.Unread(), want) || m.Sum(".") != anew.Sum(".") {
		t.Errorf("unread: %q, want %q", got, want)
	}
}

// What a mirror said once it says for ever.
func TestMirrorsDoNotChange(t *testing.T) {
	disk := fstest.MapFS{"content/a.md": {Data: []byte("1")}}
	m, err := Read(disk, "content")
	if err != nil {
		t.Fatal(err)
	}
	before := m.Sum("content")
	disk["content/a.md"] = &fstest.MapFile{Data: []byte("2")}
	disk["content/b.md"] = &fstest.MapFile{Data: []byte("3")}
	next, _ := m.With(disk, []string{"content/a.md", "content/b.md"})
	if m.Sum("content") != before || next.Sum("content") == before {
		t.Error("the old mirror changed, or the new one did not")
	}
	if _, err := m.Open("content/b.md"); err == nil {
		t.Error("the old mirror has the new file")
	}
}

func TestFilesThatCannotBeReadAreTold(t *testing.T) {
	disk := fstest.MapFS{"content/a.md": {Data: []byte("1")}}
	m, err := Read(locked{disk}, "content")
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Unread(); !slices.Equal(got, []string{"content/a.md"}) {
		t.Errorf("unread: %v", got)
	}
	next, changed := m.With(disk, m.Unread())
	if !changed || len(next.Unread()) > 0 {
		t.Error("still unread")
	}
}

// locked is a file system whose files another program has open.
type locked struct{ fstest.MapFS }

func (l locked) ReadFile(name string) ([]byte, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}
