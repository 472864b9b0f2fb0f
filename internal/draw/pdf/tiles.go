package pdf

import (
	"fmt"
	"math"

	"daoyin/internal/font"
	"daoyin/internal/scene"
)

// Paper is what an ordinary printer prints on, in points.
type Paper struct {
	Width, Height float64 // upright
	Margin        float64 // that the printer leaves white on every side
	Overlap       float64 // that neighbouring sheets both show, to be pasted together
}

// A4 is the paper of every office, with a margin and an overlap of 10 mm.
func A4() Paper { return Paper{Width: 595.28, Height: 841.89, Margin: 28.35, Overlap: 28.35} }

// Tiles returns s on as many sheets as it takes, upright or lying, whichever
// are fewer: row by row from the top left. Every sheet tells in its margin
// which one it is, and has marks where the next one is laid on it. Bleed and
// crop marks are for printing houses; here there are none.
func Tiles(s scene.Scene, paper Paper, o Options) ([]byte, error) {
	if o.Scale == 0 {
		o.Scale = 1
	}
	o.Bleed, o.CropMarks = 0, false
	width, height := s.Width*o.Scale, s.Height*o.Scale
	step := min(paper.Width, paper.Height) - 2*paper.Margin - paper.Overlap
	if !(width > 0 && height > 0 && width <= largest && height <= largest && step >= 72 && paper.Margin >= 0 && paper.Overlap >= 0) {
		return nil, fmt.Errorf("pdf: a poster of %v × %v points on paper of %v × %v", width, height, paper.Width, paper.Height)
	}
	lying := paper
	lying.Width, lying.Height = paper.Height, paper.Width
	columns, rows := paper.sheets(width, height)
	if c, r := lying.sheets(width, height); c*r < columns*rows {
		paper, columns, rows = lying, c, r
	}
	p := &printer{o: o, families: map[*font.Face]string{}}
	p.begin(s, paper.Width, paper.Height)
	for row := range rows {
		for column := range columns {
			if err := p.tile(s, paper, column, row, columns, rows); err != nil {
				return nil, err
			}
		}
	}
	return p.end()
}

// sheets returns how many sheets a poster takes across and down.
func (p Paper) sheets(width, height float64) (columns, rows int) {
	across := p.Width - 2*p.Margin - p.Overlap
	down := p.Height - 2*p.Margin - p.Overlap
	return count(width-p.Overlap, across), count(height-p.Overlap, down)
}

func count(length, step float64) int { return max(1, int(math.Ceil(length/step-1e-6))) }

func (p *printer) tile(s scene.Scene, paper Paper, column, row, columns, rows int) error {
	p.newSheet(paper.Width, paper.Height)
	shownW, shownH := paper.Width-2*paper.Margin, paper.Height-2*paper.Margin
	p.left = paper.Margin - float64(column)*(shownW-paper.Overlap)
	p.top = paper.Margin - float64(row)*(shownH-paper.Overlap)
	// The poster may end before the sheet does.
	right := min(paper.Margin+shownW, p.left+s.Width*p.o.Scale)
	bottom := min(paper.Margin+shownH, p.top+s.Height*p.o.Scale)
	p.pdf.ClipRect(paper.Margin, paper.Margin, right-paper.Margin, bottom-paper.Margin, false)
	if s.Background != scene.None {
		if err := p.rect(scene.Rect{W: s.Width, H: s.Height, Paint: scene.Paint{Fill: s.Background, Stroke: scene.None}}); err != nil {
			return err
		}
	}
	if err := p.shapes(unlinked(s.Shapes), s); err != nil {
		return err
	}
	p.pdf.ClipEnd()
	p.pen = pen{}
	p.lines(scene.Paint{Fill: scene.None, Stroke: 0, Width: 0.5 / p.o.Scale}, "butt", "miter")
	m := paper.Margin
	for _, x := range joints(column, columns, m, shownW, paper.Overlap) {
		p.pdf.Line(x, m*0.4, x, m*0.9)
		p.pdf.Line(x, paper.Height-m*0.9, x, paper.Height-m*0.4)
	}
	for _, y := range joints(row, rows, m, shownH, paper.Overlap) {
		p.pdf.Line(m*0.4, y, m*0.9, y)
		p.pdf.Line(paper.Width-m*0.9, y, paper.Width-m*0.4, y)
	}
	return p.label(paper, fmt.Sprintf("第%d行第%d列，共%d行%d列。按边上的短线对齐粘贴。", row+1, column+1, rows, columns))
}

// joints returns where the sheets before and after one reach on it.
func joints(n, of int, margin, shown, overlap float64) []float64 {
	var at []float64
	if n > 0 {
		at = append(at, margin+overlap)
	}
	if n < of-1 {
		at = append(at, margin+shown-overlap)
	}
	return at
}

func (p *printer) label(paper Paper, words string) error {
	const size = 8.0
	if paper.Margin < size*1.5 || p.o.Fonts == nil {
		return nil // no room for it
	}
	left, top := p.left, p.top
	defer func() { p.left, p.top = left, top }()
	p.left, p.top = 0, 0
	return p.text(scene.Text{X: (paper.Margin + 40) / p.o.Scale, Y: (paper.Height - paper.Margin*0.5) / p.o.Scale, Size: size / p.o.Scale, Runes: words})
}

// unlinked returns shapes without links: on a part of a poster on paper they
// would lie outside the sheet.
func unlinked(shapes []scene.Shape) []scene.Shape {
	plain := make([]scene.Shape, len(shapes))
	for i, s := range shapes {
		if g, ok := s.(scene.Group); ok {
			g.Link, g.Shapes = "", unlinked(g.Shapes)
			s = g
		}
		plain[i] = s
	}
	return plain
}
