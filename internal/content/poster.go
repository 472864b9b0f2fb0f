package content

import (
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"

	"daoyin/internal/problem"
	"daoyin/internal/yaml"
)

// Poster is how a flow is put on paper: content/posters/NAME.yaml, or what
// every approved guide gets without one. Read-only once made.
type Poster struct {
	Source    string      // content/posters/x.yaml; "" for a poster that nobody wrote
	Name      string      // what its files are called
	Draft     bool        // not made yet
	Flow      yaml.Text   // guides/x.md, or guides/x.md#2 for the second flow of the page
	Papers    []Paper     // none if the flow is to have no poster
	Landscape bool        // lying sheets
	Bleed     Millimetres // printed beyond the edge, to be cut off
	CropMarks bool        // lines that show where to cut
	Logo      yaml.Text   // an image of the content folder: images/logo.png
	Title     yaml.Text   // instead of the flow's own
	Subtitle  yaml.Text   // instead of the flow's own
	Text      []yaml.Text // lines at the foot
	tiles     *bool
	written   written
}

// Paper is one sheet of a poster.
type Paper struct {
	Size string           // A3
	At   problem.Position // where it is asked for
}

// PaperSizes are the sheets that posters are made for, the smallest first.
func PaperSizes() []string { return []string{"A4", "A3", "A2", "A1", "A0"} }

// noPaper is what is written for a flow that is to have no poster.
const noPaper = "none"

// Tiled tells whether a sheet is also cut up for printers that print no more
// than A4. What no office printer can do is, unless the editor says no.
func (p *Poster) Tiled(paper Paper) bool {
	switch {
	case paper.Size == "A4":
		return false
	case p.tiles != nil:
		return *p.tiles
	}
	return paper.Size != "A3"
}

// Millimetres is a length on paper.
type Millimetres int

// mostBleed is more than any printing house asks for.
const mostBleed = 10

// UnmarshalText reads the bleed of a poster: 3, or 3mm.
func (m *Millimetres) UnmarshalText(text []byte) error {
	number := strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(string(text), "mm"), "毫米"))
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 || n > mostBleed {
		return errors.New("这里写毫米数，0 到 " + strconv.Itoa(mostBleed) + " 的整数；印刷厂一般要 3。")
	}
	*m = Millimetres(n)
	return nil
}

// posterFile is the form of a poster's data file.
type posterFile struct {
	Draft     bool        `yaml:"draft"`
	Flow      yaml.Text   `yaml:"flow,required"`
	Paper     []yaml.Text `yaml:"paper,required"`
	Landscape bool        `yaml:"landscape"`
	Bleed     Millimetres `yaml:"bleed"`
	CropMarks bool        `yaml:"crop_marks"`
	Logo      yaml.Text   `yaml:"logo"`
	Title     yaml.Text   `yaml:"title"`
	Subtitle  yaml.Text   `yaml:"subtitle"`
	Text      []yaml.Text `yaml:"text"`
	Tiles     *bool       `yaml:"tiles"`
}

// mostLines is how many lines of its own a poster's foot can hold beside the
// flow, which is what the poster is for.
const mostLines = 4

// ParsePoster reads a poster's data file; source is its path in the site.
func ParsePoster(source, text string, problems *problem.List) *Poster {
	var f posterFile
	yaml.Decode(text, problem.Position{File: source, Line: 1}, &f, problems)
	p := &Poster{
		Source: source, Name: strings.TrimSuffix(path.Base(source), path.Ext(source)), Draft: f.Draft, Flow: f.Flow,
		Landscape: f.Landscape, Bleed: f.Bleed, CropMarks: f.CropMarks, Logo: f.Logo,
		Title: f.Title, Subtitle: f.Subtitle, Text: f.Text, tiles: f.Tiles, written: written{source, text},
	}
	if bad := badName(p.Name); bad != "" {
		problems.Error("file-name", problem.Position{File: source}, "名称“"+p.Name+"”里有不能用的“"+bad+"”",
			"名称会成为网址的一部分，请只用字母、数字、汉字和“-”。")
	}
	p.papers(f.Paper, problems)
	if len(p.Text) > mostLines {
		problems.Error("poster-text", p.Text[mostLines].At, "海报下面的文字有"+strconv.Itoa(len(p.Text))+"行，最多"+strconv.Itoa(mostLines)+"行",
			"海报是给人看图的；请只留最要紧的几行。")
	}
	return p
}

// papers reads what the poster is printed on.
func (p *Poster) papers(written []yaml.Text, problems *problem.List) {
	known := PaperSizes()
	for _, w := range written {
		size := strings.ToUpper(strings.TrimSpace(w.Value))
		switch {
		case strings.EqualFold(size, noPaper) && len(written) == 1:
		case !slices.Contains(known, size):
			problems.Error("poster-paper", w.At, "没有“"+w.Value+"”这种纸",
				problem.DidYouMean(size, known, "纸写 "+strings.Join(known, "、")+"，可以写几种，例如 [A3, A1]；要横的，另加一行 landscape: true。"))
		case slices.ContainsFunc(p.Papers, func(other Paper) bool { return other.Size == size }):
			problems.Error("poster-paper", w.At, "“"+size+"”写了两次", "请删掉一个。")
		default:
			p.Papers = append(p.Papers, Paper{size, w.At})
		}
	}
}

// Lack is why a poster has no flow to show, if it has none.
type Lack int

const (
	HasFlow    Lack = iota
	NoPage          // there is no such page
	NoFlow          // the page has no flow
	ManyFlows       // the page has several flows
	NoSuchFlow      // the page has no flow of that number
)

// FlowOf returns the page and the index of the flow that a poster names. The
// page is nil if there is none.
func (s *Site) FlowOf(p *Poster) (page *Page, flow int, lack Lack) {
	file, number, numbered := strings.Cut(p.Flow.Value, "#")
	page = s.Page(path.Join(Folder, file))
	switch {
	case page == nil:
		return nil, 0, NoPage
	case len(page.Flows) == 0:
		return page, 0, NoFlow
	case numbered:
		n, err := strconv.Atoi(number)
		if err != nil || n < 1 || n > len(page.Flows) {
			return page, 0, NoSuchFlow
		}
		return page, n - 1, HasFlow
	case len(page.Flows) > 1:
		return page, 0, ManyFlows
	}
	return page, 0, HasFlow
}

// Folded tells whether the page is to be had as a leaflet.
func (p *Page) Folded() bool {
	return p.Kind == Guide && p.Approved() && (p.Front.Leaflet == nil || *p.Front.Leaflet)
}

// Approved tells whether somebody has signed the page off. What nobody has is
// not put on paper.
func (p *Page) Approved() bool { return p.Front.Approved.By != "" }
