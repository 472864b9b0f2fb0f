package poster

import (
	"bytes"
	"fmt"
	"image"
	_ "image/png"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"daoyin/internal/calendar"
	"daoyin/internal/chart/charttest"
	"daoyin/internal/content"
	"daoyin/internal/draw/drawtest"
	"daoyin/internal/law"
	"daoyin/internal/markdown"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
	"daoyin/internal/qrcode"
	"daoyin/internal/typeset"
)

const settings = `name: 某县信访局
title: 题
description: 述
address: https://www.example.gov.cn/xinfang/
example: true
contact:
  network: {name: 网上, url: "https://www.example.gov.cn/w"}
  post: {address: 某路（示例）}
  phone: {number: "0000-0000（示例）"}
  reception: {place: 中心（示例）, hours: 工作日}
  progress: {how: 问}
`

const head = "---\ntitle: 题\nreviewed: 2026-11-20\napproved: {by: 法规科, on: 2026-11-20}\n---\n\n"

// site reads pages and posters, by their sources, and plans them.
func site(t testing.TB, files map[string]string, images ...*content.Image) *plan.Map {
	t.Helper()
	var problems problem.List
	parser := markdown.NewParser("路线图", "导引图")
	var pages []*content.Page
	var posters []*content.Poster
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if path.Ext(name) == ".md" {
			pages = append(pages, content.ParsePage(parser, name, []byte(files[name]), &problems))
		} else {
			posters = append(posters, content.ParsePoster(name, files[name], &problems))
		}
	}
	s := content.Assemble(content.ParseSettings("content/site.yaml", settings, &problems),
		calendar.Parse("content/calendar.yaml", "", &problems), law.NewRegistry(nil, &problems), pages, images)
	s.Posters = posters
	m := plan.New(s, time.Date(2026, 11, 22, 9, 0, 0, 0, calendar.Zone), &problems)
	if problems.HasErrors() {
		t.Fatal(problems.Sorted())
	}
	return m
}

func maker(t testing.TB, m *plan.Map) *Maker {
	t.Helper()
	return makerWith(typeset.NewSetter(press(t).fonts, nil), m)
}

func makerWith(set *typeset.Setter, m *plan.Map) *Maker {
	return NewMaker(m, func(*problem.List) (*typeset.Setter, error) { return set, nil })
}

// prints returns the entries for paper of a plan.
func prints(m *plan.Map) []*plan.Entry {
	return slices.DeleteFunc(slices.Clone(m.Entries), func(e *plan.Entry) bool { return e.Print == nil })
}

// examples returns the guides of the example site, by their sources.
func examples(t testing.TB) map[string]string {
	t.Helper()
	files := map[string]string{}
	root := os.DirFS("../../..")
	names, err := fs.Glob(root, "content/guides/*.md")
	if err != nil || len(names) == 0 {
		t.Fatal("no guides", err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(text)
	}
	return files
}

// Every map of the example site, upright and lying, with all that can stand
// around it: nothing leaves the sheet or lies on something else, nothing is too
// small to read, the code is large enough and leads to the page.
func TestExamplePosters(t *testing.T) {
	files, set := examples(t), typeset.NewSetter(press(t).fonts, nil)
	n := 0
	whole := site(t, files)
	for _, e := range prints(whole) {
		if e.Kind != plan.Poster {
			continue
		}
		source := whole.Page(e).Source
		for _, lying := range []string{"", "landscape: true\n"} {
			n++
			inside := strings.TrimPrefix(source, "content/")
			asked := map[string]string{source: files[source],
				"content/posters/p.yaml": "flow: " + inside + "\npaper: [A3, A1]\nlogo: images/l.png\ntext: [第一行，说得很长很长，一行写不完的话，要换行的，换了行也还在这张纸上，不会掉到外面去，也不会压住别的字, 第二行]\n" + lying}
			m := site(t, asked, logo(t))
			k := makerWith(set, m)
			for _, e := range prints(m) {
				if e.Kind == plan.Poster {
					judge(t, k, e, inside+" "+lying+e.Print.Paper.Size)
				}
			}
		}
	}
	if n < 10 {
		t.Errorf("only %d posters", n)
	}
}

func judge(t *testing.T, k *Maker, e *plan.Entry, name string) {
	t.Helper()
	var problems problem.List
	if err := k.Prove(e, &problems); err != nil || problems.HasErrors() {
		t.Errorf("%s: %v, %v", name, err, problems.Sorted())
		return
	}
	s := k.sheets[keyOf(e)].scene
	canvas, _ := Canvas(e.Print.Paper.Size)
	report := charttest.Check(s, k.plan.Flow(e).Graph, canvas.MinText)
	for _, fault := range append(report.Faults, framing(s, canvas.QR)...) {
		t.Errorf("%s: %s", name, fault)
	}
	if size := [2]float64{s.Width, s.Height}; max(size[0], size[1]) != canvas.Height || min(size[0], size[1]) != canvas.Width {
		t.Errorf("%s: a sheet of %v", name, size)
	}
	want, err := qrcode.Modules(k.plan.Public(e.Target.Path))
	if err != nil || !coded(s, want) {
		t.Errorf("%s: the code leads elsewhere (%v)", name, err)
	}
}

func logo(t testing.TB) *content.Image {
	t.Helper()
	var problems problem.List
	i := content.ReadImage("content/images/l.png", drawtest.Emblem(), &problems)
	if problems.Len() > 0 {
		t.Fatal(problems.Sorted())
	}
	return i
}

// However many ask at once, all that is made of one sheet is the same as when
// one alone asks.
func TestSharedBySeveral(t *testing.T) {
	files := map[string]string{"content/guides/x.md": head + "```路线图\n" + small + "```\n",
		"content/posters/x.yaml": "flow: guides/x.md\npaper: A3\ntiles: true\nbleed: 3\ncrop_marks: true\n"}
	m := site(t, files)
	alone := map[string][]byte{}
	var problems problem.List
	for _, e := range prints(m) {
		data, err := maker(t, m).Make(e, &problems)
		if err != nil || len(data) == 0 {
			t.Fatal(e.Path, err, problems.Sorted())
		}
		alone[e.Path] = data
	}
	if len(alone) != 3 {
		t.Fatalf("%d files", len(alone))
	}
	k := maker(t, m)
	var workers sync.WaitGroup
	for range 4 {
		for _, e := range prints(m) {
			workers.Go(func() {
				var own problem.List
				if data, err := k.Make(e, &own); err != nil || !bytes.Equal(data, alone[e.Path]) {
					t.Errorf("%s differs (%v)", e.Path, err)
				}
			})
		}
	}
	workers.Wait()
}

func TestPictureSize(t *testing.T) {
	for lying, want := range map[string][2]int{"": {1240, 1753}, "landscape: true\n": {1753, 1240}} {
		m := site(t, map[string]string{"content/guides/x.md": head + "```路线图\n" + small + "```\n",
			"content/posters/x.yaml": "flow: guides/x.md\npaper: [A2, A4]\n" + lying})
		pictures := 0
		for _, e := range prints(m) {
			if e.Kind != plan.Picture {
				continue
			}
			pictures++
			var problems problem.List
			data, err := maker(t, m).Make(e, &problems)
			if err != nil {
				t.Fatal(err)
			}
			c, _, err := image.DecodeConfig(bytes.NewReader(data))
			if err != nil || [2]int{c.Width, c.Height} != want {
				t.Errorf("%s: %d × %d, %v", e.Path, c.Width, c.Height, err)
			}
		}
		if pictures != 1 {
			t.Errorf("%d pictures", pictures)
		}
	}
}

// What keeps a poster from being drawn is told where it can be mended.
func TestWhatCannotBeDrawnIsTold(t *testing.T) {
	long := "标题 办理\n主体 甲\n起点 提出 @甲\n"
	for i := range 70 {
		long += fmt.Sprintf("步骤 把第%d件事办好 @甲\n  期限 自收到之日起15日\n", i+1)
	}
	long += "终点 办结 @甲\n"
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"too much, asked for": {map[string]string{"content/guides/x.md": head + "```路线图\n" + long + "```\n",
			"content/posters/x.yaml": "flow: guides/x.md\npaper: A4\n"}, "poster-full content/posters/x.yaml:2"},
		"too much, not asked for": {map[string]string{"content/guides/x.md": head + "```路线图\n" + long + "```\n"},
			"poster-full content/guides/x.md:7"},
		"a character in the flow": {map[string]string{"content/guides/x.md": head + "```路线图\n" + strings.Replace(small, "登记", "登𠮷记", 1) + "```\n"},
			"font-missing content/guides/x.md:12"},
		"a character in the poster": {map[string]string{"content/guides/x.md": head + "```路线图\n" + small + "```\n",
			"content/posters/x.yaml": "flow: guides/x.md\npaper: A3\ntitle: 题\ntext:\n  - 甲\n  - 㛃\n"}, "font-missing content/posters/x.yaml:6"},
	} {
		m := site(t, test.files)
		k := maker(t, m)
		for _, e := range prints(m) {
			var problems problem.List
			data, err := k.Make(e, &problems)
			if err != nil || data != nil {
				t.Errorf("%s: %d bytes, %v", name, len(data), err)
			}
			found := problems.Sorted()
			if len(found) != 1 || found[0].Hint == "" {
				t.Errorf("%s: told %v", name, found)
				continue
			}
			if got := fmt.Sprintf("%s %s:%d", found[0].Code, found[0].File, found[0].Line); got != test.want {
				t.Errorf("%s: told %s, want %s", name, got, test.want)
			}
		}
	}
}

// The sheet that a printing house gets is as large as bleed and marks ask for.
func TestBleedAndMarks(t *testing.T) {
	for asked, want := range map[string]string{
		"":                             "0 0 842.00 1191.00",
		"bleed: 3\n":                   "0 0 859.01 1208.01",
		"bleed: 3\ncrop_marks: true\n": "0 0 907.01 1256.01",
	} {
		m := site(t, map[string]string{"content/guides/x.md": head + "```路线图\n" + small + "```\n",
			"content/posters/x.yaml": "flow: guides/x.md\npaper: A3\n" + asked})
		var problems problem.List
		data, err := maker(t, m).Make(prints(m)[0], &problems)
		if err != nil || !bytes.Contains(data, []byte("/MediaBox ["+want+"]")) {
			t.Errorf("%q: no sheet of %s (%v): %q", asked, want, err, regexp.MustCompile(`/MediaBox \[[^]]*`).FindAll(data, -1))
		}
	}
}
