package poster

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"daoyin/internal/chart"
)

// papers are the widths of upright sheets in points; the heights follow from
// the proportion of all A sizes.
var papers = map[string]float64{"a0": 2384, "a1": 1684, "a2": 1191, "a3": 842, "a4": 595}

// leastOnPaper is the smallest text that anyone reads in hand, in points.
const leastOnPaper = 7

// What a screen shows is not smaller than this, in pixels.
const (
	leastOnScreen = 10
	leastCode     = 112
)

// Canvas reads the name of a canvas: a3, a3横 (or a3-landscape), 1920x1080.
func Canvas(name string) (chart.Canvas, bool) {
	lower := strings.NewReplacer("×", "x", "*", "x", "X", "x").Replace(strings.ToLower(strings.TrimSpace(name)))
	size, landscape := lower, false
	for _, ending := range []string{"横", "-landscape", "竖", "-portrait"} {
		if cut, found := strings.CutSuffix(lower, ending); found {
			size, landscape = cut, ending == "横" || ending == "-landscape"
		}
	}
	if width, known := papers[size]; known {
		return paper(strings.ToUpper(size), width, landscape), true
	}
	w, h, _ := strings.Cut(lower, "x")
	width, err1 := strconv.Atoi(w)
	height, err2 := strconv.Atoi(h)
	if err1 != nil || err2 != nil || width < 64 || height < 32 || width > 16384 || height > 16384 {
		return chart.Canvas{}, false
	}
	return screen(width, height), true
}

// paper scales the poster on the wall: a larger sheet is read from further off.
func paper(name string, width float64, landscape bool) chart.Canvas {
	a3 := chart.A3()
	scale := width / a3.Width
	c := chart.Canvas{Name: name + "竖", Width: width, Height: math.Round(width * math.Sqrt2), MinText: max(leastOnPaper, a3.MinText*scale), Paper: true, QR: a3.QR * max(1, scale)}
	if landscape {
		c.Name = name + "横"
		c.Width, c.Height = c.Height, c.Width
	}
	return c
}

// screen scales the screen of the same proportion that every site has, the
// television or the upright one.
func screen(width, height int) chart.Canvas {
	like := chart.FullHD()
	if height > width {
		like = chart.Totem()
	}
	c := like
	c.Name, c.Width, c.Height = fmt.Sprintf("%d×%d", width, height), float64(width), float64(height)
	for _, known := range chart.Canvases() {
		if known.Name == c.Name {
			return known
		}
	}
	scale := min(c.Width/like.Width, c.Height/like.Height)
	c.MinText, c.QR = max(leastOnScreen, math.Floor(like.MinText*scale)), max(leastCode, like.QR*scale)
	return c
}
