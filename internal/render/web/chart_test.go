package web

import (
	"regexp"
	"strings"
	"sync"
	"testing"

	"daoyin"
	"daoyin/internal/font"
	"daoyin/internal/problem"
	"daoyin/internal/typeset"
)

// undrawn is for tests of what stands around drawings.
func undrawn(*problem.List) (*typeset.Setter, error) { return nil, nil }

// carried sets text in the fonts that the program carries.
func carried(*problem.List) (*typeset.Setter, error) { return openCarried() }

var openCarried = sync.OnceValues(func() (*typeset.Setter, error) {
	fonts, err := font.Carried(daoyin.Files)
	if err != nil {
		return nil, err
	}
	return typeset.NewSetter(fonts, nil), nil
})

// TestChartAndStepsMeet: every box leads to its step, every step to its box,
// and without the drawing no word is lost.
func TestChartAndStepsMeet(t *testing.T) {
	r, e := renderer(t, example)
	r.set = carried
	out, err := r.AppendEntry(nil, e, new(problem.List))
	if err != nil {
		t.Fatal(err)
	}
	page := string(out)
	drawing := regexp.MustCompile(`(?s)<svg.*?</svg>`).FindString(page)
	if drawing == "" {
		t.Fatal("no drawing")
	}
	rest := strings.Replace(page, drawing, "", 1)
	ids := regexp.MustCompile(`id="?([^" >]+)`)
	inDrawing, inRest := map[string]bool{}, map[string]bool{}
	for _, m := range ids.FindAllStringSubmatch(drawing, -1) {
		inDrawing[m[1]] = true
	}
	for _, m := range ids.FindAllStringSubmatch(rest, -1) {
		inRest[m[1]] = true
	}
	boxes := regexp.MustCompile(`xlink:href="#([^"]+)"`).FindAllStringSubmatch(drawing, -1)
	steps := strings.Count(rest, `class="no"`)
	if len(boxes) != steps || steps == 0 {
		t.Errorf("%d boxes, %d steps", len(boxes), steps)
	}
	for _, b := range boxes {
		if !inRest[b[1]] {
			t.Errorf("a box leads to %s, which is no step", b[1])
		}
	}
	back := regexp.MustCompile(`class="no"><i[^>]*>\d+</i><a href="#([^"]+)"`).FindAllStringSubmatch(rest, -1)
	if len(back) != steps {
		t.Errorf("%d of %d steps lead to their boxes", len(back), steps)
	}
	for _, b := range back {
		if !inDrawing[b[1]] {
			t.Errorf("a step leads to %s, which is no box", b[1])
		}
	}
	said := regexp.MustCompile(`<[^>]+>`).ReplaceAllString(rest, "")
	legend := map[string]bool{"主要路线": true, "分支路线": true, "回到前面": true} // explains the drawing alone
	for _, m := range regexp.MustCompile(`<text[^>]*>([^<]+)`).FindAllStringSubmatch(drawing, -1) {
		if !legend[m[1]] && !strings.Contains(said, strings.TrimSpace(m[1])) {
			t.Errorf("only the drawing says %q", m[1])
		}
	}
}
