package yaml

import (
	"strings"
	"unicode/utf8"
)

// plain reads the YAML that nearly every front matter is made of: keys with
// plain or quoted texts, lists and mappings in brackets on one line, lists of
// lines, parts nested by indentation, comments on lines of their own. Whatever
// else occurs, it gives up and leaves the text to the library. It is here for
// speed alone: the library takes 30 µs and 13 KB for six lines, too much for
// ten thousand pages. A fuzz test holds the two against each other.
func plain(text string) (root node, ok bool) {
	if !everyday(text) {
		return node{}, false
	}
	r := &reader{rest: text}
	r.next()
	if r.done || r.indent != 0 {
		return node{}, false
	}
	root = r.block()
	return root, r.done && !r.unusual
}

// everyday tells whether text holds nothing but characters that YAML takes for
// what they are.
func everyday(text string) bool {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c < ' ' && c != '\n' || c == 0x7F:
			return false
		case c == 0xC2 && i+1 < len(text) && text[i+1] < 0xA0: // control characters, NEL
			return false
		case c == 0xE2 && (strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029")):
			return false
		case c == 0xEF && (strings.HasPrefix(text[i:], "\uFEFF") || strings.HasPrefix(text[i:], "\uFFFE") || strings.HasPrefix(text[i:], "\uFFFF")):
			return false
		}
	}
	return utf8.ValidString(text)
}

// reader stands on a line that holds more than a comment.
type reader struct {
	rest    string // what follows the line
	content string // of the line, without blanks at both ends
	indent  int
	line    int // 1-based
	done    bool
	unusual bool // something that is not everyday occurred
}

// next goes to the next line that holds something.
func (r *reader) next() {
	for r.rest != "" {
		line, rest, _ := strings.Cut(r.rest, "\n")
		r.rest = rest
		r.line++
		r.indent = skipBlanks(line, 0)
		r.content = strings.TrimRight(line[r.indent:], " ")
		if r.content != "" && r.content[0] != '#' {
			return
		}
	}
	r.done, r.content, r.indent = true, "", -1
}

// block reads the lines that are as far indented as this one, and what is
// nested in them.
func (r *reader) block() node {
	n := node{kind: mapping, line: r.line, column: r.indent + 1}
	if r.isItem() {
		n.kind = list
	}
	for indent := r.indent; !r.unusual; {
		if n.kind == list {
			n.content = append(n.content, r.item())
		} else {
			key, value := r.entry()
			n.content = append(n.content, key, value)
		}
		if r.indent > indent {
			r.unusual = true
		}
		if r.indent < indent || r.isItem() != (n.kind == list) {
			break
		}
	}
	return n
}

func (r *reader) isItem() bool { return strings.HasPrefix(r.content, "- ") }

// item reads one line of a list. An item that may be a mapping is not
// everyday: its colon may have to be mended.
func (r *reader) item() node {
	at := skipBlanks(r.content, 1)
	colon := afterKey(r.content, at)
	if colon > at && isColon(r.content, colon) {
		r.unusual = true
	}
	return r.text(at)
}

// entry reads a key and its value, which may be on the lines below.
func (r *reader) entry() (key, value node) {
	colon := 0
	for colon < len(r.content) && isKeyByte(r.content[colon]) {
		colon++
	}
	if colon == 0 || colon == len(r.content) || colon > 100 || r.content[0] == '-' || faulty(r.content, colon) {
		r.unusual = true
		return key, value
	}
	key = node{value: r.content[:colon], line: r.line, column: r.indent + 1}
	if at := skipBlanks(r.content, colon+1); at < len(r.content) {
		return key, r.text(at)
	}
	indent := r.indent
	r.next()
	if r.indent < indent || r.indent == indent && !r.isItem() {
		r.unusual = true
		return key, value
	}
	return key, r.block()
}

// text reads the value that takes the rest of the line.
func (r *reader) text(at int) node {
	v := values{line: r.content, number: r.line, indent: r.indent}
	n, end := v.value(at, "")
	if end != len(r.content) {
		r.unusual = true
	}
	r.next()
	return n
}

// values reads the values of one line. Where something is not everyday it
// returns -1 for the end.
type values struct {
	line   string
	number int
	indent int // what was cut off the line's head
	passed int // bytes counted for columns, and
	column int // characters in them
	depth  int // brackets open
}

func (v *values) place(kind kind, at int) node {
	v.column += utf8.RuneCountInString(v.line[v.passed:at])
	v.passed = at
	return node{kind: kind, line: v.number, column: v.indent + v.column + 1}
}

// value reads a value; closing are the bytes that end it, beside the line's
// end.
func (v *values) value(at int, closing string) (n node, end int) {
	if at >= len(v.line) {
		return n, -1
	}
	switch v.line[at] {
	case '[':
		return v.brackets(v.place(list, at), at, ']')
	case '{':
		return v.brackets(v.place(mapping, at), at, '}')
	case '"':
		n = v.place(scalar, at)
		length := strings.IndexByte(v.line[at+1:], '"')
		if length < 0 {
			return n, -1
		}
		n.value = v.line[at+1 : at+1+length]
		if strings.IndexByte(n.value, '\\') >= 0 {
			return n, -1
		}
		return n, at + length + 2
	}
	n = v.place(scalar, at)
	end = len(v.line)
	if closing != "" {
		if length := strings.IndexAny(v.line[at:], closing); length >= 0 {
			end = at + length
		}
	}
	n.value = strings.TrimRight(v.line[at:end], " ")
	if !isPlain(n.value) || closing != "" && strings.ContainsAny(n.value, ":[]{}\"'") {
		return n, -1
	}
	return n, end
}

// brackets reads [a, b] or {k: a, l: b}.
func (v *values) brackets(n node, at int, shut byte) (node, int) {
	if v.depth++; v.depth > 20 {
		return n, -1
	}
	for at++; ; at++ {
		at = skipBlanks(v.line, at)
		if n.kind == mapping {
			colon := at
			for colon < len(v.line) && isKeyByte(v.line[colon]) {
				colon++
			}
			if colon == at || colon == len(v.line) || v.line[at] == '-' || faulty(v.line, colon) {
				return n, -1
			}
			key := v.place(scalar, at)
			key.value = v.line[at:colon]
			n.content = append(n.content, key)
			at = skipBlanks(v.line, colon+1)
		}
		item, end := v.value(at, ",]}")
		if end < 0 {
			return n, -1
		}
		n.content = append(n.content, item)
		at = skipBlanks(v.line, end)
		if at == len(v.line) {
			return n, -1
		}
		if v.line[at] == shut {
			v.depth--
			return n, at + 1
		}
		if v.line[at] != ',' {
			return n, -1
		}
	}
}

// isPlain tells whether s means itself when it stands without quotes.
func isPlain(s string) bool {
	switch {
	case s == "" || strings.IndexByte("-?:,[]{}#&*!|>'\"%@`=~", s[0]) >= 0:
		return false
	case s == "null" || s == "Null" || s == "NULL" || s == "<<":
		return false
	}
	return !strings.Contains(s, ": ") && !strings.Contains(s, " #") && s[len(s)-1] != ':'
}
