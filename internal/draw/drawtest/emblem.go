package drawtest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"

	"daoyin/internal/scene"
)

// Emblem returns a picture as bureaus have one: PNG, round, with a clear
// ground and half-clear parts.
func Emblem() []byte {
	const side = 240
	picture := image.NewNRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			dx, dy := x-side/2, y-side/2
			switch d := dx*dx + dy*dy; {
			case d > 118*118:
			case d > 100*100:
				picture.SetNRGBA(x, y, color.NRGBA{0xA0, 0x1E, 0x17, 255})
			case d > 50*50:
				picture.SetNRGBA(x, y, color.NRGBA{0x14, 0x30, 0x4F, 128})
			default:
				picture.SetNRGBA(x, y, color.NRGBA{0xF2, 0xC1, 0x4E, 255})
			}
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, picture); err != nil {
		return nil // no scene takes it, and the test says so
	}
	return file.Bytes()
}

// Pictures returns a scene of 320×240 with pictures: made smaller, larger and
// stretched, on white and on a colour, one of them partly outside.
func Pictures() scene.Scene {
	emblem := Emblem()
	return scene.Scene{Width: 320, Height: 240, Title: "徽标", Background: white, Shapes: []scene.Shape{
		scene.Rect{X: 160, Y: 0, W: 160, H: 240, Paint: scene.Paint{Fill: tint, Stroke: scene.None}},
		scene.Image{X: 10, Y: 10, W: 60, H: 60, Data: emblem, Title: "徽标"},
		scene.Image{X: 90, Y: 20, W: 160, H: 80, Data: emblem},
		scene.Image{X: 200, Y: 150, W: 160, H: 60, Data: emblem},
		scene.Group{Class: "head", Shapes: []scene.Shape{scene.Image{X: 20, Y: 110, W: 120, H: 120, Data: emblem}}},
	}}
}
