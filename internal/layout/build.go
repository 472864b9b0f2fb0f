package layout

import (
	"fmt"
	"html/template"
	"maps"
	"path"
	"slices"
	"strings"
	"text/template/parse"
)

// build parses all files, each changed by change, into a template per layout.
//
// All of them stand in one set, so that what is shared is parsed and escaped
// once, not for every layout. What a layout defines holds for itself and for
// its copy of base.html; names tell it apart from what others define.
func (s *Set) build(change func(string) (string, error)) (map[string]*template.Template, error) {
	set := template.New("").Funcs(functions)
	own := map[string]map[string]*parse.Tree{} // by layout: what its file defines
	parts := map[string]string{}               // shared files that are run by themselves too
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		trees, err := read(name, s.files[name], change)
		if err != nil {
			return nil, err
		}
		short := strings.TrimSuffix(path.Base(name), ".html")
		if short != "base" && !strings.HasPrefix(short, "_") {
			own[short] = trees
			continue
		}
		if short != "base" {
			parts[short] = name
		}
		for defined, tree := range trees {
			if _, err := set.AddParseTree(defined, tree); err != nil {
				return nil, err
			}
		}
	}
	built := map[string]*template.Template{}
	base := set.Lookup(path.Join(s.folder, "base.html"))
	for layout, trees := range own {
		if base == nil {
			return nil, fmt.Errorf("layout: no base.html for %s", layout)
		}
		names := map[string]string{}
		for defined := range trees {
			names[defined] = layout + " " + defined
		}
		for defined, tree := range trees {
			rename(tree.Root, names)
			if _, err := set.AddParseTree(names[defined], tree); err != nil {
				return nil, err
			}
		}
		copied := base.Tree.Copy()
		rename(copied.Root, names)
		t, err := set.AddParseTree(layout+" base", copied)
		if err != nil {
			return nil, err
		}
		built[layout] = t
	}
	for short, name := range parts {
		built[short] = set.Lookup(name)
	}
	return built, nil
}

// read parses one file and returns what it defines, itself included.
func read(name, text string, change func(string) (string, error)) (map[string]*parse.Tree, error) {
	changed, err := change(text)
	if err != nil {
		return nil, fmt.Errorf("minify %s: %w", name, err)
	}
	t, err := template.New(name).Funcs(functions).Parse(changed)
	if err != nil {
		return nil, err
	}
	trees := map[string]*parse.Tree{}
	for _, defined := range t.Templates() {
		trees[defined.Name()] = defined.Tree
	}
	return trees, nil
}

// rename changes the names of the templates that are called below n.
func rename(n parse.Node, names map[string]string) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, child := range n.Nodes {
			rename(child, names)
		}
	case *parse.IfNode:
		rename(n.List, names)
		rename(n.ElseList, names)
	case *parse.WithNode:
		rename(n.List, names)
		rename(n.ElseList, names)
	case *parse.RangeNode:
		rename(n.List, names)
		rename(n.ElseList, names)
	case *parse.TemplateNode:
		if other := names[n.Name]; other != "" {
			n.Name = other
		}
	}
}
