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

// legendHigh is a row of the legend, as a part of the least base size.
const legendHigh = 1.15

// legendAbove draws the legend so that it ends at a height, and returns where
// it begins.
func (f *furnisher) legendAbove(room rect, bottom float64) (top float64) {
	items := f.legendItems()
	mark := len(f.out)
	high := f.legend(items, room.x0, room.x1, 0)
	f.out = f.out[:mark]
	f.legend(items, room.x0, room.x1, bottom-high)
	return bottom - high
}

// legend tells what lines, shapes and colours mean, and returns where it ends.
func (f *furnisher) legend(items []legendItem, x0, x1, top float64) (bottom float64) {
	size, high := 0.68*f.k, legendHigh*f.k
	if f.grade.small > 0.68 {
		size = f.grade.small * f.k
	}
	x := x0
	for i, it := range items {
		w := it.width*f.k + 0.35*f.k + f.Measure.Width(it.words, size, false)
		if x > x0 && x+w > x1 {
			x, top = x0, top+high
		}
		y := top + 0.5*high
		r := rect{x, y - 0.38*f.k, x + it.width*f.k, y + 0.38*f.k}
		f.group("legend", append(it.sign(r), f.text(it.words, r.x1+0.35*f.k, y, leftAt, size, false, ink))...)
		x += w + 1.1*f.k
		if i == len(items)-1 {
			top += high
		}
	}
	return top
}

func (f *furnisher) legendItems() []legendItem {
	if f.Kind == flow.GuideMap {
		return append(f.actorItems(), f.stageItems()...)
	}
	kinds := map[flow.StepKind]bool{}
	limits := false
	for _, s := range f.Steps {
		kinds[s.Kind] = true
		limits = limits || s.Limit != nil
	}
	items := append(f.lineItems(), legendItem{"开始、结束", 1.7, func(r rect) []scene.Shape {
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
	return items // every box says in words who acts
}

// lineItems are the kinds of line. The lines of Cards are all of one kind.
func (f *furnisher) lineItems() []legendItem {
	if f.Kind == flow.GuideMap {
		return nil
	}
	dashed, side := false, false
	for i, s := range f.Steps {
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
	return items
}

// actorItems are the colours of the actors.
func (f *furnisher) actorItems() []legendItem {
	var items []legendItem
	for a, name := range f.Actors {
		items = append(items, legendItem{name, 0.8, func(r rect) []scene.Shape {
			return []scene.Shape{box(r, 0.15*f.k, hueOf(a).strong, scene.None, 0)}
		}})
	}
	return items
}

// stageItems are the colours of the stages, where nobody is named who acts.
func (f *furnisher) stageItems() []legendItem {
	var items []legendItem
	if len(f.Actors) > 0 {
		return nil
	}
	for i, s := range f.Stages {
		if i > 0 && hueOf(i) == hueOf(i-1) {
			continue // more stages than colours: the last ones share the one that says nothing
		}
		items = append(items, legendItem{s.Title, 0.8, func(r rect) []scene.Shape {
			return []scene.Shape{box(r, 0.15*f.k, hueOf(i).strong, scene.None, 0)}
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
