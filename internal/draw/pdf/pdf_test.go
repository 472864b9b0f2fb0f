package pdf

import (
	"bytes"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"daoyin"
	"daoyin/internal/draw/drawtest"
	"daoyin/internal/font"
	"daoyin/internal/scene"
)

func carried(t testing.TB) *font.Set {
	t.Helper()
	s, err := font.Carried(daoyin.Files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func write(t testing.TB, pages []scene.Scene, o Options) []byte {
	t.Helper()
	out, err := Write(pages, o)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// ask returns what a program of poppler says about a PDF.
func ask(t testing.TB, pdf []byte, program string, args ...string) string {
	t.Helper()
	tool := drawtest.Tool(t, program)
	name := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = name
		}
	}
	out, err := exec.Command(tool, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}

func TestWordsCanBeCopied(t *testing.T) {
	fonts := carried(t)
	s := drawtest.Everything(fonts)
	second := scene.Scene{Width: 200, Height: 100, Shapes: []scene.Shape{
		scene.Text{X: 10, Y: 50, Size: 12, Bold: true, Runes: "（一）“依法”——\\(a)\u200b 5%、①→②", Width: 1},
	}}
	got := ask(t, write(t, []scene.Scene{s, second}, Options{Fonts: fonts}), "pdftotext", "-raw", "FILE", "-")
	for _, want := range []string{
		"信访事项办理“路线图” A3", "网上、来信来访", "属于信访事项？", "《信访工作条例》", "第三十四条、〔2022〕11号", "15日内",
		"（一）“依法”——\\(a) 5%、①→②",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestDocument(t *testing.T) {
	fonts := carried(t)
	s := drawtest.Everything(fonts)
	other := scene.Scene{Width: 841.89, Height: 1190.55, Title: "不是标题"}
	out := write(t, []scene.Scene{s, other}, Options{Fonts: fonts, Created: time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)})
	info := ask(t, out, "pdfinfo", "-f", "1", "-l", "2", "FILE")
	for _, want := range []string{
		"信访事项办理 <路线图> & 说明", "从提出诉求到程序终结", "Pages: 2", "Page 1 size: 640 x 480 pts", "Page 2 size: 841.89 x 1190.55 pts (A3)", "Producer: daoyin", "2026",
	} {
		if !strings.Contains(regexp.MustCompile(` +`).ReplaceAllString(info, " "), want) {
			t.Errorf("no %q in\n%s", want, info)
		}
	}
	if !bytes.Contains(out, []byte("/Lang (zh-CN)")) {
		t.Error("the language is not told")
	}
	list := ask(t, out, "pdffonts", "FILE")
	if lines := strings.Count(list, "CID TrueType"); lines != 2 || strings.Count(list, "Identity-H") != 2 {
		t.Errorf("fonts:\n%s", list)
	}
	if images := ask(t, out, "pdfimages", "-list", "FILE"); strings.Count(images, "\n") > 2 {
		t.Errorf("images in a drawing:\n%s", images)
	}
	if len(out) > 100_000 {
		t.Errorf("%d bytes: are the fonts cut to what is used?", len(out))
	}
}

func TestLinks(t *testing.T) {
	fonts := carried(t)
	linked := func(link, id string) scene.Shape {
		return scene.Group{Link: link, ID: id, Shapes: []scene.Shape{scene.Rect{X: 10, Y: 20, W: 30, H: 40}}}
	}
	out := write(t, []scene.Scene{
		{Width: 100, Height: 100, Shapes: []scene.Shape{linked("https://example.gov.cn/a?b=(1)&c", ""), linked("#two", "one"), linked("guides/a.html", ""), linked("#nowhere", "")}},
		{Width: 100, Height: 200, Shapes: []scene.Shape{linked("#one", "two")}},
	}, Options{Fonts: fonts, Scale: 2, Bleed: 9, CropMarks: true})
	rects := regexp.MustCompile(`/Rect \[([0-9. -]+)\]`).FindAllStringSubmatch(string(out), -1)
	var got []string
	for _, r := range rects {
		got = append(got, r[1])
	}
	// The sheets are 266 and 466 points high, with 33 points round the page.
	want := []string{"53.00 193.00 113.00 113.00", "53.00 193.00 113.00 113.00", "53.00 393.00 113.00 313.00"}
	if !slices.Equal(got, want) {
		t.Errorf("links at %q, want %q", got, want)
	}
	if !bytes.Contains(out, []byte(`https://example.gov.cn/a?b=\(1\)&c`)) {
		t.Error("the address is not there")
	}
	if n := bytes.Count(out, []byte("/Dest [")); n != 2 {
		t.Errorf("%d links within the document", n)
	}
}

func TestSameBytes(t *testing.T) {
	fonts := carried(t)
	before := bytes.Clone(fonts.Runs("信", false)[0].Face.TTF)
	o := Options{Fonts: fonts, Bleed: 8.5, CropMarks: true}
	want := write(t, []scene.Scene{drawtest.Everything(fonts), drawtest.Everything(fonts)}, o)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 5 {
				if got, err := Write([]scene.Scene{drawtest.Everything(fonts), drawtest.Everything(fonts)}, o); err != nil || !bytes.Equal(got, want) {
					t.Errorf("drawn again, other bytes: %v", err)
					return
				}
			}
		})
	}
	all.Wait()
	if !bytes.Equal(before, fonts.Runs("信", false)[0].Face.TTF) {
		t.Error("the font was changed")
	}
}

func TestSheets(t *testing.T) {
	page := scene.Scene{Width: 100, Height: 200, Background: 0x14304F}
	for _, c := range []struct {
		o    Options
		want []string
		none []string
	}{
		{Options{}, []string{"/MediaBox [0 0 100.00 200.00]"}, []string{"TrimBox", "BleedBox"}},
		{Options{Scale: 2.5}, []string{"/MediaBox [0 0 250.00 500.00]"}, nil},
		{Options{Bleed: 8.5}, []string{"/MediaBox [0 0 117.00 217.00]", "/BleedBox [0.00 0.00 117.00 217.00]\n/TrimBox [8.50 8.50 108.50 208.50]"}, nil},
		{Options{Scale: 2, Bleed: 8.5, CropMarks: true}, []string{"/MediaBox [0 0 265.00 465.00]", "/BleedBox [24.00 24.00 241.00 441.00]\n/TrimBox [32.50 32.50 232.50 432.50]"}, nil},
	} {
		out := string(write(t, []scene.Scene{page}, c.o))
		for _, want := range c.want {
			if !strings.Contains(out, want) {
				t.Errorf("%+v: no %s", c.o, want)
			}
		}
		for _, none := range c.none {
			if strings.Contains(out, none) {
				t.Errorf("%+v: %s", c.o, none)
			}
		}
	}
}

func TestRefuses(t *testing.T) {
	fonts := carried(t)
	page := func(s ...scene.Shape) []scene.Scene { return []scene.Scene{{Width: 10, Height: 10, Shapes: s}} }
	for name, c := range map[string]struct {
		pages []scene.Scene
		o     Options
		want  string
	}{
		"no pages":     {nil, Options{}, "no pages"},
		"no size":      {[]scene.Scene{{}}, Options{}, "sheet"},
		"not a size":   {[]scene.Scene{{Width: math.NaN(), Height: 1}}, Options{}, "sheet"},
		"huge":         {page(), Options{Scale: 2000}, "sheet"},
		"not a number": {page(scene.Rect{X: math.NaN(), W: 1, H: 1}), Options{}, "length"},
		"nowhere":      {page(scene.Path{Parts: []scene.Part{{Op: scene.LineTo}}}), Options{}, "nowhere"},
		"missing":      {page(scene.Group{Shapes: []scene.Shape{scene.Text{Size: 9, Runes: "好𬙂"}}}), Options{Fonts: fonts}, "𬙂"},
		"no fonts":     {page(scene.Text{Size: 9, Runes: "好"}), Options{}, "no fonts"},
	} {
		if _, err := Write(c.pages, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkA3(b *testing.B) {
	fonts := carried(b)
	s := drawtest.Poster(fonts, 841.89, 1190.55)
	size := 0
	for b.Loop() {
		size = len(write(b, []scene.Scene{s}, Options{Fonts: fonts}))
	}
	b.ReportMetric(float64(size), "bytes")
}

// Sheet by sheet, with what overlaps, tiles show the whole poster.
func TestTiles(t *testing.T) {
	fonts := carried(t)
	a3 := scene.Scene{Width: 841.89, Height: 1190.55, Title: "海报", Background: 0xF3F6FA, Shapes: []scene.Shape{
		scene.Text{X: 400, Y: 600, Size: 40, Runes: "在中间"},
	}}
	for _, c := range []struct {
		scale float64
		pages string
		size  string
	}{
		{0.5, "Pages: 1", "595.28 x 841.89"},
		{1, "Pages: 4", "595.28 x 841.89"},  // 2 × 2
		{2, "Pages: 15", "841.89 x 595.28"}, // lying: upright it would be 16
	} {
		out, err := Tiles(a3, A4(), Options{Fonts: fonts, Scale: c.scale})
		if err != nil {
			t.Fatal(err)
		}
		again, _ := Tiles(a3, A4(), Options{Fonts: fonts, Scale: c.scale})
		if !bytes.Equal(out, again) {
			t.Error("drawn twice, other bytes")
		}
		info := regexp.MustCompile(` +`).ReplaceAllString(ask(t, out, "pdfinfo", "FILE"), " ")
		if !strings.Contains(info, c.pages+"\n") || !strings.Contains(info, c.size) {
			t.Errorf("scale %v: want %s of %s:\n%s", c.scale, c.pages, c.size, info)
		}
	}
	// A wide strip takes fewer sheets if they lie.
	strip := scene.Scene{Width: 1500, Height: 500}
	out, err := Tiles(strip, A4(), Options{})
	if err != nil || bytes.Count(out, []byte("/Type /Page\n")) != 2 {
		t.Errorf("%d sheets, %v", bytes.Count(out, []byte("/Type /Page\n")), err)
	}
	for _, bad := range []struct {
		s     scene.Scene
		paper Paper
	}{{scene.Scene{}, A4()}, {a3, Paper{Width: 100, Height: 100, Margin: 40}}, {scene.Scene{Width: 1e6, Height: 1}, A4()}} {
		if _, err := Tiles(bad.s, bad.paper, Options{Fonts: fonts}); err == nil {
			t.Errorf("%+v on %+v", bad.s, bad.paper)
		}
	}
}

// A character that fpdf cannot name is drawn as an area, and looks like the
// others.
func TestLetter(t *testing.T) {
	fonts := carried(t)
	text := scene.Text{X: 10, Y: 80, Size: 80, Bold: true, Runes: "访"}
	s := scene.Scene{Width: 100, Height: 100, Background: 0xFFFFFF}
	p := &printer{o: Options{Fonts: fonts, Scale: 1}, families: map[*font.Face]string{}}
	p.begin(s, 100, 100)
	p.newSheet(100, 100)
	if err := p.letter('访', text, text.X); err != nil {
		t.Fatal(err)
	}
	area, err := p.end()
	if err != nil {
		t.Fatal(err)
	}
	s.Shapes = []scene.Shape{text}
	var pictures []string
	for _, out := range [][]byte{area, write(t, []scene.Scene{s}, Options{Fonts: fonts})} {
		pictures = append(pictures, ask(t, out, "pdftoppm", "-r", "72", "-gray", "FILE"))
	}
	a, b := pictures[0], pictures[1]
	far := 0
	for i := range min(len(a), len(b)) {
		if d := int(a[i]) - int(b[i]); d > 64 || d < -64 {
			far++
		}
	}
	if len(a) != len(b) || far > 60 {
		t.Errorf("%d and %d bytes, %d pixels differ", len(a), len(b), far)
	}
}
