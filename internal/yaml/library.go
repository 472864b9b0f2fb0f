package yaml

import (
	"io"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v4"
)

// library reads any text with go.yaml.in/yaml. It stops at its first mistake;
// so that one run tells all of them, the entry at fault is cut out and the
// rest is read again.
func (d *decoder) library(text string, target reflect.Type) (node, bool) {
	text = d.colons(lineEnds.Replace(text), target)
	for range maxMistakes {
		var document yaml.Node
		loader, err := yaml.NewLoader(strings.NewReader(text))
		if err == nil {
			err = loader.Load(&document)
		}
		if err == io.EOF {
			return node{kind: nothing}, true
		}
		if err == nil {
			d.secondDocument(loader, text)
			return d.convert(document.Content[0]), true
		}
		line := d.syntax(err, text)
		rest, cut := withoutEntry(text, line)
		if !cut {
			break
		}
		text = rest
	}
	return node{}, false
}

// maxMistakes bounds how often a hopeless file is read again.
const maxMistakes = 20

// lineEnds makes blanks of what YAML, but nobody else, takes for line ends;
// they come with text pasted from the web and would shift all line numbers.
var lineEnds = strings.NewReplacer("\r", " ", "\u0085", " ", "\u2028", " ", "\u2029", " ")

// secondDocument complains about text behind a line of ---, which would be
// left out without a word.
func (d *decoder) secondDocument(loader *yaml.Loader, text string) {
	var second yaml.Node
	err := loader.Load(&second)
	if err == io.EOF || err == nil && second.Content[0].Tag == "!!null" {
		return
	}
	line, begun := 0, false
	for content := range strings.Lines(text) {
		line++
		border := strings.HasPrefix(content, "---") || strings.HasPrefix(content, "...")
		if border && begun {
			break
		}
		begun = begun || !border && strings.Trim(content, " \t\n") != "" && content[0] != '#'
	}
	d.damaged = true
	d.problems.Error("data-syntax", d.at(line, 0), "从这里起的内容不会被读到", "文件中间不能有单独一行的“---”或者“...”，请删掉这一行。")
}

// withoutEntry blanks the entry of the outermost level that line belongs to.
func withoutEntry(text string, line int) (rest string, cut bool) {
	lines := strings.Split(text, "\n")
	line = min(line, len(lines))
	begin := line - 1
	for begin > 0 && !startsEntry(lines[begin]) {
		begin--
	}
	end := line
	for end < len(lines) && !startsEntry(lines[end]) {
		end++
	}
	for i := begin; i < end; i++ {
		cut = cut || lines[i] != ""
		lines[i] = ""
	}
	return strings.Join(lines, "\n"), cut
}

func startsEntry(line string) bool {
	return line != "" && !strings.ContainsRune(" \t#-]}", rune(line[0]))
}

// convert takes over the library's nodes, without what is not read here.
func (d *decoder) convert(from *yaml.Node) node {
	n := node{value: from.Value, line: from.Line, column: from.Column}
	if from.Kind == yaml.AliasNode || from.Anchor != "" || from.Style&yaml.TaggedStyle != 0 {
		d.problems.Error("data-value", d.place(&n), "这里的内容不合要求", hintSpecial)
		return node{kind: unread, line: from.Line, column: from.Column}
	}
	switch from.Kind {
	case yaml.SequenceNode:
		n.kind = list
	case yaml.MappingNode:
		n.kind = mapping
	case yaml.ScalarNode:
		if from.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
			n.value = strings.TrimRight(n.value, "\n") // nobody wrote it on purpose
		}
		if from.Tag == "!!null" {
			n.kind = nothing
		}
		if meantToBeRead(from.LineComment) {
			n.comment = from.LineComment
		}
	}
	n.content = make([]node, len(from.Content))
	for i, child := range from.Content {
		n.content[i] = d.convert(child)
		if from.Kind == yaml.MappingNode && i%2 == 1 && n.content[i].kind == nothing {
			d.lostToComment(&n.content[i], from.Content[i-1].LineComment)
		}
	}
	return n
}

// meantToBeRead tells whether a comment looks like words that YAML only takes
// for one: a comment that is meant has a blank behind its #.
func meantToBeRead(comment string) bool {
	text := strings.TrimLeft(comment, "#")
	return text != "" && text[0] != ' '
}

// lostToComment complains about a value such as #14304F, which YAML takes for
// a comment.
func (d *decoder) lostToComment(value *node, comment string) {
	if meantToBeRead(comment) {
		value.kind = unread
		d.problems.Error("data-value", d.place(value), "“"+comment+"”被当作注释，没有读进去",
			"内容以“#”开头时，请用英文双引号括起来；确实是注释，就在“#”后面空一格。")
	}
}
