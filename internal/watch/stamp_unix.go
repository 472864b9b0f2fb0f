//go:build unix

package watch

import (
	"io/fs"
	"syscall"
)

// deepest is how far below a watched folder events are asked for; -1: all the way.
const deepest = -1

// identity tells a file from another of the same size and time that took its place.
func identity(info fs.FileInfo) uint64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(s.Ino)
	}
	return 0
}
