package leaflet

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"daoyin/internal/content"
	"daoyin/internal/flow"
	"daoyin/internal/markdown"
	"daoyin/internal/scene"
	"daoyin/internal/typeset"
)

// A validator of leaflets, which knows the sheet from the outside: millimetres
// of A4, not the numbers that the leaflet was made with.

// box is what a shape covers.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) meets(o box) bool { return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1 }

// covers is the place of a text: where Chinese characters have ink.
func covers(t scene.Text) box {
	return box{t.X, t.Y - 0.84*t.Size, t.X + t.Width, t.Y + 0.1*t.Size}
}

const (
	pointsPerMM = 842.0 / 297
	edge        = 8 * pointsPerMM // white on all four sides
	nearFold    = 6 * pointsPerMM
)

// found is what a walk through a panel finds, in the order of painting.
type found struct {
	texts []scene.Text
	rules [][2]scene.Part
	steps []scene.Group
	codes []box
	folds []float64
	said  strings.Builder // all texts but hints, without white space
}

func (f *found) walk(shapes []scene.Shape, class string) {
	for _, s := range shapes {
		switch s := s.(type) {
		case scene.Group:
			switch s.Class {
			case "step":
				f.steps = append(f.steps, s)
			case "qr":
				r := s.Shapes[0].(scene.Rect)
				f.codes = append(f.codes, box{r.X, r.Y, r.X + r.W, r.Y + r.H})
				continue
			}
			f.walk(s.Shapes, s.Class)
		case scene.Text:
			f.texts = append(f.texts, s)
			if class != "hint" {
				f.said.WriteString(dense(s.Runes))
			}
		case scene.Path:
			if len(s.Parts) == 2 && class == "fold" {
				f.folds = append(f.folds, s.Parts[0].X)
			} else if len(s.Parts) == 2 {
				f.rules = append(f.rules, [2]scene.Part(s.Parts))
			}
		}
	}
}

func dense(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == joiner {
			return -1
		}
		return r
	}, s)
}

// validate returns everything that is wrong with the sides of p's leaflet.
func validate(set *typeset.Setter, p *content.Page, sides []scene.Scene) (faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	if len(sides) != 2 {
		fault("%d sides", len(sides))
		return
	}
	order := [2][]string{{"flap", "back", "front"}, {"inside-1", "inside-2", "inside-3"}}
	width := (297 + 2) / 3.0 * pointsPerMM
	narrow := width - 2*pointsPerMM
	starts := [2][]float64{{0, narrow, narrow + width, 842}, {0, width, 2 * width, 842}}
	panels := map[string]*found{}
	for i, side := range sides {
		if side.Width != 842 || side.Height != 595 {
			fault("side %d is %v × %v", i, side.Width, side.Height)
		}
		whole := &found{}
		whole.walk(side.Shapes, "")
		checkFolds(whole.folds, starts[i][1:3], fault)
		for n, class := range order[i] {
			f := &found{}
			f.walk(panelOf(side, class), class)
			panels[class] = f
			checkPanel(f, class, starts[i][n], starts[i][n+1], set, fault)
		}
	}
	checkSteps(p, panels, fault)
	checkWays(p, panels, fault)
	checkWords(set, p, panels, fault)
	if codes := panels["back"].codes; len(codes) != 1 || codes[0].x1-codes[0].x0 < 25*pointsPerMM {
		fault("the code is missing or smaller than 25 mm")
	}
	return faults
}

func panelOf(side scene.Scene, class string) []scene.Shape {
	for _, s := range side.Shapes {
		if g, ok := s.(scene.Group); ok && g.Class == class {
			return g.Shapes
		}
	}
	return nil
}

func checkFolds(got, want []float64, fault func(string, ...any)) {
	if len(got) != 4 {
		fault("%d fold marks", len(got))
	}
	for i, x := range got {
		if math.Abs(x-want[i/2]) > 0.01 {
			fault("a fold mark at %.2f, not %.2f", x, want[i/2])
		}
	}
}

// checkPanel checks the panel between two edges.
func checkPanel(f *found, class string, x0, x1 float64, set *typeset.Setter, fault func(string, ...any)) {
	if len(f.texts) == 0 && class != "inside-3" && class != "flap" {
		fault("%s is empty", class)
	}
	safe := box{x0 + nearFold, edge, x1 - nearFold, 595 - edge}
	if x0 == 0 {
		safe.x0 = edge
	}
	if x1 == 842 {
		safe.x1 = 842 - edge
	}
	for i, t := range f.texts {
		c := covers(t)
		if t.Size < 11 {
			fault("%s: %q is of %v points", class, t.Runes, t.Size)
		}
		if c.x0 < safe.x0-0.01 || c.x1 > safe.x1+0.01 || c.y0 < safe.y0-0.01 || c.y1 > safe.y1+0.01 {
			fault("%s: %q stands outside", class, t.Runes)
		}
		if w := set.Width(t.Runes, typeset.Style{Size: t.Size, Bold: t.Bold}); math.Abs(w-t.Width) > 0.01 {
			fault("%s: %q is %v wide, not %v", class, t.Runes, w, t.Width)
		}
		for _, o := range f.texts[:i] {
			if c.meets(covers(o)) {
				fault("%s: %q and %q overlap", class, o.Runes, t.Runes)
			}
		}
		for _, r := range f.rules {
			line := box{min(r[0].X, r[1].X) - 0.2, min(r[0].Y, r[1].Y) - 0.2, max(r[0].X, r[1].X) + 0.2, max(r[0].Y, r[1].Y) + 0.2}
			if c.meets(line) {
				fault("%s: a line through %q", class, t.Runes)
			}
		}
		for _, code := range f.codes {
			if c.meets(code) {
				fault("%s: %q on the code", class, t.Runes)
			}
		}
	}
}

// reading is the order in which the panels of the text are read.
func reading(panels map[string]*found) []*found {
	return []*found{panels["inside-1"], panels["inside-2"], panels["inside-3"], panels["flap"]}
}

// checkSteps: all steps stand there once, in order, with who does them and how
// long it may take.
func checkSteps(p *content.Page, panels map[string]*found, fault func(string, ...any)) {
	var steps []scene.Group
	for _, f := range reading(panels) {
		steps = append(steps, f.steps...)
	}
	n := 0
	for _, f := range p.Flows {
		for i := range f.Steps {
			if n >= len(steps) {
				fault("step %d is missing", i+1)
				continue
			}
			words := &found{}
			words.walk(steps[n].Shapes, "")
			said, s := words.said.String(), &f.Steps[i]
			wanted := []string{fmt.Sprint(f.Number(i)), s.Title}
			if s.Actor >= 0 {
				wanted = append(wanted, f.Actors[s.Actor])
			}
			if s.Limit != nil {
				wanted = append(wanted, s.Limit.String())
			}
			for _, w := range wanted {
				if !strings.Contains(said, dense(w)) {
					fault("step %d does not say %q: %q", i+1, w, said)
				}
			}
			n++
		}
	}
	if n < len(steps) {
		fault("%d steps too many", len(steps)-n)
	}
}

// checkWays: every way out of a step is told, or is the way to the next one.
func checkWays(p *content.Page, panels map[string]*found, fault func(string, ...any)) {
	said := ""
	var steps []scene.Group
	for _, f := range reading(panels) {
		said += f.said.String()
		steps = append(steps, f.steps...)
	}
	n := 0
	for _, f := range p.Flows {
		for i := range f.Steps {
			if n++; n > len(steps) {
				return // told already
			}
			words := &found{}
			words.walk(steps[n-1].Shapes, "")
			for _, a := range f.Steps[i].Out {
				to := fmt.Sprintf("第%d步", f.Number(a.To))
				decision, aside := f.Aside(a.To)
				switch own := words.said.String(); {
				case f.Steps[i].Kind == flow.Decision && aside && decision == i:
					if !strings.Contains(said, dense(a.Label)+"→") {
						fault("step %d: the side exit %q is not told", i+1, a.Label)
					}
				case f.Steps[i].Kind == flow.Decision:
					if !strings.Contains(said, dense(a.Label)+"→"+to) {
						fault("step %d: the way %q to %s is not told", i+1, a.Label, to)
					}
				case a.To == i+1:
					if strings.Contains(own, "→接第") || strings.Contains(own, "→回到第") {
						fault("step %d tells that it goes to the next one", i+1)
					}
				case !strings.Contains(own, "→接"+to) && !strings.Contains(own, "→回到"+to):
					fault("step %d: the way to %s is not told", i+1, to)
				}
			}
		}
	}
}

// checkWords: each section is there with every word, or named among those that
// are not.
func checkWords(set *typeset.Setter, p *content.Page, panels map[string]*found, fault func(string, ...any)) {
	var b strings.Builder
	for _, f := range reading(panels) {
		b.WriteString(f.said.String())
	}
	said := b.String()
	_, left, _ := strings.Cut(said, "还有：")
	heading, besides := "", false // a heading under which a flow stands need not be said
	for _, passage := range append(p.Doc.Passages(), markdown.Passage{Kind: markdown.AsHeading, Level: 1}) {
		switch {
		case passage.Kind == markdown.AsFence:
			besides = true
		case passage.Kind == markdown.AsHeading && passage.Level <= 2:
			if !besides && !strings.Contains(said, dense(heading)) {
				fault("the heading %q is missing", heading)
			}
			heading, besides = passage.Words(), false
		}
	}
	t := &typesetter{set: set}
	for _, s := range sections(p) {
		if strings.Contains(left, dense(s.name())) {
			continue
		}
		for _, passage := range append(s.passages, s.notes...) {
			for _, runs := range append(passage.Cells, passage.Runs) {
				var words strings.Builder
				for _, r := range t.words(p.Doc, runs) {
					words.WriteString(r.Text)
				}
				if !strings.Contains(said, dense(words.String())) {
					fault("section %q lost %q", s.title, words.String())
				}
			}
		}
	}
}
