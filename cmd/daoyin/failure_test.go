package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"testing"

	"daoyin/internal/emit"
)

// What a machine can do wrong is told in the words of people, wherever in the
// way it went wrong.
func TestFailuresAreWorded(t *testing.T) {
	denied := &fs.PathError{Op: "open", Path: "public", Err: fs.ErrPermission}
	foreign := &emit.ForeignError{Dir: "public", Files: []string{"a", "b/"}, Count: 9}
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"no permission":  {denied, "没有完成，以前生成的保持原样：没有读写的权限，或者文件正被别的程序占用（output: open public: permission denied）"},
		"interrupted":    {context.Canceled, "没有完成，以前生成的保持原样：中途停止了。"},
		"busy":           {&emit.BusyError{Dir: "public"}, "另一个 daoyin 正在往 public 里写，这一次没有生成。请等它完成，再来一次。"},
		"anything else":  {errors.New("no space left on device"), "没有完成，以前生成的保持原样：output: no space left on device"},
		"many strangers": {foreign, "输出文件夹 public 里有不是导引生成的文件，没有动它：\n  a\n  b/\n  ……还有 7 个\n请把它们移到别处，或者用 -out 换一个文件夹。"},
	} {
		if got := failure(fmt.Errorf("output: %w", c.err), true); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if got := failure(context.Canceled, false); got != "没有完成：中途停止了。" {
		t.Errorf("a check has nothing that stays as it was: %q", got)
	}
}

// Control-C ends a build before anything is published, and a program that
// reads JSON hears of it too.
func TestInterruptedBuildPublishesNothing(t *testing.T) {
	folder := t.TempDir()
	stopped, stop := context.WithCancel(t.Context())
	stop()
	var out, told bytes.Buffer
	if code := run(t.Context(), []string{"new", "site", "x", "-site", folder}, &out, &told); code != exitFine {
		t.Fatal(told.String())
	}
	site := filepath.Join(folder, "x")
	out.Reset()
	if code := run(stopped, []string{"build", "-json", "-site", site}, &out, &told); code != exitProblems {
		t.Errorf("exit code %d", code)
	}
	const want = "没有完成，以前生成的保持原样：中途停止了。"
	if told.String() != "daoyin: "+want+"\n" {
		t.Errorf("told: %q", told.String())
	}
	var got struct{ Failure string }
	if err := json.Unmarshal(out.Bytes(), &got); err != nil || got.Failure != want {
		t.Errorf("JSON says %q: %v", got.Failure, err)
	}
	if left, _ := filepath.Glob(filepath.Join(site, "*public*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
