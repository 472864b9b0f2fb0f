package web

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// element is an element of a page, read back.
type element struct {
	name     string
	attr     map[string]string
	children []*element
	words    string // of this element alone
}

// readMain reads the main part of a page, which is well-formed.
func readMain(t *testing.T, page string) *element {
	t.Helper()
	from, to := strings.Index(page, "<main"), strings.Index(page, "</main>")
	if from < 0 || to < 0 {
		t.Fatalf("no main part in\n%s", page)
	}
	d := xml.NewDecoder(strings.NewReader(page[from : to+len("</main>")]))
	open := []*element{{}}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return open[0]
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, page)
		}
		last := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			last.children = append(last.children, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.children = append(last.children, &element{words: string(token)})
		}
	}
}

// all returns the elements inside that a selector of names and classes, each
// inside the one before, means: "section.place p.name".
func (e *element) all(selector string) []*element {
	first, rest, more := strings.Cut(selector, " ")
	name, class, _ := strings.Cut(first, ".")
	var found []*element
	for _, c := range e.children {
		switch {
		case c.name == "" || c.name != name || class != "" && !strings.Contains(" "+c.attr["class"]+" ", " "+class+" "):
			found = append(found, c.all(selector)...)
		case more:
			found = append(found, c.all(rest)...)
		default:
			found = append(found, c)
		}
	}
	return found
}

func (e *element) text() string {
	words := e.words
	for _, c := range e.children {
		words += c.text()
	}
	return words
}

// first returns the words of the first element that a selector means, or "".
func (e *element) first(selector string) string {
	for _, x := range e.all(selector) {
		return x.text()
	}
	return ""
}

func (e *element) texts(selector string) []string {
	var all []string
	for _, x := range e.all(selector) {
		all = append(all, x.text())
	}
	return all
}
