package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progress is a line on the terminal that shows how far a long build is. A
// build that is soon done shows none.
type progress struct {
	w    io.Writer
	verb string

	mu    sync.Mutex
	last  time.Time // when the line was written; at first, when the build began
	done  int
	shown bool
}

const (
	patience = time.Second            // how long a build may take without a word
	pace     = 100 * time.Millisecond // between two changes of the line
)

// progress returns the line of a build, or of a check; nil if nobody watches.
func (p *program) progress(checking bool) *progress {
	if !p.terminal {
		return nil
	}
	verb := "生成"
	if checking {
		verb = "检查"
	}
	return &progress{w: p.err, verb: verb, last: time.Now()}
}

// show is called by all workers of a build, in any order.
func (l *progress) show(done, total int) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	wait := patience
	if l.shown {
		wait = pace
	}
	if done <= l.done || time.Since(l.last) < wait {
		return
	}
	l.done, l.last, l.shown = done, time.Now(), true
	fmt.Fprintf(l.w, "\r正在%s：%d / %d 页", l.verb, done, total)
}

// clear takes the line away, so that what follows stands alone.
func (l *progress) clear() {
	if l != nil && l.shown {
		fmt.Fprintf(l.w, "\r%40s\r", "")
	}
}
