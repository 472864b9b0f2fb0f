package watch

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

const errNoRoom = syscall.ENOSPC

const page, other = "content/guides/a.md", "content/guides/b.md"

var twoPages = []string{page, "before", other, "before"}

// Whatever way a program has of saving, it is one batch of that one file, and
// soon.
func TestOneSaveIsOneBatch(t *testing.T) {
	for name, script := range map[string]string{
		"VS Code, Notepad": `write content/guides/a.md after`,
		"empties first": `
			empty content/guides/a.md
			pause 30ms
			write content/guides/a.md after`,
		"vim": `
			write content/guides/4913 x
			delete content/guides/4913
			move content/guides/a.md content/guides/a.md~
			pause 8ms
			write content/guides/a.md after
			chmod content/guides/a.md
			delete content/guides/a.md~`,
		"vim with a swap file": `
			write content/guides/.a.md.swp x
			write content/guides/a.md after
			pause 20ms
			delete content/guides/.a.md.swp`,
		"Word": `
			write content/guides/~$a.md x
			write content/guides/~WRD0001.tmp after
			move content/guides/a.md content/guides/~WRL0001.tmp
			pause 25ms
			move content/guides/~WRD0001.tmp content/guides/a.md
			delete content/guides/~WRL0001.tmp
			delete content/guides/~$a.md`,
		"WPS": `
			write content/guides/.~a.md x
			write content/guides/a.md.tmp after
			delete content/guides/a.md
			pause 25ms
			move content/guides/a.md.tmp content/guides/a.md
			delete content/guides/.~a.md`,
		"a temporary file whose name tells nothing": `
			write content/guides/a.md.XyZ123 after
			pause 4ms
			move content/guides/a.md.XyZ123 content/guides/a.md`,
		"deletes, then makes": `
			delete content/guides/a.md
			pause 30ms
			empty content/guides/a.md
			write content/guides/a.md after`,
		"says so late once more": `
			write content/guides/a.md after
			pause 20ms
			write content/guides/a.md after
			chmod content/guides/a.md`,
	} {
		t.Run(name, func(t *testing.T) {
			onStage(t, twoPages, nil, func(s *stage) {
				var fixed time.Time // as on a disk that counts in long steps
				for line := range strings.Lines(strings.TrimSpace(script)) {
					s.does(line)
					if info, err := os.Stat(filepath.Join(s.root, page)); err == nil && info.Size() == 5 {
						if fixed.IsZero() {
							fixed = info.ModTime()
						}
						must(t, os.Chtimes(filepath.Join(s.root, page), fixed, fixed))
					}
				}
				s.wants(50*time.Millisecond, page)
				s.wants(5 * time.Second)
			})
		})
	}
}

// What editors wait for: a plain save is told after five milliseconds, one that
// moves a finished file into place after one.
func TestSaveIsToldAtOnce(t *testing.T) {
	for script, quiet := range map[string]time.Duration{
		"write content/guides/a.md after": quietOne,
		"write content/guides/a.md.tmp after, move content/guides/a.md.tmp content/guides/a.md":             quietWhole,
		"write content/guides/a.md.XyZ after, move content/guides/a.md.XyZ content/guides/a.md":             quietWhole,
		"write content/guides/x.tmp x, move content/guides/x.tmp content/guides/a.md, chmod " + page:        quietWhole,
		"write content/guides/x.tmp x, move content/guides/x.tmp content/guides/a.md, write " + page + " x": quietOne,
		"delete content/guides/a.md, write content/guides/a.md after":                                       quietOne,
		"write content/guides/new.md after":                                                                 quietOne,
	} {
		onStage(t, twoPages, nil, func(s *stage) {
			for line := range strings.SplitSeq(script, ", ") {
				s.does(line)
			}
			s.wants(quiet - time.Nanosecond)
			if got := s.gets(2 * time.Nanosecond); len(got) != 1 {
				t.Errorf("after %s, told %q", script, got)
			}
			s.wants(time.Second)
		})
	}
}

// Many files that are moved into place are one batch, too.
func TestBurstOfMovesIsOneBatch(t *testing.T) {
	onStage(t, twoPages, nil, func(s *stage) {
		for _, p := range []string{page, other} {
			s.does("write content/x.tmp after")
			s.does("move content/x.tmp " + p)
			if p == page {
				s.wants(500 * time.Microsecond)
			}
		}
		s.wants(time.Second, page+" "+other)
	})
}

// A file that came and went unseen is told to nobody, one that somebody may
// have seen is.
func TestPassingFiles(t *testing.T) {
	onStage(t, twoPages, nil, func(s *stage) {
		s.does("write content/x.md x")
		s.does("delete content/x.md")
		s.wants(time.Second)
		s.does("write content/x.md x")
		s.wants(time.Second, "content/x.md")
		s.does("delete content/x.md")
		s.wants(time.Second, "content/x.md")
		s.does("write content/x.md x")
		s.does("delete content/x.md")
		s.wants(time.Second, "content/x.md")
	})
}

func TestBurstIsOneBatch(t *testing.T) {
	onStage(t, twoPages, nil, func(s *stage) {
		var want []string
		for i := range 40 {
			file := fmt.Sprintf("content/guides/n%02d.md", i)
			want = append(want, file)
			s.does("write " + file + " x")
			s.does("pause 2ms")
		}
		s.wants(time.Second, strings.Join(want, " "))
	})
}

// A burst without an end is told in parts, ten each second.
func TestLongBurst(t *testing.T) {
	onStage(t, twoPages, nil, func(s *stage) {
		told := map[string]bool{}
		for i := range 500 {
			s.does(fmt.Sprintf("write content/guides/n%03d.md x", i))
			for _, batch := range s.gets(2 * time.Millisecond) {
				for _, p := range strings.Fields(batch) {
					told[p] = true
				}
			}
			if waits := i - len(told); waits > 51 {
				t.Fatalf("after %d files, %d were not told", i, waits)
			}
		}
	})
}

func TestLitterIsNotTold(t *testing.T) {
	onStage(t, append([]string{"content/.git/x", "x"}, twoPages...), nil, func(s *stage) {
		for _, name := range []string{"~$a.md", ".a.md.swp", "a.md~", "a.tmp", "4913", ".#a.md", "#a.md#", ".DS_Store", "Thumbs.db", ".~lock.a.md#"} {
			s.does("write content/guides/" + name + " x")
		}
		s.does("write content/.git/x y")
		s.does("folder public")
		s.does("write public/x.md x")
		s.does("write elsewhere.md x")
		s.wants(time.Minute)
		if s.w.Status().Why != Told {
			t.Error(s.w.Status())
		}
	})
}

func TestFolders(t *testing.T) {
	for name, test := range map[string]struct{ script, want string }{
		"renamed": {`move content/guides content/ways`,
			"content/guides/a.md content/guides/b.md content/ways/a.md content/ways/b.md"},
		"moved away": {`move content/guides elsewhere`, page + " " + other},
		"made at once": {`
			folder static
			folder static/css
			write static/css/a.css x`, "static/css/a.css"},
		"a file becomes one": {`
			delete content/guides/a.md
			folder content/guides/a.md
			write content/guides/a.md/x.md x`, page + " content/guides/a.md/x.md"},
		"empty": {"folder content/new", ""},
	} {
		t.Run(name, func(t *testing.T) {
			onStage(t, twoPages, nil, func(s *stage) {
				for line := range strings.Lines(strings.TrimSpace(test.script)) {
					s.does(line)
				}
				if test.want == "" {
					s.wants(time.Minute)
				} else {
					s.wants(time.Minute, test.want)
				}
			})
		})
	}
}

// A folder may be there with all it holds before anyone can ask for its
// events: what is in it is told though no event tells of it.
func TestFolderThatWasFilledBefore(t *testing.T) {
	onStage(t, twoPages, nil, func(s *stage) {
		put(t, filepath.Join(s.root, "content/x/y/z.md"), "x")
		s.tell("content/x", fsnotify.Create)
		s.wants(time.Second, "content/x/y/z.md")
		added := s.source.forget()
		for _, folder := range []string{"content/x", "content/x/y"} {
			if !slices.Contains(added, filepath.Join(s.root, folder)) {
				t.Errorf("%s is not watched", folder)
			}
		}
	})
}

// Time and size alone do not show every change.
func TestSameSizeAndTime(t *testing.T) {
	for _, deaf := range []bool{false, true} {
		onStage(t, twoPages, nil, func(s *stage) {
			s.deaf = deaf
			for i, text := range []string{"one", "two", "six"} {
				s.does("write " + page + " " + text)
				at := time.Unix(1e9, 0)
				must(t, os.Chtimes(filepath.Join(s.root, page), at, at))
				if deaf && i == 0 {
					s.wants(2*time.Second, page, "") // and that it is deaf
				} else {
					s.wants(2*time.Second, page)
				}
			}
		})
	}
}

// Two files of one size and time that change their names have both changed.
func TestExchangedFiles(t *testing.T) {
	onStage(t, []string{page, "one", other, "two"}, nil, func(s *stage) {
		at := time.Unix(1e9, 0)
		for _, p := range []string{page, other} {
			must(t, os.Chtimes(filepath.Join(s.root, p), at, at))
		}
		s.wants(2*time.Second, page+" "+other, "") // and that it is deaf
		s.wants(time.Minute)
		s.deaf = true
		s.does("move " + page + " content/c")
		s.does("move " + other + " " + page)
		s.does("move content/c " + other)
		s.wants(2*time.Second, page+" "+other)
	})
}

// What was there for a moment only, or away, is told: who reads what a batch
// names may have read it just then.
func TestThereForAMoment(t *testing.T) {
	onStage(t, twoPages, nil, func(s *stage) {
		s.does("delete " + page)
		s.wants(time.Second, page)
		s.does("write " + page + " x")
		s.does("delete " + page)
		s.wants(time.Second, page)
		s.does("move content/guides content/c")
		s.does("move content/c content/guides")
		s.wants(time.Second, page+" "+other)
		s.wants(time.Minute)
	})
}

// What is found only by following a link in a site is not there, for those who
// are told of changes and for those who look.
func TestBehindALink(t *testing.T) {
	for _, deaf := range []bool{false, true} {
		onStage(t, twoPages, nil, func(s *stage) {
			s.deaf = deaf
			s.does("move content/guides guides")
			if err := os.Symlink("../guides", filepath.Join(s.root, "content/guides")); err != nil {
				t.Skip(err)
			}
			s.tell(page, fsnotify.Remove)
			both := page + " " + other
			if deaf {
				s.wants(2*time.Second, "content/guides "+both, "") // and that it is deaf
			} else {
				s.wants(time.Second, "content/guides "+both)
			}
			s.wants(time.Minute)
			s.does("delete content/guides")
			s.does("move guides content/guides")
			s.wants(2*time.Second, "content/guides "+both)
		})
	}
}

func TestOnlyPermissions(t *testing.T) {
	onStage(t, twoPages, nil, func(s *stage) {
		s.does("chmod " + page)
		s.wants(time.Minute)
	})
}

// A batch that nobody takes grows and is told once.
func TestSlowReader(t *testing.T) {
	onStage(t, twoPages, nil, func(s *stage) {
		s.does("write " + page + " after")
		s.does("pause 1s")
		s.does("write " + other + " after")
		s.does("pause 1s")
		s.does("write " + page + " afterwards")
		s.does("pause 1s")
		s.wants(time.Second, page+" "+other)
	})
}

// Both must be right: a batch told twice is a page rendered twice.
func TestNothingIsToldTwice(t *testing.T) {
	onStage(t, twoPages, nil, func(s *stage) {
		for range 20 {
			s.does("write " + page + " after")
			s.wants(10*time.Millisecond, page)
			s.does("pause 777ms")
			s.wants(0)
			must(t, os.Chtimes(filepath.Join(s.root, page), time.Now(), time.Now().Add(-time.Hour)))
			s.tell(page, fsnotify.Chmod)
			s.wants(10*time.Millisecond, page)
		}
		synctest.Wait()
		if s.opened != 1 || s.w.Status().Why != Told {
			t.Errorf("opened %d times, %v", s.opened, s.w.Status())
		}
	})
}
