package screen

import (
	"math"
	"strings"

	"daoyin/internal/plan"
	"daoyin/internal/scene"
	"daoyin/internal/typeset"
)

// strip returns the slides of an item on a panel of one line: its title, then
// its words, each slide a line that can be read alone. Nothing scrolls.
func (p *painter) strip(item plan.Item) []Slide {
	var drafts []draft
	if item.Flow == nil {
		drafts = []draft{p.words(item)}
	} else {
		drafts = []draft{p.cover(item)}
		for i := range item.Flow.Steps {
			drafts = append(drafts, p.step(item, i))
		}
	}
	var out []Slide
	for _, d := range drafts {
		if !p.complete(d) {
			continue
		}
		lines := p.stripLines(d)
		if len(lines) > mostOnStrip {
			p.problems.Error("screen-long", d.at, "“"+d.title+"”在“"+p.profile.Title+"”上要放"+itoa(len(lines))+"行，太长了", "最多"+itoa(mostOnStrip)+"行。请写短一些，或者在说明栏的“screen: {title, lines}”里写几句短的。")
			continue
		}
		for i, l := range lines {
			s := Slide{Name: d.name, Title: d.title, Source: d.source, Words: l.text.Runes, Seconds: dwell(l.text.Runes),
				When: item.When, Evergreen: item.Evergreen, Emergency: item.Emergency}
			if len(lines) > 1 {
				s.Name += "-" + itoa(i+1) + "-" + itoa(len(lines))
			}
			s.Scene = p.stripScene(d, l)
			out = append(out, s)
		}
	}
	return out
}

// mostOnStrip is how many lines one item may take on a strip: as much as five
// pages of other screens would say.
const mostOnStrip = 12

// stripLine is one line of a strip.
type stripLine struct {
	text  typeset.Line
	size  float64
	title bool
}

// stripLines parts a draft into lines, all of one size: the largest that needs
// no more lines than the smallest.
func (p *painter) stripLines(d draft) []stripLine {
	least := p.body
	if d.look == alarm {
		least = min(math.Ceil(alarmSize*p.body), math.Floor(p.h/1.1))
	}
	smallest := p.stripAt(d, least)
	largest := math.Floor(min(p.h*0.82, p.w/6))
	for size := largest; size > least; size -= max(1, math.Round((largest-least)/16)) {
		if lines := p.stripAt(d, size); len(lines) <= len(smallest) {
			return lines
		}
	}
	return smallest
}

func (p *painter) stripAt(d draft, size float64) []stripLine {
	var out []stripLine
	add := func(text string, title bool) {
		for _, l := range oneLiners(p.set, text, typeset.Style{Size: size, Bold: p.bold}, p.w-2*p.margin) {
			out = append(out, stripLine{l, size, title})
		}
	}
	add(d.title, true)
	for _, para := range d.paragraphs {
		if para.label != "" {
			add(para.label+"："+para.text, false)
			continue
		}
		add(para.text, false)
	}
	return out
}

func (p *painter) stripScene(d draft, l stripLine) *scene.Scene {
	t := p.dress(d.look)
	s := &scene.Scene{Width: p.w, Height: p.h, Title: d.title, Background: t.ground}
	b := brush{p: p, theme: t, scene: s}
	ink := t.ink
	if l.title {
		ink = t.label
	}
	b.line(l.text, math.Round((p.w-l.text.Width)/2), math.Round((p.h-l.size)/2), l.size, p.bold, ink)
	return s
}

// stripText is a screen as its own software reads it: one message a line.
func stripText(r *Reel) string {
	var b strings.Builder
	title := ""
	for _, s := range r.Zones[0].Slides {
		switch {
		case s.Title != title && b.Len() > 0:
			b.WriteString("\r\n")
		case b.Len() > 0:
			b.WriteString(between(b.String()))
		}
		title = s.Title
		b.WriteString(s.Words)
	}
	b.WriteString("\r\n")
	return b.String()
}

// between joins two pieces of a message: with a blank unless the first ends
// with a mark.
func between(before string) string {
	if strings.ContainsRune("，。；：、！？", last(before)) {
		return ""
	}
	return "　"
}
