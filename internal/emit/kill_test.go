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
	"strconv"
	"strings"
	"testing"
	"time"
)

var kills = flag.Int("kills", 20, "rounds of TestKilledAtAnyMoment: builds killed for each kind of file system")

// childDir tells a process of the test binary to build into that folder until
// it is killed, childSize how large a site.
const childDir, childSize, childStick = "DAOYIN_EMIT_BUILD", "DAOYIN_EMIT_SIZE", "DAOYIN_EMIT_STICK"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		size, err := strconv.Atoi(os.Getenv(childSize))
		if err == nil {
			err = buildForever(dir, Options{stick: os.Getenv(childStick) != ""}, size)
		}
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// editions are two sites: some files are of one only, some differ, some are
// the same.
func editions(size int) map[string]files {
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

func buildForever(dir string, opts Options, size int) error {
	sites := editions(size)
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
	// With a small site more of the time goes into the renames, where a kill is worst.
	for _, size := range []int{60, 1} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			both(t, func(t *testing.T, opts Options) { killBuilds(t, opts, size) })
		})
	}
}

func killBuilds(t *testing.T, opts Options, size int) {
	sites := editions(size)
	dir := filepath.Join(t.TempDir(), "public")
	found := map[string]int{}
	for range *kills {
		runAndKill(t, dir, opts, size)
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
}

// runAndKill lets another process publish, and kills it a moment later.
func runAndKill(t *testing.T, dir string, opts Options, size int) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childDir+"="+dir, childSize+"="+strconv.Itoa(size))
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
	time.Sleep(rand.N(100 * time.Millisecond))
	if err := child.Process.Kill(); err != nil {
		t.Error(err)
	}
	_ = child.Wait() // it was killed: always an error
}
