package content

import (
	"testing"

	"daoyin/internal/problem"
)

func TestPosterFile(t *testing.T) {
	var problems problem.List
	p := ParsePoster("content/posters/x.yaml", "flow: guides/a.md#2\npaper: [a3, A1]\nlandscape: 是\nbleed: 3mm\ncrop_marks: true\ntitle: 题\ntext: 一行\ntiles: false\n", &problems)
	if problems.Len() > 0 {
		t.Fatal(problems.Sorted())
	}
	if p.Name != "x" || p.Flow.Value != "guides/a.md#2" || len(p.Papers) != 2 || p.Papers[0].Size != "A3" || p.Papers[1].At.Column != 13 ||
		!p.Landscape || p.Bleed != 3 || !p.CropMarks || p.Title.Value != "题" || len(p.Text) != 1 || p.Tiled(p.Papers[1]) {
		t.Errorf("%+v", p)
	}
}

func TestTiled(t *testing.T) {
	for text, want := range map[string]map[string]bool{
		"":               {"A4": false, "A3": false, "A2": true, "A1": true, "A0": true},
		"tiles: true\n":  {"A4": false, "A3": true, "A0": true},
		"tiles: false\n": {"A3": false, "A0": false},
	} {
		var problems problem.List
		p := ParsePoster("x.yaml", "flow: a\npaper: A3\n"+text, &problems)
		for size, tiled := range want {
			if p.Tiled(Paper{Size: size}) != tiled {
				t.Errorf("%q: %s tiled is %v", text, size, !tiled)
			}
		}
	}
}

// Whatever a file holds, it is read without a failure, and papers are known
// ones, each once.
func FuzzPoster(f *testing.F) {
	f.Add("flow: guides/a.md\npaper: [A3, A1]\ntext:\n  - 一\n")
	f.Add("paper: none\nbleed: 99\n")
	f.Add("draft: true\nflow:\n  - a\npaper: {a: b}\ntiles: x\n")
	f.Fuzz(func(t *testing.T, text string) {
		var problems problem.List
		p := ParsePoster("content/posters/x.yaml", text, &problems)
		seen := map[string]bool{}
		for _, paper := range p.Papers {
			known := false
			for _, size := range PaperSizes() {
				known = known || paper.Size == size
			}
			if !known || seen[paper.Size] {
				t.Errorf("paper %q", paper.Size)
			}
			seen[paper.Size] = true
		}
		if p.Bleed < 0 || p.Bleed > mostBleed || (len(p.Text) > mostLines && !problems.HasErrors()) {
			t.Errorf("%+v", p)
		}
	})
}
