package markdown

import (
	"fmt"
	"strings"
	"testing"

	"daoyin/internal/problem"
)

// ▲ marks where words begin that no reader would see.
func TestCellsThatNobodySeesAreTold(t *testing.T) {
	const head = "| 事项 | 期限 |\n| --- | --- |\n"
	for text, lost := range map[string]string{
		head + "| 登记 | 15日 |":                         "",
		head + "| 登记 |":                               "",
		head + "登记 | 15日":                             "",
		head + "| 登记 | 15日 |  |  |":                   "",
		head + "| 登记 | 15日 | ▲可延长 |":                  "可延长",
		head + "| 登记 | 15日 | ▲可延长":                    "可延长",
		head + "登记|15日|▲可延长|30日":                      "可延长|30日",
		head + "| 登记 | 15日 | | ▲30日 |":                "30日",
		head + "| 登记 | 15日 \\| 可延长 |":                 "",
		head + "| 登记 | `15日 \\| 可延长` |":               "",
		head + "| 登记 | |▲ 30日 |":                      "30日",
		"> 甲\n>\n> | 一 |\n> |---|\n> | 二 | ▲三 |":      "三",
		"- 甲\n\n  | 一 |\n  |---|\n  | 二 | ▲三 |\n\n正文": "三",
	} {
		text = strings.ReplaceAll(text, "|▲ ", "| ▲")
		source, places := marked(text, problem.Position{File: "x.md", Line: 7, Column: 1})
		var problems problem.List
		doc := NewParser().Parse(problem.Position{File: "x.md", Line: 7, Column: 1}, source, &problems)
		var got, want []string
		for _, p := range problems.Sorted() {
			if p.Code == "markdown-table" {
				got = append(got, fmt.Sprint(p.Position, p.Severity, strings.Contains(p.Message, "“"+lost+"”")))
			}
		}
		for _, at := range places {
			want = append(want, fmt.Sprint(at, problem.Warning, true))
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s\ngot  %v\nwant %v\n%s", source, got, want, doc.Text())
		}
		if lost != "" && strings.Contains(doc.Text(), lost) {
			t.Errorf("%s is told to be lost and is not", lost)
		}
	}
}
