package build

import (
	"cmp"
	"path"
	"slices"

	"daoyin/internal/content"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
	"daoyin/internal/render/leaflet"
	"daoyin/internal/render/poster"
)

// prints makes what goes on paper. Fonts are read when the first of it is
// drawn: a site without any does not wait for them.
type prints struct {
	plan    *plan.Map
	posters *poster.Maker
	set     opener
}

func newPrints(m *plan.Map, set opener) prints {
	return prints{m, poster.NewMaker(m, set), set}
}

// make returns the bytes of an entry; none when problems say why, or for a
// proof: it is drawn then to see whether there are any.
func (p prints) make(e *plan.Entry, proof bool, problems *problem.List) ([]byte, error) {
	switch {
	case e.Kind == plan.Leaflet:
		return p.leaflet(e, proof, problems)
	case proof:
		return nil, p.posters.Prove(e, problems)
	}
	return p.posters.Make(e, problems)
}

func (p prints) leaflet(e *plan.Entry, proof bool, problems *problem.List) ([]byte, error) {
	set, err := p.set(problems)
	if set == nil {
		return nil, err
	}
	maker := leaflet.New(set, p.plan.Site.Settings)
	sides := maker.Draw(p.plan.Page(e), p.plan.Public(e.Target.Path), problems)
	if sides == nil || proof {
		return nil, nil
	}
	return maker.PDF(sides)
}

// heaviestFirst returns the entries in the order in which they are best begun:
// what takes long first, so that no processor is left alone with it at the
// end, and what shares a drawing not side by side.
func heaviestFirst(entries []*plan.Entry) []*plan.Entry {
	effort := func(e *plan.Entry) int {
		switch e.Kind {
		case plan.Poster:
			return 0
		case plan.Tiles:
			return 1
		case plan.Picture:
			return 2
		case plan.Leaflet:
			return 3
		}
		return 4
	}
	sorted := slices.Clone(entries)
	slices.SortStableFunc(sorted, func(a, b *plan.Entry) int { return cmp.Compare(effort(a), effort(b)) })
	return sorted
}

// printed returns the sources of what is printed: the page, who the bureau is,
// and the poster's own files.
func printed(page *content.Page, e *plan.Entry) []string {
	sources := []string{page.Source, content.Folder + "/site.yaml"}
	if e.Print == nil || e.Print.Poster.Source == "" {
		return sources
	}
	sources = append(sources, e.Print.Poster.Source)
	if logo := e.Print.Poster.Logo.Value; logo != "" {
		sources = append(sources, path.Join(content.Folder, logo))
	}
	return sources
}
