package emit

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// maxForeign is how many names a ForeignError carries.
const maxForeign = 20

// ForeignError tells that the output folder holds what daoyin did not make.
// Nothing was touched.
type ForeignError struct {
	Dir       string
	NotFolder bool     // Dir itself is a file or a symbolic link
	Files     []string // slash-separated, sorted, the first 20; a folder that is foreign as a whole ends in a slash
	Count     int      // how many there are in all
}

func (e *ForeignError) Error() string {
	if e.NotFolder {
		return fmt.Sprintf("output folder %s is not a folder", e.Dir)
	}
	more := ""
	if e.Count > len(e.Files) {
		more = fmt.Sprintf(" and %d more", e.Count-len(e.Files))
	}
	return fmt.Sprintf("output folder %s holds files that were not made here: %s%s", e.Dir, strings.Join(e.Files, ", "), more)
}

// BusyError tells that another build is writing to the output folder.
type BusyError struct {
	Dir string
}

func (e *BusyError) Error() string {
	return fmt.Sprintf("another build is writing to %s", e.Dir)
}

var errLocked = errors.New("locked by another process")

// made is what a manifest says that daoyin made. The zero value is nothing.
type made struct {
	files   map[string]bool
	folders map[string]bool // that hold any of the files
}

func newMade(files []string) made {
	m := made{files: map[string]bool{}, folders: map[string]bool{".": true}}
	for _, file := range files {
		m.files[file] = true
		for dir := path.Dir(file); !m.folders[dir] && fs.ValidPath(dir); dir = path.Dir(dir) {
			m.folders[dir] = true
		}
	}
	return m
}

// foreign returns what else there is, sorted.
func (m made) foreign(published fs.FS) ([]string, error) {
	var found []string
	err := m.search(published, ".", &found)
	return found, err
}

func (m made) search(published fs.FS, dir string, found *[]string) error {
	entries, err := fs.ReadDir(published, dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		file := path.Join(dir, e.Name())
		switch {
		case e.IsDir() && m.folders[file]:
			if err := m.search(published, file, found); err != nil {
				return err
			}
		case e.IsDir():
			if hasFiles(published, file) {
				*found = append(*found, file+"/")
			}
		case isLitter(e.Name()), e.Type().IsRegular() && m.files[file]:
		default:
			*found = append(*found, file)
		}
	}
	return nil
}

// hasFiles tells whether there is anything worth keeping in a folder. One
// that cannot be read may well hold something.
func hasFiles(published fs.FS, dir string) bool {
	entries, err := fs.ReadDir(published, dir)
	if err != nil {
		return true
	}
	for _, e := range entries {
		if e.IsDir() && hasFiles(published, path.Join(dir, e.Name())) || !e.IsDir() && !isLitter(e.Name()) {
			return true
		}
	}
	return false
}

// isLitter tells what operating systems leave in every folder that is looked at.
func isLitter(name string) bool {
	switch strings.ToLower(name) {
	case ".ds_store", "thumbs.db", "desktop.ini":
		return true
	}
	return false
}
