package main

import (
	"strings"
	"testing"

	"daoyin/internal/problem"
)

var told = []problem.Problem{
	{Position: problem.Position{File: "content/guides/x.md", Line: 12, Column: 5}, Code: "flow-target", Message: "没有“登计”这一步", Hint: "是不是想写“登记”？", Excerpt: "  → 登计"},
	{Position: problem.Position{File: "content/guides/x.md", Line: 13}, Code: "data-missing", Message: "缺少“title”", Hint: "请加一行。", Excerpt: "---"},
	{Position: problem.Position{File: "content/x.docx"}, Code: "file-unknown", Severity: problem.Warning, Message: "没有使用", Hint: "请移走。"},
}

func TestProblemsArePrinted(t *testing.T) {
	const want = `content/guides/x.md:12:5: [错误 flow-target]: 没有“登计”这一步
      → 登计
      　 [^]
    怎么改：是不是想写“登记”？
content/guides/x.md:13: [错误 data-missing]: 缺少“title”
    ---
    怎么改：请加一行。
content/x.docx: {提醒 file-unknown]: 没有使用
    怎么改：请移走。
共 2 个错误、1 个提醒。
`
	for colour, signs := range map[bool]*strings.Replacer{
		false: strings.NewReplacer("[", "", "{", "", "]", ""),
		true:  strings.NewReplacer("[", "\x1b[1;31m", "{", "\x1b[1;33m", "]", "\x1b[0m"),
	} {
		var got strings.Builder
		printProblems(&got, told, colour)
		if got.String() != signs.Replace(want) {
			t.Errorf("colour %v: got\n%s", colour, got.String())
		}
	}
	var got strings.Builder
	if printProblems(&got, nil, true); got.Len() > 0 {
		t.Errorf("nothing is wrong, and yet: %q", got.String())
	}
}
