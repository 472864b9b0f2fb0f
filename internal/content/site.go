// Package content reads a site's content folder: pages with typed front
// matter, the registry of law, the calendar, the site file and images. Its
// result is read-only.
//
// It does not judge whether links arrive or citations are right (check), and
// does not decide what appears where (plan).
package content

import (
	"bytes"
	"errors"
	"image"
	_ "image/gif"  // sizes of images
	_ "image/jpeg" // sizes of images
	_ "image/png"  // sizes of images
	"slices"
	"strconv"

	"daoyin/internal/calendar"
	"daoyin/internal/charset"
	"daoyin/internal/flow"
	"daoyin/internal/law"
	"daoyin/internal/markdown"
	"daoyin/internal/problem"
)

// Site is everything editors wrote. Read-only once assembled.
type Site struct {
	Settings *Settings
	Calendar *calendar.Calendar
	Laws     *law.Registry
	Pages    []*Page // by source
	Images   []*Image
	Posters  []*Poster // by source
	Screens  Screens
	Unknown  []string       // files that are nothing daoyin reads
	bySource map[string]int // numbers in Pages
	images   map[string]*Image
}

// Image is a picture of the content folder.
type Image struct {
	Source        string // content/images/x.png
	Path          string // where it stands in the output: images/x.png
	Width, Height int    // pixels; 0 if not known (SVG, WebP)
	Data          []byte
}

// Page returns the page of a source path, or nil.
func (s *Site) Page(source string) *Page {
	if i, there := s.bySource[source]; there {
		return s.Pages[i]
	}
	return nil
}

// Number returns where in Pages the page of a source path is.
func (s *Site) Number(source string) (i int, there bool) {
	i, there = s.bySource[source]
	return i, there
}

// With returns the site with pages in place of those of the same sources; nil
// if one of them is nil or has no page to take the place of.
func (s *Site) With(pages []*Page) *Site {
	next := *s
	next.Pages = slices.Clone(s.Pages)
	for _, p := range pages {
		if p == nil || s.Page(p.Source) == nil {
			return nil
		}
		next.Pages[s.bySource[p.Source]] = p
	}
	return &next
}

// Since returns the numbers of the pages that are not those of before. ok is
// false if one was not made of the other by With alone: then they may differ in
// more.
func (s *Site) Since(before *Site) (pages []int, ok bool) {
	if s.Settings != before.Settings || len(s.Pages) != len(before.Pages) { // each time they are read they are others
		return nil, false
	}
	for i, p := range s.Pages {
		if p != before.Pages[i] {
			pages = append(pages, i)
		}
	}
	return pages, true
}

// Image returns the image of a source path, or nil.
func (s *Site) Image(source string) *Image { return s.images[source] }

// Law returns the law whose data file is source, or nil.
func (s *Site) Law(source string) *law.Law {
	for _, l := range s.Laws.Laws() {
		if l.Source == source {
			return l
		}
	}
	return nil
}

// Assemble joins what was read into a site. Pages and images are given in the
// order of their sources.
func Assemble(settings *Settings, days *calendar.Calendar, laws *law.Registry, pages []*Page, images []*Image) *Site {
	s := &Site{Settings: settings, Calendar: days, Laws: laws, Images: images,
		bySource: make(map[string]int, len(pages)), images: make(map[string]*Image, len(images))}
	for _, p := range pages {
		if p != nil {
			s.bySource[p.Source] = len(s.Pages)
			s.Pages = append(s.Pages, p)
		}
	}
	for _, i := range images {
		s.images[i.Source] = i
	}
	return s
}

// Text decodes a file of the site; a file that is no text is a problem.
func Text(source string, raw []byte, problems *problem.List) (string, bool) {
	text, err := charset.Decode(raw)
	if bad, ok := errors.AsType[*charset.Error](err); ok {
		problems.Error("file-encoding", problem.Position{File: source, Line: bad.Line}, "文件的文字编码读不出来",
			"请用记事本打开，另存为“UTF-8”编码；如果本来就不是文字文件，请移出 content 文件夹。")
		return "", false
	}
	return text, true
}

// ParsePage reads one page. It returns nil when nothing of the page can be
// used; the problems say why.
func ParsePage(parser *markdown.Parser, source string, raw []byte, problems *problem.List) *Page {
	text, ok := Text(source, raw, problems)
	if !ok {
		return nil
	}
	front, body, bodyLine, ok := splitFront(source, text, problems)
	if !ok {
		return nil
	}
	p := &Page{Source: source}
	p.Kind, _ = place(source, "")
	readFront(p, front, bodyLine-1-bytes.Count([]byte(front), []byte("\n")), problems)
	_, p.Path = place(source, p.Front.Slug.Value)
	checkName(p, problems)
	if p.Front.Approved.By != "" {
		p.text = text
	}
	p.Doc = parser.Parse(problem.Position{File: source, Line: bodyLine, Column: 1}, body, problems)
	for i, block := range p.Doc.Blocks {
		p.Flows = append(p.Flows, readFlow(parser, p.Doc, i, block, problems))
	}
	return p
}

// readFlow reads block i of a page's text.
func readFlow(parser *markdown.Parser, doc *markdown.Doc, i int, block markdown.Block, problems *problem.List) Flow {
	kind, _ := flow.KindOf(block.Info)
	lines := make([]flow.Line, len(block.Lines))
	for i, l := range block.Lines {
		lines[i] = flow.Line(l)
	}
	f := Flow{Graph: flow.Parse(kind, block.At, lines, problems), Level: 2, steps: kind.String(), lines: block.Lines}
	if i > 0 {
		f.steps += strconv.Itoa(i + 1)
	}
	f.ID = f.steps
	for _, h := range doc.Headings {
		if h.ID == f.ID {
			f.ID += "-全部"
		}
		if h.Level == 2 && h.At.Line < block.At.Line {
			f.Level = 3
		}
	}
	f.Notes = make([][]*markdown.Doc, len(f.Steps))
	for i, step := range f.Steps {
		for _, note := range step.Notes {
			f.Notes[i] = append(f.Notes[i], parser.Inline(note.At, note.Text, problems))
		}
	}
	return f
}

// ReadImage takes in one picture; a damaged one is a problem.
func ReadImage(source string, data []byte, problems *problem.List) *Image {
	i := &Image{Source: source, Path: source[len(Folder)+1:], Data: data}
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err == nil:
		i.Width, i.Height = c.Width, c.Height
	case !errors.Is(err, image.ErrFormat):
		problems.Error("image-damaged", problem.Position{File: source}, "图片打不开", "请重新导出这张图片（PNG 或 JPG）。")
	}
	if len(data) > maxImage {
		problems.Warn("image-size", problem.Position{File: source}, "图片太大（"+strconv.Itoa(len(data)/1024)+" KB）",
			"手机上打开会很慢；请缩小到 "+strconv.Itoa(maxImage/1024)+" KB 以内。")
	}
	return i
}

// maxImage is what a phone on a slow line can be asked to load.
const maxImage = 500 * 1024
