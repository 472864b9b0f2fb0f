// Package yaml reads the small data files that editors write (front matter,
// site, calendar and law files) into Go structs. It keeps what an editor
// wrote: a telephone number stays text, every value knows its line, a
// full-width colon after a key is as good as a plain one, and all mistakes are
// reported at once in words that need no knowledge of YAML.
//
// It does not know what the keys mean; the structs of its users do. Anchors,
// aliases, tags and several documents in one file are not read: nobody who
// writes a notice means them. Only this package uses go.yaml.in/yaml.
//
// Struct fields carry the tag `yaml:"key"` or `yaml:"key,required"`. A field
// tagged `yaml:"@"` of type problem.Position receives the place of the value.
// A field type may implement encoding.TextUnmarshaler; its error is shown to
// the editor, so it is written in Chinese.
//
// The way of a text: plain.go reads what nearly every file is made of; what
// it does not understand goes, with its colons mended (colon.go), through the
// library (library.go), whose complaints are worded by syntax.go. Both give
// the same nodes; struct.go and value.go put them into the struct.
package yaml

import (
	"reflect"
	"slices"

	"daoyin/internal/problem"
)

// Text is a value that remembers where it was written.
type Text struct {
	Value string
	At    problem.Position
}

// Decode reads text into the struct that into points to. first is the place of
// the text's first line.
func Decode(text string, first problem.Position, into any, problems *problem.List) {
	d := &decoder{first: first, problems: problems}
	target := reflect.ValueOf(into).Elem()
	root, ok := plain(text)
	if !ok {
		root, ok = d.library(text, target.Type())
	}
	if !ok {
		return
	}
	if root.kind == nothing {
		root = node{kind: mapping, line: 1, column: 1} // an empty file still lacks its required keys
	}
	d.root = &root
	d.value(&root, target)
}

// decoder is one call of Decode.
type decoder struct {
	first    problem.Position
	widened  map[int][]int // line of the text → columns after which a blank was put in
	root     *node
	damaged  bool // parts of the text could not be read; what seems missing may be there
	problems *problem.List
}

// at returns the place in the file of a line and column of the text.
func (d *decoder) at(line, column int) problem.Position {
	before, _ := slices.BinarySearch(d.widened[line], column)
	return problem.Position{File: d.first.File, Line: d.first.Line + line - 1, Column: column - before}
}

func (d *decoder) place(n *node) problem.Position { return d.at(n.line, n.column) }

// node is a value as it was written, whoever read it.
type node struct {
	kind    kind
	value   string // of a scalar
	line    int    // of the text, 1-based
	column  int    // 1-based, in characters
	content []node // items of a list; key, value, key, value … of a mapping
	comment string // behind a scalar, if it looks as if it were meant to be read: #1 楼
}

type kind int

const (
	scalar  kind = iota
	nothing      // a key with nothing after it
	list
	mapping
	unread // told already
)
