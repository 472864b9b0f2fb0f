package check

import (
	"slices"
	"strings"

	"daoyin/internal/content"
	"daoyin/internal/flow"
	"daoyin/internal/law"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

// flows holds the steps of a flow against the registry of law and the places
// of the site file. What is wrong in the flow itself, flow has told already.
func flows(m *plan.Map, p *content.Page, f content.Flow, problems *problem.List) {
	for i := range f.Steps {
		step := &f.Steps[i]
		var articles []cited
		complete := true
		for _, b := range step.Basis {
			l := citation(m, b.Citation, "flow-cite", b.At, problems)
			if l == nil {
				complete = false
				continue
			}
			if a := l.Article(b.Article); a != nil {
				articles = append(articles, cited{a, b.Paragraph})
			} else if b.Article.Number > 0 {
				complete = false
			}
		}
		if step.Limit != nil && complete && (step.Limit.Unit == law.Day || step.Limit.Unit == law.Workday) { // another form is told already
			limit(step, articles, problems)
		}
		if step.Place.Text != "" && m.Site.Settings.Place(step.Place.Text) == nil {
			var known []string
			for _, x := range m.Site.Settings.Places {
				known = append(known, x.Name)
			}
			problems.Error("flow-place", step.Place.At, "没有登记地点“"+step.Place.Text+"”",
				problem.DidYouMean(step.Place.Text, known, "请先在 content/site.yaml 的 places 里登记这个地点。"))
		}
	}
}

// cited is an article beside a step, and which 款 of it; 0 if none is named.
type cited struct {
	*law.Article
	paragraph int
}

// limit holds a step's 期限 against the limits that the articles cited beside
// it set.
func limit(step *flow.Step, articles []cited, problems *problem.List) {
	var registered []string
	for _, a := range articles {
		for _, l := range a.Limits {
			if a.paragraph > 0 && l.Paragraph > 0 && a.paragraph != l.Paragraph {
				continue
			}
			if step.Limit.Agrees(l.Limit) {
				return
			}
			if words := a.ID.Name() + "：" + l.Limit.String(); !slices.Contains(registered, words) {
				registered = append(registered, words)
			}
		}
	}
	written := "“" + step.Title + "”的期限“" + step.Limit.String() + "”"
	switch {
	case len(step.Basis) == 0:
		problems.Error("flow-limit", step.Limit.At, written+"没有写依据，无法核对", "请在这一步加一行“依据 《法名》第N条”。")
	case len(registered) == 0:
		problems.Error("flow-limit", step.Limit.At, written+"在所引条文里没有登记", "请核对依据；确实有这个期限，先在 content/laws 对应的条文下登记。")
	default:
		problems.Error("flow-limit", step.Limit.At, written+"与登记的不一致", "登记的是 "+strings.Join(registered, "；")+"。")
	}
}
