package png

import "math"

// stroke returns the area of a line: contours that all run the same way round,
// so that where they overlap they do not cancel out. Corners are round; ends
// are round or cut straight.
func (p *painter) stroke(l line, width float64, dash []float64, round bool) []contour {
	half := width / 2
	l.points = distinct(l)
	if len(l.points) == 0 {
		return nil
	}
	if len(l.points) == 1 {
		if !round {
			return nil
		}
		return []contour{circle(l.points[0].x, l.points[0].y, half)}
	}
	var areas []contour
	for _, part := range p.dashes(l, dash) {
		if part.closed {
			areas = append(areas, side(nil, part, half), side(nil, line{reversed(part.points), true}, half))
			continue
		}
		last := len(part.points) - 1
		area := side(nil, part, half)
		area = end(area, part.points[last-1], part.points[last], half, round)
		area = side(area, line{reversed(part.points), false}, half)
		areas = append(areas, end(area, part.points[1], part.points[0], half, round))
	}
	return areas
}

// distinct returns the points of a line without those that stand on the one
// before.
func distinct(l line) contour {
	var kept contour
	for _, q := range l.points {
		if len(kept) == 0 || apart(kept[len(kept)-1], q) {
			kept = append(kept, q)
		}
	}
	for l.closed && len(kept) > 1 && !apart(kept[0], kept[len(kept)-1]) {
		kept = kept[:len(kept)-1]
	}
	return kept
}

func apart(a, b point) bool { return math.Abs(a.x-b.x) > 1e-6 || math.Abs(a.y-b.y) > 1e-6 }

// side appends the edge of a line on its left as it runs. Where the line turns away the edge is round; where it turns
// towards this side the edge goes through the corner of the line itself, which
// keeps every piece of the area running the same way round.
func side(edge contour, l line, half float64) contour {
	n := len(l.points)
	legs := n - 1
	if l.closed {
		legs = n
	}
	for i := range legs {
		a, b := l.points[i], l.points[(i+1)%n]
		angle := normal(a, b)
		edge = append(edge, at(a, half, angle), at(b, half, angle))
		if i == legs-1 && !l.closed {
			break
		}
		next := normal(b, l.points[(i+2)%n])
		turn := math.Remainder(next-angle, 2*math.Pi)
		if turn < 1e-6-math.Pi {
			turn = math.Pi // straight back: round on either side
		}
		switch {
		case math.Abs(turn) < 0.15: // a flattened curve: the next point is near
		case turn < 0:
			edge = append(edge, b)
		default:
			edge = arc(edge, b, half, angle, angle+turn)
		}
	}
	return edge
}

// normal is the direction to the side, an angle.
func normal(a, b point) float64 { return math.Atan2(b.y-a.y, b.x-a.x) - math.Pi/2 }

func at(p point, distance, angle float64) point {
	sin, cos := math.Sincos(angle)
	return point{p.x + distance*cos, p.y + distance*sin}
}

// end appends the end of a line that comes from a to b.
func end(edge contour, a, b point, half float64, round bool) contour {
	if !round {
		return edge
	}
	angle := normal(a, b)
	return arc(edge, b, half, angle, angle+math.Pi)
}

// dashes returns the parts of a line that are drawn.
func (p *painter) dashes(l line, dash []float64) []line {
	total := 0.0
	for _, d := range dash {
		if d < 0 || math.IsNaN(d) {
			return []line{l}
		}
		total += d * p.scale
	}
	points := l.points
	if l.closed {
		points = append(points[:len(points):len(points)], points[0])
	}
	if total < 0.1 || length(points) > 1e5*total { // finer than can be seen, or no dash at all
		return []line{l}
	}
	var parts []line
	current := contour{points[0]}
	index, left := 0, dash[0]*p.scale
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := length(points[i-1 : i+1])
		done := 0.0
		for length-done > left {
			done += left
			q := point{a.x + (b.x-a.x)*done/length, a.y + (b.y-a.y)*done/length}
			if index%2 == 0 {
				parts = appendLine(parts, append(current, q))
			}
			index++
			left = dash[index%len(dash)] * p.scale
			current = contour{q}
		}
		left -= length - done
		current = append(current, b)
	}
	if index%2 == 0 {
		parts = appendLine(parts, current)
	}
	return parts
}

func appendLine(lines []line, points contour) []line {
	points = distinct(line{points: points})
	if len(points) == 1 { // a dot: a very short line, for its ends
		points = append(points, point{points[0].x + 1e-4, points[0].y})
	}
	return append(lines, line{points: points})
}

func length(c contour) float64 {
	sum := 0.0
	for i := 1; i < len(c); i++ {
		sum += math.Hypot(c[i].x-c[i-1].x, c[i].y-c[i-1].y)
	}
	return sum
}
