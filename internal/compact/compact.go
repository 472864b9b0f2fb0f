// Package compact makes files smaller without changing what they mean: style
// sheets, scripts, data, drawings, pages, and the templates of pages, so that
// what comes out of them needs no shortening of its own. Only this package
// knows the minifier.
//
// Nothing is shortened to a notation that browsers learnt after Chrome 39 and
// ECMAScript 5; what the author wrote in a newer one stays as it is. Attributes
// and their quotes, end tags and entities are not touched. The package neither
// reads nor writes files, and it does not check that its input is valid.
//
// In pages, white space beside block elements is dropped, as every minifier
// does it: who gives a list item "display: inline-block" gets no space
// between two of them, and "white-space: pre" has to be a <pre>.
package compact

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/svg"
)

// css21 keeps numbers free of exponents, which old engines do not read in CSS.
const css21 = 2

// CSS shortens a style sheet.
func CSS(src []byte) ([]byte, error) {
	out, err := shorten(&css.Minifier{Version: css21}, src)
	if err != nil {
		return nil, fmt.Errorf("style sheet: %w", err)
	}
	return spaceAfterAtRule(out), nil
}

// spaceAfterAtRule puts back the space of "@media (" and "@supports (". Chrome
// before version 41 had a parser of its own for what follows these words, known
// to trip over missing spaces, and a byte is a small price.
func spaceAfterAtRule(sheet []byte) []byte {
	var out []byte
	var quote byte // that the string at hand began with
	done := 0
	for i := 0; i < len(sheet); i++ {
		switch c := sheet[i]; {
		case c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(' && (bytes.HasSuffix(sheet[:i], []byte("@media")) || bytes.HasSuffix(sheet[:i], []byte("@supports"))):
			out = append(append(out, sheet[done:i]...), ' ')
			done = i
		}
	}
	return append(out, sheet[done:]...)
}

// JSON drops the white space between the tokens. Unlike the minifier it also
// tells when the file is not JSON.
func JSON(src []byte) ([]byte, error) {
	var out bytes.Buffer
	if err := json.Compact(&out, src); err != nil {
		return nil, fmt.Errorf("json: %w", err)
	}
	return out.Bytes(), nil
}

// SVG shortens a drawing. One that has text, labels or data is only rid of
// its indentation: the minifier would join words in neighbouring <tspan>s, drop
// xml:space, and shorten attributes that look like numbers, ids included.
func SVG(src []byte) ([]byte, error) {
	for _, delicate := range []string{"<text", "<style", "<script", "<foreignObject", "xml:", " aria-label", " data-", " id="} {
		if bytes.Contains(src, []byte(delicate)) {
			return XML(src)
		}
	}
	out, err := shorten(&svg.Minifier{}, src)
	if err != nil {
		return nil, fmt.Errorf("drawing: %w", err)
	}
	return out, nil
}

// shorten runs a minifier on a copy: minifiers work in the input's own bytes.
func shorten(minifier minify.Minifier, src []byte) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(len(src))
	if err := minifier.Minify(minify.New(), &out, bytes.NewBuffer(bytes.Clone(src)), nil); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
