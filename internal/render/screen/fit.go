package screen

import (
	"fmt"
	"math"
	"strings"

	"daoyin/internal/check"
	"daoyin/internal/problem"
	"daoyin/internal/typeset"
	"daoyin/internal/yaml"
)

// page is one slide of a draft, laid out: everything has its size, painting
// gives it its place.
type page struct {
	title     []typeset.Line
	titleSize float64
	head      float64 // height of the head
	blocks    []block
	column    column
	index, of int
	modules   [][]bool // of the QR code; nil: none
	side      float64  // of the code
	text      frame    // where the words stand
}

// frame is a part of the canvas.
type frame struct{ x, y, w, h float64 }

// words returns what is read on the page, its title aside.
func (p *page) words() string {
	var b strings.Builder
	for _, bl := range p.blocks {
		if bl.first && bl.label != "" {
			b.WriteString(bl.label + " ")
		}
		for _, l := range bl.lines {
			b.WriteString(l.Runes)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// layOut finds the type size of a draft and parts it into pages. All its pages
// have one size: the largest that needs no more pages than the smallest one,
// and breaks no more lines if the page is full enough then.
func (p *painter) layOut(d draft) []*page {
	if !p.complete(d) {
		return nil
	}
	least := p.least(d)
	smallest, title := p.fewest(d, least)
	if smallest == nil {
		p.problems.Error("screen-title", d.at, "“"+d.title+"”在“"+p.profile.Title+"”上放不下", "标题太长，把字留给正文的地方没有了。请在说明栏的“screen: {title: …}”里写一个短的。")
		return nil
	}
	if len(smallest) > most {
		return smallest // told by who asked
	}
	var full, calm []*page
	largest := p.largest(least)
	for size := largest; size > least; size -= max(1, math.Round((largest-least)/12)) {
		pages, ok := p.try(d, size, title)
		if !ok || len(pages) != len(smallest) || torn(pages) > torn(smallest) {
			continue
		}
		if full == nil {
			full = pages
		}
		if lines(pages) == lines(smallest) {
			calm = pages
			break
		}
	}
	switch {
	case full == nil:
		return smallest
	case calm != nil && (filled(calm) >= p.enough(full) || calm[0].column.size >= 0.85*full[0].column.size):
		return calm
	}
	return full
}

// enough is how full pages with fewer line breaks have to be. Upright panels
// are so high that few lines look lost.
func (p *painter) enough(full []*page) float64 {
	if p.upright() {
		return 0.5
	}
	return 0.6 * filled(full)
}

// fewest lays a draft out at its smallest size with a large title, or with a
// smaller one if that saves a page. Only where there is no room for it at all
// the titles do not tell which page it is.
func (p *painter) fewest(d draft, least float64) (pages []*page, title float64) {
	for _, scale := range []float64{1, 0.8, 0.67} {
		size := max(least, math.Round(p.titleSize(d, least)*scale))
		if tried, ok := p.try(d, least, size); ok && (pages == nil || len(tried) < len(pages)) {
			pages, title = tried, size
		}
	}
	if pages == nil {
		pages, _ = p.tryWith(d, least, least, "")
		title = least
	}
	return pages, title
}

// torn returns how many paragraphs go on from page to page.
func torn(pages []*page) (n int) {
	for _, pg := range pages {
		for _, b := range pg.blocks {
			if !b.first {
				n++
			}
		}
	}
	return n
}

// titleSize is that of all titles that are short enough: a screen looks calm if
// its titles are alike.
func (p *painter) titleSize(d draft, least float64) float64 {
	size := max(1.5*least, min(p.w, p.h)/13)
	if p.upright() {
		size = max(1.5*least, p.w/11.5)
	}
	if d.look == feast {
		size *= 1.15
	}
	return math.Round(size)
}

// least is the smallest type of a draft.
func (p *painter) least(d draft) float64 {
	if d.look == alarm {
		return math.Ceil(alarmSize * p.body)
	}
	return p.body
}

// alarmSize is how much larger than other words an emergency is.
const alarmSize = 1.5

// largest is where growing stops: beyond it words get louder, not clearer.
func (p *painter) largest(least float64) float64 {
	if p.upright() {
		return math.Floor(max(1.35*least, p.w/13))
	}
	return math.Floor(max(1.35*least, 0.06*min(p.w, p.h)))
}

func lines(pages []*page) (n int) {
	for _, pg := range pages {
		for _, b := range pg.blocks {
			n += len(b.lines)
		}
	}
	return n
}

// filled is how much of the room for words is taken.
func filled(pages []*page) float64 {
	taken, room := 0.0, 0.0
	for _, pg := range pages {
		taken += pg.high()
		room += pg.text.h
	}
	return taken / room
}

// high returns how high the words of a page are.
func (p *page) high() float64 {
	high := 0.0
	for i, b := range p.blocks {
		if i > 0 {
			high += math.Round(betweenParagraphs * p.column.size)
		}
		high += p.column.high(b.paragraph, len(b.lines))
	}
	return high
}

// try lays a draft out at one size, its title at most as large as told. The
// titles of several pages tell which page it is.
func (p *painter) try(d draft, size, title float64) ([]*page, bool) {
	once, ok := p.tryWith(d, size, title, "")
	if !ok || len(once) == 1 {
		return once, ok
	}
	return p.tryWith(d, size, title, pageMark(len(once), len(once)))
}

// tryWith lays a draft out with a title that leaves room for a mark.
func (p *painter) tryWith(d draft, size, title float64, mark string) ([]*page, bool) {
	proto := page{}
	proto.modules, proto.side = p.code(d.address)
	if !p.head(&proto, d, title, mark) || size > max(p.least(d), 0.94*proto.titleSize) {
		return nil, false
	}
	proto.text = p.textFrame(&proto, d)
	proto.column = column{Setter: p.set, width: proto.text.w, height: proto.text.h, size: size, leading: p.leading, bold: p.bold}
	if !proto.roomy(d) {
		return nil, false
	}
	return p.number(&proto, d, proto.column.pages(d.paragraphs), mark != "")
}

// roomy tells whether words have room enough: two paragraphs of a line each. An
// emergency, whose type is larger, can do with one.
func (p *page) roomy(d draft) bool {
	c := &p.column
	if d.look == alarm {
		return c.height >= c.lineHeight() && c.width >= 3*c.size
	}
	return c.height >= 2*c.lineHeight()+math.Round(betweenParagraphs*c.size) && c.width >= 5*c.size
}

// number makes a page of each part.
func (p *painter) number(proto *page, d draft, parts [][]block, marked bool) ([]*page, bool) {
	if len(parts) == 0 {
		parts = [][]block{nil}
	}
	var pages []*page
	for i, blocks := range parts {
		pg := *proto
		pg.blocks, pg.index, pg.of = blocks, i+1, len(parts)
		mark := ""
		if len(parts) > 1 && marked {
			mark = pageMark(i+1, len(parts))
		}
		if !p.head(&pg, d, proto.titleSize, mark) || pg.head > proto.head {
			return nil, false
		}
		if pg.high() > pg.text.h+0.5 {
			return nil, false
		}
		pg.head = proto.head
		pages = append(pages, &pg)
	}
	return pages, true
}

func pageMark(i, of int) string { return fmt.Sprintf("（%d/%d）", i, of) }

// titling is a way to set a title: so much smaller, on so many lines.
type titling struct {
	scale float64
	lines int
}

// titles are the ways to set a title, the best first. One line is better than
// two, even if it is smaller; upright panels have the height for two.
func (p *painter) titles() []titling {
	if p.upright() {
		return []titling{{1, 1}, {0.9, 1}, {0.9, 2}, {0.75, 2}, {0.67, 3}}
	}
	return []titling{{1, 1}, {0.9, 1}, {0.8, 1}, {0.73, 1}, {0.67, 1}, {0.9, 2}, {0.75, 2}, {0.67, 2}, {0.67, 3}}
}

// head sets the title, at most as large as told and never below the smallest
// type.
func (p *painter) head(pg *page, d draft, size float64, suffix string) bool {
	width := p.w - 2*p.margin
	if d.look != plain {
		width -= 2 * p.gap()
	}
	for _, t := range p.titles() {
		ts := max(p.least(d), math.Round(t.scale*size))
		room := width
		if d.number > 0 {
			room -= 2*p.discRadius(d.number, ts) + math.Round(0.4*ts)
		}
		style := typeset.Style{Size: ts, Bold: true}
		lines := wrap(p.set, d.title+suffix, style, room, false)
		if len(lines) > t.lines {
			continue
		}
		if two, ok := atPause(p.set, d.title+suffix, style, room); ok && len(lines) == 2 {
			lines = two
		}
		pg.title, pg.titleSize = lines, ts
		pg.head = math.Round(p.headTop(d) + ts*(1.18*float64(len(lines)-1)+1) + 2*p.headPad(ts))
		return true
	}
	return false
}

// headTop is how much lower the title of a framed slide stands.
func (p *painter) headTop(d draft) float64 {
	switch {
	case d.look == plain || !p.framed():
		return 0
	case p.upright():
		return math.Round(0.1 * p.h)
	}
	return p.gap()
}

// framed tells whether the panel has the room for a frame around the slides of
// campaigns.
func (p *painter) framed() bool { return p.h >= 10*p.note }

func (p *painter) headPad(size float64) float64 {
	if p.profile.Kind == "tv" {
		return math.Round(0.42 * size)
	}
	return math.Round(0.2 * size)
}

// textFrame returns the room that head, code, progress and margins leave.
func (p *painter) textFrame(pg *page, d draft) frame {
	gap := p.gap()
	safe := float64(p.profile.Safe)
	f := frame{x: p.margin, y: safe + pg.head + gap, w: p.w - 2*p.margin}
	f.h = p.h - f.y - gap - safe
	if p.theme.card != none {
		pad := p.pad()
		f = frame{f.x + pad, f.y + pad, f.w - 2*pad, f.h - 2*pad}
	}
	if d.steps > 0 && d.number > 0 {
		f.h -= p.progressHeight() + gap/2
	}
	switch {
	case p.upright():
		f.h -= p.footHeight(pg)
	case pg.side > 0:
		f.w -= p.codeWidth(pg) + math.Round(0.6*p.note)
	}
	if d.look != plain {
		f.x, f.w = f.x+gap, f.w-2*gap
	}
	return f
}

// gap is what stands apart on a slide, pad what is free inside a card.
func (p *painter) gap() float64 { return math.Round(0.45 * p.note) }
func (p *painter) pad() float64 { return math.Round(0.5 * p.note) }

// upright tells whether the panel is a totem, which has a foot for the QR code
// and for how the bureau is reached.
func (p *painter) upright() bool { return p.h > 1.2*p.w && p.h > 20*p.note }

func (p *painter) footHeight(pg *page) float64 {
	return max(pg.side, math.Round(3.6*p.note)) + 2*p.pad()
}

func (p *painter) progressHeight() float64 { return math.Round(max(4, 0.22*p.note)) }

// codeWords stand with a QR code.
var codeWords = [...]string{"扫码", "看全文"}

// codeWidth is the width of the column of the code.
func (p *painter) codeWidth(pg *page) float64 {
	return max(pg.side, ceil(p.set.Width(codeWords[1], typeset.Style{Size: p.note})))
}

func ceil(v float64) float64 { return math.Ceil(v - 1e-9) }

// complete tells whether the fonts have every character; what they lack is a
// problem wherever it is written.
func (p *painter) complete(d draft) bool {
	text := d.title + d.kicker
	for _, para := range d.paragraphs {
		text += para.label + para.text
	}
	return check.Characters(p.set.Fonts(), text, d.written, p.problems)
}

// values are texts of a data file, each with its place.
type values []yaml.Text

// Find returns where a character stands.
func (v values) Find(r rune) []problem.Position {
	var found []problem.Position
	for _, t := range v {
		if i := strings.IndexRune(t.Value, r); i >= 0 {
			at := t.At
			at.Column += runes(t.Value[:i])
			found = append(found, at)
		}
	}
	return found
}
