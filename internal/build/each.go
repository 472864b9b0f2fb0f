package build

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// How many processors work takes.
const (
	allProcessors = 0
	oneProcessor  = 1 // what nobody waits for leaves the others free
)

// each calls work for 0 … n-1, on so many processors. The first error in the
// order of the numbers is returned, whichever came first in time.
func each(ctx context.Context, processors, n int, progress func(done, total int), work func(i int) error) error {
	var (
		next, done atomic.Int64
		stop       atomic.Bool
		workers    sync.WaitGroup
		mu         sync.Mutex
		first      = n
		failure    error
	)
	if processors == allProcessors {
		processors = runtime.GOMAXPROCS(0)
	}
	for range min(processors, n) {
		workers.Go(func() {
			for !stop.Load() {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				err := ctx.Err()
				if err == nil {
					err = guarded(func() error { return work(i) })
				}
				if err != nil {
					stop.Store(true)
					mu.Lock()
					if i < first {
						first, failure = i, err
					}
					mu.Unlock()
					return
				}
				if d := done.Add(1); progress != nil {
					progress(int(d), n)
				}
			}
		})
	}
	workers.Wait()
	return failure
}

// guarded turns a fault of the program into an error. A panic on a goroutine of
// our own could be caught by nobody else, and would end a preview.
func guarded(work func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%v\n%s", fault, debug.Stack())
		}
	}()
	return work()
}
