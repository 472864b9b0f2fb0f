// Package drawtest has scenes for the tests of the writers. Only tests import
// it.
package drawtest

import (
	"math"

	"daoyin/internal/font"
	"daoyin/internal/scene"
	"daoyin/internal/typeset"
)

const (
	navy   scene.Colour = 0x14304F
	teal   scene.Colour = 0x085C58
	red    scene.Colour = 0xA01E17
	tint   scene.Colour = 0xE6F3F2
	purple scene.Colour = 0x5B3490
	white  scene.Colour = 0xFFFFFF
	grey   scene.Colour = 0x5B6775
)

// Everything returns a scene of 640×480 with every shape, painted in every
// way, some of it partly or wholly outside the canvas.
func Everything(fonts *font.Set) scene.Scene {
	shapes := []scene.Shape{
		scene.Rect{X: 0, Y: 0, W: 640, H: 64, Paint: scene.Paint{Fill: navy, Stroke: scene.None}},
		line(fonts, 20, 42, 30, true, white, "信访事项办理“路线图” A3"),
	}
	shapes = append(shapes, boxes(fonts)...)
	shapes = append(shapes, lines()...)
	shapes = append(shapes, outside()...)
	return scene.Scene{
		Width: 640, Height: 480,
		Title:       "信访事项办理 <路线图> & 说明",
		Description: "从提出诉求到程序终结，每一步谁来办、多少天。",
		Background:  0xF3F6FA,
		Shapes:      shapes,
	}
}

func line(fonts *font.Set, x, y, size float64, bold bool, fill scene.Colour, text string) scene.Text {
	return scene.Text{X: x, Y: y, Size: size, Bold: bold, Fill: fill, Runes: text,
		Width: typeset.Width(fonts, text, typeset.Style{Size: size, Bold: bold})}
}

func boxes(fonts *font.Set) []scene.Shape {
	hexagon := []scene.Part{
		{Op: scene.MoveTo, X: 240, Y: 150}, {Op: scene.LineTo, X: 262, Y: 105}, {Op: scene.LineTo, X: 388, Y: 105},
		{Op: scene.LineTo, X: 410, Y: 150}, {Op: scene.LineTo, X: 388, Y: 195}, {Op: scene.LineTo, X: 262, Y: 195}, {Op: scene.Close},
	}
	return []scene.Shape{
		scene.Group{ID: "step-1", Link: "#step-2", Title: "第1步 提出诉求", Class: "step", Shapes: []scene.Shape{
			scene.Rect{X: 30, Y: 105, W: 150, H: 90, Radius: 45, Paint: scene.Paint{Fill: teal, Stroke: teal, Width: 3}},
			line(fonts, 61, 146, 22, true, white, "提出诉求"),
			line(fonts, 57, 172, 16, false, white, "网上、来信来访"),
			scene.Circle{X: 40, Y: 108, R: 15, Paint: scene.Paint{Fill: white, Stroke: teal, Width: 3}},
			line(fonts, 35, 114, 17, true, teal, "1"),
		}},
		scene.Group{ID: "step-2", Link: "https://example.gov.cn/guides/a.html?b=1&c=2", Title: "第2步", Class: "step", Shapes: []scene.Shape{
			scene.Path{Parts: hexagon, Paint: scene.Paint{Fill: 0xFFF7DE, Stroke: purple, Width: 3}},
			line(fonts, 260, 150, 19, true, navy, "属于信访事项？"),
			scene.Rect{X: 285, Y: 160, W: 80, H: 26, Radius: 13, Paint: scene.Paint{Fill: red, Stroke: scene.None}},
			line(fonts, 299, 179, 17, true, white, "15日内"),
		}},
		scene.Rect{X: 460, Y: 105, W: 150, H: 90, Radius: 8, Paint: scene.Paint{Fill: white, Stroke: purple, Width: 2.5}},
		line(fonts, 470, 140, 14, false, navy, "《信访工作条例》"),
		line(fonts, 470, 162, 11.5, false, grey, "第三十四条、〔2022〕11号"),
		scene.Rect{X: 470.5, Y: 172.5, W: 120, H: 14, Paint: scene.Paint{Fill: tint, Stroke: purple, Width: 1}},
		scene.Rect{X: 30, Y: 230, W: 150, H: 90, Radius: 10, Paint: scene.Paint{Fill: scene.None, Stroke: teal, Width: 3, Dash: []float64{9, 6}}},
		scene.Circle{X: 105, Y: 275, R: 30, Paint: scene.Paint{Fill: tint, Stroke: red, Width: 4, Dash: []float64{12, 5, 3, 5}}},
		scene.Rect{X: 200, Y: 230, W: 40, H: 90, Paint: scene.Paint{Fill: 0xFBEFE6, Stroke: 0x8A3A0A, Width: 6}},
	}
}

func lines() []scene.Shape {
	paint := func(c scene.Colour, width float64, dash ...float64) scene.Paint {
		return scene.Paint{Fill: scene.None, Stroke: c, Width: width, Dash: dash}
	}
	return []scene.Shape{
		scene.Group{Class: "arrow", Shapes: []scene.Shape{
			scene.Path{Parts: []scene.Part{{Op: scene.MoveTo, X: 183, Y: 150}, {Op: scene.LineTo, X: 222, Y: 150}}, Paint: paint(navy, 6)},
			scene.Path{Parts: []scene.Part{
				{Op: scene.MoveTo, X: 220, Y: 140}, {Op: scene.LineTo, X: 237, Y: 150}, {Op: scene.LineTo, X: 220, Y: 160}, {Op: scene.Close},
			}, Paint: scene.Paint{Fill: navy, Stroke: scene.None}},
		}},
		// An orthogonal line with round corners, and a sharp one.
		scene.Path{Parts: []scene.Part{
			{Op: scene.MoveTo, X: 325, Y: 200}, {Op: scene.LineTo, X: 325, Y: 248},
			{Op: scene.CurveTo, X1: 325, Y1: 254.6, X2: 330.4, Y2: 260, X: 337, Y: 260}, {Op: scene.LineTo, X: 523, Y: 260},
			{Op: scene.CurveTo, X1: 529.6, Y1: 260, X2: 535, Y2: 254.6, X: 535, Y: 248}, {Op: scene.LineTo, X: 535, Y: 205},
		}, Paint: paint(navy, 6)},
		scene.Path{Parts: []scene.Part{
			{Op: scene.MoveTo, X: 280, Y: 300}, {Op: scene.LineTo, X: 340, Y: 350}, {Op: scene.LineTo, X: 360, Y: 290}, {Op: scene.LineTo, X: 440, Y: 340},
		}, Paint: paint(purple, 9)},
		scene.Path{Parts: []scene.Part{
			{Op: scene.MoveTo, X: 30, Y: 350}, {Op: scene.CurveTo, X1: 90, Y1: 300, X2: 120, Y2: 420, X: 240, Y: 345},
		}, Paint: paint(grey, 3, 10, 7)},
		scene.Path{Parts: []scene.Part{{Op: scene.MoveTo, X: 30, Y: 380.5}, {Op: scene.LineTo, X: 240, Y: 380.5}}, Paint: paint(grey, 1)},
		// A ring: the inner outline runs the other way.
		scene.Path{Parts: []scene.Part{
			{Op: scene.MoveTo, X: 480, Y: 290}, {Op: scene.LineTo, X: 580, Y: 290}, {Op: scene.LineTo, X: 580, Y: 370}, {Op: scene.LineTo, X: 480, Y: 370}, {Op: scene.Close},
			{Op: scene.MoveTo, X: 500, Y: 310}, {Op: scene.LineTo, X: 500, Y: 350}, {Op: scene.LineTo, X: 560, Y: 350}, {Op: scene.LineTo, X: 560, Y: 310}, {Op: scene.Close},
		}, Paint: scene.Paint{Fill: 0x46540F, Stroke: 0x7A1742, Width: 2}},
	}
}

func outside() []scene.Shape {
	fill := func(c scene.Colour) scene.Paint { return scene.Paint{Fill: c, Stroke: navy, Width: 4} }
	return []scene.Shape{
		scene.Circle{X: 640, Y: 480, R: 60, Paint: fill(tint)},
		scene.Circle{X: 0, Y: 480, R: 40, Paint: fill(red)},
		scene.Rect{X: 560, Y: -40, W: 200, H: 80, Radius: 20, Paint: fill(teal)},
		scene.Rect{X: 900, Y: 900, W: 50, H: 50, Paint: fill(red)},
		scene.Rect{X: -1e6, Y: 440, W: 2e6, H: 8, Paint: scene.Paint{Fill: 0xD8E4F2, Stroke: scene.None}},
		scene.Path{Parts: []scene.Part{{Op: scene.MoveTo, X: -5000, Y: 400}, {Op: scene.LineTo, X: 5000, Y: 430}},
			Paint: scene.Paint{Fill: scene.None, Stroke: red, Width: 5}},
		scene.Rect{X: 300, Y: 450, W: 0, H: 0, Paint: scene.Paint{Fill: red, Stroke: scene.None}},
		scene.Path{Paint: fill(red)},
		scene.Text{},
	}
}

// Poster returns a scene as large as a real one: 40 steps with their words, and
// lines between them. Text stands on whole pixels, as viewers of PDF place it.
func Poster(fonts *font.Set, width, height float64) scene.Scene {
	s := scene.Scene{Width: width, Height: height, Title: "信访事项办理路线图", Background: white}
	texts := []string{
		"提出诉求", "网上、来信、来访、来电", "属于信访事项？", "先看有无法定途径", "导入法定途径", "诉讼、仲裁、复议", "登记", "收到即登记",
		"转送、交办", "转给有权处理的机关", "是否受理？", "书面告知信访人", "调查核实", "查清事实，依法处理", "出具处理意见书", "书面答复，说明理由",
	}
	const columns, rows = 8, 5
	w, h := width/columns, height/rows
	size := min(w/8, h/6)
	for i := range columns * rows {
		x, y := float64(i%columns)*w+w*0.1, float64(i/columns)*h+h*0.1
		title, note := texts[2*i%len(texts)], texts[(2*i+1)%len(texts)]
		s.Shapes = append(s.Shapes,
			scene.Path{Parts: []scene.Part{
				{Op: scene.MoveTo, X: x + w*0.4, Y: y + h*0.8}, {Op: scene.LineTo, X: x + w*0.4, Y: y + h*0.85},
				{Op: scene.CurveTo, X1: x + w*0.4, Y1: y + h*0.9, X2: x + w*0.5, Y2: y + h*0.9, X: x + w*0.5, Y: y + h*0.95}, {Op: scene.LineTo, X: x + w*0.5, Y: y + h},
			}, Paint: scene.Paint{Fill: scene.None, Stroke: navy, Width: size / 4}},
			scene.Group{Class: "step", Link: "#step", Shapes: []scene.Shape{
				scene.Rect{X: x, Y: y, W: w * 0.8, H: h * 0.8, Radius: size / 2, Paint: scene.Paint{Fill: tint, Stroke: teal, Width: size / 8}},
				line(fonts, x+size/2, math.Round(y+size*1.6), size, true, navy, title),
				line(fonts, x+size/2, math.Round(y+size*2.8), size*0.6, false, grey, note),
				scene.Rect{X: x + size/2, Y: y + size*3.2, W: size * 4, H: size, Radius: size / 2, Paint: scene.Paint{Fill: red, Stroke: scene.None}},
				line(fonts, x+size, math.Round(y+size*3.95), size*0.7, true, white, "60日内"),
				line(fonts, x+w*0.5, math.Round(y+size*0.6), size*0.5, false, grey, "第三十四条"),
			}})
	}
	return s
}
