package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Text returns what a reader reads: paragraphs, headings, items and rows on a
// line each, without footnote marks. Fenced blocks that a Resolver fills are
// not in it.
func (d *Doc) Text() string {
	return strings.Join(d.readable(everything), "\n")
}

// Chars returns how many 字 the text has: a Chinese character counts one, a run
// of Latin letters or digits counts one.
func (d *Doc) Chars() int { return countChars([]byte(d.Text())) }

// Excerpt returns how the running text begins (no headings, tables or code), in
// at most so many characters. It ends with a sentence if there is one, and
// otherwise with “…”.
func (d *Doc) Excerpt(chars int) string {
	var text []byte
	for _, line := range d.readable(runningText) {
		if len(text) > 0 && joinsWithSpace(text, []byte(line)) {
			text = append(text, ' ')
		}
		text = append(text, line...)
		if utf8.RuneCount(text) > chars {
			return cut(string(text), chars)
		}
	}
	return string(text)
}

// cut shortens text to so many characters.
func cut(text string, chars int) string {
	limit, sentence, count := 0, 0, 0 // limit, sentence: bytes that may stay
	for i, r := range text {
		if count++; count > chars {
			break
		}
		limit = i + utf8.RuneLen(r)
		switch {
		case strings.ContainsRune("。！？；", r):
			sentence = limit
		case sentence == i && strings.ContainsRune("”’）》」』", r):
			sentence = limit // it belongs to the sentence
		}
	}
	if sentence > 0 {
		return text[:sentence]
	}
	for limit > 0 && limit < len(text) && isASCIIWord(text[limit-1]) && isASCIIWord(text[limit]) {
		limit-- // a word or number stays whole
	}
	return strings.TrimRight(text[:limit], " ，、：") + "…"
}

// selection tells which text is read.
type selection int

const (
	everything selection = iota
	runningText
)

// readable returns the text line by line, from the HTML.
func (d *Doc) readable(what selection) []string {
	html := d.AppendHTML(make([]byte, 0, len(d.html)+64*len(d.Images)), nowhere{})
	var lines []string
	var line []byte
	end := func() {
		for l := range strings.SplitSeq(string(line), "\n") { // code has several
			if l = strings.TrimSpace(l); l != "" {
				lines = append(lines, l)
			}
		}
		line = line[:0]
	}
	for len(html) > 0 {
		if html[0] != '<' {
			n := bytes.IndexByte(html, '<')
			if n < 0 {
				n = len(html)
			}
			line = appendUnescaped(line, html[:n])
			html = html[n:]
			continue
		}
		name, class, closing, rest := tag(html)
		switch {
		case !closing && isLeftOut(name, class, what):
			_, html, _ = bytes.Cut(rest, []byte("</"+name+">"))
			if !isInline(name) {
				end()
			}
			continue
		case name == "td" || name == "th":
			if closing {
				line = append(line, ' ')
			}
		case !isInline(name):
			end()
		}
		html = rest
	}
	end()
	return lines
}

// tag reads the tag that html begins with. The only links are those of
// footnotes, for nowhere resolves no other.
func tag(html []byte) (name, class string, end bool, rest []byte) {
	content, rest, _ := bytes.Cut(html[1:], []byte{'>'})
	if content[0] == '/' {
		return string(content[1:]), "", true, rest
	}
	word, attributes, _ := bytes.Cut(content, []byte{' '})
	if value, ok := bytes.CutPrefix(attributes, []byte(`class="`)); ok {
		value, _, _ = bytes.Cut(value, []byte{'"'})
		class = string(value)
	}
	return string(word), class, false, rest
}

// isLeftOut tells whether an element is not read at all.
func isLeftOut(name, class string, what selection) bool {
	switch name {
	case "sup", "a": // footnote marks, and the ways back to them
		return true
	case "h1", "h2", "h3", "h4", "h5", "h6", "table", "pre", "section", "figure":
		return what == runningText
	}
	return what == runningText && class == "alert-title"
}

func isInline(name string) bool {
	switch name {
	case "a", "sup", "strong", "em", "del", "code", "span", "img", "input":
		return true
	}
	return false
}

// appendUnescaped is the reverse of appendEscaped.
func appendUnescaped(dst, html []byte) []byte {
	for {
		i := bytes.IndexByte(html, '&')
		if i < 0 {
			return append(dst, html...)
		}
		dst = append(dst, html[:i]...)
		html = html[i:]
		char, size := escape(html)
		if size == 0 {
			char, size = "&", 1
		}
		dst = append(dst, char...)
		html = html[size:]
	}
}

// nowhere resolves nothing.
type nowhere struct{}

func (nowhere) Link(int) string              { return "" }
func (nowhere) Image(int) (string, int, int) { return "", 0, 0 }
func (nowhere) Citation(int) string          { return "" }
func (nowhere) Block(int) string             { return "" }
