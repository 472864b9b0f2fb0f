package chart

import (
	"daoyin/internal/flow"
	"daoyin/internal/scene"
)

// legendItem is a sign and what it means.
type legendItem struct {
	words string
	width float64 // of the sign, in ems
	sign  func(r rect) []scene.Shape
}

// legend tells what lines, shapes and colours mean: those that occur.
func (f *furnisher) legend(room rect) (top float64) {
	size, high := 0.68*f.k, 1.15*f.k
	items := f.legendItems()
	type spot struct{ x, row float64 }
	var spots []spot
	x, row := room.x0, 0.0
	for _, it := range items {
		w := it.width*f.k + 0.35*f.k + f.Measure.Width(it.words, size, false)
		if x > room.x0 && x+w > room.x1 {
			x, row = room.x0, row+1
		}
		spots = append(spots, spot{x, row})
		x += w + 1.1*f.k
	}
	if len(items) == 0 {
		return room.y1
	}
	top = room.y1 - (row+1)*high
	for i, it := range items {
		y := top + (spots[i].row+0.5)*high
		r := rect{spots[i].x, y - 0.38*f.k, spots[i].x + it.width*f.k, y + 0.38*f.k}
		f.group("legend", append(it.sign(r), f.text(it.words, r.x1+0.35*f.k, y, leftAt, size, false, ink))...)
	}
	return top
}

func (f *furnisher) legendItems() []legendItem {
	if f.Kind == flow.GuideMap {
		return f.actorItems()
	}
	dashed := false
	side := false
	kinds := map[flow.StepKind]bool{}
	limits := false
	for i, s := range f.Steps {
		kinds[s.Kind] = true
		limits = limits || s.Limit != nil
		for _, a := range s.Out {
			dashed = dashed || f.Back(i, a)
			side = side || !f.main[[2]int{i, a.To}]
		}
	}
	items := []legendItem{{"主要路线", 2.2, f.lineSign(navy, 0.22, nil)}}
	if side {
		items = append(items, legendItem{"分支路线", 2.2, f.lineSign(sideLine, 0.1, nil)})
	}
	if dashed {
		items = append(items, legendItem{"回到前面", 2.2, f.lineSign(sideLine, 0.1, f.dash(f.k))})
	}
	items = append(items, legendItem{"开始、结束", 1.7, func(r rect) []scene.Shape {
		return []scene.Shape{box(r, r.h()/2, white, navy, 0.08*f.k)}
	}})
	if kinds[flow.Decision] {
		items = append(items, legendItem{"要判断", 1.7, func(r rect) []scene.Shape {
			return []scene.Shape{hexagon(r, 0.35*f.k, scene.Paint{Fill: question, Stroke: navy, Width: 0.08 * f.k})}
		}})
	}
	if limits {
		items = append(items, legendItem{"最长期限", 1.7, func(r rect) []scene.Shape {
			return append([]scene.Shape{box(r, r.h()/2, red, scene.None, 0)}, clock(r.cx(), r.cy(), 0.24*f.k, white)...)
		}})
	}
	return append(items, f.actorItems()...)
}

// actorItems are the colours of the actors. The heads of lanes tell them as
// well; but a chart may be seen in parts.
func (f *furnisher) actorItems() []legendItem {
	var items []legendItem
	for a, name := range f.Actors {
		items = append(items, legendItem{name, 0.8, func(r rect) []scene.Shape {
			return []scene.Shape{box(r, 0.15*f.k, hueOf(a).strong, scene.None, 0)}
		}})
	}
	return items
}

func (f *furnisher) lineSign(c scene.Colour, width float64, dash []float64) func(rect) []scene.Shape {
	return func(r rect) []scene.Shape {
		return []scene.Shape{polyline([]point{{r.x0, r.cy()}, {r.x1, r.cy()}}, 0,
			scene.Paint{Stroke: c, Width: width * f.k, Dash: dash})}
	}
}

func (d *drawer) dash(em float64) []float64 { return []float64{0.36 * em, 0.3 * em} }
