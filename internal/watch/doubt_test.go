package watch

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Where events do not come, changes are found within two seconds all the
// same, and it is said once.
func TestDeaf(t *testing.T) {
	onStage(t, twoPages, func(s *stage, _ *means) { s.deaf = true }, func(s *stage) {
		s.wants(time.Minute)
		if s.w.Status().Why != Told {
			t.Fatal("deaf before anything was missed")
		}
		s.does("write " + page + " after")
		s.wants(2*time.Second, page, "")
		if got := s.w.Status(); got.Why != Deaf || !strings.Contains(got.String(), "系统没有通知") {
			t.Fatal(got)
		}
		for range 10 {
			s.does("write " + other + " again")
			s.wants(time.Second, other)
			s.does("delete " + page)
			s.wants(time.Second, page)
			s.does("write " + page + " new")
			s.wants(time.Second, page)
			s.wants(time.Minute)
		}
	})
}

// An event may be late: that is not deafness.
func TestLateEvents(t *testing.T) {
	onStage(t, twoPages, func(s *stage, _ *means) { s.deaf = true }, func(s *stage) {
		for _, text := range []string{"one", "two", "three"} {
			s.does("pause 1400ms")
			s.does("write " + page + " " + text)
			for len(s.gets(10*time.Millisecond)) == 0 { // until it is found
			}
			s.does("pause " + (lateness - 30*time.Millisecond).String())
			s.source.told <- fsnotify.Event{Name: filepath.Join(s.root, page), Op: fsnotify.Write}
			s.wants(100 * time.Millisecond)
		}
		if s.w.Status().Why != Told {
			t.Error(s.w.Status())
		}
	})
}

// Too many events at once: what they would have told is found.
func TestOverflow(t *testing.T) {
	onStage(t, twoPages, nil, func(s *stage) {
		s.deaf = true
		s.does("write " + page + " after")
		s.does("move " + other + " content/c.md")
		s.source.faults <- fsnotify.ErrEventOverflow
		s.wants(100*time.Millisecond, "content/c.md "+page+" "+other)
		s.wants(time.Minute)
		synctest.Wait()
		if s.opened != 2 || s.w.Status().Why != Told {
			t.Errorf("opened %d times, %v", s.opened, s.w.Status())
		}
	})
}

// A source that breaks now and then is replaced; one that breaks again and
// again is given up, and that is said.
func TestFaults(t *testing.T) {
	onStage(t, twoPages, nil, func(s *stage) {
		for range 10 {
			s.source.faults <- errors.New("broken")
			s.wants(2 * time.Second)
		}
		for range maxFaults {
			s.source.faults <- errors.New("broken")
			s.wants(100 * time.Millisecond)
		}
		s.source.faults <- errors.New("broken")
		s.wants(time.Second, "")
		if got := s.w.Status(); got.Why != Failed || !strings.Contains(got.String(), "broken") || got.Folders != 0 {
			t.Error(got)
		}
		s.does("write " + page + " after")
		s.wants(time.Second, page)
	})
}

// The system gives only so many events: those who look for themselves need
// none. Which setting was too small is said.
func TestLimit(t *testing.T) {
	for setting, set := range map[string]func(s *stage, m *means){
		"fs.inotify.max_user_watches=": func(s *stage, _ *means) { s.source.limit = 2 },
		"fs.inotify.max_user_instances=": func(_ *stage, m *means) {
			m.open = func() (source, error) { return nil, os.NewSyscallError("inotify_init1", syscall.EMFILE) }
		},
	} {
		t.Run(setting, func(t *testing.T) {
			onStage(t, twoPages, set, func(s *stage) {
				got := s.w.Status()
				if got.Why != Limit || got.Folders != 0 || !strings.Contains(got.String(), "已经用完了") {
					t.Error(got)
				}
				if MaxFolders() > 0 && !strings.Contains(got.String(), "sudo sysctl "+setting) {
					t.Errorf("it is not said what to do: %s", got)
				}
				s.does("write " + page + " after")
				s.wants(time.Second, page)
				s.wants(time.Minute)
			})
		})
	}
}

// A folder that may not be read takes the events from no other.
func TestFolderThatMayNotBeRead(t *testing.T) {
	onStage(t, append([]string{"content/secret/a.md", "x"}, twoPages...), func(s *stage, _ *means) { s.source.closed = "secret" }, func(s *stage) {
		if got := s.w.Status(); got.Why != Told || got.Folders != 2 {
			t.Errorf("%d folders, %v", got.Folders, got)
		}
		s.does("write " + page + " after")
		s.wants(10*time.Millisecond, page)
	})
}

// When events are about to be given up, those that wait are heard first: a
// program that was busy is not deaf.
func TestNewsThatWaitsIsHeardFirst(t *testing.T) {
	l := stopped(t)
	l.suspects[page] = true
	l.source.(*puppet).told <- fsnotify.Event{Name: l.at(other), Op: fsnotify.Write}
	if l.judge(); l.status.Why != Told || !l.suspects[page] || !l.verdict.Stop() {
		t.Errorf("other news: %v, suspects %v; it should wait once more", l.status, l.suspects)
	}
	l.source.(*puppet).told <- fsnotify.Event{Name: l.at(page), Op: fsnotify.Write}
	if l.judge(); l.status.Why != Told || len(l.suspects) > 0 {
		t.Errorf("its own news: %v, suspects %v", l.status, l.suspects)
	}
	l.suspects[page] = true
	if l.judge(); l.status.Why != Deaf {
		t.Errorf("no news: %v", l.status)
	}
}

// Where looking takes long it is done rarely, and that is said, once.
func TestSlowLooks(t *testing.T) {
	l := stopped(t)
	for i, step := range []struct {
		took time.Duration
		slow bool
		told bool
	}{{time.Millisecond, false, false}, {200 * time.Millisecond, true, true}, {time.Second, true, false}, {time.Millisecond, false, true}} {
		l.status.Why, l.batch = Deaf, nil
		l.lasted(step.took)
		if l.status.Slow != step.slow || (l.batch != nil) != step.told || strings.Contains(l.status.String(), "几秒") != step.slow {
			t.Errorf("step %d: told %v, %v", i, l.batch != nil, l.status)
		}
	}
}

// stopped is a loop that does nothing by itself.
func stopped(t *testing.T) *loop {
	l := newLoop(optionsFor(newSite(t, twoPages...)), means{deepest: -1, every: time.Hour}, new(Watcher))
	l.source = newPuppet()
	return l
}

// The limit may be reached while it runs.
func TestLimitLater(t *testing.T) {
	onStage(t, twoPages, func(s *stage, _ *means) { s.source.limit = 4 }, func(s *stage) {
		if s.w.Status().Why != Told {
			t.Fatal(s.w.Status())
		}
		s.does("folder content/one")
		s.does("folder content/two")
		s.does("write content/two/x.md x")
		if got := strings.Join(s.gets(time.Second), "|"); strings.Trim(got, "|") != "content/two/x.md" {
			t.Errorf("%q", got)
		}
		if s.w.Status().Why != Limit {
			t.Error(s.w.Status())
		}
	})
}

// On Windows, folders deep down have no events, and that is no deafness.
func TestDeepFoldersAreLookedAt(t *testing.T) {
	onStage(t, []string{"content/a/b/c.md", "x"}, func(_ *stage, m *means) { m.deepest = 1 }, func(s *stage) {
		if got := s.w.Status().Folders; got != 2 {
			t.Errorf("%d folders watched, want content and content/a", got)
		}
		s.deaf = true
		s.does("write content/a/b/c.md after")
		s.wants(2*time.Second, "content/a/b/c.md")
		s.wants(time.Minute)
		synctest.Wait()
		if s.opened != 1 || s.w.Status().Why != Told {
			t.Errorf("opened %d times, %v", s.opened, s.w.Status())
		}
	})
}

// The site's own folder goes and comes back, as on a memory stick.
func TestSiteGoesAndReturns(t *testing.T) {
	onStage(t, twoPages, nil, func(s *stage) {
		away := filepath.Join(t.TempDir(), "away")
		must(t, os.Rename(s.root, away))
		s.tell("", fsnotify.Rename)
		s.wants(time.Second, page+" "+other)
		must(t, os.Rename(away, s.root))
		s.source.forget()
		s.wants(2*time.Second, page+" "+other)
		s.wants(time.Minute)
		if s.w.Status().Why != Told {
			t.Error(s.w.Status())
		}
		if added := s.source.forget(); len(added) != 3 {
			t.Errorf("watched are %q", added)
		}
	})
}

// A folder that cannot be read for a while, as when a network drive is away,
// is not taken for an empty one.
func TestClosedFolder(t *testing.T) {
	l := stopped(t)
	l.index = map[string]entry{page: {}, other: {}}
	l.apply(&tree{closed: []string{page}}, []string{page, other})
	if _, there := l.index[page]; !there || l.ready[page] || !l.ready[other] {
		t.Errorf("index %v, named %v", l.index, l.ready)
	}
}

// Events of a renamed folder would bear its old name, whatever happened before.
func TestRenamedFolderIsWatchedAnew(t *testing.T) {
	for _, before := range []fsnotify.Op{0, fsnotify.Remove} {
		onStage(t, twoPages, nil, func(s *stage) {
			s.tell("content/guides", before) // late news of an older folder of that name
			s.does("move content/guides content/ways")
			s.gets(time.Second)
			synctest.Wait()
			if s.opened != 2 {
				t.Errorf("opened %d times", s.opened)
			}
		})
	}
}
