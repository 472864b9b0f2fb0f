package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

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

func write(t testing.TB, s scene.Scene, o Options) string {
	t.Helper()
	out, err := Write(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// shapesOnly writes shapes and returns what stands between the head and the
// end.
func shapesOnly(t testing.TB, shapes ...scene.Shape) string {
	t.Helper()
	out := write(t, scene.Scene{Width: 10, Height: 10, Background: scene.None, Shapes: shapes}, Options{})
	return strings.TrimSuffix(out[strings.Index(out, ">")+1:], "</svg>\n")
}

func TestShapes(t *testing.T) {
	fill := scene.Paint{Fill: 0x14304F, Stroke: scene.None}
	lined := scene.Paint{Fill: scene.None, Stroke: 0xFFFFFF, Width: 2.5}
	dashed := scene.Paint{Fill: 0, Stroke: 0xAABBCC, Width: 1, Dash: []float64{4, .5}}
	for _, c := range []struct {
		shape scene.Shape
		want  string
	}{
		{scene.Rect{X: 1, Y: -2.5, W: 30.006, H: 0.5, Paint: fill}, `<rect x="1" y="-2.5" width="30.01" height=".5" fill="#14304f"/>`},
		{scene.Rect{W: 10, H: 8, Radius: 9, Paint: lined}, `<rect x="0" y="0" width="10" height="8" rx="4" fill="none" stroke="#fff" stroke-width="2.5"/>`},
		{scene.Rect{W: 10, H: 8, Paint: dashed}, `<rect x="0" y="0" width="10" height="8" stroke="#abc" stroke-dasharray="4 .5" stroke-linejoin="miter" stroke-linecap="butt"/>`},
		{scene.Rect{W: 0, H: 8, Paint: fill}, ``},
		{scene.Rect{W: 5, H: 8, Paint: scene.Paint{Fill: scene.None, Stroke: 1}}, ``}, // no width, no line
		{scene.Circle{X: 5, Y: 5, R: 3, Paint: fill}, `<circle cx="5" cy="5" r="3" fill="#14304f"/>`},
		{scene.Path{Paint: lined, Parts: []scene.Part{
			{Op: scene.MoveTo, X: 10, Y: 10}, {Op: scene.LineTo, X: 20, Y: 10}, {Op: scene.LineTo, X: 20, Y: 5.5}, {Op: scene.LineTo, X: 20.25, Y: 5.75},
			{Op: scene.CurveTo, X1: 21, Y1: 6, X2: 22, Y2: 7, X: 20.5, Y: 5.5}, {Op: scene.Close},
			{Op: scene.MoveTo, X: 1, Y: 1}, {Op: scene.LineTo, X: 2, Y: 3}, {Op: scene.LineTo, X: 2.5, Y: 3.5},
		}}, `<path fill="none" stroke="#fff" stroke-width="2.5" d="m10 10h10v-4.5l.25.25c.75.25 1.75 1.25.25-.25zm-9-9 1 2 .5.5"/>`},
		{scene.Text{X: 1, Y: 2, Size: 16, Bold: true, Fill: 0xA01E17, Runes: "15日内 & <是>"},
			`<text x="1" y="2" font-size="16" font-weight="700" fill="#a01e17">15日内 &amp; &lt;是&gt;</text>`},
		{scene.Text{X: 1, Y: 2, Size: 16, Runes: "甲  乙\x01"}, `<text x="1" y="2" font-size="16" xml:space="preserve">甲  乙</text>`},
		{scene.Text{X: 1, Y: 2, Size: 16, Runes: " "}, ``},
		{scene.Group{ID: "s1", Class: "step", Title: "第1步"}, `<g id="s1" class="step"><title>第1步</title></g>`},
		{scene.Group{Link: "a.html?b=\"1\"&c", Shapes: []scene.Shape{scene.Group{Link: "inner"}}},
			`<a xlink:href="a.html?b=&quot;1&quot;&amp;c"><g></g></a>`},
	} {
		if got := shapesOnly(t, c.shape); got != c.want {
			t.Errorf("%+v\n  want %s\n   got %s", c.shape, c.want, got)
		}
	}
}

func TestHead(t *testing.T) {
	s := scene.Scene{Width: 1920, Height: 1080, Title: "路线图", Description: "十五步", Background: 0xFFFFFF}
	got := write(t, s, Options{Prefix: "a-"})
	for _, want := range []string{
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1920 1080" width="1920" height="1080" lang="zh-CN" role="img" aria-labelledby="a-title" aria-describedby="a-desc"`,
		`<title id="a-title">路线图</title><desc id="a-desc">十五步</desc>`,
		`<path fill="#fff" d="M0 0h1920v1080H0z"/>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	s.Shapes = []scene.Shape{scene.Group{Shapes: []scene.Shape{scene.Group{Link: "#a"}}}}
	if got := write(t, s, Options{}); !strings.Contains(got, `role="group"`) {
		t.Errorf("a screen reader does not find the links:\n%s", got)
	}
}

// wellFormed reads a drawing back: it is XML, every id is there once, every
// use and every label has its id. It returns the words.
func wellFormed(t testing.TB, svg string) []string {
	t.Helper()
	var words, wanted []string
	ids := map[string]bool{}
	d := xml.NewDecoder(strings.NewReader(svg))
	inText := false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, svg)
		}
		switch e := token.(type) {
		case xml.StartElement:
			inText = e.Name.Local == "text"
			for _, a := range e.Attr {
				switch {
				case a.Name.Local == "id" && ids[a.Value]:
					t.Errorf("id %s twice", a.Value)
				case a.Name.Local == "id":
					ids[a.Value] = true
				case a.Name.Local == "aria-label":
					words = append(words, a.Value)
				case a.Name.Local == "href" && e.Name.Local == "use":
					wanted = append(wanted, strings.TrimPrefix(a.Value, "#"))
				case strings.HasPrefix(a.Name.Local, "aria-"):
					wanted = append(wanted, a.Value)
				}
			}
		case xml.CharData:
			if inText {
				words = append(words, string(e))
			}
		case xml.EndElement:
			inText = false
		}
	}
	for _, id := range wanted {
		if !ids[id] {
			t.Errorf("nothing has the id %s", id)
		}
	}
	return words
}

func TestWordsAreThere(t *testing.T) {
	fonts := carried(t)
	s := drawtest.Everything(fonts)
	var want []string
	var walk func([]scene.Shape)
	walk = func(shapes []scene.Shape) {
		for _, s := range shapes {
			switch s := s.(type) {
			case scene.Group:
				walk(s.Shapes)
			case scene.Text:
				if s.Runes != "" {
					want = append(want, s.Runes)
				}
			}
		}
	}
	walk(s.Shapes)
	for name, o := range map[string]Options{"text": {}, "outlines": {Outlines: fonts, Prefix: "p-"}} {
		if got := wellFormed(t, write(t, s, o)); !slices.Equal(got, want) {
			t.Errorf("as %s: %q, want %q", name, got, want)
		}
		if write(t, s, o) != write(t, drawtest.Everything(fonts), o) {
			t.Errorf("as %s: drawn twice, other bytes", name)
		}
	}
}

// An outline is written once, however often it is used.
func TestOutlinesAreShared(t *testing.T) {
	fonts := carried(t)
	text := scene.Text{Size: 20, Runes: "人人 人"}
	bold := text
	bold.Bold = true
	got := write(t, scene.Scene{Width: 9, Height: 9, Shapes: []scene.Shape{text, bold, text}}, Options{Outlines: fonts})
	if paths, uses := strings.Count(got, "<path id="), strings.Count(got, "<use "); paths != 2 || uses != 9 {
		t.Errorf("%d outlines for %d uses:\n%s", paths, uses, got)
	}
	if !strings.Contains(got, `<use xlink:href="#g0" x="1000"/><use xlink:href="#g0" x="2224"/>`) {
		t.Errorf("the advances are wrong:\n%s", got)
	}
}

func TestRefuses(t *testing.T) {
	fonts := carried(t)
	good := scene.Scene{Width: 10, Height: 10}
	with := func(s scene.Shape) scene.Scene { g := good; g.Shapes = []scene.Shape{s}; return g }
	for name, c := range map[string]struct {
		s    scene.Scene
		o    Options
		want string
	}{
		"no canvas":    {scene.Scene{}, Options{}, "canvas"},
		"endless":      {scene.Scene{Width: math.Inf(1), Height: 1}, Options{}, "canvas"},
		"not a number": {with(scene.Rect{X: math.NaN(), W: 1, H: 1}), Options{}, "length"},
		"nowhere":      {with(scene.Path{Parts: []scene.Part{{Op: scene.LineTo}}}), Options{}, "nowhere"},
		"missing":      {with(scene.Group{Shapes: []scene.Shape{scene.Text{Size: 9, Runes: "𬙂好"}}}), Options{Outlines: fonts}, "𬙂"},
	} {
		if _, err := Write(c.s, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzWellFormed(f *testing.F) {
	f.Add("信访", "a.html", 1.5, -0.004)
	f.Add("<&>\"'\x00\uFFFE\xff]]>", "javascript:\n", 100.0, 99.999)
	f.Fuzz(func(t *testing.T, words, link string, x, y float64) {
		s := scene.Scene{Width: 10, Height: 10, Title: words, Description: link, Shapes: []scene.Shape{
			scene.Group{Link: link, ID: "g", Title: words, Class: link, Shapes: []scene.Shape{
				scene.Text{X: x, Y: y, Size: 10, Runes: words},
				scene.Path{Parts: []scene.Part{{X: x, Y: y}, {Op: scene.LineTo, X: y, Y: x}, {Op: scene.CurveTo, X: x, X1: y}, {Op: scene.Close}, {Op: scene.LineTo, X: y / 3, Y: x / 7}}},
			}},
		}}
		out, err := Write(s, Options{})
		if err != nil {
			return
		}
		wellFormed(t, string(out))
		if bytes.ContainsAny(out, "\x00\x01") {
			t.Error("a character that XML does not have")
		}
		points(t, string(out), x, y)
	})
}

// points reads the path back and compares where it goes.
func points(t *testing.T, svg string, x, y float64) {
	t.Helper()
	_, d, _ := strings.Cut(svg, ` d="M0 0h10v10H0z`)
	_, d, _ = strings.Cut(d, ` d="`)
	d, _, _ = strings.Cut(d, `"`)
	var got [2]float64
	n := readNumbers(d[1:], got[:])
	if n != 2 || math.Abs(got[0]-x) > 0.00501+math.Abs(x)*1e-12 || math.Abs(got[1]-y) > 0.00501+math.Abs(y)*1e-12 {
		t.Errorf("%q begins at %v, want %v %v", d, got, x, y)
	}
}

// readNumbers reads numbers as the grammar of SVG paths has them.
func readNumbers(s string, into []float64) int {
	for n := range into {
		s = strings.TrimLeft(s, " ")
		end, dot := 0, false
		for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '-' && end == 0 || s[end] == '.' && !dot) {
			dot = dot || s[end] == '.'
			end++
		}
		if _, err := fmt.Sscan(s[:end], &into[n]); err != nil {
			return n
		}
		s = s[end:]
	}
	return len(into)
}

func BenchmarkText(b *testing.B) { benchmark(b, nil) }

func BenchmarkOutlines(b *testing.B) { benchmark(b, carried(b)) }

func benchmark(b *testing.B, outlines *font.Set) {
	s := drawtest.Poster(carried(b), 1920, 1080)
	var out []byte
	for b.Loop() {
		out, _ = Write(s, Options{Outlines: outlines})
	}
	b.ReportMetric(float64(len(out)), "bytes")
}
