package screen

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"daoyin/internal/typeset"
)

// Where text may be parted between two pages, the best places first.
type seam int

const (
	atParagraph seam = iota
	atSentence
	atClause
	atLine
)

// atom is words that stay on one page.
type atom struct {
	paragraph int
	text      string
	seam      seam // before it
}

// block is what one page shows of a paragraph.
type block struct {
	paragraph
	lines []typeset.Line
	first bool // the paragraph begins here
}

// atoms parts paragraphs where a page could end.
func (c *column) atoms(paragraphs []paragraph) []atom {
	var all []atom
	for i, p := range paragraphs {
		begin := len(all)
		add := func(text string, s seam) { all = append(all, atom{i, text, s}) }
		for _, sentence := range part(p.text, "。！？；!?;") {
			if c.fits(p, sentence) {
				add(sentence, atSentence)
				continue
			}
			for n, clause := range part(sentence, "，、：, ") {
				if c.fits(p, clause) {
					add(clause, pick(n == 0, atSentence, atClause))
					continue
				}
				for m, words := range c.parted(p, clause) {
					add(words, pick(m == 0, pick(n == 0, atSentence, atClause), atLine))
				}
			}
		}
		if begin < len(all) {
			all[begin].seam = atParagraph
		}
	}
	return all
}

// parted returns a clause in pieces that stay whole; what is higher than a page
// even so, line by line.
func (c *column) parted(p paragraph, clause string) []string {
	style, width := c.style(p)
	var all []string
	for _, whole := range linesOf(clause, c.Lines(clause, style, 0, typeset.Options{Fill: true})) {
		if lines := wrap(c.Setter, whole, style, width, true); c.high(p, len(lines)) > c.height {
			all = append(all, linesOf(whole, lines)...)
			continue
		}
		all = append(all, whole)
	}
	return all
}

// linesOf returns the parts of text that stand on each line, with the blanks
// behind them.
func linesOf(text string, lines []typeset.Line) []string {
	var parts []string
	for i := 1; i < len(lines); i++ {
		skip := strings.Index(text, lines[i-1].Runes) + len(lines[i-1].Runes)
		end := skip + strings.Index(text[skip:], lines[i].Runes)
		parts = append(parts, text[:end])
		text = text[end:]
	}
	return append(parts, text)
}

func pick(condition bool, yes, no seam) seam {
	if condition {
		return yes
	}
	return no
}

// fits tells whether words are short enough to be an atom: half a page, so that
// pages come out even.
func (c *column) fits(p paragraph, text string) bool {
	lines := c.count(p, text)
	if runes(text) > mostChars/2 {
		return false
	}
	return c.high(p, lines) <= c.height/2 || lines == 1
}

func runes(text string) int { return utf8.RuneCountInString(text) }

// part cuts text behind the marks, but not between brackets, and keeps closing
// marks with what they close.
func part(text, marks string) []string {
	var parts []string
	r := []rune(text)
	from, depth := 0, 0
	for i, c := range r {
		switch {
		case strings.ContainsRune("（《〈「“(", c):
			depth++
		case strings.ContainsRune("）》〉」”)", c):
			depth = max(0, depth-1)
		}
		end := i + 1
		if !strings.ContainsRune(marks, c) || depth > 0 || end == len(r) ||
			strings.ContainsRune(marks+"”’）》」。！？", r[end]) || inNumber(r, i) {
			// A closing mark behind the stop ends the part instead.
			if !(end < len(r) && i > from && strings.ContainsRune("”’）》」", c) && strings.ContainsRune(marks, r[i-1]) && depth == 0) {
				continue
			}
		}
		parts = append(parts, string(r[from:end]))
		from = end
	}
	if from < len(r) {
		parts = append(parts, string(r[from:]))
	}
	return parts
}

// inNumber tells whether a mark of ASCII joins what stands around it: 1,000,
// 9:00 and the blanks of Latin text.
func inNumber(r []rune, i int) bool {
	if r[i] == ' ' {
		return i == 0 || i+1 == len(r) || r[i-1] < 0x80 || r[i+1] < 0x80
	}
	return r[i] < 0x80 && i+1 < len(r) && !unicode.IsSpace(r[i+1])
}

// Costs of a way to part text into pages. A page more is worse than anything
// else; then come few characters on a page, bad seams and uneven pages.
const (
	pageCost  = 1e7
	sparse    = 4e7
	unevenest = 1000
	tornItem  = 1.5 * pageCost // an item of a list, or a fact with its label
)

var seamCost = [...]float64{atParagraph: 0, atSentence: 400, atClause: 2500, atLine: 6000}

// mostChars is what can be read in the longest time that a page stands.
const mostChars = 120

// fewest is less than what a page may hold, in characters.
const fewest = 3

// pages parts paragraphs into as few pages as the column allows, as even as
// can be.
func (c *column) pages(paragraphs []paragraph) [][]block {
	atoms := c.atoms(paragraphs)
	n := len(atoms)
	pieces := make([][]piece, n)
	for i, a := range atoms {
		pieces[i] = c.pieces(paragraphs[a.paragraph], a.text)
	}
	best, from := make([]float64, n+1), make([]int, n+1)
	for to := 1; to <= n; to++ {
		best[to] = math.Inf(1)
	}
	for i := range n {
		f, chars := filler{column: c}, 0
		for to := i + 1; to <= n; to++ {
			f.add(paragraphs[atoms[to-1].paragraph], to-1 == i || atoms[to-1].seam == atParagraph, pieces[to-1])
			high := f.high()
			chars += runes(atoms[to-1].text)
			if (high > c.height || chars > mostChars) && to > i+1 {
				break
			}
			if cost := best[i] + c.cost(paragraphs, atoms, i, to, f.free()); cost < best[to] {
				best[to], from[to] = cost, i
			}
		}
	}
	var ends []int
	for to := n; to > 0; to = from[to] {
		ends = append(ends, to)
	}
	slices.Reverse(ends)
	var pages [][]block
	begin := 0
	for _, end := range ends {
		pages = append(pages, c.blocks(paragraphs, atoms[begin:end]))
		begin = end
	}
	return pages
}

// piece is how wide words are that stay on one line, without and with the
// blanks behind them.
type piece struct {
	text          string
	trimmed, full float64
}

// pieces measures an atom for filler.
func (c *column) pieces(p paragraph, text string) []piece {
	style, _ := c.style(p)
	var all []piece
	for _, l := range c.Lines(text, style, 0, typeset.Options{Fill: true}) {
		_, rest, _ := strings.Cut(text, l.Runes)
		blanks := rest[:len(rest)-len(strings.TrimLeftFunc(rest, unicode.IsSpace))]
		all = append(all, piece{l.Runes, l.Width, l.Width + c.Width(blanks, style)})
		text = rest
	}
	return all
}

// filler counts the lines of a page while atoms are added to it: what set would
// make of them, found without setting each page that could be.
type filler struct {
	*column
	above     float64 // height of the paragraphs before the last one
	paragraph paragraph
	lines     int
	x, width  float64
	style     typeset.Style
}

func (f *filler) add(p paragraph, begins bool, pieces []piece) {
	if begins {
		if f.lines > 0 {
			f.above = f.high() + math.Round(betweenParagraphs*f.size)
		}
		f.style, f.width = f.column.style(p)
		f.paragraph, f.lines, f.x = p, 0, 0
	}
	for _, piece := range pieces {
		switch {
		case piece.trimmed > f.width: // wrap parts it, and ends its last line
			f.lines += len(wrap(f.Setter, piece.text, f.style, f.width, true))
			f.x = math.Inf(1)
		case f.lines == 0 || f.x+piece.trimmed > f.width+1e-6:
			f.lines++
			f.x = piece.full
		default:
			f.x += piece.full
		}
	}
}

// free is which part of the page is empty: of its height, or of its only line.
func (f *filler) free() float64 {
	if f.height < 2*f.lineHeight() {
		return max(0, f.width-f.x) / f.width
	}
	return (f.height - f.high()) / f.height
}

func (f *filler) high() float64 { return f.above + f.column.high(f.paragraph, f.lines) }

func (c *column) cost(paragraphs []paragraph, atoms []atom, from, to int, free float64) float64 {
	cost := pageCost + unevenest*free*free
	if from > 0 {
		cost += seamCost[atoms[from].seam]
		if atoms[from].seam != atParagraph && paragraphs[atoms[from].paragraph].as != asText {
			cost += tornItem
		}
	}
	count := 0
	for _, a := range atoms[from:to] {
		count += runes(strings.TrimSpace(a.text))
	}
	if count < fewest {
		cost += sparse
	}
	return cost
}

// blocks joins the atoms of each paragraph again.
func (c *column) blocks(paragraphs []paragraph, atoms []atom) []block {
	var blocks []block
	for i := 0; i < len(atoms); {
		j := i
		for j < len(atoms) && atoms[j].paragraph == atoms[i].paragraph {
			j++
		}
		p := paragraphs[atoms[i].paragraph]
		blocks = append(blocks, block{p, c.set(p, joined(atoms[i:j])), atoms[i].seam == atParagraph})
		i = j
	}
	return blocks
}

// joined is the text of atoms of one paragraph.
func joined(atoms []atom) string {
	var text strings.Builder
	for _, a := range atoms {
		text.WriteString(a.text)
	}
	return text.String()
}
