package font

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
)

// Fault is why a file cannot be used as a font.
type Fault int

const (
	Absent     Fault = iota // there is no such file
	NoFont                  // something else than a font
	PostScript              // outlines are not TrueType; usually .otf
	Collection              // several fonts in one file; usually .ttc
	Compressed              // for web pages: WOFF
	Variable                // all weights in one file: it would be drawn in the thinnest
	Locked                  // its maker forbids it to be part of another file
	TooLarge                // more than MaxSize
	Damaged                 // cut off, or parts do not fit together
)

// String returns the fault in words for developers.
func (f Fault) String() string {
	return [...]string{"no such file", "not a font", "outlines are not TrueType", "a collection of fonts", "compressed for the web",
		"a variable font", "may not be embedded", "too large", "damaged"}[f]
}

// FileError tells that a file named as a font cannot be used. That is the
// mistake of who named it, not a failure of the machine.
type FileError struct {
	File  string
	Fault Fault
}

func (e *FileError) Error() string { return fmt.Sprintf("font %s: %s", e.File, e.Fault) }

// MaxSize is the largest font file that is read, in bytes. Fonts of all
// Chinese characters have 10 to 35 MB.
const MaxSize = 64 << 20

// Carried returns the fonts that the program carries: Noto Sans SC with the
// characters of GB 2312.
func Carried(program fs.FS) (*Set, error) {
	return Read(program, "static/fonts/NotoSansSC-Regular.ttf", "static/fonts/NotoSansSC-Bold.ttf")
}

// Load returns the fonts that the program carries and, for what they lack, the
// fuller one of a site: TrueType files of its two weights, either of which may
// be "". A file of the site that cannot be used is a *FileError.
func Load(program, site fs.FS, regular, bold string) (*Set, error) {
	carried, err := Carried(program)
	if err != nil || regular == "" && bold == "" {
		return carried, err
	}
	if regular == "" {
		regular, bold = bold, ""
	}
	fuller, err := Read(site, regular, bold)
	if err != nil {
		return nil, err
	}
	return carried.With(fuller), nil
}

// Read returns a set of one font: TrueType files of its two weights. bold may
// be "" if there is none. A file that cannot be used is a *FileError.
func Read(files fs.FS, regular, bold string) (*Set, error) {
	var f family
	for i, name := range []string{regular, bold} {
		if name == "" {
			f[i] = f[0]
			continue
		}
		face, err := readFace(files, name)
		if err != nil {
			return nil, err
		}
		f[i] = face
	}
	return &Set{families: []family{f}}, nil
}

// With returns a set that takes the characters that s lacks from fuller.
func (s *Set) With(fuller *Set) *Set {
	return &Set{families: slices.Concat(s.families, fuller.families)}
}

// Inspect looks at the beginning of a font file only: cheap enough for every
// build, and it finds what is usually wrong. A file that cannot be used is a
// *FileError; Read may find others.
func Inspect(files fs.FS, name string) error {
	file, err := files.Open(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return &FileError{name, Absent}
	}
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return &FileError{name, NoFont}
	case info.Size() > MaxSize:
		return &FileError{name, TooLarge}
	}
	head := make([]byte, min(info.Size(), headSize))
	if _, err := io.ReadFull(file, head); err != nil {
		return err
	}
	if fault, bad := inspect(head, info.Size()); bad {
		return &FileError{name, fault}
	}
	return nil
}

// headSize is enough for the list of tables of any font.
const headSize = 2048

// inspect looks at the list of tables that a font file begins with.
func inspect(head []byte, size int64) (fault Fault, bad bool) {
	begins := func(with ...string) bool {
		return slices.ContainsFunc(with, func(w string) bool { return strings.HasPrefix(string(head), w) })
	}
	switch {
	case begins("OTTO"):
		return PostScript, true
	case begins("ttcf"):
		return Collection, true
	case begins("wOFF", "wOF2"):
		return Compressed, true
	case !begins("\x00\x01\x00\x00", "true"):
		return NoFont, true
	}
	if len(head) < 12 {
		return Damaged, true
	}
	tables := map[string]bool{}
	for i := range int(binary.BigEndian.Uint16(head[4:])) {
		at := 12 + 16*i
		if at+16 > len(head) {
			return Damaged, true
		}
		tables[string(head[at:at+4])] = true
		offset, length := binary.BigEndian.Uint32(head[at+8:]), binary.BigEndian.Uint32(head[at+12:])
		if int64(offset)+int64(length) > size {
			return Damaged, true
		}
	}
	switch {
	case tables["fvar"]:
		return Variable, true
	case !tables["glyf"]:
		return PostScript, true
	case !tables["cmap"] || !tables["loca"] || !tables["head"] || !tables["hmtx"]:
		return Damaged, true
	}
	return 0, false
}

// readFace refuses fonts whose outlines are not TrueType: they cannot be
// carried inside a PDF by the library that is used for that.
func readFace(files fs.FS, name string) (*Face, error) {
	if err := Inspect(files, name); err != nil {
		return nil, err
	}
	ttf, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	if locked(ttf) {
		return nil, &FileError{name, Locked}
	}
	parsed, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, &FileError{name, Damaged}
	}
	f := &Face{
		Name:     strings.TrimSuffix(path.Base(name), path.Ext(name)),
		TTF:      ttf,
		parsed:   parsed,
		em:       float64(parsed.UnitsPerEm()),
		advances: make([]uint16, parsed.NumGlyphs()),
	}
	var room sfnt.Buffer
	for i := range f.advances {
		a, err := parsed.GlyphAdvance(&room, sfnt.GlyphIndex(i), f.ppem(), font.HintingNone)
		if err != nil {
			return nil, &FileError{name, Damaged}
		}
		f.advances[i] = uint16(a)
	}
	return f, nil
}

// locked tells whether a font, whose list of tables has been inspected, says
// of itself that it must not be embedded (OS/2, fsType): a PDF carries its
// fonts.
func locked(ttf []byte) bool {
	for i := range int(binary.BigEndian.Uint16(ttf[4:])) {
		table := ttf[12+16*i:]
		if string(table[:4]) != "OS/2" {
			continue
		}
		offset, length := binary.BigEndian.Uint32(table[8:]), binary.BigEndian.Uint32(table[12:])
		return length >= 10 && binary.BigEndian.Uint16(ttf[offset+8:])&0xF == 2
	}
	return false
}
