// Package build goes the whole way from a site's folder to a finished output
// folder: read, parse, plan, check, render, write whole or not at all. It
// starts the goroutines of a build; everything it calls is given what it needs
// and keeps nothing.
package build

import (
	"context"
	"io/fs"
	"sync"
	"time"

	"daoyin/internal/check"
	"daoyin/internal/content"
	"daoyin/internal/emit"
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
		return &Report{Problems: told(in.Site, &problems)}, err
	}

	s, err := take(ctx, in, new(Kept), func(m *plan.Map) error { return judge(ctx, allProcessors, m, &problems) }, &problems)
	if err != nil || s == nil {
		return report(err)
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
	if err := s.makeAll(ctx, how{proof: folder == nil}, out, &problems); err != nil {
		return report(err)
	}
	r, _ := report(nil)
	r.Pages = pages(s.plan)
	if folder != nil && !r.Failed() {
		r.Written, err = folder.Commit()
	}
	return r, err
}

// beside begins work on a goroutine of its own and returns what waits for it.
func beside[T any](work func(problems *problem.List) (T, error)) func(problems *problem.List) (T, error) {
	var (
		made     T
		err      error
		own      problem.List
		finished sync.WaitGroup
	)
	finished.Go(func() {
		err = guarded(func() (bad error) {
			made, bad = work(&own)
			return bad
		})
	})
	return func(problems *problem.List) (T, error) {
		finished.Wait()
		problems.Join(&own)
		return made, err
	}
}

// output takes finished files: a folder, or nothing at all.
type output interface {
	Put(path string, data []byte, from []string) error
}

type nowhere struct{}

func (nowhere) Put(string, []byte, []string) error { return nil }

func judge(ctx context.Context, processors int, m *plan.Map, problems *problem.List) error {
	check.Site(m, problems)
	lists := make([]problem.List, len(m.Site.Pages))
	err := each(ctx, processors, len(m.Site.Pages), nil, func(i int) error {
		check.Page(m, m.Site.Pages[i], &lists[i])
		return nil
	})
	for i := range lists {
		problems.Join(&lists[i])
	}
	return err
}

// renderer makes entries.
type renderer struct {
	pages  *web.Renderer
	prints prints
}

// append appends the bytes of an entry to dst; none when problems say why. For a
// proof, what goes on paper is drawn and not written.
func (r renderer) append(dst []byte, e *plan.Entry, proof bool, problems *problem.List) ([]byte, error) {
	if e.Medium == plan.OnWeb {
		return r.pages.AppendEntry(dst, e, problems)
	}
	data, err := r.prints.make(e, proof, problems)
	return append(dst, data...), err
}

// from returns the sources that an entry is made from, for the manifest.
func from(m *plan.Map, e *plan.Entry) []string {
	p := m.Page(e)
	switch {
	case e.Medium == plan.OnPoster:
		return printed(p, e)
	case p != nil && e.Items == nil:
		return []string{p.Source}
	case e.Questions != nil, e.Kind == plan.Chart:
		return []string{e.Target.Source}
	case e.Law != nil:
		return []string{e.Law.Source}
	}
	var sources []string
	if p != nil {
		sources = append(sources, p.Source)
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
		switch {
		case e.Medium != plan.OnWeb, e.Kind == plan.Text, e.Kind == plan.Feed, e.Kind == plan.Index, e.Kind == plan.Robots:
		default:
			n++
		}
	}
	return n
}
