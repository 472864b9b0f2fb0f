// Package watch tells which files of a site have changed while editors work on
// it: as batches of paths, one for each save, one for a whole checkout.
//
// The system's events say where to look, never what happened there: what a
// batch names was found different from what was there before, by size, time
// and identity, and what is lost or late is found by looking at every file
// from time to time. Where events do not come at all (network drives), or the
// system has no more of them to give, that looking is done more often, and
// Status says so.
//
// A file that was only saved again, or touched, may be named; one that only
// changed its permissions is not. Folders are not named, the files in them are.
//
// It does not read what files say, knows nothing of pages or of editors'
// litter (the caller does), and writes nothing. Only this package uses
// fsnotify.
package watch

import (
	"context"
	"path/filepath"
	"sync/atomic"
	"time"
)

// Options say what is watched.
type Options struct {
	Root    string                 // the site's folder
	Folders []string               // names of folders in Root; they need not be there yet
	Ignore  func(name string) bool // whether a file or folder of that name is passed over; nil: none is
}

// Batch is what changed since the batch before.
type Batch struct {
	Paths  []string // relative to Root, with slashes, sorted: files changed, new or gone; none if only Status changed
	Status Status   // now
}

// Watcher watches until its context ends.
type Watcher struct {
	batches chan Batch
	status  atomic.Pointer[Status]
}

// Start begins to watch: whatever changes after it returned is told. It
// returns an error if ctx ended; trouble with the system is in Status.
func Start(ctx context.Context, opts Options) (*Watcher, error) {
	return start(ctx, opts, means{open: listen, deepest: deepest, every: checkEvery})
}

// means are what a system gives to watch with.
type means struct {
	open    func() (source, error)
	deepest int           // how far below a watched folder events are asked for; -1: all the way
	every   time.Duration // all files are looked at, while events come
}

func start(ctx context.Context, opts Options, with means) (*Watcher, error) {
	root, err := filepath.Abs(opts.Root)
	if err != nil {
		return nil, err
	}
	opts.Root = root
	if opts.Ignore == nil {
		opts.Ignore = func(string) bool { return false }
	}
	w := &Watcher{batches: make(chan Batch)}
	l := newLoop(opts, with, w)
	if err := l.begin(ctx); err != nil {
		return nil, err
	}
	go l.run(ctx)
	return w, nil
}

// Batches are the changes as they come. A batch that nobody takes grows. The
// channel is closed when the context of Start has ended.
func (w *Watcher) Batches() <-chan Batch { return w.batches }

// Status tells how changes are noticed now.
func (w *Watcher) Status() Status { return *w.status.Load() }
