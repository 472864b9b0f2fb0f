package problem

import (
	"slices"
	"testing"
)

func at(file string, line, column int) Position {
	return Position{File: file, Line: line, Column: column}
}

func TestSortedByPlaceEachOnce(t *testing.T) {
	want := []Problem{
		{Position: at("content/a.md", 0, 0), Code: "file-name", Message: "m"},
		{Position: at("content/a.md", 2, 0), Code: "data-missing", Message: "m"},
		{Position: at("content/a.md", 2, 9), Code: "cite", Severity: Warning, Message: "m"},
		{Position: at("content/a.md", 2, 9), Code: "data-value", Message: "甲", Hint: "一"},
		{Position: at("content/a.md", 2, 9), Code: "data-value", Message: "甲", Hint: "二"},
		{Position: at("content/a.md", 2, 9), Code: "data-value", Severity: Warning, Message: "甲", Hint: "一"},
		{Position: at("content/a.md", 10, 1), Code: "cite", Message: "m"},
		{Position: at("content/b.md", 1, 1), Code: "cite", Message: "m"},
	}
	// Whatever the order in which workers told them, the report is the same.
	for rotated := range want {
		var all, half List
		for i := range want {
			p := want[(i*3+rotated)%len(want)]
			into := &all
			if i%2 == 0 {
				into = &half
			}
			for range 2 {
				if p.Severity == Warning {
					into.Warn(p.Code, p.Position, p.Message, p.Hint)
				} else {
					into.Error(p.Code, p.Position, p.Message, p.Hint)
				}
			}
		}
		all.Join(&half)
		if all.Len() != 2*len(want) {
			t.Errorf("Len is %d", all.Len())
		}
		if got := all.Sorted(); !slices.Equal(got, want) {
			t.Errorf("got %v", got)
		}
	}
}

func TestOnlyErrorsStopTheBuild(t *testing.T) {
	var l List
	if l.HasErrors() || l.Len() != 0 || len(l.Sorted()) != 0 {
		t.Error("the zero list is not empty")
	}
	l.Warn("file-unknown", at("x", 0, 0), "m", "")
	if l.HasErrors() {
		t.Error("a warning stops the build")
	}
	var other List
	other.Error("cite", at("x", 1, 1), "m", "")
	l.Join(&other)
	if !l.HasErrors() {
		t.Error("an error that was joined does not stop the build")
	}
	if Error.String() != "error" || Warning.String() != "warning" {
		t.Error("severities have other names")
	}
}

// A problem has one line whether it was quoted early, late or twice.
func TestQuote(t *testing.T) {
	var early, late List
	early.Error("x", at("a", 2, 1), "m", "h")
	early.Error("y", at("a", 9, 1), "beyond the end", "")
	early.Error("z", at("a", 0, 0), "of the file", "")
	early.Quote("a", "first\nsecond")
	late.Error("x", at("a", 2, 1), "m", "h")
	late.Join(&early)
	got := late.Sorted()
	if len(got) != 3 || got[0].Excerpt != "" || got[1].Excerpt != "second" || got[2].Excerpt != "" {
		t.Errorf("%+v", got)
	}
	late.Warn("w", at("b", 1, 1), "elsewhere", "")
	late.Quote("a", "other")
	if got := late.Sorted(); got[1].Excerpt != "second" {
		t.Errorf("lines of another file: %+v", got)
	}
}
