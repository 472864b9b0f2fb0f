package watch

import (
	"io/fs"
	"syscall"
)

// deepest is how far below a watched folder events are asked for. Windows
// lets nobody rename a folder while one inside it is watched
// (github.com/fsnotify/fsnotify/issues/356): watching no deeper keeps every folder that editors make free to be renamed. What lies
// deeper is found by looking.
const deepest = 1

// identity tells a file from another of the same size and time that took its
// place, most of the time: asking for the file's number would open every file.
func identity(info fs.FileInfo) uint64 {
	if s, ok := info.Sys().(*syscall.Win32FileAttributeData); ok {
		return uint64(s.CreationTime.Nanoseconds())
	}
	return 0
}
