// Package draw_test holds the three writers against each other, and against
// programs that others wrote: a browser for SVG, a printer's view for PDF.
package draw_test

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	stdpng "image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"daoyin"
	"daoyin/internal/draw/drawtest"
	"daoyin/internal/draw/pdf"
	"daoyin/internal/draw/png"
	"daoyin/internal/draw/svg"
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

// browser returns a drawing as Chromium shows it.
func browser(t *testing.T, chromium string, drawing []byte, width, height int) image.Image {
	t.Helper()
	folder := t.TempDir()
	page, shot := filepath.Join(folder, "page.html"), filepath.Join(folder, "shot.png")
	html := "<!doctype html><meta charset=utf-8><style>html,body{margin:0;overflow:hidden}svg{display:block;width:100vw;height:100vh}</style>" + string(drawing)
	if err := os.WriteFile(page, []byte(html), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
		"--force-device-scale-factor=1", "--force-color-profile=srgb", "--user-data-dir="+filepath.Join(folder, "user"),
		fmt.Sprintf("--window-size=%d,%d", width, height), "--screenshot="+shot, "file://"+page).CombinedOutput()
	if err != nil {
		t.Fatalf("chromium: %v\n%s", err, out)
	}
	return open(t, shot)
}

// printed returns a page of a PDF as poppler shows it.
func printed(t *testing.T, pdftoppm string, document []byte, page, dpi int) image.Image {
	t.Helper()
	folder := t.TempDir()
	name := filepath.Join(folder, "a.pdf")
	if err := os.WriteFile(name, document, 0o600); err != nil {
		t.Fatal(err)
	}
	n := fmt.Sprint(page)
	out, err := exec.CommandContext(t.Context(), pdftoppm, "-f", n, "-l", n, "-singlefile", "-r", fmt.Sprint(dpi), "-png", name, filepath.Join(folder, "a")).CombinedOutput()
	if err != nil {
		t.Fatalf("pdftoppm: %v\n%s", err, out)
	}
	return open(t, filepath.Join(folder, "a.png"))
}

func open(t *testing.T, name string) image.Image {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := stdpng.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// differ returns by how much two pictures differ: the mean over all pixels and
// colours, and the pixels that shades at an edge cannot explain, because their
// colour is not between those next to the same place on the other picture, or
// beyond them by no more than edge.
func differ(t *testing.T, a, b image.Image, edge int) (mean float64, unlike int) {
	t.Helper()
	if a.Bounds().Size() != b.Bounds().Size() {
		t.Fatalf("%v and %v pixels", a.Bounds().Size(), b.Bounds().Size())
	}
	pa, pb := rgba(a), rgba(b)
	sum := 0
	size := pa.Rect.Size()
	for y := range size.Y {
		for x := range size.X {
			d := distance(pa, pb, x, y)
			sum += d
			if d > 2 && (!between(pa, pb, x, y, edge) || !between(pb, pa, x, y, edge)) {
				unlike++
			}
		}
	}
	return float64(sum) / float64(size.X*size.Y*3), unlike
}

// How far the shade of an edge may be beyond its neighbours, of 255: as a rule,
// and for small type, which poppler puts on quarters of a pixel.
const (
	shade     = 48
	smallType = 100
)

func distance(a, b *image.RGBA, x, y int) int {
	i, sum := a.PixOffset(x, y), 0
	for c := range 3 {
		if d := int(a.Pix[i+c]) - int(b.Pix[i+c]); d < 0 {
			sum -= d
		} else {
			sum += d
		}
	}
	return sum
}

func between(a, b *image.RGBA, x, y, edge int) bool {
	c := a.RGBAAt(x, y)
	low, high := [3]uint8{255, 255, 255}, [3]uint8{}
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if p := image.Pt(x+dx, y+dy); p.In(b.Rect) {
				n := b.RGBAAt(p.X, p.Y)
				for i, v := range [3]uint8{n.R, n.G, n.B} {
					low[i], high[i] = min(low[i], v), max(high[i], v)
				}
			}
		}
	}
	slack := edge
	if low == high && plain(a, x, y) {
		slack = 2 // within an area of one colour there are no edges
	}
	for i, v := range [3]uint8{c.R, c.G, c.B} {
		if int(v)+slack < int(low[i]) || int(v)-slack > int(high[i]) {
			return false
		}
	}
	return true
}

// plain tells whether a place lies within an area of one colour.
func plain(a *image.RGBA, x, y int) bool {
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if p := image.Pt(x+dx, y+dy); p.In(a.Rect) && a.RGBAAt(p.X, p.Y) != a.RGBAAt(x, y) {
				return false
			}
		}
	}
	return true
}

func rgba(picture image.Image) *image.RGBA {
	if p, ok := picture.(*image.RGBA); ok {
		return p
	}
	b := picture.Bounds()
	out := image.NewRGBA(image.Rectangle{Max: b.Size()})
	draw.Draw(out, out.Rect, picture, b.Min, draw.Src)
	return out
}

// agree fails if the pictures are not alike, and keeps them to be looked at.
func agree(t *testing.T, what string, got, want image.Image, mean float64, edge int) {
	t.Helper()
	m, unlike := differ(t, got, want, edge)
	t.Logf("%s: mean difference %.2f of 255, %d pixels unlike", what, m, unlike)
	if m <= mean && unlike == 0 {
		return
	}
	t.Errorf("%s: mean difference %.2f of 255 (at most %.2f), %d pixels unlike; see %s", what, m, mean, unlike, t.ArtifactDir())
	for name, picture := range map[string]image.Image{"got": got, "want": want} {
		var file bytes.Buffer
		if err := stdpng.Encode(&file, picture); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(t.ArtifactDir(), what+"-"+name+".png"), file.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func ours(t *testing.T, s scene.Scene, fonts *font.Set, times float64) image.Image {
	t.Helper()
	picture, err := png.Image(s, png.Options{Fonts: fonts, Width: int(s.Width * times), Height: int(s.Height * times)})
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func scenes(fonts *font.Set) map[string]scene.Scene {
	return map[string]scene.Scene{"everything": drawtest.Everything(fonts), "poster": drawtest.Poster(fonts, 1280, 720)}
}

func TestPNGAgreesWithSVGInABrowser(t *testing.T) {
	chromium := drawtest.Tool(t, "chromium")
	fonts := carried(t)
	for name, s := range scenes(fonts) {
		drawing, err := svg.Write(s, svg.Options{Outlines: fonts})
		if err != nil {
			t.Fatal(err)
		}
		for _, times := range []float64{1, 2} {
			want := browser(t, chromium, drawing, int(s.Width*times), int(s.Height*times))
			agree(t, fmt.Sprintf("%s-svg-%v", name, times), ours(t, s, fonts, times), want, 2, shade)
		}
	}
}

func TestPNGAgreesWithPDFInPrint(t *testing.T) {
	pdftoppm := drawtest.Tool(t, "pdftoppm")
	fonts := carried(t)
	for name, s := range scenes(fonts) {
		document, err := pdf.Write([]scene.Scene{s}, pdf.Options{Fonts: fonts})
		if err != nil {
			t.Fatal(err)
		}
		for _, times := range []float64{1, 2} {
			want := printed(t, pdftoppm, document, 1, int(72*times))
			agree(t, fmt.Sprintf("%s-pdf-%v", name, times), ours(t, s, fonts, times), want, 2, shade)
		}
	}
}

// Every character of the fonts is cut into a PDF rightly, in both weights.
func TestEveryCharacterInPrint(t *testing.T) {
	pdftoppm := drawtest.Tool(t, "pdftoppm")
	fonts := carried(t)
	var all []rune
	for r := rune(0x21); r < 0x30000; r++ {
		if len(fonts.Outline(r, false)) > 0 {
			all = append(all, r)
		}
	}
	if len(all) < 7500 {
		t.Fatalf("%d characters", len(all))
	}
	for _, bold := range []bool{false, true} {
		const columns, em = 80, 16
		s := scene.Scene{Width: columns*em + 400, Height: float64(len(all)/columns+2) * 20, Background: 0xFFFFFF}
		y := 20.0
		for row := range slices.Chunk(all, columns) {
			s.Shapes = append(s.Shapes, scene.Text{X: 10, Y: y, Size: em, Bold: bold, Runes: string(row)})
			y += 20
		}
		document, err := pdf.Write([]scene.Scene{s}, pdf.Options{Fonts: fonts})
		if err != nil {
			t.Fatal(err)
		}
		agree(t, fmt.Sprintf("characters-bold-%v", bold), ours(t, s, fonts, 1), printed(t, pdftoppm, document, 1, 72), 2, smallType)
	}
}

// What is compared here would be seen if it were wrong.
func TestDifferencesAreSeen(t *testing.T) {
	fonts := carried(t)
	right := ours(t, drawtest.Everything(fonts), fonts, 1)
	for name, change := range map[string]func(scene.Shape) scene.Shape{
		"another colour": func(s scene.Shape) scene.Shape {
			if r, ok := s.(scene.Rect); ok && r.Radius == 13 {
				r.Fill = 0xD01E17
				return r
			}
			return s
		},
		"text moved": func(s scene.Shape) scene.Shape {
			if w, ok := s.(scene.Text); ok && w.Runes == "15日内" {
				w.X += 2
				return w
			}
			return s
		},
		"another character": func(s scene.Shape) scene.Shape {
			if w, ok := s.(scene.Text); ok && w.Runes == "15日内" {
				w.Runes = "16日内"
				return w
			}
			return s
		},
		"a line too thick": func(s scene.Shape) scene.Shape {
			if p, ok := s.(scene.Path); ok && p.Width == 9 {
				p.Width = 12
				return p
			}
			return s
		},
		"another dash": func(s scene.Shape) scene.Shape {
			if c, ok := s.(scene.Circle); ok && c.Dash != nil {
				c.Dash = []float64{12, 8, 3, 5}
				return c
			}
			return s
		},
		"a sharp corner": func(s scene.Shape) scene.Shape {
			if r, ok := s.(scene.Rect); ok && r.Radius == 8 {
				r.Radius = 0
				return r
			}
			return s
		},
	} {
		wrong := drawtest.Everything(fonts)
		wrong.Shapes = changed(wrong.Shapes, change)
		if _, unlike := differ(t, right, ours(t, wrong, fonts, 1), shade); unlike == 0 {
			t.Errorf("%s is not seen", name)
		}
	}
}

func changed(shapes []scene.Shape, change func(scene.Shape) scene.Shape) []scene.Shape {
	var out []scene.Shape
	for _, s := range shapes {
		if g, ok := s.(scene.Group); ok {
			g.Shapes = changed(g.Shapes, change)
			s = g
		}
		out = append(out, change(s))
	}
	return out
}
