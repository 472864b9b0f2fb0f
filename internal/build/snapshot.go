package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"daoyin/internal/asset"
	"daoyin/internal/compact"
	"daoyin/internal/content"
	"daoyin/internal/layout"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
	"daoyin/internal/render/web"
)

// Snapshot is a site as it was when it was taken, planned and ready to be made,
// entry by entry. It never changes and is safe for concurrent use. What it makes
// is what Run writes.
type Snapshot struct {
	in       Input
	plan     *plan.Map
	next     nextChange
	shown    []*plan.Screen
	renderer renderer
	copies   []copied
	screens  []*screenFiles // by the numbers of shown
}

// copied is a file that is not rendered.
type copied struct {
	path string
	from []string
	data func() ([]byte, error)
}

// Take goes the way of Run up to where files would be made. The snapshot is nil
// when problems, which are told, keep the site from being built; what belongs to
// Check and Prove is not told yet. kept makes the next Take cheap; nil if there
// is none.
func Take(ctx context.Context, in Input, kept *Kept) (*Snapshot, []problem.Problem, error) {
	if kept == nil {
		kept = new(Kept)
	}
	var problems problem.List
	s, err := take(ctx, in, kept, func(*plan.Map) error { return nil }, &problems)
	return s, told(in.Site, &problems), err
}

// told returns problems as people are shown them.
func told(site fs.FS, problems *problem.List) []problem.Problem {
	all := problems.Sorted()
	excerpts(site, all)
	return all
}

// take reads and plans. besides is called when the plan stands, while assets
// may still be being read.
func take(ctx context.Context, in Input, kept *Kept, besides func(*plan.Map) error, problems *problem.List) (*Snapshot, error) {
	readLayouts := beside(func(problems *problem.List) (*layout.Set, error) {
		return kept.layouts.read(in.Site, "layouts", "", problems, func(problems *problem.List) (*layout.Set, error) {
			return layout.Load("layouts/web", in.Builtin, in.Site, problems)
		})
	})
	site, err := load(ctx, in.Site, kept, problems)
	layouts, bad := readLayouts(problems)
	if err = errors.Join(err, bad); err != nil || site == nil {
		return nil, err
	}
	readAssets := beside(func(problems *problem.List) (*asset.Set, error) { return kept.readAssets(in, site.Settings, problems) })
	m, next := kept.planned.read(site, in, problems)
	shown := m.Screens(problems)
	err = besides(m)
	assets, bad := readAssets(problems)
	if err = errors.Join(err, bad); err != nil || problems.HasErrors() {
		return nil, err
	}
	set := kept.setter(in, site.Settings)
	s := &Snapshot{in: in, plan: m, next: next, shown: shown, renderer: renderer{web.New(m, layouts, assets, set), newPrints(m, set)}}
	s.copies = copies(site, assets)
	for _, one := range shown {
		s.screens = append(s.screens, newScreenFiles(m, one, set))
	}
	return s, nil
}

// Entries returns what is made, in the order it was planned, without screens
// and what is only copied.
func (s *Snapshot) Entries() []*plan.Entry { return s.plan.Entries }

// BySource returns the entry made of a file of the site, or nil.
func (s *Snapshot) BySource(source string) *plan.Entry { return s.plan.BySource(source) }

// Title returns what an entry is called.
func (s *Snapshot) Title(e *plan.Entry) string { return s.plan.Title(e) }

// Screens returns what each screen shows.
func (s *Snapshot) Screens() []*plan.Screen { return s.shown }

// Site returns what editors wrote.
func (s *Snapshot) Site() *content.Site { return s.plan.Site }

// NextChange returns when the site next changes by itself.
func (s *Snapshot) NextChange() (next time.Time, found bool) {
	return s.next()
}

// Make returns the file at an output path as Run writes it. data is nil when
// problems say why; a path that the site does not have is fs.ErrNotExist.
// manifest.json, which tells of all files, is not made.
func (s *Snapshot) Make(name string) (data []byte, found []problem.Problem, err error) {
	var problems problem.List
	if e := s.plan.ByPath(name); e != nil {
		data, err = s.entry(nil, e, false, &problems)
		if bad, ok := errors.AsType[*layout.Error](err); ok {
			tellLayout(bad, &problems)
			data, err = nil, nil
		}
		return data, told(s.in.Site, &problems), err
	}
	if in, one := s.screen(name); one != nil {
		data, err = one.file(in, &problems)
		return data, told(s.in.Site, &problems), err
	}
	i := slices.IndexFunc(s.copies, func(c copied) bool { return c.path == name })
	if i < 0 {
		return nil, nil, &fs.PathError{Op: "make", Path: name, Err: fs.ErrNotExist}
	}
	data, err = s.copies[i].data()
	return data, nil, err
}

// Paths returns all output paths but manifest.json, sorted. Which files a
// screen has is known when they are made.
func (s *Snapshot) Paths() ([]string, error) {
	var paths []string
	for _, e := range s.plan.Entries {
		paths = append(paths, e.Path)
	}
	for _, c := range s.copies {
		paths = append(paths, c.path)
	}
	for _, one := range s.screens {
		files, err := one.all(new(problem.List))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			paths = append(paths, path.Join(one.folder(), f.Path))
		}
	}
	slices.Sort(paths)
	return paths, nil
}

// Check asks whether what editors wrote is right; it makes nothing.
func (s *Snapshot) Check(ctx context.Context) ([]problem.Problem, error) {
	var problems problem.List
	err := judge(ctx, oneProcessor, s.plan, &problems)
	return told(s.in.Site, &problems), err
}

// Prove makes everything to find what is wrong with it, and throws it away.
func (s *Snapshot) Prove(ctx context.Context) ([]problem.Problem, error) {
	var problems problem.List
	err := s.makeAll(ctx, how{proof: true, processors: oneProcessor}, nowhere{}, &problems)
	return told(s.in.Site, &problems), err
}

// Each makes every file and calls put with it, from several goroutines. Files
// that problems keep from being made are left out.
func (s *Snapshot) Each(ctx context.Context, put func(name string, data []byte) error) error {
	return s.makeAll(ctx, how{}, putter(put), new(problem.List))
}

type putter func(name string, data []byte) error

func (p putter) Put(name string, data []byte, _ []string) error { return p(name, data) }

// screen returns the screen that an output path belongs to, and the path in its
// folder.
func (s *Snapshot) screen(name string) (inside string, one *screenFiles) {
	for _, one := range s.screens {
		if inside, ok := strings.CutPrefix(name, one.folder()+"/"); ok {
			return inside, one
		}
	}
	return "", nil
}

// entry appends the bytes of an entry to dst; none when problems say why, or
// when a proof of it needs none.
func (s *Snapshot) entry(dst []byte, e *plan.Entry, proof bool, problems *problem.List) ([]byte, error) {
	data, err := s.renderer.append(dst, e, proof, problems)
	if err == nil && len(data) > 0 {
		weigh(e, data, s.plan.Site.Settings.Budgets, problems)
	}
	return data, err
}

// how everything is made.
type how struct {
	proof      bool // only to see what is wrong with it
	processors int
}

// makeAll makes every file. A layout that fails is a problem; it is told once,
// not for every page.
func (s *Snapshot) makeAll(ctx context.Context, h how, out output, problems *problem.List) error {
	entries := heaviestFirst(s.plan.Entries)
	failed := make([]*layout.Error, len(entries))
	lists := make([]problem.List, len(entries))
	buffers := sync.Pool{New: func() any { return new([]byte) }}
	err := each(ctx, h.processors, len(entries), s.in.Progress, func(i int) error {
		e := entries[i]
		buffer := buffers.Get().(*[]byte)
		defer buffers.Put(buffer)
		data, err := s.entry((*buffer)[:0], e, h.proof, &lists[i])
		*buffer = data
		if bad, ok := errors.AsType[*layout.Error](err); ok {
			failed[i] = bad
			return nil
		}
		if err != nil {
			return fmt.Errorf("render %s: %w", e.Path, err)
		}
		if len(data) == 0 {
			return nil
		}
		return out.Put(e.Path, data, from(s.plan, e))
	})
	if err != nil {
		return err
	}
	for i := range lists {
		problems.Join(&lists[i])
	}
	for _, bad := range failed {
		if bad != nil {
			tellLayout(bad, problems)
		}
	}
	for _, c := range s.copies {
		data, err := c.data()
		if err == nil {
			err = out.Put(c.path, data, c.from)
		}
		if err != nil {
			return err
		}
	}
	return s.makeScreens(ctx, h, out, problems)
}

func tellLayout(bad *layout.Error, problems *problem.List) {
	problems.Error("layout", bad.At, "版式文件运行出错："+bad.What, "版式文件由技术人员维护；删掉这个文件，就会改用自带的版式。")
}

// copies returns the files that are not rendered: assets and images.
func copies(site *content.Site, assets *asset.Set) []copied {
	var all []copied
	for _, f := range assets.Files() {
		all = append(all, copied{f.Path, f.Source, func() ([]byte, error) { return f.Data, nil }})
	}
	for _, i := range site.Images {
		all = append(all, copied{i.Path, []string{i.Source}, func() ([]byte, error) {
			if path.Ext(i.Path) != ".svg" {
				return i.Data, nil
			}
			data, err := compact.SVG(i.Data)
			if err != nil {
				return nil, fmt.Errorf("minify %s: %w", i.Source, err)
			}
			return data, nil
		}})
	}
	return all
}
