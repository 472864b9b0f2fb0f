package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"daoyin"
	"daoyin/internal/mirror"
	"daoyin/internal/problem"
)

// madeFiles returns every file of a snapshot, asked for one by one.
func madeFiles(t *testing.T, s *Snapshot) map[string][]byte {
	t.Helper()
	paths, err := s.Paths()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, name := range paths {
		data, problems, err := s.Make(name)
		if err != nil || data == nil {
			t.Fatalf("%s: %v %v", name, err, problems)
		}
		all[name] = data
	}
	return all
}

func sameFiles(t *testing.T, got, want map[string][]byte) {
	t.Helper()
	delete(want, "manifest.json")
	if g, w := slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)); !slices.Equal(g, w) {
		t.Fatalf("paths differ:\n%v\n%v", g, w)
	}
	for name := range want {
		if !bytes.Equal(got[name], want[name]) {
			t.Fatalf("%s differs from what Run writes", name)
		}
	}
}

// The example site has all there is: screens, posters, leaflets, questions. The
// plan of a save that changes the words of one page is taken over, and of one
// more; nothing shows that it was.
func TestSnapshotsAreWhatRunWrites(t *testing.T) {
	if testing.Short() {
		t.Skip("draws every poster twice")
	}
	held, err := mirror.Read(os.DirFS("../.."), "content")
	if err != nil {
		t.Fatal(err)
	}
	const name = "content/faq/tianshu.md"
	text, err := held.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var kept Kept
	var s *Snapshot
	for range 3 {
		var problems []problem.Problem
		s, problems, err = Take(t.Context(), Input{Site: held, Builtin: daoyin.Files, At: at}, &kept)
		if err != nil || s == nil {
			t.Fatal(problems, err)
		}
		text = append(text, "\n又写了一段。\n"...)
		held, _ = held.With(fstest.MapFS{name: {Data: text}}, []string{name})
	}
	if kept.planned.last != s.plan {
		t.Error("the plan was not taken over")
	}
	out := filepath.Join(t.TempDir(), "public")
	if r, err := Run(t.Context(), Input{Site: s.in.Site, Builtin: daoyin.Files, At: at, Out: out}); err != nil || r.Failed() {
		t.Fatal(r, err)
	}
	sameFiles(t, madeFiles(t, s), tree(t, out))
}

// sequences is how many edits are tried; DAOYIN_SEQUENCES asks for more.
func sequences(t *testing.T, few int) int {
	if n, err := strconv.Atoi(os.Getenv("DAOYIN_SEQUENCES")); err == nil {
		return n
	}
	return few
}

// Whatever is edited, what was kept from before does not show: problems and
// files are those of a clean build.
func TestWhatIsKeptDoesNotShow(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 7))
	site := base(t)
	held, err := mirror.Read(site, "content", "layouts", "static")
	if err != nil {
		t.Fatal(err)
	}
	var kept Kept
	good := 0
	for step := range sequences(t, 40) {
		names := edit(random, site)
		held, _ = held.With(site, names)
		s, problems, err := Take(t.Context(), Input{Site: held, Builtin: daoyin.Files, At: at}, &kept)
		if err != nil {
			t.Fatalf("step %d: %v", step, err)
		}
		out := filepath.Join(t.TempDir(), fmt.Sprint(step))
		r, err := Run(t.Context(), Input{Site: site, Builtin: daoyin.Files, At: at, Out: out})
		if err != nil {
			t.Fatal(err)
		}
		if s == nil {
			if !r.Failed() {
				t.Fatalf("step %d: no snapshot of a good site: %v", step, problems)
			}
			continue
		}
		for _, more := range []func(context.Context) ([]problem.Problem, error){s.Check, s.Prove} {
			found, err := more(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			problems = append(problems, found...)
		}
		if (&Report{Problems: problems}).Failed() != r.Failed() {
			t.Fatalf("step %d after %v: problems %v, a clean build has %v", step, names, problems, r.Problems)
		}
		if !r.Failed() {
			good++
			sameFiles(t, madeFiles(t, s), tree(t, out))
		}
	}
	if good == 0 {
		t.Error("no edit left the site good; nothing was compared")
	}
}

// edit changes the site at random and returns the files that it touched.
func edit(random *rand.Rand, site fstest.MapFS) []string {
	var pages []string
	for name := range site {
		if strings.HasSuffix(name, ".md") {
			pages = append(pages, name)
		}
	}
	slices.Sort(pages)
	name := pages[random.IntN(len(pages))]
	n := random.IntN(1000)
	set := func(name, text string) []string {
		site[name] = &fstest.MapFile{Data: []byte(text)}
		return []string{name}
	}
	switch random.IntN(8) {
	case 0, 1:
		return set(name, string(site[name].Data)+fmt.Sprintf("\n新的一段 %d。\n", n))
	case 2:
		return set(fmt.Sprintf("content/faq/new-%d.md", n%7), fmt.Sprintf("---\ntitle: 问题%d\ntags: [标签%d]\n---\n\n答%d。\n", n, n%3, n))
	case 3:
		return set(fmt.Sprintf("content/notices/n-%d.md", n%5), fmt.Sprintf("---\ntitle: 公告%d\ndate: 2026-11-%02d\n---\n\n内容%d。\n", n, 1+n%20, n))
	case 4: // breaks the front matter, or mends it
		name := "content/faq/new-1.md"
		return set(name, []string{"---\ntitel: 错\n---\n", "---\ntitle: 好\n---\n\n好。\n"}[n%2])
	case 5:
		for _, name := range pages {
			if strings.Contains(name, "/new-") || strings.Contains(name, "/n-") {
				delete(site, name)
				return []string{name}
			}
		}
		return nil
	case 6:
		name := "static/css/mine.css"
		if n%3 == 0 {
			delete(site, name)
			return []string{name}
		}
		return append(set(name, fmt.Sprintf(".x%d{color:#000}", n)), set("static/css/print.css", fmt.Sprintf(".y%d{margin:0}", n%2))...)
	}
	name = "layouts/web/_foot.html"
	if n%2 == 0 {
		delete(site, name)
		return []string{name}
	}
	return set(name, fmt.Sprintf("<p>%d</p>", n))
}

func TestPathsThatThereAreNot(t *testing.T) {
	s, problems, err := Take(t.Context(), Input{Site: base(t), Builtin: daoyin.Files, At: at}, nil)
	if err != nil || s == nil {
		t.Fatal(problems, err)
	}
	for _, name := range []string{"", "../go.mod", "content/site.yaml", "screens", "manifest.json"} {
		if _, _, err := s.Make(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// A save of words alone takes the plan over, but not when something else that
// is planned changed with it, or a page came to its end meanwhile.
func TestTheRestOfThePlanIsNotForgotten(t *testing.T) {
	site := base(t)
	site["content/notices/n.md"] = &fstest.MapFile{Data: []byte("---\ntitle: 公告\ndate: 2026-11-01\nuntil: 2026-11-30\n---\n\n内容。\n")}
	site["content/faq/a.md"] = &fstest.MapFile{Data: []byte("---\ntitle: 甲\n---\n\n甲。\n")}
	held, err := mirror.Read(site, "content")
	if err != nil {
		t.Fatal(err)
	}
	settings := string(site["content/site.yaml"].Data)
	var kept Kept
	for i, step := range []struct {
		settings string
		days     int
	}{{settings, 0}, {settings, 0}, {strings.Replace(settings, "title: ", "title: 新的", 1), 0}, {settings, 7}, {settings, 9}, {settings, 0}} {
		site["content/site.yaml"] = &fstest.MapFile{Data: []byte(step.settings)}
		site["content/faq/a.md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: 甲\n---\n\n甲%d。\n", i)}
		held, _ = held.With(site, []string{"content/site.yaml", "content/faq/a.md"})
		in := Input{Site: held, Builtin: daoyin.Files, At: at.AddDate(0, 0, step.days)}
		got, problems, err := Take(t.Context(), in, &kept)
		if err != nil || got == nil {
			t.Fatal(problems, err)
		}
		want, _, err := Take(t.Context(), in, nil)
		if err != nil {
			t.Fatal(err)
		}
		sameFiles(t, madeFiles(t, got), madeFiles(t, want))
	}
}
