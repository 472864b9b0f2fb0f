package leaflet

import (
	"strings"

	"daoyin/internal/content"
)

// Sizes of the front in points.
const (
	coverCard   = textHeight * 0.62 // at most
	coverInset  = 7 * mm
	coverBureau = 12.0
	coverMost   = 42.0 // of the title
	coverPaused = 22.0
	coverBroken = 30.0 // of one that is broken anywhere
	coverLeast  = 18.0
	coverText   = 13.5
	coverLine   = 17.0 // of the small print, from line to line
	coverGap    = 16.0
)

// cover is the front: what the leaflet is about, from whom, and how old it is.
type cover struct {
	m            *Maker
	width        float64 // of words on the card
	bureau       []line
	title        []line
	size         float64 // of the title
	about        []line
	card         float64 // its height
	number, unit string  // "" if there is none, or no room for it
	titles       []string
	checked      string
	foot         float64 // height of the small print
}

// cover returns the front, false if its words do not go on it.
func (m *Maker) cover(p *content.Page, titles []string) (cover, bool) {
	c := cover{m: m, width: textWidth - 2*coverInset, titles: titles, foot: coverGap / 2}
	c.bureau = lines(m.set, bold(m.site.Name), coverBureau, c.width, balanced())
	c.title, c.size = m.coverTitle(p.Front.Title.Value, c.width)
	c.about = lines(m.set, plain(p.Front.Description), coverText, textWidth, balanced())
	c.number, c.unit = motif(p)
	if on := p.Front.Reviewed; !on.IsZero() {
		c.checked = "核对于" + on.Long()
		c.foot += coverLine
	}
	if m.site.Example {
		c.foot += coverLine
	}
	c.card = min(coverCard, textHeight-c.foot-2*coverGap-coverText*leading*float64(len(c.about)))
	words := c.words()
	if c.number != "" && c.card < words+motifHeight {
		c.number = ""
	}
	return c, c.card >= words+coverInset
}

// words is where the words on the card end.
func (c *cover) words() float64 {
	return coverInset + coverBureau*leading*float64(len(c.bureau)) + coverGap + c.size*titleLeading*float64(len(c.title))
}

const titleLeading = 1.32

func (c *cover) paint(b *brush, x, y float64) {
	colours := newPalette(string(c.m.site.Colours.Main))
	onCard := mix(colours.main, white, 0.86)
	foot := y + textHeight - c.foot
	b.box(x, y, textWidth, c.card, cardRadius, colours.main)
	arcs(b, x+textWidth, y+c.card, min(textWidth*0.92, c.card), colours)
	left, bottom := x+coverInset, y+c.card-coverInset
	b.stack(c.bureau, left, y+coverInset, coverBureau, coverBureau*leading, onCard)
	b.stack(c.title, left, y+c.words()-c.size*titleLeading*float64(len(c.title)), c.size, c.size*titleLeading, white)
	if c.number != "" {
		c.m.paintNumber(b, c.number, c.unit, left, bottom)
	} else {
		c.m.contents(b, c.titles, left, y+c.words(), bottom, onCard)
	}
	b.stack(c.about, x, y+c.card+coverGap, coverText, coverText*leading, ink)
	b.rule(x, foot, x+textWidth, foot, 0.8, colours.hair)
	foot += coverGap / 2
	if c.checked != "" {
		b.stack(lines(c.m.set, plain(c.checked), leastSize, textWidth, balanced()), x, foot, leastSize, coverLine, grey)
		foot += coverLine
	}
	if c.m.site.Example {
		b.stack(lines(c.m.set, plain("示例，请不要照着去办事"), leastSize, textWidth, balanced()), x, foot, leastSize, coverLine, red)
	}
}

// coverTitle sets the title: on one line, or broken where one pauses, if a size
// that still strikes the eye allows that.
func (m *Maker) coverTitle(title string, width float64) ([]line, float64) {
	paused := strings.NewReplacer("，", "，\n", "、", "、\n", "：", "：\n", "？", "？\n", "——", "——\n").Replace(title)
	paused = strings.TrimSuffix(paused, "\n")
	most := 1 + strings.Count(paused, "\n")
	for size := coverMost; size >= coverPaused; size-- {
		for _, words := range []string{title, paused} {
			list := lines(m.set, bold(words), size, width, balanced())
			if len(list) == 1 || words == paused && len(list) == most && most <= 3 {
				return list, size
			}
		}
	}
	size := coverBroken
	for size > coverLeast && len(lines(m.set, bold(title), size, width, balanced())) > 3 {
		size--
	}
	return lines(m.set, bold(title), size, width, balanced()), size
}
