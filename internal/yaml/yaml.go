// Package yaml reads the small data files that editors write (front matter,
// site, calendar and law files) into Go structs. It keeps what an editor
// wrote: a telephone number stays text, every value knows its line, a
// full-width colon after a key is as good as a plain one, and all mistakes are
// reported at once in words that need no knowledge of YAML.
//
// It does not know what the keys mean; the structs of its users do. Only this
// package uses go.yaml.in/yaml.
//
// Struct fields carry the tag `yaml:"key"` or `yaml:"key,required"`. A field
// tagged `yaml:"@"` of type problem.Position receives the place of the value.
// A field type may implement encoding.TextUnmarshaler; its error is shown to
// the editor, so it is written in Chinese.
package yaml

import (
	"encoding"
	"errors"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

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
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(d.fold(text)), &document); err != nil {
		d.syntax(err, text)
		return
	}
	target := reflect.ValueOf(into).Elem()
	if len(document.Content) == 0 {
		// An empty file still lacks its required keys.
		d.mapping(&yaml.Node{Kind: yaml.MappingNode, Line: 1, Column: 1}, target)
		return
	}
	d.value(document.Content[0], target)
}

type decoder struct {
	first    problem.Position
	folded   map[int]int // line of text → column of its folded colon
	problems *problem.List
}

// fold makes the full-width colon after a key a plain one.
func (d *decoder) fold(text string) string {
	if !strings.Contains(text, "：") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		key, rest, found := strings.Cut(line, "：")
		if !found || !isKey(strings.TrimLeft(key, " -{")) {
			continue
		}
		if d.folded == nil {
			d.folded = map[int]int{}
		}
		d.folded[i+1] = len(key) + 1
		lines[i] = key + ": " + rest
	}
	return strings.Join(lines, "\n")
}

func isKey(s string) bool {
	s = strings.TrimRight(s, " ")
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '_' && (c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

func (d *decoder) at(line, column int) problem.Position {
	if c, ok := d.folded[line]; ok && column > c {
		column--
	}
	return problem.Position{File: d.first.File, Line: d.first.Line + line - 1, Column: column}
}

func (d *decoder) node(n *yaml.Node) problem.Position { return d.at(n.Line, n.Column) }

// syntax words the library's complaint; it stops at the first one.
func (d *decoder) syntax(err error, text string) {
	line, column := 1, 1
	if loadError, ok := errors.AsType[*yaml.LoadError](err); ok {
		line, column = loadError.Mark.Line, loadError.Mark.Column
		if c := loadError.ContextMark; strings.Contains(loadError.ContextMsg, "quoted scalar") {
			line, column = c.Line, c.Column
		}
	}
	lines := strings.Split(text, "\n")
	if line > len(lines) || lines[line-1] == "" && line > 1 && line == len(lines) {
		line, column = max(1, len(lines)-1), 0
	}
	hint := "每行写成“名称: 内容”，冒号后面空一格；下一级用空格缩进两格。"
	switch bad := lines[line-1]; {
	case strings.ContainsRune(bad, '\t'):
		hint = "这一行用了制表符（Tab 键），请改成空格。"
	case strings.Count(bad, `"`)%2 == 1 || strings.Count(bad, `'`)%2 == 1:
		hint = "引号没有成对；内容里有引号、冒号时，请在两头加上成对的英文引号。"
	case strings.Count(bad, ": ") > 1:
		hint = "内容里又有“: ”，请把冒号后面的内容用英文双引号括起来，或者改用中文冒号。"
	case strings.ContainsAny(bad, "[]{}"):
		hint = "方括号、花括号要成对，里面各项用英文逗号隔开。"
	case strings.ContainsAny(bad, "@%&*`|>!"):
		hint = "内容以特殊符号开头时，请用英文双引号括起来。"
	}
	d.problems.Error("data-syntax", d.at(line, column), "这一行的写法读不懂", hint)
}

func (d *decoder) value(n *yaml.Node, target reflect.Value) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if target.Kind() == reflect.Pointer {
		target.Set(reflect.New(target.Type().Elem()))
		target = target.Elem()
	}
	if located, ok := target.Addr().Interface().(*Text); ok {
		d.text(n, reflect.ValueOf(&located.Value).Elem())
		located.At = d.node(n)
		return
	}
	if u, ok := target.Addr().Interface().(encoding.TextUnmarshaler); ok {
		d.unmarshal(n, u)
		return
	}
	switch target.Kind() {
	case reflect.Struct:
		d.mapping(n, target)
	case reflect.Map:
		d.table(n, target)
	case reflect.Slice:
		d.list(n, target)
	case reflect.Bool:
		d.boolean(n, target)
	case reflect.Int:
		d.integer(n, target)
	default:
		d.text(n, target)
	}
}

func (d *decoder) wrong(n *yaml.Node, hint string) {
	d.problems.Error("data-value", d.node(n), "这里的内容不合要求", hint)
}

func (d *decoder) text(n *yaml.Node, target reflect.Value) {
	if n.Kind != yaml.ScalarNode {
		d.wrong(n, "这里只写一段文字，不分条。")
		return
	}
	if n.Tag == "!!null" {
		return
	}
	target.SetString(n.Value)
}

func (d *decoder) unmarshal(n *yaml.Node, u encoding.TextUnmarshaler) {
	if n.Kind != yaml.ScalarNode {
		d.wrong(n, "这里只写一个值，不分条。")
		return
	}
	if n.Tag == "!!null" {
		return
	}
	if err := u.UnmarshalText([]byte(n.Value)); err != nil {
		d.problems.Error("data-value", d.node(n), "“"+n.Value+"”不合要求", err.Error())
	}
}

func (d *decoder) boolean(n *yaml.Node, target reflect.Value) {
	switch n.Value {
	case "true", "是", "yes":
		target.SetBool(true)
	case "false", "否", "no", "":
	default:
		d.wrong(n, "这里写 true（是）或者 false（否）。")
	}
}

func (d *decoder) integer(n *yaml.Node, target reflect.Value) {
	i, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || err != nil {
		d.wrong(n, "这里写一个整数，例如 10。")
		return
	}
	target.SetInt(int64(i))
}

func (d *decoder) list(n *yaml.Node, target reflect.Value) {
	items := n.Content
	switch {
	case n.Kind == yaml.ScalarNode && n.Tag == "!!null":
		return
	case n.Kind == yaml.ScalarNode:
		items = []*yaml.Node{n} // one item needs no list
	case n.Kind != yaml.SequenceNode:
		d.wrong(n, "这里写一个列表：每项一行，前面加“- ”；或者写成 [甲, 乙]。")
		return
	}
	out := reflect.MakeSlice(target.Type(), len(items), len(items))
	for i, item := range items {
		d.value(item, out.Index(i))
	}
	target.Set(out)
}

// table reads a mapping whose keys the editor chooses.
func (d *decoder) table(n *yaml.Node, target reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "这里写成“名称: 内容”的几行。")
		return
	}
	out := reflect.MakeMap(target.Type())
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, item := n.Content[i], reflect.New(target.Type().Elem()).Elem()
		if d.duplicate(n, i) {
			continue
		}
		d.value(n.Content[i+1], item)
		d.locate(key, item)
		out.SetMapIndex(reflect.ValueOf(key.Value), item)
	}
	target.Set(out)
}

func (d *decoder) duplicate(n *yaml.Node, i int) bool {
	for j := 0; j < i; j += 2 {
		if n.Content[j].Value == n.Content[i].Value {
			d.problems.Error("data-duplicate", d.node(n.Content[i]), "“"+n.Content[i].Value+"”写了两次", "同一个名称只写一次，请删掉一处。")
			return true
		}
	}
	return false
}
