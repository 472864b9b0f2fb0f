package png

import (
	"cmp"
	"fmt"
	"image"
	"image/color"
	"slices"

	"daoyin/internal/scene"
)

// reduce returns the picture with a palette. The colours of the scene stay
// exactly what they are as long as there is room for them; the shades at edges
// share what is left.
func reduce(picture *image.RGBA, s scene.Scene, o Options) (*image.Paletted, error) {
	limit := o.Colours
	if limit == 0 {
		limit = 256
	}
	shades := count(picture)
	var chosen []uint32
	switch own := present(coloursOf(s), shades); {
	case len(shades) <= limit:
		for _, sh := range shades {
			chosen = append(chosen, sh.colour)
		}
	case o.Flat:
		return nil, fmt.Errorf("png: %d colours of the scene for a palette of %d", len(shades), limit)
	case len(own) < limit:
		others := slices.DeleteFunc(slices.Clone(shades), func(sh shade) bool { return slices.Contains(own, sh.colour) })
		chosen = append(own, medianCut(others, limit-len(own))...)
	default:
		chosen = medianCut(shades, limit)
	}
	slices.Sort(chosen)
	nearest := map[uint32]uint8{}
	for _, sh := range shades {
		nearest[sh.colour] = uint8(nearestOf(chosen, sh.colour))
	}
	var palette color.Palette
	for _, c := range chosen {
		palette = append(palette, rgba(scene.Colour(c)))
	}
	small := image.NewPaletted(picture.Rect, palette)
	last, index := uint32(1<<24), uint8(0)
	for i := range small.Pix {
		if c := pixel(picture, i); c != last {
			last, index = c, nearest[c]
		}
		small.Pix[i] = index
	}
	return small, nil
}

// shade is a colour of a picture, as 0xRRGGBB, and its pixels.
type shade struct {
	colour uint32
	pixels int
}

func pixel(p *image.RGBA, i int) uint32 {
	return uint32(p.Pix[4*i])<<16 | uint32(p.Pix[4*i+1])<<8 | uint32(p.Pix[4*i+2])
}

// count returns the shades of a picture in the order of their numbers.
func count(p *image.RGBA) []shade {
	counts := map[uint32]int{}
	last, run := pixel(p, 0), 0
	for i := range len(p.Pix) / 4 {
		c := pixel(p, i)
		if c != last {
			counts[last] += run
			last, run = c, 0
		}
		run++
	}
	counts[last] += run
	shades := make([]shade, 0, len(counts))
	for c, n := range counts {
		shades = append(shades, shade{c, n})
	}
	slices.SortFunc(shades, func(a, b shade) int { return cmp.Compare(a.colour, b.colour) })
	return shades
}

func coloursOf(s scene.Scene) []scene.Colour {
	colours := []scene.Colour{s.Background}
	var walk func([]scene.Shape)
	walk = func(shapes []scene.Shape) {
		for _, s := range shapes {
			switch s := s.(type) {
			case scene.Rect:
				colours = append(colours, s.Fill, s.Stroke)
			case scene.Circle:
				colours = append(colours, s.Fill, s.Stroke)
			case scene.Path:
				colours = append(colours, s.Fill, s.Stroke)
			case scene.Text:
				colours = append(colours, s.Fill)
			case scene.Group:
				walk(s.Shapes)
			}
		}
	}
	walk(s.Shapes)
	slices.Sort(colours)
	return slices.Compact(colours)
}

// present returns the colours that a picture has.
func present(colours []scene.Colour, shades []shade) []uint32 {
	var found []uint32
	for _, c := range colours {
		if _, ok := slices.BinarySearchFunc(shades, c, func(sh shade, c scene.Colour) int { return cmp.Compare(int64(sh.colour), int64(c)) }); ok {
			found = append(found, uint32(c))
		}
	}
	return found
}

// medianCut returns n colours for shades: the shades are halved, those that
// differ most first, and each part is shown by its most frequent colour.
func medianCut(shades []shade, n int) []uint32 {
	parts := [][]shade{slices.Clone(shades)}
	for len(parts) < n {
		widest, width, channel := -1, 0, 0
		for i, part := range parts {
			for c := range 3 {
				if w := spread(part, c); w > width {
					widest, width, channel = i, w, c
				}
			}
		}
		if widest < 0 {
			break // every part is one colour
		}
		part := parts[widest]
		slices.SortStableFunc(part, func(a, b shade) int { return cmp.Compare(level(a.colour, channel), level(b.colour, channel)) })
		middle := half(part)
		parts[widest] = part[:middle]
		parts = append(parts, part[middle:])
	}
	var chosen []uint32
	for _, part := range parts {
		if len(part) > 0 {
			most := slices.MaxFunc(part, func(a, b shade) int {
				return cmp.Or(cmp.Compare(a.pixels, b.pixels), cmp.Compare(a.colour, b.colour))
			})
			chosen = append(chosen, most.colour)
		}
	}
	return chosen
}

func level(colour uint32, channel int) int { return int(colour >> (8 * channel) & 0xFF) }

func spread(part []shade, channel int) int {
	low, high := 0xFF, 0
	for _, sh := range part {
		low, high = min(low, level(sh.colour, channel)), max(high, level(sh.colour, channel))
	}
	return high - low
}

// half returns where a part falls into two of about as many pixels; neither is
// empty.
func half(part []shade) int {
	total := 0
	for _, sh := range part {
		total += sh.pixels
	}
	sum := 0
	for i, sh := range part[:len(part)-1] {
		sum += sh.pixels
		if 2*sum >= total {
			return i + 1
		}
	}
	return len(part) - 1
}

func nearestOf(palette []uint32, c uint32) int {
	best, least := 0, 1<<30
	for i, p := range palette {
		distance := 0
		for channel := range 3 {
			d := level(p, channel) - level(c, channel)
			distance += d * d
		}
		if distance < least {
			best, least = i, distance
		}
	}
	return best
}
