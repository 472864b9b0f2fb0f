package markdown

import (
	"bytes"
	"sort"
	"strings"
)

// run is the inline text of one block (a paragraph, a heading, a cell) while it
// is gathered: what a reader reads, in one string, and the markup between.
// Citations and numbers with their units are found in the string, so that
// markup in the midst of them does not hide them.
type run struct {
	plain   []byte
	pieces  []piece
	anchors []anchor
	pending bool // a line of the source has ended: the next word tells what becomes of the break
	breakAt int  // the piece that ends with it

	citations []span // index: into Doc.Citations, or -1 if it is not to be linked
	unbroken  []span
}

// piece is a part of a run.
type piece struct {
	kind     pieceKind
	linked   bool   // text: in a link
	from, to int    // of run.plain
	index    int    // linkOpen, picture: into the Doc's list
	html     string // the tag; linkOpen, picture: what follows the address in it
}

type pieceKind uint8

const (
	words     pieceKind = iota // text
	codeWords                  // text that is left as it is
	markup                     // a tag without an end
	tagOpen
	tagClose
	linkOpen
	linkClose
	picture
)

// anchor tells where in the source a byte of run.plain was; the bytes after it
// follow each other in both.
type anchor struct{ plain, source int }

// span is a part of run.plain.
type span struct{ from, to, index int }

// object stands in run.plain for what is not text.
const object = "\uFFFC"

func (r *run) empty() bool { return len(r.pieces) == 0 }

func (r *run) reset() {
	*r = run{
		plain: r.plain[:0], pieces: r.pieces[:0], anchors: r.anchors[:0],
		citations: r.citations[:0], unbroken: r.unbroken[:0],
	}
}

// settle decides about a line break of the source before next is added.
func (r *run) settle(next []byte) {
	if !r.pending {
		return
	}
	r.pending = false
	if joinsWithSpace(r.plain, next) {
		r.plain = append(r.plain, ' ')
		r.pieces[r.breakAt].to++
	}
}

// lineBreak adds a line break of the source.
func (r *run) lineBreak(linked bool) {
	if r.pending {
		return
	}
	r.grow(words, len(r.plain), linked)
	r.pending, r.breakAt = true, len(r.pieces)-1
}

// grow makes what was added to plain since from a piece.
func (r *run) grow(kind pieceKind, from int, linked bool) {
	if n := len(r.pieces); n > 0 {
		last := &r.pieces[n-1]
		if kind == words && last.kind == words && last.to == from && last.linked == linked {
			last.to = len(r.plain)
			return
		}
	}
	r.pieces = append(r.pieces, piece{kind: kind, from: from, to: len(r.plain), linked: linked})
}

// tag adds markup that is not a character of the text.
func (r *run) tag(p piece) {
	p.from, p.to = len(r.plain), len(r.plain)
	r.pieces = append(r.pieces, p)
}

// thing adds markup that stands in the text like a character.
func (r *run) thing(p piece) {
	r.settle([]byte("x"))
	p.from = len(r.plain)
	r.plain = append(r.plain, object...)
	p.to = len(r.plain)
	r.pieces = append(r.pieces, p)
}

// shown returns the text gathered since from, on one line.
func (r *run) shown(from int) string {
	s := string(r.plain[from:])
	if strings.Contains(s, object) || strings.Contains(s, "\n") {
		s = strings.NewReplacer(object, "", "\n", " ").Replace(s)
	}
	return strings.TrimSpace(s)
}

// source returns where in the source a byte of plain was.
func (r *run) source(at int) int {
	i := sort.Search(len(r.anchors), func(i int) bool { return r.anchors[i].plain > at })
	if i == 0 {
		return 0
	}
	a := r.anchors[i-1]
	return a.source + at - a.plain
}

// inCode tells whether part of [from, to) is code.
func (r *run) inCode(from, to int) bool {
	for _, p := range r.pieces {
		if p.kind == codeWords && p.from < to && from < p.to {
			return true
		}
	}
	return false
}

// keepTogether moves what must not be broken and has markup inside (**60**日)
// out of the list of spans and wraps it whole, markup and all; otherwise a line
// could break at the markup. Spans that cannot be wrapped stay in the list.
func (r *run) keepTogether() {
	if len(r.pieces) < 2 {
		return
	}
	kept := r.unbroken[:0]
	for _, s := range r.unbroken {
		first, last := r.pieceAt(s.from), r.pieceAt(s.to-1)
		if first == last || !r.wrap(s, first, last) {
			kept = append(kept, s)
		}
	}
	r.unbroken = kept
}

// pieceAt returns the piece that holds a byte of plain.
func (r *run) pieceAt(at int) int {
	i := sort.Search(len(r.pieces), func(i int) bool { return r.pieces[i].to > at })
	return i
}

// wrap puts a span around pieces first to last, cut at the ends of s.
func (r *run) wrap(s span, first, last int) bool {
	depth := 0
	for i := first + 1; i < last; i++ {
		switch r.pieces[i].kind {
		case tagOpen, linkOpen:
			depth++
		case tagClose, linkClose:
			if depth--; depth < 0 { // begins inside: at its very beginning we may step out
				if r.pieces[first].from != s.from || first == 0 || !isOpen(r.pieces[first-1].kind) {
					return false
				}
				first--
				depth++
			}
		case words:
		default:
			return false
		}
	}
	for ; depth > 0; depth-- { // ends inside: at its very end we may step out
		if r.pieces[last].to != s.to || last+1 == len(r.pieces) || !isClose(r.pieces[last+1].kind) {
			return false
		}
		last++
	}
	// From the end, so that indexes stay right.
	r.insert(r.cut(last, s.to), piece{kind: tagClose, html: "</span>", from: s.to, to: s.to})
	r.insert(r.cut(first, s.from), piece{kind: tagOpen, html: unbrokenTag, from: s.from, to: s.from})
	return true
}

func isOpen(k pieceKind) bool  { return k == tagOpen || k == linkOpen }
func isClose(k pieceKind) bool { return k == tagClose || k == linkClose }

// cut cuts piece i at a byte of plain, if that is inside, and returns the index
// of what begins there.
func (r *run) cut(i, at int) int {
	p := r.pieces[i]
	switch {
	case p.kind == words && p.from < at && at < p.to:
		rest := p
		rest.from = at
		r.pieces[i].to = at
		r.insert(i+1, rest)
		return i + 1
	case p.from >= at && !isClose(p.kind):
		return i
	}
	return i + 1
}

func (r *run) insert(i int, p piece) {
	r.pieces = append(r.pieces, piece{})
	copy(r.pieces[i+1:], r.pieces[i:])
	r.pieces[i] = p
}

// hasTitle tells whether the text may name a law.
func (r *run) hasTitle() bool { return bytes.Contains(r.plain, []byte("《")) }
