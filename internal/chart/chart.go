// Package chart places a flow on a canvas and draws it as a scene: boxes,
// lines, labels, title, legend, time bar. Placements differ (Lanes, Fold,
// Cards); the router that finds the lines is one.
//
// It writes no file format (draw/svg, draw/pdf, draw/png do), opens no font
// (a Measurer tells it how wide words are) and judges no flow: what it gets
// has been read without errors.
package chart

import (
	"fmt"
	"math"

	"daoyin/internal/flow"
	"daoyin/internal/problem"
	"daoyin/internal/scene"
)

// Measurer knows the fonts. Both functions must give the same answer for the
// same question, always.
type Measurer interface {
	Width(text string, size float64, bold bool) float64
	// Lines breaks text into lines of at most that width; a word that cannot
	// be broken may stand out.
	Lines(text string, size float64, bold bool, width float64) []string
}

// Options say what a chart is drawn for and what stands around it.
type Options struct {
	Canvas    Canvas
	Measure   Measurer
	Placement Placement              // Auto: what suits the flow and the canvas
	Bare      bool                   // boxes, lines and what explains them; all else, notes too, the page around it says
	Link      func(step int) string  // address of the step in the list view; nil: no links
	ID        func(step int) string  // anchor of the step's box; nil: that of the step
	Plain     func(md string) string // a note without Markdown; nil: as written
	QR        [][]bool               // modules, dark is true; nil: no code
	QRNote    string                 // words under the code
	Checked   string                 // date of 核对于; "" if not told
	Source    string                 // source line; "": the laws that the steps cite
}

// Chart is a flow on a canvas. Read-only once made.
type Chart struct {
	Scene     *scene.Scene
	Placement Placement  // which one was taken
	Lines     int        // arrows drawn as lines
	Chips     []flow.Way // arrows that became a chip because no line found a way
	Crossings int        // of lines that lead to different steps
	Bends     int
	Base      float64 // size of the step titles; all others follow from it
}

// Codes of problems.
const (
	CodeFull = "chart-full" // the flow cannot be done on this canvas
	CodeChip = "chart-chip" // a line found no way and became a chip
)

// Draw draws a flow, which must be without errors. If the canvas cannot take
// it, that is a problem and the chart is nil.
func Draw(g *flow.Graph, o Options, problems *problem.List) *Chart {
	if len(g.Steps) == 0 {
		return nil
	}
	d, best := drawerFor(g, o)
	if best == nil {
		problems.Error(CodeFull, g.At, d.full(), d.cure())
		return nil
	}
	c := best.paint()
	for _, w := range c.Chips {
		problems.Warn(CodeChip, w.At,
			fmt.Sprintf("从第%d步到第%d步的线在“%s”上画不下，改成了写在框里的“→ 第%d步”。", w.From+1, w.To+1, o.Canvas.Name, w.To+1),
			"不改也可以用。想要画成线：减少来回跳转的箭头，或者换一张大一些的纸。")
	}
	return c
}

// drawerFor tries the canvas's sizes of text and takes the first unless its
// lines are much worse than the next's. What comes of it is nil if none will do.
func drawerFor(g *flow.Graph, o Options) (d *drawer, best attempt) {
	for _, c := range o.Canvas.sizes() {
		o.Canvas = c
		next := newDrawer(g, o)
		a := next.choose()
		if d == nil || best == nil || a != nil && best.worth() > 2*(a.worth()+crossWorth) {
			d, best = next, a
		}
		if best != nil && best.worth() <= 2*crossWorth {
			break
		}
	}
	return d, best
}

// drawer is one run of Draw.
type drawer struct {
	*flow.Graph
	Options
	grade     grade
	furniture furniture
	main      map[[2]int]bool // arrows of the main line
	asides    []int           // by step: the question it is a side exit of, or -1
	labels    map[string][]labelShape
	laws      []string // cited, the most often cited first
	memo      map[cardKey][]card
	breaks    map[brokenKey]broken
	widths    map[widthKey]float64 // at size 1
	queue     [buckets][]int32     // of the router, used again
	work      int                  // of the router, as it is counted
	sizes     cardType             // of Cards, for the level that is being tried
}

func newDrawer(g *flow.Graph, o Options) *drawer {
	d := &drawer{Graph: g, Options: o, grade: o.Canvas.grade(), memo: map[cardKey][]card{}, labels: map[string][]labelShape{}, breaks: map[brokenKey]broken{}, widths: map[widthKey]float64{}, main: map[[2]int]bool{}}
	if d.Plain == nil {
		d.Plain = func(s string) string { return s }
	}
	line := g.MainLine()
	for i := 1; i < len(line); i++ {
		d.main[[2]int{line[i-1], line[i]}] = true
	}
	for i := range g.Steps {
		q, ok := g.Aside(i)
		if !ok {
			q = -1
		}
		d.asides = append(d.asides, q)
	}
	d.laws = citedLaws(g)
	d.furniture = d.furnish()
	return d
}

// Placement is a way to put steps on a canvas.
type Placement int

const (
	Auto  Placement = iota
	Lanes           // a column for each actor; for upright paper
	Fold            // stages as panels, side by side or stacked
	Cards           // for a 导引图: questions as panels, destinations as cards
)

func (p Placement) String() string {
	return [...]string{"auto", "lanes", "fold", "cards"}[p]
}

func (p Placement) try(d *drawer) (attempt, bool) {
	switch p {
	case Lanes:
		return d.tryGrid(lanePlans)
	case Cards:
		return d.tryCards()
	default:
		return d.tryGrid(foldPlans)
	}
}

// Aside tells which question a step is a side exit of. It is asked often.
func (d *drawer) Aside(step int) (question int, ok bool) {
	return d.asides[step], d.asides[step] >= 0
}

// attempt is a placement that was carried through.
type attempt interface {
	paint() *Chart
	worth() int // how bad its lines are; 0 is best
}

// choose carries out the placements that suit, in turn, and takes the first
// that the canvas can hold, unless its lines are much worse than the next's.
func (d *drawer) choose() attempt {
	var best attempt
	for _, p := range d.placements() {
		a, ok := p.try(d)
		if !ok {
			continue
		}
		if best == nil || best.worth() > 2*(a.worth()+crossWorth) {
			best = a
		}
		if best.worth() <= 2*crossWorth {
			break
		}
	}
	return best
}

func (d *drawer) placements() []Placement {
	switch {
	case d.Placement != Auto:
		return []Placement{d.Placement}
	case d.Kind == flow.GuideMap:
		return []Placement{Cards}
	case d.Canvas.Paper && d.Canvas.Height > d.Canvas.Width && len(d.Actors) > 1:
		return []Placement{Lanes, Fold}
	default:
		return []Placement{Fold, Lanes}
	}
}

func (d *drawer) full() string {
	return fmt.Sprintf("这张%s有%d步，在“%s”上画不下：字会小于%s，看不清。",
		d.Kind, len(d.Steps), d.Canvas.Name, d.Canvas.length(d.Canvas.MinText))
}

func (d *drawer) cure() string {
	longest := 0
	for i, s := range d.Steps {
		if runes(s.Title) > runes(d.Steps[longest].Title) {
			longest = i
		}
	}
	hint := "换一张大一些的画面（竖的A3、A1，或者1920×1080），或者把它分成两张图。"
	switch {
	case d.Canvas.open():
		hint = "把它分成两张图，或者少几个出口、少几支来回跳的箭头。"
	case d.Canvas.Paper && d.Canvas.Width >= A1().Width:
		hint = "把它分成两张图。"
	}
	if runes(d.Steps[longest].Title) > 8 {
		hint += fmt.Sprintf("标题也可以短一些：最长的是第%d步“%s”。", longest+1, d.Steps[longest].Title)
	}
	return hint
}

func runes(s string) int { return len([]rune(s)) }

// rect is a rectangle by its edges.
type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) w() float64  { return r.x1 - r.x0 }
func (r rect) h() float64  { return r.y1 - r.y0 }
func (r rect) cx() float64 { return (r.x0 + r.x1) / 2 }
func (r rect) cy() float64 { return (r.y0 + r.y1) / 2 }

func (r rect) grow(by float64) rect { return rect{r.x0 - by, r.y0 - by, r.x1 + by, r.y1 + by} }

func (r rect) meets(o rect) bool {
	return r.x0 < o.x1 && o.x0 < r.x1 && r.y0 < o.y1 && o.y0 < r.y1
}

func (r rect) holds(o rect) bool {
	return o.x0 >= r.x0 && o.x1 <= r.x1 && o.y0 >= r.y0 && o.y1 <= r.y1
}

// between is the rectangle that two points span.
func between(a, b point) rect {
	return rect{math.Min(a.x, b.x), math.Min(a.y, b.y), math.Max(a.x, b.x), math.Max(a.y, b.y)}
}

type point struct{ x, y float64 }
