package screen

import (
	"math"
	"strings"
	"unicode"

	"daoyin/internal/typeset"
)

// column is the room that a page has for text.
type column struct {
	*typeset.Setter
	width, height float64
	size          float64
	leading       float64
	bold          bool
}

// Distances, in ems of the text.
const (
	betweenParagraphs = 0.18
	pointIndent       = 1.05
	labelGap          = 0.55
	limitPad          = 0.45 // around the words of a badge
)

// indent returns where the words of a paragraph begin.
func (c *column) indent(p paragraph) float64 {
	switch p.as {
	case asPoint:
		return math.Round(pointIndent * c.size)
	case asFact:
		return math.Round(c.Width(p.label, typeset.Style{Size: c.size, Bold: true}) + labelGap*c.size)
	case asLimit:
		return math.Round(limitPad * c.size)
	}
	return 0
}

// set breaks a paragraph's words into lines that are never wider than the
// column.
func (c *column) set(p paragraph, text string) []typeset.Line {
	style, width := c.style(p)
	filled := wrap(c.Setter, text, style, width, true)
	n := len(filled)
	if p.as == asText && n > 3 && filled[n-1].Width > 2.2*c.size {
		return filled
	}
	if two, ok := atPause(c.Setter, text, style, width); ok && n == 2 {
		return two
	}
	if even := wrap(c.Setter, text, style, width, false); n > 1 && len(even) == n {
		return even
	}
	return filled
}

// count returns how many lines set would make.
func (c *column) count(p paragraph, text string) int {
	style, width := c.style(p)
	return len(wrap(c.Setter, text, style, width, true))
}

// style returns how a paragraph's words are set, and how wide.
func (c *column) style(p paragraph) (typeset.Style, float64) {
	width := c.width - c.indent(p)
	if p.as == asLimit {
		width -= math.Round(limitPad * c.size)
	}
	if p.as == asFact && width < 5*c.size {
		width = c.width // the label stands above
	}
	return typeset.Style{Size: c.size, Bold: c.bold || p.as == asLimit}, width
}

// atPause parts text into two lines behind a mark, as evenly as the marks
// allow: people read to the comma.
func atPause(set *typeset.Setter, text string, style typeset.Style, width float64) ([]typeset.Line, bool) {
	all := set.Width(text, style)
	var best []typeset.Line
	for end, clauses := 0, part(text, "，、：；。,"); len(clauses) > 1; clauses = clauses[1:] {
		end += len(clauses[0])
		head, tail := strings.TrimSpace(text[:end]), strings.TrimSpace(text[end:])
		two := []typeset.Line{{Runes: head, Width: set.Width(head, style)}, {Runes: tail, Width: set.Width(tail, style)}}
		if max(two[0].Width, two[1].Width) > width || min(two[0].Width, two[1].Width) < 0.3*all {
			continue
		}
		if best == nil || math.Abs(two[0].Width-two[1].Width) < math.Abs(best[0].Width-best[1].Width) {
			best = two
		}
	}
	return best, best != nil
}

// stacked tells whether a label stands above its words, for want of width.
func (c *column) stacked(p paragraph) bool {
	return p.as == asFact && c.width-c.indent(p) < 5*c.size
}

// wrap breaks text into lines. A piece that must stay whole and is wider than
// the column is parted wherever it has to be.
func wrap(set *typeset.Setter, text string, style typeset.Style, width float64, fill bool) []typeset.Line {
	var lines []typeset.Line
	for _, l := range set.Lines(text, style, width, typeset.Options{Fill: fill}) {
		for l.Width > width+1e-6 {
			r := []rune(l.Runes)
			n := 1
			for n < len(r) && set.Width(string(r[:n+1]), style) <= width {
				n++
			}
			if n == len(r) {
				break
			}
			head := strings.TrimRightFunc(string(r[:n]), unicode.IsSpace)
			lines = append(lines, typeset.Line{Runes: head, Width: set.Width(head, style)})
			rest := strings.TrimLeftFunc(string(r[n:]), unicode.IsSpace)
			l = typeset.Line{Runes: rest, Width: set.Width(rest, style)}
		}
		lines = append(lines, l)
	}
	return lines
}

// high returns how much room lines of a paragraph take.
func (c *column) high(p paragraph, lines int) float64 {
	h := float64(lines) * c.lineHeight()
	if p.as == asLimit {
		h += math.Round(0.3 * c.size)
	}
	if c.stacked(p) {
		h += c.lineHeight()
	}
	return h
}

func (c *column) lineHeight() float64 { return math.Round(c.leading * c.size) }
