package yaml

import (
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"daoyin/internal/problem"
)

// mapping reads a mapping whose keys are those of the target struct.
func (d *decoder) mapping(n *yaml.Node, target reflect.Value) {
	if n.Kind != yaml.MappingNode {
		if n.Kind != yaml.ScalarNode || n.Tag != "!!null" {
			d.wrong(n, "这里要写成“名称: 内容”的几行；可用的名称："+strings.Join(keys(target.Type()), "、")+"。")
		}
		return
	}
	d.locate(n, target)
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		index, found := field(target.Type(), key.Value)
		if !found {
			known := keys(target.Type())
			d.problems.Error("data-unknown", d.node(key), "没有“"+key.Value+"”这个名称",
				problem.DidYouMean(key.Value, known, "可用的名称："+strings.Join(known, "、")+"。"))
			continue
		}
		if d.duplicate(n, i) {
			continue
		}
		seen[key.Value] = n.Content[i+1].Tag != "!!null"
		d.value(n.Content[i+1], target.Field(index))
	}
	for i := range target.NumField() {
		name, required := tag(target.Type().Field(i))
		if required && !seen[name] {
			at := d.node(n)
			at.Column = 0
			d.problems.Error("data-missing", at, "缺少“"+name+"”", "请加一行“"+name+": …”。")
		}
	}
}

// locate fills the field tagged "@" with the place of n.
func (d *decoder) locate(n *yaml.Node, target reflect.Value) {
	if target.Kind() != reflect.Struct {
		return
	}
	if index, found := field(target.Type(), "@"); found {
		target.Field(index).Set(reflect.ValueOf(d.node(n)))
	}
}

func tag(f reflect.StructField) (name string, required bool) {
	name, option, _ := strings.Cut(f.Tag.Get("yaml"), ",")
	return name, option == "required"
}

func field(t reflect.Type, key string) (index int, found bool) {
	for i := range t.NumField() {
		if name, _ := tag(t.Field(i)); name == key && name != "" {
			return i, true
		}
	}
	return 0, false
}

func keys(t reflect.Type) []string {
	var names []string
	for i := range t.NumField() {
		if name, _ := tag(t.Field(i)); name != "" && name != "@" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
