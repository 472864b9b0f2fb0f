package font

import (
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Segment is one part of an outline: to X, Y; a QuadTo is a curve with the
// control point X1, Y1. Lengths are in ems from the start of the character on
// its baseline; y grows downwards.
type Segment struct {
	Op     Op
	X1, Y1 float64
	X, Y   float64
}

// Op is what a Segment does.
type Op uint8

// An outline is closed before every MoveTo and at its end.
const (
	MoveTo Op = iota
	LineTo
	QuadTo
)

// Outline returns the shape of r, nil where there is nothing to see.
func (s *Set) Outline(r rune, bold bool) []Segment {
	g := s.find(r, bold)
	if g.face == nil {
		return nil
	}
	var room sfnt.Buffer
	parts, err := g.face.parsed.LoadGlyph(&room, g.index, g.face.ppem(), nil)
	if err != nil {
		return nil // a damaged font: what it cannot tell is not drawn
	}
	outline := make([]Segment, len(parts))
	for i, p := range parts {
		switch p.Op {
		case sfnt.SegmentOpMoveTo, sfnt.SegmentOpLineTo:
			op := MoveTo
			if p.Op == sfnt.SegmentOpLineTo {
				op = LineTo
			}
			outline[i] = Segment{Op: op, X: g.face.ems(p.Args[0].X), Y: g.face.ems(p.Args[0].Y)}
		case sfnt.SegmentOpQuadTo:
			outline[i] = Segment{Op: QuadTo,
				X1: g.face.ems(p.Args[0].X), Y1: g.face.ems(p.Args[0].Y),
				X: g.face.ems(p.Args[1].X), Y: g.face.ems(p.Args[1].Y)}
		}
	}
	return outline
}

func (f *Face) ems(units fixed.Int26_6) float64 { return float64(units) / f.em }
