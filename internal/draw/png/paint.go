package png

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"strings"

	"golang.org/x/image/vector"

	"daoyin/internal/font"
	"daoyin/internal/scene"
)

// painter paints shapes on a picture.
type painter struct {
	picture *image.RGBA
	fonts   *font.Set
	scale   float64
	flat    bool // a pixel is painted wholly or not at all
	area    vector.Rasterizer
}

func (p *painter) shapes(shapes []scene.Shape) error {
	for _, s := range shapes {
		var err error
		switch s := s.(type) {
		case scene.Rect:
			err = p.rect(s)
		case scene.Circle:
			err = p.circle(s)
		case scene.Path:
			err = p.path(s)
		case scene.Text:
			err = p.text(s)
		case scene.Image:
			err = p.image(s)
		case scene.Group:
			err = p.shapes(s.Shapes)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// px returns lengths in pixels, or tells that no drawing has them.
func (p *painter) px(lengths ...*float64) error {
	for _, l := range lengths {
		if math.IsNaN(*l) || math.Abs(*l) > 1e7 {
			return fmt.Errorf("png: a length of %v", *l)
		}
		*l *= p.scale
	}
	return nil
}

func (p *painter) rect(r scene.Rect) error {
	width := r.Width
	if err := p.px(&r.X, &r.Y, &r.W, &r.H, &r.Radius, &width); err != nil {
		return err
	}
	if r.W <= 0 || r.H <= 0 {
		return nil
	}
	radius := max(0, min(r.Radius, r.W/2, r.H/2))
	if r.Fill != scene.None {
		if radius == 0 {
			p.fillRect(r.X, r.Y, r.X+r.W, r.Y+r.H, r.Fill)
		} else {
			middle := within(r.X, r.Y, r.W, r.H, radius)
			p.fillAround([]contour{roundRect(r.X, r.Y, r.W, r.H, radius)}, middle, r.Fill)
			draw.Draw(p.picture, middle, image.NewUniform(rgba(r.Fill)), image.Point{}, draw.Src)
		}
	}
	if !stroked(r.Paint) {
		return nil
	}
	if len(r.Dash) > 0 {
		outline := line{points: roundRect(r.X, r.Y, r.W, r.H, radius), closed: true}
		p.fill(p.stroke(outline, width, r.Dash, false), r.Stroke)
		return nil
	}
	// A frame is what lies between two rectangles: exact, and its corners are
	// sharp where the radius is 0.
	half := width / 2
	outer := radius + half
	if radius == 0 {
		outer = 0
	}
	frame := []contour{roundRect(r.X-half, r.Y-half, r.W+width, r.H+width, outer)}
	var hole image.Rectangle
	if r.W > width && r.H > width {
		inner := max(0, radius-half)
		frame = append(frame, reversed(roundRect(r.X+half, r.Y+half, r.W-width, r.H-width, inner)))
		hole = within(r.X+half, r.Y+half, r.W-width, r.H-width, inner)
	}
	p.fillAround(frame, hole, r.Stroke)
	return nil
}

func (p *painter) circle(c scene.Circle) error {
	width := c.Width
	if err := p.px(&c.X, &c.Y, &c.R, &width); err != nil {
		return err
	}
	if c.R <= 0 {
		return nil
	}
	if c.Fill != scene.None {
		p.fill([]contour{circle(c.X, c.Y, c.R)}, c.Fill)
	}
	if !stroked(c.Paint) {
		return nil
	}
	if len(c.Dash) > 0 {
		p.fill(p.stroke(line{points: circle(c.X, c.Y, c.R), closed: true}, width, c.Dash, false), c.Stroke)
		return nil
	}
	ring := []contour{circle(c.X, c.Y, c.R+width/2)}
	if c.R > width/2 {
		ring = append(ring, reversed(circle(c.X, c.Y, c.R-width/2)))
	}
	p.fill(ring, c.Stroke)
	return nil
}

func (p *painter) path(s scene.Path) error {
	width := s.Width
	if err := p.px(&width); err != nil {
		return err
	}
	lines, err := p.flatten(s.Parts)
	if err != nil {
		return err
	}
	if s.Fill != scene.None {
		var area []contour
		for _, l := range lines {
			area = append(area, l.points)
		}
		p.fill(area, s.Fill)
	}
	if stroked(s.Paint) {
		for _, l := range lines {
			p.fill(p.stroke(l, width, s.Dash, true), s.Stroke)
		}
	}
	return nil
}

func stroked(p scene.Paint) bool { return p.Stroke != scene.None && p.Width > 0 }

// text paints a line of text. A character that cannot be drawn is an error: an
// author should have been told of it long before.
func (p *painter) text(t scene.Text) error {
	if strings.TrimSpace(t.Runes) == "" || t.Fill == scene.None {
		return nil
	}
	if p.fonts == nil {
		return fmt.Errorf("png: no fonts for %q", t.Runes)
	}
	if missing := p.fonts.Missing(t.Runes); missing != nil {
		return fmt.Errorf("png: no font has %q in %q", string(missing), t.Runes)
	}
	if err := p.px(&t.X, &t.Y, &t.Size); err != nil {
		return err
	}
	var words []contour
	x := t.X
	for _, r := range t.Runes {
		if x < float64(p.picture.Rect.Dx()) && x+2*t.Size > 0 {
			words = append(words, letter(p.fonts.Outline(r, t.Bold), x, t.Y, t.Size)...)
		}
		x += p.fonts.Advance(r, t.Bold) * t.Size
	}
	p.fill(words, t.Fill)
	return nil
}

func rgba(c scene.Colour) color.RGBA {
	return color.RGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 0xFF}
}

// fill paints the area within contours.
func (p *painter) fill(contours []contour, c scene.Colour) { p.fillIn(contours, p.picture.Rect, c) }

// fillAround paints the area within contours but for the pixels of hole, of
// which it is known what they are: most of a box is its middle.
func (p *painter) fillAround(contours []contour, hole image.Rectangle, c scene.Colour) {
	all := p.picture.Rect
	hole = hole.Intersect(all)
	if hole.Empty() {
		p.fill(contours, c)
		return
	}
	p.fillIn(contours, image.Rect(all.Min.X, all.Min.Y, all.Max.X, hole.Min.Y), c)
	p.fillIn(contours, image.Rect(all.Min.X, hole.Min.Y, hole.Min.X, hole.Max.Y), c)
	p.fillIn(contours, image.Rect(hole.Max.X, hole.Min.Y, all.Max.X, hole.Max.Y), c)
	p.fillIn(contours, image.Rect(all.Min.X, hole.Max.Y, all.Max.X, all.Max.Y), c)
}

// within returns pixels that lie wholly inside a rectangle with round corners.
func within(x, y, w, h, radius float64) image.Rectangle {
	const limit = 1e7
	inset := radius * (1 - math.Sqrt2/2)
	x0, y0 := max(-limit, math.Ceil(x+inset)), max(-limit, math.Ceil(y+inset))
	x1, y1 := min(limit, math.Floor(x+w-inset)), min(limit, math.Floor(y+h-inset))
	if x0 >= x1 || y0 >= y1 {
		return image.Rectangle{}
	}
	return image.Rect(int(x0), int(y0), int(x1), int(y1))
}

// fillIn paints the area within contours as far as it lies in some part of the
// picture. The rasteriser is given the pixels that are touched and no others:
// it must not reach beyond the picture.
func (p *painter) fillIn(contours []contour, part image.Rectangle, c scene.Colour) {
	box := touched(contours, part)
	if box.Empty() {
		return
	}
	p.area.Reset(box.Dx(), box.Dy())
	x0, y0 := float64(box.Min.X), float64(box.Min.Y)
	for _, points := range contours {
		points = clipped(points, box)
		if len(points) < 3 {
			continue
		}
		p.area.MoveTo(float32(points[0].x-x0), float32(points[0].y-y0))
		for _, q := range points[1:] {
			p.area.LineTo(float32(q.x-x0), float32(q.y-y0))
		}
		p.area.ClosePath()
	}
	source := image.NewUniform(rgba(c))
	if !p.flat {
		p.area.Draw(p.picture, box, source, image.Point{})
		return
	}
	mask := image.NewAlpha(image.Rectangle{Max: box.Size()})
	p.area.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	for i, cover := range mask.Pix {
		mask.Pix[i] = 0
		if cover >= 0x80 {
			mask.Pix[i] = 0xFF
		}
	}
	draw.DrawMask(p.picture, box, source, image.Point{}, mask, image.Point{}, draw.Over)
}

// fillRect paints an upright rectangle: whole pixels at once, and its edges by
// how much of a pixel they cover.
func (p *painter) fillRect(x0, y0, x1, y1 float64, c scene.Colour) {
	if p.flat {
		x0, y0, x1, y1 = math.Round(x0), math.Round(y0), math.Round(x1), math.Round(y1)
	}
	canvas := p.picture.Rect
	columns := bands(x0, x1, canvas.Max.X)
	source := image.NewUniform(rgba(c))
	for _, row := range bands(y0, y1, canvas.Max.Y) {
		for _, column := range columns {
			box := image.Rect(column.from, row.from, column.to, row.to)
			cover := column.cover * row.cover
			if cover > 0.999 {
				draw.Draw(p.picture, box, source, image.Point{}, draw.Src)
				continue
			}
			mask := image.NewUniform(color.Alpha{uint8(math.Round(cover * 0xFF))})
			draw.DrawMask(p.picture, box, source, image.Point{}, mask, image.Point{}, draw.Over)
		}
	}
}

// band is pixels that are covered alike.
type band struct {
	from, to int
	cover    float64
}

func bands(from, to float64, limit int) []band {
	from, to = max(0, from), min(to, float64(limit))
	if from >= to {
		return nil
	}
	first, last := int(math.Ceil(from)), int(math.Floor(to))
	if first > last { // within one pixel
		return []band{{last, first, to - from}}
	}
	var all []band
	if cover := float64(first) - from; cover > 0 {
		all = append(all, band{first - 1, first, cover})
	}
	if first < last {
		all = append(all, band{first, last, 1})
	}
	if cover := to - float64(last); cover > 0 {
		all = append(all, band{last, last + 1, cover})
	}
	return all
}
