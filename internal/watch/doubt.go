package watch

import (
	"context"
	"maps"
	"path"
	"time"
)

// compare holds all files as they were found against what was told. What
// differs is looked at again, for it may have been told meanwhile.
func (l *loop) compare(ctx context.Context, found tree) {
	now, names := time.Now(), listing{}
	l.faults = 0
	for p, stamp := range found.files {
		before, had := l.index[p]
		switch {
		case !had || before.stamp != stamp:
			l.doubt(ctx, p, names)
		case !before.tested:
			if !l.same(p, &before, now) {
				l.mark(p, written|suspect)
			}
			l.index[p] = before
		}
	}
	for p := range l.index {
		if _, there := found.files[p]; !there && found.knows(p) {
			l.doubt(ctx, p, names)
		}
	}
	maps.DeleteFunc(l.gone, func(_ string, when time.Time) bool { return now.Sub(when) > time.Minute })
}

// doubt looks at a file that seems to have changed without an event. If it
// has, it is told, and an event is expected to follow.
func (l *loop) doubt(ctx context.Context, p string, names listing) {
	if _, dirty := l.dirty[p]; dirty {
		return
	}
	t := newTree()
	if l.look(ctx, p, &t) != nil || !t.knows(p) {
		return
	}
	found, there := t.files[p]
	if there && !l.lists(p, names) {
		there = false
	}
	before, had := l.index[p]
	if there == had && before.stamp == found {
		return
	}
	l.mark(p, suspect)
	switch folder := path.Dir(p); {
	case l.status.Why != Told, !l.reaches(folder), found.link, before.link:
	case !l.armed[folder]:
		if l.isFolder(folder) {
			l.renewSoon() // its events were lost
		}
	default:
		if len(l.suspects) == 0 {
			l.verdict.Reset(lateness)
		}
		l.suspects[p] = true
	}
}

// heard clears what an event has told of.
func (l *loop) heard(p string) {
	if len(l.suspects) > 0 {
		maps.DeleteFunc(l.suspects, func(s string, _ bool) bool { return within(p, s) })
	}
}

// judge decides whether events come. Those that wait are heard first.
func (l *loop) judge() {
	late := false
	for waiting := true; waiting; {
		select {
		case e := <-l.events():
			l.event(e)
			l.verdict.Reset(lateness)
			late = true
		default:
			waiting = false
		}
	}
	if !late && len(l.suspects) > 0 && l.status.Why == Told {
		l.change(Status{Why: Deaf})
	}
}
