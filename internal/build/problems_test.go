package build

import (
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"daoyin"
	"daoyin/internal/calendar"
)

// at is the time of all test builds.
var at = time.Date(2026, 11, 22, 9, 0, 0, 0, calendar.Zone)

// base is a site without a problem, to which fixtures add their files.
func base(t *testing.T) fstest.MapFS {
	t.Helper()
	return files(t, "testdata/base.txtar")
}

func files(t testing.TB, name string) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	site := fstest.MapFS{}
	for _, f := range archive.Files {
		site[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return site
}

// problems returns what a check of the site finds, a line each:
// content/x.md:12:5 error flow-target.
func problems(t *testing.T, site fs.FS) []string {
	t.Helper()
	r, err := Run(t.Context(), Input{Site: site, Builtin: daoyin.Files, At: at})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range r.Problems {
		lines = append(lines, fmt.Sprintf("%s:%d:%d %s %s", p.File, p.Line, p.Column, p.Severity, p.Code))
		if p.Hint == "" || p.Message == "" {
			t.Errorf("%s has no words", lines[len(lines)-1])
		}
		if p.Line > 0 && p.Excerpt == "" && p.Code != "file-encoding" && !blank(site, p.File, p.Line) {
			t.Errorf("%s has no line", lines[len(lines)-1])
		}
	}
	return lines
}

func blank(site fs.FS, file string, line int) bool {
	raw, err := fs.ReadFile(site, file)
	lines := strings.Split(string(raw), "\n")
	return err != nil || line > len(lines) || strings.TrimSpace(lines[line-1]) == ""
}

func TestBaseHasNoProblem(t *testing.T) {
	if got := problems(t, base(t)); got != nil {
		t.Errorf("problems:\n%s", strings.Join(got, "\n"))
	}
}

// Each fixture is one kind of mistake: files added to the base site, and the
// problems they must give, no more and no fewer. The last test puts all of
// them into one site, and one run must tell them all.
func TestEveryMistakeIsToldAtItsPlace(t *testing.T) {
	fixtures, err := filepath.Glob("testdata/problems/*.txtar")
	if err != nil || len(fixtures) == 0 {
		t.Fatal("no fixtures", err)
	}
	all, allWant := base(t), []string(nil)
	for _, name := range fixtures {
		added := files(t, name)
		want := strings.Split(strings.TrimSpace(string(added["want"].Data)), "\n")
		delete(added, "want")
		alone := strings.Contains(filepath.Base(name), "site-") // replaces the site file: cannot be joined
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			site := base(t)
			maps.Copy(site, added)
			compare(t, problems(t, site), want)
		})
		if alone {
			continue
		}
		for file, data := range added {
			if _, taken := all[file]; taken {
				t.Fatalf("%s: %s stands in another fixture too", name, file)
			}
			all[file] = data
		}
		allWant = append(allWant, want...)
	}
	t.Run("all at once", func(t *testing.T) { compare(t, problems(t, all), allWant) })
}

func compare(t *testing.T, got, want []string) {
	t.Helper()
	got, want = slices.Clone(got), slices.Clone(want)
	slices.Sort(got)
	slices.Sort(want)
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("missing %s", line)
		}
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("surplus %s", line)
		}
	}
	if !t.Failed() && len(got) != len(want) {
		t.Errorf("%d problems, want %d", len(got), len(want))
	}
}
