package markdown

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"daoyin/internal/problem"
)

// samplePage is a guide of this repository: 3 KB of Chinese with a table,
// lists, links and citations, without front matter.
func samplePage(tb testing.TB) string {
	raw, err := os.ReadFile(filepath.Join("testdata", "page.md"))
	if err != nil {
		tb.Fatal(err)
	}
	return string(raw)
}

func BenchmarkParse(b *testing.B) {
	page, p := samplePage(b), NewParser("路线图", "导引图")
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		var problems problem.List
		p.Parse(problem.Position{File: "page.md", Line: 1}, page, &problems)
	}
}

// BenchmarkGoldmark is what of BenchmarkParse goldmark's own parser takes.
func BenchmarkGoldmark(b *testing.B) {
	page, p := []byte(samplePage(b)), NewParser("路线图", "导引图")
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		p.page.Parse(text.NewReader(page), parser.WithContext(parser.NewContext()))
	}
}

func BenchmarkInline(b *testing.B) {
	p := NewParser()
	line := "网上、来信、来电、来访都可以；**多人来访**推选代表，不超过5人（《信访工作条例》第二十条）"
	b.ReportAllocs()
	for b.Loop() {
		var problems problem.List
		p.Inline(problem.Position{File: "page.md", Line: 1, Column: 6}, line, &problems)
	}
}

func BenchmarkAppendHTML(b *testing.B) {
	var problems problem.List
	d := NewParser("路线图", "导引图").Parse(problem.Position{File: "page.md", Line: 1}, samplePage(b), &problems)
	dst := d.AppendHTML(nil, encoded{d})
	b.SetBytes(int64(len(dst)))
	b.ReportAllocs()
	for b.Loop() {
		dst = d.AppendHTML(dst[:0], encoded{d})
	}
}

func BenchmarkText(b *testing.B) {
	var problems problem.List
	d := NewParser("路线图").Parse(problem.Position{File: "page.md", Line: 1}, samplePage(b), &problems)
	b.ReportAllocs()
	for b.Loop() {
		d.Text()
	}
}
