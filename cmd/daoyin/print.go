package main

import (
	"encoding/json"
	"fmt"
	"io"

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

// printJSON writes the problems as {"problems": […]}, and the failure, if the
// machine could not finish, as "failure": the list is not complete then.
func printJSON(w io.Writer, list []problem.Problem, failure string) {
	out := struct {
		Problems []jsonProblem `json:"problems"`
		Failure  string        `json:"failure,omitempty"`
	}{Problems: make([]jsonProblem, 0, len(list)), Failure: failure}
	for _, p := range list {
		out.Problems = append(out.Problems, jsonProblem{p.File, p.Line, p.Column, p.Severity.String(), p.Code, p.Message, p.Hint, p.Excerpt})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	_ = e.Encode(out) // fails only if nobody reads it
}
