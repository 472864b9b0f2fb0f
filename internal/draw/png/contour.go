package png

import (
	"fmt"
	"image"
	"math"

	"daoyin/internal/font"
	"daoyin/internal/scene"
)

// point is a place on the picture, in pixels.
type point struct{ x, y float64 }

// contour is the edge of an area, from the last point back to the first.
type contour []point

// line is a path without curves.
type line struct {
	points contour
	closed bool
}

// fine is how far a flattened curve may be off, in pixels.
const fine = 0.04

// circle and roundRect run clockwise, from where SVG begins them: a dash
// starts there.
func circle(x, y, r float64) contour {
	return arc(nil, point{x, y}, r, 0, 2*math.Pi)
}

func roundRect(x, y, w, h, r float64) contour {
	if r <= 0 {
		return contour{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}
	}
	c := contour{{x + r, y}}
	c = arc(c, point{x + w - r, y + r}, r, -math.Pi/2, 0)
	c = arc(c, point{x + w - r, y + h - r}, r, 0, math.Pi/2)
	c = arc(c, point{x + r, y + h - r}, r, math.Pi/2, math.Pi)
	return arc(c, point{x + r, y + r}, r, math.Pi, 1.5*math.Pi)
}

// arc appends points of a circle from one angle to another.
func arc(c contour, centre point, r, from, to float64) contour {
	steps := 1
	if r > fine {
		steps = int(math.Ceil(math.Abs(to-from) / (2 * math.Acos(1-fine/r))))
	}
	for i := range steps + 1 {
		sin, cos := math.Sincos(from + (to-from)*float64(i)/float64(steps))
		c = append(c, point{centre.x + r*cos, centre.y + r*sin})
	}
	return c
}

func reversed(c contour) contour {
	r := make(contour, len(c))
	for i, p := range c {
		r[len(c)-1-i] = p
	}
	return r
}

// flatten returns the parts of a path in pixels, without curves.
func (p *painter) flatten(parts []scene.Part) ([]line, error) {
	var lines []line
	for i, part := range parts {
		if err := p.px(&part.X1, &part.Y1, &part.X2, &part.Y2, &part.X, &part.Y); err != nil {
			return nil, err
		}
		if part.Op == scene.MoveTo {
			lines = append(lines, line{points: contour{{part.X, part.Y}}})
			continue
		}
		if i == 0 {
			return nil, fmt.Errorf("png: a path that begins nowhere")
		}
		last := &lines[len(lines)-1]
		if last.closed && part.Op != scene.Close { // goes on where the last one began
			lines = append(lines, line{points: contour{last.points[0]}})
			last = &lines[len(lines)-1]
		}
		from := last.points[len(last.points)-1]
		switch part.Op {
		case scene.LineTo:
			last.points = append(last.points, point{part.X, part.Y})
		case scene.CurveTo:
			last.points = cubic(last.points, from, point{part.X1, part.Y1}, point{part.X2, part.Y2}, point{part.X, part.Y})
		case scene.Close:
			last.closed = true
		}
	}
	return lines, nil
}

func cubic(c contour, a, b, d, e point) contour {
	bend := math.Hypot(a.x-2*b.x+d.x, a.y-2*b.y+d.y) + math.Hypot(b.x-2*d.x+e.x, b.y-2*d.y+e.y)
	steps := pieces(bend * 0.75)
	for i := 1; i <= steps; i++ {
		t := float64(i) / float64(steps)
		u := 1 - t
		k0, k1, k2, k3 := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		c = append(c, point{k0*a.x + k1*b.x + k2*d.x + k3*e.x, k0*a.y + k1*b.y + k2*d.y + k3*e.y})
	}
	return c
}

func quadratic(c contour, a, b, d point) contour {
	steps := pieces(math.Hypot(a.x-2*b.x+d.x, a.y-2*b.y+d.y) / 4)
	for i := 1; i <= steps; i++ {
		t := float64(i) / float64(steps)
		u := 1 - t
		c = append(c, point{u*u*a.x + 2*u*t*b.x + t*t*d.x, u*u*a.y + 2*u*t*b.y + t*t*d.y})
	}
	return c
}

// pieces returns how many straight pieces stand for a curve that one would
// miss by so many pixels: twice as many miss by a quarter.
func pieces(miss float64) int {
	return min(200, max(1, int(math.Ceil(math.Sqrt(miss/fine)))))
}

// letter returns an outline of a font, in pixels.
func letter(outline []font.Segment, x, y, size float64) []contour {
	var all []contour
	at := func(ex, ey float64) point { return point{x + ex*size, y + ey*size} }
	for _, s := range outline {
		if s.Op == font.MoveTo {
			all = append(all, contour{at(s.X, s.Y)})
			continue
		}
		c := &all[len(all)-1]
		if s.Op == font.LineTo {
			*c = append(*c, at(s.X, s.Y))
		} else {
			*c = quadratic(*c, (*c)[len(*c)-1], at(s.X1, s.Y1), at(s.X, s.Y))
		}
	}
	return all
}

// touched returns the pixels of a part of the picture that contours lie on.
func touched(contours []contour, part image.Rectangle) image.Rectangle {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, c := range contours {
		for _, p := range c {
			x0, y0, x1, y1 = min(x0, p.x), min(y0, p.y), max(x1, p.x), max(y1, p.y)
		}
	}
	x0, y0 = max(x0, float64(part.Min.X)), max(y0, float64(part.Min.Y))
	x1, y1 = min(x1, float64(part.Max.X)), min(y1, float64(part.Max.Y))
	if !(x0 < x1 && y0 < y1) {
		return image.Rectangle{}
	}
	return image.Rect(int(math.Floor(x0)), int(math.Floor(y0)), int(math.Ceil(x1)), int(math.Ceil(y1)))
}

// clipped cuts off what is outside a part of the picture: the rasteriser counts with
// small numbers.
func clipped(c contour, part image.Rectangle) contour {
	inside := true
	for _, p := range c {
		if p.x < float64(part.Min.X) || p.y < float64(part.Min.Y) || p.x > float64(part.Max.X) || p.y > float64(part.Max.Y) {
			inside = false
			break
		}
	}
	if inside {
		return c
	}
	c = cut(c, func(p point) float64 { return p.x - float64(part.Min.X) })
	c = cut(c, func(p point) float64 { return float64(part.Max.X) - p.x })
	c = cut(c, func(p point) float64 { return p.y - float64(part.Min.Y) })
	return cut(c, func(p point) float64 { return float64(part.Max.Y) - p.y })
}

// cut keeps the part of an area that is on the good side of a straight line;
// side is how far a point lies within.
func cut(c contour, side func(point) float64) contour {
	var kept contour
	for i, p := range c {
		q := c[(i+1)%len(c)]
		sp, sq := side(p), side(q)
		if sp >= 0 {
			kept = append(kept, p)
		}
		if sp < 0 != (sq < 0) {
			t := sp / (sp - sq)
			kept = append(kept, point{p.x + t*(q.x-p.x), p.y + t*(q.y-p.y)})
		}
	}
	return kept
}
