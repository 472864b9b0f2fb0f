package chart

import (
	"fmt"
	"math"
	"strconv"

	"daoyin/internal/scene"
)

// Canvas is what a chart is drawn on. Lengths are pixels for screens, points
// for paper.
type Canvas struct {
	Name          string  // as editors call it
	Width, Height float64 // Height 0: as high as the flow needs
	MinText       float64 // no text is smaller
	GoodText      float64 // nor than this, if the flow lets it; 0: MinText
	Paper         bool
	Close         bool    // read from near by, or short of room: small print is nearer to the titles in size
	QR            float64 // least side of the code with its quiet zone; modules of screens get at least 4 pixels anyway
}

// A3 is the poster on the wall, upright, in points.
func A3() Canvas {
	return Canvas{Name: "A3竖", Width: 842, Height: 1191, MinText: 8.5, Paper: true, QR: 86}
}

// A1 is the big poster, upright, in points.
func A1() Canvas {
	return Canvas{Name: "A1竖", Width: 1684, Height: 2384, MinText: 17, Paper: true, QR: 172}
}

// FullHD is the television.
func FullHD() Canvas {
	return Canvas{Name: "1920×1080", Width: 1920, Height: 1080, MinText: 16, QR: 160}
}

// Totem is the upright screen.
func Totem() Canvas {
	return Canvas{Name: "1080×1920", Width: 1080, Height: 1920, MinText: 15, QR: 160}
}

// HDReady is the small television.
func HDReady() Canvas {
	return Canvas{Name: "1280×720", Width: 1280, Height: 720, MinText: 10, GoodText: 12, Close: true, QR: 112}
}

// Page is the column of a web page on a wide window. Its charts are as high as
// they need to be.
func Page() Canvas {
	return Canvas{Name: "网页", Width: 1200, MinText: 14, Close: true}
}

// Canvases are those that every site has, Page aside. Others are made from a screen's
// profile, which knows the distance of its readers.
func Canvases() []Canvas { return []Canvas{A3(), A1(), FullHD(), Totem(), HDReady()} }

const (
	qrQuiet  = 4   // light modules around the code
	qrPixels = 4.0 // of a module on a screen
)

func (c Canvas) length(v float64) string {
	unit := "像素"
	if c.Paper {
		unit = "磅"
	}
	return strconv.FormatFloat(v, 'f', -1, 64) + unit
}

// least is the smallest base size that keeps all text readable.
func (c Canvas) least() float64 { return c.MinText / c.grade().small }

// most is where growing stops: beyond it words get louder, not clearer.
func (c Canvas) most() float64 {
	if c.open() {
		return c.least() // the page around it sets the tone
	}
	return c.least() * 1.7
}

// sizes are the canvases to try: first the one with text that is read well.
func (c Canvas) sizes() []Canvas {
	if c.GoodText <= c.MinText {
		return []Canvas{c}
	}
	good := c
	good.MinText = c.GoodText
	return []Canvas{good, c}
}

// open tells whether the canvas is as high as the flow needs.
func (c Canvas) open() bool { return c.Height == 0 }

// even rounds a length in ems up to the raster where few bytes count: boxes of
// one size are written in fewer.
func (c Canvas) even(ems float64) float64 {
	if !c.open() {
		return ems
	}
	return math.Ceil(ems*rasterEm-1e-6) / rasterEm
}

// whole makes a base size one at which all that stands on the raster of the
// lines stands on whole pixels, where few bytes count.
func (c Canvas) whole(base float64) float64 {
	if !c.open() {
		return base
	}
	return math.Floor(base/rasterEm+1e-6) * rasterEm
}

// Colours. Those of actors keep 7:1 and more on white, and stay apart for
// the colour-blind by their lightness and by words: who acts is always written.
const (
	white    scene.Colour = 0xFFFFFF
	ink      scene.Colour = 0x14212E
	grey     scene.Colour = 0x3F4C5A
	sideLine scene.Colour = 0x566575
	navy     scene.Colour = 0x14304F
	red      scene.Colour = 0xA01E17 // limits, and nothing else
	question scene.Colour = 0xFFF6DC
	paper    scene.Colour = 0xF2F5FA
	panel    scene.Colour = 0xFFFFFF
	hairline scene.Colour = 0xC9D3DF
	ice      scene.Colour = 0xD5E1EE // words on navy that are not the title
)

// hue is the colour of an actor: strong for edges and heads, light for areas.
type hue struct{ strong, tint scene.Colour }

// hueOf returns an actor's colour; -1 is nobody's.
func hueOf(actor int) hue {
	hues := [...]hue{
		{0x085C58, 0xE3F1F0}, // teal
		{0x174A96, 0xE6EEF9}, // blue
		{0x5B3490, 0xEFE8F7}, // purple
		{0x8A3A0A, 0xFBEDE3}, // orange
		{0x7A1742, 0xF8E6ED}, // maroon
		{0x46540F, 0xF0F3E1}, // olive
	}
	if actor < 0 || actor >= len(hues) {
		return hue{navy, 0xE9EEF4}
	}
	return hues[actor]
}

// arrowTitle names an arrow for tooltips, screen readers and whoever reads a
// drawing back.
func arrowTitle(from, to int, label string) string {
	s := fmt.Sprintf("第%d步 → 第%d步", from+1, to+1)
	if label != "" {
		s += "：" + label
	}
	return s
}
