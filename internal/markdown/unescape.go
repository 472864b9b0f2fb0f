package markdown

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// unescape adds text of the source to the run: \* becomes *, &amp; becomes &, of
// several spaces one is left. at is where value stands in the source.
func (w *writer) unescape(value []byte, at int) {
	from := 0
	for i := 0; i < len(value); {
		c := value[i]
		var char string
		size := 0
		switch c {
		case '\\', '&':
			char, size = escape(value[i:])
		case ' ':
			if i > from && value[i-1] == ' ' || i == from && bytes.HasSuffix(w.text.plain, []byte(" ")) {
				size = 1
			}
		}
		if size == 0 {
			i++
			continue
		}
		w.text.plain = append(append(w.text.plain, value[from:i]...), char...)
		i += size
		from = i
		if c == '\\' { // the escaped character itself has a place
			w.text.anchors = append(w.text.anchors, anchor{plain: len(w.text.plain) - len(char), source: at + i - 1})
		}
		w.text.anchors = append(w.text.anchors, anchor{plain: len(w.text.plain), source: at + i})
	}
	w.text.plain = append(w.text.plain, value[from:]...)
}

// unescaped returns value with escapes and entities replaced, on one line.
func (w *writer) unescaped(value []byte) string {
	if !bytes.ContainsAny(value, "\\&\n") {
		return string(value)
	}
	var out []byte
	for i := 0; i < len(value); {
		char, size := escape(value[i:])
		if size == 0 {
			out = append(out, value[i])
			i++
			continue
		}
		out = append(out, char...)
		i += size
	}
	return string(bytes.ReplaceAll(out, []byte{'\n'}, []byte{' '}))
}

// escape reads an escape or entity at the beginning of text; size is 0 if it
// is none.
func escape(text []byte) (char string, size int) {
	switch text[0] {
	case '\\':
		if len(text) > 1 && util.IsPunct(text[1]) {
			return string(text[1]), 2
		}
	case '&':
		end := bytes.IndexByte(text[:min(len(text), 40)], ';')
		if end < 2 {
			return "", 0
		}
		if text[1] == '#' {
			return numbered(text[2:end], end+1)
		}
		if entity, ok := util.LookUpHTML5EntityByName(string(text[1:end])); ok {
			return string(entity.Characters), end + 1
		}
	}
	return "", 0
}

func numbered(digits []byte, size int) (string, int) {
	base, longest := 10, 7
	if len(digits) > 0 && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base, longest = digits[1:], 16, 6
	}
	if len(digits) == 0 || len(digits) > longest {
		return "", 0
	}
	v, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil {
		return "", 0
	}
	r := rune(v)
	if v == 0 || v > utf8.MaxRune || !utf8.ValidRune(r) || unicode.IsControl(r) && !unicode.IsSpace(r) {
		r = utf8.RuneError
	}
	return string(r), size
}
