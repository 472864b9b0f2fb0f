package web

import (
	"html/template"
	"strconv"

	"daoyin/internal/chart"
	"daoyin/internal/content"
	"daoyin/internal/draw/svg"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

// ChartView is the drawing of a flow above its steps, for wide windows.
type ChartView struct {
	ID    string // of the drawing
	Zoom  string // of what makes it larger
	Title string
	SVG   template.HTML
}

// box returns the anchor of step i in the drawing of the flow id.
func box(id string, i int) string { return id + "-" + strconv.Itoa(i+1) }

// drawing returns the anchor of the drawing of flow n of a page. No heading's
// anchor begins so.
func drawing(n int) string { return "_m" + strconv.Itoa(n+1) }

// chart draws a flow; each box leads to where step leads. It is nil, with a
// warning, where the flow cannot be drawn on a page: what the drawing says is
// all said in words too.
func (r *Renderer) chart(f *content.Flow, id string, step func(i int) string, problems *problem.List) (*ChartView, error) {
	set, err := r.set(problems)
	if set == nil {
		return nil, err
	}
	var own problem.List
	drawn := chart.Draw(f.Graph, chart.Options{
		Canvas:  chart.Page(),
		Measure: chart.Measure(set),
		Bare:    true,
		Link:    step,
		ID:      func(i int) string { return box(id, i) },
	}, &own)
	for _, p := range own.Sorted() {
		problems.Warn("chart-page", p.Position, "网页上的图："+p.Message, p.Hint)
	}
	if drawn == nil {
		return nil, nil
	}
	out, err := svg.Inline(*drawn.Scene)
	return &ChartView{ID: id, Zoom: id + "z", Title: f.Title, SVG: template.HTML(out)}, err
}

// whole fills in the page of a 导引图 that is drawn whole. Its boxes lead to the
// pages of the steps.
func (r *Renderer) whole(v *View, e *plan.Entry, problems *problem.List) (err error) {
	f := r.plan.Flow(e)
	q := r.plan.Questions(r.plan.Page(e.Target), f)
	v.Chart, err = r.chart(f, drawing(0), func(i int) string { return e.Href(q.Steps[i]) }, problems)
	v.Doors = []Link{linkTo("一问一答帮您找", e.Href(q.First(f))), linkTo("按步骤看文字", e.Href(e.Target)+"#"+f.ID)}
	return err
}
