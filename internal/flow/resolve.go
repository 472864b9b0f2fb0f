package flow

import (
	"slices"
	"strconv"
	"strings"

	"daoyin/internal/problem"
)

// resolve looks up names: of steps behind arrows, of actors behind @. Then it
// judges each step by itself.
func (p *parser) resolve() {
	p.resolveActors()
	steps := p.names()
	p.ways = make([]ways, len(p.drafts))
	for i, d := range p.drafts {
		p.ways[i].unsure, p.ways[i].lost = d.unsure, d.unsure
		for _, a := range d.arrows {
			p.resolveArrow(i, a, steps)
		}
		p.materialsAsOutcomes(i, steps)
		p.judgeArrows(i, d)
	}
}

// names maps the key of each step's name to the steps that bear it, and tells
// of those that cannot be told apart. What is only taken for a step comes last
// and is not complained of.
func (p *parser) names() map[string][]int {
	steps := map[string][]int{}
	anchors := map[string]int{}
	for i, d := range p.drafts {
		if d.guess {
			continue
		}
		k := key(d.Name)
		first, taken := anchors[d.Anchor]
		if !taken {
			anchors[d.Anchor] = i
		}
		if same := steps[k]; len(same) > 0 {
			first, taken = same[0], true
		}
		if taken {
			p.duplicate(d, p.drafts[first].name)
		}
		steps[k] = append(steps[k], i)
	}
	for i, d := range p.drafts {
		if d.guess && d.Name != "" {
			steps[key(d.Name)] = append(steps[key(d.Name)], i)
		}
	}
	return steps
}

// duplicate tells of a step that has the name of an earlier one, or the same
// words in it: an arrow could mean either, and both would have one anchor.
func (p *parser) duplicate(d *draft, other Words) {
	what := "“" + d.Name + "”和" + lineOf(other) + "的“" + other.Text + "”只差标点，分不清"
	if key(d.Name) == key(other.Text) {
		what = "有两步都叫“" + d.Name + "”，前一步在" + lineOf(other)
	}
	p.problems.Error("flow-duplicate", d.name.At, what,
		"请改一个标题；标题一定要相同，就给这一步加名字："+d.Kind.String()+" "+d.Title+" [名字]，箭头写“→ 名字”。")
}

// lineOf names another line of the file in a message.
func lineOf(w Words) string { return "第" + strconv.Itoa(w.At.Line) + "行" }

// resolveArrow adds an arrow to its step, if its target is there, and to the
// ways that the later checks walk.
func (p *parser) resolveArrow(i int, a pending, steps map[string][]int) {
	d, w := p.drafts[i], &p.ways[i]
	if a.target.Text == "" {
		w.unsure, w.lost = true, true
		return
	}
	to := steps[key(a.target.Text)]
	if len(to) > 0 {
		d.Out = append(d.Out, Arrow{Label: a.label.Text, To: to[0], At: a.target.At})
		w.next = append(w.next, to...)
		return
	}
	w.unsure = true
	hint := "“→”后面写图里一步的标题，或者方括号里的名字。"
	if meant := p.nearestStep(i, a.target.Text); meant != "" {
		hint = "是不是想写“" + meant + "”？"
		w.next = append(w.next, steps[key(meant)]...)
	} else {
		w.lost = true
	}
	p.problems.Error("flow-target", a.target.At, "图里没有“"+a.target.Text+"”这一步", hint)
}

// nearestStep returns the name of the step that an editor most likely meant:
// hardly the one that the arrow leaves, unless the target is its very title.
func (p *parser) nearestStep(from int, target string) string {
	var names []string
	wanted := key(target)
	for i, d := range p.drafts {
		switch {
		case d.Name == "":
		case d.Name != d.Title && (key(d.Title) == wanted || key(d.Title+" ["+d.Name+"]") == wanted):
			return d.Name // a step that has a name goes by it
		case i != from:
			names = append(names, d.Name)
		}
	}
	return problem.Nearest(target, names)
}

// materialsAsOutcomes tells of an outcome whose label begins with the word
// 材料: it would be read as something to bring, and the arrow be lost.
func (p *parser) materialsAsOutcomes(i int, steps map[string][]int) {
	d := p.drafts[i]
	if d.Kind != Decision {
		return
	}
	for _, m := range d.Materials {
		start, end, found := arrow(m.Text)
		if to := steps[key(m.Text[end:])]; found && len(to) > 0 {
			label := strings.TrimFunc(m.Text[:start], isSpace)
			p.syntax(m.from(start).At, "“材料”一行里有箭头", "是出口的话，标签开头换一个说法，例如“有材料”或者“材料"+label+"”（中间不空格）。")
			d.unsure = true // one of its outcomes is known now, but not counted
			p.ways[i].next = append(p.ways[i].next, to...)
		}
	}
}

// judgeArrows tells of arrows that a step of its kind cannot have, and adds
// the one that goes without saying.
func (p *parser) judgeArrows(i int, d *draft) {
	w := &p.ways[i]
	last := i == len(p.drafts)-1
	switch {
	case d.Kind == Decision:
		p.judgeOutcomes(i, d)
	case len(d.arrows) == 0:
		if d.Kind != End && !last {
			d.Out = []Arrow{{To: i + 1, Implied: true, At: d.At}}
			w.next = append(w.next, i+1)
		}
	case d.guess:
	case d.Kind == End:
		p.syntax(d.arrows[0].start(), "终点后面不能再有箭头", "事情在“"+d.Title+"”就结束了：删掉箭头，或者把“终点”改成“步骤”。")
	default:
		labelled := slices.IndexFunc(d.arrows, func(a pending) bool { return a.label.Text != "" })
		switch {
		case labelled >= 0:
			p.syntax(d.arrows[labelled].start(), "只有“判断”的出口才有标签", "这一步要分几种情况，就把“"+d.Kind.String()+"”改成“判断”；不分，就只写“→ 目标”。")
		case len(d.arrows) > 1:
			p.syntax(d.arrows[1].start(), "“"+d.Title+"”有两个去处", "“"+d.Kind.String()+"”只能有一个箭头；要分几种情况，请用“判断”，给每个出口写上标签。")
		}
	}
}

// start is the place where the arrow's line begins.
func (a pending) start() problem.Position {
	if a.label.Text != "" {
		return a.label.At
	}
	return a.sign.At
}

func (p *parser) judgeOutcomes(i int, d *draft) {
	labels := map[string]bool{}
	for _, a := range d.arrows {
		switch k := key(a.label.Text); {
		case k == "":
			p.syntax(a.sign.At, "判断的出口没有标签", "写成“标签 → 目标”，例如“是 → 登记”。")
		case labels[k]:
			p.problems.Error("flow-outcomes", a.label.At, "“"+d.Title+"”有两个出口都叫“"+a.label.Text+"”", "同一个判断的出口，标签不能相同，请改一个。")
		default:
			labels[k] = true
		}
	}
	if len(d.arrows) >= 2 || d.unsure {
		return
	}
	w := &p.ways[i]
	w.unsure = true
	if i+1 < len(p.drafts) {
		w.next = append(w.next, i+1) // where the outcome not written goes, most likely
	}
	what := "判断“" + d.Title + "”没有出口"
	if len(d.arrows) == 1 {
		what = "判断“" + d.Title + "”只有一个出口"
	}
	p.problems.Error("flow-outcomes", d.At, what, "在它下面至少写两行“标签 → 目标”，例如“是 → 登记”“否 → 不予受理”。判断不会自己往下走。")
}

// resolveActors finds the lane of each step and tells of lanes that stay empty.
func (p *parser) resolveActors() {
	lanes := map[string]int{}
	for i, a := range p.actors {
		lanes[key(a.Text)] = i
	}
	used := make([]bool, len(p.actors))
	for _, d := range p.drafts {
		if d.actor.Text == "" {
			continue
		}
		name := strings.TrimFunc(d.actor.Text[width(d.actor.Text):], isSpace)
		lane, listed := lanes[key(name)]
		if listed {
			d.Actor = lane
			used[lane] = true
			continue
		}
		if !p.lanes && p.graph.Kind == RouteMap {
			continue // one message about the missing line is enough
		}
		hint := "“主体”一行里要先列出它，各主体用“|”隔开：" + form("主体")
		if open := strings.IndexAny(name, "[［【"); open >= 0 {
			hint = "名字写在@主体前面，例如“步骤 复查 [复查二] @上一级机关”。"
			name = strings.TrimFunc(name[:open], isSpace)
		} else if meant := problem.Nearest(name, p.graph.Actors); meant != "" {
			hint = "是不是想写“@" + meant + "”？"
			name = meant
		}
		p.problems.Error("flow-actor", d.actor.At, "主体里没有“"+d.actor.Text+"”", hint)
		if lane, meant := lanes[key(name)]; meant {
			used[lane] = true
		}
	}
	for i, a := range p.actors {
		if !used[i] {
			p.problems.Error("flow-actor", a.At, "主体“"+a.Text+"”没有用到", "给它办的步骤加上“@"+a.Text+"”，或者从“主体”一行删掉它。")
		}
	}
}
