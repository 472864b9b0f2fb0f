package emit

import (
	"bufio"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var kills = flag.Int("kills", 20, "rounds of TestKilledAtAnyMoment: builds killed for each kind of file system")

// childDir tells a process of the test binary to build into that folder until
// it is killed.
const childDir, childStick = "DAOYIN_EMIT_BUILD", "DAOYIN_EMIT_STICK"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		if err := buildForever(dir, Options{stick: os.Getenv(childStick) != ""}); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// editions are two sites: some files are of one only, some differ, some are
// the same.
func editions(opts Options) map[string]files {
	size := 60
	if opts.stick {
		size = 1 // so that more of the time goes into the renames, where a kill is worst
	}
	sites := map[string]files{"A": {}, "B": {}}
	for i := range size {
		for edition, site := range sites {
			site[fmt.Sprintf("guides/%d.html", i)] = strings.Repeat(edition+" ", 100*i+1)
			site[fmt.Sprintf("only%s/%d/x.html", edition, i)] = edition
			site[fmt.Sprintf("same/%d.css", i)] = strings.Repeat("same ", i)
		}
	}
	return sites
}

func buildForever(dir string, opts Options) error {
	sites := editions(opts)
	for {
		for _, edition := range []string{"A", "B"} {
			f, err := Open(dir, opts)
			if err != nil {
				return err
			}
			for path, text := range sites[edition] { // in any order
				if err := f.Put(path, []byte(text), nil); err != nil {
					return err
				}
			}
			if _, err := f.Commit(); err != nil {
				return err
			}
			fmt.Println(edition)
		}
	}
}

func TestKilledAtAnyMoment(t *testing.T) {
	both(t, func(t *testing.T, opts Options) {
		sites := editions(opts)
		dir := filepath.Join(t.TempDir(), "public")
		found := map[string]int{}
		for range *kills {
			runAndKill(t, dir, opts)
			_, missing := os.Lstat(dir)
			if missing != nil && !opts.stick {
				t.Fatal("nothing is published")
			}
			if missing != nil { // between the two renames: Open mends it
				found["mended"]++
				if err := open(t, dir, opts).Close(); err != nil {
					t.Fatal(err)
				}
			}
			got := checkPublished(t, dir)
			for edition, site := range sites {
				if maps.Equal(got, site) {
					found[edition]++
				}
			}
		}
		if found["A"]+found["B"] != *kills {
			t.Errorf("of %d killed builds %d left A, %d left B, the others a mixture", *kills, found["A"], found["B"])
		}
		t.Logf("%v", found)
		build(t, dir, opts, sites["A"])
		check(t, dir, sites["A"])
	})
}

// runAndKill lets another process publish, and kills it a moment later.
func runAndKill(t *testing.T, dir string, opts Options) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childDir+"="+dir)
	if opts.stick {
		child.Env = append(child.Env, childStick+"=1")
	}
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() || len(lines.Text()) != 1 {
		t.Errorf("the child failed: %s", lines.Text())
	}
	go func() {
		for lines.Scan() { // so that the child never waits for us
		}
	}()
	time.Sleep(rand.N(60 * time.Millisecond))
	if err := child.Process.Kill(); err != nil {
		t.Error(err)
	}
	_ = child.Wait() // it was killed: always an error
}
