// Package pdf writes scenes as the pages of a PDF for printers: vectors, with
// the characters that are used of each font, and words that can be searched
// and copied.
//
// The PDF is not tagged: the web page is what a screen reader reads. Only this
// package uses codeberg.org/go-pdf/fpdf.
package pdf

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"daoyin/internal/font"
	"daoyin/internal/scene"
)

// Options are the ways of printing.
type Options struct {
	Fonts     *font.Set
	Scale     float64   // points for a unit of the scene; 0 is 1
	Bleed     float64   // in points: how much is printed beyond the edge, to be cut off
	CropMarks bool      // marks where to cut, outside the bleed
	Created   time.Time // told in the document; the zero time is 2000-01-01, the same for everyone
}

const (
	marksRoom   = 24.0  // points beyond the bleed on a sheet with crop marks
	marksGap    = 6.0   // from the edge of the page, if there is less bleed
	marksLength = 14.0  // about 5 mm
	largest     = 14400 // points of a side that viewers take: A0 is 3370
)

// Write returns pages as one PDF. The first one names the document.
func Write(pages []scene.Scene, o Options) ([]byte, error) {
	if len(pages) == 0 {
		return nil, fmt.Errorf("pdf: no pages")
	}
	if o.Scale == 0 {
		o.Scale = 1
	}
	p := &printer{o: o, margin: o.Bleed, families: map[*font.Face]string{}}
	if o.CropMarks {
		p.margin += marksRoom
	}
	p.left, p.top = p.margin, p.margin
	for _, s := range pages {
		if w, h := p.sheet(s); !(w > 0 && h > 0 && w <= largest && h <= largest) || !(s.Width > 0 && s.Height > 0 && o.Scale > 0 && o.Bleed >= 0) {
			return nil, fmt.Errorf("pdf: a sheet of %v × %v points", w, h)
		}
	}
	w, h := p.sheet(pages[0])
	p.begin(pages[0], w, h)
	p.link(pages)
	for _, s := range pages {
		if err := p.page(s); err != nil {
			return nil, err
		}
	}
	return p.end()
}

// printer prints scenes.
type printer struct {
	o        Options
	pdf      *fpdf.Fpdf
	margin   float64               // from the edge of the sheet to the page, in points
	left     float64               // where the page begins on the sheet, in points;
	top      float64               // on a sheet that holds a part of it, this may be outside
	families map[*font.Face]string // as fpdf calls the fonts
	anchors  map[string]int        // links of fpdf by the ID of the group that they lead to
	pen      pen                   // as it is now
}

// sheet returns the size of the paper that a page needs, in points.
func (p *printer) sheet(s scene.Scene) (w, h float64) {
	return s.Width*p.o.Scale + 2*p.margin, s.Height*p.o.Scale + 2*p.margin
}

// begin begins a document on sheets of w × h points.
func (p *printer) begin(first scene.Scene, w, h float64) {
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: w, Ht: h}})
	created := p.o.Created
	if created.IsZero() {
		created = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	f.SetCreationDate(created)
	f.SetModificationDate(created)
	f.SetCatalogSort(true)
	f.SetTitle(first.Title, true)
	f.SetSubject(first.Description, true)
	f.SetLang("zh-CN")
	f.SetProducer("daoyin", true)
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	p.pdf = f
}

func (p *printer) end() ([]byte, error) {
	var out bytes.Buffer
	if err := p.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return sortBoxes(out.Bytes()), nil
}

func (p *printer) newSheet(w, h float64) {
	p.pdf.SetDashPattern(nil, 0) // it would go on on this page
	p.pdf.AddPageFormat("P", fpdf.SizeType{Wd: w, Ht: h})
	p.pen = pen{}
}

func (p *printer) page(s scene.Scene) error {
	p.newSheet(p.sheet(s))
	width, height := s.Width*p.o.Scale, s.Height*p.o.Scale
	if p.margin > 0 {
		bleed := p.margin - p.o.Bleed
		p.pdf.SetPageBox("trim", p.margin, p.margin, width, height)
		p.pdf.SetPageBox("bleed", bleed, bleed, width+2*p.o.Bleed, height+2*p.o.Bleed)
		p.pdf.ClipRect(bleed, bleed, width+2*p.o.Bleed, height+2*p.o.Bleed, false)
	}
	if s.Background != scene.None {
		reach := p.o.Bleed / p.o.Scale
		p.rect(scene.Rect{X: -reach, Y: -reach, W: s.Width + 2*reach, H: s.Height + 2*reach,
			Paint: scene.Paint{Fill: s.Background, Stroke: scene.None}})
	}
	if err := p.shapes(s.Shapes, s); err != nil {
		return err
	}
	if p.margin > 0 {
		p.pdf.ClipEnd()
		p.pen = pen{}
	}
	if p.o.CropMarks {
		p.cropMarks(width, height)
	}
	return nil
}

// cropMarks draws two lines outside each corner of the page.
func (p *printer) cropMarks(width, height float64) {
	p.lines(scene.Paint{Fill: scene.None, Stroke: 0, Width: 0.25 / p.o.Scale}, "butt", "miter")
	gap := max(p.o.Bleed, marksGap)
	for _, x := range []float64{0, width} {
		for _, y := range []float64{0, height} {
			dx, dy := -1.0, -1.0
			if x > 0 {
				dx = 1
			}
			if y > 0 {
				dy = 1
			}
			x, y := x+p.margin, y+p.margin
			p.pdf.Line(x+dx*gap, y, x+dx*(gap+marksLength), y)
			p.pdf.Line(x, y+dy*gap, x, y+dy*(gap+marksLength))
		}
	}
}

// link gives every group that a link of the same document leads to a place.
func (p *printer) link(pages []scene.Scene) {
	p.anchors = map[string]int{}
	for i, s := range pages {
		walk(s.Shapes, func(g scene.Group) {
			if _, known := p.anchors[g.ID]; g.ID == "" || known {
				return
			}
			n := p.pdf.AddLink()
			_, top, _, _, _ := bounds(g.Shapes)
			_, y := p.at(0, top)
			p.pdf.SetLink(n, max(0, y), i+1)
			p.anchors[g.ID] = n
		})
	}
}

func walk(shapes []scene.Shape, visit func(scene.Group)) {
	for _, s := range shapes {
		if g, ok := s.(scene.Group); ok {
			visit(g)
			walk(g.Shapes, visit)
		}
	}
}

// area makes what a group covers a link. On paper only whole addresses and
// places of the same document lead anywhere.
func (p *printer) area(g scene.Group) {
	x0, y0, x1, y1, ok := bounds(g.Shapes)
	if !ok {
		return
	}
	x, y := p.at(x0, y0)
	w, h := (x1-x0)*p.o.Scale, (y1-y0)*p.o.Scale
	if id, inside := strings.CutPrefix(g.Link, "#"); inside {
		if n, known := p.anchors[id]; known {
			p.pdf.Link(x, y, w, h, n)
		}
		return
	}
	for _, scheme := range []string{"https://", "http://", "tel:", "mailto:"} {
		if strings.HasPrefix(g.Link, scheme) {
			p.pdf.LinkString(x, y, w, h, g.Link)
		}
	}
}

// at returns a place of the scene on the sheet.
func (p *printer) at(x, y float64) (px, py float64) {
	return x*p.o.Scale + p.left, y*p.o.Scale + p.top
}

// sortBoxes puts the boxes of a page in one order: fpdf writes them in that of
// a map. Nothing moves, as both lines stand next to each other.
func sortBoxes(out []byte) []byte {
	const first, second = "/BleedBox [", "/TrimBox ["
	for i := 0; ; {
		at := bytes.Index(out[i:], []byte(second))
		if at < 0 {
			return out
		}
		at += i
		middle := at + bytes.IndexByte(out[at:], '\n') + 1
		i = middle
		if middle > at && bytes.HasPrefix(out[middle:], []byte(first)) {
			end := middle + bytes.IndexByte(out[middle:], '\n') + 1
			copy(out[at:end], string(out[middle:end])+string(out[at:middle]))
			i = end
		}
	}
}

// proper refuses lengths that no drawing has.
func proper(lengths ...float64) error {
	for _, l := range lengths {
		if math.IsNaN(l) || math.Abs(l) > 1e7 {
			return fmt.Errorf("pdf: a length of %v", l)
		}
	}
	return nil
}
