package drawtest

import (
	"os"
	"os/exec"
	"testing"
)

// Tool returns the path of a program that a test looks through. Where there is
// none the test is skipped; on the machine that checks everything, it fails.
func Tool(t testing.TB, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err == nil {
		return path
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed", program)
	}
	t.Skipf("%s is not installed", program)
	return ""
}
