package emit

import (
	"errors"
	"os"
)

// CanExchange tries out, in folders of its own that it removes again, whether
// a published folder in parent would be replaced in one step. Where it cannot,
// there is a moment between two renames.
func CanExchange(parent string) (can bool, err error) {
	dir, err := os.MkdirTemp(parent, ".daoyin-try-*")
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return false, err
	}
	defer root.Close()
	if err := errors.Join(root.Mkdir("a", 0o755), root.Mkdir("b", 0o755)); err != nil {
		return false, err
	}
	switch err := exchange(root, "a", "b"); {
	case errors.Is(err, errors.ErrUnsupported):
		return false, nil
	case err != nil:
		return false, err
	}
	return true, nil
}
