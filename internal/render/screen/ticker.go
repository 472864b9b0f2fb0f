package screen

import (
	"math"
	"strconv"
	"strings"

	"daoyin/internal/check"
	"daoyin/internal/content"
	"daoyin/internal/plan"
	"daoyin/internal/playlist"
	"daoyin/internal/problem"
	"daoyin/internal/scene"
	"daoyin/internal/typeset"
)

func itoa(n int) string { return strconv.Itoa(n) }

// said is a text of one line, and where it was written.
type said struct {
	text      string
	at        problem.Position
	written   check.Source
	emergency []playlist.Window // when it takes over; nil: it does not
}

// tickerWords returns what the zone at the bottom says: the editor's words, or
// how the bureau is reached.
func (p *painter) tickerWords(s *plan.Screen) []said {
	var all []said
	for _, item := range s.Items {
		if item.Emergency {
			all = append(all, said{item.Page.Front.Title.Value, item.Page.Front.Title.At, item.Page, item.When})
		}
	}
	if len(s.Profile.Show.Ticker) > 0 {
		for _, t := range s.Profile.Show.Ticker {
			all = append(all, said{text: t.Value, at: t.At, written: values{t}})
		}
		return all
	}
	site := problem.Position{File: content.Folder + "/site.yaml"}
	if !p.profile.Ticker {
		return append(all, said{text: p.settings.Name, at: site, written: p.settings})
	}
	c := p.settings.Contact
	return append(all, said{text: "咨询电话 " + c.Phone.Number, at: site, written: p.settings}, said{text: "接待时间 " + c.Reception.Hours, at: site, written: p.settings},
		said{text: "网上反映 " + bareAddress(c.Network.URL), at: site, written: p.settings})
}

func (p *painter) tickerSlides(n int, words said) []Slide {
	if !check.Characters(p.set.Fonts(), words.text, words.written, p.problems) {
		return nil
	}
	w := p.w - p.clockWidth()
	_, mark := p.markSize(p.canvas)
	high := p.bar - float64(p.profile.Safe)
	style := typeset.Style{Size: p.note, Bold: p.bold}
	var out []Slide
	for i, l := range oneLiners(p.set, words.text, style, w-2*p.margin-mark) {
		s := &scene.Scene{Width: w, Height: p.bar, Title: words.text, Background: p.theme.bar}
		b := brush{p: p, theme: p.theme, scene: s}
		b.line(l, p.margin, math.Round((high-p.note)/2), p.note, p.bold, p.theme.barInk)
		out = append(out, Slide{Name: "ticker-" + itoa(n+1) + "-" + itoa(i+1), Title: words.text, Source: words.at.File, Words: l.Runes, Scene: s,
			Seconds: dwell(l.Runes), When: words.emergency, Evergreen: words.emergency == nil, Emergency: words.emergency != nil})
	}
	return out
}

// oneLiners parts text into lines that stand alone, at sentences and clauses
// where that is possible.
func oneLiners(set *typeset.Setter, text string, style typeset.Style, width float64) []typeset.Line {
	c := column{Setter: set, width: width, height: 1.2 * style.Size, size: style.Size, leading: 1, bold: style.Bold}
	var out []typeset.Line
	for _, pg := range c.pages([]paragraph{{text: strings.Join(strings.Fields(text), " ")}}) {
		for _, b := range pg {
			out = append(out, b.lines...)
		}
	}
	return out
}
