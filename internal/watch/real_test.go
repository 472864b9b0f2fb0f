package watch

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"daoyin/internal/content"
)

var sequences = flag.Int("sequences", 25, "random sequences of changes of TestNeverLosesAChange")

// Whoever reads every file that a batch names has, when it is quiet, what is on
// the disk: after any sequence of edits, by events alone.
func TestNeverLosesAChange(t *testing.T) {
	for seed := range uint64(*sequences) {
		if !sequence(t, seed, means{open: listen, deepest: -1, every: time.Hour}, true) {
			return
		}
	}
}

// The same, by looking alone.
func TestNeverLosesAChangeDeaf(t *testing.T) {
	none := func() (source, error) { return nil, os.NewSyscallError("inotify_init1", errNoRoom) }
	for seed := range uint64(max(*sequences/20, 1)) {
		if !sequence(t, seed, means{open: none, deepest: -1, every: time.Hour}, false) {
			return
		}
	}
}

// sequence changes a site and waits until somebody who reads what is named
// knows it as it is. If hurried, they read while it still changes.
func sequence(t *testing.T, seed uint64, with means, hurried bool) bool {
	t.Helper()
	c := &chaos{T: t, root: newSite(t), r: rand.New(rand.NewPCG(seed, 1))}
	for range 30 {
		c.write()
	}
	ctx, stop := context.WithCancel(t.Context())
	w, err := start(ctx, optionsFor(c.root), with)
	must(t, err)
	m := follow(w, c.root)
	defer m.ended.Wait()
	defer stop()
	if !hurried { // what comes and goes between two looks is not told
		m.mu.Lock()
	}
	for range 5 + c.r.IntN(40) {
		c.step()
		if c.r.IntN(3) == 0 {
			time.Sleep(time.Duration(c.r.IntN(15)) * time.Millisecond)
		}
	}
	if !hurried {
		m.mu.Unlock()
	}
	want := read(c.root)
	for deadline := time.Now().Add(20 * time.Second); !maps.Equal(m.now(), want); {
		if time.Now().After(deadline) {
			t.Errorf("sequence %d, after\n  %s\n%s", seed, strings.Join(c.done, "\n  "), difference(m.now(), want))
			return false
		}
		time.Sleep(time.Millisecond)
	}
	return true
}

// model is what somebody knows of a site who only reads what batches name.
type model struct {
	mu    sync.Mutex
	files map[string]string
	ended sync.WaitGroup
}

func follow(w *Watcher, root string) *model {
	m := &model{files: read(root)}
	m.ended.Go(func() {
		for b := range w.Batches() {
			m.mu.Lock()
			for _, p := range b.Paths {
				text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(p)))
				if err != nil {
					delete(m.files, p)
				} else {
					m.files[p] = string(text)
				}
			}
			m.mu.Unlock()
		}
	})
	return m
}

func (m *model) now() map[string]string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.files)
}

// read returns every file of the site that counts.
func read(root string) map[string]string {
	found := map[string]string{}
	_ = filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name != root && content.Litter(d.Name()) {
			return fs.SkipDir
		}
		rel, _ := filepath.Rel(root, name)
		p := filepath.ToSlash(rel)
		top, inside, _ := strings.Cut(p, "/")
		if d.Type().IsRegular() && inside != "" && (top == "content" || top == "static" || top == "layouts") {
			if text, err := os.ReadFile(name); err == nil {
				found[p] = string(text)
			}
		}
		return nil
	})
	return found
}

func difference(got, want map[string]string) string {
	var b strings.Builder
	for p, text := range want {
		if got[p] != text {
			fmt.Fprintf(&b, "%s: %q, want %q\n", p, got[p], text)
		}
	}
	for p := range got {
		if _, there := want[p]; !there {
			fmt.Fprintf(&b, "%s is gone\n", p)
		}
	}
	return b.String()
}

// chaos changes a site in all the ways that people and programs do.
type chaos struct {
	*testing.T
	root  string
	r     *rand.Rand
	count int
	done  []string
}

func (c *chaos) pick(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[c.r.IntN(len(list))]
}

func (c *chaos) at(p string) string { return filepath.Join(c.root, filepath.FromSlash(p)) }

// folder names a folder, which may not be there.
func (c *chaos) folder() string {
	p := c.pick([]string{"content", "content", "static", "layouts"})
	for range c.r.IntN(4) {
		p += "/" + c.pick([]string{"a", "b", "c", "d"})
	}
	return p
}

// some returns a file, or folder, that is there.
func (c *chaos) some(folders bool) string {
	var all []string
	_ = filepath.WalkDir(c.root, func(name string, d fs.DirEntry, err error) error {
		if rel, _ := filepath.Rel(c.root, name); err == nil && d.IsDir() == folders && rel != "." {
			all = append(all, filepath.ToSlash(rel))
		}
		return nil
	})
	slices.Sort(all)
	return c.pick(all)
}

// text is always as long as every other: only its bytes differ.
func (c *chaos) text() []byte {
	c.count++
	return fmt.Appendf(nil, "text %06d", c.count)
}

// Errors are part of it: moving a folder into itself, writing into a file.
func (c *chaos) step() {
	switch c.r.IntN(13) {
	case 0, 1, 2:
		c.write()
	case 3:
		c.atomically(c.some(false))
	case 4:
		p := c.some(false)
		c.note("delete", p)
		_ = os.Remove(c.at(p))
		if c.r.IntN(2) == 0 {
			_ = os.WriteFile(c.at(p), c.text(), 0o644)
		}
	case 5:
		from, to := c.some(false), c.some(false)
		c.note("move over", from, to)
		_ = os.Rename(c.at(from), c.at(to))
	case 6, 7:
		from, to := c.some(true), c.folder()
		c.note("move folder", from, to)
		_ = os.MkdirAll(filepath.Dir(c.at(to)), 0o755)
		_ = os.Rename(c.at(from), c.at(to))
	case 8:
		if p := c.some(true); p != "" {
			c.note("delete folder", p)
			_ = os.RemoveAll(c.at(p))
		}
	case 9:
		c.exchange()
	case 10:
		c.checkout()
	case 11:
		p := c.some(true)
		c.note("away and back", p)
		_ = os.Rename(c.at(p), c.at("away"))
		_ = os.Rename(c.at("away"), c.at(p))
		_ = os.RemoveAll(c.at("away"))
	case 12:
		c.litter()
	}
}

func (c *chaos) note(words ...string) { c.done = append(c.done, strings.Join(words, " ")) }

func (c *chaos) write() {
	p := path.Join(c.folder(), c.pick([]string{"x.md", "y.md", "z.md", "site.yaml"}))
	c.note("write", p)
	_ = os.MkdirAll(filepath.Dir(c.at(p)), 0o755)
	_ = os.WriteFile(c.at(p), c.text(), 0o644)
}

func (c *chaos) atomically(p string) {
	if p == "" {
		return
	}
	c.note("write beside and move over", p)
	_ = os.WriteFile(c.at(p+".tmp"), c.text(), 0o644)
	_ = os.Rename(c.at(p+".tmp"), c.at(p))
}

// exchange lets two folders, or two files of one size and time, change names.
func (c *chaos) exchange() {
	folders := c.r.IntN(2) == 0
	a, b := c.some(folders), c.some(folders)
	c.note("exchange", a, b)
	when := time.Unix(1e9, 0)
	_ = os.Chtimes(c.at(a), when, when)
	_ = os.Chtimes(c.at(b), when, when)
	if os.Rename(c.at(a), c.at("away")) == nil {
		_ = os.Rename(c.at(b), c.at(a))
		if os.Rename(c.at("away"), c.at(b)) != nil {
			_ = os.RemoveAll(c.at("away"))
		}
	}
}

// checkout is what git does: much at once, folders made and removed.
func (c *chaos) checkout() {
	c.note("checkout")
	for range 60 {
		if c.r.IntN(3) == 0 {
			p := c.some(false)
			c.note("delete", p)
			_ = os.Remove(c.at(p))
		} else {
			c.write()
		}
	}
	for range 3 {
		if p := c.some(true); p != "" && p != "content" {
			_ = os.Remove(c.at(p)) // if it is empty
		}
	}
}

func (c *chaos) litter() {
	p := c.folder() + "/~$x.md"
	c.note("litter", p)
	_ = os.WriteFile(c.at(p), c.text(), 0o644)
}
