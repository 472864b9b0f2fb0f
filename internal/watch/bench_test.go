package watch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"daoyin/internal/content"
)

// large returns a site of ten thousand pages in a hundred folders.
func large(b *testing.B) (root string) {
	b.Helper()
	root = b.TempDir()
	for folder := range 100 {
		dir := filepath.Join(root, "content", fmt.Sprintf("f%02d", folder))
		if err := os.MkdirAll(dir, 0o755); err != nil {
			b.Fatal(err)
		}
		for file := range 100 {
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("p%02d.md", file)), []byte("before"), 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
	return root
}

// What it costs to look at all files, at every look without events.
func BenchmarkLook10000(b *testing.B) {
	s := site{Options{Root: large(b), Folders: []string{"content"}, Ignore: content.Litter}}
	for b.Loop() {
		if t, err := s.all(b.Context()); err != nil || len(t.files) != 10000 {
			b.Fatal(len(t.files), err)
		}
	}
}

func BenchmarkStart10000(b *testing.B) {
	root := large(b)
	old := time.Now().Add(-time.Hour)
	for p := range read(root) {
		if err := os.Chtimes(filepath.Join(root, p), old, old); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		ctx, stop := context.WithCancel(b.Context())
		w, err := Start(ctx, Options{Root: root, Folders: []string{"content"}, Ignore: content.Litter})
		if err != nil || w.Status().Folders != 101 {
			b.Fatal(w.Status(), err)
		}
		b.StopTimer()
		stop()
		for range w.Batches() {
		}
		b.StartTimer()
	}
}

// From the renaming of a folder to the batch: everything is looked at anew.
func BenchmarkRenameFolder10000(b *testing.B) {
	root := large(b)
	ctx, stop := context.WithCancel(b.Context())
	defer stop()
	w, err := Start(ctx, Options{Root: root, Folders: []string{"content"}, Ignore: content.Litter})
	if err != nil {
		b.Fatal(err)
	}
	names := [2]string{filepath.Join(root, "content/f00"), filepath.Join(root, "content/g")}
	for i := 0; b.Loop(); i++ {
		if err := os.Rename(names[i%2], names[1-i%2]); err != nil {
			b.Fatal(err)
		}
		if batch := <-w.Batches(); len(batch.Paths) != 200 {
			b.Fatalf("%d paths", len(batch.Paths))
		}
	}
}

// From the end of a save to the batch, in a site of ten thousand pages.
func BenchmarkSave10000(b *testing.B) {
	root := large(b)
	for name, save := range map[string]func(file, text string) error{
		"written": func(file, text string) error { return os.WriteFile(file, []byte(text), 0o644) },
		"moved over": func(file, text string) error {
			if err := os.WriteFile(file+".tmp", []byte(text), 0o644); err != nil {
				return err
			}
			return os.Rename(file+".tmp", file)
		},
	} {
		b.Run(name, func(b *testing.B) {
			ctx, stop := context.WithCancel(b.Context())
			defer stop()
			w, err := Start(ctx, Options{Root: root, Folders: []string{"content"}, Ignore: content.Litter})
			if err != nil {
				b.Fatal(err)
			}
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				file := fmt.Sprintf("content/f%02d/p%02d.md", i%100, i/100%100)
				if err := save(filepath.Join(root, file), fmt.Sprint(i)); err != nil {
					b.Fatal(err)
				}
				saved := time.Now()
				if batch := <-w.Batches(); len(batch.Paths) != 1 || batch.Paths[0] != file {
					b.Fatalf("%q, want %s", batch.Paths, file)
				}
				took = append(took, time.Since(saved))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/median")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "ms/p95")
		})
	}
}
