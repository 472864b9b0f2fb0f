package main

import (
	"strings"
	"testing"

	"daoyin/internal/problem"
)

func TestExcerptPointsAtThePlace(t *testing.T) {
	long := strings.Repeat("很长", 30)
	for name, c := range map[string]struct {
		text   string
		column int
		line   string
		blanks string
	}{
		"first character":      {"标题", 1, "标题", ""},
		"whole line meant":     {"标题", 0, "标题", ""},
		"full-width before":    {"见《条例》", 2, "见《条例》", "　"},
		"half-width before":    {"  → 登计", 5, "  → 登计", "  　 "},
		"behind the end":       {"步骤", 3, "步骤", "　　"},
		"far behind the end":   {"步骤", 99, "步骤", "　　"},
		"tab before":           {"\t期限 16日", 5, " 期限 16日", " 　　 "},
		"blanks at the end":    {"步骤 　 ", 1, "步骤", ""},
		"nothing to see":       {" 　\t", 1, "", ""},
		"accent, joiner":       {"e\u0301\u200d登", 4, "e\u0301\u200d登", " "},
		"half-width kana":      {"ｱｱ登", 3, "ｱｱ登", "  "},
		"terminal's own signs": {"\x1b[31m登", 6, " [31m登", "     "},
		"carriage return":      {"登记\r", 1, "登记", ""},
		"cut at the end":       {long, 1, strings.Repeat("很长", 17) + "很…", ""},
		"cut at the start":     {long, 60, "…长" + strings.Repeat("很长", 17), strings.Repeat("　", 35)},
		"near enough":          {long, 24, strings.Repeat("很长", 17) + "很…", strings.Repeat("　", 23)},
		"cut on both sides":    {long, 31, "…" + strings.Repeat("长很", 17) + "长…", strings.Repeat("　", 12)},
	} {
		line, blanks := excerpt(problem.Problem{Excerpt: c.text, Position: problem.Position{Line: 1, Column: c.column}})
		if line != c.line || blanks != c.blanks {
			t.Errorf("%s: %q under %q, want %q under %q", name, blanks, line, c.blanks, c.line)
		}
	}
}

// However long the line and wherever the place, the excerpt fits, and the
// caret stands under the character meant.
func TestExcerptAlwaysFits(t *testing.T) {
	text := strings.Repeat("第三十四条 article 34，", 20)
	for column := range len([]rune(text)) + 3 {
		line, blanks := excerpt(problem.Problem{Excerpt: text, Position: problem.Position{Line: 1, Column: column}})
		if w := width([]rune(line)); w > widest || w < widest-4 {
			t.Errorf("column %d: %d cells wide", column, w)
		}
		before, found := 0, false
		for i, c := range []rune(line) {
			if before == width([]rune(blanks)) && column >= 1 && column <= len([]rune(text)) {
				found = found || c == []rune(text)[column-1] && len([]rune(blanks)) == i
			}
			before += cells(c)
		}
		if column >= 1 && column <= len([]rune(text)) && !found && []rune(text)[column-1] != ' ' {
			t.Errorf("column %d: the caret misses: %q under %q", column, blanks, line)
		}
	}
}
