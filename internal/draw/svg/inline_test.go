package svg

import (
	"math"
	"strings"
	"testing"

	"daoyin/internal/draw/drawtest"
	"daoyin/internal/scene"
)

func inline(t testing.TB, shapes ...scene.Shape) string {
	t.Helper()
	out, err := Inline(scene.Scene{Width: 100.2, Height: 50, Title: "路线图 <1>", Background: scene.None, Shapes: shapes})
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestInlineHead(t *testing.T) {
	text := scene.Text{Size: 14, Bold: true, Hold: 0.5, Runes: "甲"}
	small := scene.Text{Size: 12, Hold: 0.5, Runes: "乙"}
	line := scene.Rect{W: 5, H: 5, Paint: scene.Paint{Stroke: 1, Width: 1.63}}
	const want = `<svg viewBox="0 0 100 50" width="100" height="50" role="group" aria-label="路线图 &lt;1&gt;" ` +
		`stroke-linecap="round" stroke-linejoin="round" text-anchor="middle" font-size="14" font-weight="700" stroke-width="1.6">` +
		`<text x="0" y="0">甲</text><text x="0" y="0">甲</text><text font-size="12" font-weight="400" x="0" y="0">乙</text>` +
		`<rect stroke="#000001" height="5" width="5"/></svg>`
	if got := inline(t, text, text, small, line); got != strings.ReplaceAll(want, ` x="0" y="0"`, "") {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// What stands between the head and the end.
func TestInlineShapes(t *testing.T) {
	fill := scene.Paint{Fill: 0x14304F, Stroke: scene.None}
	lined := scene.Paint{Fill: scene.None, Stroke: 0x14304F, Width: 2}
	both := scene.Paint{Fill: 0xFFFFFF, Stroke: 0x14304F, Width: 2}
	move := func(x, y float64) scene.Part { return scene.Part{Op: scene.MoveTo, X: x, Y: y} }
	to := func(x, y float64) scene.Part { return scene.Part{Op: scene.LineTo, X: x, Y: y} }
	curve := func(x1, y1, x2, y2, x, y float64) scene.Part {
		return scene.Part{Op: scene.CurveTo, X1: x1, Y1: y1, X2: x2, Y2: y2, X: x, Y: y}
	}
	path := func(p scene.Paint, parts ...scene.Part) scene.Path { return scene.Path{Paint: p, Parts: parts} }
	for name, c := range map[string]struct {
		shapes []scene.Shape
		want   string
	}{
		"whole pixels, both edges": {[]scene.Shape{scene.Rect{X: 1.4, Y: 2.6, W: 10.2, H: 3, Radius: 9, Paint: fill}},
			`<rect fill="#14304f" rx="2" height="3" width="11" x="1" y="3"/>`},
		"paths of one paint are one": {[]scene.Shape{path(lined, move(1, 1), to(5, 1)), path(fill, move(9, 9), to(8, 8), to(8, 9), scene.Part{Op: scene.Close}), path(lined, move(5, 5), to(5, 9))},
			`<path fill="none" stroke="#14304f" d="m1 1h4m0 4v4"/><path fill="#14304f" d="m9 9-1-1v1z"/>`},
		"one on the other is written once": {[]scene.Shape{path(fill, move(1, 1), to(2, 2)), path(fill, move(1, 1), to(2, 2))},
			`<path fill="#14304f" d="m1 1 1 1"/>`},
		"another colour between keeps its place": {[]scene.Shape{path(lined, move(1, 1), to(5, 1)), path(both, move(1, 1), to(5, 1)), path(lined, move(5, 5), to(5, 9))},
			`<path fill="none" stroke="#14304f" d="m1 1h4"/><path fill="#fff" stroke="#14304f" d="m1 1h4"/><path fill="none" stroke="#14304f" d="m5 5v4"/>`},
		"so does any other shape": {[]scene.Shape{path(lined, move(1, 1), to(5, 1)), scene.Circle{X: 1, Y: 2, R: 3, Paint: fill}, path(lined, move(5, 5), to(5, 9))},
			`<path fill="none" stroke="#14304f" d="m1 1h4"/><circle fill="#14304f" r="3" cx="1" cy="2"/><path fill="none" stroke="#14304f" d="m5 5v4"/>`},
		"corners without a radius": {[]scene.Shape{path(lined, move(1, 1), to(5, 1), curve(5, 1, 5, 1, 5, 1), to(5, 4), curve(5, 6, 5, 6, 7, 6))},
			`<path fill="none" stroke="#14304f" d="m1 1h4v3c0 2 0 2 2 2"/>`},
		"dashes": {[]scene.Shape{path(scene.Paint{Fill: scene.None, Stroke: 0xFFFFFF, Width: 2, Dash: []float64{4.2, 3.7}}, move(0, 0), to(9, 0))},
			`<path fill="none" stroke="#fff" stroke-dasharray="4 4" d="m0 0h9"/>`},
		"a link is a corner of its own, groups are not": {[]scene.Shape{scene.Group{ID: "a", Title: "甲", Link: "#a&b", Shapes: []scene.Shape{
			scene.Rect{X: 10.5, Y: 20, W: 30, H: 20, Paint: fill}, scene.Group{Class: "chip", Link: "#c", Shapes: []scene.Shape{scene.Text{X: 15, Y: 30, Size: 12, Width: 24, Hold: 1, Runes: "是"}}}}}},
			`<a id="a" xlink:href="#a&amp;b" transform="translate(11 20)"><rect fill="#14304f" height="20" width="30"/><text text-anchor="end" x="28" y="10">是</text></a>`},
		"nothing": {[]scene.Shape{scene.Rect{W: 0.2, H: 9, Paint: fill}, scene.Text{Size: 9, Runes: " "}, scene.Path{Paint: lined}, scene.Circle{Paint: fill}}, ``},
	} {
		got := inline(t, c.shapes...)
		got = strings.TrimSuffix(got[strings.Index(got, ">")+1:], "</svg>")
		if got != c.want {
			t.Errorf("%s\n  want %s\n   got %s", name, c.want, got)
		}
	}
}

func TestInlineRefuses(t *testing.T) {
	for name, s := range map[string]scene.Scene{
		"no canvas":    {},
		"not a number": {Width: 9, Height: 9, Shapes: []scene.Shape{scene.Circle{X: math.NaN(), R: 1}}},
		"endless":      {Width: 9, Height: 9, Shapes: []scene.Shape{scene.Text{X: 1, Y: math.Inf(1), Size: 9, Runes: "甲"}}},
	} {
		if out, err := Inline(s); err == nil {
			t.Errorf("%s: %s", name, out)
		}
	}
}

func TestInlineTwiceTheSame(t *testing.T) {
	fonts := carried(t)
	one, err := Inline(drawtest.Everything(fonts))
	if err != nil {
		t.Fatal(err)
	}
	wellFormed(t, string(one))
	if two, _ := Inline(drawtest.Everything(fonts)); string(one) != string(two) {
		t.Error("drawn twice, other bytes")
	}
}

func FuzzInline(f *testing.F) {
	f.Add("信访", "a.html", 1.5, -0.004)
	f.Add("<&>\"'\x00\uFFFE\xff]]>", "javascript:\n", 100.0, 99.999)
	f.Fuzz(func(t *testing.T, words, link string, x, y float64) {
		out, err := Inline(scene.Scene{Width: 10, Height: 10, Title: words, Shapes: []scene.Shape{
			scene.Group{Link: link, Shapes: []scene.Shape{
				scene.Rect{X: x, Y: y, W: 10, H: 10, Paint: scene.Paint{Stroke: 0, Width: 1}},
				scene.Text{X: x, Y: y, Size: 10, Runes: words},
				scene.Path{Parts: []scene.Part{{X: x, Y: y}, {Op: scene.LineTo, X: y, Y: x}, {Op: scene.CurveTo, X: x, X1: y}, {Op: scene.Close}}},
			}},
		}})
		if err == nil {
			wellFormed(t, string(out))
		}
	})
}
