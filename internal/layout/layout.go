// Package layout reads the layouts folder: HTML templates, built in ones and a
// site's own, which replace those of the same name. Templates are minified
// once when they are read, so that pages need not be.
//
// A layout that does not parse, or fails while it runs, is an *Error with the
// file and line of the template as its author wrote it. It does not know what
// the templates are given; that is render's business.
package layout

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"

	"daoyin/internal/compact"
	"daoyin/internal/content"
	"daoyin/internal/problem"
)

// Set holds the templates of one medium. Read-only once loaded; safe for
// concurrent use.
type Set struct {
	folder string
	files  map[string]string                             // path of the template → its text
	small  map[string]*template.Template                 // minified, what is run
	plain  func() (map[string]*template.Template, error) // as written, to tell where a failure is; made when it is needed
}

// Error is a layout that failed: its place and what is wrong, in Chinese with
// the template engine's own words behind.
type Error struct {
	At   problem.Position
	What string
}

func (e *Error) Error() string { return fmt.Sprintf("%s:%d: %s", e.At.File, e.At.Line, e.What) }

// Load reads the templates of a folder (layouts/web) of the built-in files and
// of the site. Files whose name begins with _ are shared by all; base.html
// holds what every page has; every other file is a layout of its own.
func Load(folder string, builtin, site fs.FS, problems *problem.List) (*Set, error) {
	s := &Set{folder: folder, files: map[string]string{}}
	s.plain = sync.OnceValues(func() (map[string]*template.Template, error) { return s.build(asWritten) })
	for _, fsys := range []fs.FS{builtin, site} {
		names, err := fs.Glob(fsys, path.Join(folder, "*.html"))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if content.Litter(path.Base(name)) {
				continue
			}
			text, err := fs.ReadFile(fsys, name)
			if err != nil {
				return nil, err
			}
			s.files[name] = string(text)
		}
	}
	var err error
	if s.small, err = s.build(minified); err == nil || !s.readable(problems) {
		return s, nil
	}
	if _, plain := s.plain(); plain != nil {
		s.report(plain, problems)
		return s, nil
	}
	return s, err
}

func asWritten(text string) (string, error) { return text, nil }

func minified(text string) (string, error) {
	small, err := compact.Template([]byte(text))
	return string(small), err
}

// readable parses every file by itself, so that every broken one is reported
// and not only the first.
func (s *Set) readable(problems *problem.List) bool {
	ok := true
	for name, text := range s.files { // problems are sorted by place later
		if _, err := template.New(name).Funcs(functions).Parse(text); err != nil {
			s.report(err, problems)
			ok = false
		}
	}
	return ok
}

func (s *Set) report(err error, problems *problem.List) {
	bad := s.locate(err)
	problems.Error("layout", bad.At, "版式文件有错："+bad.What, "版式文件由技术人员维护；删掉这个文件，就会改用自带的版式。")
}

// Execute appends the layout's output for data to dst. A failure of the
// template is an *Error.
func (s *Set) Execute(dst []byte, name string, data any) ([]byte, error) {
	t := s.small[name]
	if t == nil {
		return dst, fmt.Errorf("layout: no layout %q", name)
	}
	out := bytes.NewBuffer(dst)
	if err := t.Execute(out, data); err != nil {
		return dst, s.locate(s.again(name, data, err))
	}
	return out.Bytes(), nil
}

// again fails in the template as it was written: lines of the minified one mean
// nothing to its author.
func (s *Set) again(name string, data any, err error) error {
	plain, broken := s.plain()
	if broken != nil {
		return broken
	}
	if failed := plain[name].Execute(new(bytes.Buffer), data); failed != nil {
		return failed
	}
	return err
}

var place = regexp.MustCompile(`^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: (.*)`)

// locate reads the place out of an error of the template engine.
func (s *Set) locate(err error) *Error {
	if known, ok := errors.AsType[*Error](err); ok {
		return known
	}
	bad := located(err)
	bad.What = inWords(bad.What)
	return bad
}

func located(err error) *Error {
	bad := &Error{What: err.Error()}
	if escape, ok := errors.AsType[*template.Error](err); ok && escape.Name != "" {
		bad.What = escape.Description
		bad.At = problem.Position{File: escape.Name, Line: max(escape.Line, 1)}
		if escape.Node != nil { // the engine names the outermost template; the node knows better
			location, _ := new(parse.Tree).ErrorContext(escape.Node)
			if part := strings.Split(location, ":"); len(part) > 1 {
				bad.At.File = part[0]
				bad.At.Line, _ = strconv.Atoi(part[1])
			}
		}
		return bad
	}
	if m := place.FindStringSubmatch(err.Error()); m != nil {
		line, _ := strconv.Atoi(m[2])
		bad.At = problem.Position{File: m[1], Line: line}
		bad.What = m[4]
	}
	return bad
}

// Defined tells whether the set has a layout of that name.
func (s *Set) Defined(name string) bool { return s.small[name] != nil }
