package chart

import (
	"math"
	"strconv"

	"daoyin/internal/flow"
)

// laidPanel is a panel measured for a width, in ems.
type laidPanel struct {
	cardPanel
	height  float64
	stage   float64 // height of the stage's title above
	starts  []cardText
	head    []string // the question
	who     string
	note    []string
	article []string
	headH   float64
	gap     float64 // between rows
	pad     float64 // within the panel
	text    float64 // from the top of the head to the question
	label   float64 // width of the labels' column
	rows    []laidRow
	fits    bool
}

type laidRow struct {
	cardRow
	card   cardText
	label  []string
	words  []string // of a row that leads elsewhere
	height float64
}

const (
	panelPad  = 0.5 // within a panel
	rowGap    = 0.38
	startDrop = 1.3 // from a start down to its question
	trunkX    = 0.75
)

// layPanel measures a panel.
func (d *drawer) layPanel(p cardPanel, width float64, level int) laidPanel {
	l := laidPanel{fits: true, pad: panelPad * tight(level), gap: rowGap * tight(level)}
	l.height = 2 * l.pad
	room := width - 2*l.pad
	if p.stageTitled(d) && (level >= 0 || p.question < 0) {
		l.stage = 1.5
		l.height += l.stage
	}
	for _, s := range p.starts {
		c := d.cardText(s, room, level)
		c.chips, c.notes = nil, nil
		c.height = c.measure(d.sizes.fine)
		l.starts = append(l.starts, c)
		l.height += c.height + startDrop
	}
	if p.question >= 0 {
		l.layQuestion(d, p, room, level)
	}
	if level < 0 {
		p.rows = d.shareRows(p, room)
	}
	for _, r := range p.rows {
		row := d.layRow(p, r, room, l.label, level)
		l.fits = l.fits && row.card.fits
		l.rows = append(l.rows, row)
		l.height += row.height + l.gap
	}
	l.cardPanel = p
	return l
}

// firstArticles are those of the first law cited, where there is no room for
// all; the step's own page has them all.
func (d *drawer) firstArticles(basis []flow.Basis) string {
	n := 0
	for n < len(basis) && basis[n].Law == basis[0].Law {
		n++
	}
	words := d.articles(basis[:n])
	if n < len(basis) {
		words += "等"
	}
	return words
}

// tight is how much of the usual air a level leaves.
func tight(level int) float64 {
	if level < 0 {
		return 0.7
	}
	return 1
}

func (p cardPanel) stageTitled(d *drawer) bool { return p.stage >= 0 && len(d.Stages) > 0 }

func (l *laidPanel) layQuestion(d *drawer, p cardPanel, room float64, level int) {
	s := d.Steps[p.question]
	fits := false
	l.head, fits = d.broken(s.Title, 1.06, true, room-3.2)
	l.fits = l.fits && fits
	l.headH = 0.6*tight(level) + 1.25*float64(len(l.head))
	if s.Actor >= 0 {
		l.who = d.Actors[s.Actor]
		l.headH += d.sizes.fine
	}
	if level > 0 && len(s.Notes) > 0 {
		l.note, _ = d.broken(d.Plain(s.Notes[0].Text), d.sizes.small, false, room-1.8)
		l.headH += d.sizes.fine * float64(len(l.note))
	}
	if s.Limit != nil {
		l.headH += 1.12
		l.fits = l.fits && d.cardBadgeWidth(limitWords(s.Limit)) <= room-1.8
	}
	if len(s.Basis) > 0 {
		l.article, fits = d.broken(d.articles(s.Basis), d.sizes.small, false, room-1.8)
		l.fits = l.fits && fits
		l.headH += d.sizes.fine * float64(len(l.article))
	}
	l.text = 0.3 * tight(level)
	l.height += l.headH
	widest := 0.0
	for _, r := range p.rows {
		if r.step >= 0 && r.outcome >= 0 {
			widest = math.Max(widest, d.em(s.Out[r.outcome].Label, d.sizes.label, true))
		}
	}
	l.label = math.Max(2.2, math.Min(widest, room*0.4)) + trunkX + 0.75
}

// shareRows lets neighbours that lead elsewhere share a row, two and two, if
// they are short.
func (d *drawer) shareRows(p cardPanel, room float64) []cardRow {
	var rows []cardRow
	half := (room - trunkX - 0.4 - 0.3) / 2
	short := func(r cardRow) bool {
		if r.step >= 0 || r.outcome < 0 {
			return false
		}
		return d.em(d.elsewhere(p, r.outcome, true), d.sizes.small, true)+0.7 <= half
	}
	for _, r := range p.rows {
		if k := len(rows) - 1; k >= 0 && len(rows[k].more) == 0 && short(rows[k]) && short(r) {
			rows[k].more = []int{r.outcome}
			continue
		}
		rows = append(rows, r)
	}
	return rows
}

// elsewhere are the words of an outcome that leads elsewhere, with or without
// the title of that step.
func (d *drawer) elsewhere(p cardPanel, outcome int, short bool) string {
	a := d.Steps[p.question].Out[outcome]
	if short {
		return a.Label + " → 第" + strconv.Itoa(a.To+1) + "步"
	}
	return a.Label + " " + d.goTo(a)
}

func (d *drawer) layRow(p cardPanel, r cardRow, room, label float64, level int) laidRow {
	row := laidRow{cardRow: r}
	row.card.fits = true
	if len(r.more) > 0 {
		row.height = 1.3
		return row
	}
	if r.step < 0 {
		a := d.Steps[p.question].Out[r.outcome]
		w := room - trunkX - 0.4 - 0.8
		words, target := a.Label, d.goTo(a)
		row.words = []string{words, target}
		row.height = cardChip
		if d.em(words, d.sizes.label, true)+0.6+d.em(target, d.sizes.small, true) > w {
			row.height += 1
			row.card.fits = d.em(words, d.sizes.label, true) <= w && d.em(target, d.sizes.small, true) <= w
		}
		return row
	}
	width := room
	if r.outcome >= 0 {
		width -= label
		var fits bool
		row.label, fits = d.broken(d.Steps[p.question].Out[r.outcome].Label, d.sizes.label, true, label-trunkX-0.5)
		row.card = d.cardText(r.step, width, level)
		row.card.fits = row.card.fits && fits
	} else {
		row.card = d.cardText(r.step, width, level)
	}
	row.height = math.Max(row.card.height, 2*(d.sizes.fine*float64(len(row.label))+0.28))
	return row
}
