// Package emit writes the finished output folder whole or not at all.
//
// The new tree grows in a folder beside the published one and takes its place
// in one step. Whoever is killed on the way leaves the published folder as it
// was, and the next Open clears up. What daoyin did not make is never deleted.
//
// It does not minify, render or decide on paths, and it does not flush files
// to the disk one by one: after a power cut the output is simply built again,
// and every file that the cut damaged differs and is written anew.
package emit

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// Options say how an output folder is written.
type Options struct {
	Compress bool // beside every text file, write it compressed, as NAME.gz

	stick bool // tests: as on a USB stick, where folders cannot be exchanged and files not linked
}

// Summary tells what a Commit published. The manifest itself is not counted.
type Summary struct {
	Files     int
	Bytes     int64
	Written   int // files written anew
	Unchanged int // files taken over from the published folder
}

// Folder is an output folder in the making.
type Folder struct {
	dir   string // as it was given to Open
	opts  Options
	place *place
	lock  *lock
	next  *tree     // the new tree; see place for its name
	old   published // what Open found

	names names
	packs packs

	open     sync.RWMutex // held for reading by Put, for writing by what ends the folder
	finished bool         // guarded by open

	mu      sync.Mutex
	entries []entry // guarded by mu
	failed  error   // guarded by mu; of the first Put that went wrong
}

// published is the folder as an earlier run left it.
type published struct {
	tree     *tree // nil if there is none
	manifest []byte
	made     made
}

// Open prepares a new tree beside dir, after mending what an interrupted run
// left. It fails with a *ForeignError if dir holds what daoyin did not make,
// and with a *BusyError while another build writes to dir.
func Open(dir string, opts Options) (*Folder, error) {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if filepath.Dir(absolute) == absolute {
		return nil, fmt.Errorf("output folder %s: the root of a disk cannot be replaced", dir)
	}
	if err := os.MkdirAll(filepath.Dir(absolute), 0o755); err != nil {
		return nil, fmt.Errorf("output folder %s: %w", dir, err)
	}
	parent, err := os.OpenRoot(filepath.Dir(absolute))
	if err != nil {
		return nil, fmt.Errorf("output folder %s: %w", dir, err)
	}
	f := &Folder{dir: dir, opts: opts, place: newPlace(parent, filepath.Base(absolute))}
	f.place.stick = opts.stick
	if err := f.prepare(); err != nil {
		if fault := f.release(); fault != nil {
			err = errors.Join(err, fault)
		}
		return nil, err
	}
	return f, nil
}

func (f *Folder) prepare() error {
	var err error
	if f.lock, err = takeLock(f.place.parent, f.place.lock); err != nil {
		if errors.Is(err, errLocked) {
			return &BusyError{Dir: f.dir}
		}
		return fmt.Errorf("lock beside %s: %w", f.dir, err)
	}
	if err := f.place.mend(); err != nil {
		return fmt.Errorf("clear up beside %s: %w", f.dir, err)
	}
	if err := f.inspect(); err != nil {
		return err
	}
	if err := f.place.parent.Mkdir(f.place.next, 0o755); err != nil {
		return fmt.Errorf("output folder %s: %w", f.dir, err)
	}
	root, err := f.place.parent.OpenRoot(f.place.next)
	if err != nil {
		return fmt.Errorf("output folder %s: %w", f.dir, err)
	}
	f.next = newTree(root)
	return f.names.claim(manifestName, []string{"daoyin"})
}

// inspect reads the published folder and refuses one that is not ours.
func (f *Folder) inspect() error {
	info, err := f.place.parent.Lstat(f.place.name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return &ForeignError{Dir: f.dir, NotFolder: true}
	}
	root, err := f.place.parent.OpenRoot(f.place.name)
	if err != nil {
		return err
	}
	f.old.tree = newTree(root)
	info, err = root.Lstat(manifestName)
	if err == nil && info.Mode().IsRegular() {
		f.old.manifest, err = root.ReadFile(manifestName)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f.old.made = readManifest(f.old.manifest)
	return f.refuseForeign()
}

func (f *Folder) refuseForeign() error {
	// Not through os.Root, which asks for every file's state besides its name.
	published := os.DirFS(filepath.Join(f.place.parent.Name(), f.place.name))
	foreign, err := f.old.made.foreign(published)
	if err != nil {
		return err
	}
	if len(foreign) == 0 {
		return nil
	}
	return &ForeignError{Dir: f.dir, Files: foreign[:min(len(foreign), maxForeign)], Count: len(foreign)}
}

// Put adds a file. The path is slash-separated and relative; from names the
// sources that the file was made of, for the manifest. Put is safe for
// concurrent use. After a Put that failed, Commit fails too.
func (f *Folder) Put(path string, data []byte, from []string) error {
	f.open.RLock()
	defer f.open.RUnlock()
	if f.finished {
		return fmt.Errorf("put %s: the folder is closed", path)
	}
	err := f.put(path, data, from)
	if err != nil {
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.failed == nil {
			f.failed = err
		}
	}
	return err
}

func (f *Folder) put(path string, data []byte, from []string) error {
	if err := f.names.claim(path, from); err != nil {
		return err
	}
	if err := f.write(path, data, from); err != nil {
		return err
	}
	if !f.opts.Compress || !compressible(path) {
		return nil
	}
	packed := path + ".gz"
	if err := f.names.claim(packed, from); err != nil {
		return err
	}
	small, err := f.packs.gzip(data)
	if err != nil {
		return fmt.Errorf("compress %s: %w", path, err)
	}
	if len(small) >= len(data) {
		return nil
	}
	return f.write(packed, small, from)
}

// write puts the file into the new tree, unless the published folder has the
// same: then it is linked by Commit, when it is known that anything changed.
func (f *Folder) write(path string, data []byte, from []string) error {
	unchanged := f.old.made.files[path] && f.old.tree.holds(path, data)
	if !unchanged {
		if err := f.next.write(path, data); err != nil {
			return err
		}
	}
	sum := sha256.Sum256(data)
	sources := slices.Sorted(slices.Values(from))
	f.mu.Lock()
	f.entries = append(f.entries, entry{
		Path: path, Sum: hex.EncodeToString(sum[:]), Bytes: int64(len(data)), From: slices.Compact(sources),
		unchanged: unchanged,
	})
	f.mu.Unlock()
	return nil
}

// Close ends a folder that was not committed: the new tree is removed, the
// published one stays. After Commit it does nothing.
func (f *Folder) Close() error {
	f.open.Lock()
	defer f.open.Unlock()
	if f.finished {
		return nil
	}
	f.finished = true
	return f.release()
}

// release gives back everything that Open took.
func (f *Folder) release() error {
	fault := f.closeTrees()
	if f.lock != nil { // without it, what lies beside belongs to another build
		fault = errors.Join(fault, f.place.mend(), f.lock.release())
	}
	return errors.Join(fault, f.place.parent.Close())
}

func (f *Folder) closeTrees() error {
	fault := errors.Join(f.next.close(), f.old.tree.close())
	f.next, f.old.tree = nil, nil
	return fault
}
