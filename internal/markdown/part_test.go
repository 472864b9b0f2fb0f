package markdown

import (
	"strings"
	"testing"

	"daoyin/internal/problem"
)

type elsewhere struct{}

func (elsewhere) Link(int) string              { return "x.html" }
func (elsewhere) Image(int) (string, int, int) { return "", 0, 0 }
func (elsewhere) Citation(int) string          { return "" }
func (elsewhere) Block(int) string             { return "" }

func TestPartsOfOnePageKeepTheirAnchorsApart(t *testing.T) {
	var problems problem.List
	d := NewParser().Parse(problem.Position{File: "x.md", Line: 1, Column: 1},
		"## 接下来\n\n写作 id=\"x\" 的字[^1]，[链接](y.md)。\n\n| 甲 |\n| --- |\n| 乙 |\n\n[^1]: 注。\n", &problems)
	got := string(d.AppendPart(nil, elsewhere{}, "fees-", "费用 & 其他"))
	for _, want := range []string{`<h2 id="fees-接下来">`, `写作 id="x" 的字`, `id="fees-fnref-1"`, `href="#fees-fn-1"`, `<li id="fees-fn-1">`, `href="#fees-fnref-1"`, `href="x.html"`, `aria-label="费用 &amp; 其他：表格"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	if again := string(d.AppendPart(nil, elsewhere{}, "", "")); again != string(d.AppendHTML(nil, elsewhere{})) {
		t.Errorf("without a prefix the part differs: %s", again)
	}
}
