package markdown

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"daoyin/internal/problem"
)

// What office hands write from habit, and Markdown would show as it stands or
// run together: told, so that no reader sees it.
var (
	fullWidthLink  = regexp.MustCompile(`\]（[^（）]*(?:\.md|\.yaml|https?:|#)[^（）]*）`)
	officeNumber   = regexp.MustCompile(`^(?:[0-9]{1,2}、|[一二三四五六七八九十]{1,3}、|（[0-9一二三四五六七八九十]{1,3}）|[①-⑳])`)
	tightNumber    = regexp.MustCompile(`^[0-9]{1,2}[.．][^0-9\s]`)
	fullWidthMarks = regexp.MustCompile(`^＃+|^＞|^－ |^＊＊[^＊]+＊＊`)
)

// slips looks at the lines outside of fenced blocks.
func slips(first problem.Position, text string, problems *problem.List) {
	fence, before := "", ""
	n := first.Line - 1
	for line := range strings.Lines(text) {
		n++
		trimmed := strings.TrimSpace(line)
		if mark := fenceOf(trimmed); mark != "" && (fence == "" || fence == mark) {
			if fence == "" {
				fence = mark
			} else {
				fence = ""
			}
			before = ""
			continue
		}
		if fence == "" && trimmed != "" {
			slip(first.File, n, line, trimmed, before, problems)
		}
		before = trimmed
	}
}

func fenceOf(line string) string {
	for _, mark := range []string{"```", "~~~"} {
		if strings.HasPrefix(line, mark) {
			return mark
		}
	}
	return ""
}

func slip(file string, n int, line, trimmed, before string, problems *problem.List) {
	blanks := len(line) - len(strings.TrimLeftFunc(line, unicode.IsSpace))
	at := problem.Position{File: file, Line: n, Column: 1 + utf8.RuneCountInString(line[:blanks])}
	switch c := trimmed[0]; {
	case c == '#':
		if word := strings.TrimLeft(trimmed, "#"); word != "" && !strings.ContainsAny(word[:1], " \t") {
			problems.Error("markdown-slip", at, "“#”后面没有空格，不会成为小标题", "写成“## 标题”，井号和字之间空一格。")
		}
	case c == '-' && startsHan(trimmed[1:]):
		problems.Warn("markdown-slip", at, "“-”后面没有空格，不会成为列表", "写成“- 内容”，横线和字之间空一格。")
	case c >= '0' && c <= '9' && tightNumber.MatchString(trimmed):
		problems.Warn("markdown-slip", at, "序号后面没有空格，不会成为列表", "写成“1. 内容”，点和字之间空一格。")
	case c == "＃"[0] && fullWidthMarks.MatchString(trimmed):
		problems.Error("markdown-slip", at, "行首用了全角的符号，不起作用", "小标题、引用、列表、粗体的符号（# > - *）都用英文输入法打。")
	case before != "" && (c < 'A' || c >= utf8.RuneSelf) && officeNumber.MatchString(trimmed) && (officeNumber.MatchString(before) || endsSentence(before)):
		problems.Warn("markdown-slip", at, "这一行会和上一行连成一行", "要分行，就在中间空一行；或者写成“1. 内容”的列表。")
	}
	if !strings.Contains(line, "]（") {
		return
	}
	if where := fullWidthLink.FindStringIndex(line); where != nil {
		at.Column = 1 + utf8.RuneCountInString(line[:where[0]])
		problems.Error("markdown-slip", at, "链接用了全角括号，不起作用", "写成“[文字](文件.md)”，圆括号用英文输入法打。")
	}
}

func startsHan(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Han, r)
}

// endsSentence tells whether a line looks finished, so that a numbered one
// after it was meant to stand by itself.
func endsSentence(line string) bool {
	r, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune("。；：:;", r)
}
