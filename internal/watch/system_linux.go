package watch

import (
	"os"
	"strconv"
	"strings"
)

// MaxFolders returns how many folders all programs of this user together may
// watch, 0 where the system sets no such limit.
func MaxFolders() int {
	text, err := os.ReadFile("/proc/sys/fs/inotify/max_user_watches")
	if err != nil {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0
	}
	return n
}
