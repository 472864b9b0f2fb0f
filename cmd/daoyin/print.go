package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"daoyin/internal/problem"
)

// printProblems shows each problem with its line and a caret under the place:
//
//	content/guides/x.md:12:5: 错误 flow-target: …
//	    没有 → 登计
//	         ^
//	    怎么改：是不是想写“登记”？
func printProblems(w io.Writer, list []problem.Problem, colour bool) {
	errors, warnings := 0, 0
	for _, p := range list {
		word, on, off := "错误", "", ""
		if p.Severity == problem.Warning {
			word = "提醒"
			warnings++
		} else {
			errors++
		}
		if colour {
			on, off = "\x1b[1;31m", "\x1b[0m"
			if p.Severity == problem.Warning {
				on = "\x1b[1;33m"
			}
		}
		fmt.Fprintf(w, "%s: %s%s %s%s: %s\n", where(p.Position), on, word, p.Code, off, p.Message)
		if line, caret := excerpt(p); line != "" {
			fmt.Fprintf(w, "    %s\n", line)
			if p.Column > 0 {
				fmt.Fprintf(w, "    %s%s^%s\n", caret, on, off)
			}
		}
		if p.Hint != "" {
			fmt.Fprintf(w, "    怎么改：%s\n", p.Hint)
		}
	}
	if errors+warnings > 0 {
		fmt.Fprintf(w, "共 %d 个错误、%d 个提醒。\n", errors, warnings)
	}
}

func where(p problem.Position) string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// widest is how many characters of a line are shown; a paragraph may be one
// long line.
const widest = 60

// excerpt returns the line, cut to what is near the place, and the blanks that
// put a caret under it: a full-width blank for each full-width character, so
// that they align in any terminal.
func excerpt(p problem.Problem) (line, blanks string) {
	r := []rune(strings.TrimRight(p.Excerpt, " \t\u3000"))
	if len(r) == 0 {
		return "", ""
	}
	at := min(p.Column, len(r)+1) - 1
	from := 0
	if at > widest*2/3 {
		from = at - widest/3
	}
	to := min(len(r), from+widest)
	head, tail := "", ""
	if from > 0 {
		head = "…"
	}
	if to < len(r) {
		tail = "…"
	}
	line = head + strings.ReplaceAll(string(r[from:to]), "\t", " ") + tail
	if at < 0 {
		return line, ""
	}
	for _, c := range head + string(r[from:at]) {
		if wide(c) {
			blanks += "\u3000"
		} else {
			blanks += " "
		}
	}
	return line, blanks
}

// wide tells whether a terminal shows c two cells wide. Quotes and arrows are
// wide in Chinese fonts.
func wide(c rune) bool {
	return c >= 0x2E80 || strings.ContainsRune("“”‘’…—→", c)
}

type jsonProblem struct {
	File     string `json:"file"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	Excerpt  string `json:"excerpt,omitempty"`
}

// printJSON writes the problems as {"problems": […]}.
func printJSON(w io.Writer, list []problem.Problem) {
	out := struct {
		Problems []jsonProblem `json:"problems"`
	}{Problems: []jsonProblem{}}
	for _, p := range list {
		out.Problems = append(out.Problems, jsonProblem{p.File, p.Line, p.Column, p.Severity.String(), p.Code, p.Message, p.Hint, p.Excerpt})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	e.Encode(out)
}
