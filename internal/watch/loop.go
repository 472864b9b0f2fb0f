package watch

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

// How long a batch waits for more. A file moved over another is whole; the wait
// is for others, as when many are moved. A single file that is there and not
// empty is a finished save nearly always, and people wait for it; where it is
// not, a second batch follows. Programs that save by taking the file away or
// emptying it, and then writing it, get more time between the two.
const (
	quietWhole = time.Millisecond
	quietOne   = 5 * time.Millisecond
	quietMany  = 10 * time.Millisecond
	patience   = 40 * time.Millisecond
	longest    = 100 * time.Millisecond // after the first event of a batch
)

// How often all files are looked at, and how long an event may be late.
const (
	checkEvery = 1500 * time.Millisecond
	lateness   = 400 * time.Millisecond
	lookOften  = 500 * time.Millisecond // without events
	lookRarely = 5 * time.Second        // where looking takes long
	lookShare  = 20                     // the part of its time that it may look: one in so many
	maxFaults  = 3
)

// loop is the one goroutine that knows what has changed.
type loop struct {
	site
	means
	tell *Watcher

	source source          // nil if there are no events
	armed  map[string]bool // folders that events come from; "" is the site's own
	asked  map[string]bool // every folder that this source was ever asked for
	stale  bool            // the source no longer tells the truth: a new one is needed
	faults int             // of sources, since all files were looked at

	index map[string]entry     // every file as it was told
	gone  map[string]time.Time // when files were told to be gone, for a while
	dirty map[string]op        // must be looked at
	first time.Time            // when dirty began to fill
	last  time.Time            // the last event
	due   *time.Timer          // of settle

	suspects map[string]bool // different, and no event told of it yet
	verdict  *time.Timer     // when it should have
	next     *time.Timer     // of looking at all files

	ready  map[string]bool // named, and not taken
	batch  *Batch          // to be taken; nil if there is none
	status Status
}

func newLoop(opts Options, with means, tell *Watcher) *loop {
	return &loop{
		site:     site{opts},
		means:    with,
		tell:     tell,
		armed:    map[string]bool{},
		asked:    map[string]bool{},
		index:    map[string]entry{},
		gone:     map[string]time.Time{},
		dirty:    map[string]op{},
		ready:    map[string]bool{},
		suspects: map[string]bool{},
		due:      stoppedTimer(),
		verdict:  stoppedTimer(),
		next:     stoppedTimer(),
	}
}

func stoppedTimer() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}

// begin arms the folders first, so that nothing slips in between.
func (l *loop) begin(ctx context.Context) error {
	l.rearm()
	t, err := l.all(ctx)
	if err != nil {
		l.disarm()
		return err
	}
	now := time.Now()
	for p, found := range t.files {
		l.index[p] = l.firstEntry(p, found, now)
	}
	l.batch = nil // the caller asks for the first status
	l.publish()
	return nil
}

func (l *loop) run(ctx context.Context) {
	defer close(l.tell.batches)
	defer l.disarm()
	looks := make(chan look, 1)
	l.next.Reset(l.pause(0))
	for {
		var out chan Batch
		var batch Batch
		if l.batch != nil {
			out, batch = l.tell.batches, *l.batch
		}
		select {
		case <-ctx.Done():
			return
		case e := <-l.events():
			l.event(e)
		case err := <-l.faultsOf():
			l.fault(err)
		case <-l.due.C:
			l.settle(ctx)
		case <-l.next.C:
			go func() { looks <- l.site.lookAtAll(ctx) }()
		case found := <-looks:
			l.compare(ctx, found.tree)
			l.lasted(found.took)
		case <-l.verdict.C:
			l.judge()
		case out <- batch:
			clear(l.ready)
			l.batch = nil
		}
	}
}

// look is all files as they were found.
type look struct {
	tree tree
	took time.Duration
}

func (s site) lookAtAll(ctx context.Context) look {
	began := time.Now()
	t, err := s.all(ctx)
	if err != nil {
		t = tree{closed: s.Folders} // the loop is about to end
	}
	return look{t, time.Since(began)}
}

// lasted lets the next look at all files follow one that took so long.
func (l *loop) lasted(took time.Duration) {
	l.next.Reset(l.pause(took))
	slow := l.pause(took)+took > 2*time.Second
	if l.status.Slow == slow {
		return
	}
	l.status.Slow = slow
	if l.status.Why != Told && l.batch == nil {
		l.batch = &Batch{} // it is worth saying
	}
	l.publish()
}

// pause is the time until all files are looked at again.
func (l *loop) pause(took time.Duration) time.Duration {
	if l.status.Why == Told {
		return l.every
	}
	return min(max(lookShare*took, lookOften), lookRarely)
}

func (l *loop) events() <-chan fsnotify.Event {
	if l.source == nil {
		return nil
	}
	return l.source.events()
}

func (l *loop) faultsOf() <-chan error {
	if l.source == nil {
		return nil
	}
	return l.source.errors()
}

func (l *loop) event(e fsnotify.Event) {
	o := opOf(e)
	p, watched := l.path(e.Name)
	switch {
	case o == 0:
		return
	case !watched:
		if e.Name == l.Root && o&vanished != 0 {
			l.renewSoon()
		}
		return
	case l.armed[p] && o&(appeared|vanished) == 0:
		return // the folder itself; what happened in it has its own events
	}
	l.heard(p)
	if o == vanished && l.passing(p) {
		delete(l.dirty, p)
		l.stir()
		return
	}
	l.mark(p, o)
	if l.asked[p] && e.Has(fsnotify.Rename) {
		l.renewSoon() // its events and those of the folders in it would bear the old names, or be lost
	}
	if o&vanished != 0 && l.armed[p] {
		maps.DeleteFunc(l.armed, func(folder string, _ bool) bool { return within(p, folder) })
	}
	if o&appeared != 0 && l.isFolder(p) {
		l.arm(p)
	}
}

// passing tells whether p, which is gone, was a file that came since the last
// batch and that nobody was told of, such as the one that a program writes
// first and then moves over another.
func (l *loop) passing(p string) bool {
	_, had := l.index[p]
	_, told := l.gone[p]
	return l.dirty[p]&appeared != 0 && l.dirty[p]&suspect == 0 && !had && !told && !l.ready[p] && !l.asked[p]
}

// mark remembers that p must be looked at once it is quiet.
func (l *loop) mark(p string, o op) {
	l.dirty[p] |= o
	l.stir()
}

// stir puts off settling.
func (l *loop) stir() {
	now := time.Now()
	if l.first.IsZero() {
		l.first = now
	}
	l.last = now
	quiet := quietMany
	if len(l.dirty) == 1 && !l.stale {
		quiet = quietOne
		for p, o := range l.dirty {
			if _, had := l.index[p]; had && o&^touched == appeared {
				quiet = quietWhole
			}
		}
	}
	l.wait(quiet)
}

// wait lets settle come that long after the last event.
func (l *loop) wait(quiet time.Duration) {
	at := l.last.Add(quiet)
	if end := l.first.Add(longest); at.After(end) {
		at = end
	}
	l.due.Reset(max(time.Until(at), 0))
}

// name lets the next batch name p.
func (l *loop) name(p string) { l.ready[p] = true }

// publish makes what was named, and the status, known.
func (l *loop) publish() {
	l.status.Folders, l.status.Files = len(l.armed), len(l.index)
	if l.armed[""] {
		l.status.Folders--
	}
	if len(l.ready) > 0 || l.batch != nil {
		l.batch = &Batch{slices.Sorted(maps.Keys(l.ready)), l.status}
	}
	status := l.status
	l.tell.status.Store(&status)
}
