package svg

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"daoyin/internal/scene"
)

// writer gathers a document.
type writer struct {
	o      Options
	out    []byte
	err    error // the first one
	linked bool  // there are links in the drawing
	inLink bool
	names  map[shape]int // of the outlines in <defs>
}

func (w *writer) raw(s string) { w.out = append(w.out, s...) }

func (w *writer) check(lengths ...float64) {
	if err := proper(lengths...); err != nil && w.err == nil {
		w.err = err
	}
}

func (w *writer) attribute(name, value string) {
	w.raw(" " + name + `="`)
	w.raw(quoted.Replace(printable(value)))
	w.raw(`"`)
}

// element writes an element of text, nothing for no text.
func (w *writer) element(name, id, text string) {
	if text == "" {
		return
	}
	w.raw("<" + name)
	if id != "" {
		w.attribute("id", id)
	}
	w.raw(">")
	w.raw(quoted.Replace(printable(text)))
	w.raw("</" + name + ">")
}

// quoted is safe to use at once by several; not to be changed.
var quoted = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;", "\r", "&#13;", "\t", "&#9;")

// printable leaves out what XML cannot hold.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func (w *writer) number(name string, value float64) {
	w.raw(" " + name + `="`)
	w.length(value)
	w.raw(`"`)
}

func (w *writer) length(value float64) {
	w.check(value)
	w.out = appendNumber(w.out, hundredths(value))
}

// paint writes what differs from a black area without a line.
func (w *writer) paint(p scene.Paint) {
	w.colour("fill", p.Fill)
	if !stroked(p) {
		return
	}
	w.check(p.Width)
	w.check(p.Dash...)
	w.colour("stroke", p.Stroke)
	if p.Width != 1 {
		w.number("stroke-width", p.Width)
	}
	w.dashes(p.Dash, w.length)
}

// dashes writes the parts of a broken line; one writes a length.
func (w *writer) dashes(all []float64, one func(float64)) {
	if len(all) == 0 {
		return
	}
	w.raw(` stroke-dasharray="`)
	for i, d := range all {
		if i > 0 {
			w.raw(" ")
		}
		one(d)
	}
	w.raw(`"`)
}

func (w *writer) colour(name string, c scene.Colour) {
	switch {
	case c == scene.None:
		w.raw(" " + name + `="none"`)
	case c == 0 && name == "fill":
		// Black is what is filled without saying so.
	case c>>4&0x0F0F0F == c&0x0F0F0F:
		w.raw(fmt.Sprintf(` %s="#%x%x%x"`, name, c>>16&15, c>>8&15, c&15))
	default:
		w.raw(fmt.Sprintf(` %s="#%06x"`, name, int32(c)))
	}
}

// hundredths is the grid on which everything stands: a fiftieth of the finest
// line that a screen shows.
func hundredths(v float64) int { return int(math.Round(v * 100)) }

// appendNumber writes hundredths as shortly as can be: 0.50 as .5.
func appendNumber(out []byte, n int) []byte {
	if n < 0 {
		out = append(out, '-')
		n = -n
	}
	if n >= 100 || n == 0 {
		out = strconv.AppendInt(out, int64(n/100), 10)
	}
	if n %= 100; n > 0 {
		out = append(out, '.', byte('0'+n/10))
		if n%10 > 0 {
			out = append(out, byte('0'+n%10))
		}
	}
	return out
}

// data writes the d of a path: steps from one point of the grid to the next,
// so that nothing adds up to an error.
type data struct {
	out    []byte
	last   byte // the command that numbers now belong to; 0 if it must be said
	dot    bool // the last number has a fraction: another point begins the next one
	x, y   int
	x0, y0 int // where the outline began
}

func (d *data) move(x, y float64) {
	nx, ny := hundredths(x), hundredths(y)
	d.command('m')
	d.put(nx - d.x)
	d.put(ny - d.y)
	d.x, d.y, d.x0, d.y0 = nx, ny, nx, ny
	d.last = 'l' // more numbers after m are lines
}

func (d *data) line(x, y float64) {
	nx, ny := hundredths(x), hundredths(y)
	switch {
	case ny == d.y:
		d.command('h')
		d.put(nx - d.x)
	case nx == d.x:
		d.command('v')
		d.put(ny - d.y)
	default:
		d.command('l')
		d.put(nx - d.x)
		d.put(ny - d.y)
	}
	d.x, d.y = nx, ny
}

// at tells whether the path has come to a place.
func (d *data) at(x, y float64) bool { return hundredths(x) == d.x && hundredths(y) == d.y }

// curve takes points; the last one is where the curve ends.
func (d *data) curve(command byte, points ...float64) {
	d.command(command)
	x, y := d.x, d.y
	for i := 0; i < len(points); i += 2 {
		d.x, d.y = hundredths(points[i]), hundredths(points[i+1])
		d.put(d.x - x)
		d.put(d.y - y)
	}
}

func (d *data) close() {
	d.out = append(d.out, 'z')
	d.last = 0
	d.x, d.y = d.x0, d.y0
}

func (d *data) command(c byte) {
	if d.last != c || c == 'm' {
		d.out = append(d.out, c)
		d.last = c
	}
}

func (d *data) put(n int) {
	letter := len(d.out) > 0 && d.out[len(d.out)-1] >= 'a'
	fraction := n%100 != 0
	bare := fraction && n > 0 && n < 100 // begins with a point
	if !letter && n >= 0 && !(bare && d.dot) {
		d.out = append(d.out, ' ')
	}
	d.out = appendNumber(d.out, n)
	d.dot = fraction
}
