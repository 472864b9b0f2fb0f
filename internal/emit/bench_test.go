package emit

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

const benchFiles = 10_000

// benchSite makes pages of 5 KB that differ.
func benchSite() (paths []string, pages [][]byte) {
	for i := range benchFiles {
		paths = append(paths, fmt.Sprintf("%s/f%05d.html", []string{"guides", "faq", "notices", "laws"}[i%4], i))
		pages = append(pages, fmt.Appendf(nil, "%d %s", i, strings.Repeat("来访之前，先看一看。", 166)))
	}
	return paths, pages
}

// benchBuild puts everything from as many goroutines as there are processors.
func benchBuild(b *testing.B, dir string, opts Options, paths []string, pages [][]byte) Summary {
	f, err := Open(dir, opts)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	workers := runtime.GOMAXPROCS(0)
	var running sync.WaitGroup
	for w := range workers {
		running.Go(func() {
			for i := w; i < len(paths); i += workers {
				if err := f.Put(paths[i], pages[i], paths[i:i+1]); err != nil {
					b.Error(err)
				}
			}
		})
	}
	running.Wait()
	sum, err := f.Commit()
	if err != nil {
		b.Fatal(err)
	}
	return sum
}

// BenchmarkFresh writes into a new folder each time and deletes none before
// the end: on ext4, making files soon after deleting many is several times
// slower.
func BenchmarkFresh(b *testing.B) {
	paths, pages := benchSite()
	parent := b.TempDir()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		benchBuild(b, filepath.Join(parent, fmt.Sprint("public", i)), Options{}, paths, pages)
	}
}

func BenchmarkCompressed(b *testing.B) {
	paths, pages := benchSite()
	parent := b.TempDir()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		benchBuild(b, filepath.Join(parent, fmt.Sprint("public", i)), Options{Compress: true}, paths, pages)
	}
}

func BenchmarkUnchanged(b *testing.B) {
	paths, pages := benchSite()
	dir := filepath.Join(b.TempDir(), "public")
	benchBuild(b, dir, Options{}, paths, pages)
	b.ReportAllocs()
	for b.Loop() {
		if sum := benchBuild(b, dir, Options{}, paths, pages); sum.Written != 0 {
			b.Fatal(sum)
		}
	}
}

// BenchmarkOneChanged is an editor's usual case.
func BenchmarkOneChanged(b *testing.B) {
	paths, pages := benchSite()
	dir := filepath.Join(b.TempDir(), "public")
	benchBuild(b, dir, Options{}, paths, pages)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		pages[i%len(pages)] = fmt.Append(nil, "edition ", i)
		if sum := benchBuild(b, dir, Options{}, paths, pages); sum.Written != 1 {
			b.Fatal(sum)
		}
	}
}

// BenchmarkPlain is what the system itself takes: files into one folder
// each, no checks, no manifest.
func BenchmarkPlain(b *testing.B) {
	paths, pages := benchSite()
	parent := b.TempDir()
	for i := 0; b.Loop(); i++ {
		dir := filepath.Join(parent, fmt.Sprint("public", i))
		for j, path := range paths {
			file := filepath.Join(dir, path)
			if j < 4 {
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					b.Fatal(err)
				}
			}
			if err := os.WriteFile(file, pages[j], 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
}
