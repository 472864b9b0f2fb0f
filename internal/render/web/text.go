package web

import (
	"slices"

	"daoyin/internal/content"
	"daoyin/internal/flow"
	"daoyin/internal/plan"
)

// text appends the flows of a page as plain text.
func (r *Renderer) text(dst []byte, e *plan.Entry) []byte {
	p := r.plan.Page(e)
	for i := range p.Flows {
		if i > 0 {
			dst = append(dst, '\n')
		}
		dst = append(dst, flow.Text(r.spoken(p, &p.Flows[i]))...)
	}
	return dst
}

// spoken returns a copy of the flow for readers who have nothing but the text:
// notes without markup, links with the address that the page is known by.
func (r *Renderer) spoken(p *content.Page, f *content.Flow) *flow.Graph {
	g := *f.Graph
	g.Steps = slices.Clone(g.Steps)
	for i := range g.Steps {
		step := &g.Steps[i]
		step.Notes = slices.Clone(step.Notes)
		for n := range step.Notes {
			step.Notes[n].Text = f.Notes[i][n].Text()
		}
		step.Links = slices.Clone(step.Links)
		for n := range step.Links {
			t := content.ResolveLink(p.Source, step.Links[n].Target)
			if target := r.plan.BySource(t.Source); target != nil && !t.External {
				step.Links[n].Target = r.plan.Public(target.Path)
			}
		}
	}
	return &g
}
