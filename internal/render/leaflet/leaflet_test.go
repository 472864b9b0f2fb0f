package leaflet

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daoyin"
	"daoyin/internal/content"
	"daoyin/internal/draw/pdf"
	"daoyin/internal/flow"
	"daoyin/internal/flow/flowtest"
	"daoyin/internal/font"
	"daoyin/internal/markdown"
	"daoyin/internal/problem"
	"daoyin/internal/scene"
	"daoyin/internal/typeset"
)

const address = "https://www.example.gov.cn/xinfang/guides/fucha.html"

func read(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// maker makes leaflets for the site in a folder, with a change to its
// settings.
func maker(t testing.TB, site string, change func(*content.Settings)) *Maker {
	t.Helper()
	var problems problem.List
	s := content.ParseSettings("content/site.yaml", string(read(t, filepath.Join(site, "content/site.yaml"))), &problems)
	if problems.HasErrors() {
		t.Fatal(problems.Sorted())
	}
	if change != nil {
		change(s)
	}
	fonts, err := font.Carried(daoyin.Files)
	if err != nil {
		t.Fatal(err)
	}
	return New(typeset.NewSetter(fonts, s.KeptWords()), s)
}

func page(t testing.TB, source string, raw []byte) *content.Page {
	t.Helper()
	var problems problem.List
	p := content.ParsePage(markdown.NewParser("路线图", "导引图"), source, raw, &problems)
	if p == nil || problems.HasErrors() {
		t.Fatalf("%s: %v", source, problems.Sorted())
	}
	return p
}

// example returns a guide of the example site.
func example(t testing.TB, name string) *content.Page {
	t.Helper()
	return page(t, "content/guides/"+name, read(t, "../../../content/guides/"+name))
}

func drawn(t testing.TB, m *Maker, p *content.Page) []scene.Scene {
	t.Helper()
	var problems problem.List
	sides := m.Draw(p, address, &problems)
	if sides == nil || problems.Len() > 0 {
		t.Fatalf("%s: %v", p.Source, problems.Sorted())
	}
	return sides
}

func TestEveryGuide(t *testing.T) {
	for _, site := range []string{"../../..", "../../scaffold/files/site"} {
		m := maker(t, site, nil)
		files, err := filepath.Glob(filepath.Join(site, "content/guides/*.md"))
		if err != nil || len(files) < 3 {
			t.Fatalf("%s: %d guides, %v", site, len(files), err)
		}
		for _, file := range files {
			p := page(t, "content/guides/"+filepath.Base(file), read(t, file))
			for _, fault := range validate(m.set, p, drawn(t, m, p)) {
				t.Errorf("%s: %s", file, fault)
			}
		}
	}
}

// No panel of the example is half empty.
func TestPanelsAreFilled(t *testing.T) {
	m := maker(t, "../../..", nil)
	files, _ := filepath.Glob("../../../content/guides/*.md")
	for _, file := range files {
		in, ok := m.choose(example(t, filepath.Base(file)))
		if !ok {
			t.Fatal(file)
		}
		for c, used := range in.used {
			if used < textHeight*0.6 {
				t.Errorf("%s: of column %d only %.0f of %.0f points are used", file, c+1, used, textHeight)
			}
		}
	}
}

func TestSameBytesTwice(t *testing.T) {
	p := example(t, "fucha.md")
	var files [2][]byte
	for i := range files {
		m := maker(t, "../../..", nil)
		out, err := m.PDF(drawn(t, m, p))
		if err != nil {
			t.Fatal(err)
		}
		files[i] = out
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("drawn again, the leaflet is another")
	}
	if !bytes.Contains(files[0], []byte("zh-CN")) {
		t.Error("the document tells no language")
	}
}

// Every flow becomes a leaflet without a fault, or a problem that says why not.
func TestRandomFlows(t *testing.T) {
	m := maker(t, "../../..", nil)
	r := rand.New(rand.NewPCG(3, 11))
	count, full := 150, 0
	if testing.Short() {
		count = 40
	}
	for i := range count {
		o := flowtest.Options{}
		word := "路线图"
		if i%3 == 0 {
			o.Kind, word = flow.GuideMap, "导引图"
		}
		text := fmt.Sprintf("---\ntitle: 任何一件事\n---\n\n开头。\n\n## 图\n\n```%s\n%s```\n\n## 您的权利\n\n- 甲\n- 乙\n", word, flowtest.Source(r, o))
		p := page(t, "content/guides/x.md", []byte(text))
		var problems problem.List
		sides := m.Draw(p, address, &problems)
		if sides == nil {
			if full++; !problems.Has(CodeFull) {
				t.Fatalf("flow %d: %v\n%s", i, problems.Sorted(), text)
			}
			continue
		}
		if faults := validate(m.set, p, sides); len(faults) > 0 || problems.Len() > 0 {
			t.Fatalf("flow %d: %s %v\n%s", i, strings.Join(faults, "\n"), problems.Sorted(), text)
		}
	}
	t.Logf("%d of %d flows do not go on a leaflet", full, count)
	if full > count/4 {
		t.Errorf("%d of %d flows do not go on a leaflet", full, count)
	}
}

func TestWhatCannotBeDone(t *testing.T) {
	long := strings.Repeat("很长的话，", 60)
	var steps strings.Builder
	for i := range 150 {
		fmt.Fprintf(&steps, "步骤 办理第%d件事情 @甲\n", i+1)
	}
	tests := []struct {
		name, page, code string
		line             int
		change           func(*content.Settings)
	}{
		{"a character that no font has", "---\ntitle: 题\n---\n\n甲𠮷乙\n", "font-missing", 0, nil},
		{"one in the site file", "---\ntitle: 题\n---\n\n甲\n", "font-missing", 0, func(s *content.Settings) { s.Contact.Post.Address = "㛃路" }},
		{"too many steps", "---\ntitle: 题\n---\n\n```路线图\n标题 长\n主体 甲\n起点 来 @甲\n" + steps.String() + "终点 完 @甲\n```\n", CodeFull, 5, nil},
		{"a description that fills the front", "---\ntitle: 题\ndescription: " + long + "\n---\n\n甲\n", CodeFull, 2, nil},
		{"a way to the bureau that fills the back", "---\ntitle: 题\n---\n\n甲\n", CodeFull, 0, func(s *content.Settings) { s.Contact.Progress.How = long + long }},
	}
	for _, test := range tests {
		m := maker(t, "../../..", test.change)
		var problems problem.List
		if sides := m.Draw(page(t, "content/guides/x.md", []byte(test.page)), address, &problems); sides != nil {
			t.Errorf("%s: drawn all the same", test.name)
		}
		list := problems.Sorted()
		if len(list) != 1 || list[0].Code != test.code || list[0].Line != test.line || list[0].File == "" || list[0].Hint == "" {
			t.Errorf("%s: %+v", test.name, list)
		}
	}
	m, problems := maker(t, "../../..", nil), problem.List{}
	if m.Draw(page(t, "content/guides/x.md", []byte("---\ntitle: 题\n---\n\n甲\n")), "https://x/"+strings.Repeat("路", 2000), &problems); !problems.Has(CodeFull) {
		t.Error("an address that is too long for a code makes no problem")
	}
}

// A character that no font has is no matter where nobody sees it.
func TestMissingCharacterThatIsLeftOut(t *testing.T) {
	drawn(t, maker(t, "../../..", nil), page(t, "content/guides/x.md", []byte("---\ntitle: 题\n---\n\n甲\n\n## 代码\n\n```\n𠮷\n```\n")))
}

// What is not set is told by its heading: pictures, code, struck words, and
// what there is no room for.
func TestLeftOut(t *testing.T) {
	m := maker(t, "../../..", nil)
	p := page(t, "content/guides/x.md", []byte("---\ntitle: 题\n---\n\n开头。\n\n## 有图\n\n![图](a.svg)\n\n## 有代码\n\n```\na\n```\n\n## 删过\n\n~~不要~~\n\n## 一般\n\n好。\n\n## 太长\n\n"+strings.Repeat("很长的话。", 1200)+"\n"))
	sides := drawn(t, m, p)
	for _, fault := range validate(m.set, p, sides) {
		t.Error(fault)
	}
	all := &found{}
	all.walk(sides[0].Shapes, "")
	all.walk(sides[1].Shapes, "")
	if want := "还有：有图；有代码；删过；太长。请扫封底的码，看全文。"; !strings.Contains(all.said.String(), want) {
		t.Errorf("not told: %s\nin %s", want, all.said.String())
	}
}

func TestWordsOfOtherSitesAndNotes(t *testing.T) {
	m := maker(t, "../../..", nil)
	p := page(t, "content/guides/x.md", []byte("---\ntitle: 题\n---\n\n去[网站](https://wsxf.gjxfj.gov.cn/)和[别页](fucha.md)，60日[^a]。\n\n| 甲 | 乙 | 丙 |\n| --- | --- | --- |\n| 一 | 二 | 三 |\n\n[^a]: 注的话。\n"))
	all := &found{}
	all.walk(drawn(t, m, p)[1].Shapes, "")
	for _, want := range []string{"去网站（wsxf.gjxfj.gov.cn）和别页，60日（注1）。", "甲：一。乙：二；丙：三", "注1：注的话。"} {
		if !strings.Contains(all.said.String(), want) {
			t.Errorf("no %q in %s", want, all.said.String())
		}
	}
}

func TestLinesNeverStandOut(t *testing.T) {
	m := maker(t, "../../..", nil)
	runs := []markdown.Run{{Text: "见 https" + strings.Repeat("x", 200)}, {Text: "60日", Bold: true}}
	var got strings.Builder
	for _, l := range lines(m.set, runs, 11, 100, running()) {
		if l.width > 100+slack {
			t.Errorf("a line of %v", l.width)
		}
		for _, p := range l.parts {
			got.WriteString(p.Text)
		}
	}
	if want := dense(runs[0].Text + runs[1].Text); dense(got.String()) != want {
		t.Errorf("got %q, want %q", got.String(), want)
	}
}

func BenchmarkDraw(b *testing.B) {
	for _, name := range []string{"fucha.md", "xinfang.md", "zhao-shui.md"} {
		b.Run(name, func(b *testing.B) {
			m, p := maker(b, "../../..", nil), example(b, name)
			for b.Loop() {
				drawn(b, m, p)
			}
		})
	}
}

func BenchmarkPDF(b *testing.B) {
	m := maker(b, "../../..", nil)
	sides := drawn(b, m, example(b, "xinfang.md"))
	for b.Loop() {
		if _, err := pdf.Write(sides, pdf.Options{Fonts: m.set.Fonts()}); err != nil {
			b.Fatal(err)
		}
	}
}

// A page with next to nothing is a leaflet too.
func TestShortestPages(t *testing.T) {
	m := maker(t, "../../..", nil)
	for _, text := range []string{"---\ntitle: 题\n---\n", "---\ntitle: 题\n---\n\n甲\n", "---\ntitle: 题\n---\n\n## 只有标题\n"} {
		p := page(t, "content/guides/x.md", []byte(text))
		for _, fault := range validate(m.set, p, drawn(t, m, p)) {
			t.Errorf("%q: %s", text, fault)
		}
	}
}
