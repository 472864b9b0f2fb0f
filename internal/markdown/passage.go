package markdown

import (
	"bytes"
	"strconv"
	"strings"
)

// Passage is a part of a text as a medium without HTML sets it: on paper, on a
// screen. A text is its passages one after another; nothing is nested.
type Passage struct {
	Kind   PassageKind
	Level  int     // of a heading; of an item, and of what else stands under one, how deep, from 1
	Number int     // of an item of a numbered list, of a footnote; 0 if it has none
	Box    int     // which quote or alert of the text it stands in, from 1; 0 if in none
	Index  int     // AsHeading, AsFigure, AsFence: into the Doc's list of Headings, Images, Blocks
	Runs   []Run   // the words; those of a table are in Cells
	Cells  [][]Run // AsHead, AsRow: by column
}

// PassageKind tells as what a passage is set.
type PassageKind uint8

// The kinds of passages.
const (
	AsParagraph  PassageKind = iota // also each further paragraph of an item
	AsHeading                       // of the text, not of a table
	AsItem                          // of a list
	AsTerm                          // that is explained; its explanations are paragraphs
	AsHead                          // of a table: each table begins with one
	AsRow                           // of a table
	AsAlertTitle                    // opens the box of an alert: 注意
	AsCode                          // lines end with \n
	AsFigure                        // an image with its caption
	AsFence                         // a block of one of the words that NewParser was given
	AsRule                          // a line across
	AsNote                          // a footnote; all of them stand last
)

// Run is words of one look, without markup. A line break that the editor
// wrote is \n.
type Run struct {
	Text   string
	Bold   bool
	Struck bool
	Link   int // of Doc.Links, from 1; 0 if it is none
	Image  int // of Doc.Images, from 1: an image in the midst of words, without Text
	Note   int // number of the footnote whose mark stands here, without Text
}

// Words returns the text of a passage, without marks and images; cells stand
// apart by a blank.
func (p *Passage) Words() string {
	var b strings.Builder
	for i, cell := range append([][]Run{p.Runs}, p.Cells...) {
		if i > 1 {
			b.WriteByte(' ')
		}
		for _, r := range cell {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

// Passages returns the text for a medium that sets it itself. A task of a list
// begins with □, or √ when it is done.
func (d *Doc) Passages() []Passage {
	html := d.AppendHTML(make([]byte, 0, len(d.html)+perHole*len(d.holes)), numbers{})
	r := passageReader{}
	for len(html) > 0 {
		if html[0] == '<' {
			content, rest, _ := bytes.Cut(html[1:], []byte{'>'})
			html = r.tag(string(content), rest)
			continue
		}
		n := bytes.IndexByte(html, '<')
		if n < 0 {
			n = len(html)
		}
		r.text(string(appendUnescaped(nil, html[:n])))
		html = html[n:]
	}
	r.end()
	return r.out
}

// numbers puts into the HTML where in the Doc's lists a thing is.
type numbers struct{}

func (numbers) Link(i int) string              { return strconv.Itoa(i + 1) }
func (numbers) Image(i int) (string, int, int) { return strconv.Itoa(i + 1), 0, 0 }
func (numbers) Citation(int) string            { return "" }
func (numbers) Block(i int) string             { return "<fence " + strconv.Itoa(i) + ">" }

// passageReader reads a Doc's HTML.
type passageReader struct {
	out      []Passage
	now      Passage // being gathered
	open     bool
	headings int
	lists    []int // by depth: the next item's number; -1 in a list without numbers
	fresh    bool  // an item has begun and has no words yet
	boxes    int   // begun so far
	inside   []int // the boxes that are open
	note     int   // the footnote that is being read
	kind     PassageKind
	bold     int // strong elements that are open
	look     Run // of the words that come
}

// begin opens a passage of the kind that stands here.
func (r *passageReader) begin() {
	r.now, r.open = Passage{Kind: r.kind, Level: len(r.lists)}, true
	r.now.Box = r.box()
	switch {
	case r.kind != AsParagraph:
	case r.fresh && r.note > 0 && len(r.lists) == 1:
		r.now.Kind, r.now.Number = AsNote, r.note
	case r.fresh:
		r.now.Kind = AsItem
		if last := &r.lists[len(r.lists)-1]; *last >= 0 {
			r.now.Number = *last
			*last++
		}
	}
	r.fresh = false
}

func (r *passageReader) box() int {
	if len(r.inside) == 0 {
		return 0
	}
	return r.inside[len(r.inside)-1]
}

// end closes the passage that is open, if any.
func (r *passageReader) end() {
	if !r.open {
		return
	}
	r.open = false
	trim(&r.now.Runs, r.now.Kind)
	for i := range r.now.Cells {
		trim(&r.now.Cells[i], AsRow)
	}
	if len(r.now.Runs) > 0 || r.now.Kind == AsHead || r.now.Kind == AsRow || r.now.Kind == AsFigure {
		r.out = append(r.out, r.now)
	}
}

// trim takes white space from both ends.
func trim(runs *[]Run, kind PassageKind) {
	cutset := " \n"
	if kind == AsCode {
		cutset = "\n"
	}
	list := *runs
	for len(list) > 0 && isWords(list[0]) {
		if list[0].Text = strings.TrimLeft(list[0].Text, cutset); list[0].Text != "" {
			break
		}
		list = list[1:]
	}
	for n := len(list) - 1; n >= 0 && isWords(list[n]); n-- {
		if list[n].Text = strings.TrimRight(list[n].Text, cutset); list[n].Text != "" {
			break
		}
		list = list[:n]
	}
	*runs = list
}

func isWords(r Run) bool { return r.Image == 0 && r.Note == 0 }

// put adds a run to the passage or the last cell.
func (r *passageReader) put(run Run) {
	if !r.open {
		r.begin()
	}
	runs := &r.now.Runs
	if r.now.Kind == AsHead || r.now.Kind == AsRow {
		if len(r.now.Cells) == 0 {
			return
		}
		runs = &r.now.Cells[len(r.now.Cells)-1]
	}
	if n := len(*runs); n > 0 && isWords(run) {
		last := &(*runs)[n-1]
		like := *last
		like.Text = run.Text
		if like == run {
			last.Text += run.Text
			return
		}
	}
	*runs = append(*runs, run)
}

func (r *passageReader) text(words string) {
	if !r.open && strings.TrimSpace(words) == "" {
		return
	}
	run := r.look
	run.Text = words
	r.put(run)
}

// tag reads a tag, without its < and >, and returns what is left of rest.
func (r *passageReader) tag(content string, rest []byte) []byte {
	name, attributes, _ := strings.Cut(content, " ")
	if r.inline(name, attributes, rest) {
		if name == "sup" || name == "a" && strings.Contains(attributes, `class="back"`) {
			_, rest, _ = bytes.Cut(rest, []byte("</"+name+">"))
		}
		return rest
	}
	if name == "td" || name == "th" {
		r.now.Cells = append(r.now.Cells, nil)
		return rest
	}
	if name == "/td" || name == "/th" {
		return rest
	}
	r.end()
	if end, ok := strings.CutPrefix(name, "/"); ok {
		r.closed(end)
	} else {
		r.opened(name, attributes)
	}
	return rest
}

// inline reads a tag within words, and tells whether it was one.
func (r *passageReader) inline(name, attributes string, rest []byte) bool {
	switch name {
	case "strong":
		r.bold++
	case "/strong":
		r.bold--
	case "del":
		r.look.Struck = true
	case "/del":
		r.look.Struck = false
	case "a":
		r.look.Link = digits(attribute(attributes, "href"))
	case "/a":
		r.look.Link = 0
	case "sup":
		_, mark, _ := bytes.Cut(rest, []byte("#fn-"))
		mark, _, _ = bytes.Cut(mark, []byte(`"`))
		r.put(Run{Note: digits(string(mark))})
	case "br":
		r.text("\n")
	case "input":
		box := "□"
		if strings.Contains(attributes, "checked") {
			box = "√"
		}
		r.text(box)
	case "img":
		image := digits(attribute(attributes, "src"))
		if r.open && r.now.Kind == AsFigure {
			r.now.Index = image - 1
		} else {
			r.put(Run{Image: image, Link: r.look.Link})
		}
	case "code", "/code", "em", "/em", "span", "/span":
	default:
		return false
	}
	r.look.Bold = r.bold > 0
	return true
}

func (r *passageReader) opened(name, attributes string) {
	switch name {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		r.kind = AsHeading
		r.begin()
		r.now.Level, r.now.Index = int(name[1]-'0'), r.headings
		r.headings++
	case "ul":
		r.lists = append(r.lists, -1)
	case "ol":
		first := 1
		if start := attribute(attributes, "start"); start != "" {
			first = digits(start)
		}
		r.lists = append(r.lists, first)
	case "li":
		r.fresh = true
		if id, ok := strings.CutPrefix(attribute(attributes, "id"), "fn-"); ok {
			r.note = digits(id)
		}
	case "blockquote", "div":
		if name == "blockquote" || strings.Contains(attributes, `class="alert`) {
			r.boxes++
			r.inside = append(r.inside, r.boxes)
		} else {
			r.inside = append(r.inside, r.box()) // of a table
		}
	case "p":
		if strings.Contains(attributes, "alert-title") {
			r.kind = AsAlertTitle
			r.begin()
		}
	case "thead":
		r.kind = AsHead
	case "tbody":
		r.kind = AsRow
	case "tr":
		r.begin()
	case "dt":
		r.kind = AsTerm
	case "pre":
		r.kind = AsCode
	case "figure":
		r.kind = AsFigure
		r.begin()
	case "figcaption":
		r.resume()
	case "fence":
		r.out = append(r.out, Passage{Kind: AsFence, Level: len(r.lists), Index: digits(attributes)})
	case "hr":
		r.out = append(r.out, Passage{Kind: AsRule, Level: len(r.lists)})
	}
}

// resume opens the last passage again: a caption belongs to its figure.
func (r *passageReader) resume() {
	last := len(r.out) - 1
	r.now, r.open, r.out = r.out[last], true, r.out[:last]
}

func (r *passageReader) closed(name string) {
	switch name {
	case "ul", "ol":
		r.lists = r.lists[:len(r.lists)-1]
	case "li":
		r.fresh = false
	case "blockquote", "div":
		r.inside = r.inside[:len(r.inside)-1]
	}
	if name != "tr" && name != "td" && name != "th" { // the next row is one too
		r.kind = AsParagraph
	}
}

// attribute returns the value of an attribute; they are written here, and
// always with quotes.
func attribute(attributes, name string) string {
	_, value, _ := strings.Cut(" "+attributes, " "+name+`="`)
	value, _, _ = strings.Cut(value, `"`)
	return value
}

// digits returns the number that s is, 0 if it is none.
func digits(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
