package chart_test

import (
	"math/rand/v2"
	"testing"

	"daoyin"
	"daoyin/internal/chart"
	"daoyin/internal/draw/svg"
	"daoyin/internal/flow/flowtest"
	"daoyin/internal/font"
	"daoyin/internal/problem"
	"daoyin/internal/typeset"
)

// carried measures with the fonts that the program carries.
func carried(t testing.TB) chart.Measurer {
	t.Helper()
	fonts, err := font.Carried(daoyin.Files)
	if err != nil {
		t.Fatal(err)
	}
	return chart.Measure(typeset.NewSetter(fonts, typeset.LawWords()))
}

// One chart has to be drawn and written as SVG within 10 ms.
func BenchmarkDraw(b *testing.B) {
	fonts := carried(b)
	for _, name := range []string{"xinfang", "zhao-shui"} {
		g := example(b, name)
		for _, canvas := range canvases() {
			b.Run(name+" "+canvas.Name, func(b *testing.B) {
				o := options(canvas)
				o.Measure = fonts
				for b.Loop() {
					var problems problem.List
					c := chart.Draw(g, o, &problems)
					if c == nil {
						b.Skip("does not fit")
					}
					if _, err := svg.Inline(*c.Scene); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
	b.Run("random", func(b *testing.B) {
		o := options(chart.A3())
		for i := range b.N {
			g := flowtest.Random(rand.New(rand.NewPCG(uint64(i), 7)), flowtest.Options{})
			var problems problem.List
			chart.Draw(g, o, &problems)
		}
	})
}
