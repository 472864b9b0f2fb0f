package watch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"

	"daoyin/internal/content"
)

// puppet is a source that tells what the test lets it tell.
type puppet struct {
	told   chan fsnotify.Event
	faults chan error
	limit  int    // how many folders it takes; 0: all
	closed string // a folder that nobody may read

	mu    sync.Mutex
	added []string // guarded by mu
}

func newPuppet() *puppet {
	return &puppet{told: make(chan fsnotify.Event, 1000), faults: make(chan error, 10)}
}

func (s *puppet) Add(folder string) error {
	if _, err := os.Lstat(folder); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed == filepath.Base(folder) {
		return os.NewSyscallError("inotify_add_watch", syscall.EACCES)
	}
	if s.limit > 0 && len(s.added) == s.limit {
		return os.NewSyscallError("inotify_add_watch", errNoRoom)
	}
	s.added = append(s.added, folder)
	return nil
}

// forget returns what folders it was asked for since it was asked before.
func (s *puppet) forget() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	added := s.added
	s.added = nil
	return added
}

func (s *puppet) Close() error                  { return nil }
func (s *puppet) events() <-chan fsnotify.Event { return s.told }
func (s *puppet) errors() <-chan error          { return s.faults }

// stage is a site on the disk, watched in a time of the test's own. Its steps
// take no time; events are told with them.
type stage struct {
	*testing.T
	root   string
	source *puppet
	opened int
	deaf   bool // steps are not told
	w      *Watcher
}

// onStage runs play with a site of these files: path, text, path, text.
func onStage(t *testing.T, files []string, set func(*stage, *means), play func(*stage)) {
	t.Helper()
	root := newSite(t, files...)
	synctest.Test(t, func(t *testing.T) {
		s := &stage{T: t, root: root, source: newPuppet()}
		with := means{deepest: -1, every: checkEvery, open: func() (source, error) { s.opened++; return s.source, nil }}
		if set != nil {
			set(s, &with)
		}
		ctx, stop := context.WithCancel(t.Context())
		var err error
		s.w, err = start(ctx, optionsFor(root), with)
		if err != nil {
			t.Fatal(err)
		}
		play(s)
		stop()
		for range s.w.Batches() { // until it is closed
		}
	})
}

func optionsFor(root string) Options {
	return Options{Root: root, Folders: []string{"content", "layouts", "static"}, Ignore: content.Litter}
}

func newSite(t *testing.T, files ...string) (root string) {
	t.Helper()
	root = t.TempDir()
	if err := os.Mkdir(filepath.Join(root, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(files); i += 2 {
		put(t, filepath.Join(root, files[i]), files[i+1])
	}
	return root
}

// put writes a file that no event tells of.
func put(t *testing.T, file, text string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(file), 0o755))
	must(t, os.WriteFile(file, []byte(text), 0o644))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// does does one line of a script:
//
//	write FILE TEXT    make or empty the file, and write
//	empty FILE         truncate it
//	move FILE FILE     rename a file or folder
//	delete FILE        a file or an empty folder
//	folder NAME
//	chmod FILE
//	pause TIME
func (s *stage) does(line string) {
	s.Helper()
	f := strings.Fields(line)
	at := func(i int) string { return filepath.Join(s.root, f[i]) }
	_, err := os.Lstat(at(1))
	first := fsnotify.Write
	if errors.Is(err, os.ErrNotExist) {
		first = fsnotify.Create
	}
	switch f[0] {
	case "write":
		must(s.T, os.WriteFile(at(1), []byte(f[2]), 0o644))
		s.tell(f[1], first)
		s.tell(f[1], fsnotify.Write)
	case "empty":
		must(s.T, os.WriteFile(at(1), nil, 0o644))
		s.tell(f[1], first)
	case "move":
		must(s.T, os.Rename(at(1), at(2)))
		s.tell(f[1], fsnotify.Rename)
		s.tell(f[2], fsnotify.Create)
	case "delete":
		must(s.T, os.Remove(at(1)))
		s.tell(f[1], fsnotify.Remove)
	case "folder":
		must(s.T, os.Mkdir(at(1), 0o755))
		s.tell(f[1], fsnotify.Create)
	case "chmod":
		must(s.T, os.Chmod(at(1), 0o600))
		s.tell(f[1], fsnotify.Chmod)
	case "pause":
		d, err := time.ParseDuration(f[1])
		must(s.T, err)
		time.Sleep(d)
	default:
		s.Fatalf("no such step: %s", line)
	}
}

func (s *stage) tell(file string, o fsnotify.Op) {
	if !s.deaf {
		s.source.told <- fsnotify.Event{Name: filepath.Join(s.root, file), Op: o}
	}
}

// gets returns the batches that come within that time, as the words of each.
func (s *stage) gets(within time.Duration) (batches []string) {
	s.Helper()
	for end := time.After(within); ; {
		select {
		case b := <-s.w.Batches():
			if !slices.IsSorted(b.Paths) {
				s.Errorf("not sorted: %q", b.Paths)
			}
			batches = append(batches, strings.Join(b.Paths, " "))
		case <-end:
			return batches
		}
	}
}

func (s *stage) wants(within time.Duration, want ...string) {
	s.Helper()
	if got := s.gets(within); !slices.Equal(got, want) {
		s.Errorf("batches %q, want %q", got, want)
	}
}
