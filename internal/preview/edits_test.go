package preview

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Whatever is done to the folder, in whatever order and however fast, what is
// served in the end is what a clean build writes. DAOYIN_SEQUENCES asks for more.
func TestServedIsWhatBuildWritesAfterAnything(t *testing.T) {
	n := 12
	if more, err := strconv.Atoi(os.Getenv("DAOYIN_SEQUENCES")); err == nil {
		n = more
	}
	d := begin(t, studied)
	r := &restless{hand: hand{t, d.site}, r: rand.New(rand.NewPCG(3, 9))}
	good := 0
	for i := range n {
		r.done = nil
		if i%4 == 3 {
			r.mend()
		}
		for range 1 + r.r.IntN(12) {
			r.act()
		}
		if d.settles(fmt.Sprintf("sequence %d:\n%s", i, strings.Join(r.done, "\n"))) == "" {
			good++
		}
	}
	if t.Logf("%d of %d sequences left a site that can be built", good, n); good < n/3 {
		t.Error("too few")
	}
}

// restless does one thing after another, chosen by chance.
type restless struct {
	hand
	r    *rand.Rand
	done []string
}

func (r *restless) one(of ...string) string { return of[r.r.IntN(len(of))] }

// tries does the lines of a script, of which some may be impossible now.
func (r *restless) tries(lines ...string) {
	for _, line := range lines {
		f := strings.Fields(line)
		if err := r.do(f[0], f[1:]); err != nil {
			line += " (impossible)"
		}
		r.done = append(r.done, line)
	}
}

// mend puts back the files of the beginning.
func (r *restless) mend() {
	r.done = append(r.done, "mend")
	for name, text := range studied {
		file := r.at(name)
		if info, err := os.Lstat(filepath.Dir(file)); err == nil && !info.IsDir() {
			_ = os.Remove(filepath.Dir(file))
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			r.Fatal(err)
		}
		if info, err := os.Lstat(file); err == nil && !info.Mode().IsRegular() {
			_ = os.RemoveAll(file)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			r.Fatal(err)
		}
	}
	_ = os.RemoveAll(r.at("content/faq/broken.md"))
}

// act does one thing; often the next comes before it is settled.
func (r *restless) act() {
	folder := r.one("content/faq", "content/faq", "content/faq/deep", "content/guides")
	page := fmt.Sprintf("%s/r%d.md", folder, r.r.IntN(5))
	words := fmt.Sprintf("题目%d", r.r.IntN(30))
	if r.r.IntN(3) == 0 {
		page = r.one("content/faq/b.md", "content/faq/deep/c.md")
	}
	switch r.r.IntN(8) {
	case 0, 1, 2:
		r.save(page, words)
	case 3:
		r.tries("delete " + page)
	case 4:
		r.folders(words)
	case 5:
		r.kinds(page, words)
	case 6:
		r.rest(words)
	case 7:
		r.tries("move " + page + " " + fmt.Sprintf("%s/r%d.md", folder, r.r.IntN(5)))
	}
	if r.r.IntN(3) == 0 {
		r.tries("pause " + time.Duration(r.r.IntN(60)*int(time.Millisecond)).String())
	}
}

// save saves a page as some program does.
func (r *restless) save(page, words string) {
	pause := fmt.Sprintf("pause %dms", r.r.IntN(60))
	switch r.r.IntN(6) {
	case 0:
		r.tries("write " + page + " " + words)
	case 1:
		r.tries("over " + page + " " + words)
	case 2:
		r.tries("write "+page+".tmp "+words, "move "+page+".tmp "+page)
	case 3:
		r.tries("move "+page+" "+page+"~", "write "+page+" "+words, "delete "+page+"~")
	case 4:
		r.tries("delete "+page, pause, "write "+page+" "+words)
	case 5:
		r.tries("write "+page+".Xy1z "+words, pause, "move "+page+".Xy1z "+page)
	}
}

func (r *restless) folders(words string) {
	a, b := r.one("content/faq/deep", "content/faq/low"), r.one("content/faq/low", "content/guides/low")
	switch r.r.IntN(7) {
	case 0:
		r.tries("move " + a + " " + b)
	case 1:
		r.tries("move "+a+" away", "move away "+a)
	case 2:
		r.tries("move "+a+" away", "move "+b+" "+a, "move away "+b)
	case 3:
		r.tries("folder "+b, "many 8 "+b+" "+words)
	case 4:
		r.tries("delete " + b)
	case 5:
		r.tries("move content away", "move away content")
	case 6:
		r.tries("folder away/in", "write away/in/x.md "+words, "delete "+b, "move away "+b)
	}
}

// kinds lets a file, a folder and a link take each other's place.
func (r *restless) kinds(page, words string) {
	switch r.r.IntN(4) {
	case 0:
		r.tries("delete "+page, "folder "+page, "write "+page+"/in.md "+words)
	case 1:
		r.tries("delete "+page, "write "+page+" "+words)
	case 2:
		r.tries("move content/faq/deep away", "link content/faq/deep ../../away", "delete content/faq/deep", "move away content/faq/deep")
	case 3:
		r.tries("link content/faq/" + r.one("low", "r0.md", "r1.md") + " " + r.one("deep", "a.md", "b.md"))
	}
}

// rest changes what is no page.
func (r *restless) rest(words string) {
	switch r.r.IntN(8) {
	case 0:
		r.tries("write content/laws/tiaoli.yaml " + words)
	case 1:
		r.tries("image content/guides/map.png " + strings.Repeat("x", 1+r.r.IntN(20)))
	case 2:
		r.tries("write layouts/web/_foot.html " + words)
	case 3:
		r.tries("delete "+r.one("layouts", "static"), "folder layouts/web", "folder static/css")
	case 4:
		r.tries("write static/css/print.css~ old", fmt.Sprintf("write static/css/print.css x%d", r.r.IntN(9)))
	case 5:
		r.tries("write content/faq/broken.md "+words, "delete content/faq/broken.md")
	case 6:
		r.tries("over content/faq/broken.md "+r.one("a:", words), "pause 20ms")
	case 7:
		r.tries("folder content/screens", r.one("write content/screens/strip.yaml "+words, "delete content/screens"))
	}
}
