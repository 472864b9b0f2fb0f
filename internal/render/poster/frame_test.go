package poster

import (
	"slices"
	"testing"

	"daoyin/internal/problem"
	"daoyin/internal/qrcode"
	"daoyin/internal/scene"
)

// framing tells what is wrong with the frame of a poster: head and foot over
// the flow, words over words, a code of less than its size.
func framing(s *scene.Scene, code float64) []string {
	var faults []string
	top, bottom := 0.0, s.Height
	codes := 0
	for _, shape := range s.Shapes {
		g, ok := shape.(scene.Group)
		if !ok || len(g.Shapes) == 0 {
			continue
		}
		r, _ := g.Shapes[0].(scene.Rect)
		switch g.Class {
		case "head":
			top = r.Y + r.H
			faults = append(faults, overlaps(g.Shapes)...)
		case "foot":
			bottom = r.Y
			if r.Y+r.H < s.Height-0.01 || r.W < s.Width-0.01 {
				faults = append(faults, "the foot does not reach the edges")
			}
			faults = append(faults, overlaps(g.Shapes)...)
		case "qr":
			codes++
			if r.W < code-0.01 || r.H < code-0.01 {
				faults = append(faults, "the code is too small")
			}
		}
	}
	if codes != 1 {
		faults = append(faults, "not one code")
	}
	for _, shape := range s.Shapes {
		g, ok := shape.(scene.Group)
		if !ok || g.Class == "head" || g.Class == "foot" {
			continue
		}
		for _, r := range boxes(g.Shapes) {
			if r.y0 < top-0.01 || r.y1 > bottom+0.01 {
				faults = append(faults, g.Class+" stands on the frame: "+r.words)
			}
		}
	}
	return faults
}

// box is what a text or a picture covers.
type box struct {
	x0, y0, x1, y1 float64
	words          string
}

func boxes(shapes []scene.Shape) []box {
	var all []box
	for _, s := range shapes {
		switch s := s.(type) {
		case scene.Text:
			all = append(all, box{s.X, s.Y - 0.85*s.Size, s.X + s.Width, s.Y + 0.1*s.Size, s.Runes})
		case scene.Image:
			all = append(all, box{s.X, s.Y, s.X + s.W, s.Y + s.H, "picture"})
		case scene.Group:
			all = append(all, boxes(s.Shapes)...)
		}
	}
	return all
}

func overlaps(shapes []scene.Shape) []string {
	var faults []string
	all := boxes(shapes)
	for i, a := range all {
		for _, b := range all[:i] {
			if a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1 {
				faults = append(faults, a.words+" lies on "+b.words)
			}
		}
	}
	return faults
}

// coded tells whether the code of a poster has those modules.
func coded(s *scene.Scene, want [][]bool) bool {
	for _, shape := range s.Shapes {
		g, ok := shape.(scene.Group)
		if !ok || g.Class != "qr" {
			continue
		}
		r := g.Shapes[0].(scene.Rect)
		module := r.W / float64(len(want)+2*qrcode.Quiet)
		got := make([][]bool, len(want))
		for y := range got {
			got[y] = make([]bool, len(want))
		}
		p := g.Shapes[1].(scene.Path)
		for i := 0; i+4 < len(p.Parts); i += 5 {
			a, b := p.Parts[i], p.Parts[i+2]
			y := int((min(a.Y, b.Y)-r.Y)/module+0.5) - qrcode.Quiet
			for x := int((a.X-r.X)/module+0.5) - qrcode.Quiet; x < int((b.X-r.X)/module+0.5)-qrcode.Quiet; x++ {
				got[y][x] = true
			}
		}
		return slices.EqualFunc(got, want, slices.Equal[[]bool])
	}
	return false
}

// What is wrong with a frame is seen.
func TestFaultsOfTheFrameAreSeen(t *testing.T) {
	m := site(t, map[string]string{"content/guides/x.md": head + "```路线图\n" + small + "```\n"})
	k := maker(t, m)
	e := prints(m)[0]
	var problems problem.List
	if _, err := k.Make(e, &problems); err != nil {
		t.Fatal(err)
	}
	sound := *k.sheets[keyOf(e)].scene
	if faults := framing(&sound, 86); faults != nil {
		t.Fatal(faults)
	}
	for name, spoil := range map[string]func(shapes []scene.Shape) []scene.Shape{
		"small code":   func(s []scene.Shape) []scene.Shape { return s },
		"without foot": func(s []scene.Shape) []scene.Shape { return s[:len(s)-1] },
		"foot too high": func(s []scene.Shape) []scene.Shape {
			return append(s[:len(s)-1], moved(s[len(s)-1:], 0, -200)...)
		},
		"words on words": func(s []scene.Shape) []scene.Shape {
			foot := s[len(s)-1].(scene.Group)
			foot.Shapes = append(slices.Clone(foot.Shapes), foot.Shapes[1])
			return append(s[:len(s)-1], foot)
		},
	} {
		s := sound
		s.Shapes = spoil(slices.Clone(sound.Shapes))
		least := 86.0
		if name == "small code" {
			least = 90
		}
		if name == "without foot" {
			s.Shapes = append(s.Shapes, scene.Group{Class: "foot", Shapes: []scene.Shape{scene.Rect{Y: s.Height - 20, W: 5, H: 20}}})
		}
		if framing(&s, least) == nil {
			t.Errorf("%s is not seen", name)
		}
	}
}
