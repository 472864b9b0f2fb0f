package markdown

import (
	"bytes"
	"unicode/utf8"

	"daoyin/internal/problem"
)

// places turns bytes of the source into lines and columns of the file. It
// remembers the last line, because places are asked for almost in order.
type places struct {
	first  problem.Position // of the source's first byte
	source []byte
	line   int // lines before start
	start  int // byte where the remembered line starts
}

func (p *places) of(offset int) problem.Position {
	offset = max(0, min(offset, len(p.source)))
	if offset < p.start {
		before := bytes.LastIndexByte(p.source[:offset], '\n') + 1
		p.line -= bytes.Count(p.source[before:p.start], []byte{'\n'})
		p.start = before
	}
	for {
		i := bytes.IndexByte(p.source[p.start:offset], '\n')
		if i < 0 {
			break
		}
		p.line++
		p.start += i + 1
	}
	column := 1 + utf8.RuneCount(p.source[p.start:offset])
	if p.line == 0 && p.first.Column > 1 {
		column += p.first.Column - 1
	}
	return problem.Position{File: p.first.File, Line: p.first.Line + p.line, Column: column}
}
