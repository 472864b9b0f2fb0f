package plan

import (
	"path"
	"strings"

	"daoyin/internal/content"
	"daoyin/internal/problem"
)

// Medium is where an entry is read.
type Medium int

const (
	OnWeb    Medium = iota // the website and what belongs to it
	OnPoster               // paper, and pictures of what is on it
)

// What is made for paper.
const (
	Poster  Kind = "poster"  // a flow on one sheet, for a printing house
	Tiles   Kind = "tiles"   // the same on many sheets of A4, to be pasted together
	Picture Kind = "picture" // the same as a picture, to be shown and sent
	Leaflet Kind = "leaflet" // a guide folded in three
)

// Print is what an entry for paper is made of.
type Print struct {
	Poster *content.Poster // nil for a leaflet
	Paper  content.Paper   // of the poster
}

// posters plans what goes on paper: what the files of posters ask for, and for
// every other flow of an approved guide the A3 poster that hangs in every
// hall; a leaflet for every approved guide.
func (m *Map) posters() {
	asked := map[*content.Flow]bool{}
	for _, p := range m.Site.Posters {
		page, flow, lack := m.Site.FlowOf(p)
		if p.Draft || lack != content.HasFlow {
			continue
		}
		asked[&page.Flows[flow]] = true
		if e := m.bySource[page.Source]; e != nil && page.Approved() {
			m.poster(e, p, flow)
		}
	}
	for _, e := range m.Entries {
		page := m.Page(e)
		if e.Kind != Guide || !page.Approved() {
			continue
		}
		name := path.Base(page.Path)
		for i := range page.Flows {
			if asked[&page.Flows[i]] {
				continue
			}
			p := &content.Poster{Name: name, Papers: []content.Paper{{Size: "A3"}}}
			if i > 0 {
				p.Name += "-" + itoa(i+1)
			}
			m.poster(e, p, i)
		}
		if !page.Folded() {
			continue
		}
		m.print(e, &Entry{Kind: Leaflet, Path: "posters/" + name + "-leaflet.pdf"}, problem.Position{File: e.Source})
	}
}

// poster plans all that is made of one poster; only one picture, whatever its
// papers.
func (m *Map) poster(page *Entry, p *content.Poster, flow int) {
	for i, paper := range p.Papers {
		at := paper.At
		if p.Source == "" {
			at = m.Page(page).Flows[flow].At // nobody asked for it
		}
		name := "posters/" + p.Name + "-" + strings.ToLower(paper.Size)
		add := func(kind Kind, path string) {
			m.print(page, &Entry{Kind: kind, Path: path, Print: &Print{p, paper}, flow: flow + 1}, at)
		}
		add(Poster, name+".pdf")
		if p.Tiled(paper) {
			add(Tiles, name+"-a4.pdf")
		}
		if i == 0 {
			add(Picture, name+".png")
		}
	}
}

// print enters what is made for paper of a page.
func (m *Map) print(page, e *Entry, at problem.Position) {
	e.Medium, e.page, e.Target = OnPoster, page.page, page
	if other, taken := m.taken[strings.ToLower(e.Path)]; taken {
		m.problems.Error("poster-taken", at, "文件 "+e.Path+" 已经由 "+other.name+" 做出来了",
			"请改海报文件的名称；没有海报文件的，名称就是指南的名称。")
		return
	}
	m.taken[strings.ToLower(e.Path)] = owner{at.File, e}
	m.Entries = append(m.Entries, e)
	page.Prints = append(page.Prints, e)
}
