package yaml

import (
	"reflect"
	"strings"
	"unicode/utf8"
)

// colons makes every colon after a key what YAML wants, a plain one and a
// blank: a Chinese keyboard gives title：公告 and a hurried hand title:公告. A
// colon inside a text stays as it is; so a word counts as a key only where a
// key must stand (outermost level, between braces, before a nested part), or
// if the struct knows it: “- 12345：热线” is an item of text.
func (d *decoder) colons(text string, target reflect.Type) string {
	m := mender{target: target, blockText: -1}
	lines := strings.Split(text, "\n")
	changed := false
	for i, line := range lines {
		if places := m.find(line); len(places) > 0 {
			var columns []int
			lines[i], columns = widen(line, places)
			if d.widened == nil {
				d.widened = map[int][]int{}
			}
			d.widened[i+1] = columns
			changed = true
		}
	}
	if !changed {
		return text
	}
	return strings.Join(lines, "\n")
}

// widen puts a plain colon and a blank in place of the colons at the given
// bytes of line. columns are those of the new colons that a blank was put
// behind.
func widen(line string, places []int) (mended string, columns []int) {
	var b strings.Builder
	done, column := 0, 0
	for _, at := range places {
		b.WriteString(line[done:at])
		column += utf8.RuneCountInString(line[done:at]) + 1
		_, width := utf8.DecodeRuneInString(line[at:])
		done = at + width
		b.WriteByte(':')
		if done < len(line) && line[done] != ' ' {
			b.WriteByte(' ')
			columns = append(columns, column)
			column++
		}
	}
	b.WriteString(line[done:])
	return b.String(), columns
}

// mender walks down the lines of a text and finds the colons to mend.
type mender struct {
	target    reflect.Type
	known     map[string]bool // keys of target at any depth, once somebody asked
	open      []byte          // brackets open at the beginning of the line, innermost last
	blockText int             // indentation of the line that began a text in block form; -1 outside
}

// find returns the bytes of line at which a colon is to be mended.
func (m *mender) find(line string) (places []int) {
	indent := skipBlanks(line, 0)
	switch {
	case indent == len(line):
		return nil
	case m.blockText >= 0 && indent > m.blockText:
		return nil
	case line[indent] == '#':
		return nil
	}
	m.blockText = -1
	if len(m.open) > 0 {
		if indent > 0 || !isKeyByte(line[0]) {
			return m.inBrackets(line, indent, nil)
		}
		m.open = m.open[:0] // a bracket was forgotten; syntax will tell
	}
	at := indent
	for strings.HasPrefix(line[at:], "- ") {
		at = skipBlanks(line, at+1)
	}
	if colon := afterKey(line, at); colon > at {
		if !isColon(line, colon) {
			return nil
		}
		_, width := utf8.DecodeRuneInString(line[colon:])
		value := skipBlanks(line, colon+width)
		if faulty(line, colon) && m.isKey(line, indent, at, colon, value) {
			places = append(places, colon)
		}
		at = value
	}
	if at == len(line) {
		return places
	}
	switch line[at] {
	case '|', '>':
		m.blockText = indent
	case '[', '{':
		return m.inBrackets(line, at, places)
	}
	return places
}

// isKey tells whether the word at the given byte is a key rather than the
// beginning of a text.
func (m *mender) isKey(line string, indent, at, colon, value int) bool {
	if strings.HasPrefix(line[colon:], "://") {
		return false
	}
	nested := value == len(line) || line[value] == '{' || line[value] == '#'
	return at == indent && (indent == 0 || nested) || m.knows(strings.TrimRight(line[at:colon], " "))
}

func (m *mender) knows(word string) bool {
	if m.known == nil {
		m.known = map[string]bool{}
		vocabulary(m.target, m.known)
	}
	return m.known[word]
}

// inBrackets goes on in a list or mapping on one or more lines.
func (m *mender) inBrackets(line string, at int, places []int) []int {
	key := len(m.open) > 0 && m.open[len(m.open)-1] == '{' // may a key stand here?
	fresh := true                                          // does a value, perhaps quoted, begin here?
	for at < len(line) {
		if colon := afterKey(line, at); key && colon > at && isColon(line, colon) {
			if faulty(line, colon) {
				places = append(places, colon)
			}
			_, width := utf8.DecodeRuneInString(line[colon:])
			at, key, fresh = skipBlanks(line, colon+width), false, true
			continue
		}
		switch c := line[at]; {
		case c == ' ':
			at++
			continue
		case c == '#' && line[max(0, at-1)] == ' ':
			return places
		case fresh && (c == '"' || c == '\''):
			at = afterQuote(line, at)
			key, fresh = false, false
			continue
		case c == '[' || c == '{':
			m.open = append(m.open, c)
			key, fresh = c == '{', true
		case c == ']' || c == '}':
			m.open = m.open[:len(m.open)-1]
			if len(m.open) == 0 {
				return places
			}
			key, fresh = false, false
		case c == ',':
			key, fresh = m.open[len(m.open)-1] == '{', true
		default:
			key, fresh = false, c == ':'
		}
		at++
	}
	return places
}

// afterQuote returns the byte after the quoted text that begins at the given
// one.
func afterQuote(line string, at int) int {
	quote := line[at]
	for at++; at < len(line) && line[at] != quote; at++ {
		if quote == '"' && line[at] == '\\' {
			at++
		}
	}
	return min(at+1, len(line))
}

// afterKey passes a word that could be a key, and blanks.
func afterKey(line string, at int) int {
	end := at
	for end < len(line) && isKeyByte(line[end]) {
		end++
	}
	if end == at {
		return at
	}
	return skipBlanks(line, end)
}

func isKeyByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

func isColon(line string, at int) bool {
	return strings.HasPrefix(line[at:], ":") || strings.HasPrefix(line[at:], "：")
}

// faulty tells whether YAML would not take the colon for one.
func faulty(line string, at int) bool {
	return line[at] != ':' || at+1 < len(line) && line[at+1] != ' ' && line[at+1] != '\t'
}

func skipBlanks(line string, at int) int {
	for at < len(line) && line[at] == ' ' {
		at++
	}
	return at
}
