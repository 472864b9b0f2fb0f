package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Whenever the doctor is sent away, nothing of it stays.
func TestDoctorLeavesNothingBehind(t *testing.T) {
	site := t.TempDir()
	write(t, filepath.Join(site, "content", "site.yaml"), "title: x\n")
	stopped := 0
	for i := range 30 {
		ctx, stop := context.WithTimeout(t.Context(), time.Duration(i)*2*time.Millisecond)
		var out, told bytes.Buffer
		if run(ctx, []string{"doctor", "-site", site}, &out, &told) != exitFine {
			stopped++
			if !strings.Contains(told.String(), "没有完成") {
				t.Errorf("it said %s", told.String())
			}
		}
		stop()
		err := filepath.WalkDir(site, func(name string, _ fs.DirEntry, err error) error {
			if strings.HasPrefix(filepath.Base(name), ".") {
				t.Errorf("left behind: %s", name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if stopped == 0 {
		t.Error("it was never stopped on its way")
	}
}

// Who may not save is told so.
func TestDoctorFindsAFolderThatIsReadOnly(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("the superuser may write everywhere")
	}
	site := t.TempDir()
	write(t, filepath.Join(site, "content", "site.yaml"), "title: x\n")
	folder := filepath.Join(site, "content")
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(folder, 0o755) }) // so that it can be removed
	var out, told bytes.Buffer
	if code := run(t.Context(), []string{"doctor", "-site", site}, &out, &told); code != exitProblems || !strings.Contains(out.String(), "不能写文件") {
		t.Errorf("exit code %d: %s", code, out.String())
	}
}

// A file that builds and previews cannot read is named; what editors' programs
// leave lying about is not read.
func TestDoctorNamesFilesThatCannotBeRead(t *testing.T) {
	site := t.TempDir()
	write(t, filepath.Join(site, "content", "site.yaml"), "title: x\n")
	for _, name := range []string{".#a.md", "a.md", "b.md"} {
		if err := os.Symlink("nowhere", filepath.Join(site, "content", name)); err != nil {
			t.Skip(err)
		}
	}
	var out, told bytes.Buffer
	if code := run(t.Context(), []string{"doctor", "-site", site}, &out, &told); code != exitProblems ||
		!strings.Contains(out.String(), "读不了 content/a.md：它是一个链接，指的文件已经没有了。这样的文件还有 1 个。") {
		t.Errorf("exit code %d: %s", code, out.String())
	}
}
