package internal_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daoyin"
	"daoyin/internal/build"
	"daoyin/internal/calendar"
	"daoyin/internal/scaffold"
)

const handbook = "../docs/handbook"

// An editor who looks up a code finds it in the handbook, and finds there no
// code that the program never tells.
func TestHandbookExplainsEveryProblem(t *testing.T) {
	text := read(t, filepath.Join(handbook, "problems.md"))
	explained := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|").FindAllStringSubmatch(text, -1) {
		if explained[row[1]] {
			t.Errorf("problems.md explains %s twice", row[1])
		}
		explained[row[1]] = true
	}
	told := codesTold(t)
	for _, code := range slices.Sorted(maps.Keys(told)) {
		if !explained[code] {
			t.Errorf("problems.md lacks %s, told at %s", code, told[code])
		}
	}
	for code := range explained {
		if told[code] == "" {
			t.Errorf("problems.md explains %s, which is never told", code)
		}
	}
}

// codesTold returns the code of every problem that the program can tell, and
// where. A room that the program does not use tells nobody anything.
func codesTold(t *testing.T) map[string]string {
	t.Helper()
	told := map[string]string{}
	seen := map[string]bool{}
	for left := []string{"cmd/daoyin"}; len(left) > 0; left = left[1:] {
		folder := left[0]
		if seen[folder] {
			continue
		}
		seen[folder] = true
		room := readRoom(t, folder)
		left = append(left, room.imports...)
		for _, file := range room.files {
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && tellsProblem(call) {
					for _, code := range room.texts(t, call.Args[0]) {
						told[code] = room.set.Position(call.Pos()).String()
					}
				}
				return true
			})
		}
	}
	return told
}

// tellsProblem knows the calls of (*problem.List).Error and Warn by their form.
func tellsProblem(call *ast.CallExpr) bool {
	method, ok := call.Fun.(*ast.SelectorExpr)
	return ok && len(call.Args) == 4 && (method.Sel.Name == "Error" || method.Sel.Name == "Warn")
}

// room is the code of one folder.
type room struct {
	set     *token.FileSet
	files   []*ast.File
	imports []string // folders of this module
}

func readRoom(t *testing.T, folder string) room {
	t.Helper()
	r := room{set: token.NewFileSet()}
	names, err := filepath.Glob(filepath.Join("..", folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(r.set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		r.files = append(r.files, file)
		for _, i := range file.Imports {
			path, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if other, found := strings.CutPrefix(path, module+"/"); found {
				r.imports = append(r.imports, other)
			}
		}
	}
	return r
}

// texts returns what e can be: a literal, a constant of the room, or a
// parameter, which is what the function's callers in the room give.
func (r room) texts(t *testing.T, e ast.Expr) []string {
	t.Helper()
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		if err != nil {
			t.Fatal(err)
		}
		return []string{text}
	case *ast.Ident:
		for _, file := range r.files {
			if value := constant(file, e.Name); value != nil {
				return r.texts(t, value)
			}
		}
		if all := r.given(t, e); len(all) > 0 {
			return all
		}
	}
	t.Errorf("%s: the code of this problem cannot be read; write it as a literal, a constant, or a parameter", r.set.Position(e.Pos()))
	return nil
}

// constant returns the value of a constant of the file, or nil.
func constant(file *ast.File, name string) ast.Expr {
	for _, d := range file.Decls {
		group, ok := d.(*ast.GenDecl)
		if !ok || group.Tok != token.CONST {
			continue
		}
		for _, s := range group.Specs {
			spec := s.(*ast.ValueSpec)
			if i := slices.IndexFunc(spec.Names, func(n *ast.Ident) bool { return n.Name == name }); i >= 0 && i < len(spec.Values) {
				return spec.Values[i]
			}
		}
	}
	return nil
}

// given returns what the callers of the function around use, which is a
// parameter of it, give for it.
func (r room) given(t *testing.T, use *ast.Ident) []string {
	t.Helper()
	function, position := r.parameter(use)
	var all []string
	for _, file := range r.files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || position < 0 || len(call.Args) <= position {
				return true
			}
			name := ""
			switch f := call.Fun.(type) {
			case *ast.Ident:
				name = f.Name
			case *ast.SelectorExpr:
				name = f.Sel.Name
			}
			if name == function {
				all = append(all, r.texts(t, call.Args[position])...)
			}
			return true
		})
	}
	return all
}

// parameter returns the function around use and the place of use among its
// parameters; -1 if it is none.
func (r room) parameter(use *ast.Ident) (function string, position int) {
	for _, file := range r.files {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || use.Pos() < f.Pos() || use.Pos() >= f.End() {
				continue
			}
			n := 0
			for _, field := range f.Type.Params.List {
				for _, name := range field.Names {
					if name.Name == use.Name {
						return f.Name.Name, n
					}
					n++
				}
			}
		}
	}
	return "", -1
}

// What the handbook shows is true: all examples of a chapter, put into a new
// site, build without a word.
func TestHandbookExamplesBuild(t *testing.T) {
	chapters, err := filepath.Glob(filepath.Join(handbook, "*.md"))
	if err != nil || len(chapters) == 0 {
		t.Fatal(chapters, err)
	}
	day := calendar.Date{Year: 2026, Month: 11, Day: 22}
	for _, chapter := range chapters {
		t.Run(filepath.Base(chapter), func(t *testing.T) {
			t.Parallel()
			root, err := os.OpenRoot(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			defer root.Close()
			if _, err := scaffold.Create(root, daoyin.Files, scaffold.Site, "site", day); err != nil {
				t.Fatal(err)
			}
			lines := map[string]int{}
			for _, e := range examples(t, chapter) {
				if lines[e.file] > 0 {
					t.Errorf("%s:%d: %s stands on line %d too", chapter, e.line, e.file, lines[e.file])
				}
				lines[e.file] = e.line
				write(t, root, "site/"+e.file, e.text)
			}
			site := os.DirFS(filepath.Join(root.Name(), "site"))
			report, err := build.Run(t.Context(), build.Input{Site: site, Builtin: daoyin.Files, At: day.Time()})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range report.Problems {
				t.Errorf("%s:%d: %s:%d:%d %s %s（%s）", chapter, lines[p.File], p.File, p.Line, p.Column, p.Code, p.Message, p.Hint)
			}
		})
	}
}

// example is a fenced block of the handbook that an editor may copy.
type example struct {
	line int    // of its fence
	file string // where it belongs in a site
	text string
}

// examples finds the blocks of a chapter. One that follows a line 文件 `path`：
// is that file; a piece of text becomes a guide of its own. What is not meant to
// be copied stands in a block called text.
func examples(t *testing.T, chapter string) []example {
	t.Helper()
	heading := regexp.MustCompile("^文件 `(content/[^`]+)`：$")
	var all []example
	var e example
	named, fence := "", ""
	for i, line := range strings.Split(read(t, chapter), "\n") {
		marks := line[:len(line)-len(strings.TrimLeft(line, "`"))]
		kind := line[len(marks):]
		switch {
		case fence != "" && line == fence: // the end of a block
			if e.file != "" {
				all = append(all, e)
			}
			fence = ""
		case fence != "":
			e.text += line + "\n"
		case len(marks) < 3:
			if m := heading.FindStringSubmatch(line); m != nil {
				named = m[1]
			} else if line != "" {
				named = ""
			}
		default: // the beginning of a block
			e, fence = example{line: i + 1, file: named}, marks
			switch {
			case named == "" && kind == "markdown":
				e.file = fmt.Sprintf("content/guides/example-%d.md", e.line)
				e.text = "---\ntitle: 例\n---\n\n"
			case named != "" && (kind == "markdown" || kind == "yaml") || named == "" && kind == "text":
			default:
				t.Errorf("%s:%d: nobody knows what to do with this block, called %q", chapter, i+1, kind)
			}
			named = ""
		}
	}
	return all
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func write(t *testing.T, root *os.Root, name, text string) {
	t.Helper()
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := root.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
