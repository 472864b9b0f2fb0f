package web

import (
	"daoyin/internal/law"
	"daoyin/internal/plan"
)

// LawView is a registered law as its page shows it.
type LawView struct {
	*law.Law
	Articles []ArticleView
}

// ArticleView is one article.
type ArticleView struct {
	Name   string // 第三十四条
	Anchor string
	Gist   string
	Limits []law.ArticleLimit
	Guides []Link // guides that rest on it
}

// mostGuides is how many guides an article names; more would bury the gist.
const mostGuides = 6

func (r *Renderer) law(e *plan.Entry) *LawView {
	v := &LawView{Law: e.Law}
	for _, a := range e.Law.Articles {
		x := ArticleView{Name: a.ID.Name(), Anchor: a.ID.Anchor(), Gist: a.Gist, Limits: a.Limits}
		for _, g := range r.citing()[citedArticle{e.Law, a.ID}] {
			x.Guides = append(x.Guides, linkTo(r.plan.Title(g), e.Href(g)))
		}
		v.Articles = append(v.Articles, x)
	}
	return v
}

type citedArticle struct {
	law     *law.Law
	article law.ArticleID
}

// citing finds the guides that cite each article, the first few of each.
func citing(m *plan.Map) map[citedArticle][]*plan.Entry {
	found := map[citedArticle][]*plan.Entry{}
	add := func(e *plan.Entry, c law.Citation) {
		l := m.Site.Laws.Lookup(c.Law)
		if l == nil {
			return
		}
		key := citedArticle{l, c.Article}
		list := found[key]
		if len(list) < mostGuides && (len(list) == 0 || list[len(list)-1] != e) {
			found[key] = append(list, e)
		}
	}
	for _, e := range m.Entries {
		if e.Kind != plan.Guide {
			continue
		}
		p := m.Page(e)
		for _, f := range p.Flows {
			for i := range f.Steps {
				for _, b := range f.Steps[i].Basis {
					add(e, b.Citation)
				}
			}
		}
		for _, c := range p.Doc.Citations {
			add(e, c.Citation)
		}
	}
	return found
}
