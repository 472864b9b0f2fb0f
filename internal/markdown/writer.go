package markdown

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"daoyin/internal/problem"
)

// writer makes one Doc of one syntax tree. It is used again for the next one,
// for the memory it has grown.
type writer struct {
	places
	problems   *problem.List
	blockWords []string // of fenced blocks that are not code

	doc  Doc // its slices are the writer's own; finish copies them
	text run // the inline text that is being gathered

	linked bool // inside a link
	muted  bool // inside an image: only the words count
	badTag bool // an HTML tag of this run was reported

	ids    map[string]bool      // anchors given on this page
	trail  [7]string            // by level: the anchor of the heading we are under
	level  int                  // of the last heading
	tables int                  // written so far
	notes  []note               // footnotes in the order of their first mark
	defs   *extast.FootnoteList // nil if the page has none
}

func (w *writer) begin(first problem.Position, source string, words []string, problems *problem.List) {
	w.places = places{first: first, source: append(w.source[:0], source...)}
	w.problems, w.blockWords = problems, words
}

// finish returns the Doc and makes the writer ready for the next.
func (w *writer) finish() *Doc {
	d := &Doc{
		Headings: slices.Clone(w.doc.Headings), Links: slices.Clone(w.doc.Links), Images: slices.Clone(w.doc.Images),
		Citations: slices.Clone(w.doc.Citations), Blocks: slices.Clone(w.doc.Blocks), Rich: w.doc.Rich,
		html: slices.Clone(w.doc.html), holes: slices.Clone(w.doc.holes),
	}
	clear(w.doc.Headings)
	clear(w.doc.Links)
	clear(w.doc.Images)
	clear(w.doc.Citations)
	clear(w.doc.Blocks)
	clear(w.notes)
	clear(w.ids)
	*w = writer{
		places: places{source: w.source},
		doc: Doc{
			Headings: w.doc.Headings[:0], Links: w.doc.Links[:0], Images: w.doc.Images[:0],
			Citations: w.doc.Citations[:0], Blocks: w.doc.Blocks[:0], html: w.doc.html[:0], holes: w.doc.holes[:0],
		},
		text: w.text, ids: w.ids, notes: w.notes[:0],
	}
	return d
}

func (w *writer) put(html string) { w.doc.html = append(w.doc.html, html...) }

func (w *writer) putHole(kind holeKind, index int) {
	w.doc.holes = append(w.doc.holes, hole{at: int32(len(w.doc.html)), index: int32(index), kind: kind})
}

func (w *writer) fault(code string, offset int, message, hint string) {
	w.problems.Error(code, w.of(offset), message, hint)
}

// page writes a whole text.
func (w *writer) page(root ast.Node) {
	w.survey(root)
	w.blocks(root)
	w.footnotes()
}

// lines writes the inline text of a tree that has nothing but paragraphs.
func (w *writer) lines(root ast.Node) {
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		w.inlines(n)
		w.flush(linkCitations)
	}
}

// plainLine writes a line that has no markup.
func (w *writer) plainLine(ast.Node) {
	w.sourceText(text.NewSegment(0, len(w.source)))
	w.flush(linkCitations)
}

// survey finds what has to be known before the first word is written: the
// anchors that editors chose, and where the footnotes are.
func (w *writer) survey(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		w.reserve(n)
	case *extast.FootnoteList:
		w.defs = n
	}
	for c := n.FirstChild(); c != nil && c.Type() != ast.TypeInline; c = c.NextSibling() {
		w.survey(c)
	}
}
