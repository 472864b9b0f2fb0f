package emit

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Commit writes the manifest and puts the new tree in the place of the old.
// A build that changed nothing leaves the published folder untouched.
func (f *Folder) Commit() (Summary, error) {
	f.open.Lock()
	defer f.open.Unlock()
	if f.finished {
		return Summary{}, fmt.Errorf("commit %s: the folder is closed", f.dir)
	}
	if f.failed != nil {
		return Summary{}, fmt.Errorf("%s is not published: %w", f.dir, f.failed)
	}
	slices.SortFunc(f.entries, func(a, b entry) int { return strings.Compare(a.Path, b.Path) })
	manifest, err := writeManifest(f.entries)
	if err != nil {
		return Summary{}, err
	}
	sum := summarize(f.entries)
	if sum.Written > 0 || !bytes.Equal(manifest, f.old.manifest) {
		if err := f.publish(manifest); err != nil {
			return Summary{}, err
		}
	}
	f.finished = true
	// The new output stands. What could not be cleared away (on Windows, a file
	// that somebody is reading) waits for the next Open, which tells of it.
	_ = f.release()
	return sum, nil
}

func (f *Folder) publish(manifest []byte) error {
	if err := f.linkUnchanged(); err != nil {
		return err
	}
	if err := f.next.write(manifestName, manifest); err != nil {
		return err
	}
	if err := f.inspectAgain(); err != nil {
		return err
	}
	if err := f.closeTrees(); err != nil { // Windows cannot rename what is open
		return err
	}
	return f.place.replace()
}

// inspectAgain refuses what was put in or in place of the published folder
// while the build went on, and gives the new tree the old one's permissions.
func (f *Folder) inspectAgain() error {
	info, err := f.place.parent.Lstat(f.place.name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if f.old.tree == nil {
		return fmt.Errorf("%s appeared during the build", f.dir)
	}
	before, err := f.old.tree.root.Stat(".")
	if err != nil {
		return err
	}
	if !os.SameFile(info, before) {
		return fmt.Errorf("%s was replaced during the build", f.dir)
	}
	if err := f.refuseForeign(); err != nil {
		return err
	}
	return f.place.parent.Chmod(f.place.next, info.Mode().Perm())
}

// linkUnchanged takes the unchanged files over into the new tree.
func (f *Folder) linkUnchanged() error {
	workers := min(runtime.GOMAXPROCS(0), 4)
	faults := make([]error, workers)
	var running sync.WaitGroup
	for w := range workers {
		running.Go(func() {
			for i := w; i < len(f.entries) && faults[w] == nil; i += workers {
				if e := f.entries[i]; e.unchanged {
					faults[w] = f.takeOver(e)
				}
			}
		})
	}
	running.Wait()
	return errors.Join(faults...)
}

func (f *Folder) takeOver(e entry) error {
	if err := f.next.makeFolderOf(e.Path); err != nil {
		return err
	}
	if !f.opts.stick && f.place.parent.Link(f.place.name+"/"+e.Path, f.place.next+"/"+e.Path) == nil {
		return nil
	}
	// No links here: write it after all.
	data, err := f.old.tree.root.ReadFile(filepath.FromSlash(e.Path))
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != e.Sum {
		return fmt.Errorf("%s was changed in %s during the build", e.Path, f.dir)
	}
	return f.next.write(e.Path, data)
}
