// Package charset turns the bytes of a text file as it comes from a county
// office (UTF-8 with or without a byte order mark, UTF-16 of either order,
// GB18030; Windows line ends) into text: UTF-8, lines ended by \n.
//
// It knows nothing of what the text means. Only this package uses
// golang.org/x/text.
package charset

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Error tells that a file is not text in any encoding that is read here.
type Error struct {
	Line int // 1-based line of the first bad byte; 0 if not known
	What string
}

func (e *Error) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.What) }

// Decode returns raw as text. A file that is almost UTF-8 is damaged, not
// GB18030: it gives an *Error with the line rather than wrong characters.
func Decode(raw []byte) (string, error) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xEF, 0xBB, 0xBF}):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		return decode16(raw[2:], false)
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return decode16(raw[2:], true)
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		// Text has no zero bytes but in UTF-16, where they are mostly the upper
		// halves of ASCII; a few are lower halves, as that of 一.
		even, odd := zeros(raw)
		if len(raw)%2 == 1 || max(even, odd) < 3*min(even, odd) {
			return "", &Error{Line: lineOf(raw, bytes.IndexByte(raw, 0)), What: "a zero byte: not a text file"}
		}
		return decode16(raw, even > odd)
	}
	if utf8.Valid(raw) {
		return unixLines(string(raw)), nil
	}
	if bad, damaged := damagedUTF8(raw); damaged {
		return "", &Error{Line: lineOf(raw, bad), What: "a byte that is not UTF-8"}
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if err != nil {
		return "", &Error{What: err.Error()}
	}
	if i := bytes.IndexRune(text, utf8.RuneError); i >= 0 {
		return "", &Error{Line: lineOf(text, i), What: "a byte that is neither UTF-8 nor GB18030"}
	}
	return unixLines(string(text)), nil
}

func unixLines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

func lineOf(raw []byte, at int) int { return 1 + bytes.Count(raw[:at], []byte("\n")) }

func zeros(raw []byte) (even, odd int) {
	for i, b := range raw {
		if b == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	return even, odd
}

func decode16(raw []byte, bigEndian bool) (string, error) {
	if len(raw)%2 == 1 {
		return "", &Error{What: "UTF-16 with half a character at the end"}
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		if bigEndian {
			units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
		} else {
			units[i] = uint16(raw[2*i+1])<<8 | uint16(raw[2*i])
		}
	}
	text := string(utf16.Decode(units))
	if i := strings.IndexFunc(text, notText); i >= 0 {
		return "", &Error{Line: 1 + strings.Count(text[:i], "\n"), What: "half a character or a control character: not UTF-16 text"}
	}
	return unixLines(text), nil
}

func notText(r rune) bool {
	return r == utf8.RuneError || r < 0x20 && !strings.ContainsRune("\t\n\r\f\v", r)
}

// damagedUTF8 tells whether most of what is not ASCII is well-formed UTF-8,
// and where the first fault is. Chinese in GB18030 hardly ever looks so.
func damagedUTF8(raw []byte) (firstBad int, damaged bool) {
	good, bad := 0, 0
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRune(raw[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			if bad == 0 {
				firstBad = i
			}
			bad++
		case size >= 3:
			good++
		}
		i += size
	}
	return firstBad, good > 2*bad
}

// EncodeGB18030 returns text as the software of old strip displays reads it.
func EncodeGB18030(text string) ([]byte, error) {
	return simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
}
