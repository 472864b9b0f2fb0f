package screen

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"daoyin"
	"daoyin/internal/calendar"
	"daoyin/internal/content"
	"daoyin/internal/font"
	"daoyin/internal/law"
	"daoyin/internal/markdown"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
	"daoyin/internal/typeset"
)

// builtAt is when the tests' screens are made: before the campaign of December.
var builtAt = time.Date(2026, 11, 22, 9, 0, 0, 0, calendar.Zone)

// example returns the example site, and its screens as planned.
func example(t testing.TB) (*Maker, []*plan.Screen) {
	t.Helper()
	return load(t, os.DirFS("../../.."))
}

// load reads a site without the pages' laws, which screens do not ask for.
func load(t testing.TB, site fs.FS) (*Maker, []*plan.Screen) {
	t.Helper()
	var problems problem.List
	sources, err := content.List(site)
	if err != nil {
		t.Fatal(err)
	}
	text := func(name string) string {
		raw, err := fs.ReadFile(site, name)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	parser := markdown.NewParser("路线图", "导引图")
	var pages []*content.Page
	for _, name := range sources.Pages {
		pages = append(pages, content.ParsePage(parser, name, []byte(text(name)), &problems))
	}
	settings := content.ParseSettings(sources.Settings, text(sources.Settings), &problems)
	days := calendar.Parse(sources.Calendar, text(sources.Calendar), &problems)
	s := content.Assemble(settings, days, law.NewRegistry(nil, &problems), pages, nil)
	if s.Screens, err = content.ReadScreens(site, sources.Screens, parser, &problems); err != nil {
		t.Fatal(err)
	}
	m := plan.New(s, builtAt, &problems)
	screens := m.Screens(&problems)
	for _, p := range problems.Sorted() {
		t.Errorf("%s:%d:%d %s %s %s", p.File, p.Line, p.Column, p.Code, p.Message, p.Hint)
	}
	return New(setter(t, settings), settings, builtAt), screens
}

func setter(t testing.TB, settings *content.Settings) *typeset.Setter {
	t.Helper()
	fonts, err := font.Carried(daoyin.Files)
	if err != nil {
		t.Fatal(err)
	}
	return typeset.NewSetter(fonts, settings.KeptWords())
}

func told(t testing.TB, problems *problem.List) {
	t.Helper()
	for _, p := range problems.Sorted() {
		t.Errorf("%s:%d:%d %s %s %s", p.File, p.Line, p.Column, p.Code, p.Message, p.Hint)
	}
}

// TestExampleIsMade writes all files of the example's screens where SCREENS
// says, to be looked at.
func TestExampleIsMade(t *testing.T) {
	folder := os.Getenv("SCREENS")
	if folder == "" {
		t.Skip("SCREENS names no folder")
	}
	m, screens := example(t)
	for _, s := range screens {
		var problems problem.List
		r := m.Reel(s, &problems)
		told(t, &problems)
		if s.Profile.Kind == content.TV {
			s.Profile.Outputs = append(s.Profile.Outputs, "png")
		}
		files, err := m.Files(r)
		if err != nil {
			t.Error(err)
			continue
		}
		total := 0
		for _, f := range files {
			total += len(f.Data)
			name := filepath.Join(folder, s.Profile.Name, f.Path)
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		t.Logf("%s: %d slides of %d items, body %d px, %d files, %d KB", s.Profile.Name, len(r.Zones[0].Slides), len(s.Items), r.Minimum, len(files), total>>10)
	}
}
