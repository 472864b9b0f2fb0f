package web

import (
	"html/template"
	"slices"
	"strconv"

	"daoyin/internal/content"
	"daoyin/internal/flow"
	"daoyin/internal/law"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

// StepsView is a flow as an ordered list of steps.
type StepsView struct {
	ID       string
	Level    int // of the title among the headings: 2 or 3
	Title    string
	Subtitle string
	Guide    bool // a 导引图: questions that lead to a place
	Count    int
	Text     string // address of the plain text view
	Actors   []Actor
	Limits   []LimitView // all limits of the flow, in order
	Stages   []Stage
	Chart    *ChartView // nil if it is not drawn
	Doors    []Link     // other ways to go through a 导引图
}

// Actor is who acts, with the class of its colour.
type Actor struct {
	Name  string
	Class string
}

// Stage is a part of the list under its own heading; Title may be "".
type Stage struct {
	Title string
	Level int
	Start int // number of its first step
	Steps []*StepView
}

// LimitView is a limit with the step it belongs to.
type LimitView struct {
	law.Limit
	Link // to the step
}

// StepView is one step of the list.
type StepView struct {
	Level     int // of its title among the headings
	Number    int
	Anchor    string
	Box       string // anchor of the step in the drawing; "" without one
	Title     string
	Kind      string // start, work, decision, end
	Who       Actor
	Limit     *law.Limit
	Notes     []template.HTML
	Basis     []BasisView
	Materials []string
	Place     *PlaceView
	Links     []Link
	Main      *Exit // how the line goes on from a question
	Exits     []Exit
	Jump      *Link // where a step leads that does not just go on
	Own       *Link // the step's own page, which says all the rest; nil if it has none
	More      bool  // there is more to read than what is always shown
}

// PlaceView is a place with the link to where the contact page tells of it.
type PlaceView struct {
	content.Place
	Link
}

// BasisView is a citation with the article's gist.
type BasisView struct {
	Link         // 《信访工作条例》第三十四条
	Short string // 第34条
	Gist  string
}

// Exit is an outcome of a question: its labels, and the step listed under the
// question or a link to where it leads.
type Exit struct {
	Labels []string
	Step   *StepView
	Link   *Link
}

var kinds = map[flow.StepKind]string{flow.Start: "start", flow.Work: "work", flow.Decision: "decision", flow.End: "end"}

// steps returns flow i of page p as HTML; in a guide, with its drawing.
func (r *Renderer) steps(e *plan.Entry, p *content.Page, i int, problems *problem.List) (string, error) {
	f := &p.Flows[i]
	s := &stepper{r: r, e: e, p: p, flow: f, outline: newOutline(f.Graph)}
	v := StepsView{ID: f.ID, Level: f.Level, Title: f.Title, Subtitle: f.Subtitle, Guide: f.Kind == flow.GuideMap, Count: len(f.Steps)}
	q := r.plan.Questions(p, f)
	if r.plan.Page(e) == p && e.Kind == plan.Guide && problems != nil && q == nil {
		id := drawing(i)
		var err error
		if v.Chart, err = r.chart(f, id, func(i int) string { return "#" + f.Anchor(i) }, problems); err != nil {
			return "", err
		}
		if v.Chart != nil {
			s.drawing = id
		}
	}
	if r.plan.Page(e) == p {
		v.Text = plan.Href(e.Path, p.Path+".txt")
	}
	if q != nil {
		v.Doors = []Link{linkTo("一问一答帮您找", e.Href(q.First(f))), linkTo("看整张图", e.Href(q.Chart))}
	}
	for a := range f.Actors {
		v.Actors = append(v.Actors, s.actor(a))
	}
	for n, at := range s.outline.line {
		step := &f.Steps[at]
		if n == 0 || step.Stage != f.Steps[s.outline.line[n-1]].Stage {
			stage := Stage{Start: at + 1, Level: f.Level + 1}
			if step.Stage >= 0 {
				stage.Title = f.Stages[step.Stage].Title
			}
			v.Stages = append(v.Stages, stage)
		}
		stage := &v.Stages[len(v.Stages)-1]
		stage.Steps = append(stage.Steps, s.step(at))
	}
	for n := range f.Steps {
		if l := f.Steps[n].Limit; l != nil {
			v.Limits = append(v.Limits, LimitView{l.Limit, linkTo(f.Steps[n].Title, "#"+f.Anchor(n))})
		}
	}
	out, err := r.layouts.Execute(nil, "_steps", v)
	return string(out), err
}

type stepper struct {
	r       *Renderer
	e       *plan.Entry
	p       *content.Page
	flow    *content.Flow
	outline *outline
	drawing string // anchor of the drawing; "" if there is none
}

// level is that of the steps' titles: under the stages, or under the flow.
func (s *stepper) level() int {
	if len(s.flow.Stages) > 0 {
		return s.flow.Level + 2
	}
	return s.flow.Level + 1
}

func (s *stepper) actor(i int) Actor {
	if i < 0 {
		return Actor{Class: "a0"}
	}
	return Actor{Name: s.flow.Actors[i], Class: "a" + strconv.Itoa(i+1)}
}

// step makes the view of a step of the line.
func (s *stepper) step(i int) *StepView {
	v := s.plain(i)
	step := &s.flow.Steps[i]
	switch step.Kind {
	case flow.Decision:
		s.outcomes(v, i)
	case flow.Start, flow.Work:
		v.Jump = s.jump(i, s.outline.next[i])
	}
	return v
}

// jump returns a link to where step i leads unless that is listed next.
func (s *stepper) jump(i, next int) *Link {
	for _, a := range s.flow.Steps[i].Out {
		if a.To != next {
			return s.link(i, a.To)
		}
	}
	return nil
}

func (s *stepper) link(from, to int) *Link {
	step := &s.flow.Steps[to]
	text := "到"
	if to <= from {
		text = "回到"
	}
	l := linkTo(text+"第"+strconv.Itoa(to+1)+"步 "+step.Title, "#"+s.flow.Anchor(to))
	return &l
}

// outcomes fills in how a question goes on and where its exits lead, in the
// editor's order. A step that several outcomes lead to stands once.
func (s *stepper) outcomes(v *StepView, d int) {
	out, run := s.flow.Steps[d].Out, s.outline.under[d]
	shown := map[int]bool{}
	for n, a := range out {
		if slices.Contains(run, a.To) {
			if !shown[a.To] {
				v.Exits = append(v.Exits, s.branch(d, a.To, shown)...)
			}
			continue
		}
		exit := Exit{Labels: []string{a.Label}}
		if n > 0 || a.To != s.outline.next[d] {
			exit.Link = s.link(d, a.To)
		}
		if n == 0 {
			v.Main = &exit
		} else {
			v.Exits = append(v.Exits, exit)
		}
	}
}

// branch makes the exits for step i under question d, and for the steps after
// it that no outcome leads to.
func (s *stepper) branch(d, i int, shown map[int]bool) []Exit {
	labels := map[int][]string{}
	for _, a := range s.flow.Steps[d].Out {
		labels[a.To] = append(labels[a.To], a.Label)
	}
	run := s.outline.under[d]
	var exits []Exit
	for n := slices.Index(run, i); n < len(run) && (run[n] == i || labels[run[n]] == nil); n++ {
		shown[run[n]] = true
		step := s.plain(run[n])
		if s.flow.Steps[run[n]].Kind != flow.End {
			after := -1
			if n+1 < len(run) {
				after = run[n+1]
			}
			step.Jump = s.jump(run[n], after)
		}
		exits = append(exits, Exit{Labels: labels[run[n]], Step: step})
	}
	return exits
}

// plain makes the view of a step without its arrows.
func (s *stepper) plain(i int) *StepView {
	step := &s.flow.Steps[i]
	v := &StepView{Level: s.level(), Number: i + 1, Anchor: s.flow.Anchor(i), Title: step.Title, Kind: kinds[step.Kind], Who: s.actor(step.Actor)}
	if s.drawing != "" {
		v.Box = box(s.drawing, i)
	}
	if step.Limit != nil {
		v.Limit = &step.Limit.Limit
	}
	for _, note := range s.flow.Notes[i] {
		f := &filler{r: s.r, e: s.e, p: s.p, doc: note}
		v.Notes = append(v.Notes, template.HTML(note.AppendHTML(nil, f)))
	}
	for _, b := range step.Basis {
		v.Basis = append(v.Basis, s.basis(b.Citation))
	}
	for _, m := range step.Materials {
		v.Materials = append(v.Materials, m.Text)
	}
	v.Place = s.place(step.Place.Text)
	for _, l := range step.Links {
		if href := s.r.href(s.e, s.p, l.Target); href != "" {
			v.Links = append(v.Links, linkTo(l.Text, href))
		}
	}
	if q := s.r.plan.Questions(s.p, s.flow); q != nil {
		own := linkTo("", s.e.Href(q.Steps[i]))
		v.Own = &own
	}
	v.More = len(v.Basis)+len(v.Materials)+len(v.Links) > 0 || v.Place != nil
	return v
}

// place returns a registered place; nil if there is none of that name.
func (s *stepper) place(name string) *PlaceView {
	place := s.r.site.Settings.Place(name)
	if place == nil {
		return nil
	}
	return &PlaceView{Place: *place, Link: linkTo(place.Name, s.e.Href(s.r.plan.Contact)+"#"+place.Name)}
}

func (s *stepper) basis(c law.Citation) BasisView {
	b := BasisView{Link: linkTo("《"+c.Law+"》", s.r.cite(s.e, c))}
	if c.Article.Number == 0 {
		b.Short = b.Title
		return b
	}
	b.Title += c.Part()
	b.Short = c.Article.Anchor()
	if l := s.r.site.Laws.Lookup(c.Law); l != nil {
		if a := l.Article(c.Article); a != nil {
			b.Gist = a.Gist
		}
	}
	return b
}
