package check

import (
	"strings"

	"daoyin/internal/content"
	"daoyin/internal/law"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

func citations(m *plan.Map, p *content.Page, problems *problem.List) {
	for _, c := range p.Doc.Citations {
		citation(m, c.Citation, "cite", c.At, problems)
	}
	for _, f := range p.Flows {
		for n := range f.Notes {
			for _, note := range f.Notes[n] {
				for _, c := range note.Citations {
					citation(m, c.Citation, "cite", c.At, problems)
				}
			}
		}
	}
}

// citation holds one citation against the registry. In running text a title
// that is no law's and has no article may be anything: a book, a form.
func citation(m *plan.Map, c law.Citation, code string, at problem.Position, problems *problem.List) *law.Law {
	laws := m.Site.Laws
	if laws.Disputed(c.Law) {
		return nil // the mistake is in the data files, and told there
	}
	l := laws.Lookup(c.Law)
	switch {
	case l == nil && (c.Article.Number > 0 || soundsLikeLaw(c.Law) || code == "flow-cite"):
		problems.Error(code, at, "没有登记《"+c.Law+"》", problem.DidYouMean(c.Law, laws.Names(), "请核对法名；确实要引用，先在 content/laws 里登记这部法。"))
	case l != nil && c.Article.Number > 0 && l.Article(c.Article) == nil:
		problems.Error(code, at, "《"+c.Law+"》没有登记"+c.Article.Name(), "请核对条号；确实要引用，先在 "+l.Source+" 里登记这一条。")
	}
	if l != nil && !l.Repealed.IsZero() && !m.At.Before(l.Repealed.Time()) {
		problems.Error("cite-repealed", at, "《"+c.Law+"》已经在"+l.Repealed.Long()+"废止", "请改引现行的法；确实要提到旧法，去掉书名号。")
	}
	return l
}

func soundsLikeLaw(name string) bool {
	for _, ending := range []string{"法", "条例", "法典", "宪法"} {
		if strings.HasSuffix(name, ending) && !strings.HasSuffix(name, "办法") && !strings.HasSuffix(name, "书法") {
			return true
		}
	}
	return false
}
