package charttest

import (
	"math"

	"daoyin/internal/scene"
)

type point struct{ x, y float64 }

type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) w() float64           { return r.x1 - r.x0 }
func (r rect) h() float64           { return r.y1 - r.y0 }
func (r rect) grow(by float64) rect { return rect{r.x0 - by, r.y0 - by, r.x1 + by, r.y1 + by} }
func (r rect) meets(o rect) bool    { return r.x0 < o.x1 && o.x0 < r.x1 && r.y0 < o.y1 && o.y0 < r.y1 }
func (r rect) holds(o rect) bool    { return o.x0 >= r.x0 && o.x1 <= r.x1 && o.y0 >= r.y0 && o.y1 <= r.y1 }
func (r rect) inside(p point) bool  { return p.x > r.x0 && p.x < r.x1 && p.y > r.y0 && p.y < r.y1 }
func span(a, b point) rect          { return rect{min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)} }
func onEdge(r rect, p point) bool   { return r.grow(0.6).inside(p) && !r.grow(-0.6).inside(p) }
func cross(a, b, p point) float64   { return (b.x-a.x)*(p.y-a.y) - (b.y-a.y)*(p.x-a.x) }
func corners(r rect) [4]point {
	return [4]point{{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}}
}

// boundsOf is the rectangle around a shape.
func boundsOf(s scene.Shape) rect {
	switch s := s.(type) {
	case scene.Rect:
		return rect{s.X, s.Y, s.X + s.W, s.Y + s.H}
	case scene.Circle:
		return rect{s.X - s.R, s.Y - s.R, s.X + s.R, s.Y + s.R}
	case scene.Path:
		r := rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		for _, p := range s.Parts {
			if p.Op != scene.Close {
				r = rect{min(r.x0, p.X), min(r.y0, p.Y), max(r.x1, p.X), max(r.y1, p.Y)}
			}
		}
		return r
	}
	return rect{}
}

// inside tells whether a rectangle lies within a shape, corners and all.
func inside(s scene.Shape, r rect) bool {
	switch s := s.(type) {
	case scene.Rect:
		b := boundsOf(s).grow(0.5)
		if !b.holds(r) {
			return false
		}
		core := b.grow(-s.Radius)
		for _, p := range corners(r) {
			dx, dy := max(core.x0-p.x, 0, p.x-core.x1), max(core.y0-p.y, 0, p.y-core.y1)
			if math.Hypot(dx, dy) > s.Radius+0.5 {
				return false
			}
		}
		return true
	case scene.Path: // a convex polygon, clockwise
		var pts []point
		for _, p := range s.Parts {
			if p.Op != scene.Close {
				pts = append(pts, point{p.X, p.Y})
			}
		}
		for i := range pts {
			a, b := pts[i], pts[(i+1)%len(pts)]
			for _, p := range corners(r) {
				if cross(a, b, p) < -0.5*math.Hypot(b.x-a.x, b.y-a.y) {
					return false
				}
			}
		}
		return true
	}
	return true
}

// pointsOf reads the corners of an arrow back: its line, then the tip of its
// head.
func pointsOf(shapes []scene.Shape) (pts []point, wide float64) {
	if len(shapes) < 2 {
		return nil, 0
	}
	line, ok1 := shapes[0].(scene.Path)
	head, ok2 := shapes[1].(scene.Path)
	if !ok1 || !ok2 || len(head.Parts) == 0 {
		return nil, 0
	}
	for _, p := range line.Parts {
		switch p.Op {
		case scene.MoveTo:
			pts = append(pts, point{p.X, p.Y})
		case scene.CurveTo:
			pts = append(pts, point{p.X1, p.Y1})
		}
	}
	return append(pts, point{head.Parts[0].X, head.Parts[0].Y}), line.Width
}

// through tells whether a line passes a rectangle.
func through(pts []point, r rect) bool {
	for i := 1; i < len(pts); i++ {
		if span(pts[i-1], pts[i]).grow(1e-4).meets(r) {
			return true
		}
	}
	return false
}

// distance of a line from a rectangle.
func distance(pts []point, r rect) float64 {
	d := math.Inf(1)
	for i := 1; i < len(pts); i++ {
		s := span(pts[i-1], pts[i])
		dx, dy := max(s.x0-r.x1, 0, r.x0-s.x1), max(s.y0-r.y1, 0, r.y0-s.y1)
		d = min(d, math.Hypot(dx, dy))
	}
	return d
}
