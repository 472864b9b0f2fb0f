package screen

import (
	"math"

	"daoyin/internal/plan"
	"daoyin/internal/qrcode"
	"daoyin/internal/scene"
	"daoyin/internal/typeset"
)

// paint draws a page.
func (p *painter) paint(d draft, pg *page) *scene.Scene {
	t := p.dress(d.look)
	s := &scene.Scene{Width: p.w, Height: p.h, Title: d.title, Background: t.ground}
	b := brush{p: p, theme: t, scene: s}
	b.frame(d)
	b.head(d, pg)
	if t.card != none {
		b.card(d, pg)
	}
	b.text(d, pg)
	switch {
	case p.upright():
		b.foot(pg)
	case pg.side > 0:
		b.code(pg)
	}
	if d.steps > 0 && d.number > 0 {
		b.progress(d)
	}
	return s
}

// dress returns the colours of a look.
func (p *painter) dress(l look) theme {
	t := p.theme
	switch l {
	case feast:
		t.ground, t.ink, t.title, t.accent, t.label = t.feast, t.feastInk, t.feastTitle, t.feastTitle, t.feastTitle
		t.band, t.card, t.rule = t.feast, none, t.feastTitle
	case alarm:
		t.ground, t.ink, t.title, t.accent, t.label = t.alarm, t.alarmInk, t.alarmTitle, t.alarmTitle, t.alarmTitle
		t.band, t.card, t.rule = t.alarm, none, t.alarmTitle
	}
	return t
}

// brush paints on one scene.
type brush struct {
	p     *painter
	theme theme
	scene *scene.Scene
}

func (b *brush) add(shapes ...scene.Shape) { b.scene.Shapes = append(b.scene.Shapes, shapes...) }

func (b *brush) box(f frame, radius float64, fill scene.Colour) {
	b.add(scene.Rect{X: f.x, Y: f.y, W: f.w, H: f.h, Radius: radius, Paint: scene.Paint{Fill: fill, Stroke: none}})
}

// baseline is how far below the top of its em the baseline of a line is.
const baseline = 0.88

// line writes a line whose em begins at y.
func (b *brush) line(l typeset.Line, x, y, size float64, bold bool, fill scene.Colour) {
	b.add(scene.Text{X: x, Y: math.Round(y + baseline*size), Size: size, Bold: bold, Fill: fill, Width: l.Width, Runes: l.Runes})
}

// frame is the double line around the slides of campaigns and emergencies.
func (b *brush) frame(d draft) {
	if d.look == plain || !b.p.framed() {
		return
	}
	inset := math.Round(max(2, 0.22*b.p.note))
	width := math.Round(max(1, 0.07*b.p.note))
	for i, w := range []float64{2 * width, width} {
		at := inset + float64(i)*3*width
		b.add(scene.Rect{X: at, Y: at, W: b.p.w - 2*at, H: b.p.h - 2*at, Paint: scene.Paint{Fill: none, Stroke: b.theme.rule, Width: w}})
	}
}

// head writes the title, and what kind of thing it is where there is room.
func (b *brush) head(d draft, pg *page) {
	p := b.p
	safe := float64(p.profile.Safe)
	if d.look == plain {
		b.box(frame{0, 0, p.w, safe + pg.head}, 0, b.theme.band)
		if b.theme.rule != none {
			b.box(frame{0, safe + pg.head - math.Round(max(1, 0.08*p.note)), p.w, math.Round(max(1, 0.08*p.note))}, 0, b.theme.rule)
		}
	}
	if d.look != plain && !p.framed() && b.theme.rule != none {
		high := math.Round(max(1, 0.08*p.note))
		b.box(frame{p.margin, safe + pg.head - high, p.w - 2*p.margin, high}, 0, b.theme.rule)
	}
	x, y := p.margin, safe+p.headTop(d)+p.headPad(pg.titleSize)
	if d.number > 0 {
		x += b.disc(d.number, x, y, pg.titleSize) + math.Round(0.4*pg.titleSize)
	}
	for i, l := range pg.title {
		lx := x
		if d.look != plain {
			lx = math.Round((p.w - l.Width) / 2)
		}
		b.line(l, lx, y+float64(i)*math.Round(1.18*pg.titleSize), pg.titleSize, true, b.theme.title)
	}
	if d.look == plain && d.kicker != "" && len(pg.title) == 1 {
		b.kicker(d.kicker, x+pg.title[0].Width+2*p.note, y+(pg.titleSize-p.note)*baseline)
	}
}

// kicker says at the right end of the head what the slide belongs to, if that
// leaves the title alone.
func (b *brush) kicker(words string, from, y float64) {
	style := typeset.Style{Size: b.p.note, Bold: b.p.bold}
	w := b.p.set.Width(words, style)
	if x := math.Floor(b.p.w - b.p.margin - w); x >= from {
		ink := b.theme.title
		if !b.theme.coarse {
			ink = 0xFFFFFF
		}
		b.line(typeset.Line{Runes: words, Width: w}, x, y, style.Size, style.Bold, ink)
	}
}

// disc writes a step's number in a disc and returns its width.
func (b *brush) disc(number int, x, y, size float64) float64 {
	r := b.p.discRadius(number, size)
	style := b.p.discStyle(size)
	words := itoa(number)
	w := b.p.set.Width(words, style)
	b.add(scene.Circle{X: x + r, Y: y + size/2, R: r, Paint: scene.Paint{Fill: b.theme.title, Stroke: none}})
	b.line(typeset.Line{Runes: words, Width: w}, x+r-w/2, y+size/2-style.Size/2, style.Size, true, b.theme.band)
	return 2 * r
}

func (p *painter) discStyle(size float64) typeset.Style {
	return typeset.Style{Size: math.Round(max(p.body, 0.72*size)), Bold: true}
}

func (p *painter) discRadius(number int, size float64) float64 {
	style := p.discStyle(size)
	return max(math.Round(0.62*size), math.Ceil(p.set.Width(itoa(number), style)/2+0.18*style.Size))
}

// card is the light sheet behind the words.
func (b *brush) card(d draft, pg *page) {
	pad := b.p.pad()
	f := frame{b.p.margin, pg.text.y - pad, b.p.w - 2*b.p.margin, 0}
	gap := b.p.gap()
	f.h = b.p.h - float64(b.p.profile.Safe) - gap - f.y
	if d.number > 0 {
		f.h -= b.p.progressHeight() + gap/2
	}
	if b.p.upright() {
		f.h -= b.p.footHeight(pg)
	}
	b.add(scene.Rect{X: f.x, Y: f.y, W: f.w, H: f.h, Radius: math.Round(0.25 * b.p.note),
		Paint: scene.Paint{Fill: b.theme.card, Stroke: b.theme.ahead, Width: 2}})
}

// text writes the words, spread over the room that they have.
func (b *brush) text(d draft, pg *page) {
	c := &pg.column
	gap := math.Round(betweenParagraphs * c.size)
	free := pg.text.h - pg.high()
	if n := len(pg.blocks); n > 1 {
		widest := 0.8
		if b.p.upright() {
			widest = 1.5
		}
		more := math.Floor(min(widest*c.size, 0.6*free/float64(n-1)))
		gap += more
		free -= more * float64(n-1)
	}
	y := math.Round(pg.text.y + free*0.45)
	for _, bl := range pg.blocks {
		y = b.block(d, c, bl, pg.text, y) + gap
	}
}

// block writes one paragraph and returns where it ends.
func (b *brush) block(d draft, c *column, bl block, f frame, y float64) float64 {
	high := c.lineHeight()
	top := y + math.Floor((high-c.size)/2)
	x := f.x + c.indent(bl.paragraph)
	ink, bold := b.theme.ink, c.bold
	switch bl.as {
	case asPoint:
		if bl.first && d.look == plain {
			r := math.Round(0.15*c.size*2) / 2
			b.add(scene.Circle{X: f.x + math.Round(0.42*c.size), Y: top + math.Round(0.52*c.size), R: r, Paint: scene.Paint{Fill: b.theme.accent, Stroke: none}})
		}
	case asFact:
		if bl.first {
			label := typeset.Style{Size: c.size, Bold: true}
			b.line(typeset.Line{Runes: bl.label, Width: c.Width(bl.label, label)}, f.x, top, c.size, true, b.theme.label)
		}
		if c.stacked(bl.paragraph) {
			x = f.x
			y += high
			top += high
		}
	case asLimit:
		b.limit(c, bl, f, y)
		top += math.Round(0.15 * c.size)
		ink, bold = b.theme.badgeInk, true
	}
	if bl.as == asText && d.look == plain {
		x = f.x
	}
	for i, l := range bl.lines {
		lx := x
		if d.look != plain && bl.as != asFact && bl.as != asLimit {
			lx = math.Round(f.x + (f.w-l.Width)/2)
		}
		b.line(l, lx, top+float64(i)*high, c.size, bold, ink)
	}
	return y + c.high(bl.paragraph, len(bl.lines)) - stackedHigh(c, bl)
}

// stackedHigh is what block has moved down already.
func stackedHigh(c *column, bl block) float64 {
	if c.stacked(bl.paragraph) {
		return c.lineHeight()
	}
	return 0
}

// limit paints the badge behind the words of a limit.
func (b *brush) limit(c *column, bl block, f frame, y float64) {
	w := 0.0
	for _, l := range bl.lines {
		w = max(w, l.Width)
	}
	high := c.high(bl.paragraph, len(bl.lines))
	b.box(frame{f.x, y, math.Ceil(w) + 2*math.Round(limitPad*c.size), high}, math.Round(0.28*c.size), b.theme.badge)
}

// code puts the QR code at the right of the words.
func (b *brush) code(pg *page) {
	p := b.p
	style := typeset.Style{Size: p.note}
	width := p.codeWidth(pg)
	high := pg.side + 2.6*p.note
	x, y := pg.text.x+pg.text.w+math.Round(0.6*p.note), math.Round(pg.text.y+(pg.text.h-high)/2)
	b.add(qrcode.Draw(pg.modules, x+math.Round((width-pg.side)/2), y, pg.side))
	for i, words := range codeWords {
		w := p.set.Width(words, style)
		b.line(typeset.Line{Runes: words, Width: w}, x+math.Round((width-w)/2), y+pg.side+math.Round(float64(i)*1.3*p.note), p.note, false, b.theme.ink)
	}
}

// foot tells on an upright panel how the bureau is reached, beside the code.
func (b *brush) foot(pg *page) {
	p, pad := b.p, b.p.pad()
	high := p.footHeight(pg)
	top := p.h - float64(p.profile.Safe) - high
	x, right := p.margin+pad, p.w-p.margin-pad
	if pg.side > 0 {
		right -= pg.side
		b.add(qrcode.Draw(pg.modules, right, math.Round(top+(high-pg.side)/2), pg.side))
		right -= p.note
	}
	words := []string{"咨询电话", p.settings.Contact.Phone.Number}
	if pg.side > 0 {
		words = append(words, codeWords[0]+codeWords[1]+" →")
	}
	y := math.Round(top + (high-float64(len(words))*1.5*p.note)/2 + 0.25*p.note)
	for i, line := range words {
		style := typeset.Style{Size: p.note, Bold: i == 0}
		if p.set.Width(line, style) > right-x {
			continue
		}
		b.line(typeset.Line{Runes: line, Width: p.set.Width(line, style)}, x, y+math.Round(float64(i)*1.5*p.note), p.note, i == 0, b.theme.ink)
	}
}

// progress shows how far a flow has come: one field a step.
func (b *brush) progress(d draft) {
	p := b.p
	gap := math.Round(max(1, 0.05*p.note))
	room := p.w - 2*p.margin
	width := math.Floor((room - gap*float64(d.steps-1)) / float64(d.steps))
	if width < 2 {
		gap, width = 0, room/float64(d.steps)
	}
	y := p.h - float64(p.profile.Safe) - math.Round(0.3*p.note) - p.progressHeight()
	x := p.margin + math.Floor((room-(width+gap)*float64(d.steps)+gap)/2)
	for i := range d.steps {
		fill := b.theme.ahead
		if i < d.number {
			fill = b.theme.done
		}
		b.box(frame{x + float64(i)*(width+gap), y, width, p.progressHeight()}, 0, fill)
	}
}

// ticker returns the slides of the zone at the bottom: one line each.
func (p *painter) ticker(s *plan.Screen) []Slide {
	var out []Slide
	for i, words := range p.tickerWords(s) {
		out = append(out, p.tickerSlides(i, words)...)
	}
	return out
}
