package leaflet

import (
	"daoyin/internal/markdown"
	"daoyin/internal/typeset"
)

// typesetter makes units of one type size.
type typesetter struct {
	palette
	set      *typeset.Setter
	size     float64
	high     float64 // of a line
	width    float64
	sections map[int][]unit // set already
	flows    map[flowKey][]unit
}

func (m *Maker) typesetter(size float64) *typesetter {
	return &typesetter{palette: newPalette(string(m.site.Colours.Main)), set: m.set, size: size, high: size * leading, width: textWidth, sections: map[int][]unit{}, flows: map[flowKey][]unit{}}
}

func (t *typesetter) em(n float64) float64 { return n * t.size }

func (t *typesetter) lines(runs []markdown.Run, width float64) []line {
	return lines(t.set, runs, t.size, width, running())
}

const (
	headingSize = 1.3
	sectionGap  = 1.3
)

// heading opens a section, or a part of one.
func (t *typesetter) heading(words string, section bool) unit {
	if !section {
		list := lines(t.set, bold(words), t.size*titleSize, t.width, balanced())
		return unit{height: t.high * float64(len(list)), gap: t.em(0.7), keep: true, paint: func(b *brush, x, y, _ float64) {
			b.stack(list, x, y, t.size*titleSize, t.high, t.main)
		}}
	}
	size := t.size * headingSize
	high := size * 1.3
	list := lines(t.set, bold(words), size, t.width, balanced())
	h := high * float64(len(list))
	return unit{height: h + t.em(0.45), gap: t.em(sectionGap), keep: true, opens: true, name: words, paint: func(b *brush, x, y, _ float64) {
		b.stack(list, x, y, size, high, t.main)
		b.rule(x, y+h+t.em(0.12), x+t.width, y+h+t.em(0.12), t.em(0.1), t.main)
	}}
}

// paragraph is running text with what stands before its first line. It may be
// broken between columns, but no line of it stands alone.
func (t *typesetter) paragraph(runs []markdown.Run, mark string, inset, gap float64) []unit {
	hang := 0.0
	if mark != "" {
		hang = max(t.em(1.1), t.set.Width(mark, typeset.Style{Size: t.size, Bold: true})+t.em(0.3))
	}
	list := t.lines(runs, t.width-inset-hang)
	var units []unit
	for from := 0; from < len(list); {
		to := from + 1
		if from == 0 {
			to = 2
		}
		if to >= len(list)-1 {
			to = len(list)
		}
		part, first := list[from:to], from == 0
		u := unit{height: t.high * float64(len(part)), paint: func(b *brush, x, y, _ float64) {
			if first && mark == bullet {
				b.dot(x+inset+t.em(0.45), y+t.high/2, t.em(0.17), t.main)
			} else if first && mark != "" {
				b.line(line{parts: bold(mark)}, x+inset, y+t.high/2, t.size, t.main)
			}
			b.stack(part, x+inset+hang, y, t.size, t.high, ink)
		}}
		if first {
			u.gap = gap
		}
		units = append(units, u)
		from = to
	}
	return units
}

// bullet marks an item of a list without numbers; it is painted as a dot.
const bullet = "•"
