package leaflet

import (
	"strings"

	"daoyin/internal/content"
)

// leftOut tells what is not on the sheet, and where it is.
func (t *typesetter) leftOut(names []string) unit {
	pad := t.em(0.5)
	list := t.lines(append(bold("还有："), plain(strings.Join(names, "；")+"。请扫封底的码，看全文。")...), t.width-2*pad)
	h := t.high*float64(len(list)) + 2*pad
	return unit{height: h, gap: t.em(sectionGap), opens: true, paint: func(b *brush, x, y, _ float64) {
		mark := len(b.shapes)
		b.box(x, y, t.width, h, t.em(0.3), t.tint)
		b.stack(list, x+pad, y+pad, t.size, t.high, t.main)
		b.group(mark, "left", "")
	}}
}

// phoneUnits are the other channels of the site that have a number.
func (t *typesetter) phoneUnits(site *content.Settings) []unit {
	var units []unit
	for _, ch := range site.Channels {
		if ch.Phone == "" {
			continue
		}
		words := append(bold(ch.Name+"　"+ch.Phone), plain("　"+ch.For)...)
		if strings.Contains(ch.Name, ch.Phone) {
			words = append(bold(ch.Name), plain("　"+ch.For)...)
		}
		units = append(units, t.paragraph(words, bullet, 0, t.em(0.25))...)
	}
	if len(units) == 0 {
		return nil
	}
	units = append([]unit{t.heading("常用电话", true)}, units...)
	for i := range units {
		units[i].name = "常用电话"
	}
	return units
}

// memoMost and memoLeast bound the lines of a memo.
const (
	memoMost  = 8
	memoLeast = 5
)

// memo is a form for the dates that limits are counted from.
func (t *typesetter) memo(count int) unit {
	head := t.heading("记一记", true)
	labels := []string{"哪天提的", "交给了哪里", "登记编号", "哪天收到书面告知", "哪天收到书面答复", "办理机关的电话", "还要补什么材料", ""}
	high := t.high * 1.25
	head.height += high * float64(count)
	inner := head.paint
	top := head.height - high*float64(count)
	head.keep = false
	head.paint = func(b *brush, x, y, below float64) {
		inner(b, x, y, below)
		y += top
		for i := range count {
			words := lines(t.set, plain(labels[i]), t.size, t.width, balanced())
			b.stack(words, x, y+high-t.high, t.size, t.high, grey)
			from := x
			if labels[i] != "" {
				from += words[0].width + t.em(0.4)
			}
			y += high
			b.rule(from, y-t.em(0.2), x+t.width, y-t.em(0.2), 0.6, t.hair)
		}
	}
	return head
}
