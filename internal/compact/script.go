package compact

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/parse/v2"
	syntax "github.com/tdewolff/parse/v2/js"
)

// es5 is the year of ECMAScript 5.
const es5 = 2009

// JS shortens a script. ECMAScript 5 stays ECMAScript 5, and "</script>" in a
// string is written so that the script can stand inside an element. One that the
// minifier spoils (.0.toFixed() becomes 0.toFixed(), "\200" half a character)
// is returned as it is.
//
// One thing of later years remains: no semicolon after do … while (…). Every
// engine has always accepted that; ES2015 only wrote it down.
func JS(src []byte) ([]byte, error) {
	if !utf8.Valid(src) {
		return nil, errors.New("script: not UTF-8")
	}
	tree, err := parseScript(src)
	if err != nil {
		return nil, fmt.Errorf("script: %w", err)
	}
	syntax.Walk(oldSyntax{}, tree)
	var plain, out bytes.Buffer
	tree.JS(&plain)
	minifier := js.Minifier{Version: es5}
	if err := minifier.Minify(minify.New(), &out, &plain, map[string]string{"escape-html": "1"}); err != nil {
		return nil, fmt.Errorf("script: %w", err)
	}
	if _, err := parseScript(out.Bytes()); err != nil || !utf8.Valid(out.Bytes()) {
		return bytes.Clone(src), nil
	}
	return escapeLineSeparators(out.Bytes()), nil
}

// parseScript parses a copy: the tree shares its bytes.
func parseScript(src []byte) (*syntax.AST, error) {
	return syntax.Parse(parse.NewInputBytes(bytes.Clone(src)), syntax.Options{})
}

// oldSyntax rewrites what the minifier would otherwise shorten to syntax of
// later years, whatever its Version says:
//
//	{name: name}    to {name}  (ES2015; also {e: event}, once event is renamed to e)
//	Math.pow(a, b)  to a**b    (ES2016)
//
// It does not do so with {name: (name)} and Math["pow"](a, b), which it prints
// as they were.
type oldSyntax struct{}

func (v oldSyntax) Enter(node syntax.INode) syntax.IVisitor {
	switch node := node.(type) {
	case *syntax.ObjectExpr:
		for i, property := range node.List {
			if value, ok := property.Value.(*syntax.Var); ok {
				node.List[i].Value = &syntax.GroupExpr{X: value}
			}
		}
	case *syntax.CallExpr:
		if member, ok := node.X.(*syntax.DotExpr); ok && isMath(member.X) {
			name := syntax.LiteralExpr{TokenType: syntax.StringToken, Data: fmt.Appendf(nil, "%q", member.Y)}
			node.X = &syntax.IndexExpr{X: member.X, Y: &name, Prec: member.Prec}
		}
	}
	return v
}

func (oldSyntax) Exit(syntax.INode) {}

func isMath(node syntax.IExpr) bool {
	v, ok := node.(*syntax.Var)
	return ok && string(v.Data) == "Math"
}

// escapeLineSeparators writes U+2028 and U+2029 as escapes again: bare in a
// string they are allowed since ES2019 only.
func escapeLineSeparators(script []byte) []byte {
	script = bytes.ReplaceAll(script, []byte("\u2028"), []byte(`\u2028`))
	return bytes.ReplaceAll(script, []byte("\u2029"), []byte(`\u2029`))
}
