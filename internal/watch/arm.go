package watch

import (
	"errors"
	"io/fs"
	"path"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// rearm asks for the events of all folders anew.
func (l *loop) rearm() {
	if l.status.Why == Limit || l.status.Why == Failed {
		return
	}
	if old := l.source; old != nil {
		l.source = nil
		go func() { _ = old.Close() }() // Linux takes its time over it
	}
	l.disarm()
	source, err := l.open()
	if err != nil {
		l.giveUp(err)
		return
	}
	l.source = source
	clear(l.suspects) // what the old source had yet to tell, it will not
	switch err := source.Add(l.Root); {
	case notToBe(err):
	case err != nil:
		l.giveUp(err)
		return
	default:
		l.armed[""] = true
	}
	for _, folder := range l.Folders {
		if l.isFolder(folder) {
			l.arm(folder)
		}
	}
}

// arm asks for the events of a folder and those in it. It looks into the
// folder after asking: what was made before is seen, what comes later is told.
func (l *loop) arm(p string) {
	if l.source == nil || !l.reaches(p) {
		return
	}
	if err := l.source.Add(l.at(p)); err != nil {
		if !notToBe(err) {
			l.giveUp(err)
		}
		return
	}
	l.armed[p], l.asked[p] = true, true
	entries, err := readFolder(l.at(p))
	if err != nil {
		return // settle looks there, and so does every look at all files
	}
	for _, e := range entries {
		if e.IsDir() && !l.Ignore(e.Name()) {
			l.arm(path.Join(p, e.Name()))
		}
	}
}

// notToBe tells whether a folder has no events for a reason of its own: it is
// gone, or nobody may read it. The others have theirs.
func notToBe(err error) bool { return missing(err) || errors.Is(err, fs.ErrPermission) }

// reaches tells whether events are asked for that deep.
func (m means) reaches(folder string) bool { return m.deepest < 0 || depth(folder) <= m.deepest }

// disarm ends all events.
func (l *loop) disarm() {
	clear(l.armed)
	clear(l.asked)
	if l.source != nil {
		_ = l.source.Close() // nothing more is wanted from it
		l.source = nil
	}
}

// giveUp goes on without events. Holding on to some would take them from
// other programs.
func (l *loop) giveUp(err error) {
	why := Failed
	if exhausted(err) {
		why = Limit
	}
	l.disarm()
	l.change(Status{Why: why, Err: err})
}

// change tells that changes are noticed in another way from now on.
func (l *loop) change(s Status) {
	s.Slow = l.status.Slow
	l.status = s
	clear(l.suspects)
	l.next.Reset(l.pause(0))
	if l.batch == nil {
		l.batch = &Batch{}
	}
	l.publish()
}

// renewSoon has the source replaced, and all files looked at, once it is quiet.
func (l *loop) renewSoon() {
	l.stale = true
	l.stir()
}

// fault hears of trouble with the source. Too many events at once is nothing
// worse than that, and neither is a folder that the system no longer watches
// when fsnotify wants it to stop.
func (l *loop) fault(err error) {
	if !errors.Is(err, fsnotify.ErrEventOverflow) && !errors.Is(err, syscall.EINVAL) {
		if l.faults++; l.faults > maxFaults {
			l.giveUp(err)
		}
	}
	l.renewSoon()
}
