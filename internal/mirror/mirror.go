// Package mirror holds the files of a folder in memory, as they were at one
// moment: a file system that never changes, and that makes the next one of
// itself when it is told which files may have changed.
//
// It does not find out that files changed (watch) and knows nothing of what
// they say.
package mirror

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"syscall"
	"time"
)

// Mirror is a folder at one moment. It is an fs.FS; read-only, and safe for
// concurrent use.
type Mirror struct {
	set     *set
	files   []*file                  // by the numbers of the set
	folders map[string][]fs.DirEntry // by path, sorted; empty folders are none, but for roots
	roots   []string
}

// set is which files there are. Mirrors of the same files share it, so that two
// states of a large folder are compared in no time.
type set struct {
	names  []string // sorted
	number map[string]int
}

// Sum tells contents apart.
type Sum = [sha256.Size]byte

// file is a file that was read.
type file struct {
	name string // the last part of its path
	data []byte
	sum  Sum
	err  error // why it could not be read
}

// Read reads the named folders of a file system, which need not be there, with
// all that is in them.
func Read(source fs.FS, folders ...string) (*Mirror, error) {
	m := &Mirror{folders: map[string][]fs.DirEntry{}, roots: folders}
	files := map[string]*file{}
	for _, folder := range folders {
		m.list(folder, entry{&file{name: path.Base(folder)}}.asFolder())
		m.folders[folder] = nil
		if err := walk(source, folder, func(name string) { files[name] = read(source, name) }); err != nil {
			return nil, err
		}
	}
	m.number(files)
	m.listAll()
	return m, nil
}

// number makes the set and the list of these files.
func (m *Mirror) number(files map[string]*file) {
	m.set = &set{slices.Sorted(maps.Keys(files)), make(map[string]int, len(files))}
	m.files = make([]*file, len(files))
	for i, name := range m.set.names {
		m.set.number[name] = i
		m.files[i] = files[name]
	}
}

// file returns the file of that name, or nil.
func (m *Mirror) file(name string) *file {
	if i, there := m.set.number[name]; there {
		return m.files[i]
	}
	return nil
}

// walk calls found for every file in a folder. What vanishes meanwhile is not
// there.
func walk(source fs.FS, folder string, found func(name string)) error {
	return fs.WalkDir(source, folder, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case d.IsDir():
			return nil
		}
		found(name)
		return nil
	})
}

func read(source fs.FS, name string) *file {
	data, err := fs.ReadFile(source, name)
	return &file{name: path.Base(name), data: data, sum: sha256.Sum256(data), err: err}
}

// With returns the folder as it is after the files of those names changed, were
// made or are gone. changed tells whether it differs.
func (m *Mirror) With(source fs.FS, names []string) (next *Mirror, changed bool) {
	differ := map[string]*file{} // nil for those that are gone
	for _, name := range names {
		old, now := m.file(name), m.readIfThere(source, name)
		if old == nil && now == nil || old != nil && now != nil && old.sum == now.sum && (old.err == nil) == (now.err == nil) {
			continue
		}
		differ[name] = now
	}
	if len(differ) == 0 {
		return m, false
	}
	next = &Mirror{m.set, slices.Clone(m.files), maps.Clone(m.folders), m.roots}
	same := true
	for name, now := range differ { // a file may stand where a folder was, and the other way round
		i, had := m.set.number[name]
		if had {
			next.leave(name)
			next.files[i] = now
		}
		same = same && had && now != nil
	}
	for name, now := range differ {
		if now != nil {
			next.enter(name, now)
		}
	}
	if !same {
		next.renumber(m, differ)
	}
	return next, true
}

// renumber gives m the files of before and what differs from them.
func (m *Mirror) renumber(before *Mirror, differ map[string]*file) {
	files := make(map[string]*file, len(before.files)+len(differ))
	for i, name := range before.set.names {
		files[name] = before.files[i]
	}
	maps.Copy(files, differ)
	maps.DeleteFunc(files, func(_ string, f *file) bool { return f == nil })
	m.number(files)
}

// Since returns which files are not as they were in an older mirror, sorted.
// same is false when there are others than there were.
func (m *Mirror) Since(old *Mirror) (changed []string, same bool) {
	if m.set != old.set {
		return nil, false
	}
	for i, f := range m.files {
		if f != old.files[i] {
			changed = append(changed, m.set.names[i])
		}
	}
	return changed, true
}

// readIfThere returns nil if who walks the folder finds no such file. A link is
// one, whatever it leads to; what it leads to is not walked.
func (m *Mirror) readIfThere(source fs.FS, name string) *file {
	for up := path.Dir(name); up != "." && !slices.Contains(m.roots, up); up = path.Dir(up) {
		if info, err := fs.Lstat(source, up); missing(err) || err == nil && !info.IsDir() {
			return nil
		}
	}
	info, err := fs.Lstat(source, name)
	if missing(err) || err == nil && info.IsDir() {
		return nil
	}
	f := read(source, name)
	if missing(f.err) && err == nil && info.Mode()&fs.ModeSymlink == 0 {
		return nil // since a moment ago
	}
	return f
}

// missing tells whether there is no such file, also since what was its folder
// is a file now.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// listAll lists all files in their folders.
func (m *Mirror) listAll() {
	byFolder := map[string][]fs.DirEntry{}
	for i, name := range m.set.names {
		folder := path.Dir(name)
		byFolder[folder] = append(byFolder[folder], entry{m.files[i]})
	}
	for folder := range byFolder {
		m.list(folder, entry{&file{name: path.Base(folder)}}.asFolder())
	}
	for folder, list := range byFolder {
		m.folders[folder] = append(m.folders[folder], list...)
	}
	for folder, list := range m.folders {
		slices.SortFunc(list, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
		m.folders[folder] = list
	}
}

// enter lists a file in its folder, and the folders above it.
func (m *Mirror) enter(name string, f *file) { m.list(name, entry{f}) }

// list lists what is at name. Lists are shared with other mirrors: they are
// copied, never changed.
func (m *Mirror) list(name string, one fs.DirEntry) {
	for name != "." {
		folder := path.Dir(name)
		list := m.folders[folder]
		at, there := search(list, path.Base(name))
		if there {
			return
		}
		m.folders[folder] = slices.Insert(slices.Clone(list), at, one)
		name, one = folder, entry{&file{name: path.Base(folder)}}.asFolder()
	}
}

// leave takes a file out of its folder, and folders that became empty.
func (m *Mirror) leave(name string) {
	for name != "." {
		folder := path.Dir(name)
		list := m.folders[folder]
		at, there := search(list, path.Base(name))
		if !there {
			return
		}
		if list = slices.Delete(slices.Clone(list), at, at+1); len(list) > 0 || slices.Contains(m.roots, folder) {
			m.folders[folder] = list
			return
		}
		delete(m.folders, folder)
		name = folder
	}
}

func search(list []fs.DirEntry, name string) (int, bool) {
	return slices.BinarySearchFunc(list, name, func(e fs.DirEntry, name string) int { return cmp.Compare(e.Name(), name) })
}

// Sum returns the sum of a file, or of all files in a folder with their names.
func (m *Mirror) Sum(name string) Sum {
	if f := m.file(name); f != nil {
		return f.sum
	}
	all := sha256.New()
	for _, e := range m.folders[name] {
		inner := m.Sum(path.Join(name, e.Name()))
		io.WriteString(all, e.Name()+"\x00") // a hash takes everything
		all.Write(inner[:])
	}
	return Sum(all.Sum(nil))
}

// Has tells whether there is a file of that name.
func (m *Mirror) Has(name string) bool { return m.file(name) != nil }

// Unread returns the files that are there and could not be read, sorted: another
// program may have them open.
func (m *Mirror) Unread() []string {
	var names []string
	for i, f := range m.files {
		if f.err != nil {
			names = append(names, m.set.names[i])
		}
	}
	return names
}

// Open is for the interface fs.FS.
func (m *Mirror) Open(name string) (fs.File, error) {
	if f := m.file(name); f != nil {
		if f.err != nil {
			return nil, f.err
		}
		return &open{entry: entry{f}, Reader: bytes.NewReader(f.data)}, nil
	}
	list, there := m.folders[name]
	if !there && name != "." {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &openFolder{entry: entry{&file{name: path.Base(name)}}.asFolder(), rest: list}, nil
}

// ReadFile is for the interface fs.ReadFileFS.
func (m *Mirror) ReadFile(name string) ([]byte, error) {
	f := m.file(name)
	if f == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return bytes.Clone(f.data), f.err
}

// ReadDir is for the interface fs.ReadDirFS.
func (m *Mirror) ReadDir(name string) ([]fs.DirEntry, error) {
	list, there := m.folders[name]
	if !there && name != "." {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return slices.Clone(list), nil
}

// entry is a file as its folder lists it.
type entry struct{ *file }

func (e entry) Name() string               { return e.name }
func (e entry) IsDir() bool                { return false }
func (e entry) Type() fs.FileMode          { return 0 }
func (e entry) Info() (fs.FileInfo, error) { return e, nil }
func (e entry) Size() int64                { return int64(len(e.data)) }
func (e entry) Mode() fs.FileMode          { return 0o444 }
func (e entry) ModTime() time.Time         { return time.Time{} }
func (e entry) Sys() any                   { return nil }
func (e entry) asFolder() folderEntry      { return folderEntry{e} }

// folderEntry is a folder in a folder.
type folderEntry struct{ entry }

func (e folderEntry) IsDir() bool                { return true }
func (e folderEntry) Type() fs.FileMode          { return fs.ModeDir }
func (e folderEntry) Info() (fs.FileInfo, error) { return e, nil }
func (e folderEntry) Mode() fs.FileMode          { return fs.ModeDir | 0o555 }

// open is a file being read.
type open struct {
	entry
	*bytes.Reader
}

func (o *open) Stat() (fs.FileInfo, error) { return o.entry, nil }
func (o *open) Size() int64                { return o.Reader.Size() }
func (o *open) Close() error               { return nil }

// openFolder is a folder being read.
type openFolder struct {
	entry folderEntry
	rest  []fs.DirEntry
}

func (o *openFolder) Stat() (fs.FileInfo, error) { return o.entry, nil }
func (o *openFolder) Close() error               { return nil }
func (o *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: o.entry.name, Err: errors.New("is a folder")}
}

// ReadDir is for the interface fs.ReadDirFile.
func (o *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(o.rest) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(o.rest) {
		n = len(o.rest)
	}
	list := slices.Clone(o.rest[:n])
	o.rest = o.rest[n:]
	return list, nil
}
