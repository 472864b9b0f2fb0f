package screen

import (
	"fmt"
	"strconv"
	"strings"

	"daoyin/internal/chart"
	"daoyin/internal/check"
	"daoyin/internal/flow"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
	"daoyin/internal/qrcode"
)

// flow returns a flow as one drawing where the canvas carries it at a size
// that can be read, otherwise step by step.
func (p *painter) flow(item plan.Item) []Slide {
	if s := p.chart(item); s != nil {
		return []Slide{*s}
	}
	slides := p.slides(p.cover(item), item)
	for i := range item.Flow.Steps {
		slides = append(slides, p.slides(p.step(item, i), item)...)
	}
	return slides
}

// chart draws the flow; nil if the canvas cannot take it.
func (p *painter) chart(item plan.Item) *Slide {
	if p.profile.Depth != "full" || p.bold {
		return nil // lines of one pixel and many colours are nothing for coarse panels
	}
	f := item.Flow
	if !check.Characters(p.set.Fonts(), f.Words(), f, p.problems) {
		return nil
	}
	notes := map[string]string{}
	for i := range f.Steps {
		for n, note := range f.Steps[i].Notes {
			notes[note.Text] = f.Notes[i][n].Text()
		}
	}
	o := chart.Options{Measure: chart.Measure(p.set), Plain: func(written string) string { return notes[written] },
		Canvas: chart.Canvas{Name: p.profile.Title, Width: p.w, Height: p.h, MinText: p.body}}
	if on := item.Page.Front.Reviewed; !on.IsZero() {
		o.Checked = on.String()
	}
	if modules, side := p.code(item.Address); side > 0 {
		o.QR, o.QRNote, o.Canvas.QR = modules, "扫码看每一步", side
	}
	var tried problem.List // what does not fit is shown step by step: no mistake
	drawn := chart.Draw(f.Graph, o, &tried)
	if drawn == nil && p.upright() {
		o.Canvas.Close = true
		drawn = chart.Draw(f.Graph, o, &tried)
	}
	if drawn == nil {
		return nil
	}
	words := flow.Text(f.Graph)
	return &Slide{Name: item.Name, Title: f.Title, Source: item.Page.Source, Scene: drawn.Scene, Words: words, Seconds: dwell(words),
		When: item.When, Evergreen: item.Evergreen}
}

// code returns the modules of an address and the side at which a telephone
// reads them from where people stand; 0 if the screen is too small for that.
func (p *painter) code(address string) (modules [][]bool, side float64) {
	if address == "" || p.theme.coarse {
		return nil, 0
	}
	modules, err := qrcode.Modules(address)
	if err != nil {
		return nil, 0 // too long for a code: it is left out like one too small to be read
	}
	n := float64(len(modules) + 2*qrcode.Quiet)
	module := max(leastModule, ceil(p.profile.Scan*1000/scanRatio/p.profile.Pitch/n))
	side = module * n
	if side > 0.22*max(p.w, p.h) || side > 0.45*min(p.w, p.h) {
		return nil, 0
	}
	return modules, side
}

const (
	leastModule = 4  // pixels
	scanRatio   = 10 // a code is read from ten times its side
)

// cover opens a flow that is shown step by step.
func (p *painter) cover(item plan.Item) draft {
	d := p.ofFlow(item)
	d.name, d.title, d.kicker = item.Name+"-0", item.Flow.Title, item.Flow.Kind.String()
	if item.Flow.Subtitle != "" {
		d.paragraphs = append(d.paragraphs, paragraph{text: item.Flow.Subtitle})
	}
	count := fmt.Sprintf("一共%d步", len(item.Flow.Steps))
	var stages []string
	for _, s := range item.Flow.Stages {
		stages = append(stages, s.Title)
	}
	if len(stages) > 1 {
		count += "：" + strings.Join(stages, "、")
	}
	d.paragraphs = append(d.paragraphs, paragraph{text: count})
	d.address = item.Address
	return d
}

func (p *painter) ofFlow(item plan.Item) draft {
	return draft{source: item.Page.Source, at: item.Flow.At, written: item.Flow, kicker: item.Flow.Title, steps: len(item.Flow.Steps)}
}

// step tells one step: who, how long, what, and where it goes on.
func (p *painter) step(item plan.Item, i int) draft {
	f, s := item.Flow, &item.Flow.Steps[i]
	d := p.ofFlow(item)
	d.name, d.title, d.at, d.number = item.Name+"-"+strconv.Itoa(i+1), s.Title, s.At, i+1
	if s.Actor >= 0 && (s.Kind != flow.End || s.Actor > 0) { // an end at the citizen needs nobody
		who := "谁来办"
		if s.Kind == flow.Decision {
			who = "谁来定"
		}
		d.paragraphs = append(d.paragraphs, paragraph{as: asFact, label: who, text: f.Actors[s.Actor]})
	}
	if s.Limit != nil {
		d.paragraphs = append(d.paragraphs, paragraph{as: asLimit, text: s.Limit.String()})
	}
	for n := range s.Notes {
		d.paragraphs = append(d.paragraphs, paragraph{text: sentence(f.Notes[i][n].Text())})
	}
	if s.Kind == flow.Decision {
		for _, a := range s.Out {
			d.paragraphs = append(d.paragraphs, paragraph{as: asPoint, text: fmt.Sprintf("%s：第%d步 %s", a.Label, a.To+1, f.Steps[a.To].Title)})
		}
	} else if len(s.Out) == 1 && s.Out[0].To != i+1 {
		to := s.Out[0].To
		d.paragraphs = append(d.paragraphs, paragraph{as: asPoint, text: fmt.Sprintf("接下来：第%d步 %s", to+1, f.Steps[to].Title)})
	}
	if s.Place.Text != "" {
		d.paragraphs = append(d.paragraphs, paragraph{as: asFact, label: "地点", text: s.Place.Text})
	}
	return d
}

// sentence ends words with a full stop if they have no end.
func sentence(words string) string {
	if words == "" || strings.ContainsRune("。！？；…）”", last(words)) {
		return words
	}
	return words + "。"
}

func last(words string) rune {
	r := []rune(words)
	return r[len(r)-1]
}
