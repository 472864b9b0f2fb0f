package yaml

import (
	"strings"
	"testing"

	"daoyin/internal/problem"
)

// Words that YAML takes for a comment are told where they are words; a comment
// that is meant, or that takes nothing away, is not.
func TestWordsLostToAComment(t *testing.T) {
	for text, want := range map[string]string{
		"title: 甲 #1 楼\n":              "1:8 data-comment",
		"title: 甲 #1 楼 # 顺序\n":         "1:8 data-comment",
		"title：甲 #1 楼\n":               "1:7 data-comment",
		"description: 甲 #楼\n":          "1:14 data-comment",
		"title: \"甲\" #1 楼\n":          "1:8 data-comment",
		"screen:\n  title: 甲 #1 楼\n":   "2:10 data-comment",
		"tags:\n  - 甲 #1 楼\n  - 乙\n":   "2:5 data-comment",
		"title: 甲 # 1 楼\n":             "",
		"title: 甲 #\n":                 "",
		"title: 甲 ## 说明\n":             "",
		"title: 甲#1 楼\n":               "",
		"title: 甲 ＃1 楼\n":              "",
		"title: \"甲 #1 楼\"\n":          "",
		"title: 甲\n#注释\n":              "",
		"title: 甲\n\n  #注释\nslug: a\n": "",
		"weight: 3 #顺序\n":              "",
		"reviewed: 2026-11-22 #核对\n":   "",
		"draft: true #草稿\n":            "",
		"title: |\n  甲 #1 楼\n":         "",
		"title: 'a' #b\nslug: c #d\n":  "1:8 data-comment\n2:7 data-comment",
	} {
		if _, problems := decode(text); told(problems) != want {
			t.Errorf("%q:\n%s\nwant\n%s", text, told(problems), want)
		}
	}
	_, problems := decode("title: 甲 #1 楼\n")
	p := problems.Sorted()[0]
	if p.Severity != problem.Warning || !strings.Contains(p.Message, "“#1 楼”") || !strings.Contains(p.Hint, `"甲 #1 楼"`) {
		t.Errorf("%+v", p)
	}
}
