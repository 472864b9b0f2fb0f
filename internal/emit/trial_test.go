package emit

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestCanExchange(t *testing.T) {
	dir := t.TempDir()
	can, err := CanExchange(dir)
	if err != nil || can != (runtime.GOOS == "linux") {
		t.Errorf("%v, %v", can, err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if can, err := CanExchange(filepath.Join(dir, "nowhere")); can || err == nil {
		t.Errorf("in a folder that is not there: %v, %v", can, err)
	}
}
