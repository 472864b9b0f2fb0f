package charset

import (
	"errors"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

const sample = "---\ntitle: 来访须知\n---\n\n请带身份证。𠮷\n"

func utf16Bytes(s string, big bool, bom bool) []byte {
	var out []byte
	if bom {
		s = "\uFEFF" + s
	}
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

func TestEveryEncodingGivesTheSameText(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	windows := []byte("---\r\ntitle: 来访须知\r\n---\r\n\r\n请带身份证。𠮷\r\n")
	for name, raw := range map[string][]byte{
		"UTF-8":                  []byte(sample),
		"UTF-8 with BOM":         append([]byte{0xEF, 0xBB, 0xBF}, sample...),
		"UTF-8 with CRLF":        windows,
		"UTF-16LE with BOM":      utf16Bytes(sample, false, true),
		"UTF-16BE with BOM":      utf16Bytes(sample, true, true),
		"UTF-16LE without BOM":   utf16Bytes(sample, false, false),
		"UTF-16BE without BOM":   utf16Bytes(sample, true, false),
		"GB18030":                gb,
		"UTF-16LE, BOM, CRLF":    utf16Bytes(string(windows), false, true),
		"old Macintosh line end": []byte("---\rtitle: 来访须知\r---\r\r请带身份证。𠮷\r"),
	} {
		got, err := Decode(raw)
		if err != nil || got != sample {
			t.Errorf("%s: got %q, %v", name, got, err)
		}
	}
}

func TestWhatIsNoTextGetsALine(t *testing.T) {
	for name, c := range map[string]struct {
		raw  []byte
		line int
	}{
		"damaged UTF-8":         {append([]byte("第一行中文字\n第二行"), 0xE4, 0xB8, '\n'), 2},
		"picture":               {[]byte("\x89PNG\n\x00\x00\x00\rIHDR"), 2},
		"neither":               {[]byte("abc\n\xff\xff\xff\n"), 2},
		"cut UTF-16":            {utf16Bytes(sample, false, true)[:21], 0},
		"lone UTF-16 surrogate": {[]byte{0xFF, 0xFE, 'a', 0, '\n', 0, 0x00, 0xD8, 'b', 0}, 2},
	} {
		got, err := Decode(c.raw)
		var fault *Error
		if !errors.As(err, &fault) || fault.Line != c.line {
			t.Errorf("%s: got %q, %v; want line %d", name, got, err, c.line)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(sample))
	f.Add(utf16Bytes(sample, true, true))
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, err := Decode(raw)
		if err == nil {
			again, err := Decode([]byte(text))
			if err == nil && again != text {
				t.Errorf("decoding %q again gives %q", text, again)
			}
		}
	})
}
