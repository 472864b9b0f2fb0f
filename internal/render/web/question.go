package web

import (
	"html"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"daoyin/internal/content"
	"daoyin/internal/flow"
	"daoyin/internal/plan"
)

// QuestionView is a step of a 导引图 as a page of its own.
type QuestionView struct {
	Map      string // title of the flow
	Subtitle string // "" but where the questions begin
	Stage    string
	Step     *StepView
	Tel      template.HTMLAttr // href="tel:…" of the place; "" if it has no number to be called
	Progress *Progress         // nil where nothing is asked
	Outcomes []Outcome
	Vias     []string // places at the top of the page, one for each way that links name
	Ways     []WayView
	More     int           // further ways, not shown
	First    *Link         // where the questions begin; nil there
	Whole    Link          // the step in the list of all steps
	Drawn    Link          // its box in the drawing
	Address  string        // public, of a destination; for the slip that is printed
	Code     template.HTML // the same, to be read by a telephone
}

// Outcome is a way on from a step.
type Outcome struct {
	Attr  template.HTMLAttr
	Label string // what is answered
	Next  string // what comes then
}

// Progress tells how far a reader has come.
type Progress struct {
	Nth   int // which question this is; 0 if that differs by way
	Ahead int // how many questions come at most, if that is bounded
	Last  bool
	Bound bool
}

// questioner makes the view of one step's page.
type questioner struct {
	r    *Renderer
	e    *plan.Entry
	q    *plan.Questions
	flow *content.Flow
	ways *flow.Ways
}

// question fills in what the page of a step shows.
func (r *Renderer) question(v *View, e *plan.Entry) (err error) {
	f, p := r.plan.Flow(e), r.plan.Page(e.Target)
	ways, _ := r.made.ways.get(f, func() (*flow.Ways, error) { return flow.NewWays(f.Graph), nil })
	s := &questioner{r: r, e: e, q: e.Questions, flow: f, ways: ways}
	step := (&stepper{r: r, e: e, p: p, flow: f}).plain(e.Step)
	v.Title = r.plan.Title(e) + " - " + s.flow.Title + " - " + r.site.Settings.Title
	q := &QuestionView{Map: s.flow.Title, Step: step, Progress: s.progress(), Outcomes: s.outcomes()}
	if stage := s.flow.Steps[e.Step].Stage; stage >= 0 {
		q.Stage = s.flow.Stages[stage].Title
	}
	if q.Step.Place != nil {
		q.Tel = telephone(q.Step.Place.Phone)
	}
	if first := e.Questions.First(f); first != e {
		l := linkTo("从头开始", e.Href(first)+"#"+top)
		q.First = &l
	} else {
		q.Subtitle = s.flow.Subtitle
	}
	q.Drawn = linkTo("在整张图上看", e.Href(e.Questions.Chart)+"#"+box(drawing(0), e.Step))
	q.Whole = linkTo(s.flow.Title, e.Href(e.Target)+"#"+s.flow.Anchor(e.Step))
	s.came(q)
	v.Question = q
	if e.Kind == plan.Destination {
		q.Address = r.plan.Public(e.Path)
		q.Code, err = code(q.Address)
		if front := p.Front; !front.Reviewed.IsZero() {
			v.Checked = &Checked{On: front.Reviewed, By: front.Approved.By}
		}
	}
	return err
}

// outcomes lists the ways on, in the editor's order.
func (s *questioner) outcomes() []Outcome {
	var out []Outcome
	for _, a := range s.flow.Steps[s.e.Step].Out {
		to := &s.flow.Steps[a.To]
		o := Outcome{Attr: s.link("", a.To, s.via(s.e.Step, a)).Attr, Label: a.Label}
		switch s.flow.Steps[s.e.Step].Kind {
		case flow.Start:
			o.Label = s.r.plan.Title(s.e) // of the page the flow has its title above
		case flow.Work:
			o.Label = "继续"
		}
		switch {
		case s.returns(s.e.Step, a):
			o.Next = "回到："
		case to.Kind == flow.Decision && len(s.ways.Into(s.e.Step)) == 0:
			o.Next = "第一问："
		case to.Kind == flow.Decision:
			o.Next = "下一问："
		case to.Kind == flow.End:
			o.Next = "答案："
		default:
			o.Next = "下一步："
		}
		o.Next += to.Title
		out = append(out, o)
	}
	return out
}

// returns tells whether an arrow only leads back to where its reader has been.
func (s *questioner) returns(from int, a flow.Arrow) bool {
	return !slices.ContainsFunc(s.ways.Into(a.To), func(w flow.Way) bool { return w.From == from && w.Label == a.Label })
}

// progress counts questions; nil where nothing is asked or counted.
func (s *questioner) progress() *Progress {
	kind := s.flow.Steps[s.e.Step].Kind
	ahead, bound := s.ways.Ahead(s.e.Step)
	p := &Progress{Ahead: ahead, Bound: bound, Last: bound && ahead == 0}
	switch {
	case kind == flow.Start && bound && ahead > 0:
		return p
	case kind != flow.Decision:
		return nil
	}
	p.Nth = s.nth()
	if p.Nth == 0 && !bound {
		return nil
	}
	return p
}

// nth returns which question a step is; 0 if that differs by way.
func (s *questioner) nth() int {
	nth := 0
	for i, w := range s.ways.Into(s.e.Step) {
		before, whole := s.ways.Before(w.From)
		n := 1
		for _, a := range append(before, flow.Answer{Step: w.From}) {
			if s.flow.Steps[a.Step].Kind == flow.Decision {
				n++
			}
		}
		if !whole || i > 0 && n != nth {
			return 0
		}
		nth = n
	}
	return max(nth, 1)
}

// describe tells search engines what the page of a step is about.
func (r *Renderer) describe(e *plan.Entry) string {
	f := r.plan.Flow(e)
	var words []string
	if e.Kind == plan.Question {
		for _, a := range f.Steps[e.Step].Out {
			if a.Label != "" {
				words = append(words, a.Label)
			}
		}
		return f.Title + "：" + r.plan.Title(e) + strings.Join(words, "、")
	}
	for _, note := range f.Notes[e.Step] {
		words = append(words, note.Text())
	}
	return r.plan.Title(e) + "。" + strings.Join(words, "。")
}

// telephone makes a number one that a telephone can call; "" if it is none.
func telephone(written string) template.HTMLAttr {
	digits := strings.NewReplacer(" ", "", "-", "", "－", "", "—", "").Replace(written)
	if _, err := strconv.ParseUint(digits, 10, 64); err != nil || len(digits) < 3 {
		return ""
	}
	return template.HTMLAttr(`href="tel:` + html.EscapeString(digits) + `"`)
}
