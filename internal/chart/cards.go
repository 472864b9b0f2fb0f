package chart

import (
	"math"
	"slices"
	"strconv"

	"daoyin/internal/flow"
)

// The placement Cards puts a 导引图 on a canvas: each question is a panel, and
// the destinations that it leads to are cards below it, each with its own
// line. An outcome that leads elsewhere says where to go on, by number and
// name: lines across the whole canvas would cross and help nobody.

// cardType are the sizes of Cards, as parts of the size of a title. A box holds
// more words than on a route map, so titles are nearer to the small print.
type cardType struct {
	small, badge, label float64
	fine                float64 // height of a line of small print
}

// cardTypeOf is nearer still where room is short.
func cardTypeOf(level int) cardType {
	if level < 0 {
		return cardType{small: 0.84, badge: 0.84, label: 0.86, fine: 1.02}
	}
	return cardType{small: 0.74, badge: 0.76, label: 0.8, fine: 0.92}
}

// cardPanel is a question with its outcomes, or the steps of a stage that no
// question of it leads to.
type cardPanel struct {
	stage    int // whose title stands above; -1 if none
	question int // step; -1 if none
	starts   []int
	rows     []cardRow
}

// cardRow is a card, with the outcome that leads to it, or an outcome that
// leads elsewhere.
type cardRow struct {
	step    int   // -1: elsewhere
	outcome int   // of the panel's question; -1: none leads here
	more    []int // outcomes that lead elsewhere as well and share the row
}

// cardPanels shares the steps out, in text order.
func (d *drawer) cardPanels() []cardPanel {
	host := d.hosts()
	var panels []cardPanel
	byQuestion := map[int]int{}
	lastStage, rest := -2, -1
	var starts []int
	open := func(question, stage int) int {
		p := cardPanel{stage: -1, question: question}
		if stage != lastStage {
			p.stage, lastStage = stage, stage
		}
		panels = append(panels, p)
		return len(panels) - 1
	}
	for i, s := range d.Steps {
		if i == 0 || s.Stage != d.Steps[i-1].Stage {
			rest = -1
		}
		switch {
		case s.Kind == flow.Decision:
			byQuestion[i] = open(i, s.Stage)
			p := &panels[byQuestion[i]]
			for k, a := range s.Out {
				row := cardRow{step: -1, outcome: k}
				if h, ok := host[a.To]; ok && h == [2]int{i, k} {
					row.step = a.To
				}
				p.rows = append(p.rows, row)
			}
			p.starts, starts = starts, nil
		case s.Kind == flow.Start && i+1 < len(d.Steps) && d.Steps[i+1].Kind == flow.Decision && s.Out[0].To == i+1:
			starts = append(starts, i)
		default:
			if _, hosted := host[i]; hosted {
				continue
			}
			if rest < 0 {
				rest = open(-1, s.Stage)
			}
			panels[rest].rows = append(panels[rest].rows, cardRow{step: i, outcome: -1})
		}
	}
	return panels
}

// hosts tells for each step that stands under a question which one, and which
// outcome leads there: the nearest question before it, in its own stage.
func (d *drawer) hosts() map[int][2]int {
	host := map[int][2]int{}
	for i, s := range d.Steps {
		if s.Kind == flow.Decision || s.Kind == flow.Start {
			continue
		}
		for q := i - 1; q >= 0 && d.Steps[q].Stage == s.Stage; q-- {
			if d.Steps[q].Kind != flow.Decision {
				continue
			}
			k := slices.IndexFunc(d.Steps[q].Out, func(a flow.Arrow) bool { return a.To == i })
			if k >= 0 {
				host[i] = [2]int{q, k}
				break
			}
		}
	}
	return host
}

// cardText is what stands on a card, broken for a width. Lengths in ems.
type cardText struct {
	title, place, article []string
	who                   string
	notes                 [][]string
	limit                 []string
	chips                 [][]string // ways on
	titleAndLimit         bool       // side by side
	edge                  float64    // above and below the words
	height                float64
	fits                  bool
}

const (
	cardLine  = 1.18 // of the title
	cardChip  = 1.36 // a row that leads elsewhere
	cardSides = 0.4
	cardEdge  = 0.24 // above and below the words
)

// cardText breaks the words of a step. Level 1 adds the first note to what must
// be there, level 0 the place.
func (d *drawer) cardText(i int, width float64, level int) cardText {
	s := d.Steps[i]
	c := cardText{fits: true}
	room := width - 2*cardSides
	if s.Kind != flow.Work {
		room -= 0.3
	}
	keep := func(text string, size float64, bold bool, width float64) []string {
		lines, fits := d.broken(text, size, bold, width)
		c.fits = c.fits && fits
		return lines
	}
	c.title = keep(s.Title, 1, true, room-1.35)
	c.limit = limitWords(s.Limit)
	if c.limit != nil {
		if d.cardBadgeWidth(c.limit) > room {
			c.limit = splitLimit(s.Limit)
		}
		w := d.cardBadgeWidth(c.limit)
		c.titleAndLimit = len(c.title) == 1 && len(c.limit) == 1 && d.em(s.Title, 1, true)+1.35+0.4+w <= room
		c.fits = c.fits && w <= room
	}
	if s.Actor >= 0 {
		c.who = d.Actors[s.Actor]
		c.fits = c.fits && d.em(c.who, d.sizes.small, true) <= room
	}
	if s.Place.Text != "" && level >= 0 {
		c.place = keep("去"+s.Place.Text, d.sizes.small, true, room)
	}
	words := d.articles(s.Basis)
	if level < 0 {
		words = d.firstArticles(s.Basis)
	}
	c.article = keep(words, d.sizes.small, false, room)
	if level > 0 && len(s.Notes) > 0 {
		c.notes = append(c.notes, keep(d.Plain(s.Notes[0].Text), d.sizes.small, false, room))
	}
	for _, a := range s.Out {
		c.chips = append(c.chips, keep(d.goTo(a), d.sizes.small, true, room-0.6))
	}
	c.edge = cardEdge * tight(level)
	c.height = c.measure(d.sizes.fine)
	return c
}

func (c cardText) measure(fine float64) float64 {
	h := 2*c.edge + cardLine*float64(len(c.title)) + fine*float64(len(c.place)+len(c.article))
	if c.limit != nil && !c.titleAndLimit {
		h += 0.1 + c.badgeHeight()
	}
	if c.who != "" {
		h += fine
	}
	for _, n := range c.notes {
		h += fine * float64(len(n))
	}
	for _, ch := range c.chips {
		h += 0.2 + 0.3 + fine*float64(len(ch))
	}
	return h
}

func (c cardText) badgeHeight() float64 { return 1.02 + 0.9*float64(len(c.limit)-1) }

func (d *drawer) cardBadgeWidth(words []string) float64 {
	w := 0.0
	for _, l := range words {
		w = math.Max(w, d.em(l, d.sizes.badge, true))
	}
	return w + 1.3
}

// goTo are the words of an outcome that leads elsewhere.
func (d *drawer) goTo(a flow.Arrow) string {
	return "→ 第" + strconv.Itoa(a.To+1) + "步 " + d.Steps[a.To].Title
}
