package compact

// kind is what matters of an element when its surroundings are shortened.
type kind uint8

const (
	inline    kind = iota // white space around it shows; also every unknown element
	phrase                // inline, and white space at its start goes on from before it
	block                 // white space around it does not show
	invisible             // shows nothing, so white space goes on across it
	keeping               // white space inside it shows: pre
	drawing               // svg
	drawnText             // svg's text: white space inside it shows
	foreign               // foreignObject: a document inside a drawing
	plaintext             // never ends

	// In these there are no elements, only characters up to the end tag.
	script
	style
	title
	textarea
	iframe
	xmp
	noembed
	noframes
)

// rawName is the element's name if there are no elements in it, or "".
func (k kind) rawName() string {
	switch k {
	case script:
		return "script"
	case style:
		return "style"
	case title:
		return "title"
	case textarea:
		return "textarea"
	case iframe:
		return "iframe"
	case xmp:
		return "xmp"
	case noembed:
		return "noembed"
	case noframes:
		return "noframes"
	}
	return ""
}

// kindOf knows an element by its name, in any case of letters.
func kindOf(name []byte) kind {
	var buffer [16]byte
	if len(name) > len(buffer) {
		return inline
	}
	lower := buffer[:len(name)]
	for i, c := range name {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	switch string(lower) {
	case "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "col", "colgroup", "dd", "details",
		"dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
		"h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav",
		"ol", "optgroup", "option", "p", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul":
		return block
	case "a", "abbr", "b", "bdi", "bdo", "cite", "data", "del", "dfn", "em", "font", "i", "ins", "label", "mark", "q", "s", "small",
		"span", "strong", "sub", "sup", "time", "u", "var":
		return phrase
	case "area", "base", "link", "meta", "param", "source", "track":
		return invisible
	case "pre", "listing":
		return keeping
	case "svg":
		return drawing
	case "text":
		return drawnText
	case "foreignobject":
		return foreign
	case "plaintext":
		return plaintext
	case "script":
		return script
	case "style":
		return style
	case "title":
		return title
	case "textarea":
		return textarea
	case "iframe":
		return iframe
	case "xmp":
		return xmp
	case "noembed":
		return noembed
	case "noframes":
		return noframes
	}
	return inline
}
