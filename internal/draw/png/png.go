// Package png draws a scene as a picture of so many pixels: PNG, in true
// colour or with a small palette for the screens that want one.
//
// It needs no browser and no font but those that it is given. Only this
// package uses golang.org/x/image/vector.
package png

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"math"

	"daoyin/internal/font"
	"daoyin/internal/scene"
)

// Options are the ways of drawing.
type Options struct {
	Fonts         *font.Set
	Width, Height int  // in pixels; both 0 for those of the scene
	Colours       int  // of the palette, 2 to 256; 0 for true colour
	Flat          bool // only colours of the scene, no shades at the edges: for coarse LED walls
}

// largest is the most pixels of a picture: A0 at 300 dots an inch.
const largest = 10000 * 14100

// Write returns s as a PNG file.
func Write(s scene.Scene, o Options) ([]byte, error) {
	if o.Colours < 0 || o.Colours == 1 || o.Colours > 256 {
		return nil, fmt.Errorf("png: a palette of %d colours", o.Colours)
	}
	picture, err := Image(s, o)
	if err != nil {
		return nil, err
	}
	var file image.Image = picture
	if o.Colours > 0 || o.Flat {
		file, err = reduce(picture, s, o)
		if err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if o.Colours > 0 || o.Flat {
		encoder.CompressionLevel = png.DefaultCompression // quick enough with a byte for a pixel
	}
	if err := encoder.Encode(&out, file); err != nil {
		return nil, fmt.Errorf("png: %w", err)
	}
	return out.Bytes(), nil
}

// Image returns s as an opaque picture in true colour.
func Image(s scene.Scene, o Options) (*image.RGBA, error) {
	scale, size, err := canvasSize(s, o)
	if err != nil {
		return nil, err
	}
	p := &painter{
		picture: image.NewRGBA(image.Rectangle{Max: size}),
		fonts:   o.Fonts,
		scale:   scale,
		flat:    o.Flat,
	}
	background := s.Background
	if background == scene.None {
		background = 0xFFFFFF
	}
	p.fillRect(0, 0, float64(size.X), float64(size.Y), background)
	if err := p.shapes(s.Shapes); err != nil {
		return nil, err
	}
	return p.picture, nil
}

// canvasSize returns pixels of a unit of the scene, and the pixels in all.
func canvasSize(s scene.Scene, o Options) (scale float64, size image.Point, err error) {
	if !(s.Width > 0 && s.Height > 0 && s.Width < 1e6 && s.Height < 1e6) {
		return 0, size, fmt.Errorf("png: a canvas of %v × %v", s.Width, s.Height)
	}
	size = image.Pt(o.Width, o.Height)
	if size == (image.Point{}) {
		size = image.Pt(int(math.Round(s.Width)), int(math.Round(s.Height)))
	}
	scale = float64(size.X) / s.Width
	if size.X <= 0 || size.Y <= 0 || math.Abs(s.Height*scale-float64(size.Y)) > 1 {
		return 0, size, fmt.Errorf("png: %d × %d pixels for a canvas of %v × %v", size.X, size.Y, s.Width, s.Height)
	}
	if size.X > largest/size.Y {
		return 0, size, fmt.Errorf("png: %d × %d pixels are too many", size.X, size.Y)
	}
	return scale, size, nil
}
