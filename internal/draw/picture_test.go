package draw_test

import (
	"testing"

	"daoyin/internal/draw/drawtest"
	"daoyin/internal/draw/pdf"
	"daoyin/internal/draw/png"
	"daoyin/internal/draw/svg"
	"daoyin/internal/scene"
)

// unevenly is how far the means of a picture made smaller in different ways may
// be apart, of 255: whoever enlarges it smooths its edges in a way of his own.
const unevenly = 4

// A picture stands in the same place in the same colours, whoever draws it.
func TestPicturesAgree(t *testing.T) {
	s := drawtest.Pictures()
	got := ours(t, s, nil, 1)
	blank := ours(t, scene.Scene{Width: s.Width, Height: s.Height, Background: s.Background, Shapes: s.Shapes[:1]}, nil, 1)
	if mean, _ := differ(t, got, blank, shade); mean < 5*unevenly {
		t.Fatalf("with pictures and without differ by %v: nothing can be told", mean)
	}
	document, err := pdf.Write([]scene.Scene{s}, pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	mean, _ := differ(t, got, printed(t, drawtest.Tool(t, "pdftoppm"), document, 1, 72), shade)
	t.Logf("PDF: mean difference %.2f of 255", mean)
	if mean > unevenly {
		t.Errorf("the PDF differs by %.2f", mean)
	}
	drawing, err := svg.Write(s, svg.Options{})
	if err != nil {
		t.Fatal(err)
	}
	mean, _ = differ(t, got, browser(t, drawtest.Tool(t, "chromium"), drawing, int(s.Width), int(s.Height)), shade)
	t.Logf("SVG: mean difference %.2f of 255", mean)
	if mean > unevenly {
		t.Errorf("the SVG differs by %.2f", mean)
	}
}

// What is no picture is refused by all writers, not left out.
func TestDamagedPicturesAreRefused(t *testing.T) {
	for name, data := range map[string][]byte{"nothing": nil, "text": []byte("<svg></svg>"), "cut off": drawtest.Emblem()[:60]} {
		s := scene.Scene{Width: 100, Height: 100, Shapes: []scene.Shape{scene.Image{X: 1, Y: 1, W: 50, H: 50, Data: data}}}
		if _, err := pdf.Write([]scene.Scene{s}, pdf.Options{}); err == nil {
			t.Errorf("%s: a PDF", name)
		}
		if _, err := png.Write(s, png.Options{}); err == nil {
			t.Errorf("%s: a PNG", name)
		}
		if _, err := svg.Write(s, svg.Options{}); err == nil && name != "cut off" { // SVG does not look inside
			t.Errorf("%s: an SVG", name)
		}
	}
}
