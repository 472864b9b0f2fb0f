package chart

import (
	"math"
	"strconv"
	"strings"

	"daoyin/internal/scene"
)

// furniture is what stands around the flow: title, time bar, legend, QR code,
// source line. It is laid out first; area is what it leaves.
type furniture struct {
	area   rect
	shapes []scene.Shape
	fits   bool
}

// furnisher lays it out.
type furnisher struct {
	*drawer
	brush
	k      float64 // least base size of the canvas: the em of all that stands around
	margin float64
	out    []scene.Shape

	sourceAbove bool // the source line stands in the header
}

func (d *drawer) furnish() furniture {
	f := &furnisher{drawer: d, brush: brush{d.Measure}, k: d.Canvas.least()}
	if d.Bare {
		return f.bare()
	}
	f.margin = 0.8 * f.k
	top := f.header()
	bottom, fits := f.footer()
	c := d.Canvas
	return furniture{
		area:   rect{f.margin, top + 0.6*f.k, c.Width - f.margin, bottom - 0.5*f.k},
		shapes: f.out, fits: fits,
	}
}

// bare leaves the whole canvas to the flow, but for what its lines mean.
func (f *furnisher) bare() furniture {
	c := f.Canvas
	area := rect{bareMargin, bareMargin, c.Width - bareMargin, c.Height - bareMargin}
	if items := f.lineItems(); len(items) > 1 {
		area.y0 = math.Ceil(f.legend(items, area.x0, area.x1, area.y0) + 0.3*f.k)
	}
	if c.open() {
		area.y1 = math.Inf(1)
	}
	return furniture{area: area, shapes: f.out, fits: area.h() > 0}
}

// bareMargin keeps borders whole.
const bareMargin = 2

// fine is the height of a line of small print.
func (f *furnisher) fine() float64 { return f.grade.smallHigh * f.k }

func (f *furnisher) group(class string, shapes ...scene.Shape) {
	f.out = append(f.out, scene.Group{Class: class, Shapes: shapes})
}

// header draws title and subtitle and returns where it ends. In landscape
// they stand side by side if they can.
func (f *furnisher) header() float64 {
	c, pad := f.Canvas, 1.2*f.k
	room := c.Width - 2*pad
	size, sub := 2.6*f.k, 1.05*f.k
	if c.Width > c.Height {
		size = 2.1 * f.k
	}
	if w := f.Measure.Width(f.Title, size, true); w > room {
		size *= room / w
	}
	title := f.text(f.Title, pad, size*0.88, leftAt, size, true, white)
	shapes := []scene.Shape{nil, title}
	high, used := size*1.75, pad+title.Width
	if f.Subtitle != "" {
		beside := pad + title.Width + 1.4*f.k
		if c.Width > c.Height && beside+f.Measure.Width(f.Subtitle, sub, false) <= c.Width-pad {
			line := f.text(f.Subtitle, beside, size*0.98, leftAt, sub, false, ice)
			used = beside + line.Width
			shapes = append(shapes, line)
		} else {
			lines := f.Measure.Lines(f.Subtitle, sub, false, room)
			shapes = append(shapes, f.stack(lines, pad, size*1.5, sub*1.4, leftAt, sub, false, ice)...)
			high = size*1.5 + sub*1.4*float64(len(lines)) + 0.5*f.k
		}
	}
	if w, small := f.Measure.Width(f.sourceWords(), f.grade.small*f.k, false), f.grade.small*f.k; c.Width > c.Height && used+2*f.k+w <= c.Width-pad {
		f.sourceAbove = true
		shapes = append(shapes, f.text(f.sourceWords(), c.Width-pad, size*1.02, rightAt, small, false, ice))
	}
	shapes[0] = box(rect{0, 0, c.Width, high}, 0, navy, scene.None, 0)
	f.group("title", shapes...)
	return high
}

// footer draws from the bottom up and returns where it begins.
func (f *furnisher) footer() (top float64, fits bool) {
	c := f.Canvas
	room := rect{f.margin, 0, c.Width - f.margin, c.Height - 0.55*f.k}
	codeTop := room.y1
	if len(f.QR) > 0 {
		codeTop = f.code(&room)
	}
	lay := func(slack float64) (float64, bool) {
		y := f.sourceLine(room)
		y = f.legendAbove(room, y-0.25*f.k-slack*0.4)
		return f.timeBar(rect{room.x0, 0, room.x1, y - 0.45*f.k - slack*0.6})
	}
	mark := len(f.out)
	y, fits := lay(0)
	if y > codeTop { // the code is higher than what stands beside it
		f.out = f.out[:mark]
		y, fits = lay(y - codeTop)
	}
	return math.Min(y, codeTop), fits && math.Min(y, codeTop) > c.Height*0.5
}

// code places the QR code at the right and takes its width off the room. Its
// words stand below it, or in landscape, where height is dear, at its left.
func (f *furnisher) code(room *rect) (top float64) {
	side := f.Canvas.QR
	n := float64(len(f.QR) + 2*qrQuiet)
	if !f.Canvas.Paper {
		side = math.Max(math.Floor(side/n), qrPixels) * n
	}
	size, high := f.grade.small*f.k, 1.06*f.fine()
	below := f.Canvas.Height > f.Canvas.Width
	var lines []string
	if f.QRNote != "" && below {
		lines = f.Measure.Lines(f.QRNote, size, false, side)
	}
	bottom := room.y1 - high*float64(len(lines))
	x, y := math.Floor(room.x1-side), math.Floor(bottom-side)
	r := rect{x, y, x + side, y + side}
	f.out = append(f.out, modules(f.QR, r))
	f.group("note", f.stack(lines, r.cx(), bottom, high, centreAt, size, false, ink)...)
	room.x1 = r.x0 - 1.2*f.k
	if f.QRNote != "" && !below {
		lines = f.Measure.Lines(f.QRNote, size, false, 4.2*size)
		f.group("note", f.stack(lines, r.x0-0.4*f.k, r.cy()-high*float64(len(lines))/2, high, rightAt, size, false, ink)...)
		for _, l := range lines {
			room.x1 = math.Min(room.x1, r.x0-1.2*f.k-f.Measure.Width(l, size, false))
		}
	}
	return r.y0
}

// sourceWords tell what the chart rests on and when that was checked.
func (f *furnisher) sourceWords() string {
	words := f.Source
	switch {
	case words != "" || len(f.laws) == 0:
	case len(f.laws) == 1:
		words = "依据：《" + f.laws[0] + "》。"
	case len(f.laws) <= 4:
		words = "依据：《" + strings.Join(f.laws, "》《") + "》。没写法名的“第几条”，是《" + f.laws[0] + "》的条文。"
	default:
		words = "没写法名的“第几条”，是《" + f.laws[0] + "》的条文。"
	}
	if f.Checked != "" {
		words = strings.TrimSpace(words + " 核对于" + f.Checked + "。")
	}
	return words
}

// sourceLine writes them at the bottom, unless the header had room.
func (f *furnisher) sourceLine(room rect) (top float64) {
	words := f.sourceWords()
	if words == "" || f.sourceAbove {
		return room.y1
	}
	size, high := f.grade.small*f.k, 1.06*f.fine()
	lines := f.Measure.Lines(words, size, false, room.w())
	y := room.y1 - high*float64(len(lines))
	f.group("source", f.stack(lines, room.x0, y, high, leftAt, size, false, grey)...)
	return y
}

// barCell is one limit in the time bar.
type barCell struct {
	hue         hue
	count       string
	title, from []string
	beside      bool // count and title in one line
}

// timeBar shows all limits, and from which day each runs. What it is stands in
// front of it, so that it costs no line.
func (f *furnisher) timeBar(room rect) (top float64, fits bool) {
	n := 0
	for _, s := range f.Steps {
		if s.Limit != nil {
			n++
		}
	}
	if n == 0 {
		return room.y1 + 0.45*f.k, true
	}
	name := []string{"最长多少天，", "从哪天起算"}
	size := 0.8 * f.k
	lead := f.Measure.Width(name[0], size, true) + 0.5*f.k
	if room.w() < 45*f.k {
		lead, name = 0, []string{name[0] + name[1]}
	}
	left := room.x0 + lead
	rows := 1
	least := 4.9 * f.k
	for _, s := range f.Steps {
		if s.Limit != nil {
			least = math.Max(least, f.Measure.Width(s.Limit.Length(), 1.05*f.k, true)+0.5*f.k)
		}
	}
	for rows < n && float64((n+rows-1)/rows)*least > room.x1-left {
		rows++
	}
	perRow := (n + rows - 1) / rows
	width := math.Min((room.x1-left)/float64(perRow), 14*f.k)
	if width < least*0.99 {
		return room.y1, false
	}
	cells, high, fits := f.barCells(width - 0.5*f.k)
	y := room.y1 - high*float64(rows)
	for i, c := range cells {
		x, cy := left+width*float64(i%perRow), y+high*float64(i/perRow)
		f.cell(c, rect{x, cy, x + width - 0.12*f.k, cy + high - 0.12*f.k})
	}
	if lead == 0 {
		y -= 1.15 * f.k
		f.group("note", f.text(name[0], room.x0, y+0.55*f.k, leftAt, size, true, ink))
		return y, fits
	}
	f.group("note", f.stack(name, room.x0, y+0.1*f.k, 1.15*f.k, leftAt, size, true, ink)...)
	return y, fits
}

// barCells breaks the words of all cells for one width. Count and title stand
// in one line where all of them can.
func (f *furnisher) barCells(width float64) (cells []barCell, high float64, fits bool) {
	size := f.grade.small * f.k
	fits = true
	beside, most := true, 0
	for _, s := range f.Steps {
		if s.Limit == nil {
			continue
		}
		c := barCell{hue: f.hue(s), count: s.Limit.Length(), title: f.Measure.Lines(s.Title, size, true, width)}
		from := "按条文起算"
		if s.Limit.From != "" {
			from = "自" + s.Limit.From + "之日起"
		}
		if s.Limit.Extend > 0 {
			from += "，可延长" + strconv.Itoa(s.Limit.Extend) + string(s.Limit.Unit)
		}
		c.from = f.Measure.Lines(from, size, false, width)
		for _, l := range append(append([]string(nil), c.title...), c.from...) {
			fits = fits && f.Measure.Width(l, size, true) <= width+0.3*f.k
		}
		beside = beside && f.countWidth(c)+f.Measure.Width(s.Title, size, true) <= width+0.1*f.k
		most = max(most, len(c.title)+len(c.from))
		cells = append(cells, c)
	}
	if !beside {
		return cells, (1.35+0.45)*f.k + f.fine()*float64(most), fits
	}
	most = 0
	for i := range cells {
		cells[i].beside = true
		most = max(most, len(cells[i].from))
	}
	return cells, (1.35+0.4)*f.k + f.fine()*float64(most), fits
}

// countWidth is the room that a cell's count takes before its title.
func (f *furnisher) countWidth(c barCell) float64 {
	return f.Measure.Width(c.count, 0.95*f.k, true) + 0.3*f.k
}

func (f *furnisher) cell(c barCell, r rect) {
	size, high := f.grade.small*f.k, f.fine()
	shapes := []scene.Shape{box(r, 0.18*f.k, c.hue.strong, scene.None, 0)}
	y := r.y0 + 0.8*f.k
	if c.beside {
		all := f.countWidth(c) + f.Measure.Width(c.title[0], size, true)
		x := r.cx() - all/2
		shapes = append(shapes, f.text(c.count, x, y, leftAt, 0.95*f.k, true, white),
			f.text(c.title[0], x+f.countWidth(c), y+0.06*f.k, leftAt, size, true, white))
		y = r.y0 + 1.35*f.k
	} else {
		shapes = append(shapes, f.text(c.count, r.cx(), y, centreAt, 1.05*f.k, true, white))
		y = r.y0 + 1.4*f.k
		shapes = append(shapes, f.stack(c.title, r.cx(), y, high, centreAt, size, true, white)...)
		y += high * float64(len(c.title))
	}
	shapes = append(shapes, f.stack(c.from, r.cx(), y, high, centreAt, size, false, white)...)
	f.group("limit", shapes...)
}
