// Package problem holds authors' mistakes: what is wrong, where, and how to
// mend it. They are collected, sorted and shown all at once; a failure of the
// machine is an ordinary error and never a problem.
//
// It does not print: wording on a terminal belongs to cmd/daoyin.
package problem

import (
	"cmp"
	"slices"
	"strings"
)

// Position is a place in a file of the site.
type Position struct {
	File   string // slash-separated, from the site's root: content/guides/x.md
	Line   int    // 1-based; 0 if the whole file is meant
	Column int    // 1-based, in characters; 0 if the whole line is meant
}

// Severity tells whether a problem stops the build.
type Severity int

const (
	Error   Severity = iota // nothing is written
	Warning                 // told, but the build goes on
)

func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Problem is one mistake. Message and Hint are for editors: plain Chinese.
type Problem struct {
	Position
	Code     string // stable, for programs and for looking up: flow-target
	Severity Severity
	Message  string // what is wrong
	Hint     string // how to mend it
	Excerpt  string // the line itself; filled in when problems are reported
}

// List collects problems. The zero value is ready; it is not safe for
// concurrent use: give each worker its own and join them.
type List struct {
	items []Problem
}

// Error adds a problem that stops the build.
func (l *List) Error(code string, at Position, message, hint string) {
	l.items = append(l.items, Problem{Position: at, Code: code, Severity: Error, Message: message, Hint: hint})
}

// Warn adds a problem that does not stop the build.
func (l *List) Warn(code string, at Position, message, hint string) {
	l.items = append(l.items, Problem{Position: at, Code: code, Severity: Warning, Message: message, Hint: hint})
}

// Join adds all problems of other.
func (l *List) Join(other *List) {
	l.items = append(l.items, other.items...)
}

// Len returns the number of problems.
func (l *List) Len() int { return len(l.items) }

// Has tells whether a problem of that code was added.
func (l *List) Has(code string) bool {
	return slices.ContainsFunc(l.items, func(p Problem) bool { return p.Code == code })
}

// HasErrors tells whether any problem stops the build.
func (l *List) HasErrors() bool {
	return slices.ContainsFunc(l.items, func(p Problem) bool { return p.Severity == Error })
}

// Sorted returns the problems by file, place and code, each once. The order
// does not depend on that in which they were told.
func (l *List) Sorted() []Problem {
	out := slices.Clone(l.items)
	slices.SortFunc(out, func(a, b Problem) int {
		if n := strings.Compare(a.File, b.File); n != 0 {
			return n
		}
		return cmp.Or(
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Message, b.Message),
			cmp.Compare(a.Hint, b.Hint),
			cmp.Compare(b.Excerpt, a.Excerpt), // the one that has one
		)
	})
	return slices.CompactFunc(out, func(a, b Problem) bool {
		b.Excerpt = a.Excerpt
		return a == b
	})
}

// Quote gives problems of one file the lines of its text that they are about.
func Quote(problems []Problem, text string) {
	lines := strings.Split(text, "\n")
	for i := range problems {
		if p := &problems[i]; p.Line > 0 && p.Line <= len(lines) {
			p.Excerpt = lines[p.Line-1]
		}
	}
}

// Quote gives those of the problems that are of that file the lines of its text
// that they are about.
func (l *List) Quote(file, text string) {
	if !slices.ContainsFunc(l.items, func(p Problem) bool { return p.File != file }) {
		Quote(l.items, text)
	}
}
