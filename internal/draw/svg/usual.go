package svg

import "daoyin/internal/scene"

// lineWidth is one that is seen.
func lineWidth(p scene.Paint) float64 { return max(0.1, tenth(p.Width)) }

// usual is what most of a drawing has: it is said once, at the root.
type usual struct {
	size, width float64 // of type and lines
	bold        bool
}

func usualOf(shapes []scene.Shape) usual {
	sizes, widths, weights := map[float64]int{}, map[float64]int{}, 0
	var u usual
	count := func(in map[float64]int, value float64, most *float64) {
		if in[value]++; in[value] > in[*most] {
			*most = value
		}
	}
	line := func(p scene.Paint) {
		if stroked(p) {
			count(widths, lineWidth(p), &u.width)
		}
	}
	var walk func([]scene.Shape)
	walk = func(shapes []scene.Shape) {
		for _, s := range shapes {
			switch s := s.(type) {
			case scene.Group:
				walk(s.Shapes)
			case scene.Rect:
				line(s.Paint)
			case scene.Circle:
				line(s.Paint)
			case scene.Path:
				line(s.Paint)
			case scene.Text:
				count(sizes, tenth(s.Size), &u.size)
				if weights--; s.Bold {
					weights += 2
				}
			}
		}
	}
	walk(shapes)
	u.bold = weights > 0
	return u
}
