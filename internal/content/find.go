package content

import (
	"slices"
	"strings"
	"unicode/utf8"

	"daoyin/internal/markdown"
	"daoyin/internal/problem"
)

// written is the text of a file, kept to tell where in it a character stands:
// drawings tell characters that no font has long after the file was read.
type written struct{ source, text string }

// find returns the place of r on each line that has it; the file if none has.
func (w written) find(r rune) []problem.Position {
	var found []problem.Position
	line := 0
	for text := range strings.Lines(w.text) {
		line++
		if i := strings.IndexRune(text, r); i >= 0 {
			found = append(found, problem.Position{File: w.source, Line: line, Column: 1 + utf8.RuneCountInString(text[:i])})
		}
	}
	if found == nil {
		return []problem.Position{{File: w.source}}
	}
	return found
}

// Find returns where a character of an approved page is written, once for each
// line; the file alone if it is nowhere. Only approved pages are drawn, and
// only they remember their text.
func (p *Page) Find(r rune) []problem.Position {
	found := written{p.Source, p.text}.find(r)
	remarks := map[int]bool{}
	for _, f := range p.Flows {
		for _, line := range f.lines {
			remarks[line.At.Line] = remark(line)
		}
	}
	if shown := slices.DeleteFunc(slices.Clone(found), func(at problem.Position) bool { return remarks[at.Line] }); len(shown) > 0 {
		return shown
	}
	return found
}

// remark tells whether a line of a flow is the editor's own note, which nobody
// else sees.
func remark(line markdown.BlockLine) bool {
	return strings.HasPrefix(strings.TrimSpace(line.Text), "#")
}

// Find returns where a character of the site file is written, once for each
// line; the file alone if it is nowhere.
func (s *Settings) Find(r rune) []problem.Position { return s.written.find(r) }

// Find returns where a character of the poster's file is written, once for each
// line; the file alone if it is nowhere.
func (p *Poster) Find(r rune) []problem.Position { return p.written.find(r) }

// Find returns where a character of the flow is written, once for each line;
// the head of the flow if it is nowhere.
func (f *Flow) Find(r rune) []problem.Position {
	var found []problem.Position
	for _, line := range f.lines {
		if i := strings.IndexRune(line.Text, r); i >= 0 && !remark(line) {
			at := line.At
			at.Column += utf8.RuneCountInString(line.Text[:i])
			found = append(found, at)
		}
	}
	if found == nil {
		return []problem.Position{f.At}
	}
	return found
}

// Words returns every word that drawings of the flow may show, without markup.
func (f *Flow) Words() string {
	var b strings.Builder
	add := func(words ...string) {
		for _, w := range words {
			b.WriteString(w)
			b.WriteByte('\n')
		}
	}
	add(f.Title, f.Subtitle)
	add(f.Actors...)
	for _, s := range f.Stages {
		add(s.Title)
	}
	for i := range f.Steps {
		step := &f.Steps[i]
		add(step.Title, step.Place.Text)
		for n := range step.Notes {
			add(f.Notes[i][n].Text())
		}
		for _, basis := range step.Basis {
			add(basis.Law)
		}
		for _, m := range step.Materials {
			add(m.Text)
		}
		for _, a := range step.Out {
			add(a.Label)
		}
	}
	return b.String()
}
