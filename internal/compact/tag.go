package compact

import (
	"bytes"
	"strings"
)

// tag takes a part of a tag: attributes as they are, white space between them
// as one space.
func (m *markup) tag(src []byte) (int, bool) {
	c := src[0]
	switch m.at.place {
	case inName:
		n := nameEnd(src)
		m.out = append(m.out, src[:n]...)
		if n < len(src) {
			m.nameKnown()
		}
		return n, true
	case inDouble, inSingle:
		quote := byte('"')
		if m.at.place == inSingle {
			quote = '\''
		}
		n := len(src)
		if i := bytes.IndexByte(src, quote); i >= 0 {
			n = i + 1
			m.at.place = inTag
		}
		m.out = append(m.out, src[:n]...)
		return n, true
	}
	n := 1
	switch {
	case c == '>':
		return 1, m.tagEnd()
	case isSpace(c):
		return m.spaceInTag(src), true
	case m.at.place == afterEquals && c == '"':
		m.at.place = inDouble
	case m.at.place == afterEquals && c == '\'':
		m.at.place = inSingle
	case m.at.place == inTag && c == '=':
		m.at.place = afterEquals
	default:
		if m.at.place == afterEquals {
			m.at.place = inBare
		}
		for n < len(src) && !isSpace(src[n]) && src[n] != '>' && (src[n] != '=' || m.at.place == inBare) {
			n++
		}
	}
	m.out = append(m.out, src[:n]...)
	return n, true
}

// name returns what is written so far of the name of the tag at hand.
func (m *markup) name() []byte {
	start := m.tagStart + len("<")
	if m.at.closing {
		start++
	}
	return m.out[start:]
}

func (m *markup) nameKnown() {
	m.at.place, m.at.kind = inTag, kindOf(m.name())
}

func (m *markup) spaceInTag(src []byte) int {
	n := 1
	for n < len(src) && isSpace(src[n]) {
		n++
	}
	if m.at.place == inBare {
		m.at.place = inTag
	}
	// "/ >" does not close an element of a drawing, "/>" does.
	if n == len(src) || src[n] != '>' || m.out[len(m.out)-1] == '/' {
		m.out = append(m.out, ' ')
	}
	return n
}

// tagEnd takes the ">" and enters or leaves the element.
func (m *markup) tagEnd() bool {
	k := m.at.kind
	open := !m.at.closing
	if open && m.at.place != inBare && m.out[len(m.out)-1] == '/' && (k == drawing || m.at.drawn > 0) {
		open = false // <path/>; in HTML proper the slash means nothing
	} else if k == drawing || k == drawnText || k == keeping {
		m.count(k, open)
	}
	m.out = append(m.out, '>')
	m.at.place, m.at.kind, m.at.closing = inText, inline, false
	if open && k.rawName() != "" {
		m.at.place, m.at.kind = inRaw, k
	}
	switch {
	case k == foreign || k == plaintext:
		return false
	case k == invisible, k == script, k == style, k == title:
	case k == phrase && open: // but not closed: it may be shown as a box of its own, like <i class="icon"></i>
	case k == block, k == keeping, m.at.drawn > 0:
		m.before = afterBlock
	default:
		m.before = afterOther
	}
	return m.at.kept >= 0 && m.at.drawn >= 0
}

func (m *markup) count(k kind, open bool) {
	step := -1
	if open {
		step = 1
	}
	if k == drawing {
		m.at.drawn += step
	} else {
		m.at.kept += step
	}
}

// raw takes the content of an element that holds no elements.
func (m *markup) raw(src []byte) (int, bool) {
	n := rawEnd(src, m.at.kind.rawName())
	content := src[:n]
	commented := bytes.Contains(content, []byte("<!--"))
	if m.at.kind == script && commented && bytes.Contains(bytes.ToLower(content), []byte("<script")) {
		return 0, false // then the script ends by rules of its own
	}
	if n < len(src) {
		if m.unbroken && !commented {
			content = m.shortenInside(content)
		}
		m.at.place, m.at.kind = inText, inline
	}
	m.out = append(m.out, content...)
	return n, true
}

// rawEnd returns where the end tag begins, or the length of src.
func rawEnd(src []byte, name string) int {
	for i := 0; ; {
		j := bytes.Index(src[i:], []byte("</"))
		if j < 0 {
			return len(src)
		}
		i += j + 2
		rest := src[i:]
		if len(rest) > len(name) && bytes.EqualFold(rest[:len(name)], []byte(name)) && nameEnd(rest) == len(name) {
			return i - 2
		}
	}
}

// shortenInside shortens the content of the style or script element at hand,
// if it can, and if the result does not mean something to the page or to the
// template around it.
func (m *markup) shortenInside(content []byte) []byte {
	var short []byte
	var err error
	switch language := strings.ToLower(attribute(string(m.out[m.tagStart:]), "type")); {
	case m.at.kind == style && (language == "" || language == "text/css"):
		short, err = CSS(content)
	case m.at.kind == script && (language == "" || language == "text/javascript" || language == "application/javascript"):
		short, err = JS(content)
	case m.at.kind == script && (language == "application/json" || strings.HasSuffix(language, "+json")):
		short, err = JSON(content)
	default:
		return content
	}
	if err != nil || bytes.Contains(short, []byte("</")) || bytes.Contains(short, []byte("<!--")) ||
		m.templates && bytes.Contains(short, []byte("{{")) {
		return content
	}
	return short
}

// attribute returns the value of a tag's attribute, or "".
func attribute(tag, name string) string {
	rest := tag[1+nameEnd([]byte(tag[1:])):]
	for {
		rest = strings.TrimLeft(rest, " \t\n\r\f/")
		if rest == "" || rest == ">" {
			return ""
		}
		n := max(1, strings.IndexAny(rest, " \t\n\r\f/=>"))
		key := rest[:n]
		rest = strings.TrimLeft(rest[n:], " \t\n\r\f")
		value := ""
		if after, found := strings.CutPrefix(rest, "="); found {
			value, rest = attributeValue(strings.TrimLeft(after, " \t\n\r\f"))
		}
		if strings.EqualFold(key, name) {
			return strings.TrimSpace(value)
		}
	}
}

func attributeValue(s string) (value, rest string) {
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		value, rest, _ = strings.Cut(s[1:], s[:1])
		return value, rest
	}
	n := strings.IndexAny(s, " \t\n\r\f>")
	if n < 0 {
		n = len(s)
	}
	return s[:n], s[n:]
}
