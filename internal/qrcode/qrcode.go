// Package qrcode turns an address into a QR code, with the quiet zone that
// telephones need round it. Only this package uses rsc.io/qr.
package qrcode

import (
	"fmt"
	"math"

	"rsc.io/qr"

	"daoyin/internal/scene"
)

// Quiet is how many modules stay white on every side.
const Quiet = 4

// Modules returns the code of text, true for black, without the quiet zone: row
// by row, as many rows as columns. Up to about 15 % of it may be damaged or
// covered. An address in ASCII makes a smaller code than one in Chinese.
func Modules(text string) ([][]bool, error) {
	if text == "" {
		return nil, fmt.Errorf("qrcode: no text")
	}
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return nil, fmt.Errorf("qrcode: %q: %w", text, err)
	}
	modules := make([][]bool, code.Size)
	for y := range modules {
		modules[y] = make([]bool, code.Size)
		for x := range modules[y] {
			modules[y][x] = code.Black(x, y)
		}
	}
	return modules, nil
}

// Draw returns a code as a white square with its black modules, quiet zone
// included. Modules of four units or more are made whole units, and the code
// put in the middle: on a screen every module is then whole pixels.
func Draw(modules [][]bool, x, y, size float64) scene.Group {
	module := size / float64(len(modules)+2*Quiet)
	if module >= 4 {
		module = math.Floor(module)
	}
	margin := (size - module*float64(len(modules))) / 2
	if module >= 4 {
		margin = math.Floor(margin)
	}
	path := scene.Path{Paint: scene.Paint{Fill: 0, Stroke: scene.None}}
	for row, line := range modules {
		for from := 0; from < len(line); from++ {
			if !line[from] {
				continue
			}
			to := from
			for to < len(line) && line[to] {
				to++
			}
			x0, x1 := x+margin+module*float64(from), x+margin+module*float64(to)
			y0, y1 := y+margin+module*float64(row), y+margin+module*float64(row+1)
			path.Parts = append(path.Parts,
				scene.Part{Op: scene.MoveTo, X: x0, Y: y0}, scene.Part{Op: scene.LineTo, X: x1, Y: y0},
				scene.Part{Op: scene.LineTo, X: x1, Y: y1}, scene.Part{Op: scene.LineTo, X: x0, Y: y1}, scene.Part{Op: scene.Close})
			from = to
		}
	}
	return scene.Group{Class: "qr", Shapes: []scene.Shape{
		scene.Rect{X: x, Y: y, W: size, H: size, Paint: scene.Paint{Fill: 0xFFFFFF, Stroke: scene.None}},
		path,
	}}
}
