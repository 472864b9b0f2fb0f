package flow

import "strings"

// Format writes a flow as source, without its fence, in the one canonical
// form. Reading it again gives an equal flow.
func Format(g *Graph) []byte {
	var b strings.Builder
	line := func(keyword, value string) {
		if value != "" {
			b.WriteString(keyword + " " + value + "\n")
		}
	}
	line("标题", g.Title)
	line("副题", g.Subtitle)
	line("主体", strings.Join(g.Actors, " | "))
	stage := -1
	for i, s := range g.Steps {
		if s.Stage != stage {
			stage = s.Stage
			b.WriteByte('\n')
			line("阶段", g.Stages[stage].Title)
		} else if i == 0 {
			b.WriteByte('\n')
		}
		line(s.Kind.String(), stepTitle(g, s))
		for _, n := range s.Notes {
			line("  说明", n.Text)
		}
		if s.Limit != nil {
			line("  期限", s.Limit.String())
		}
		line("  依据", basisText(s.Basis))
		for _, m := range s.Materials {
			line("  材料", m.Text)
		}
		line("  地点", s.Place.Text)
		for _, l := range s.Links {
			line("  链接", l.Text+" "+l.Target)
		}
		for _, a := range s.Out {
			switch name := g.Steps[a.To].Name; {
			case a.Implied:
			case a.Label == "":
				line("  →", name)
			default:
				line("  "+a.Label+" →", name)
			}
		}
	}
	return []byte(b.String())
}

// stepTitle writes what follows a step's keyword: title, [name], @actor.
func stepTitle(g *Graph, s Step) string {
	title := s.Title
	if s.Name != s.Title {
		title += " [" + s.Name + "]"
	}
	if s.Actor >= 0 {
		title += " @" + g.Actors[s.Actor]
	}
	return title
}
