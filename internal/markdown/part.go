package markdown

import "bytes"

// AppendPart appends the text's HTML as one of several on a page: every anchor
// and every link to one begins with prefix, and its tables are told apart by
// the part's title, so that texts with the same headings do not meet.
func (d *Doc) AppendPart(dst []byte, r Resolver, prefix, title string) []byte {
	html := d.AppendHTML(nil, r)
	for len(html) > 0 {
		// In what is written here < opens a tag, and only there: text and
		// attributes carry it escaped.
		open := bytes.IndexByte(html, '<')
		if open < 0 {
			break
		}
		end := open + bytes.IndexByte(html[open:], '>')
		if end < open {
			break
		}
		dst = append(dst, html[:open]...)
		dst = appendPrefixed(dst, html[open:end+1], prefix, title)
		html = html[end+1:]
	}
	return append(dst, html...)
}

func appendPrefixed(dst, tag []byte, prefix, title string) []byte {
	if label := []byte(` aria-label="`); bytes.Contains(tag, []byte(` role="region"`)) && title != "" {
		i := bytes.Index(tag, label) + len(label)
		dst = append(appendEscaped(append(dst, tag[:i]...), title), "："...)
		tag = tag[i:]
	}
	for _, name := range [][]byte{[]byte(` id="`), []byte(` href="#`), []byte(` aria-labelledby="`)} {
		if i := bytes.Index(tag, name); i >= 0 {
			i += len(name)
			dst = append(append(dst, tag[:i]...), prefix...)
			tag = tag[i:]
		}
	}
	return append(dst, tag...)
}
