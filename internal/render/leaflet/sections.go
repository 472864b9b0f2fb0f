package leaflet

import (
	"slices"
	"strings"

	"daoyin/internal/content"
	"daoyin/internal/markdown"
)

// section is a part of the page that is set whole or left out whole.
type section struct {
	title    string // "": the page begins with it
	besides  bool   // it says more about a flow that stands under its heading
	passages []markdown.Passage
	notes    []markdown.Passage // the footnotes that it needs, with what stands under them
	need     int                // what is needed most has the lowest
	settable bool
}

// What citizens need most on a sheet that they take home: these words stand in
// the headings of such sections.
func needed() []string {
	return []string{"权利", "可以", "带", "准备", "材料", "期限", "多少天", "留意", "注意"}
}

const (
	needOpening = iota
	needMost
	needMore
	needLeast // nothing but ways to other pages
)

// sections returns the parts of a page, without its flows.
func sections(p *content.Page) []section {
	passages := p.Doc.Passages()
	list := []section{{need: needOpening, settable: true}}
	var notes []markdown.Passage
	for _, passage := range passages {
		switch {
		case passage.Kind == markdown.AsNote || len(notes) > 0:
			notes = append(notes, passage)
		case passage.Kind == markdown.AsHeading && passage.Level <= 2:
			list = append(list, section{title: passage.Words(), settable: true})
		case passage.Kind == markdown.AsFence:
			list[len(list)-1].besides = true
		default:
			last := &list[len(list)-1]
			last.passages = append(last.passages, passage)
		}
	}
	list = slices.DeleteFunc(list, func(s section) bool { return len(s.passages) == 0 && (s.besides || s.title == "") })
	for i := range list {
		list[i].judge(p.Doc)
		list[i].findNotes(notes)
	}
	return list
}

// judge finds out how much a section is needed, and whether it can be set.
func (s *section) judge(d *markdown.Doc) {
	s.need = needMore
	if s.title == "" {
		s.need = needOpening
	} else if slices.ContainsFunc(needed(), func(word string) bool { return strings.Contains(s.title, word) }) {
		s.need = needMost
	}
	waysOnly := s.title != ""
	for _, p := range s.passages {
		if p.Kind == markdown.AsFigure || p.Kind == markdown.AsCode {
			s.settable = false
		}
		way := false
		for _, runs := range append(p.Cells, p.Runs) {
			for _, r := range runs {
				if r.Image > 0 || r.Struck {
					s.settable = false
				}
				way = way || r.Link > 0 && !strings.Contains(d.Links[r.Link-1].Target, "://")
			}
		}
		waysOnly = waysOnly && p.Kind == markdown.AsItem && way
	}
	if waysOnly {
		s.need = needLeast
	}
}

// findNotes takes the footnotes whose marks stand in the section.
func (s *section) findNotes(notes []markdown.Passage) {
	marks := map[int]bool{}
	for _, p := range s.passages {
		for _, runs := range append(p.Cells, p.Runs) {
			for _, r := range runs {
				if r.Note > 0 {
					marks[r.Note] = true
				}
			}
		}
	}
	mine := false
	for _, n := range notes {
		if n.Kind == markdown.AsNote {
			mine = marks[n.Number]
		}
		if mine {
			s.notes = append(s.notes, n)
		}
	}
}

// name is what the section is called where it is told that it is left out.
func (s *section) name() string {
	switch {
	case s.title == "":
		return "开头的话"
	case s.besides:
		return s.title + "旁边的说明"
	}
	return s.title
}
