package chart_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daoyin/internal/chart"
	"daoyin/internal/chart/charttest"
	"daoyin/internal/draw/svg"
	"daoyin/internal/flow"
	"daoyin/internal/flow/flowtest"
	"daoyin/internal/problem"
)

// seen is what a drawing tells.
type seen struct {
	steps []seenStep // by number
	ways  []string   // from → to: label
}

type seenStep struct{ title, who, limit, link string }

const (
	navyInk = "#14304f"
	redInk  = "#a01e17"
)

// look reads a route map from its picture: who stands where, and which box
// each line leaves and enters.
func look(text string) (seen, error) {
	marks, err := readSVG(text)
	if err != nil {
		return seen{}, err
	}
	var s seen
	var boxes []mark
	for _, m := range marks {
		if m.name != "a" {
			continue
		}
		number, step, chips := lookAtStep(m)
		if number != len(s.steps)+1 {
			return s, fmt.Errorf("step %d comes after %d others", number, len(s.steps))
		}
		s.steps, boxes = append(s.steps, step), append(boxes, m.inside[0])
		s.ways = append(s.ways, chips...)
	}
	var lines [][]place
	var tips []place
	var labels []mark
	panels := slices.IndexFunc(marks, func(m mark) bool { return m.name == "rect" }) // before them is the legend
	for _, m := range marks[panels:] {
		switch {
		case m.name == "path" && m.fill == "none":
			lines = append(lines, m.paths...)
		case m.name == "path":
			for _, head := range m.paths {
				tips = append(tips, head[0])
			}
		case m.name == "text" && !m.start && m.fill != "#fff":
			m.w, m.h = charttest.EmCount{}.Width(m.words, m.size, true)+0.55*m.size, 1.43*m.size
			m.y -= 0.37*m.size + m.h/2 // from the baseline to the upper edge
			if k := len(labels) - 1; k >= 0 && labels[k].x == m.x && m.y > labels[k].y && m.y-labels[k].y < labels[k].h {
				l := &labels[k]
				l.words, l.h, l.w = l.words+m.words, m.y-l.y+m.h, max(l.w, m.w)
				continue
			}
			labels = append(labels, m)
		}
	}
	words := make([]string, len(lines))
	for _, l := range labels {
		near := 0
		for i := range lines {
			if away(lines[i], l) < away(lines[near], l) {
				near = i
			}
		}
		words[near] += l.words
	}
	for i, line := range lines {
		from, to := boxAt(boxes, line[0]), boxAt(boxes, tipOf(line, tips))
		s.ways = append(s.ways, fmt.Sprintf("%d → %d: %s", from+1, to+1, bare(words[i])))
	}
	return s, nil
}

var chipWords = regexp.MustCompile(`^(.*)→第(\d+)步$`)

// lookAtStep reads a box: the number in the disc, who beside it, the title in
// the largest type, the limit on red, ways on in frames.
func lookAtStep(m mark) (number int, s seenStep, chips []string) {
	s.link = m.link
	largest := 0.0
	for _, t := range m.inside {
		largest = max(largest, t.size)
	}
	var under mark
	chip := ""
	endChip := func() {
		if chip != "" {
			w := chipWords.FindStringSubmatch(bare(chip))
			if w == nil {
				w = []string{"", "unreadable: " + chip, "0"}
			}
			chips = append(chips, fmt.Sprintf("%d → %s: %s", number, w[2], w[1]))
		}
		chip = ""
	}
	for i, t := range m.inside {
		switch {
		case t.name == "rect" && i > 0:
			endChip()
			under = t
		case t.name != "text":
		case number == 0:
			number, _ = strconv.Atoi(t.words)
		case t.size == largest && t.bold:
			s.title += t.words
		case t.start:
			s.who += t.words
		case under.fill == redInk && t.bold && t.fill == "#fff":
			s.limit += t.words
		case under.stroke == navyInk && t.bold:
			chip += t.words
		}
	}
	endChip()
	s.title, s.who, s.limit = bare(s.title), bare(s.who), bare(strings.NewReplacer("，", "", "内", "").Replace(s.limit))
	return number, s, chips
}

func bare(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u3000", " ")), "")
}

// boxAt is the box on whose edge a line begins or ends.
func boxAt(boxes []mark, p place) int {
	for i, b := range boxes {
		x0, y0, x1, y1 := b.bounds()
		in := p.x > x0-2 && p.x < x1+2 && p.y > y0-2 && p.y < y1+2
		if deep := p.x > x0+2 && p.x < x1-2 && p.y > y0+2 && p.y < y1-2; in && !deep {
			return i
		}
	}
	return -2
}

// tipOf is the tip of the head that a line ends under.
func tipOf(line []place, tips []place) place {
	end, before := line[len(line)-1], line[len(line)-2]
	long := math.Hypot(end.x-before.x, end.y-before.y)
	ahead := place{end.x + 9*(end.x-before.x)/long, end.y + 9*(end.y-before.y)/long}
	best := place{-100, -100}
	for _, t := range tips {
		if math.Hypot(t.x-ahead.x, t.y-ahead.y) < math.Hypot(best.x-ahead.x, best.y-ahead.y) {
			best = t
		}
	}
	if math.Hypot(best.x-ahead.x, best.y-ahead.y) > 4 {
		return place{-100, -100}
	}
	return best
}

// away is how far a label stands from a line.
func away(line []place, l mark) float64 {
	x0, x1, y0, y1 := l.x-l.w/2, l.x+l.w/2, l.y, l.y+l.h
	d := math.Inf(1)
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		dx := max(min(a.x, b.x)-x1, x0-max(a.x, b.x), 0)
		dy := max(min(a.y, b.y)-y1, y0-max(a.y, b.y), 0)
		d = min(d, math.Hypot(dx, dy))
	}
	return d
}

// told is what a drawing of a flow should tell. From which day a limit runs
// stands in the list beside a bare chart.
func told(g *flow.Graph) seen {
	var s seen
	for i, step := range g.Steps {
		t := seenStep{title: bare(step.Title), link: "#step-" + strconv.Itoa(i+1)}
		if step.Actor >= 0 {
			t.who = bare(g.Actors[step.Actor])
		}
		if l := step.Limit; l != nil {
			t.limit = l.Length()
			if l.Extend > 0 {
				t.limit += fmt.Sprintf("可延%d%s", l.Extend, l.Unit)
			}
		}
		s.steps = append(s.steps, t)
		for _, a := range step.Out {
			s.ways = append(s.ways, fmt.Sprintf("%d → %d: %s", i+1, a.To+1, bare(a.Label)))
		}
	}
	return s
}

// A chart in a page, read back from its picture, is the flow: steps with number,
// title, actor and limit, arrows with their labels.
func TestPictureIsTheFlow(t *testing.T) {
	n := 5 * randomFlows // DAOYIN_FLOWS=10000 for the whole measure
	if many, err := strconv.Atoi(os.Getenv("DAOYIN_FLOWS")); err == nil {
		n = many
	}
	full, chips, arrows := 0, 0, 0
	for i := range n {
		g := flowtest.Random(rand.New(rand.NewPCG(uint64(i), 19)), flowtest.Options{})
		var problems problem.List
		c := chart.Draw(g, options(chart.Page()), &problems)
		if c == nil {
			if full++; !slices.ContainsFunc(problems.Sorted(), func(p problem.Problem) bool { return p.Code == chart.CodeFull }) {
				t.Errorf("flow %d: neither drawn nor told why", i)
			}
			continue
		}
		chips += len(c.Chips)
		compare(t, fmt.Sprint("flow ", i), c, g)
		for _, s := range g.Steps {
			arrows += len(s.Out)
		}
	}
	t.Logf("%d flows, %d too much for the page, %d arrows, %d of them in chips", n, full, arrows, chips)
	if full > n/20 {
		t.Errorf("%d of %d flows are too much for the page", full, n)
	}
}

func compare(t *testing.T, name string, c *chart.Chart, g *flow.Graph) {
	t.Helper()
	text, err := svg.Inline(*c.Scene)
	if err != nil {
		t.Fatal(err)
	}
	got, err := look(string(text))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	want := told(g)
	slices.SortFunc(got.ways, cmp.Compare[string])
	slices.SortFunc(want.ways, cmp.Compare[string])
	if !slices.Equal(got.steps, want.steps) {
		for i := range want.steps {
			if i >= len(got.steps) || got.steps[i] != want.steps[i] {
				t.Errorf("%s: step %d is %+v, reads %+v", name, i+1, want.steps[i], got.steps[min(i, len(got.steps)-1)])
			}
		}
	}
	if !slices.Equal(got.ways, want.ways) {
		t.Errorf("%s: arrows\n  are   %q\n  read  %q", name, want.ways, got.ways)
	}
}

func TestExamplePictureIsTheFlow(t *testing.T) {
	g := example(t, "xinfang")
	var problems problem.List
	compare(t, "xinfang", chart.Draw(g, options(chart.Page()), &problems), g)
}
