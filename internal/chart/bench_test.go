package chart_test

import (
	"math/rand/v2"
	"testing"

	"daoyin/internal/chart"
	"daoyin/internal/flow/flowtest"
	"daoyin/internal/problem"
)

// One chart has to be drawn within 10 ms.
func BenchmarkDraw(b *testing.B) {
	for _, name := range []string{"xinfang", "zhao-shui"} {
		g := example(b, name)
		for _, canvas := range chart.Canvases() {
			b.Run(name+" "+canvas.Name, func(b *testing.B) {
				var problems problem.List
				o := options(canvas)
				if chart.Draw(g, o, &problems) == nil {
					b.Skip("does not fit")
				}
				for b.Loop() {
					chart.Draw(g, o, &problems)
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
