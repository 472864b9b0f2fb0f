package png

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	_ "image/jpeg" // pictures of a scene
	"math"

	"daoyin/internal/scene"
)

// image paints a picture, made smaller or larger. Every pixel becomes the mean
// of what it covers of the picture, so that thin lines do not break up.
func (p *painter) image(i scene.Image) error {
	if err := p.px(&i.X, &i.Y, &i.W, &i.H); err != nil {
		return err
	}
	target := image.Rect(int(math.Round(i.X)), int(math.Round(i.Y)), int(math.Round(i.X+i.W)), int(math.Round(i.Y+i.H)))
	if target.Empty() {
		return nil
	}
	decoded, _, err := image.Decode(bytes.NewReader(i.Data))
	if err != nil {
		return fmt.Errorf("png: a picture: %w", err)
	}
	source := image.NewRGBA(image.Rectangle{Max: decoded.Bounds().Size()})
	if source.Rect.Empty() {
		return nil
	}
	draw.Draw(source, source.Rect, decoded, decoded.Bounds().Min, draw.Src)
	shown := target.Intersect(p.picture.Rect)
	for y := shown.Min.Y; y < shown.Max.Y; y++ {
		top, bottom := covered(y-target.Min.Y, target.Dy(), source.Rect.Dy())
		for x := shown.Min.X; x < shown.Max.X; x++ {
			left, right := covered(x-target.Min.X, target.Dx(), source.Rect.Dx())
			p.blend(x, y, mean(source, image.Rect(left, top, right, bottom)))
		}
	}
	return nil
}

// covered returns which of n pixels the one at place of m stands for; one at
// least.
func covered(place, m, n int) (from, to int) {
	from, to = place*n/m, (place+1)*n/m
	return from, max(to, from+1)
}

func mean(of *image.RGBA, r image.Rectangle) color.RGBA {
	var sums [4]int
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := of.Pix[of.PixOffset(r.Min.X, y):of.PixOffset(r.Max.X, y)]
		for at, v := range row {
			sums[at%4] += int(v)
		}
	}
	n := r.Dx() * r.Dy()
	return color.RGBA{uint8(sums[0] / n), uint8(sums[1] / n), uint8(sums[2] / n), uint8(sums[3] / n)}
}

// blend lays a colour, which may be partly clear, on a pixel of the opaque
// picture.
func (p *painter) blend(x, y int, c color.RGBA) {
	under := p.picture.RGBAAt(x, y)
	over := func(c, under uint8, a int) uint8 { return uint8(min(255, int(c)+int(under)*(255-a)/255)) }
	a := int(c.A)
	p.picture.SetRGBA(x, y, color.RGBA{over(c.R, under.R, a), over(c.G, under.G, a), over(c.B, under.B, a), 255})
}
