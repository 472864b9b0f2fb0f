//go:build unix

package emit

import (
	"errors"
	"os"
	"syscall"
)

// lock keeps a second build out. It is held by the open file, so it ends with
// the process, however that ends.
type lock struct {
	parent *os.Root
	name   string
	file   *os.File
}

func takeLock(parent *os.Root, name string) (*lock, error) {
	for {
		file, err := parent.OpenFile(name, os.O_RDONLY|os.O_CREATE, 0o644)
		if err != nil {
			return nil, err
		}
		err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, errors.Join(errLocked, file.Close())
		}
		// Some network file systems have no locks; a build there goes without.
		if err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, syscall.ENOLCK) {
			return nil, errors.Join(err, file.Close())
		}
		// The holder before us removed the file while we waited to open it:
		// what we hold then keeps nobody out.
		ours, err := file.Stat()
		if err != nil {
			return nil, errors.Join(err, file.Close())
		}
		if current, err := parent.Lstat(name); err == nil && os.SameFile(ours, current) {
			return &lock{parent, name, file}, nil
		}
		if err := file.Close(); err != nil {
			return nil, err
		}
	}
}

func (l *lock) release() error {
	// Removing comes first: afterwards the name may be another's.
	return errors.Join(l.parent.Remove(l.name), l.file.Close())
}

// patiently does it once: on unix nobody's reading stands in the way.
func patiently(do func() error) error { return do() }
