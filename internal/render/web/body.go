package web

import (
	"html/template"

	"daoyin/internal/content"
	"daoyin/internal/law"
	"daoyin/internal/markdown"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

// body returns the text of page p as it stands in entry e.
func (r *Renderer) body(e *plan.Entry, p *content.Page, problems *problem.List) (template.HTML, error) {
	buffer := r.scratch.Get().(*[]byte)
	defer r.scratch.Put(buffer)
	f := &filler{r: r, e: e, p: p, doc: p.Doc, problems: problems}
	*buffer = p.Doc.AppendHTML((*buffer)[:0], f)
	return template.HTML(*buffer), f.err
}

// filler answers what the text of a page leaves open: where links lead, which
// images and flows stand in it. It is a markdown.Resolver.
type filler struct {
	r        *Renderer
	e        *plan.Entry   // where the text will stand
	p        *content.Page // whose text it is
	doc      *markdown.Doc // the text
	problems *problem.List // nil where flows stand without their drawings
	err      error
}

// Link returns "" for a page that is not shown now; the words stay.
func (f *filler) Link(i int) string { return f.r.href(f.e, f.p, f.doc.Links[i].Target) }

// href returns the address of a link that an editor wrote in page p, as seen
// from e.
func (r *Renderer) href(e *plan.Entry, p *content.Page, written string) string {
	t := content.ResolveLink(p.Source, written)
	if t.External {
		return written
	}
	if t.Source == p.Source && r.plan.Page(e) == p {
		return "#" + t.Anchor
	}
	anchor := ""
	if t.Anchor != "" {
		anchor = "#" + t.Anchor
	}
	if target := r.plan.BySource(t.Source); target != nil {
		return e.Href(target) + anchor
	}
	if image := r.site.Image(t.Source); image != nil {
		return plan.Href(e.Path, image.Path)
	}
	return ""
}

// Image returns the address and size of a picture.
func (f *filler) Image(i int) (src string, width, height int) {
	image := f.r.site.Image(content.ResolveLink(f.p.Source, f.doc.Images[i].Target).Source)
	if image == nil {
		return "", 0, 0
	}
	return plan.Href(f.e.Path, image.Path), image.Width, image.Height
}

// Citation returns the place of the law's page that is cited, or "".
func (f *filler) Citation(i int) string { return f.r.cite(f.e, f.doc.Citations[i].Citation) }

func (r *Renderer) cite(e *plan.Entry, c law.Citation) string {
	l := r.site.Laws.Lookup(c.Law)
	if l == nil {
		return ""
	}
	href := e.Href(r.plan.ByLaw(l))
	if c.Article.Number > 0 {
		href += "#" + c.Article.Anchor()
	}
	return href
}

// Block returns a flow as the list of its steps.
func (f *filler) Block(i int) string {
	out, err := f.r.steps(f.e, f.p, i, f.problems)
	if err != nil && f.err == nil {
		f.err = err
	}
	return out
}
