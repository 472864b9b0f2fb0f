package flow

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// More than these gets a warning: nobody can follow it on one page.
const (
	maxSteps    = 24
	maxDepth    = 5
	maxOutcomes = 8
	maxTitle    = 14 // characters
)

// ways are where a step leads, as far as known. They are kinder than the
// graph: a mistake that has been told is taken for what was most likely meant,
// so that it causes no further messages.
type ways struct {
	next   []int
	unsure bool // some way out is not known: it may well reach an End
	lost   bool // some way out may lead to any step at all
}

// check tells what is wrong with the flow as a whole.
func (p *parser) check() {
	if len(p.drafts) == 0 {
		p.syntax(p.graph.At, "这张图还没有步骤", "至少写一个“起点”和一个“终点”。")
		return
	}
	p.checkReach()
	p.checkEnds()
	p.checkLong()
}

// checkReach tells of steps that no way leads to. Of a chain of such steps only
// the first is told: the others follow from it.
func (p *parser) checkReach() {
	var starts []int
	for i, d := range p.drafts {
		if d.Kind == Start {
			starts = append(starts, i)
		}
	}
	if len(starts) == 0 {
		first := p.drafts[0]
		p.syntax(first.At, "这张图没有起点", "事情从哪一步开始，就把哪一步写成“起点”，例如“起点 "+first.Title+"”。")
		starts = []int{0}
	}
	next := p.next()
	reached := make([]bool, len(p.drafts))
	walk(next, starts, reached)
	for i, ok := range reached {
		if ok && p.ways[i].lost {
			return
		}
	}
	for _, i := range heads(next, reached) {
		if d := p.drafts[i]; !d.guess {
			p.problems.Error("flow-unreachable", d.At, "没有路走到“"+d.Title+"”", p.howToReach(i))
		}
	}
}

func (p *parser) howToReach(i int) string {
	how := "请从它前面的某一步加“→ " + p.drafts[i].Name + "”；不需要这一步就删掉它。"
	if i == 0 {
		return how
	}
	before := p.drafts[i-1]
	switch {
	case before.Kind == End:
		return "它前面的“" + before.Title + "”是终点，不会往下走；" + how
	case before.Kind == Decision:
		return "它前面的“" + before.Title + "”是判断，只走自己的出口，不会往下走；" + how
	default:
		return "它前面的“" + before.Title + "”用箭头去了别处；" + how
	}
}

// checkEnds tells of steps from which no End can be reached: of those that
// only lead to each other the first, and none that merely lead there.
func (p *parser) checkEnds() {
	before := make([][]int, len(p.drafts))
	var ends []int
	for i, d := range p.drafts {
		for _, to := range p.ways[i].next {
			before[to] = append(before[to], i)
		}
		if d.Kind == End || p.ways[i].unsure {
			ends = append(ends, i)
		}
	}
	safe := make([]bool, len(p.drafts))
	walk(before, ends, safe)
	for _, i := range heads(before, safe) {
		d := p.drafts[i]
		if len(p.ways[i].next) == 0 {
			p.problems.Error("flow-dead-end", d.At, "“"+d.Title+"”后面没有下一步，也不是终点",
				"事情在这里结束，就把“"+d.Kind.String()+"”改成“终点”；还没结束，就在它下面加“→ 目标”。")
			continue
		}
		p.problems.Error("flow-dead-end", d.At, "从“"+d.Title+"”出发只会转圈，到不了任何终点",
			"请在圈里的某个判断加一个通向终点的出口。")
	}
}

// checkLong warns of what no reader can take in.
func (p *parser) checkLong() {
	g := p.graph
	warn := func(w Words, what, how string) { p.problems.Warn("flow-long", w.At, what, how) }
	if n := len(p.drafts); g.Kind == RouteMap && n > maxSteps {
		warn(Words{At: g.At}, "这张路线图有"+strconv.Itoa(n)+"步，太长了", "最好不超过"+strconv.Itoa(maxSteps)+"步；请合并步骤，或者分成两张图。")
	}
	titles := []Words{}
	if p.title != nil {
		titles = append(titles, *p.title)
	}
	depth := p.depths()
	for i, d := range p.drafts {
		if !d.guess {
			titles = append(titles, d.title)
		}
		if g.Kind != GuideMap || d.Kind != Decision {
			continue
		}
		if depth[i] == maxDepth+1 {
			warn(d.title, "走到这里已经是第"+strconv.Itoa(depth[i])+"个问题", "最好不超过"+strconv.Itoa(maxDepth)+"个问题就告诉群众去哪里；请合并问题。")
		}
		if n := len(d.arrows); n > maxOutcomes {
			warn(d.title, "这个问题有"+strconv.Itoa(n)+"个出口，太多了", "最好不超过"+strconv.Itoa(maxOutcomes)+"个；请先问大类，再问小类。")
		}
	}
	for _, t := range titles {
		if n := utf8.RuneCountInString(t.Text); n > maxTitle {
			warn(t, "标题有"+strconv.Itoa(n)+"个字，太长了", "最好不超过"+strconv.Itoa(maxTitle)+"个字，多的话写进“说明”。")
		}
	}
}

// depths counts, for each step, the questions on the longest way to it and
// itself, ways back left out.
func (p *parser) depths() []int {
	depth := make([]int, len(p.drafts))
	for i, d := range p.drafts {
		if d.Kind == Decision {
			depth[i]++
		}
		for _, to := range p.ways[i].next {
			if to > i {
				depth[to] = max(depth[to], depth[i])
			}
		}
	}
	return depth
}

func (p *parser) next() [][]int {
	next := make([][]int, len(p.ways))
	for i, w := range p.ways {
		next[i] = w.next
	}
	return next
}

// walk marks everything that can be reached from the given steps. It returns
// the steps it came to in the order in which it was done with them.
func walk(next [][]int, from []int, seen []bool) (done []int) {
	type place struct{ step, arrow int }
	for _, root := range from {
		if seen[root] {
			continue
		}
		seen[root] = true
		stack := []place{{step: root}}
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			if top.arrow == len(next[top.step]) {
				done = append(done, top.step)
				stack = stack[:len(stack)-1]
				continue
			}
			to := next[top.step][top.arrow]
			top.arrow++
			if !seen[to] {
				seen[to] = true
				stack = append(stack, place{step: to})
			}
		}
	}
	return done
}

// heads returns the fewest steps from which everything that is not in known
// can be reached, in text order; of a circle that nothing leads into, the
// first.
//
// The steps are walked twice, as in Kosaraju's way of finding circles: of what
// is left, the step that the first walk was done with last has nothing before
// it but its own circle, of which it is the first in the text.
func heads(next [][]int, known []bool) []int {
	var unknown []int
	for i, k := range known {
		if !k {
			unknown = append(unknown, i)
		}
	}
	done := walk(next, unknown, slices.Clone(known))
	covered := slices.Clone(known)
	var first []int
	for _, i := range slices.Backward(done) {
		if !covered[i] {
			first = append(first, i)
			walk(next, []int{i}, covered)
		}
	}
	slices.Sort(first)
	return first
}
