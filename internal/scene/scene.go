// Package scene is a drawing before it is written as SVG, PDF or PNG: shapes
// and text with coordinates. A chart, a slide and a poster all become scenes;
// the writers under draw make of one scene pictures that look alike.
//
// It measures nothing and lays nothing out: text comes with its place and its
// width (typeset), boxes with theirs (chart). Read-only once made.
package scene

// Scene is one drawing. Lengths are in units of the canvas: pixels for
// screens and the web, points (1/72 inch) for paper. y grows downwards.
type Scene struct {
	Width, Height float64
	Title         string // document title; also what a screen reader says
	Description   string // for a screen reader; may be ""
	Background    Colour
	Shapes        []Shape // painted in this order
}

// Shape is one of Rect, Circle, Path, Text, Image, Group.
type Shape interface{ shape() }

// Colour is an opaque colour as 0xRRGGBB, or None.
type Colour int32

// None paints nothing.
const None Colour = -1

// Paint is how a closed shape or a line is painted.
type Paint struct {
	Fill   Colour
	Stroke Colour
	Width  float64   // of the stroke
	Dash   []float64 // lengths of dash and gap in turn; nil for a full line
}

// Rect is a rectangle, with round corners if Radius > 0.
type Rect struct {
	X, Y, W, H float64
	Radius     float64
	Paint
}

// Circle is a circle around X, Y.
type Circle struct {
	X, Y, R float64
	Paint
}

// Path is a line or area of straight and curved parts. Its ends and corners
// are round.
type Path struct {
	Parts []Part
	Paint
}

// Part is one part of a path: to X, Y. A curve is a cubic Bézier with the
// control points X1, Y1 and X2, Y2.
type Part struct {
	Op             Op
	X1, Y1, X2, Y2 float64
	X, Y           float64
}

// Op is what a Part does.
type Op uint8

const (
	MoveTo Op = iota
	LineTo
	CurveTo
	Close // X, Y are not used
)

// Text is one line of text; it starts at X and stands on the baseline Y.
type Text struct {
	X, Y  float64
	Size  float64 // of the em
	Bold  bool
	Fill  Colour
	Width float64 // as measured with the fonts that the program carries
	Hold  float64 // the part of Width that stays in place in a font that is wider: 0 its start, 0.5 its middle, 1 its end
	Runes string
}

// Image is a PNG or JPEG picture, stretched over a rectangle: a bureau's emblem.
type Image struct {
	X, Y, W, H float64
	Data       []byte // the file; do not change it
	Title      string // what a screen reader says
}

// Group is shapes that belong together: a box of a chart with its words. ID,
// Link and Title may be "".
type Group struct {
	ID     string // anchor
	Link   string // address, as it is to be written
	Title  string // tooltip, and what a screen reader says
	Class  string // what it is, for style sheets and validators: step, arrow, label, legend
	Shapes []Shape
}

func (Rect) shape()   {}
func (Circle) shape() {}
func (Path) shape()   {}
func (Text) shape()   {}
func (Image) shape()  {}
func (Group) shape()  {}
