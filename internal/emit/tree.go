package emit

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path"
	"sync"
)

// maxFolders bounds how many folders a tree holds open. Opening a file from
// its own folder costs half of opening it by a path from the root.
const maxFolders = 128

// tree is a folder of finished files, safe for concurrent use. A nil tree is
// empty.
type tree struct {
	root    *os.Root
	buffers sync.Pool // of *[]byte, to compare with

	mu      sync.Mutex
	folders map[string]*os.Root // path → open folder, nil if there are too many; guarded by mu
}

func newTree(root *os.Root) *tree {
	return &tree{root: root, folders: map[string]*os.Root{".": root}}
}

// makeFolderOf makes the folder in which the file lies.
func (t *tree) makeFolderOf(file string) error {
	_, _, err := t.at(file, t.root.MkdirAll)
	return err
}

// at returns the open folder nearest to the file and the file's path in it.
// A folder not seen before goes through prepare first.
func (t *tree) at(file string, prepare func(string, os.FileMode) error) (*os.Root, string, error) {
	dir, base := path.Dir(file), path.Base(file)
	t.mu.Lock()
	defer t.mu.Unlock()
	folder, known := t.folders[dir]
	if !known {
		if err := prepare(dir, 0o755); err != nil {
			return nil, "", err
		}
		if len(t.folders) < maxFolders {
			var err error
			if folder, err = t.root.OpenRoot(dir); err != nil {
				return nil, "", err
			}
		}
		t.folders[dir] = folder
	}
	if folder == nil {
		return t.root, file, nil
	}
	return folder, base, nil
}

// write makes a file that is not there yet.
func (t *tree) write(file string, data []byte) error {
	folder, name, err := t.at(file, t.root.MkdirAll)
	if err != nil {
		return err
	}
	out, err := folder.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = out.Write(data)
	return errors.Join(err, out.Close())
}

// holds tells whether the tree has the file with these bytes. One that cannot
// be read is not the same.
func (t *tree) holds(file string, data []byte) bool {
	folder, name, err := t.at(file, func(string, os.FileMode) error { return nil })
	if err != nil {
		return false
	}
	in, err := folder.Open(name)
	if err != nil {
		return false
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil || info.Size() != int64(len(data)) {
		return false
	}
	buffer, _ := t.buffers.Get().(*[]byte)
	if buffer == nil {
		buffer = new([]byte)
		*buffer = make([]byte, 64<<10)
	}
	defer t.buffers.Put(buffer)
	for len(data) > 0 {
		chunk := (*buffer)[:min(len(*buffer), len(data))]
		if _, err := io.ReadFull(in, chunk); err != nil || !bytes.Equal(chunk, data[:len(chunk)]) {
			return false
		}
		data = data[len(chunk):]
	}
	return true
}

func (t *tree) close() error {
	if t == nil {
		return nil
	}
	var fault error
	for _, folder := range t.folders { // "." is the root itself
		if folder != nil {
			fault = errors.Join(fault, folder.Close())
		}
	}
	return fault
}
