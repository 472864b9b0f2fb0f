package png

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"slices"
	"strings"
	"testing"

	"daoyin"
	"daoyin/internal/draw/drawtest"
	"daoyin/internal/font"
	"daoyin/internal/scene"
)

func carried(t testing.TB) *font.Set {
	t.Helper()
	s, err := font.Carried(daoyin.Files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func drawn(t testing.TB, s scene.Scene, o Options) image.Image {
	t.Helper()
	out, err := Write(s, o)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// ink returns how many pixels of black a picture in black and white has.
func ink(picture image.Image) float64 {
	sum := 0.0
	b := picture.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			sum += 1 - float64(color.GrayModel.Convert(picture.At(x, y)).(color.Gray).Y)/255
		}
	}
	return sum
}

func path(paint scene.Paint, closed bool, xy ...float64) scene.Path {
	p := scene.Path{Paint: paint}
	for i := 0; i < len(xy); i += 2 {
		op := scene.LineTo
		if i == 0 {
			op = scene.MoveTo
		}
		p.Parts = append(p.Parts, scene.Part{Op: op, X: xy[i], Y: xy[i+1]})
	}
	if closed {
		p.Parts = append(p.Parts, scene.Part{Op: scene.Close})
	}
	return p
}

// What a shape paints is its area.
func TestAreas(t *testing.T) {
	black := scene.Paint{Fill: 0, Stroke: scene.None}
	lined := func(width float64, dash ...float64) scene.Paint {
		return scene.Paint{Fill: scene.None, Stroke: 0, Width: width, Dash: dash}
	}
	dot := math.Pi * 100 / 4 // a round end of a line 10 wide has half of this
	for name, c := range map[string]struct {
		shape scene.Shape
		want  float64
	}{
		"whole pixels":          {scene.Rect{X: 10, Y: 20, W: 30, H: 40, Paint: black}, 1200},
		"parts of pixels":       {scene.Rect{X: 10.25, Y: 20.5, W: 30.5, H: 40.25, Paint: black}, 30.5 * 40.25},
		"within a pixel":        {scene.Rect{X: 10.25, Y: 20.25, W: 0.5, H: 0.5, Paint: black}, 0.25},
		"round corners":         {scene.Rect{X: 10, Y: 20, W: 60, H: 40, Radius: 10, Paint: black}, 2400 - (4-math.Pi)*100},
		"as round as can be":    {scene.Rect{X: 10, Y: 20, W: 60, H: 40, Radius: 99, Paint: black}, 800 + math.Pi*400},
		"frame":                 {scene.Rect{X: 10, Y: 20, W: 60, H: 40, Paint: lined(4)}, 64*44 - 56*36},
		"frame without a hole":  {scene.Rect{X: 10, Y: 20, W: 60, H: 4, Paint: lined(4)}, 64 * 8},
		"round frame":           {scene.Rect{X: 10, Y: 20, W: 60, H: 40, Radius: 10, Paint: lined(4)}, 2*(40+20)*4 + math.Pi*(144-64)},
		"circle":                {scene.Circle{X: 50, Y: 50, R: 30, Paint: black}, math.Pi * 900},
		"ring":                  {scene.Circle{X: 50, Y: 50, R: 30, Paint: lined(6)}, math.Pi * 30 * 2 * 6},
		"half outside":          {scene.Circle{X: 0, Y: 50, R: 30, Paint: black}, math.Pi * 450},
		"quarter outside":       {scene.Circle{X: 100, Y: 100, R: 30, Paint: black}, math.Pi * 225},
		"outside":               {scene.Circle{X: 200, Y: 50, R: 30, Paint: black}, 0},
		"all round the canvas":  {scene.Circle{X: 50, Y: 50, R: 1e6, Paint: black}, 10000},
		"line":                  {path(lined(10), false, 20, 50, 80, 50), 600 + dot},
		"slanted line":          {path(lined(10), false, 20, 20, 70, 70), 500*math.Sqrt2 + dot},
		"line to and fro":       {path(lined(10), false, 20, 50, 80, 50, 20, 50), 600 + dot},
		"corner":                {path(lined(10), false, 20, 20, 60, 20, 60, 60), 800 - 25 + dot/4 + dot},
		"corner the other way":  {path(lined(10), false, 60, 60, 60, 20, 20, 20), 800 - 25 + dot/4 + dot},
		"short leg":             {path(lined(10), false, 20, 50, 50, 50, 50, 51, 80, 51), 605 + dot},
		"closed":                {path(lined(10), true, 20, 20, 80, 20, 80, 80, 20, 80), 2400 - 100 + dot},
		"triangle":              {path(black, true, 20, 20, 80, 20, 20, 80), 1800},
		"open, filled":          {path(black, false, 20, 20, 80, 20, 20, 80), 1800},
		"a dot":                 {path(lined(10), false, 50, 50, 50, 50), dot},
		"dashes":                {path(lined(10, 10, 20), false, 10, 50, 100, 50), 300 + 3*dot},
		"dashes, three lengths": {path(lined(10, 10, 20, 15), false, 10, 50, 75, 50), 25 + 225 + 2.5*dot},
		"frame of dashes":       {scene.Rect{X: 10, Y: 10, W: 60, H: 60, Paint: lined(2, 10, 10)}, 240},
		"far away":              {path(lined(10), false, -1e6, 50, 1e6, 50), 1000},
		"nothing":               {path(black, false), 0},
	} {
		s := scene.Scene{Width: 100, Height: 100, Background: 0xFFFFFF, Shapes: []scene.Shape{c.shape}}
		if strings.Contains(name, "three lengths") {
			// 10 drawn, 20 not, 15 drawn, 10 not, 10 of 20 drawn.
			c.want = 350 + 3*dot
		}
		if got := ink(drawn(t, s, Options{})); math.Abs(got-c.want) > 1+c.want*0.01 {
			t.Errorf("%s: %.1f pixels, want %.1f", name, got, c.want)
		}
	}
}

func TestSize(t *testing.T) {
	s := scene.Scene{Width: 841.89, Height: 1190.55, Background: 0xFFFFFF}
	for _, c := range []struct {
		o    Options
		want string // size, or a part of the error
	}{
		{Options{}, "842 1191"},
		{Options{Width: 1684, Height: 2381}, "1684 2381"},
		{Options{Width: 1684, Height: 2391}, "1684 × 2391 pixels for"},
		{Options{Width: 1684}, "1684 × 0 pixels for"},
		{Options{Width: 84189, Height: 119055}, "too many"},
		{Options{Colours: 1}, "palette of 1"},
		{Options{Colours: 257}, "palette of 257"},
	} {
		out, err := Write(s, c.o)
		got := fmt.Sprint(err)
		if err == nil {
			config, _ := png.DecodeConfig(bytes.NewReader(out))
			got = fmt.Sprint(config.Width, config.Height)
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%+v: %s, want %s", c.o, got, c.want)
		}
	}
}

func TestRefuses(t *testing.T) {
	fonts := carried(t)
	for name, c := range map[string]struct {
		shape scene.Shape
		fonts *font.Set
		want  string
	}{
		"not a number": {scene.Circle{R: math.NaN()}, nil, "length"},
		"endless":      {path(scene.Paint{}, false, 0, 0, math.Inf(1), 0), nil, "length"},
		"nowhere":      {scene.Path{Parts: []scene.Part{{Op: scene.Close}}}, nil, "nowhere"},
		"missing":      {scene.Group{Shapes: []scene.Shape{scene.Text{Size: 9, Runes: "好𬙂"}}}, fonts, "𬙂"},
		"no fonts":     {scene.Text{Size: 9, Runes: "好"}, nil, "no fonts"},
	} {
		s := scene.Scene{Width: 10, Height: 10, Shapes: []scene.Shape{c.shape}}
		if _, err := Write(s, Options{Fonts: c.fonts}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Write(scene.Scene{}, Options{}); err == nil {
		t.Error("a canvas without size")
	}
}

// With few colours the areas keep exactly the colours of the scene.
func TestPalette(t *testing.T) {
	fonts := carried(t)
	s := drawtest.Everything(fonts)
	for _, o := range []Options{{Colours: 256}, {Colours: 32}, {Colours: 16}, {Colours: 4}, {Colours: 2}, {Flat: true}} {
		o.Fonts = fonts
		first, err := Write(s, o)
		if err != nil {
			t.Fatal(err)
		}
		second, _ := Write(s, o)
		if !bytes.Equal(first, second) {
			t.Errorf("%+v: drawn twice, other bytes", o)
		}
		picture, err := png.Decode(bytes.NewReader(first))
		if err != nil {
			t.Fatal(err)
		}
		palette := picture.(*image.Paletted).Palette
		if o.Colours > 0 && len(palette) > o.Colours {
			t.Errorf("%d colours of %d", len(palette), o.Colours)
		}
		own := coloursOf(s)
		kept := 0
		for _, c := range palette {
			r, g, b, _ := c.RGBA()
			if slices.Contains(own, scene.Colour(r>>8<<16|g>>8<<8|b>>8)) {
				kept++
			}
		}
		if o.Colours >= 32 && kept != len(present(own, count(mustImage(t, s, o)))) || o.Flat && kept != len(palette) {
			t.Errorf("%+v: %d of the palette are colours of the scene", o, kept)
		}
	}
	if _, err := Write(s, Options{Fonts: fonts, Flat: true, Colours: 4}); err == nil {
		t.Error("more colours than the palette has room for, and nobody told")
	}
}

func mustImage(t *testing.T, s scene.Scene, o Options) *image.RGBA {
	t.Helper()
	picture, err := Image(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func TestSameBytes(t *testing.T) {
	fonts := carried(t)
	a, err := Write(drawtest.Everything(fonts), Options{Fonts: fonts})
	if err != nil {
		t.Fatal(err)
	}
	b, _ := Write(drawtest.Everything(fonts), Options{Fonts: fonts})
	if !bytes.Equal(a, b) {
		t.Error("drawn twice, other bytes")
	}
}

// Nothing that a scene may hold is drawn outside the picture or ends the
// program.
func FuzzShapes(f *testing.F) {
	f.Add(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, false)
	f.Add(-50.0, 1e6, 99.999, 0.001, 1e-9, 3.0, true)
	f.Fuzz(func(t *testing.T, a, b, c, d, e, w float64, flat bool) {
		paint := scene.Paint{Fill: 0x123456, Stroke: 0xABCDEF, Width: w}
		dashed := paint
		dashed.Dash = []float64{math.Abs(e), math.Abs(d), 3}
		s := scene.Scene{Width: 64, Height: 48, Shapes: []scene.Shape{
			scene.Rect{X: a, Y: b, W: c, H: d, Radius: e, Paint: paint},
			scene.Rect{X: a, Y: b, W: c, H: d, Paint: dashed},
			scene.Circle{X: a, Y: b, R: c, Paint: paint},
			path(paint, true, a, b, c, d, e, a),
			path(dashed, false, a, b, c, d, e, a),
			scene.Path{Parts: []scene.Part{{X: a, Y: b}, {Op: scene.CurveTo, X1: b, Y1: c, X2: d, Y2: e, X: c, Y: a}}, Paint: dashed},
		}}
		Image(s, Options{Flat: flat})
	})
}

func BenchmarkPicture(b *testing.B) { benchmark(b, Options{}) }
func BenchmarkPalette(b *testing.B) { benchmark(b, Options{Colours: 16}) }

func benchmark(b *testing.B, o Options) {
	o.Fonts = carried(b)
	s := drawtest.Poster(o.Fonts, 1920, 1080)
	size := 0
	for b.Loop() {
		out, err := Write(s, o)
		if err != nil {
			b.Fatal(err)
		}
		size = len(out)
	}
	b.ReportMetric(float64(size), "bytes")
}

func BenchmarkRaster(b *testing.B) {
	fonts := carried(b)
	s := drawtest.Poster(fonts, 1920, 1080)
	for b.Loop() {
		if _, err := Image(s, Options{Fonts: fonts}); err != nil {
			b.Fatal(err)
		}
	}
}
