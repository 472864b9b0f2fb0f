package compact

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/html"
)

var (
	blockNames  = strings.Fields("html head body address article aside blockquote br caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre listing search section summary table tbody td tfoot th thead tr ul")
	betweenTags = regexp.MustCompile(`>\s+<`)
	anySpace    = regexp.MustCompile(`\s+`)
	comments    = regexp.MustCompile(`(?s)<!--.*?-->`)
)

// shown is what a reader and a program get of a page, found out in another
// way than the package does it: the minifier's lexer makes the tokens, and white
// space is laid out as CSS has it. Each tag, each attribute and each word is a
// string of its own, "_" is a space that shows.
func shown(page []byte) []string {
	var out []string
	lineStart, space, kept := true, -1, 0 // space: index in out of a space that shows unless a block follows
	endLine := func() {
		if space >= 0 {
			out = slices.Delete(out, space, space+1)
		}
		lineStart, space = true, -1
	}
	raw := ""
	lexer := html.NewLexer(parse.NewInputBytes(bytes.Clone(page)))
	for {
		kind, data := lexer.Next()
		text := string(data)
		name := strings.ToLower(string(lexer.Text()))
		switch kind {
		case html.ErrorToken:
			return out
		case html.CommentToken:
		case html.AttributeToken:
			out = append(out, name+string(bytes.TrimSpace(lexer.AttrVal())))
		case html.SVGToken:
			lineStart, space = false, -1
			out = append(out, drawingShown(text)...)
		case html.StartTagToken, html.EndTagToken:
			raw = ""
			if kind == html.StartTagToken {
				raw = name
			}
			tag := strings.TrimRight(strings.ToLower(strings.Join(strings.Fields(text), "")), ">")
			if slices.Contains(blockNames, name) {
				endLine()
			} else if slices.Contains([]string{"img", "input", "button", "select", "textarea", "iframe"}, name) {
				lineStart, space = false, -1
			}
			if name == "pre" || name == "listing" {
				kept += map[html.TokenType]int{html.StartTagToken: 1, html.EndTagToken: -1}[kind]
			}
			out = append(out, tag)
		case html.TextToken:
			switch {
			case raw == "style":
				if short, err := CSS([]byte(text)); err == nil {
					text = string(short)
				}
				out = append(out, text)
			case raw == "script":
				if short, err := JS([]byte(text)); err == nil {
					text = string(short)
				}
				out = append(out, text)
			case kept > 0 || raw == "textarea" || raw == "title" || raw == "xmp" || raw == "iframe":
				out = append(out, text)
				lineStart, space = false, -1
			default:
				for _, part := range regexp.MustCompile(`[ \t\n\r\f]+|[^ \t\n\r\f]+`).FindAllString(text, -1) {
					if strings.Trim(part, " \t\n\r\f") != "" {
						out = append(out, part)
						lineStart, space = false, -1
					} else if !lineStart && space < 0 {
						space = len(out)
						out = append(out, "_")
					}
				}
			}
		case html.StartTagCloseToken, html.StartTagVoidToken, html.DoctypeToken:
			out = append(out, strings.ToLower(text))
		default:
			out = append(out, text)
		}
	}
}

// drawingShown is what is shown of an inline drawing: white space within text.
func drawingShown(svg string) []string {
	var out []string
	svg = comments.ReplaceAllString(svg, "")
	for i, part := range regexp.MustCompile(`<text|</text>`).Split(svg, -1) {
		if i%2 == 0 {
			part = anySpace.ReplaceAllString(betweenTags.ReplaceAllString(">"+part+"<", "><"), " ")
		}
		out = append(out, part)
	}
	return out
}

// sameShown returns where two pages begin to differ.
func sameShown(a, b []byte) (string, string, bool) {
	x, y := shown(a), shown(b)
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return strings.Join(x[max(0, i-3):min(len(x), i+3)], "|"), strings.Join(y[max(0, i-3):min(len(y), i+3)], "|"), false
		}
	}
	if len(x) != len(y) {
		n := min(len(x), len(y))
		return strings.Join(x[n:], "|"), strings.Join(y[n:], "|"), false
	}
	return "", "", true
}
