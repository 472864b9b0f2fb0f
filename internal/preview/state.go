package preview

import (
	"context"
	"slices"
	"time"

	"daoyin/internal/build"
	"daoyin/internal/mirror"
	"daoyin/internal/problem"
	"daoyin/internal/watch"
)

// state is what is shown at a moment. It is replaced as a whole.
type state struct {
	version  int             // counts what was taken in
	held     *mirror.Mirror  // the files, newest
	shown    *build.Snapshot // the last good one; nil before there is one
	current  bool            // shown is made of held
	changed  []string        // files of the last change
	problems []problem.Problem
	checked  bool  // problems are complete
	failure  error // of the machine
	status   watch.Status
}

// now returns the state, and what is closed when another takes its place.
func (s *Server) now() (state, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state, s.news
}

// update replaces the state.
func (s *Server) update(change func(*state)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.state)
	close(s.news)
	s.news = make(chan struct{})
}

// take takes the site as it is in held. Kept is for one at a time; it takes in
// only what was made without a fault.
func (s *Server) take(ctx context.Context, held *mirror.Mirror, at time.Time) (*build.Snapshot, []problem.Problem, error) {
	s.taking.Lock()
	defer s.taking.Unlock()
	var found []problem.Problem
	shot, err := guarded(func() (shot *build.Snapshot, err error) {
		shot, found, err = build.Take(ctx, build.Input{Site: held, Builtin: s.opts.Builtin, At: at}, &s.kept)
		return shot, err
	})
	return shot, found, err
}

// look takes the site in and shows it, if it can be shown. It returns what
// goes on being checked.
func (s *Server) look(ctx context.Context, held *mirror.Mirror, changed []string) *build.Snapshot {
	shot, problems, err := s.take(ctx, held, s.opts.Now())
	s.update(func(now *state) {
		now.version++
		now.held, now.changed, now.problems, now.failure = held, changed, problems, err
		now.current = shot != nil
		now.checked = shot == nil
		if shot != nil {
			now.shown = shot
		}
	})
	return shot
}

const (
	breath = 50 * time.Millisecond  // for browsers to fetch what they were told of, before anything is checked
	calm   = 300 * time.Millisecond // without a change before everything is made to be checked
	again  = 500 * time.Millisecond // until files are tried again that could not be read
	tries  = 20
)

// follow takes the site in whenever it changes: its files, or what is due.
func (s *Server) follow(ctx context.Context) {
	now, _ := s.now()
	checks := s.check(ctx, checking{}, now.shown, now.version)
	defer func() { checks.stop(); checks.wait() }()
	due := time.NewTimer(s.next(now.shown))
	retry, left := time.NewTimer(again), tries
	for {
		var paths []string
		select {
		case <-ctx.Done():
			return
		case batch, open := <-s.watch.Batches():
			if !open {
				return
			}
			s.update(func(now *state) { now.status = batch.Status })
			paths, left = batch.Paths, tries
		case <-retry.C:
			paths = s.unread()
			left--
		case <-due.C:
			paths = nil
		}
		retry.Stop()
		before, _ := s.now()
		held, changed := before.held.With(s.disk, paths)
		if changed || len(paths) == 0 && s.next(before.shown) <= 0 {
			checks.stop()
			shot := s.look(ctx, held, paths)
			after, _ := s.now()
			checks = s.check(ctx, checks, shot, after.version)
			due.Reset(s.next(after.shown))
		}
		if left > 0 && len(held.Unread()) > 0 {
			retry.Reset(again)
		}
	}
}

func (s *Server) unread() []string {
	now, _ := s.now()
	return now.held.Unread()
}

// next returns how long the site stays as it is if nobody edits it.
func (s *Server) next(shown *build.Snapshot) time.Duration {
	const longest = 24 * time.Hour
	if shown == nil {
		return longest
	}
	at, found := shown.NextChange()
	if !found {
		return longest
	}
	return min(at.Sub(s.opts.Now()), longest)
}

// checking is a check in the background.
type checking struct {
	cancel context.CancelFunc // nil if there is none
	done   chan struct{}
}

func (c checking) stop() {
	if c.cancel != nil {
		c.cancel()
	}
}

func (c checking) wait() {
	if c.done != nil {
		<-c.done
	}
}

// check asks in the background whether the site is right: first what is soon
// known, then, when nobody has saved for a while, all else. It begins when the
// check before, which was stopped, has come to its end: a drawing that is being
// made is finished, and nobody who saves waits for it.
func (s *Server) check(ctx context.Context, before checking, shot *build.Snapshot, version int) checking {
	if shot == nil {
		return before
	}
	ctx, cancel := context.WithCancel(ctx)
	c := checking{cancel, make(chan struct{})}
	go func() {
		defer close(c.done)
		before.wait()
		select {
		case <-ctx.Done():
			return
		case <-time.After(breath):
		}
		found, err := guarded(func() ([]problem.Problem, error) { return shot.Check(ctx) })
		s.checkedTo(ctx, version, found, false, err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(calm):
		}
		found, err = guarded(func() ([]problem.Problem, error) { return shot.Prove(ctx) })
		s.checkedTo(ctx, version, found, true, err)
	}()
	return c
}

// checkedTo adds what a check of that version found.
func (s *Server) checkedTo(ctx context.Context, version int, found []problem.Problem, all bool, err error) {
	if ctx.Err() != nil {
		return
	}
	s.update(func(now *state) {
		if now.version != version {
			return
		}
		now.problems = join(now.problems, found)
		now.checked = all
		if err != nil {
			now.failure = err
		}
	})
}

// join puts problems together, errors first, each once.
func join(a, b []problem.Problem) []problem.Problem {
	all := slices.Clone(a)
	known := make(map[problem.Problem]bool, len(a))
	for _, p := range a {
		known[p] = true
	}
	for _, p := range b {
		if !known[p] {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b problem.Problem) int { return int(a.Severity) - int(b.Severity) })
	return all
}
