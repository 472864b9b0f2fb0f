package scaffold

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
)

// file is one to be written.
type file struct {
	path string // slash-separated, from the root
	data []byte
}

// write writes all files, or leaves root as it was. It makes the folders they
// need and opens nothing that exists.
func write(root *os.Root, files []file) ([]string, error) {
	w := writer{root: root}
	var written []string
	for _, f := range files {
		if err := w.put(f); err != nil {
			return nil, errors.Join(err, w.undo())
		}
		written = append(written, f.path)
	}
	return written, nil
}

type writer struct {
	root *os.Root
	made []string // files and folders, in the order they were made
}

func (w *writer) put(f file) error {
	if err := w.folder(path.Dir(f.path)); err != nil {
		return err
	}
	out, err := w.root.OpenFile(f.path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return &ExistsError{f.path}
	}
	if err != nil {
		return err
	}
	w.made = append(w.made, f.path)
	_, err = out.Write(f.data)
	return errors.Join(err, out.Close())
}

// folder makes dir and what it stands in, unless they exist.
func (w *writer) folder(dir string) error {
	if dir == "." {
		return nil
	}
	if err := w.folder(path.Dir(dir)); err != nil {
		return err
	}
	err := w.root.Mkdir(dir, 0o755)
	if err == nil {
		w.made = append(w.made, dir)
	} else if errors.Is(err, fs.ErrExist) {
		return nil // if it is no folder, the file in it cannot be opened
	}
	return err
}

// undo removes what was made, last first.
func (w *writer) undo() error {
	var all error
	for _, p := range slices.Backward(w.made) {
		all = errors.Join(all, w.root.Remove(p))
	}
	return all
}
