package leaflet

import (
	"slices"
	"strconv"
	"strings"

	"daoyin/internal/markdown"
)

// sectionUnits returns a section as units.
func (t *typesetter) sectionUnits(d *markdown.Doc, s *section) []unit {
	var units []unit
	if s.title != "" && !s.besides {
		units = append(units, t.heading(s.title, true))
	}
	body := sectionSetter{typesetter: t, doc: d}
	inBox := *t
	inBox.width -= t.em(boxBar + 2*boxPad)
	for i := 0; i < len(s.passages); {
		from := i
		for i++; i < len(s.passages) && s.passages[i].Box == s.passages[from].Box; i++ {
		}
		if s.passages[from].Box == 0 {
			units = append(units, body.passages(s.passages[from:i])...)
			continue
		}
		boxed := sectionSetter{typesetter: &inBox, doc: d}
		units = append(units, t.boxed(boxed.passages(s.passages[from:i])))
	}
	units = append(units, body.passages(s.notes)...)
	for i := range units {
		units[i].name = s.name()
	}
	if len(units) > 0 {
		units[0].opens = !s.besides
		units[0].gap = t.em(sectionGap)
	}
	return units
}

// sectionSetter sets passages one after another.
type sectionSetter struct {
	*typesetter
	doc  *markdown.Doc
	tied bool // the next passage belongs to the last one
}

func (t *sectionSetter) passages(list []markdown.Passage) []unit {
	var units []unit
	for i := 0; i < len(list); i++ {
		p := &list[i]
		var part []unit
		if p.Kind == markdown.AsHead {
			from := i
			for i+1 < len(list) && list[i+1].Kind == markdown.AsRow {
				i++
			}
			part = t.table(list[from : i+1])
		} else {
			part = t.passage(p)
		}
		if len(part) > 0 && t.tied {
			part[len(part)-1].keep = true
		}
		t.tied = false
		units = append(units, part...)
		if n := len(units); n > 0 && i+1 < len(list) && leadsIn(p, &list[i+1]) {
			units[n-1].keep = true
		}
	}
	return units
}

// leadsIn tells whether a paragraph announces the list after it.
func leadsIn(p, next *markdown.Passage) bool {
	return p.Kind == markdown.AsParagraph && (next.Kind == markdown.AsItem || next.Kind == markdown.AsHead) ||
		p.Kind == markdown.AsTerm
}

func (t *sectionSetter) passage(p *markdown.Passage) []unit {
	inset := t.em(1.1) * float64(max(0, p.Level-1))
	switch p.Kind {
	case markdown.AsHeading:
		return []unit{t.heading(p.Words(), false)}
	case markdown.AsItem:
		mark := bullet
		if p.Number > 0 {
			mark = strconv.Itoa(p.Number) + "."
		}
		return t.paragraph(t.words(t.doc, p.Runs), mark, inset, t.em(0.25))
	case markdown.AsAlertTitle, markdown.AsTerm:
		t.tied = true
		return t.paragraph(allBold(t.words(t.doc, p.Runs)), "", 0, t.em(0.5))
	case markdown.AsNote:
		return t.paragraph(append(bold(noteMark(p.Number)+"："), t.words(t.doc, p.Runs)...), "", 0, t.em(0.5))
	case markdown.AsRule:
		return nil
	default:
		if p.Level > 0 {
			inset += t.em(1.1)
		}
		return t.paragraph(t.words(t.doc, p.Runs), "", inset, t.em(0.5))
	}
}

// A box of an alert, in ems.
const (
	boxPad = 0.55
	boxBar = 0.25
)

// boxed puts units into a box that stays in one column.
func (t *typesetter) boxed(units []unit) unit {
	pad, bar := t.em(boxPad), t.em(boxBar)
	height := 2 * pad
	for i, u := range units {
		if height += u.height; i > 0 {
			height += u.gap
		}
	}
	return unit{height: height, gap: t.em(0.7), paint: func(b *brush, x, y, _ float64) {
		b.box(x, y, t.width, height, 0, t.tint)
		b.box(x, y, bar, height, 0, t.main)
		y += pad
		for i, u := range units {
			if i > 0 {
				y += u.gap
			}
			u.paint(b, x+bar+pad, y, 0)
			y += u.height
		}
	}}
}

// words are runs as they are printed: the mark of a footnote in brackets, the
// address of a link that leads out of the site behind its words.
func (t *typesetter) words(d *markdown.Doc, runs []markdown.Run) []markdown.Run {
	var out []markdown.Run
	for i, r := range runs {
		if r.Note > 0 {
			r.Text = "（" + noteMark(r.Note) + "）"
		}
		out = append(out, r)
		if ends := i+1 == len(runs) || runs[i+1].Link != r.Link; r.Link > 0 && ends {
			if address := printed(d.Links[r.Link-1].Target); address != "" && !strings.Contains(r.Text, address) {
				out = append(out, markdown.Run{Text: "（" + unbroken(address) + "）"})
			}
		}
	}
	return out
}

func noteMark(number int) string { return "注" + strconv.Itoa(number) }

// printed is an address of another site as it is typed; "" for a page of this
// one.
func printed(target string) string {
	_, address, outside := strings.Cut(target, "://")
	if !outside {
		return ""
	}
	return strings.TrimSuffix(address, "/")
}

// joiner keeps what stands around it on one line; it is never printed.
const joiner = '\u2060'

// unbroken is an address that stays on one line: a break behind www. would
// hide that it is one.
func unbroken(address string) string { return strings.ReplaceAll(address, ".", "."+string(joiner)) }

// inline is the text of a step's note.
func (t *typesetter) inline(d *markdown.Doc) []markdown.Run {
	var out []markdown.Run
	for _, p := range d.Passages() {
		out = append(out, t.words(d, p.Runs)...)
	}
	return out
}

func allBold(runs []markdown.Run) []markdown.Run {
	out := slices.Clone(runs)
	for i := range out {
		out[i].Bold = true
	}
	return out
}
