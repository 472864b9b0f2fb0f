package leaflet

import (
	"strings"

	"daoyin/internal/markdown"
	"daoyin/internal/qrcode"
	"daoyin/internal/typeset"
)

// codeSide is that of the QR code with its quiet zone: 30 mm.
const codeSide = 30 * mm

// fact is one of the five things that article 18 of the regulation wants
// published.
type fact struct {
	title string
	lines []string
	note  string // told if there is room for all of them
}

func (m *Maker) facts() []fact {
	c := &m.site.Contact
	return []fact{
		{"网上", []string{c.Network.Name, printed(c.Network.URL)}, c.Network.Note},
		{"写信", []string{c.Post.Address, labelled("邮编：", c.Post.Postcode)}, c.Post.Note},
		{"打电话", []string{c.Phone.Number, c.Phone.Hours}, c.Phone.Note},
		{"上门", []string{c.Reception.Place, c.Reception.Hours}, c.Reception.Note},
		{"查进度、查结果", []string{c.Progress.How, printed(c.Progress.URL)}, c.Progress.Note},
	}
}

func labelled(label, words string) string {
	if words == "" {
		return ""
	}
	return label + words
}

// back returns the painter of the back: how the bureau is reached, and the
// code of the page. It is false when that does not go on a panel.
func (m *Maker) back(modules [][]bool, address string) (painter, bool) {
	for _, notes := range []bool{true, false} {
		for size := 12.5; size >= leastSize; size -= 0.5 {
			t := m.typesetter(size)
			units := t.backUnits(m, notes)
			used := 0.0
			for i, u := range units {
				if used += u.height; i > 0 {
					used += u.gap
				}
			}
			if used+t.codeHeight() > textHeight {
				continue
			}
			spread := min(t.em(0.6), (textHeight-used-t.codeHeight())/float64(len(units)))
			return t.backPainter(units, spread, modules, address), true
		}
	}
	return nil, false
}

func (t *typesetter) backUnits(m *Maker, notes bool) []unit {
	units := []unit{t.heading("怎么找到我们", true)}
	if m.site.Example {
		warning := t.lines(plain("示例：电话、地址、时间都是示例，请不要照着去办事。"), t.width)
		units = append(units, unit{height: t.high * float64(len(warning)), gap: t.em(0.2), paint: func(b *brush, x, y, _ float64) {
			b.stack(warning, x, y, t.size, t.high, red)
		}})
	}
	for _, f := range m.facts() {
		var list []line
		for _, words := range f.lines {
			if words != "" {
				list = append(list, lines(t.set, plain(words), t.size, t.width, balanced())...)
			}
		}
		if notes && f.note != "" {
			list = append(list, t.lines(plain(f.note), t.width)...)
		}
		title := t.lines([]markdown.Run{{Text: f.title, Bold: true}}, t.width)
		units = append(units, unit{height: t.high * float64(len(title)+len(list)), gap: t.em(0.6), paint: func(b *brush, x, y, _ float64) {
			b.stack(title, x, y, t.size, t.high, t.main)
			b.stack(list, x, y+t.high*float64(len(title)), t.size, t.high, ink)
		}})
	}
	return units
}

// codeHeight is what the code takes, with the words under it.
func (t *typesetter) codeHeight() float64 { return t.em(1) + codeSide + t.high }

func (t *typesetter) backPainter(units []unit, spread float64, modules [][]bool, address string) painter {
	under := lines(t.set, bold("手机扫码，看全文"), leastSize, t.width, balanced())[0]
	side := codeSide + t.em(1.2)
	beside := t.lines(append(bold("没有手机的，\n可以在电脑上打开："), plain("\n"+t.address(address, t.width-side))...), t.width-side)
	return func(b *brush, x, y float64) {
		bottom := y + textHeight
		for i, u := range units {
			if i > 0 {
				y += u.gap + spread
			}
			u.paint(b, x, y, 0)
			y += u.height
		}
		top := bottom - t.high - codeSide
		b.add(qrcode.Draw(modules, x, top, codeSide))
		b.line(under, x+(codeSide-under.width)/2, bottom-t.high/2, leastSize, t.main)
		b.stack(beside, x+side, top+codeSide/2-t.high*float64(len(beside))/2, t.size, t.high, ink)
	}
}

// address is broken behind strokes only: a hyphen at the end of a line would be
// taken for one that belongs to the line break.
func (t *typesetter) address(address string, width float64) string {
	var broken, now string
	for part := range strings.SplitAfterSeq(printed(address), "/") {
		if now != "" && t.set.Width(now+part, typeset.Style{Size: t.size, Bold: true}) > width {
			broken, now = broken+now+"\n", ""
		}
		now += part
	}
	return broken + now
}
