package leaflet

import (
	"strconv"
	"strings"

	"daoyin/internal/scene"
)

// palette is what a leaflet is painted with: the site's main colour, and red
// for limits and warnings, nothing else.
type palette struct {
	main, soft, tint, hair scene.Colour
}

const (
	ink   scene.Colour = 0x17212B
	grey  scene.Colour = 0x3F4C59
	white scene.Colour = 0xFFFFFF
	red   scene.Colour = 0xA01E17
)

// builtinMain is the main colour of a site that names none.
const builtinMain scene.Colour = 0x14304F

// newPalette takes the colour as the site file has it: #14304F.
func newPalette(written string) palette {
	main := builtinMain
	if n, err := strconv.ParseUint(strings.TrimPrefix(written, "#"), 16, 24); err == nil {
		main = scene.Colour(n)
	}
	return palette{main: main, soft: mix(main, white, 0.16), tint: mix(main, white, 0.91), hair: mix(main, white, 0.65)}
}

// mix is a, with that share of b.
func mix(a, b scene.Colour, share float64) scene.Colour {
	var out scene.Colour
	for shift := 16; shift >= 0; shift -= 8 {
		x, y := float64(a>>shift&0xFF), float64(b>>shift&0xFF)
		out |= scene.Colour(x+(y-x)*share+0.5) << shift
	}
	return out
}
