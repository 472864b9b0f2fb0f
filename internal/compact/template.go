package compact

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"text/template/parse"
)

// Template shortens an HTML template of text/template or html/template once,
// so that the pages made with it come out short. What is left is executed like
// the original: only white space that does not show, comments, and style
// sheets and scripts without actions are touched.
//
// The minifier has a mode for templates, but it is not to be trusted with
// them: it turns <h{{.Level}}></h{{.Level}}> into </h{{.level}}>, folds white
// space in <textarea>{{.Text}}  </textarea> and in strings of scripts that have
// actions, drops <!-- {{if .X}} --> with the action, value="" from an <input>
// whose type comes out of the template, and turns &#123;&#123; into {{. So the
// actions are left to Go's own parser here, and the text between them is
// followed through all branches.
//
// A template that cannot be followed is returned as it is: one with branches
// that end in different contexts, or that leaves a tag or a <pre> open for
// another one to close. So is a {{define}} that holds no tags, or that this
// file uses inside a tag, <pre>, <script> and the like: white space may matter
// there. What other files do with a {{define}} is not seen: one that holds tags
// is taken to be used where tags belong.
func Template(src []byte) ([]byte, error) {
	const file = "(this file)" // a name that no {{define}} has
	trees := map[string]*parse.Tree{}
	parser := parse.New(file)
	parser.Mode = parse.SkipFuncCheck
	if _, err := parser.Parse(string(src), "", "", trees); err != nil {
		return nil, err
	}
	delicate := map[string]bool{} // templates that are used where white space may matter
	for _, tree := range trees {
		if _, ok := compactTree(tree, false, delicate); !ok {
			return bytes.Clone(src), nil
		}
	}
	spreadDelicate(trees, delicate)

	out, _ := compactTree(trees[file], !hasTags(trees[file].Root), map[string]bool{})
	if parse.IsEmptyTree(trees[file].Root) && len(trees) > 1 {
		out = nil // white space between definitions
	}
	for _, name := range slices.Sorted(maps.Keys(trees)) {
		if name == file {
			continue
		}
		asIs := delicate[name] || !hasTags(trees[name].Root)
		body, _ := compactTree(trees[name], asIs, map[string]bool{})
		out = append(out, action(out, fmt.Sprintf("{{define %q}}", name))...)
		out = append(out, body...)
		out = append(out, action(out, "{{end}}")...)
	}
	return out, nil
}

// compactTree writes one template. With asIs its text is not touched. The
// names of templates that it uses where white space may matter are added to
// delicate. It tells whether it could follow.
func compactTree(tree *parse.Tree, asIs bool, delicate map[string]bool) ([]byte, bool) {
	w := templateWriter{markup: markup{templates: true}, asIs: asIs, delicate: delicate}
	followed := w.list(tree.Root) && w.at == context{}
	// Go lets an empty template redefine nothing, one with a comment redefines.
	if len(bytes.TrimSpace(w.out)) == 0 && !parse.IsEmptyTree(tree.Root) {
		w.out = append(w.out, `{{""}}`...)
	}
	return w.out, followed || asIs
}

// spreadDelicate adds what delicate templates use in their turn.
func spreadDelicate(trees map[string]*parse.Tree, delicate map[string]bool) {
	for before := -1; before != len(delicate); {
		before = len(delicate)
		for _, name := range slices.Sorted(maps.Keys(delicate)) {
			if tree := trees[name]; tree != nil {
				eachNode(tree.Root, func(n parse.Node) {
					if use, ok := n.(*parse.TemplateNode); ok {
						delicate[use.Name] = true
					}
				})
			}
		}
	}
}

// hasTags tells markup from mere text.
func hasTags(list *parse.ListNode) bool {
	found := false
	eachNode(list, func(n parse.Node) {
		text, ok := n.(*parse.TextNode)
		found = found || ok && bytes.IndexByte(text.Text, '<') >= 0
	})
	return found
}

func eachNode(list *parse.ListNode, do func(parse.Node)) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		do(n)
		if b := branchOf(n); b != nil {
			eachNode(b.List, do)
			eachNode(b.ElseList, do)
		}
	}
}

func branchOf(n parse.Node) *parse.BranchNode {
	switch n := n.(type) {
	case *parse.IfNode:
		return &n.BranchNode
	case *parse.WithNode:
		return &n.BranchNode
	case *parse.RangeNode:
		return &n.BranchNode
	}
	return nil
}

// templateWriter writes a template anew, following its text as markup.
type templateWriter struct {
	markup
	asIs     bool
	delicate map[string]bool
	loop     context // in which the innermost range began
	jumped   bool    // there was a break or continue
}

func (w *templateWriter) list(list *parse.ListNode) bool {
	if list == nil {
		return true
	}
	for i := 0; i < len(list.Nodes); {
		text, n := textAt(list.Nodes[i:])
		if n == 0 {
			if !w.node(list.Nodes[i]) {
				return false
			}
			n = 1
		} else if !w.passText(text) {
			return false
		}
		i += n
	}
	return true
}

// textAt returns the text at the beginning of the nodes and how many of them
// it takes: where a {{/* comment */}} was, there are two.
func textAt(nodes []parse.Node) (text []byte, n int) {
	for _, node := range nodes {
		next, ok := node.(*parse.TextNode)
		if !ok || bytes.HasSuffix(text, []byte("{")) && bytes.HasPrefix(next.Text, []byte("{")) {
			break
		}
		text = append(text, next.Text...)
		n++
	}
	return text, n
}

func (w *templateWriter) passText(text []byte) bool {
	if bytes.HasSuffix(w.out, []byte("{")) && text[0] == '{' {
		w.out = append(w.out, " {{- /**/ -}} "...) // there was a comment between the braces
	}
	if w.asIs {
		w.out = append(w.out, text...)
		return true
	}
	return w.piece(text)
}

func (w *templateWriter) node(n parse.Node) bool {
	switch n := n.(type) {
	case *parse.BreakNode, *parse.ContinueNode:
		w.jumped = true
		w.action(n.String())
		return w.asIs || w.at == w.loop
	case *parse.TemplateNode:
		if w.at.place != inText || w.at.kept > 0 {
			w.delicate[n.Name] = true
		}
	}
	if b := branchOf(n); b != nil {
		return w.branch(b)
	}
	w.action(n.String())
	return w.asIs || w.somethingComes()
}

// somethingComes follows the output of an action, which nobody knows.
func (w *templateWriter) somethingComes() bool {
	switch w.at.place {
	case inText:
		w.before = afterOther
	case afterEquals:
		w.at.place = inBare
	case inName:
		return w.isHeading()
	}
	return true
}

// isHeading accepts <h{{.Level}}>: no element whose name begins so is special.
func (w *templateWriter) isHeading() bool {
	return bytes.HasPrefix(bytes.ToLower(w.name()), []byte("h"))
}

// branch follows all ways through an if, with or range.
func (w *templateWriter) branch(b *parse.BranchNode) bool {
	keyword, loops := "if", false
	switch b.NodeType {
	case parse.NodeWith:
		keyword = "with"
	case parse.NodeRange:
		keyword, loops = "range", true
	}
	if w.at.place == inName && !w.asIs {
		switch {
		case beginsWithSpace(b.List) && (b.ElseList == nil || beginsWithSpace(b.ElseList)):
			w.nameKnown() // <div{{if .Class}} class=…
		case !w.isHeading(): // <h{{if .Small}}3{{else}}2{{end}}
			return false
		}
	}
	outer := w.loop
	start, startGap := w.at, w.before
	if loops {
		w.loop, w.before = start, afterOther // what stands before is the last round's end
	}
	w.action("{{" + keyword + " " + b.Pipe.String() + "}}")
	if !w.list(b.List) {
		return false
	}
	end, endGap := w.at, w.before
	w.at, w.before, w.loop = start, startGap, outer
	if b.ElseList != nil {
		w.action("{{else}}")
		if !w.list(b.ElseList) {
			return false
		}
	}
	w.action("{{end}}")
	if w.before != endGap || w.jumped {
		w.before = afterOther
	}
	return w.asIs || w.at == end && (!loops || end == start)
}

func beginsWithSpace(list *parse.ListNode) bool {
	if len(list.Nodes) == 0 {
		return false
	}
	text, ok := list.Nodes[0].(*parse.TextNode)
	return ok && isSpace(text.Text[0])
}

func (w *templateWriter) action(text string) {
	w.out = append(w.out, action(w.out, text)...)
}

// action keeps a brace of the text apart from those of the action.
func action(before []byte, text string) string {
	if len(before) > 0 && before[len(before)-1] == '{' {
		return " {{- " + text[len("{{"):]
	}
	return text
}
