// Package markdown turns the running text of a page into HTML. It parses a
// text once into a Doc: HTML that is minified already, with holes where
// something is known only when a page is rendered (where a link leads, how
// large an image is). The syntax tree and the source are dropped, so that a
// site of many pages stays small; a Doc never changes and may be rendered by
// several goroutines at once.
//
// It reads CommonMark and GFM as Chinese is written: bold next to Chinese
// punctuation, lines that join without a space, addresses right behind a
// Chinese character, anchors made of a heading's own words, numbers that stay
// with their units, citations of law that become links.
//
// It does not know pages, addresses or the registry of law: a Resolver does.
// It does not judge whether a link arrives or a citation is right; it lists
// them, with their places, for those who do. Only this package uses goldmark.
package markdown

import (
	"slices"
	"strconv"
	"strings"

	"daoyin/internal/law"
	"daoyin/internal/problem"
)

// Doc is one parsed text. Read-only once parsed; the zero value is an empty
// text. All lists are in the order of the text; footnotes come last.
type Doc struct {
	Headings  []Heading
	Links     []Link
	Images    []Image
	Citations []Citation
	Blocks    []Block
	Rich      bool // there is more than headings, paragraphs, lists, tables and alerts: quotations, code, images, rules, tasks

	html  []byte
	holes []hole
}

// Heading is a heading of the text.
type Heading struct {
	Level int
	Text  string // without markup
	ID    string // unique in the Doc
	At    problem.Position
}

// Link is a link of the text, also an address that stands there bare.
type Link struct {
	Target string // as written; a bare www. address begins with http://, a mail address with mailto:
	Text   string // without markup; of an image that is a link, what it shows
	At     problem.Position
}

// Image is an image of the text.
type Image struct {
	Target string // as written
	Alt    string // what it shows, in words
	Title  string // its caption; "" if none
	At     problem.Position
}

// Citation is a place that names a law or an article, except in code. Its
// Start and End are not set.
type Citation struct {
	law.Citation
	At problem.Position
}

// Block is a fenced block of one of the words that NewParser was given.
type Block struct {
	Info  string // the word behind the fence: 路线图
	At    problem.Position
	Lines []BlockLine
}

// BlockLine is one line of a Block, without what indents the whole block.
type BlockLine struct {
	Text string
	At   problem.Position
}

// Resolver knows what a Doc cannot know. Its methods get an index into the
// Doc's list of that name and may be asked more than once.
type Resolver interface {
	Link(i int) (href string)                    // "": leave the words without a link
	Image(i int) (src string, width, height int) // in pixels; 0 if not known
	Citation(i int) (href string)                // "": leave the words without a link
	Block(i int) (html string)
}

// hole is a place of the HTML that a Resolver fills.
type hole struct {
	at    int32 // byte of Doc.html
	index int32 // into the Doc's list
	skip  int32 // bytes from at that fall away when a link has no address
	kind  holeKind
}

type holeKind uint8

const (
	linkStart holeKind = iota // <a href="…"; the rest of the tag follows in the HTML
	linkEnd
	citationStart
	citationEnd
	imageSource
	blockHole
)

// perHole is about what fills a hole.
const perHole = 32

// AppendHTML appends the text's HTML to dst. It has no line breaks but those
// of code.
func (d *Doc) AppendHTML(dst []byte, r Resolver) []byte {
	dst = slices.Grow(dst, len(d.html)+perHole*len(d.holes))
	from, inLink, inCitation := 0, false, false
	for _, h := range d.holes {
		dst = append(dst, d.html[from:h.at]...)
		from = int(h.at)
		switch h.kind {
		case linkStart:
			href := r.Link(int(h.index))
			if inLink = href != ""; inLink {
				dst = appendAnchor(dst, href)
			} else {
				from += int(h.skip)
			}
		case citationStart:
			href := r.Citation(int(h.index))
			if inCitation = href != ""; inCitation {
				dst = append(appendAnchor(dst, href), '>')
			}
		case linkEnd:
			if inLink {
				dst = append(dst, "</a>"...)
			}
		case citationEnd:
			if inCitation {
				dst = append(dst, "</a>"...)
			}
		case imageSource:
			src, width, height := r.Image(int(h.index))
			dst = appendImageSource(dst, src, width, height)
		case blockHole:
			dst = append(dst, r.Block(int(h.index))...)
		}
	}
	return append(dst, d.html[from:]...)
}

// appendAnchor leaves the tag open: a title may follow.
func appendAnchor(dst []byte, href string) []byte {
	dst = append(dst, `<a href="`...)
	dst = appendEscaped(dst, href)
	dst = append(dst, '"')
	if isExternal(href) {
		dst = append(dst, ` rel="noopener noreferrer"`...)
	}
	return dst
}

func isExternal(href string) bool {
	scheme, _, ok := strings.Cut(href, "://")
	return ok && (strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "http"))
}

func appendImageSource(dst []byte, src string, width, height int) []byte {
	dst = append(dst, ` src="`...)
	dst = appendEscaped(dst, src)
	dst = append(dst, '"')
	if width > 0 && height > 0 {
		dst = append(dst, ` width="`...)
		dst = strconv.AppendInt(dst, int64(width), 10)
		dst = append(dst, `" height="`...)
		dst = strconv.AppendInt(dst, int64(height), 10)
		dst = append(dst, '"')
	}
	return dst
}

// appendEscaped appends s as it stands in a quoted attribute.
func appendEscaped(dst []byte, s string) []byte {
	from := 0
	for i := range len(s) {
		var entity string
		switch s[i] {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case '"':
			entity = "&quot;"
		default:
			continue
		}
		dst = append(append(dst, s[from:i]...), entity...)
		from = i + 1
	}
	return append(dst, s[from:]...)
}

// appendText appends s as it stands between tags.
func appendText(dst, s []byte) []byte {
	from := 0
	for i, c := range s {
		var entity string
		switch c {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		default:
			continue
		}
		dst = append(append(dst, s[from:i]...), entity...)
		from = i + 1
	}
	return append(dst, s[from:]...)
}
