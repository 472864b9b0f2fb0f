package chart

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"daoyin/internal/flow"
	"daoyin/internal/law"
)

// card is what stands in a step's box, with its lines broken for a width.
// Lengths are in ems of the step titles, so that one card serves every size.
type card struct {
	grade        grade
	width, inset float64
	who          []string
	title        []string
	notes        [][]string
	limit        []string // words of the red badge, in one line or two
	article      []string
	chips        [][]string
	oneFoot      bool // badge and article stand side by side
	fits         bool
}

// Heights in ems.
const (
	titleHigh = 1.2
	cardPad   = 0.28
	footGap   = 0.22
	disc      = 1.1 // diameter of the number
)

// em measures at size 1 of the title. Fonts scale evenly, so what is measured
// and broken at size 100 holds for every size.
func (d *drawer) em(text string, size float64, bold bool) float64 {
	key := widthKey{text, bold}
	w, ok := d.widths[key]
	if !ok {
		w = d.Measure.Width(text, 100, bold) / 100
		d.widths[key] = w
	}
	return w * size
}

type widthKey struct {
	text string
	bold bool
}

// brokenKey is what a broken text depends on. Widths are rounded down to a
// fifth of an em: the same text is asked for again and again while sizes are
// tried, and breaking it is dear.
type brokenKey struct {
	text   string
	size   float64
	bold   bool
	fifths float64
}

// broken is a text in lines, and whether all of them are short enough.
type broken struct {
	lines []string
	fits  bool
}

// broken breaks a text into lines of a width in ems.
func (d *drawer) broken(text string, size float64, bold bool, width float64) (lines []string, fits bool) {
	if text == "" {
		return nil, true
	}
	if d.em(text, size, bold) <= width {
		return []string{text}, true
	}
	key := brokenKey{text, size, bold, math.Floor(width * 5)}
	b, ok := d.breaks[key]
	if !ok {
		b.lines = d.Measure.Lines(text, 100*size, bold, 20*key.fifths)
		b.fits = !slices.ContainsFunc(b.lines, func(l string) bool { return d.em(l, size, bold) > width+0.01 })
		d.breaks[key] = b
	}
	return b.lines, b.fits
}

// cardKey is what cards depend on.
type cardKey struct {
	width float64 // in ems
	notes bool
}

// cards returns the cards of all steps for a width in ems. Notes are costly to
// break and not always asked for.
func (d *drawer) cards(key cardKey) []card {
	if cs, ok := d.memo[key]; ok {
		return cs
	}
	cs := make([]card, len(d.Steps))
	for i := range d.Steps {
		cs[i] = d.card(i, key.width, key.notes)
	}
	d.memo[key] = cs
	return cs
}

func (d *drawer) card(i int, width float64, notes bool) card {
	s := d.Steps[i]
	c := card{grade: d.grade, width: width, inset: inset(s.Kind), fits: true}
	room := width - 2*c.inset
	keep := func(lines []string, fits bool) []string {
		c.fits = c.fits && fits
		return lines
	}
	if s.Actor >= 0 {
		c.who = keep(d.broken(d.Actors[s.Actor], d.grade.small, true, room-disc-0.25))
	}
	c.title = keep(d.broken(s.Title, 1, true, room))
	c.fits = c.fits && len(c.title) <= 3
	for _, n := range s.Notes {
		if !notes {
			break
		}
		if lines, fits := d.broken(d.Plain(n.Text), d.grade.note, false, room); fits {
			c.notes = append(c.notes, lines)
		}
	}
	c.limit = limitWords(s.Limit)
	if d.badgeWidth(c.limit) > room && s.Limit.Extend > 0 {
		c.limit = splitLimit(s.Limit)
	}
	badge := d.badgeWidth(c.limit)
	c.fits = c.fits && badge <= room
	c.article = keep(d.broken(d.articles(s.Basis), d.grade.small, false, room-0.5))
	c.oneFoot = len(c.limit) > 0 && len(c.article) == 1 && badge+0.25+d.articleWidth(c.article[0]) <= room
	return c
}

// inset keeps words off the slanted or round sides of a shape.
func inset(k flow.StepKind) float64 {
	if k == flow.Work {
		return 0.4
	}
	return 0.75
}

// withChips returns the card with arrows written into it.
func (d *drawer) withChips(c card, words []string) card {
	for _, w := range words {
		lines, fits := d.broken(w, d.grade.small, true, c.width-2*c.inset-0.4)
		c.chips = append(c.chips, lines)
		c.fits = c.fits && fits
	}
	return c
}

func (d *drawer) badgeWidth(words []string) float64 {
	if len(words) == 0 {
		return 0
	}
	w := 0.0
	for _, l := range words {
		w = math.Max(w, d.em(l, d.grade.badge, true))
	}
	return w + 0.8 + 0.65
}

// badgeHeight is that of the red badge.
func (c card) badgeHeight() float64 {
	return c.grade.badgeHigh + c.grade.badgeNext*float64(max(0, len(c.limit)-1))
}

func (d *drawer) articleWidth(words string) float64 { return d.em(words, d.grade.small, false) + 0.5 }

// foot is the height of badge and article.
func (c card) foot() float64 {
	h := 0.0
	if len(c.limit) > 0 {
		h += footGap + c.badgeHeight()
	}
	if len(c.article) > 0 && !c.oneFoot {
		h += footGap + 0.15 + c.grade.smallHigh*float64(len(c.article))
	}
	for _, chip := range c.chips {
		h += footGap + c.grade.chipHigh() + c.grade.smallHigh*float64(len(chip)-1)
	}
	return h
}

// height is the least height with the first n notes.
func (c card) height(n int) float64 {
	head := c.grade.head + c.grade.smallHigh*float64(max(0, len(c.who)-1))
	h := 2*cardPad + head + titleHigh*float64(len(c.title)) + c.foot()
	for _, note := range c.notes[:min(n, len(c.notes))] {
		h += c.grade.noteHigh * float64(len(note))
	}
	return h
}

// notesWithin tells how many whole notes fit a height.
func (c card) notesWithin(height float64) int {
	for n := len(c.notes); n > 0; n-- {
		if c.height(n) <= height+1e-6 {
			return n
		}
	}
	return 0
}

// limitWords are the words of the badge. From which day it runs, the time bar
// tells.
func limitWords(l *flow.Limit) []string {
	switch {
	case l == nil:
		return nil
	case l.Extend > 0:
		return []string{l.Length() + "，可延" + strconv.Itoa(l.Extend) + string(l.Unit)}
	default:
		return []string{l.Length() + "内"}
	}
}

// splitLimit is the badge in two lines, if it has an extension.
func splitLimit(l *flow.Limit) []string {
	if l.Extend == 0 {
		return limitWords(l)
	}
	return []string{l.Length() + "内", "可延" + strconv.Itoa(l.Extend) + string(l.Unit)}
}

// citedLaws returns the laws that a flow cites, the most often cited first.
func citedLaws(g *flow.Graph) []string {
	var names []string
	count := map[string]int{}
	for _, s := range g.Steps {
		for _, b := range s.Basis {
			if count[b.Law] == 0 {
				names = append(names, b.Law)
			}
			count[b.Law]++
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return count[b] - count[a] })
	return names
}

// articles are the words of the article chip. The law that the flow cites most
// is named in the source line only.
func (d *drawer) articles(basis []flow.Basis) string {
	var out []string
	for from := 0; from < len(basis); {
		to := from + 1
		for to < len(basis) && basis[to].Law == basis[from].Law {
			to++
		}
		name := ""
		if basis[from].Law != d.laws[0] {
			name = "《" + basis[from].Law + "》"
		}
		if words := articleNumbers(basis[from:to]); name+words != "" {
			out = append(out, name+words)
		}
		from = to
	}
	if len(out) == 0 && len(basis) > 0 {
		return "《" + d.laws[0] + "》"
	}
	return strings.Join(out, " ")
}

// articleNumbers is 第17、19条, or 第31条第（六）项 where one is cited alone.
func articleNumbers(basis []flow.Basis) string {
	var numbers []string
	for _, b := range basis {
		if b.Article.Number == 0 {
			continue
		}
		n := strconv.Itoa(b.Article.Number)
		if !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	if len(numbers) == 0 {
		return ""
	}
	words := "第" + strings.Join(numbers, "、") + "条"
	if only := basis[0]; len(basis) == 1 {
		if only.Article.Of > 0 {
			words += "之" + law.Numeral(only.Article.Of)
		}
		if only.Paragraph > 0 {
			words += "第" + law.Numeral(only.Paragraph) + "款"
		}
		if only.Item > 0 {
			words += "第（" + law.Numeral(only.Item) + "）项"
		}
	}
	return words
}

// near tells whether two lengths are the same but for rounding.
func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 }
