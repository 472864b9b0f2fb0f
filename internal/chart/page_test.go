package chart_test

import (
	"bytes"
	"compress/gzip"
	"testing"

	"daoyin/internal/chart"
	"daoyin/internal/draw/svg"
	"daoyin/internal/problem"
)

func inPage(t *testing.T, name string) []byte {
	t.Helper()
	var problems problem.List
	c := chart.Draw(example(t, name), options(chart.Page()), &problems)
	if c == nil {
		t.Fatal(problems.Sorted())
	}
	out, err := svg.Inline(*c.Scene)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A guide's page is read on old telephones: its chart has to be light. That of
// the longest route map is.
func TestChartInPageIsLight(t *testing.T) {
	out := inPage(t, "xinfang")
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(out); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes, %d compressed", len(out), packed.Len())
	if len(out) > 15_000 || packed.Len() > 2600 {
		t.Errorf("%d bytes, %d compressed", len(out), packed.Len())
	}
}

// Whoever goes from link to link goes from step to step, also where steps stand
// in another order.
func TestLinksInOrder(t *testing.T) {
	for _, name := range []string{"xinfang", "zhao-shui"} {
		marks, err := readSVG(string(inPage(t, name)))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, m := range marks {
			if m.name != "a" {
				continue
			}
			if want := options(chart.Page()).Link(n); m.link != want {
				t.Errorf("%s: link %s, want %s", name, m.link, want)
			}
			n++
		}
		if steps := len(example(t, name).Steps); n != steps {
			t.Errorf("%s: %d links for %d steps", name, n, steps)
		}
	}
}
