package chart

import "math"

// label is the words of an outcome beside its line.
type label struct {
	rect  rect
	lines []string
}

// labelShape is a label's words in one or more lines, and its size in ems.
type labelShape struct {
	lines []string
	w, h  float64
}

const (
	labelGap   = 0.2  // between a label and its own line, in ems
	otherGap   = 0.36 // and any other line: more, so that it is clear whose it is
	labelClear = 0.9  // the same in units, for lines that come later
)

// labelShapes are the ways to break a label: first the narrow one, which side
// gutters are made for, then the one in one line.
func (d *drawer) labelShapes(text string) []labelShape {
	shapes, ok := d.labels[text]
	if !ok {
		shapes = d.shapeLabel(text)
		d.labels[text] = shapes
	}
	return shapes
}

func (d *drawer) shapeLabel(text string) []labelShape {
	shape := func(lines []string) labelShape {
		w := 0.0
		for _, l := range lines {
			w = math.Max(w, d.em(l, d.grade.label, true))
		}
		return labelShape{lines, w + 0.5, d.grade.labelHigh*float64(len(lines)) + 0.24}
	}
	whole := d.em(text, d.grade.label, true)
	one := shape([]string{text})
	if whole <= 4.4*d.grade.label {
		return []labelShape{one}
	}
	lines, _ := d.broken(text, d.grade.label, true, whole/2+0.6*d.grade.label)
	if len(lines) == 1 {
		return []labelShape{one}
	}
	return []labelShape{shape(lines), one}
}

// placeLabel finds the best place beside a line: near its start, on nothing.
func (r *router) placeLabel(n *line) bool {
	n.labels, n.labelEnd = nil, 0
	if n.Label == "" {
		return true
	}
	best := math.Inf(1)
	for k, shape := range r.labelShapes(n.Label) {
		walked := 0.0
		segments := r.ownSegments(n)
		for i, s := range segments {
			if i > 3 || walked > best {
				break
			}
			r.alongside(s, shape, func(box rect, offset, extra float64) {
				cost := walked + offset + extra + float64(1-k)*0.3*r.em + r.strayCost(n, box)
				if cost < best && r.clear(box, n, s) {
					best = cost
					n.labels = []label{{box, shape.lines}}
					n.labelEnd = walked + offset + math.Max(box.w()*btof(s.horizontal()), box.h()*btof(!s.horizontal()))
				}
			})
			walked += s.length()
		}
	}
	return len(n.labels) > 0
}

func btof(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// segment is a straight part of a line.
type segment struct{ a, b point }

func (s segment) horizontal() bool { return near(s.a.y, s.b.y) && !near(s.a.x, s.b.x) }
func (s segment) length() float64  { return math.Abs(s.a.x-s.b.x) + math.Abs(s.a.y-s.b.y) }

// ownSegments are the straight parts that a line shares with no other.
func (r *router) ownSegments(n *line) []segment {
	pts := []point{n.start.at}
	for i := range n.own {
		if i == n.own-1 || n.inDir(i) != n.outDir(i) {
			pts = append(pts, n.vertices[i])
		}
	}
	if n.own == len(n.path) {
		pts = append(pts, n.end.at)
	}
	var out []segment
	for i := 1; i < len(pts); i++ {
		s := segment{pts[i-1], pts[i]}
		if k := len(out) - 1; k >= 0 && out[k].horizontal() == s.horizontal() {
			out[k].b = s.b
			continue
		}
		out = append(out, s)
	}
	return out
}

// alongside tries the places of a label on both sides of a segment.
func (r *router) alongside(s segment, shape labelShape, try func(box rect, offset, extra float64)) {
	w, h, gap := shape.w*r.em, shape.h*r.em, labelGap*r.em
	extent := h
	if s.horizontal() {
		extent = w
	}
	slack := s.length() - extent
	if slack < -0.45*extent {
		return
	}
	over := math.Max(0, -slack) * 2
	for t := 0.1 * r.em; ; t += r.unit / 2 {
		if s.horizontal() {
			x := s.a.x + t
			if s.b.x < s.a.x {
				x = s.a.x - t - w
			}
			try(rect{x, s.a.y - gap - h, x + w, s.a.y - gap}, t, over)
			try(rect{x, s.a.y + gap, x + w, s.a.y + gap + h}, t, over+0.1*r.em)
		} else {
			y := s.a.y + t
			if s.b.y < s.a.y {
				y = s.a.y - t - h
			}
			try(rect{s.a.x + gap, y, s.a.x + gap + w, y + h}, t, over)
			try(rect{s.a.x - gap - w, y, s.a.x - gap, y + h}, t, over+0.1*r.em)
		}
		if t >= math.Max(slack, 0.1*r.em) {
			return
		}
	}
}

// strayCost is for a label that leaves its step's lane.
func (r *router) strayCost(n *line, box rect) float64 {
	parts := r.lanes
	if len(parts) == 0 {
		parts = r.panels
	}
	for _, l := range parts {
		if l.holds(r.boxes[n.From]) && !l.holds(box) {
			return 3 * r.em
		}
	}
	return 0
}

// clear tells whether a label covers nothing and stands nearer to its own line
// than to any other.
func (r *router) clear(box rect, n *line, own segment) bool {
	if !r.area.holds(box.grow(0.05 * r.em)) {
		return false
	}
	for _, b := range r.boxes {
		if b.grow(0.1 * r.em).meets(box) {
			return false
		}
	}
	if r.Bare && r.onBorder(box) {
		return false
	}
	for _, h := range r.headRects {
		if h.grow(0.1 * r.em).meets(box) {
			return false
		}
	}
	for _, o := range r.all {
		if o == n {
			continue
		}
		if o.laid && o.near(box.grow(otherGap*r.em)) {
			return false
		}
		for _, l := range o.labels {
			if o.laid && l.rect.grow(0.15*r.em).meets(box) {
				return false
			}
		}
	}
	return !n.near(box.grow(labelGap*r.em - 0.02))
}

// onBorder tells whether the border of a panel or lane runs through a label.
func (r *router) onBorder(box rect) bool {
	for _, p := range append(r.panels[:len(r.panels):len(r.panels)], r.lanes...) {
		if p.meets(box) && !p.holds(box) {
			return true
		}
	}
	return false
}

// near tells whether a line passes a rectangle.
func (n *line) near(box rect) bool {
	for i := 1; i < len(n.points); i++ {
		if between(n.points[i-1], n.points[i]).grow(0.001).meets(box) {
			return true
		}
	}
	return false
}
