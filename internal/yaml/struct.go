package yaml

import (
	"encoding"
	"reflect"
	"slices"
	"strings"
	"sync"

	"daoyin/internal/problem"
)

// form is what the tags of a struct type say.
type form struct {
	fields []formField
	byName map[string]int
	names  []string // keys that an editor may write, sorted
	place  int      // index of the field tagged "@"; -1 if none
}

type formField struct {
	index    int
	name     string
	required bool
}

// forms remembers reflect.Type → *form. Reading the tags anew took longer than
// decoding the front matter of a page. What is stored depends on the type
// alone, so that nobody can notice who stored it.
var forms sync.Map

func formOf(t reflect.Type) *form {
	if known, ok := forms.Load(t); ok {
		return known.(*form)
	}
	f := &form{byName: map[string]int{}, place: -1}
	for i := range t.NumField() {
		name, option, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		switch name {
		case "":
		case "@":
			f.place = i
		default:
			f.byName[name] = len(f.fields)
			f.fields = append(f.fields, formField{i, name, option == "required"})
			f.names = append(f.names, name)
		}
	}
	slices.Sort(f.names)
	forms.Store(t, f)
	return f
}

// vocabulary adds every key that a value of type t may hold at any depth.
func vocabulary(t reflect.Type, into map[string]bool) {
	switch t.Kind() {
	case reflect.Slice, reflect.Map, reflect.Pointer:
		vocabulary(t.Elem(), into)
	case reflect.Struct:
		if readsText(t) {
			return
		}
		f := formOf(t)
		for _, field := range f.fields {
			into[field.name] = true
			vocabulary(t.Field(field.index).Type, into)
		}
	}
}

// readsText tells whether a value of struct type t is written as one text.
func readsText(t reflect.Type) bool {
	return t == reflect.TypeFor[Text]() || reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// mapping reads a mapping whose keys are those of the target struct.
func (d *decoder) mapping(n *node, target reflect.Value) {
	f := formOf(target.Type())
	if n.kind != mapping {
		d.wrong(n, "这里要写成“名称: 内容”的几行；可用的名称："+strings.Join(f.names, "、")+"。")
		return
	}
	if f.place >= 0 {
		target.Field(f.place).Set(reflect.ValueOf(d.place(n)))
	}
	// By field: has it been written, has it been given a value?
	written, given := make([]bool, len(f.fields)), make([]bool, len(f.fields))
	for i := 0; i+1 < len(n.content); i += 2 {
		key, value := &n.content[i], &n.content[i+1]
		at, found := f.byName[key.value]
		switch {
		case !found:
			// A mistyped name is told once, not also as one that is missing.
			if at, near := f.byName[d.unknown(key, f.names)]; near {
				given[at] = true
				if text, ok := target.Field(f.fields[at].index).Addr().Interface().(*Text); ok && !written[at] {
					text.At = d.place(key)
				}
			}
			continue
		case written[at]:
			d.duplicate(key)
			continue
		}
		written[at], given[at] = true, value.kind != nothing
		d.value(value, target.Field(f.fields[at].index))
	}
	if d.damaged && n == d.root {
		return // what seems missing may be in the part that could not be read
	}
	for i, field := range f.fields {
		if field.required && !given[i] {
			d.problems.Error("data-missing", d.at(n.line, 0), "缺少“"+field.name+"”", "请加一行“"+field.name+": …”。")
		}
	}
}

// unknown tells of a name that is not known, and returns the one that was
// likely meant, or "".
func (d *decoder) unknown(key *node, known []string) (meant string) {
	hint := hintWide
	if strings.TrimLeft(key.value, wideBlanks) == key.value {
		hint = problem.DidYouMean(key.value, known, "可用的名称："+strings.Join(known, "、")+"。")
		meant = problem.Nearest(key.value, known)
	}
	d.problems.Error("data-unknown", d.place(key), "没有“"+key.value+"”这个名称", hint)
	return meant
}

func (d *decoder) duplicate(key *node) {
	d.problems.Error("data-duplicate", d.place(key), "“"+key.value+"”写了两次", "同一个名称只写一次，请删掉一处。")
}
