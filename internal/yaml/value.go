package yaml

import (
	"encoding"
	"reflect"
	"strconv"
	"strings"
)

// value reads n into target, by target's type. A key with nothing after it
// leaves the target as it is.
func (d *decoder) value(n *node, target reflect.Value) {
	if n.kind == nothing || n.kind == unread {
		return
	}
	if target.Kind() == reflect.Pointer {
		target.Set(reflect.New(target.Type().Elem()))
		target = target.Elem()
	}
	switch into := target.Addr().Interface().(type) {
	case *Text:
		d.text(n, target.FieldByName("Value"))
		into.At = d.place(n)
		return
	case encoding.TextUnmarshaler:
		d.unmarshal(n, into)
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

func (d *decoder) wrong(n *node, hint string) {
	d.problems.Error("data-value", d.place(n), "这里的内容不合要求", hint)
}

func (d *decoder) text(n *node, target reflect.Value) {
	if n.kind != scalar {
		d.wrong(n, "这里只写一段文字，不分条。")
		return
	}
	if n.comment != "" {
		d.problems.Warn("data-comment", d.place(n), "“"+n.comment+"”被当作注释，不会显示，只读到“"+n.value+"”",
			"要显示，就整段用英文双引号括起来：\""+n.value+" "+n.comment+"\"；确实是注释，就在“#”后面空一格。")
	}
	target.SetString(n.value)
}

func (d *decoder) unmarshal(n *node, into encoding.TextUnmarshaler) {
	if n.kind != scalar {
		d.wrong(n, "这里只写一个值，不分条。")
		return
	}
	if err := into.UnmarshalText([]byte(n.value)); err != nil {
		d.problems.Error("data-value", d.place(n), "“"+n.value+"”不合要求", err.Error())
	}
}

func (d *decoder) boolean(n *node, target reflect.Value) {
	switch strings.ToLower(n.value) {
	case "true", "是", "yes":
		target.SetBool(true)
	case "false", "否", "no":
		target.SetBool(false)
	default:
		d.wrong(n, "这里写 true（是）或者 false（否）。")
	}
}

func (d *decoder) integer(n *node, target reflect.Value) {
	i, err := strconv.Atoi(n.value)
	if err != nil {
		d.wrong(n, "这里写一个整数，例如 10。")
		return
	}
	target.SetInt(int64(i))
}

func (d *decoder) list(n *node, target reflect.Value) {
	items := n.content
	switch n.kind {
	case scalar:
		items = []node{*n} // one item needs no list
	case mapping:
		d.wrong(n, "这里写一个列表：每项一行，前面加“- ”；或者写成 [甲, 乙]。")
		return
	}
	out := reflect.MakeSlice(target.Type(), len(items), len(items))
	for i := range items {
		if items[i].kind == nothing {
			d.wrong(&items[i], "这一项是空的，请写上内容，或者删掉这一项。")
		}
		d.value(&items[i], out.Index(i))
	}
	target.Set(out)
}

// table reads a mapping whose keys the editor chooses.
func (d *decoder) table(n *node, target reflect.Value) {
	if n.kind != mapping {
		d.wrong(n, "这里写成“名称: 内容”的几行。")
		return
	}
	out := reflect.MakeMapWithSize(target.Type(), len(n.content)/2)
	for i := 0; i+1 < len(n.content); i += 2 {
		key, value := &n.content[i], &n.content[i+1]
		name := reflect.ValueOf(key.value)
		switch {
		case key.kind != scalar || key.value == "":
			d.wrong(key, "名称写成一个词，后面加冒号。")
			continue
		case out.MapIndex(name).IsValid():
			d.duplicate(key)
			continue
		}
		item := reflect.New(target.Type().Elem()).Elem()
		if value.kind == nothing && item.Kind() == reflect.Struct {
			value.kind = mapping // an empty one, so that its missing keys are told
		}
		d.value(value, item)
		d.locate(key, item)
		out.SetMapIndex(name, item)
	}
	target.Set(out)
}

// locate tells an item of a table where its key stands.
func (d *decoder) locate(key *node, item reflect.Value) {
	if item.Kind() != reflect.Struct {
		return
	}
	if at := formOf(item.Type()).place; at >= 0 {
		item.Field(at).Set(reflect.ValueOf(d.place(key)))
	}
}
