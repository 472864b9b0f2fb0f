package build

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"daoyin"
	"daoyin/internal/mirror"
)

// large is a site of n pages of three kinds, each with links, a table and
// citations.
func large(b *testing.B, n int) fstest.MapFS {
	b.Helper()
	site := files(b, "testdata/base.txtar")
	for i := range n {
		folder := []string{"guides", "faq", "notices"}[i%3]
		text := fmt.Sprintf("---\ntitle: 第%d个页面\ndate: 2026-%02d-%02d\ntags: [标签%d, 标签%d]\n---\n\n", i, 1+i%10, 1+i%28, i%40, i%7)
		text += strings.Repeat(fmt.Sprintf("**注意：**应当自受理之日起60日内办结（《信访工作条例》第三十四条），参见[好的指南](../guides/good.md)，编号%d。\n\n", i), 12)
		text += "| 环节 | 时限 |\n| --- | :---: |\n| 登记 | 15日 |\n"
		site[fmt.Sprintf("content/%s/p%d.md", folder, i)] = &fstest.MapFile{Data: []byte(text)}
	}
	return site
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{200, 2000} {
		b.Run(fmt.Sprintf("%d pages", n), func(b *testing.B) {
			site := large(b, n)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				out := filepath.Join(b.TempDir(), fmt.Sprint(i))
				if r, err := Run(b.Context(), Input{Site: site, Builtin: daoyin.Files, At: at, Out: out}); err != nil || r.Failed() {
					b.Fatal(r, err)
				}
			}
		})
	}
}

// BenchmarkTake is what a save costs before the first page is shown: in one
// page the text is edited or its front matter, or a page comes and goes.
func BenchmarkTake(b *testing.B) {
	const name = "content/guides/p0.md"
	for _, n := range []int{1000, 10000} {
		for _, edit := range []string{"text", "title", "file"} {
			b.Run(fmt.Sprintf("%d pages, %s", n, edit), func(b *testing.B) {
				site := large(b, n)
				text := string(site[name].Data)
				held, err := mirror.Read(site, "content", "layouts", "static")
				if err != nil {
					b.Fatal(err)
				}
				var kept Kept
				if _, _, err := Take(b.Context(), Input{Site: held, Builtin: daoyin.Files, At: at}, &kept); err != nil {
					b.Fatal(err)
				}
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					mark := fmt.Sprintf("edit%dx", i)
					now, changed := text+"\n"+mark+"\n", name
					switch edit {
					case "title":
						now = strings.Replace(text, "title: ", "title: "+mark, 1)
					case "file":
						changed = fmt.Sprintf("content/guides/new%d.md", i/2)
					}
					if edit == "file" && i%2 == 1 {
						delete(site, changed)
					} else {
						site[changed] = &fstest.MapFile{Data: []byte(now)}
					}
					held, _ = held.With(site, []string{changed})
					s, problems, err := Take(b.Context(), Input{Site: held, Builtin: daoyin.Files, At: at}, &kept)
					if err != nil || s == nil {
						b.Fatal(problems, err)
					}
					if data, _, err := s.Make("guides/p0.html"); err != nil || edit != "file" && !bytes.Contains(data, []byte(mark)) {
						b.Fatal("the edit is not shown", err)
					}
				}
			})
		}
	}
}
