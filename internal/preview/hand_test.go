package preview

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daoyin"
	"daoyin/internal/build"
	"daoyin/internal/problem"
)

// studied is a site on which every kind of file has a part: pages cite a law and
// show an image, there is a drawing, a style and a layout. A screen comes in some
// scripts; it takes long to draw.
var studied = map[string]string{
	"content/faq/a.md":       "---\ntitle: 甲\ntags: [标签]\n---\n\n甲，依据《信访工作条例》第三十四条。\n",
	"content/faq/b.md":       "---\ntitle: 乙\n---\n\n乙，见[甲](a.md)。\n",
	"content/faq/deep/c.md":  "---\ntitle: 丙\n---\n\n丙。\n",
	"content/guides/flow.md": "---\ntitle: 怎么走\n---\n\n```路线图\n标题 办理\n主体 甲 | 乙\n起点 提出 @甲\n步骤 登记 @乙\n  依据 《信访工作条例》第二十二条\n终点 办结 @甲\n```\n\n![示意](map.png)\n",
	"content/guides/map.png": picture(1),
	"content/notices/n.md":   "---\ntitle: 公告\ndate: 2026-11-01\n---\n\n内容。\n",
	"layouts/web/_foot.html": "<p>一</p>",
	"static/css/print.css":   ".a{margin:0}",
}

// picture is a PNG image that differs by n.
func picture(n int) string {
	img := image.NewGray(image.Rect(0, 0, 40, 30))
	img.Set(n, n, color.White)
	var b bytes.Buffer
	_ = png.Encode(&b, img) // a buffer takes everything
	return b.String()
}

// hand does to a site's folder what people's programs do.
type hand struct {
	testing.TB
	site string
}

func (h *hand) at(name string) string { return filepath.Join(h.site, filepath.FromSlash(name)) }

// does does one line of a script. ␣ stands for a blank, WORDS become a page
// where the file is one, else they are the text:
//
//	write FILE WORDS    empty the file, or make it, then write
//	over FILE WORDS     write over what is there, then cut the rest
//	grow FILE WORDS     write piece by piece, for 200 ms
//	image FILE N
//	move FILE FILE      rename a file or folder over what is there
//	copy FOLDER FOLDER
//	delete FILE         a file, or a folder with all that is in it
//	folder NAME
//	link FILE TARGET
//	chmod FILE
//	many N FOLDER WORDS so many pages at once
//	git WORDS...
//	pause TIME
//	breaks it           : no site can be made of it now
func (h *hand) does(line string) {
	h.Helper()
	f := strings.Fields(line)
	for i := range f {
		f[i] = strings.ReplaceAll(f[i], "␣", " ")
	}
	if err := h.do(f[0], f[1:]); err != nil {
		h.Fatalf("%s: %v", line, err)
	}
}

func (h *hand) do(what string, f []string) error {
	switch what {
	case "write":
		return os.WriteFile(h.at(f[0]), text(f[0], f[1]), 0o644)
	case "over":
		return overwrite(h.at(f[0]), text(f[0], f[1]))
	case "grow":
		return grow(h.at(f[0]), bytes.Repeat(text(f[0], f[1]), 40))
	case "image":
		return os.WriteFile(h.at(f[0]), []byte(picture(len(f[1]))), 0o644)
	case "move":
		return os.Rename(h.at(f[0]), h.at(f[1]))
	case "copy":
		return os.CopyFS(h.at(f[1]), os.DirFS(h.at(f[0])))
	case "delete":
		return os.RemoveAll(h.at(f[0]))
	case "folder":
		return os.MkdirAll(h.at(f[0]), 0o755)
	case "link":
		return os.Symlink(f[1], h.at(f[0]))
	case "chmod":
		return os.Chmod(h.at(f[0]), 0o664)
	case "many":
		return h.many(f[0], f[1], f[2])
	case "git":
		return h.git(f)
	case "breaks":
		return nil // the site, that is
	case "pause":
		d, err := time.ParseDuration(f[0])
		time.Sleep(d)
		return err
	}
	return fmt.Errorf("no such step")
}

func text(name, words string) []byte {
	if strings.HasPrefix(name, "content/screens/") {
		return []byte("title: " + words + "\nkind: strip\nwidth: 256\nheight: 32\npitch_mm: 4.75\ndistance_m: 8\naudience: elderly\nshow: {notices: 2, contact: true}\noff_hours: black\n")
	}
	switch filepath.Ext(strings.TrimSuffix(name, "~")) {
	case ".css":
		return []byte("." + words + "{margin:0}")
	case ".yaml":
		return []byte("name: 信访工作条例\nfrom: 2022-05-01\narticles:\n  22: {gist: 登记和转送。}\n  34: {gist: " + words + "。, limits: [{limit: \"自受理之日起60日，可延长30日\"}]}\n")
	case ".html":
		return []byte("<p>" + words + "</p>")
	}
	return []byte("---\ntitle: " + words + "\n---\n\n" + words + "的内容。\n")
}

func overwrite(file string, data []byte) error {
	f, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Write(data); err != nil {
		return err
	}
	return f.Truncate(int64(len(data)))
}

func grow(file string, data []byte) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	for part := range slices.Chunk(data, len(data)/10+1) {
		if _, err := f.Write(part); err != nil {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
	return nil
}

func (h *hand) many(count, folder, words string) error {
	var n int
	if _, err := fmt.Sscan(count, &n); err != nil {
		return err
	}
	for i := range n {
		name := fmt.Sprintf("%s/m%03d.md", folder, i)
		if err := os.WriteFile(h.at(name), text(name, words+fmt.Sprint(i)), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// git knows nothing of this machine and its people.
func (h *hand) git(words []string) error {
	c := exec.Command("git", append([]string{"-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false"}, words...)...)
	c.Dir = h.site
	c.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	if told, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, told)
	}
	return nil
}

// clean is what a clean build of the folder writes, or why it writes nothing.
func clean(t testing.TB, site string) (all map[string]string, why string) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "public")
	r, err := build.Run(t.Context(), build.Input{Site: os.DirFS(site), Builtin: daoyin.Files, At: at, Out: out})
	if err != nil || r.Failed() {
		return nil, fmt.Sprint(err, r.Problems)
	}
	all = map[string]string{}
	err = fs.WalkDir(os.DirFS(out), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "manifest.json" {
			return err
		}
		data, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
		all[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all, ""
}

// serves tells how what is served differs from what a clean build writes: all
// paths, all bytes. "" if it does not.
func (d *desktop) serves(want map[string]string) (why string) {
	d.t.Helper()
	now, _ := d.server.now()
	if want == nil {
		if now.current && now.failure == nil && !slices.ContainsFunc(now.problems, isError) {
			return "no error is told, a clean build has some"
		}
		return ""
	}
	if !now.current {
		return fmt.Sprint("what is shown is old: ", now.problems, now.failure)
	}
	paths, err := now.shown.Paths()
	if err != nil {
		return err.Error()
	}
	if wanted := slices.Sorted(maps.Keys(want)); !slices.Equal(paths, wanted) {
		return fmt.Sprintf("paths %q, a clean build has %q", paths, wanted)
	}
	for _, name := range paths {
		page := want[name]
		if strings.HasSuffix(name, ".html") {
			page = string(inject([]byte(page), now.version))
		}
		if status, got := d.get("/" + name); got != page || status != 200 {
			return fmt.Sprintf("%s differs (%d)", name, status)
		}
	}
	return ""
}

func isError(p problem.Problem) bool { return p.Severity == problem.Error }

// settles waits until what is served is what a clean build of the folder, which
// nobody changes meanwhile, writes. It returns why that is nothing.
func (d *desktop) settles(done string) (broken string) {
	d.t.Helper()
	want, broken := clean(d.t, d.site)
	why := d.serves(want)
	for deadline := time.Now().Add(20 * time.Second); why != "" && time.Now().Before(deadline); why = d.serves(want) {
		time.Sleep(5 * time.Millisecond)
	}
	if why != "" {
		d.t.Fatalf("after\n%s\n%s", done, why)
	}
	return broken
}
