package compact

import (
	"bytes"
)

// markup shortens HTML piece by piece. Between two pieces a template may put
// out anything. What it cannot follow it refuses, so that the caller can keep
// the source as it is.
type markup struct {
	out    []byte
	at     context
	before gap

	tagStart  int  // where in out the tag at hand, or the last one, starts
	unbroken  bool // the tag at tagStart and all after it came in one piece
	templates bool // more than one piece is to be expected, and out is read as a template again
}

// context is where in the document a piece begins or ends. Two branches of a
// template must end in the same one.
type context struct {
	place   place
	kind    kind // of the tag at hand or the raw element
	closing bool // the tag at hand is an end tag
	kept    int  // open elements in which white space shows
	drawn   int  // open svg elements
}

type place uint8

const (
	inText place = iota
	inName       // of a tag
	inTag        // between attributes
	afterEquals
	inBare // in a value without quotes
	inDouble
	inSingle
	inRaw
	inComment
)

// gap is what stands before the next character: it decides whether white
// space shows there.
type gap uint8

const (
	afterOther gap = iota // it shows, as far as is known
	afterSpace            // there is some already
	afterBlock            // at the start of a line nothing shows
)

// HTML shortens a document or a part of one: white space between elements,
// comments, and the style sheets, scripts and data in it.
//
// It is not the minifier's HTML mode, for three reasons. That one also rewrites
// attributes (value="" goes from a checkbox) and the text of inline drawings.
// It takes four times as long. And Template must treat white space in the very
// same way.
func HTML(src []byte) ([]byte, error) {
	m := markup{out: make([]byte, 0, len(src))}
	if !m.piece(src) || m.at != (context{}) {
		return bytes.Clone(src), nil // not HTML as one writes it: the browser shall see what the author saw
	}
	return m.out, nil
}

// piece takes the next characters of the source.
func (m *markup) piece(src []byte) bool {
	m.unbroken = false
	for len(src) > 0 {
		n, ok := 0, true
		switch m.at.place {
		case inText:
			n, ok = m.text(src)
		case inRaw:
			n, ok = m.raw(src)
		case inComment:
			n = m.comment(src)
		default:
			n, ok = m.tag(src)
		}
		if !ok {
			return false
		}
		src = src[n:]
	}
	return true
}

// text takes a word, a stretch of white space, or what begins with "<".
func (m *markup) text(src []byte) (int, bool) {
	if src[0] == '<' {
		return m.angle(src)
	}
	n := 1
	if !isSpace(src[0]) {
		for n < len(src) && src[n] != '<' && !isSpace(src[n]) {
			n++
		}
		m.write(src[:n])
		return n, true
	}
	for n < len(src) && isSpace(src[n]) {
		n++
	}
	switch {
	case m.at.kept > 0:
		m.write(src[:n])
	case m.before == afterOther && !m.blockFollows(src[n:]):
		m.out = append(m.out, oneSpace(src[:n]))
		m.before = afterSpace
	}
	return n, true
}

func (m *markup) write(text []byte) {
	m.out = append(m.out, text...)
	m.before = afterOther
}

// oneSpace keeps a line end as such: what looks like text may be a part of a
// script that ends a comment there.
func oneSpace(run []byte) byte {
	if bytes.ContainsAny(run, "\n\r") {
		return '\n'
	}
	return ' '
}

// angle takes a comment, a declaration, the beginning of a tag, or a mere
// less-than sign.
func (m *markup) angle(src []byte) (int, bool) {
	name := src[1:]
	closing := len(name) > 0 && name[0] == '/'
	if closing {
		name = name[1:]
	}
	switch {
	case len(name) == 0 && m.templates: // what follows comes out of the template
		return 0, false
	case len(name) > 0 && isLetter(name[0]):
		m.tagStart, m.unbroken = len(m.out), true
		m.at.place, m.at.closing = inName, closing
		n := len(src) - len(name)
		m.out = append(m.out, src[:n]...)
		return n, true
	case bytes.HasPrefix(src, []byte("<!--")):
		return m.wholeComment(src), true
	case bytes.HasPrefix(src, []byte("<![CDATA[")):
		return m.through(src, "]]>")
	case len(src) > 1 && (src[1] == '!' || src[1] == '?') || closing && len(name) > 0:
		n, ok := m.through(src, ">")
		if ok && bytes.EqualFold(src[:min(n, 9)], []byte("<!doctype")) {
			m.before = afterBlock
		}
		return n, ok
	}
	m.write(src[:1])
	return 1, true
}

// through takes everything up to and with the end.
func (m *markup) through(src []byte, end string) (int, bool) {
	i := bytes.Index(src, []byte(end))
	if i < 0 {
		return 0, false
	}
	m.write(src[:i+len(end)])
	return i + len(end), true
}

// wholeComment drops a comment, unless it is one that programs read, stands
// where white space shows, or keeps two characters apart that would mean
// something together: &am<!-- -->p;
func (m *markup) wholeComment(src []byte) int {
	n := commentEnd(src)
	if n < 0 {
		m.out = append(m.out, src...)
		m.at.place = inComment
		return len(src)
	}
	var last, next byte = ' ', 0
	if len(m.out) > 0 {
		last = m.out[len(m.out)-1]
	}
	if n < len(src) {
		next = src[n]
	}
	apart := isSpace(last) || last == '>' || last == '}' || last != '<' && last != '{' && (isSpace(next) || next == '<')
	if m.at.kept > 0 || !apart || isRead(src[:n]) {
		m.out = append(m.out, src[:n]...)
	}
	return n
}

// comment goes on with a comment that a template has a part in.
func (m *markup) comment(src []byte) int {
	n := len(src)
	if i := bytes.Index(src, []byte("-->")); i >= 0 {
		n = i + 3
		m.at.place = inText
	}
	m.out = append(m.out, src[:n]...)
	return n
}

// commentEnd returns the length of the comment that src begins with, or -1.
func commentEnd(src []byte) int {
	body := src[len("<!--"):]
	for _, empty := range []string{">", "->"} {
		if bytes.HasPrefix(body, []byte(empty)) {
			return len("<!--") + len(empty)
		}
	}
	for i := range body {
		switch {
		case bytes.HasPrefix(body[i:], []byte("-->")):
			return len("<!--") + i + len("-->")
		case bytes.HasPrefix(body[i:], []byte("--!>")):
			return len("<!--") + i + len("--!>")
		}
	}
	return -1
}

// isRead tells a comment that a program reads: conditional comments, and
// includes of the server.
func isRead(comment []byte) bool {
	return bytes.HasPrefix(comment, []byte("<!--[if")) || bytes.HasPrefix(comment, []byte("<!--<![")) ||
		bytes.HasPrefix(comment, []byte("<!--#"))
}

// blockFollows tells whether the next thing to be written is the tag of a
// block, or of anything inside a drawing.
func (m *markup) blockFollows(src []byte) bool {
	for {
		for len(src) > 0 && isSpace(src[0]) {
			src = src[1:]
		}
		if !bytes.HasPrefix(src, []byte("<!--")) {
			break
		}
		n := commentEnd(src)
		if n < 0 || isRead(src[:n]) {
			return false
		}
		src = src[n:]
	}
	if len(src) < 2 || src[0] != '<' {
		return false
	}
	name := bytes.TrimPrefix(src[1:], []byte("/"))
	if len(name) == 0 || !isLetter(name[0]) {
		return false
	}
	n := nameEnd(name)
	if n == len(name) { // the template may go on with it
		return false
	}
	k := kindOf(name[:n])
	return k == block || k == keeping || m.at.drawn > 0
}

func nameEnd(src []byte) int {
	for i, c := range src {
		if isSpace(c) || c == '/' || c == '>' {
			return i
		}
	}
	return len(src)
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
