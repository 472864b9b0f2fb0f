package flow

import (
	"fmt"
	"regexp"
	"strings"
)

// Text writes a flow in words, for strips, screen readers, search and print:
// nothing of it is lost, and ReadText reads it back. Inline Markdown of a 说明
// stays as it was written.
func Text(g *Graph) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s：%s\n", g.Kind, g.Title)
	if g.Subtitle != "" {
		fmt.Fprintf(&b, "简介：%s\n", g.Subtitle)
	}
	if len(g.Actors) > 0 {
		fmt.Fprintf(&b, "有关各方（%d个）：\n", len(g.Actors))
	}
	for _, a := range g.Actors {
		b.WriteString("  " + a + "\n")
	}
	stage := -1
	for i, s := range g.Steps {
		if s.Stage != stage {
			stage = s.Stage
			fmt.Fprintf(&b, "\n第%d阶段 %s\n", stage+1, g.Stages[stage].Title)
		}
		writeStep(&b, g, i)
	}
	return b.String()
}

func writeStep(b *strings.Builder, g *Graph, i int) {
	s := g.Steps[i]
	kind := ""
	if s.Kind != Work {
		kind = "（" + s.Kind.String() + "）"
	}
	fmt.Fprintf(b, "\n第%d步%s %s\n", g.Number(i), kind, s.Title)
	line := func(head, value string) {
		if value != "" {
			b.WriteString("  " + head + value + "\n")
		}
	}
	if s.Name != s.Title {
		line("又名：", s.Name)
	}
	if s.Actor >= 0 {
		line("由谁办：", g.Actors[s.Actor])
	}
	for _, n := range s.Notes {
		line("说明：", n.Text)
	}
	if s.Limit != nil {
		line("期限：", s.Limit.String())
	}
	line("依据：", basisText(s.Basis))
	for _, m := range s.Materials {
		line("要带：", m.Text)
	}
	line("地点：", s.Place.Text)
	for _, l := range s.Links {
		line("链接：", l.Text+" "+l.Target)
	}
	for _, a := range s.Out {
		line("", arrowWords(g, i, a))
	}
}

// arrowWords tells where an arrow leads: 如果 没有：第4步 登记.
func arrowWords(g *Graph, from int, a Arrow) string {
	to := fmt.Sprintf("第%d步 %s", g.Number(a.To), g.Steps[a.To].Title)
	back := g.Back(from, a)
	switch {
	case a.Label != "" && back:
		return "如果 " + setApart(a.Label) + "：回到" + to
	case a.Label != "":
		return "如果 " + setApart(a.Label) + "：" + to
	case a.Implied:
		return "接着：" + to
	case back:
		return "回到" + to
	default:
		return "下一步：" + to
	}
}

// likeTarget finds in a label what looks like the target that follows a label.
var likeTarget = regexp.MustCompile(`：( *(?:回到)?第[0-9])`)

// setApart widens what in a label looks like a target, so that the first such
// thing in a line is the target.
func setApart(label string) string { return likeTarget.ReplaceAllString(label, "： $1") }
