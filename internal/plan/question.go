package plan

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"daoyin/internal/content"
	"daoyin/internal/flow"
)

// The steps of a 导引图 as pages.
const (
	Question    Kind = "question"    // leads on to other steps
	Destination Kind = "destination" // a 终点
	Chart       Kind = "chart"       // the whole 导引图 drawn
)

// Questions are a 导引图 as pages to be gone through one by one: a page for each
// step, of whatever kind, so that no step is lost.
type Questions struct {
	Steps []*Entry // by step
	Chart *Entry   // the whole map drawn: with its many places it is too heavy to stand in the guide
}

// First returns the page where the questions begin; f is their flow.
func (q *Questions) First(f *content.Flow) *Entry {
	if starts := f.Starts(); len(starts) > 0 {
		return q.Steps[starts[0]]
	}
	return q.Steps[0]
}

// Questions returns the pages of a page's flow; nil if it is no 导引图 that is
// shown.
func (m *Map) Questions(p *content.Page, f *content.Flow) *Questions {
	e := m.bySource[p.Source]
	if e == nil || e.questions == nil {
		return nil
	}
	for i := range p.Flows {
		if &p.Flows[i] == f {
			return e.questions[i]
		}
	}
	return nil
}

// questions plans the pages of each 导引图 of a page, in a folder of its name.
func (m *Map) questions(e *Entry, page *content.Page) {
	e.questions = make([]*Questions, len(page.Flows))
	for i := range page.Flows {
		f := &page.Flows[i]
		if f.Kind != flow.GuideMap || len(f.Steps) == 0 {
			continue
		}
		q := new(Questions)
		for n, number := range numbers(f) {
			kind := Question
			if f.Steps[n].Kind == flow.End {
				kind = Destination
			}
			q.Steps = append(q.Steps, m.add(&Entry{Kind: kind, Path: page.Path + "/" + number + ".html",
				Parent: e, Target: e, Questions: q, Step: n, flow: i + 1}))
		}
		name := "map"
		if i > 0 {
			name += "-" + itoa(i+1)
		}
		q.Chart = m.add(&Entry{Kind: Chart, Path: page.Path + "/" + name + ".html", Parent: e, Target: e, flow: i + 1})
		e.questions[i] = q
	}
}

// numbers gives each step the six digits that are its address. They are made of
// the step's name, so that an address handed out on paper never comes to lead
// elsewhere when steps are put in, taken out or moved: where somebody may be
// sent to the wrong authority, a page that is gone is better than another page.
// Digits can be read out on the telephone, and no archive or server of an old
// office computer spoils them, as happens to names in Chinese.
func numbers(f *content.Flow) []string {
	const all = 1_000_000
	order := make([]int, len(f.Steps))
	for i := range order {
		order[i] = i
	}
	// Of two names with the same number the first by name keeps it, wherever it stands.
	slices.SortStableFunc(order, func(a, b int) int {
		return strings.Compare(f.Anchor(a), f.Anchor(b))
	})
	taken := map[uint32]bool{}
	numbers := make([]string, len(f.Steps))
	for _, i := range order {
		sum := fnv.New32a()
		sum.Write([]byte(f.Anchor(i)))
		n := sum.Sum32() % all
		for taken[n] {
			n = (n + 1) % all
		}
		taken[n] = true
		numbers[i] = strconv.Itoa(all + int(n))[1:]
	}
	return numbers
}
