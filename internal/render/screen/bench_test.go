package screen

import (
	"testing"

	"daoyin/internal/problem"
)

func BenchmarkLayOut(b *testing.B) {
	m, screens := example(b)
	slides := 0
	for b.Loop() {
		slides = 0
		for _, s := range screens {
			var problems problem.List
			slides += len(m.Reel(s, &problems).Zones[0].Slides)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N*slides), "ms/slide")
}

func BenchmarkSlide(b *testing.B) {
	m, all := reels(b)
	for _, name := range []string{"hall-led", "hall-tv", "door-totem", "door-strip"} {
		r := all[name]
		b.Run(name+"/svg", func(b *testing.B) {
			for b.Loop() {
				for i := range r.Zones[0].Slides {
					if _, err := m.SVG(&r.Zones[0].Slides[i]); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N*len(r.Zones[0].Slides)), "ms/slide")
		})
		b.Run(name+"/png", func(b *testing.B) {
			for b.Loop() {
				for i := range r.Zones[0].Slides {
					if _, err := m.PNG(r, &r.Zones[0].Slides[i]); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N*len(r.Zones[0].Slides)), "ms/slide")
		})
	}
}
