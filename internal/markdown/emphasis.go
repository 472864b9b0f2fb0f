package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// emphasis reads *, _ and ~~ by the rules of CommonMark with its CJK-friendly
// amendments (https://github.com/tats-u/markdown-cjk-friendly), because by
// CommonMark alone **注意：**请带身份证 is not bold. Beyond these, quotation marks,
// dashes and ellipses beside Chinese are Chinese punctuation. A single ~ means
// nothing: Chinese writes 3~5日 with it.
type emphasis struct{}

func (emphasis) Trigger() []byte { return []byte{'*', '_', '~'} }

func (e emphasis) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	mark, length := line[0], 1
	for length < len(line) && line[length] == mark {
		length++
	}
	var left neighbour
	if block.LineOffset() == 0 {
		left.space = true
	} else {
		left = before(block.Source()[:segment.Start])
	}
	if mark == '~' && (length != 2 || left.r == '~') {
		return nil
	}
	right := after(line[length:])
	canOpen, canClose := flanks(mark, left, right)
	var processor parser.DelimiterProcessor = e
	if mark == '~' {
		processor = strike{}
	}
	d := parser.NewDelimiter(canOpen, canClose, length, mark, processor)
	d.Segment = segment.WithStop(segment.Start + length)
	block.Advance(length)
	pc.PushDelimiter(d)
	return d
}

func flanks(mark byte, left, right neighbour) (canOpen, canClose bool) {
	canOpen = !right.space && (!right.narrowPunct() || left.space || left.narrowPunct() || left.cjk)
	canClose = !left.space && (!left.narrowPunct() || right.space || right.narrowPunct() || right.cjk)
	if mark == '_' { // not inside a word
		return canOpen && (!canClose || left.punct), canClose && (!canOpen || right.punct)
	}
	return canOpen, canClose
}

func (emphasis) IsDelimiter(b byte) bool { return b == '*' || b == '_' }

func (emphasis) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (emphasis) OnMatch(length int) ast.Node { return ast.NewEmphasis(length) }

// strike is what ~~ makes.
type strike struct{}

func (strike) IsDelimiter(b byte) bool { return b == '~' }

func (strike) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (strike) OnMatch(int) ast.Node { return extast.NewStrikethrough() }
