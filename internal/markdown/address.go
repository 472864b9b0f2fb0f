package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// bareAddress makes links of http://, https://, www. and mail addresses that
// stand in the text, as GFM does, and also right behind a Chinese character,
// where GFM would see no beginning. It is called at the punctuation of an
// address and looks back for how it begins. The end is GFM's, but no character
// outside of ASCII and none that RFC 3986 knows not belongs to an address.
type bareAddress struct{}

func (bareAddress) Trigger() []byte { return []byte{':', '.', '@'} }

func (b bareAddress) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 3 || segment.Padding != 0 || pc.IsInLinkLabel() {
		return nil
	}
	source := block.Source()
	var begin, end int // of source
	switch line[0] {
	case ':':
		begin, end = webAddress(source, segment)
	case '.':
		begin, end = wwwAddress(source, segment)
	case '@':
		begin, end = mailAddress(source, segment)
	}
	if end == 0 || !cutBack(parent, pc, begin, segment.Start) {
		return nil
	}
	block.Advance(end - segment.Start)
	kind := ast.AutoLinkType(ast.AutoLinkURL)
	if line[0] == '@' {
		kind = ast.AutoLinkEmail
	}
	link := ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(begin, end)))
	if line[0] == '.' {
		link.Protocol = []byte("http")
	}
	link.SetPos(begin)
	return link
}

// cutBack takes what was read as text since begin out of the parent again.
func cutBack(parent ast.Node, pc parser.Context, begin, end int) bool {
	for end > begin {
		switch last := parent.LastChild().(type) {
		case *ast.Text:
			if last.Segment.Stop != end || last.SoftLineBreak() || last.HardLineBreak() {
				return false
			}
			if last.Segment.Start < begin {
				last.Segment.Stop = begin
				return true
			}
			end = last.Segment.Start
			parent.RemoveChild(parent, last)
		case *parser.Delimiter: // the _ of a mail address
			if last.Segment.Stop != end || last.Segment.Start < begin {
				return false
			}
			pc.RemoveDelimiter(last) // which leaves it as text
		default:
			return false
		}
	}
	return true
}

func webAddress(source []byte, segment text.Segment) (begin, end int) {
	rest := source[segment.Start:segment.Stop]
	if !bytes.HasPrefix(rest, []byte("://")) {
		return 0, 0
	}
	begin = segment.Start
	for begin > 0 && segment.Start-begin < 6 && isASCIIWord(source[begin-1]) {
		begin--
	}
	scheme := strings.ToLower(string(source[begin:segment.Start]))
	if scheme != "http" && scheme != "https" {
		return 0, 0
	}
	domain := domainLength(rest[3:])
	if domain == 0 {
		return 0, 0
	}
	return begin, segment.Start + addressLength(rest, 3+domain)
}

func wwwAddress(source []byte, segment text.Segment) (begin, end int) {
	begin = segment.Start - 3
	if begin < 0 || !bytes.EqualFold(source[begin:segment.Start], []byte("www")) {
		return 0, 0
	}
	if begin > 0 && source[begin-1] < 0x80 && !bytes.ContainsRune([]byte(" \t\n*_~(:,;\"'|"), rune(source[begin-1])) {
		return 0, 0
	}
	rest := source[begin:segment.Stop]
	domain := domainLength(rest)
	if bytes.IndexByte(bytes.TrimRight(rest[4:max(4, domain)], "."), '.') < 0 {
		return 0, 0
	}
	return begin, begin + addressLength(rest, domain)
}

func mailAddress(source []byte, segment text.Segment) (begin, end int) {
	begin = segment.Start
	for begin > 0 && (isASCIIWord(source[begin-1]) || strings.IndexByte(".-_+", source[begin-1]) >= 0) {
		begin--
	}
	rest := source[segment.Start+1 : segment.Stop]
	length := 0
	for length < len(rest) && (isASCIIWord(rest[length]) || rest[length] == '-' || rest[length] == '_' ||
		rest[length] == '.' && length+1 < len(rest) && isASCIIWord(rest[length+1])) {
		length++
	}
	if begin == segment.Start || length == 0 || !isASCIIWord(rest[length-1]) || bytes.IndexByte(rest[:length], '.') < 1 {
		return 0, 0
	}
	return begin, segment.Start + 1 + length
}

// domainLength returns the length of the domain that s begins with; 0 if none.
// The last two parts have no underscore.
func domainLength(s []byte) int {
	length, parts, last, beforeLast := 0, 1, false, false // last, beforeLast: has an underscore
	for ; length < len(s); length++ {
		c := s[length]
		switch {
		case c == '_':
			last = true
		case c == '.':
			beforeLast, last = last, false
			parts++
		case !isASCIIWord(c) && c != '-':
			goto end
		}
	}
end:
	if last || beforeLast && parts > 1 || length == 0 || !isASCIIWord(s[0]) {
		return 0
	}
	return length
}

// addressLength goes on from the domain of s to the end of the address.
func addressLength(s []byte, from int) int {
	end, open := from, 0
	for ; end < len(s) && (isASCIIWord(s[end]) || strings.IndexByte("-._~:/?#@!$&'()+,;=%", s[end]) >= 0); end++ {
	}
	for _, c := range s[:end] {
		switch c {
		case '(':
			open++
		case ')':
			open--
		}
	}
	for end > from {
		switch c := s[end-1]; {
		case c == ')' && open < 0:
			open++
		case c == ';':
			if entity := bytes.LastIndexByte(s[from:end], '&'); entity >= 0 && isEntity(s[from+entity+1:end-1]) {
				end = from + entity
				continue
			}
		case strings.IndexByte("?!.,:*_~'", c) < 0:
			return end
		}
		end--
	}
	// A domain may end with the stop of the sentence.
	for end > 0 && s[end-1] == '.' {
		end--
	}
	return end
}

func isEntity(name []byte) bool {
	for _, c := range name {
		if !isASCIIWord(c) {
			return false
		}
	}
	return len(name) > 0
}
