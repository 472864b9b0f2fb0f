package markdown

import (
	"fmt"
	"strings"
	"testing"

	"daoyin/internal/problem"
)

func TestSlipsOfTheOfficeAreTold(t *testing.T) {
	for text, want := range map[string]string{
		"##没空格":             "[1:1 error]",
		"## 有空格":            "[]",
		"＃＃ 全角":             "[1:1 error]",
		"-没空格":              "[1:1 warning]",
		"- 有空格":             "[]",
		"-5度":               "[]",
		"1.没空格":             "[1:1 warning]",
		"1.5倍":              "[]",
		"见[甲]（laifang.md）。": "[1:4 error]",
		"见[甲]（示例）。":         "[]",
		"1、甲\n2、乙":          "[2:1 warning]",
		"带下面几样：\n（一）身份证\n（二）材料": "[2:1 warning 3:1 warning]",
		"1、甲\n\n2、乙": "[]",
		"```\n##没空格\n1、甲\n2、乙\n```\n\n正文": "[]",
		"＊＊重要＊＊": "[1:1 error]",
	} {
		var problems problem.List
		NewParser().Parse(problem.Position{File: "x.md", Line: 1, Column: 1}, text, &problems)
		var got []string
		for _, p := range problems.Sorted() {
			if p.Code == "markdown-slip" {
				got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Severity))
			}
		}
		if s := "[" + strings.Join(got, " ") + "]"; s != want {
			t.Errorf("%q: got %s, want %s", text, s, want)
		}
	}
}
