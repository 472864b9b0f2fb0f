package emit

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// exchange swaps two names of the folder in one step. A file system or kernel
// that cannot do it gives errors.ErrUnsupported.
func exchange(parent *os.Root, a, b string) error {
	dir, err := parent.Open(".")
	if err != nil {
		return err
	}
	defer dir.Close()
	fd := int(dir.Fd())
	err = unix.Renameat2(fd, a, fd, b, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.EINVAL) { // how a file system says that it does not know the flag
		return errors.ErrUnsupported
	}
	if err != nil {
		return &os.LinkError{Op: "exchange", Old: a, New: b, Err: err}
	}
	return nil
}
