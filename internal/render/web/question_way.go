package web

import (
	"html/template"
	"strconv"

	"daoyin/internal/flow"
)

// A page does not know by which way its reader came; the link does. Its
// fragment names one of the page's ways, the style sheet then shows that one
// alone, and without a fragment all are shown.

const (
	top      = "ask" // the place of a page that links name where they know no way
	mostWays = 12    // as many as question.css tells apart
)

// WayView is a way to a step: what was answered before.
type WayView struct {
	Cut     bool // what came first differs
	Answers []AnswerView
	Back    Link // to the step before
}

// AnswerView is an answer given on the way.
type AnswerView struct {
	Attr   template.HTMLAttr // to the question
	Title  string
	Labels []string // several if each leads on alike; none of a step that asks nothing
}

// came fills in how the step can be reached.
func (s *questioner) came(q *QuestionView) {
	into := s.ways.Into(s.e.Step)
	for i, w := range into {
		if i == mostWays {
			q.More = len(into) - mostWays
			return
		}
		before, whole := s.ways.Before(w.From)
		from := &s.flow.Steps[w.From]
		back := "回上一步：" + from.Title
		switch {
		case s.flow.Steps[s.e.Step].Kind == flow.End:
			back = "不是您要找的？退回来再选"
		case from.Kind == flow.Decision:
			back = "回上一问：" + from.Title
		}
		view := WayView{Cut: !whole, Back: s.to(back, w.From)}
		for _, a := range append(before, flow.Answer{Step: w.From, Labels: []string{w.Label}}) {
			step := &s.flow.Steps[a.Step]
			if step.Kind == flow.Start {
				continue
			}
			answer := AnswerView{Attr: s.to("", a.Step).Attr, Title: step.Title}
			if step.Kind == flow.Decision {
				answer.Labels = a.Labels
			}
			view.Answers = append(view.Answers, answer)
		}
		q.Vias = append(q.Vias, wayID(i))
		q.Ways = append(q.Ways, view)
	}
}

func wayID(i int) string { return "w" + strconv.Itoa(i+1) }

// via returns what an arrow is called at the step it leads to.
func (s *questioner) via(from int, a flow.Arrow) string {
	for i, w := range s.ways.Into(a.To) {
		if w.From == from && w.Label == a.Label && i < mostWays {
			return wayID(i)
		}
	}
	return top
}

// to returns a link to a step that the reader has been at, by its only way if
// it has but one.
func (s *questioner) to(title string, step int) Link {
	place := top
	if len(s.ways.Into(step)) == 1 {
		place = wayID(0)
	}
	return s.link(title, step, place)
}

func (s *questioner) link(title string, step int, place string) Link {
	return linkTo(title, s.e.Href(s.q.Steps[step])+"#"+place)
}
