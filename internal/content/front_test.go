package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"daoyin/internal/flow"
	"daoyin/internal/markdown"
	"daoyin/internal/problem"
)

func told(problems *problem.List) []string {
	var all []string
	for _, p := range problems.Sorted() {
		all = append(all, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Code))
	}
	return all
}

func TestFrontMatterIsPartedFromTheBody(t *testing.T) {
	const front = "title: 甲\nweight: 1\n"
	for name, c := range map[string]struct {
		text     string
		front    string
		body     string
		bodyLine int
	}{
		"as it should be":         {"---\n" + front + "---\n正文\n", front, "正文\n", 5},
		"full-width dashes":       {"－－－\n" + front + "－－－\n正文\n", front, "正文\n", 5},
		"a word processor's":      {"———\n" + front + "———\n正文\n", front, "正文\n", 5},
		"two long dashes":         {"——\n" + front + "——\n正文\n", front, "正文\n", 5},
		"of two kinds":            {"---\n" + front + "———\n正文\n", front, "正文\n", 5},
		"many dashes":             {"-----\n" + front + "-----\n正文\n", front, "正文\n", 5},
		"drawn lines":             {"───\n" + front + "───\n正文\n", front, "正文\n", 5},
		"blanks behind":           {"--- \t\n" + front + "---　\n正文\n", front, "正文\n", 5},
		"blank lines before":      {"\n 　\t\n\n---\n" + front + "---\n正文\n", front, "正文\n", 8},
		"blank lines after":       {"---\n" + front + "---\n\n\n正文", front, "\n\n正文", 5},
		"no body":                 {"---\n" + front + "---\n", front, "", 5},
		"no body, no line end":    {"---\n" + front + "---", front, "", 5},
		"nothing between":         {"---\n---\n正文\n", "", "正文\n", 3},
		"nothing at all between":  {"---\n---", "", "", 3},
		"a line across the body":  {"---\n" + front + "---\n正文\n---\n后文\n", front, "正文\n---\n后文\n", 5},
		"dashes inside the front": {"---\ntitle: 甲---乙\n---\n", "title: 甲---乙\n", "", 4},
	} {
		var problems problem.List
		front, body, bodyLine, ok := splitFront("content/x.md", c.text, &problems)
		if !ok || front != c.front || body != c.body || bodyLine != c.bodyLine || problems.Len() > 0 {
			t.Errorf("%s: %q, %q, line %d, %v %v", name, front, body, bodyLine, ok, problems.Sorted())
		}
	}
}

func TestFrontMatterThatIsNone(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "1:0 front-missing"},
		{"\n\n", "3:0 front-missing"},
		{"正文\n", "1:0 front-missing"},
		{"\n\n正文\n", "3:0 front-missing"},
		{"title: 甲\n---\n正文\n", "1:0 front-missing"},
		{"-\ntitle: 甲\n-\n", "1:0 front-missing"},
		{"--- 说明栏\ntitle: 甲\n---\n", "1:0 front-missing"},
		{"---\ntitle: 甲\n\n正文\n", "1:0 front-open"},
		{"\n---\ntitle: 甲", "2:0 front-open"},
		{"---", "1:0 front-open"},
		{"---\n", "1:0 front-open"},
	} {
		var problems problem.List
		if _, _, _, ok := splitFront("content/x.md", c.text, &problems); ok || !slices.Equal(told(&problems), []string{c.want}) {
			t.Errorf("%q: %v, want %s", c.text, told(&problems), c.want)
		}
	}
}

// Whatever the text, its parts are where they are said to be.
func FuzzSplitFront(f *testing.F) {
	f.Add("\n---\ntitle: 甲\n---\n正文\n")
	f.Add("－－－\n——\n")
	f.Add("---\n\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		var problems problem.List
		front, body, bodyLine, ok := splitFront("content/x.md", text, &problems)
		if ok == (problems.Len() > 0) {
			t.Fatalf("%q: %v, %v", text, ok, problems.Sorted())
		}
		for _, p := range problems.Sorted() {
			if p.Line < 1 || p.Line > 1+strings.Count(text, "\n") {
				t.Errorf("%q: line %d", text, p.Line)
			}
		}
		if !ok {
			return
		}
		if !strings.HasSuffix(text, body) || !strings.Contains(text, front) {
			t.Fatalf("%q is parted into %q and %q", text, front, body)
		}
		before := strings.TrimSuffix(text, body)
		if body != "" && 1+strings.Count(before, "\n") != bodyLine {
			t.Errorf("%q: the body begins on line %d, not %d", text, 1+strings.Count(before, "\n"), bodyLine)
		}
	})
}

// Places of front matter and body are those of the file, whatever stands
// before them and however its lines end.
func TestPlacesOnAPageAreThoseOfTheFile(t *testing.T) {
	parser := markdown.NewParser(flow.RouteMap.String(), flow.GuideMap.String())
	text := "\n\n－－－\ntitle：甲\nwieght: 1\n－－－\n\n见[乙](yi.md)。\n"
	for _, ends := range []string{"\n", "\r\n", "\r"} {
		var problems problem.List
		p := ParsePage(parser, "content/guides/x.md", []byte(strings.ReplaceAll(text, "\n", ends)), &problems)
		if p == nil || !slices.Equal(told(&problems), []string{"5:1 data-unknown"}) {
			t.Fatalf("ends %q: %v", ends, problems.Sorted())
		}
		if at := p.Front.Title.At; at.Line != 4 || at.Column != 7 {
			t.Errorf("ends %q: title at %+v", ends, at)
		}
		if len(p.Doc.Links) != 1 || p.Doc.Links[0].At.Line != 8 {
			t.Errorf("ends %q: links %+v", ends, p.Doc.Links)
		}
	}
}

func TestFrontMatterFitsThePage(t *testing.T) {
	parser := markdown.NewParser(flow.RouteMap.String(), flow.GuideMap.String())
	for _, c := range []struct {
		source, front string
		want          []string
	}{
		{"content/guides/x.md", "title: 甲\n", nil},
		{"content/guides/x.md", "weight: 1\n", []string{"1:0 data-missing"}},
		{"content/guides/x.md", "", []string{"1:0 data-missing"}},
		{"content/guides/x.md", "titel: 甲\n", []string{"2:1 data-unknown"}}, // told once
		{"content/guides/x.md", "titel: 甲\ntitle: 乙\n", []string{"2:1 data-unknown"}},
		{"content/guides/x.md", "colour: 甲\n", []string{"1:0 data-missing", "2:1 data-unknown"}},
		{"content/notices/x.md", "title: 甲\ndata: 2026-11-22\n", []string{"3:1 data-unknown"}},
		{"content/guides/x.md", "title: 甲\nnumber: a\nquestion: b\n", []string{"3:9 front-kind", "4:11 front-kind"}},
		{"content/notices/x.md", "title: 甲\ndate: 2026-11-22\nnumber: a\nissuer: b\nindex: c\n", nil},
		{"content/notices/x.md", "title: 甲\n", []string{"1:0 data-missing"}},
		{"content/faq/x.md", "question: 甲？\nshort: 乙\n", nil},
		{"content/x.md", "title: 甲\nfrom: 2026-11-22\nuntil: 2026-11-22\n", nil}, // one whole day
		{"content/x.md", "title: 甲\nfrom: 2026-11-22 09:00\nuntil: 2026-11-22 09:00\n", []string{"1:0 front-dates"}},
		{"content/x.md", "title: 甲\nfrom: 2026-11-23\nuntil: 2026-11-22\n", []string{"1:0 front-dates"}},
		{"content/x.md", "title: 甲\nslug: a/b\n", []string{"3:7 file-name"}},
	} {
		var problems problem.List
		p := ParsePage(parser, c.source, []byte("---\n"+c.front+"---\n"), &problems)
		if p == nil || !slices.Equal(told(&problems), c.want) {
			t.Errorf("%s %q: %v, want %v", c.source, c.front, problems.Sorted(), c.want)
		}
	}
}
