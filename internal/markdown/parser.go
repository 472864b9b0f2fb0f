package markdown

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"daoyin/internal/problem"
)

// Parser parses texts. It is safe for concurrent use.
type Parser struct {
	page    parser.Parser
	line    parser.Parser // knows inline markup only
	words   []string
	writers sync.Pool
}

// NewParser returns a parser. Fenced blocks of one of the words (路线图) are not
// code: the Doc lists their lines, and a Resolver says what stands there.
func NewParser(words ...string) *Parser {
	p := &Parser{words: slices.Clone(words)}
	p.page = parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(),
			util.Prioritized(extension.NewDefinitionListParser(), 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(extension.NewFootnoteBlockParser(), 999),
		)...),
		parser.WithInlineParsers(append(inlineParsers(),
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(extension.NewFootnoteParser(), 101),
		)...),
		parser.WithParagraphTransformers(
			util.Prioritized(alertMarker{}, 50),
			util.Prioritized(references{}, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		),
		// Escaped bars in code. Footnotes are ordered by the writer, in reading order.
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
		parser.WithAttribute(),
	)
	p.line = parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(inlineParsers()...),
	)
	p.writers.New = func() any { return new(writer) }
	return p
}

func inlineParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(emphasis{}, 500),
		util.Prioritized(bareAddress{}, 999),
	}
}

// references reads link definitions, and saves goldmark the work of looking
// for them in every paragraph.
type references struct{}

func (references) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if n.Lines().Len() == 0 {
		return
	}
	line := n.Lines().At(0)
	if bytes.HasPrefix(bytes.TrimLeft(line.Value(reader.Source()), " \t"), []byte("[")) {
		parser.LinkReferenceParagraphTransformer.Transform(n, reader, pc)
	}
}

// Parse parses the text of a page. first is the place of its first line.
func (p *Parser) Parse(first problem.Position, text string, problems *problem.List) *Doc {
	slips(first, text, problems)
	return p.write(p.page, first, text, problems, (*writer).page)
}

// Inline parses one line of text with inline markup (bold, links, citations):
// no headings, lists or footnotes. first is the place of its first character.
func (p *Parser) Inline(first problem.Position, text string, problems *problem.List) *Doc {
	// Indentation would hide the line from goldmark, a line break would end it.
	line := strings.ReplaceAll(text, "\n", " ")
	trimmed := strings.TrimLeft(line, " \t")
	first.Column = max(1, first.Column) + len(line) - len(trimmed)
	if hasMarkup(trimmed) {
		return p.write(p.line, first, trimmed, problems, (*writer).lines)
	}
	return p.write(nil, first, strings.TrimRight(trimmed, " \t"), problems, (*writer).plainLine)
}

// hasMarkup tells whether goldmark is needed to read a line; most lines of a
// flow need it not.
func hasMarkup(line string) bool {
	return strings.ContainsAny(line, "*_~`[<@") || strings.Contains(line, "://") ||
		strings.Contains(line, "www.") || strings.Contains(line, "WWW.")
}

func (p *Parser) write(syntax parser.Parser, first problem.Position, source string, problems *problem.List,
	form func(*writer, ast.Node)) *Doc {
	w := p.writers.Get().(*writer)
	if !utf8.ValidString(source) || strings.IndexByte(source, 0) >= 0 {
		source = strings.ReplaceAll(strings.ToValidUTF8(source, "\uFFFD"), "\x00", "\uFFFD")
	}
	w.begin(first, source, p.words, problems)
	var root ast.Node
	if syntax != nil {
		root = syntax.Parse(text.NewReader(w.source))
	}
	form(w, root)
	d := w.finish()
	p.writers.Put(w)
	return d
}
