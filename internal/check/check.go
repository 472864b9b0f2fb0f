// Package check asks of a planned site: is it right? Do links and citations
// arrive, do limits agree with the registry of law, are the facts there that a
// citizen is owed? One file for each kind of question; all findings are
// problems for the editor.
//
// It changes nothing and reads no files.
package check

import (
	"daoyin/internal/content"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

// Page holds one page against the site. Pages may be checked side by side,
// each with a list of its own. A draft is not checked; a page that is not
// shown yet, or no more, is.
func Page(m *plan.Map, p *content.Page, problems *problem.List) {
	if p.Front.Draft {
		return
	}
	pageLinks(m, p, problems)
	citations(m, p, problems)
	for _, f := range p.Flows {
		flows(m, p, f, problems)
	}
}

// Site holds what belongs to no single page against the site.
func Site(m *plan.Map, problems *problem.List) {
	doors(m, problems)
	posters(m, problems)
	unknownFiles(m, problems)
}
