package emit

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// lock keeps a second build out: a file that is opened for us alone and that
// the system deletes when we end, however that happens.
type lock struct {
	handle syscall.Handle
}

const (
	accessDenied     = syscall.ERROR_ACCESS_DENIED
	sharingViolation = syscall.Errno(32)
	deleteOnClose    = 0x04000000 // FILE_FLAG_DELETE_ON_CLOSE
)

func takeLock(parent *os.Root, name string) (*lock, error) {
	path, err := syscall.UTF16PtrFromString(filepath.Join(parent.Name(), name))
	if err != nil {
		return nil, err
	}
	var handle syscall.Handle
	err = patiently(func() error {
		handle, err = syscall.CreateFile(path, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
			syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL|deleteOnClose, 0)
		return err
	})
	if errors.Is(err, sharingViolation) {
		return nil, errLocked
	}
	if err != nil {
		return nil, &os.PathError{Op: "lock", Path: name, Err: err}
	}
	return &lock{handle}, nil
}

func (l *lock) release() error { return syscall.CloseHandle(l.handle) }

// patiently tries again for a second: virus scanners and the Explorer open
// fresh files for a moment, and a folder cannot be renamed meanwhile.
func patiently(do func() error) error {
	err := do()
	for range 20 {
		if !errors.Is(err, accessDenied) && !errors.Is(err, sharingViolation) {
			break
		}
		time.Sleep(50 * time.Millisecond)
		err = do()
	}
	return err
}
