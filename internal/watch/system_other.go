//go:build !linux

package watch

// MaxFolders returns how many folders all programs of this user together may
// watch, 0 where the system sets no such limit.
func MaxFolders() int { return 0 }
