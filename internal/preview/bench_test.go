package preview

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkSave is the time from saving a page until a browser that was told of
// it has the new page, of which the text or the title is another: median-ms of
// all saves. MB is what the program holds.
func BenchmarkSave(b *testing.B) {
	for _, c := range []struct {
		pages int
		edit  string
	}{{1000, "text"}, {10000, "text"}, {1000, "title"}, {10000, "title"}} {
		b.Run(fmt.Sprintf("%d pages, %s", c.pages, c.edit), func(b *testing.B) {
			n := c.pages
			files := map[string]string{}
			text := strings.Repeat("**注意：**应当自受理之日起60日内办结（《信访工作条例》第三十四条）。\n\n", 12)
			for i := range n {
				folder := []string{"guides", "faq", "notices"}[i%3]
				warned := ""
				if i%10 == 5 { // what there is to mend elsewhere must cost a save nothing
					warned = "## 一样\n\n## 一样\n\n"
				}
				files[fmt.Sprintf("content/%s/p%d.md", folder, i)] = fmt.Sprintf("---\ntitle: 第%d个页面\ndate: 2026-%02d-%02d\ntags: [标签%d]\n---\n\n%s", i, 1+i%10, 1+i%28, i%40, warned+text)
			}
			d := begin(b, files)
			all := d.listen()
			d.hear(all, "the first check", func(n news) bool { return n.Checked })
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				name := fmt.Sprintf("content/guides/p%d.md", i%300*3)
				b.StopTimer()
				time.Sleep(50 * time.Millisecond) // nobody saves faster
				b.StartTimer()
				began := time.Now()
				text := files[name] + fmt.Sprintf("\nedit%dx\n", i)
				if c.edit == "title" {
					text = strings.Replace(files[name], "title: ", fmt.Sprintf("title: edit%dx", i), 1)
				}
				d.save(name, text)
				d.hear(all, "the save", func(n news) bool { return len(n.Changed) > 0 && n.Changed[0].File == name })
				if _, page := d.get(fmt.Sprintf("/guides/p%d.html", i%300*3)); !strings.Contains(page, fmt.Sprintf("edit%dx", i)) {
					b.Fatal("the edit is not shown")
				}
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
			b.ReportMetric(float64(took[len(took)*9/10].Microseconds())/1000, "p90-ms")
			runtime.GC()
			var memory runtime.MemStats
			runtime.ReadMemStats(&memory)
			b.ReportMetric(float64(memory.HeapAlloc)/1e6, "MB")
		})
	}
}
