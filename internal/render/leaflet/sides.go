package leaflet

import (
	"daoyin/internal/content"
	"daoyin/internal/scene"
)

// painter paints a panel whose text begins at x, y.
type painter func(b *brush, x, y float64)

// sides puts the panels on the two sides of the sheet.
func (m *Maker) sides(p *content.Page, in inside, cover, backPanel painter) []scene.Scene {
	painters := [6]painter{front: cover, back: backPanel}
	start := 0
	for c, at := range [columnCount]int{first, second, third, flap} {
		painters[at] = in.column(c, start)
		start = in.ends[c]
	}
	out := make([]scene.Scene, 2)
	for side := range out {
		out[side] = scene.Scene{Width: sheetWidth, Height: sheetHeight, Title: p.Front.Title.Value, Description: p.Summary(), Background: white}
	}
	for i, place := range panels() {
		b := &brush{set: m.set}
		painters[i](b, place.text, topMargin)
		b.group(0, place.class, "")
		side := &out[0]
		if place.inside {
			side = &out[1]
		}
		side.Shapes = append(side.Shapes, b.shapes...)
	}
	for i := range out {
		out[i].Shapes = append(out[i].Shapes, foldMarks(i == 1)...)
	}
	return out
}

// foldMarks are short lines at the upper and the lower edge of the sheet, where
// printers just reach and no text stands.
func foldMarks(inside bool) []scene.Shape {
	b := &brush{}
	for _, x := range folds(inside) {
		for _, y := range []float64{markFrom, sheetHeight - markTo} {
			b.rule(x, y, x, y+markTo-markFrom, 0.5, grey)
		}
	}
	b.group(0, "fold", "")
	return b.shapes
}

// stretchMost is by what share of itself a gap may grow, so that columns are
// filled.
const stretchMost = 1.0

// column paints the units of one column, spread so that it is filled.
func (in *inside) column(c, start int) painter {
	units := in.units[start:in.ends[c]]
	return func(b *brush, x, y float64) {
		last := c == columnCount-1
		room := textHeight - in.used[c]
		if in.hints && last {
			in.hint(b, "（接里面第三栏“"+units[0].name+"”）", "（接里面第三栏）", x, y)
			y += in.high * hintLines
			room -= in.high * hintLines
		} else if in.hints && c == columnCount-2 {
			room -= in.high * hintLines
			in.hint(b, "", "（翻到背面，接折页）", x, topMargin+textHeight-in.high)
		}
		gaps := 0.0
		for i := range units {
			if i > 0 {
				gaps += units[i].gap
			}
		}
		stretch := 1.0
		if gaps > 0 {
			stretch += min(stretchMost, max(0, room)/gaps)
		}
		ys := make([]float64, len(units))
		for i, u := range units {
			if i > 0 {
				y += u.gap * stretch
			}
			ys[i] = y
			y += u.height
		}
		for i, u := range units {
			below := 0.0
			if u.leads > 0 && i+u.leads < len(units) {
				below = ys[i+u.leads] - ys[i]
			}
			u.paint(b, x, ys[i], below)
		}
	}
}

// hintLines is the height of a hint and the room between it and the text.
const hintLines = 1.5

// hint tells where the text comes from or goes on, in long words if they go on
// a line.
func (in *inside) hint(b *brush, long, short string, x, y float64) {
	list := lines(in.set, plain(long), leastSize, textWidth, balanced())
	if len(list) != 1 {
		list = lines(in.set, plain(short), leastSize, textWidth, balanced())
	}
	mark := len(b.shapes)
	b.line(list[0], x, y+in.high/2, leastSize, in.main)
	b.group(mark, "hint", "")
}
