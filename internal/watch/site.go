package watch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// site is what is watched, as it lies on the disk.
type site struct{ Options }

// stamp tells one state of a file from another, without reading it.
type stamp struct {
	size     int64
	time     int64 // of the last change, in nanoseconds
	identity uint64
	link     bool // what a symbolic link leads to may change without an event
}

func stampOf(info fs.FileInfo) stamp {
	return stamp{size: info.Size(), time: info.ModTime().UnixNano(), identity: identity(info)}
}

// tree is what one look at files found.
type tree struct {
	files   map[string]stamp
	folders map[string]bool // whose entries are in files
	closed  []string        // what could not be read: nothing is known of it
}

func newTree() tree { return tree{files: map[string]stamp{}, folders: map[string]bool{}} }

// knows tells whether p would be in files if it were there.
func (t *tree) knows(p string) bool {
	return !slices.ContainsFunc(t.closed, func(c string) bool { return within(c, p) })
}

// within tells whether p is the folder, or in it.
func within(folder, p string) bool {
	return strings.HasPrefix(p, folder) && (len(p) == len(folder) || p[len(folder)] == '/')
}

func (s site) at(p string) string { return filepath.Join(s.Root, filepath.FromSlash(p)) }

// isFolder tells whether p is a folder that is looked into: a site's folder may
// be a link to one that lies elsewhere, those in it may not.
func (s site) isFolder(p string) bool {
	stat := os.Lstat
	if depth(p) == 0 {
		stat = os.Stat
	}
	info, err := stat(s.at(p))
	return err == nil && info.IsDir()
}

// path returns the path of a name that the system told; ok is false if it is
// nothing that is watched.
func (s site) path(name string) (p string, ok bool) {
	rest, ok := strings.CutPrefix(name, s.Root)
	if !ok || rest == "" {
		return "", false
	}
	p = strings.TrimPrefix(filepath.ToSlash(rest), "/")
	top, inside, _ := strings.Cut(p, "/")
	if !slices.Contains(s.Folders, top) {
		return "", false
	}
	for inside != "" {
		var name string
		if name, inside, _ = strings.Cut(inside, "/"); s.Ignore(name) {
			return "", false
		}
	}
	return p, true
}

// behindLink tells whether p could be found only by following a link in a
// site's folder, which looking at all files does not do.
func (s site) behindLink(p string) bool {
	for up := path.Dir(p); depth(up) > 0; up = path.Dir(up) {
		if info, err := os.Lstat(s.at(up)); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return true
		}
	}
	return false
}

// depth counts from the watched folders, which have 0.
func depth(p string) int { return strings.Count(p, "/") }

// all looks at every file. Only the end of ctx is an error.
func (s site) all(ctx context.Context) (tree, error) {
	t := newTree()
	for _, folder := range s.Folders {
		if err := s.look(ctx, folder, &t); err != nil {
			return tree{}, err
		}
	}
	return t, nil
}

// look enters the file p, or every file in the folder p, into t.
func (s site) look(ctx context.Context, p string, t *tree) error {
	if s.behindLink(p) {
		return nil
	}
	if s.isFolder(p) {
		return s.folder(ctx, p, t)
	}
	info, err := os.Lstat(s.at(p))
	switch {
	case missing(err):
		return nil
	case err != nil:
		t.closed = append(t.closed, p)
		return nil
	case depth(p) > 0:
		s.file(p, info, t)
	}
	return nil
}

// missing tells whether there is no such file, also since what was its folder
// is a file now.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

func (s site) folder(ctx context.Context, p string, t *tree) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	entries, err := readFolder(s.at(p))
	if err != nil && !missing(err) {
		t.closed = append(t.closed, p)
		return nil
	}
	t.folders[p] = true
	for _, e := range entries {
		name := e.Name()
		if s.Ignore(name) {
			continue
		}
		inside := path.Join(p, name)
		if e.IsDir() {
			if err := s.folder(ctx, inside, t); err != nil {
				return err
			}
			continue
		}
		info, err := e.Info()
		switch {
		case err == nil:
			s.file(inside, info, t)
		case !missing(err):
			t.closed = append(t.closed, inside)
		}
	}
	return nil
}

// readFolder is os.ReadDir without its sorting.
func readFolder(name string) ([]fs.DirEntry, error) {
	dir, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	return dir.ReadDir(-1)
}

// file enters one file. A link counts as what it leads to; what is no file,
// such as a pipe, does not count.
func (s site) file(p string, info fs.FileInfo, t *tree) {
	switch {
	case info.Mode().IsRegular():
		t.files[p] = stampOf(info)
	case info.Mode()&fs.ModeSymlink != 0:
		if target, err := os.Stat(s.at(p)); err == nil && target.Mode().IsRegular() {
			info = target
		}
		found := stampOf(info)
		found.link = true
		t.files[p] = found
	}
}
