// Package asset reads the static folder: style sheets, scripts and icons,
// built in ones and a site's own, which replace those of the same name. They
// are minified here once, and named by the hash of what they hold.
//
// It does not decide which page needs which style sheet; render does.
package asset

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"daoyin/internal/compact"
	"daoyin/internal/content"
	"daoyin/internal/problem"
)

// File is one file for the output.
type File struct {
	Path   string // assets/icon-1a2b3c4d.svg
	Data   []byte
	Source []string
}

// Style is a bundle of style sheets: the CSS itself where it is small enough
// to stand in the page, else the path of a file.
type Style struct {
	CSS  string // minified
	Hash string // of the CSS, for a Content-Security-Policy: sha256-…
	Path string // the file that holds it; "" if it is small enough to stand in the page
}

// Set holds the static files, read-only but for the bundles that are asked
// for; ask for all of them before Files.
type Set struct {
	sheets  map[string]string // name without ending → minified CSS
	scripts map[string]string
	icons   map[string]File
	budget  int // bytes of CSS that may stand in a page
	linked  []File
}

// builtinBudget is the largest style sheet that still leaves a guide's text
// room in the 14 KB (compressed) that arrive in the first flight.
const builtinBudget = 24 * 1024

// Load reads static/css, static/js and static/icons. budget is the largest
// style sheet written into the page, 0 for the built-in value. colours replace
// the values of --name in the sheets.
//
// A file of the site that cannot be used is a problem; one of the program's
// own is an error.
func Load(builtin, site fs.FS, budget int, colours map[string]string, problems *problem.List) (*Set, error) {
	if budget == 0 {
		budget = builtinBudget
	}
	s := &Set{sheets: map[string]string{}, scripts: map[string]string{}, icons: map[string]File{}, budget: budget}
	values := map[string]string{}
	if err := s.folder(builtin, values, func(_ string, err error) error { return err }); err != nil {
		return nil, err
	}
	if err := s.folder(site, values, func(name string, err error) error {
		problems.Error("asset", problem.Position{File: name}, "这个文件读不懂："+err.Error(), "样式、脚本和图标由技术人员维护；删掉这个文件，就会改用自带的。")
		return nil
	}); err != nil {
		return nil, err
	}
	for name, value := range colours {
		if value != "" {
			values[name] = value
		}
	}
	return s, s.resolve(values, problems)
}

// folder takes in the static folder of one side. What is wrong in a file goes
// through bad.
func (s *Set) folder(fsys fs.FS, values map[string]string, bad func(name string, err error) error) error {
	for _, kind := range []string{"css", "js", "icons"} {
		names, err := fs.Glob(fsys, "static/"+kind+"/*")
		if err != nil {
			return err
		}
		for _, name := range names {
			if content.Litter(path.Base(name)) {
				continue
			}
			data, err := fs.ReadFile(fsys, name)
			if err != nil {
				return err
			}
			if err := s.take(kind, name, data, values); err != nil {
				if err = bad(name, err); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// take enters one file. Values of custom properties stand in the :root rule of
// any sheet and hold for all of them; a site's own go before the built-in ones.
func (s *Set) take(kind, name string, data []byte, values map[string]string) error {
	var err error
	ending := path.Ext(name)
	base := strings.TrimSuffix(path.Base(name), ending)
	switch kind {
	case "css":
		for _, m := range definition.FindAllStringSubmatch(root.FindString(string(data)), -1) {
			values[m[1]] = m[2]
		}
		small, err := compact.CSS(root.ReplaceAll(data, nil))
		if err != nil {
			return fmt.Errorf("minify %s: %w", name, err)
		}
		s.sheets[base] = string(small)
	case "js":
		small, err := compact.JS(data)
		if err != nil {
			return fmt.Errorf("minify %s: %w", name, err)
		}
		s.scripts[base] = string(small)
	default:
		if ending == ".svg" {
			if data, err = compact.SVG(data); err != nil {
				return fmt.Errorf("minify %s: %w", name, err)
			}
		}
		s.icons[base+ending] = File{Path: hashed(base, ending, data), Data: data, Source: []string{name}}
	}
	return nil
}

var (
	definition = regexp.MustCompile(`--([a-z0-9-]+)\s*:\s*([^;}]+);`)
	use        = regexp.MustCompile(`var\(--([a-z0-9-]+)\)`)
	root       = regexp.MustCompile(`(?s):root\s*\{.*?\}`)
)

// resolve writes the values of custom properties where they are used, for
// engines that do not know them.
func (s *Set) resolve(values map[string]string, problems *problem.List) error {
	for _, name := range slices.Sorted(maps.Keys(s.sheets)) {
		css := use.ReplaceAllStringFunc(s.sheets[name], func(v string) string {
			property := use.FindStringSubmatch(v)[1]
			if values[property] == "" {
				problems.Error("asset", problem.Position{File: "static/css/" + name + ".css"}, "样式里用了没有定义的颜色“--"+property+"”",
					"请在样式表开头的 :root 里写上它的值。")
			}
			return values[property]
		})
		small, err := compact.CSS([]byte(css)) // colours have shorter names
		if err != nil {
			return fmt.Errorf("minify %s: %w", name, err)
		}
		s.sheets[name] = string(small)
	}
	return nil
}

func hashed(base, ending string, data []byte) string {
	sum := sha256.Sum256(data)
	return "assets/" + base + "-" + hex.EncodeToString(sum[:4]) + ending
}

// csp returns the hash of a text as a Content-Security-Policy names it.
func csp(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// Style returns the named sheets as one bundle.
func (s *Set) Style(names ...string) Style {
	var css strings.Builder
	for _, name := range names {
		css.WriteString(s.sheets[name])
	}
	style := Style{CSS: css.String(), Hash: csp(css.String())}
	if css.Len() > s.budget {
		style.Path = s.link(style.CSS, names)
	}
	return style
}

// Print returns the path of the sheet for paper, which never stands in a page.
func (s *Set) Print() string { return s.link(s.sheets["print"], []string{"print"}) }

// link makes a file of named sheets and returns its path.
func (s *Set) link(css string, names []string) string {
	f := File{Path: hashed(strings.Join(names, "-"), ".css", []byte(css)), Data: []byte(css)}
	for _, name := range names {
		f.Source = append(f.Source, "static/css/"+name+".css")
	}
	if !slices.ContainsFunc(s.linked, func(other File) bool { return other.Path == f.Path }) {
		s.linked = append(s.linked, f)
	}
	return f.Path
}

// Script returns the named script, minified, and its hash.
func (s *Set) Script(name string) (js, hash string) {
	js = s.scripts[name]
	return js, csp(js)
}

// Icon returns the output path of an icon, or "".
func (s *Set) Icon(name string) string { return s.icons[name].Path }

// Files returns what the output needs, sorted by path.
func (s *Set) Files() []File {
	files := slices.Clone(s.linked)
	for _, f := range s.icons {
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files
}
