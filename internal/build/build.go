// Package build goes the whole way from a site's folder to a finished output
// folder: read, parse, plan, check, render, write whole or not at all. It
// starts the goroutines of a build; everything it calls is given what it needs
// and keeps nothing.
package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sync"
	"time"

	"daoyin/internal/asset"
	"daoyin/internal/check"
	"daoyin/internal/compact"
	"daoyin/internal/content"
	"daoyin/internal/emit"
	"daoyin/internal/layout"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
	"daoyin/internal/render/web"
)

// Input is what a build starts from.
type Input struct {
	Site     fs.FS                 // the site's folder: content, and layouts and static if it has its own
	Builtin  fs.FS                 // the program's own layouts and static files
	At       time.Time             // the site is built as it is at this time
	Out      string                // output folder; "" checks everything and writes nothing
	Compress bool                  // also write .gz siblings
	Progress func(done, total int) // called by several goroutines; nil if nobody watches
}

// Report tells what a build found and made.
type Report struct {
	Problems []problem.Problem // sorted by file and place
	Pages    int               // HTML pages
	Written  emit.Summary
}

// Failed tells whether a problem kept the output from being written.
func (r *Report) Failed() bool {
	for _, p := range r.Problems {
		if p.Severity == problem.Error {
			return true
		}
	}
	return false
}

// Run builds the site. Mistakes of authors are in the report, and nothing is
// written if there are any that stop a build; an error is a failure of the
// machine or of ctx, and the report then holds what was found before.
func Run(ctx context.Context, in Input) (*Report, error) {
	var problems problem.List
	report := func(err error) (*Report, error) {
		r := &Report{Problems: problems.Sorted()}
		excerpts(in.Site, r.Problems)
		return r, err
	}

	templates := readLayouts(in)
	site, err := load(ctx, in.Site, &problems)
	layouts, bad := templates(&problems)
	if err = errors.Join(err, bad); err != nil || site == nil {
		return report(err)
	}
	m := plan.New(site, in.At, &problems)
	if err := judge(ctx, m, &problems); err != nil {
		return nil, err
	}
	assets, err := asset.Load(in.Builtin, in.Site, site.Settings.Budgets.InlineCSS, site.Settings.Colours.Values(), &problems)
	if err != nil {
		return nil, err
	}
	if problems.HasErrors() {
		return report(nil)
	}

	var out output = nowhere{}
	var folder *emit.Folder
	if in.Out != "" {
		if folder, err = emit.Open(in.Out, emit.Options{Compress: in.Compress}); err != nil {
			return report(err)
		}
		defer folder.Close()
		out = folder
	}
	if err := render(ctx, in, m, web.New(m, layouts, assets), assets, out, &problems); err != nil {
		return report(err)
	}
	r, _ := report(nil)
	r.Pages = pages(m)
	if folder != nil && !r.Failed() {
		r.Written, err = folder.Commit()
	}
	return r, err
}

// readLayouts begins to read the layouts, beside the content, and returns what
// waits for them.
func readLayouts(in Input) func(problems *problem.List) (*layout.Set, error) {
	var (
		set      *layout.Set
		err      error
		own      problem.List
		finished sync.WaitGroup
	)
	finished.Go(func() { set, err = layout.Load("layouts/web", in.Builtin, in.Site, &own) })
	return func(problems *problem.List) (*layout.Set, error) {
		finished.Wait()
		problems.Join(&own)
		return set, err
	}
}

// output takes finished files: a folder, or nothing at all.
type output interface {
	Put(path string, data []byte, from []string) error
}

type nowhere struct{}

func (nowhere) Put(string, []byte, []string) error { return nil }

func judge(ctx context.Context, m *plan.Map, problems *problem.List) error {
	check.Site(m, problems)
	lists := make([]problem.List, len(m.Site.Pages))
	err := each(ctx, len(m.Site.Pages), nil, func(i int) error {
		check.Page(m, m.Site.Pages[i], &lists[i])
		return nil
	})
	for i := range lists {
		problems.Join(&lists[i])
	}
	return err
}

// render makes every file of the output. A layout that fails is a problem; it
// is told once, not for every page.
func render(ctx context.Context, in Input, m *plan.Map, pages *web.Renderer, assets *asset.Set, out output, problems *problem.List) error {
	failed := make([]*layout.Error, len(m.Entries))
	heavy := make([]problem.List, len(m.Entries))
	buffers := sync.Pool{New: func() any { return new([]byte) }}
	err := each(ctx, len(m.Entries), in.Progress, func(i int) error {
		e := m.Entries[i]
		buffer := buffers.Get().(*[]byte)
		defer buffers.Put(buffer)
		data, err := pages.AppendEntry((*buffer)[:0], e)
		*buffer = data
		if bad, ok := errors.AsType[*layout.Error](err); ok {
			failed[i] = bad
			return nil
		}
		if err != nil {
			return fmt.Errorf("render %s: %w", e.Path, err)
		}
		weigh(e, data, m.Site.Settings.Budgets, &heavy[i])
		return out.Put(e.Path, data, from(e))
	})
	if err != nil {
		return err
	}
	for i := range heavy {
		problems.Join(&heavy[i])
	}
	for _, bad := range failed {
		if bad != nil {
			problems.Error("layout", bad.At, "版式文件运行出错："+bad.What, "版式文件由技术人员维护；删掉这个文件，就会改用自带的版式。")
		}
	}
	for _, f := range assets.Files() {
		if err := out.Put(f.Path, f.Data, f.Source); err != nil {
			return err
		}
	}
	for _, i := range m.Site.Images {
		data := i.Data
		if path.Ext(i.Path) == ".svg" {
			if data, err = compact.SVG(data); err != nil {
				return fmt.Errorf("minify %s: %w", i.Source, err)
			}
		}
		if err := out.Put(i.Path, data, []string{i.Source}); err != nil {
			return err
		}
	}
	return nil
}

// from returns the sources that an entry is made from, for the manifest.
func from(e *plan.Entry) []string {
	switch {
	case e.Page != nil && e.Items == nil:
		return []string{e.Page.Source}
	case e.Law != nil:
		return []string{e.Law.Source}
	}
	var sources []string
	if e.Page != nil {
		sources = append(sources, e.Page.Source)
	}
	for _, x := range e.Items {
		if x.Source != "" {
			sources = append(sources, x.Source)
		}
	}
	if sources == nil {
		sources = []string{content.Folder + "/site.yaml"}
	}
	return sources
}

func pages(m *plan.Map) int {
	n := 0
	for _, e := range m.Entries {
		switch e.Kind {
		case plan.Text, plan.Feed, plan.Index, plan.Robots:
		default:
			n++
		}
	}
	return n
}
