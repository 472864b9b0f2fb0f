package poster

import (
	"testing"

	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

// What is made of the two great maps of the example site, each alone: the
// drawing is part of every one.
func BenchmarkPrints(b *testing.B) {
	files := examples(b)
	for _, name := range []string{"xinfang", "zhao-shui"} {
		source := "content/guides/" + name + ".md"
		m := site(b, map[string]string{source: files[source], "content/posters/" + name + ".yaml": "flow: guides/" + name + ".md\npaper: [A3, A1]\n"})
		for _, e := range prints(m) {
			b.Run(e.Path, func(b *testing.B) {
				set := maker(b, m).set
				for b.Loop() {
					var problems problem.List
					if data, err := NewMaker(m, set).Make(e, &problems); err != nil || data == nil {
						b.Fatal(err, problems.Sorted())
					}
				}
			})
		}
		b.Run(name+"/drawing", func(b *testing.B) {
			k := maker(b, m)
			var e *plan.Entry = prints(m)[0]
			for b.Loop() {
				k.draw(&sheet{}, e)
			}
		})
	}
}
