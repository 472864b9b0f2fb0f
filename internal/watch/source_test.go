package watch

import (
	"errors"
	"fmt"
	"testing"
	"testing/synctest"

	"github.com/fsnotify/fsnotify"
)

// While the loop asks for the events of a folder it hears nothing, and fsnotify
// may not answer it before its own news is taken.
func TestNewsIsTakenAtAnyTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &system{told: make(chan fsnotify.Event), faults: make(chan error, 2), done: make(chan struct{})}
		defer close(s.done)
		events, faults := make(chan fsnotify.Event), make(chan error)
		go s.take(events, faults)
		for i := range 1000 {
			events <- fsnotify.Event{Name: fmt.Sprint(i)}
			faults <- errors.New("broken")
		}
		for i := range 1000 {
			if e := <-s.events(); e.Name != fmt.Sprint(i) {
				t.Fatalf("event %d is %s", i, e.Name)
			}
		}
		for range 2 {
			<-s.errors()
		}
		for range most + 1 {
			events <- fsnotify.Event{Name: "x"}
		}
		if err := <-s.errors(); !errors.Is(err, fsnotify.ErrEventOverflow) {
			t.Errorf("too many events are %v", err)
		}
		close(events)
		if err := <-s.errors(); err == nil {
			t.Error("its end was not told")
		}
	})
}
