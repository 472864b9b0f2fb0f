package scaffold_test

import (
	"testing"

	"daoyin/internal/content"
	"daoyin/internal/markdown"
	"daoyin/internal/problem"
	"daoyin/internal/scaffold"
)

// What is refused here is what content refuses, so that a new file never
// brings a problem with its name.
func TestNamesAgreeWithContent(t *testing.T) {
	parser := markdown.NewParser()
	for c := rune(0x20); c < 0x7f; c++ {
		name := "a" + string(c) + "b"
		var problems problem.List
		content.ParsePage(parser, "content/guides/"+name+".md", []byte("---\ntitle: x\n---\n"), &problems)
		_, err := scaffold.Create(newRoot(t), nil, scaffold.Guide, name, today)
		if c != '/' && (problems.Len() > 0) != (err != nil) {
			t.Errorf("%q: content has %v, a new file %v", name, problems.Sorted(), err)
		}
	}
}
