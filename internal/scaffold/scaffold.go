// Package scaffold furnishes new files for editors: a guide, an FAQ, a notice,
// a poster or a screen with every useful key explained in place, or a whole new
// site that builds as it stands. What it writes comes from files/, and for a site also
// from the laws and the calendar that the program carries.
//
// It never overwrites and never edits; whether what editors make of the files
// is right is asked by check, not here.
package scaffold

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"daoyin/internal/calendar"
)

//go:embed files
var furniture embed.FS

// Kind is what can be furnished.
type Kind int

const (
	Guide Kind = iota
	FAQ
	Notice
	Poster
	Screen
	Site
)

var kinds = [...]struct {
	english, chinese string // what editors call it
	folder           string // where its file stands in a site; "" for a site
	furnished        string // its file, or folder, in furniture
}{
	Guide:  {"guide", "指南", "content/guides", "files/guide.md"},
	FAQ:    {"faq", "问答", "content/faq", "files/faq.md"},
	Notice: {"notice", "公告", "content/notices", "files/notice.md"},
	Poster: {"poster", "海报", "content/posters", "files/poster.yaml"},
	Screen: {"screen", "大屏", "content/screens", "files/screen.yaml"},
	Site:   {"site", "网站", "", "files/site"},
}

// ending is that of the file of k: .md, .yaml.
func (k Kind) ending() string { return path.Ext(kinds[k].furnished) }

// String returns the Chinese word for k.
func (k Kind) String() string { return kinds[k].chinese }

// KindOf returns the kind that an editor means by word: guide or 指南.
func KindOf(word string) (k Kind, known bool) {
	for i, k := range kinds {
		if strings.EqualFold(word, k.english) || word == k.chinese {
			return Kind(i), true
		}
	}
	return 0, false
}

// Words returns all words that KindOf knows, each English one followed by its
// Chinese one.
func Words() []string {
	var all []string
	for _, k := range kinds {
		all = append(all, k.english, k.chinese)
	}
	return all
}

// ExistsError tells that something stands where a new file was to be written.
// It has not been touched.
type ExistsError struct {
	Path string // slash-separated, from the root given
}

func (e *ExistsError) Error() string { return e.Path + " exists" }

// Create furnishes a file, or a whole site, of that name. root is the site's
// folder; for a new site it is the folder in which the site's folder is made.
// builtin has the content/laws and content/calendar.yaml that a site starts
// with. It returns what was written as paths from root. A name that cannot be
// used is a *NameError. After any error nothing new is left behind.
func Create(root *os.Root, builtin fs.FS, kind Kind, name string, today calendar.Date) (written []string, err error) {
	if kind != Site {
		name = strings.TrimSuffix(name, kind.ending())
	}
	if err := checkName(name); err != nil {
		return nil, err
	}
	if err := vacant(root, kind, name); err != nil {
		return nil, err
	}
	files, err := furnish(root.FS(), builtin, kind, name, today)
	if err != nil {
		return nil, fmt.Errorf("furnish %s: %w", name, err)
	}
	return write(root, files)
}

// vacant returns an *ExistsError unless the place is free. Names of pages that
// differ only in case count as one: on Windows they are, and in the output.
func vacant(root *os.Root, kind Kind, name string) error {
	folder, file := kinds[kind].folder, name+kind.ending()
	if kind == Site {
		if info, err := root.Stat(name); err == nil && !info.IsDir() {
			return &ExistsError{name}
		}
		folder = name
	}
	entries, err := fs.ReadDir(root.FS(), folder)
	if err != nil {
		return nil // not there yet; if it is there and cannot be read, writing tells
	}
	if kind == Site && len(entries) > 0 {
		return &ExistsError{name}
	}
	for _, e := range entries {
		if strings.EqualFold(e.Name(), file) {
			return &ExistsError{path.Join(folder, e.Name())}
		}
	}
	return nil
}

// usageName is what editors find first in a new site.
const usageName = "使用说明.txt"

// validity is how many days a new notice is shown if its editor does not say
// otherwise.
const validity = 30

// furnish returns the files to write. site is where they will stand.
func furnish(site, builtin fs.FS, kind Kind, name string, today calendar.Date) ([]file, error) {
	filled := strings.NewReplacer(
		"{{NAME}}", name,
		"{{DATE}}", today.String(),
		"{{UNTIL}}", today.AddDays(validity).String(),
		"{{FLOW}}", guideWithFlow(site, name),
	)
	k := kinds[kind]
	if kind != Site {
		text, err := fs.ReadFile(furniture, k.furnished)
		return []file{{path.Join(k.folder, name+kind.ending()), []byte(filled.Replace(string(text)))}}, err
	}
	furnished, err := fs.Sub(furniture, k.furnished)
	if err != nil {
		return nil, err
	}
	files, err := collect(furnished, ".", name)
	if err != nil {
		return nil, err
	}
	usage, err := fs.ReadFile(furniture, "files/usage.txt") // not in files/site: its name would be in Chinese in our own folders, too
	if err != nil {
		return nil, err
	}
	files = append(files, file{path.Join(name, usageName), usage})
	for i := range files {
		files[i].data = []byte(filled.Replace(string(files[i].data)))
	}
	for _, source := range []string{"content/calendar.yaml", "content/laws"} {
		data, err := collect(builtin, source, name)
		if err != nil {
			return nil, err
		}
		files = append(files, data...)
	}
	return files, nil
}

// collect returns the files of fsys at and below source, to be written below
// folder.
func collect(fsys fs.FS, source, folder string) ([]file, error) {
	var files []file
	err := fs.WalkDir(fsys, source, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, p)
		files = append(files, file{path.Join(folder, p), data})
		return err
	})
	return files, err
}
