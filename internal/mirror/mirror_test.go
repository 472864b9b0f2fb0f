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
		old := m.files[name]
		if random.IntN(2) == 0 {
			delete(disk, name)
		} else {
			disk[name] = &fstest.MapFile{Data: []byte(strconv.Itoa(random.IntN(3)))}
		}
		next, changed := m.With(disk, []string{name})
		if fresh := read(disk, name); changed != ((old == nil) != (fresh.err != nil) || old != nil && fresh.err == nil && old.sum != fresh.sum) {
			t.Fatalf("step %d: %s changed: %v", step, name, changed)
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
