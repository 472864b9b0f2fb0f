package font

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"daoyin"
	"daoyin/internal/font/fonttest"
)

// What cannot be used is told, by its name and with the right reason.
func TestFaults(t *testing.T) {
	ttf := fonttest.TTF("㙍", fonttest.Options{})
	broken := slices.Clone(carried(t).families[0][0].TTF[:1000])
	hurt := slices.Clone(ttf)
	for i := len(hurt) / 2; i < len(hurt); i++ {
		hurt[i] = 0xFF
	}
	files := fstest.MapFS{
		"fonts/x.ttf":  {Data: []byte("OTTO\x00\x0a")},
		"words.ttf":    {Data: []byte("hello")},
		"empty.ttf":    {},
		"short.ttf":    {Data: []byte("\x00\x01\x00\x00\x00\x0b")},
		"broken.ttf":   {Data: broken},
		"hurt.ttf":     {Data: hurt},
		"all.ttc":      {Data: []byte("ttcf\x00\x01\x00\x00")},
		"web.woff":     {Data: []byte("wOFF\x00\x01\x00\x00")},
		"web.woff2":    {Data: []byte("wOF2\x00\x01\x00\x00")},
		"variable.ttf": {Data: fonttest.TTF("㙍", fonttest.Options{Variable: true})},
		"locked.ttf":   {Data: fonttest.TTF("㙍", fonttest.Options{Locked: true})},
	}
	for name, want := range map[string]Fault{
		"fonts/x.ttf": PostScript, "words.ttf": NoFont, "empty.ttf": NoFont, "fonts": NoFont, "short.ttf": Damaged,
		"broken.ttf": Damaged, "hurt.ttf": Damaged, "all.ttc": Collection, "web.woff": Compressed, "web.woff2": Compressed,
		"variable.ttf": Variable, "locked.ttf": Locked, "absent.ttf": Absent, "../absent.ttf": Absent, "/absent.ttf": Absent,
	} {
		_, err := Load(daoyin.Files, files, name, "")
		bad, ok := errors.AsType[*FileError](err)
		if !ok || bad.File != name || bad.Fault != want {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
		late := want == Locked || name == "hurt.ttf" // seen only when the whole file is read
		if err := Inspect(files, name); (err == nil) != late {
			t.Errorf("Inspect(%s): %v", name, err)
		}
	}
}

// The fuller font has what the program's own lacks, in whatever weights it is
// given, and changes nothing else.
func TestLoad(t *testing.T) {
	files := fstest.MapFS{
		"regular.ttf": {Data: fonttest.TTF("信㙍𠮷", fonttest.Options{})},
		"bold.ttf":    {Data: fonttest.TTF("㙍𠮷", fonttest.Options{})},
		"hollow.ttf":  {Data: fonttest.TTF("㙍𠮷", fonttest.Options{Hollow: true})},
	}
	for _, c := range []struct{ regular, bold, missing, light, heavy string }{
		{"", "", "㙍𠮷", "", ""},
		{"regular.ttf", "", "", "regular", "regular"},
		{"", "bold.ttf", "", "bold", "bold"},
		{"regular.ttf", "bold.ttf", "", "regular", "bold"},
		{"hollow.ttf", "", "㙍𠮷", "", ""}, // a shape is missing as much as a name
		{"hollow.ttf", "bold.ttf", "", "bold", "bold"},
	} {
		s, err := Load(daoyin.Files, files, c.regular, c.bold)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(s.Missing("信访㙍𠮷")); got != c.missing {
			t.Errorf("%+v: lacks %s", c, got)
		}
		if got := s.Runs("信", false)[0].Face.Name; got != "NotoSansSC-Regular" {
			t.Errorf("%+v: 信 is taken from %s", c, got)
		}
		if c.missing != "" {
			continue
		}
		for _, r := range "㙍𠮷" {
			light, heavy := s.Runs(string(r), false)[0].Face.Name, s.Runs(string(r), true)[0].Face.Name
			if light != c.light || heavy != c.heavy {
				t.Errorf("%+v: %c is taken from %s and %s", c, r, light, heavy)
			}
			if got := s.Outline(r, false); len(got) < 4 || s.Advance(r, false) != 1 {
				t.Errorf("%c: %v wide, %v", r, s.Advance(r, false), got)
			}
		}
	}
}

// Whatever a file holds, it is a font or a *FileError.
func FuzzRead(f *testing.F) {
	ttf := fonttest.TTF("信㙍𠮷", fonttest.Options{})
	f.Add(ttf)
	f.Add(ttf[:200])
	f.Add(fonttest.TTF("", fonttest.Options{Locked: true}))
	f.Add([]byte("OTTO"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Read(fstest.MapFS{"x.ttf": {Data: data}}, "x.ttf", "")
		if bad, ok := errors.AsType[*FileError](err); err != nil && !ok {
			t.Fatal(err)
		} else if ok {
			_ = fmt.Sprint(bad)
			return
		}
		for _, r := range "信㙍𠮷 a\u200b" {
			s.Has(r)
			s.Advance(r, true)
			s.Outline(r, true)
		}
	})
}
