package compact

import (
	"bytes"
	"errors"
)

// XML drops comments and the indentation between tags. All other text is data
// and stays: the minifier would also fold the white space in it, and with it
// the <pre> of an article in a feed.
func XML(src []byte) ([]byte, error) {
	if bytes.Contains(src, []byte(`xml:space`)) || bytes.Contains(src, []byte("<!ENTITY")) {
		return bytes.Clone(src), nil
	}
	x := xmlFile{rest: src, out: make([]byte, 0, len(src))}
	if bytes.Contains(src, []byte("http://www.w3.org/1999/xhtml")) {
		x.between = "\n" // it shows between <b> and <i>
	}
	for len(x.rest) > 0 {
		if !x.next() {
			return nil, errors.New("xml: a tag or comment has no end")
		}
	}
	return x.out, nil
}

type xmlFile struct {
	rest    []byte
	out     []byte
	between string // what is left of the indentation between two tags
	kept    int    // open <text> elements, in which all white space shows
	leaf    bool   // the last thing was a start tag: what follows is its content
}

func (x *xmlFile) next() bool {
	rest := x.rest
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		return x.take("-->", func([]byte) {})
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return x.take("]]>", x.copy)
	case bytes.HasPrefix(rest, []byte("<?")):
		return x.take("?>", x.copy)
	case rest[0] == '<':
		return x.tag()
	}
	n := bytes.IndexByte(rest, '<')
	if n < 0 {
		n = len(rest)
	}
	text := rest[:n]
	x.rest = rest[n:]
	content := x.leaf && bytes.HasPrefix(x.rest, []byte("</"))
	if x.kept == 0 && !content && bytes.IndexByte(text, '\n') >= 0 && len(bytes.TrimSpace(text)) == 0 {
		x.out = append(x.out, x.between...)
		return true
	}
	x.copy(text)
	return true
}

func (x *xmlFile) copy(text []byte) {
	x.out = append(x.out, text...)
	x.leaf = false
}

// take hands over everything up to and with the end.
func (x *xmlFile) take(end string, use func([]byte)) bool {
	i := bytes.Index(x.rest, []byte(end))
	if i < 0 {
		return false
	}
	use(x.rest[:i+len(end)])
	x.rest = x.rest[i+len(end):]
	return true
}

func (x *xmlFile) tag() bool {
	n := tagLength(x.rest)
	if n < 0 {
		return false
	}
	tag := x.rest[:n]
	x.copy(tag)
	x.rest = x.rest[n:]
	closing, empty := tag[1] == '/', tag[n-2] == '/'
	name := bytes.TrimLeft(tag, "</")
	if string(name[:nameEnd(name)]) == "text" {
		switch {
		case closing:
			x.kept--
		case !empty:
			x.kept++
		}
	}
	x.leaf = !closing && !empty && tag[1] != '!'
	return true
}

// tagLength finds the ">" outside quotes.
func tagLength(src []byte) int {
	var quote byte
	for i, c := range src {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>' && i > 1:
			return i + 1
		}
	}
	return -1
}
