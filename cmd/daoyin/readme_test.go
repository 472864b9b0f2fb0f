package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// README promises two commands: they stand in it once each, and the first one
// makes this repository's own website without a word of complaint.
func TestReadmeKeepsItsPromise(t *testing.T) {
	t.Chdir("../..")
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	build, test := onlyCommand(t, string(text), "go run ./cmd/daoyin"), onlyCommand(t, string(text), "go test")
	if test != "go test ./..." {
		t.Errorf("README's second command is %q", test)
	}
	public := filepath.Join(t.TempDir(), "public")
	args := append(strings.Fields(build)[3:], "-out", public)
	var out, told bytes.Buffer
	if code := run(t.Context(), args, &out, &told); code != exitFine {
		t.Errorf("%s: exit code %d", build, code)
	}
	if told.Len() > 0 {
		t.Errorf("%s complains:\n%s", build, told.String())
	}
	if !strings.HasPrefix(out.String(), "已生成 ") {
		t.Errorf("%s says %q", build, out.String())
	}
	if _, err := os.Stat(filepath.Join(public, "index.html")); err != nil {
		t.Error(err)
	}
}

// onlyCommand returns the one command that stands on an indented line and begins
// like that.
func onlyCommand(t *testing.T, text, begin string) string {
	t.Helper()
	var found []string
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(line, "    "); ok && strings.HasPrefix(rest, begin) {
			found = append(found, strings.TrimSpace(rest))
		}
	}
	if len(found) != 1 {
		t.Fatalf("README has %d commands that begin with %q: %q", len(found), begin, found)
	}
	return found[0]
}
