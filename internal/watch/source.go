package watch

import (
	"os"

	"github.com/fsnotify/fsnotify"
)

// source is where events come from. They may be late, double, or missing.
type source interface {
	Add(folder string) error // not the folders in it
	Close() error
	events() <-chan fsnotify.Event
	errors() <-chan error
}

// system is the events of the operating system. It takes them from fsnotify at
// any time: fsnotify may wait for its reader while it holds up Add, which the
// reader calls.
type system struct {
	watcher *fsnotify.Watcher
	told    chan fsnotify.Event
	faults  chan error
	done    chan struct{}
}

// most is how many events wait for the loop before they are dropped for a look
// at all files.
const most = 1 << 16

func listen() (source, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	s := &system{w, make(chan fsnotify.Event, 1024), make(chan error, 16), make(chan struct{})}
	go s.take(w.Events, w.Errors)
	return s, nil
}

func (s *system) Add(folder string) error       { return s.watcher.Add(folder) }
func (s *system) events() <-chan fsnotify.Event { return s.told }
func (s *system) errors() <-chan error          { return s.faults }

func (s *system) Close() error {
	defer close(s.done)
	return s.watcher.Close()
}

// take never lets fsnotify wait.
func (s *system) take(events <-chan fsnotify.Event, errors <-chan error) {
	var waiting []fsnotify.Event
	for {
		var out chan fsnotify.Event
		var next fsnotify.Event
		if len(waiting) > 0 {
			out, next = s.told, waiting[0]
		}
		select {
		case <-s.done:
			return
		case out <- next:
			waiting = waiting[1:]
		case e, ok := <-events:
			if !ok {
				events = nil
				s.fault(os.ErrClosed)
				continue
			}
			if waiting = append(waiting, e); len(waiting) > most {
				waiting = nil
				s.fault(fsnotify.ErrEventOverflow)
			}
		case err, ok := <-errors:
			if !ok {
				errors = nil
				continue
			}
			s.fault(err)
		}
	}
}

// fault passes a fault on. If there is no room, those before it are yet to be
// heard, and the same is done about all of them.
func (s *system) fault(err error) {
	select {
	case s.faults <- err:
	default:
	}
}

// op is what is known of a path that must be looked at.
type op uint8

const (
	touched  op = 1 << iota // its permissions, perhaps
	written                 // its bytes, perhaps
	appeared                // made, or moved here
	vanished                // deleted, or moved away
	suspect                 // a look at all files found it different
)

func opOf(e fsnotify.Event) (o op) {
	if e.Has(fsnotify.Chmod) {
		o |= touched
	}
	if e.Has(fsnotify.Write) {
		o |= written
	}
	if e.Has(fsnotify.Create) {
		o |= appeared
	}
	if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		o |= vanished
	}
	return o
}
