package charttest

import (
	"fmt"
	"math"
	"strings"

	"daoyin/internal/flow"
	"daoyin/internal/scene"
)

// Report is what a reader would find wrong, and what can be counted.
type Report struct {
	Faults    []string
	Lines     int // arrows drawn as lines
	Chips     int // arrows told in a chip
	Crossings int
}

// Check reads a chart's scene back and holds it against the flow.
func Check(s *scene.Scene, g *flow.Graph, minText float64) Report {
	c := &checker{scene: s, flow: g, minText: minText, steps: make([]*part, len(g.Steps))}
	c.read(s.Shapes, nil)
	c.texts()
	c.boxes()
	c.stepWords()
	c.arrowsDrawn()
	c.ways()
	c.labelsClear()
	return c.Report
}

// part is a group of the scene that means something.
type part struct {
	scene.Group
	bounds rect
	texts  []text
	way    way     // of arrows, labels, chips
	points []point // of arrows: corners, from box to tip
	wide   float64
}

type text struct {
	scene.Text
	box rect
}

type way struct {
	from, to int
	label    string
}

type checker struct {
	Report
	scene   *scene.Scene
	flow    *flow.Graph
	minText float64
	all     []*part
	steps   []*part
	arrows  []*part
	labels  []*part
	chips   []*part
	loose   []text // in no group
}

func (c *checker) fault(format string, args ...any) {
	c.Faults = append(c.Faults, fmt.Sprintf(format, args...))
}

// read sorts the groups by what they are. Words of a group within a group
// belong to the inner one.
func (c *checker) read(shapes []scene.Shape, in *part) {
	for i, s := range shapes {
		if in != nil && i == 0 {
			in.bounds = boundsOf(s)
		}
		switch s := s.(type) {
		case scene.Text:
			t := text{s, rect{s.X, s.Y - 0.8*s.Size, s.X + s.Width, s.Y + 0.06*s.Size}}
			if in == nil {
				c.loose = append(c.loose, t)
			} else {
				in.texts = append(in.texts, t)
			}
		case scene.Group:
			p := &part{Group: s}
			c.all = append(c.all, p)
			c.read(s.Shapes, p)
			c.sort(p)
		}
	}
}

func (c *checker) sort(p *part) {
	switch p.Class {
	case "step":
		for i, s := range c.flow.Steps {
			if s.Anchor == p.ID {
				if c.steps[i] != nil {
					c.fault("第%d步 is drawn twice", i+1)
				}
				c.steps[i] = p
			}
		}
	case "arrow":
		p.way = wayOf(p.Title)
		p.points, p.wide = pointsOf(p.Shapes)
		c.arrows = append(c.arrows, p)
	case "label":
		p.way = wayOf(p.Title)
		c.labels = append(c.labels, p)
	case "chip":
		p.way = wayOf(p.Title)
		c.chips = append(c.chips, p)
	}
}

// wayOf reads 第2步 → 第3步：没有.
func wayOf(title string) way {
	var w way
	head, label, _ := strings.Cut(title, "：")
	if _, err := fmt.Sscanf(head, "第%d步 → 第%d步", &w.from, &w.to); err != nil {
		return way{-1, -1, title}
	}
	return way{w.from - 1, w.to - 1, label}
}

// texts checks every word's size and place.
func (c *checker) texts() {
	canvas := rect{0, 0, c.scene.Width, c.scene.Height}
	check := func(t text) {
		if t.Size < c.minText-1e-6 {
			c.fault("“%s” is %.1f, smaller than %.1f", t.Runes, t.Size, c.minText)
		}
		if !canvas.holds(t.box) {
			c.fault("“%s” stands out of the canvas", t.Runes)
		}
	}
	for _, t := range c.loose {
		check(t)
	}
	var seen []text
	for _, p := range c.all {
		for _, t := range p.texts {
			check(t)
			if enclosing(p.Class) && !inside(p.Shapes[0], t.box) {
				c.fault("“%s” stands out of its %s “%s”", t.Runes, p.Class, p.Title)
			}
			for _, o := range seen {
				if o.box.grow(-0.6).meets(t.box) {
					c.fault("“%s” lies on “%s”", t.Runes, o.Runes)
				}
			}
			seen = append(seen, t)
		}
	}
}

func enclosing(class string) bool {
	switch class {
	case "step", "label", "chip", "limit", "panel", "title", "card", "question":
		return true
	}
	return false
}

// boxes checks that steps stand clear of each other and within the canvas.
func (c *checker) boxes() {
	canvas := rect{0, 0, c.scene.Width, c.scene.Height}
	for i, a := range c.steps {
		if a == nil {
			c.fault("第%d步 is not drawn", i+1)
			continue
		}
		if !canvas.holds(a.bounds) {
			c.fault("第%d步 stands out of the canvas", i+1)
		}
		for j, b := range c.steps[:i] {
			if b != nil && a.bounds.meets(b.bounds) {
				c.fault("第%d步 overlaps 第%d步", i+1, j+1)
			}
		}
		for _, p := range c.all {
			if p.Class == "limit" || p.Class == "legend" || p.Class == "qr" || p.Class == "title" || p.Class == "source" {
				for _, t := range p.texts {
					if t.box.meets(a.bounds) {
						c.fault("“%s” lies on 第%d步", t.Runes, i+1)
					}
				}
			}
		}
	}
}

// stepWords checks that a box says number, title, who and limit.
func (c *checker) stepWords() {
	for i, p := range c.steps {
		if p == nil {
			continue
		}
		said := ""
		for _, t := range p.texts {
			said += t.Runes
		}
		said = squeeze(said)
		s := c.flow.Steps[i]
		want := []string{fmt.Sprint(i + 1), s.Title}
		if s.Actor >= 0 {
			want = append(want, c.flow.Actors[s.Actor])
		}
		if s.Limit != nil {
			want = append(want, s.Limit.Length())
		}
		for _, w := range want {
			if !strings.Contains(said, squeeze(w)) {
				c.fault("第%d步 does not say “%s”", i+1, w)
			}
		}
		if len(s.Basis) > 0 && !strings.Contains(said, "条") && !strings.Contains(said, "《") {
			c.fault("第%d步 does not say its basis", i+1)
		}
	}
}

func squeeze(s string) string {
	return strings.NewReplacer(" ", "", "\u3000", "").Replace(s)
}

// arrowsDrawn checks that every arrow is there, once, as a line or a chip.
func (c *checker) arrowsDrawn() {
	want := map[way]int{}
	for i, s := range c.flow.Steps {
		for _, a := range s.Out {
			want[way{i, a.To, a.Label}]++
		}
	}
	for _, p := range append(append([]*part(nil), c.arrows...), c.chips...) {
		if want[p.way]--; want[p.way] < 0 {
			c.fault("arrow “%s” is not in the flow, or drawn twice", p.Title)
		}
	}
	for i, s := range c.flow.Steps {
		for _, a := range s.Out {
			if want[way{i, a.To, a.Label}] > 0 {
				c.fault("arrow 第%d步 → 第%d步 “%s” is neither drawn nor told", i+1, a.To+1, a.Label)
			}
		}
	}
	c.Lines, c.Chips = len(c.arrows), len(c.chips)
	labelled := map[way]string{}
	for _, l := range c.labels {
		for _, t := range l.texts {
			labelled[l.way] += t.Runes
		}
	}
	for _, a := range c.arrows {
		if squeeze(labelled[a.way]) != squeeze(a.way.label) {
			c.fault("arrow “%s” is labelled “%s”", a.Title, labelled[a.way])
		}
	}
}

// ways checks where lines run.
func (c *checker) ways() {
	for i, a := range c.arrows {
		if a.way.from < 0 || a.way.from >= len(c.steps) || a.way.to < 0 || a.way.to >= len(c.steps) || len(a.points) < 2 {
			continue
		}
		from, to := c.steps[a.way.from], c.steps[a.way.to]
		if from == nil || to == nil {
			continue
		}
		tip := a.points[len(a.points)-1]
		if !onEdge(from.bounds, a.points[0]) || !onEdge(to.bounds, tip) {
			c.fault("arrow “%s” does not lead from box to box", a.Title)
		}
		for k, s := range c.steps {
			if s != nil && through(a.points, s.bounds.grow(-0.8)) {
				c.fault("arrow “%s” runs through 第%d步", a.Title, k+1)
			}
		}
		for _, p := range c.all {
			for _, t := range p.texts {
				if p.Class != "step" && p.Class != "card" && through(a.points, t.box.grow(a.wide/2-0.5)) {
					c.fault("arrow “%s” runs through “%s”", a.Title, t.Runes)
				}
			}
		}
		for _, b := range c.arrows[:i] {
			c.pair(a, b)
		}
	}
}

// pair counts crossings of two lines and finds where they lie on each other.
// Lines to one step may run together.
func (c *checker) pair(a, b *part) {
	if a.way.to == b.way.to || a.way.from == b.way.from && a.points[0] == b.points[0] {
		return // they run together, or fork from one stem
	}
	for i := 1; i < len(a.points); i++ {
		for j := 1; j < len(b.points); j++ {
			r, o := span(a.points[i-1], a.points[i]), span(b.points[j-1], b.points[j])
			if !r.grow(1e-3).meets(o.grow(1e-3)) {
				continue
			}
			if (r.w() > r.h()) == (o.w() > o.h()) {
				c.fault("arrows “%s” and “%s” lie on each other", a.Title, b.Title)
			}
			c.Crossings++
		}
	}
}

// labelsClear checks that labels cover nothing and stand nearest to their own
// line.
func (c *checker) labelsClear() {
	for i, l := range c.labels {
		own := math.Inf(1)
		for _, a := range c.arrows {
			if a.way == l.way {
				own = distance(a.points, l.bounds)
			}
		}
		for _, a := range c.arrows {
			if through(a.points, l.bounds.grow(a.wide/2)) {
				c.fault("label “%s” lies on arrow “%s”", l.Title, a.Title)
			}
			if a.way.to != l.way.to && distance(a.points, l.bounds) < own-1e-6 {
				c.fault("label “%s” is nearer to arrow “%s”", l.Title, a.Title)
			}
		}
		for k, s := range c.steps {
			if s != nil && s.bounds.meets(l.bounds) {
				c.fault("label “%s” lies on 第%d步", l.Title, k+1)
			}
		}
		for _, o := range c.labels[:i] {
			if o.bounds.meets(l.bounds) {
				c.fault("label “%s” lies on label “%s”", l.Title, o.Title)
			}
		}
	}
}
