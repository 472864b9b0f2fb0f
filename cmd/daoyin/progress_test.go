package main

import (
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestProgressShowsOnlyLongBuilds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told strings.Builder
		line := (&program{err: &told, terminal: true}).progress(false)
		line.show(1, 500)
		line.clear()
		if told.Len() > 0 {
			t.Errorf("a short build is disturbed: %q", told.String())
		}
		time.Sleep(patience)
		line.show(200, 500)
		line.show(199, 500) // a slower worker
		line.show(201, 500)
		time.Sleep(pace)
		line.show(198, 500)
		line.show(300, 500)
		line.clear()
		if want := "\r正在生成：200 / 500 页\r正在生成：300 / 500 页\r" + strings.Repeat(" ", 40) + "\r"; told.String() != want {
			t.Errorf("got %q, want %q", told.String(), want)
		}
	})
}

func TestProgressIsSafeForAllWorkers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told strings.Builder
		line := (&program{err: &told, terminal: true}).progress(true)
		time.Sleep(patience)
		var workers sync.WaitGroup
		for done := range 100 {
			workers.Go(func() { line.show(done+1, 100) })
		}
		workers.Wait()
		if strings.Count(told.String(), "正在检查") != 1 {
			t.Errorf("got %q", told.String())
		}
	})
}

func TestNoProgressWithoutTerminal(t *testing.T) {
	line := (&program{}).progress(false)
	line.show(1, 2)
	line.clear()
}
