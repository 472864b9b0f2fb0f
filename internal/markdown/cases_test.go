package markdown

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daoyin/internal/problem"
)

var update = flag.Bool("update", false, "write what comes out into testdata/*.txt; read the difference")

// example is a case of testdata/*.txt:
//
//	=== name
//	Markdown
//	--- html
//	HTML, one block on a line; the lines are joined, ⏎ is a line break
//	--- problems
//	line:column severity code message | hint
//
// The last part may be left out.
type example struct{ name, markdown, html, problems string }

func TestExamples(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no examples", err)
	}
	p, count := NewParser("路线图", "导引图"), 0
	for _, file := range files {
		examples := readExamples(t, file)
		count += len(examples)
		for i, e := range examples {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txt")+"/"+e.name, func(t *testing.T) {
				var problems problem.List
				d := p.Parse(problem.Position{File: "x.md", Line: 1}, e.markdown, &problems)
				html, found := string(d.AppendHTML(nil, sampleSite{d})), listed(&problems)
				if err := wellFormed(html); err != nil {
					t.Errorf("%v\n%s", err, html)
				}
				if *update {
					examples[i].html, examples[i].problems = html, found
					return
				}
				if html != e.html {
					t.Errorf("%s\n got %s\nwant %s", e.markdown, html, e.html)
				}
				if found != e.problems {
					t.Errorf("%s\n got problems\n%s\nwant\n%s", e.markdown, found, e.problems)
				}
			})
		}
		if *update {
			writeExamples(t, file, examples)
		}
	}
	if count < 80 {
		t.Errorf("only %d examples", count)
	}
}

func readExamples(t *testing.T, file string) []example {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var examples []example
	for _, part := range strings.Split("\n"+string(raw), "\n=== ")[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		text, rest, _ := strings.Cut(rest+"\n", "--- html\n")
		html, problems, _ := strings.Cut(rest, "--- problems\n")
		examples = append(examples, example{
			name: name, markdown: text, problems: strings.TrimSpace(problems),
			html: strings.ReplaceAll(strings.ReplaceAll(html, "\n", ""), "⏎", "\n"),
		})
	}
	return examples
}

func writeExamples(t *testing.T, file string, examples []example) {
	var b strings.Builder
	for _, e := range examples {
		html := strings.ReplaceAll(e.html, "\n", "⏎")
		for _, end := range []string{"</p>", "</h1>", "</h2>", "</h3>", "</h4>", "</li>", "<ul>", "<ol>", "</ul>", "</ol>", "</tr>", "</pre>",
			"</blockquote>", "<blockquote>", "</div>", "</dt>", "</dd>", "<dl>", "</figure>", "<hr>", "</thead>", "<tbody>", `role="note">`} {
			html = strings.ReplaceAll(html, end, end+"\n")
		}
		fmt.Fprintf(&b, "=== %s\n%s--- html\n%s\n", e.name, e.markdown, strings.TrimRight(html, "\n"))
		if e.problems != "" {
			fmt.Fprintf(&b, "--- problems\n%s\n", e.problems)
		}
		b.WriteByte('\n')
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func listed(problems *problem.List) string {
	var lines []string
	for _, p := range problems.Sorted() {
		lines = append(lines, fmt.Sprintf("%d:%d %v %s %s | %s", p.Line, p.Column, p.Severity, p.Code, p.Message, p.Hint))
	}
	return strings.Join(lines, "\n")
}

// sampleSite knows one law and gives every other thing the address that is
// written, but for the page 隐藏.md, which is not shown.
type sampleSite struct{ d *Doc }

func (s sampleSite) Link(i int) string {
	if s.d.Links[i].Target == "隐藏.md" {
		return ""
	}
	return s.d.Links[i].Target
}

func (s sampleSite) Image(i int) (string, int, int) {
	if strings.HasSuffix(s.d.Images[i].Target, ".svg") {
		return s.d.Images[i].Target, 0, 0
	}
	return s.d.Images[i].Target, 800, 600
}

func (s sampleSite) Citation(i int) string {
	c := s.d.Citations[i]
	switch {
	case c.Law != "信访工作条例" && c.Law != "条例":
		return ""
	case c.Article.Number == 0:
		return "law.html"
	}
	return "law.html#" + c.Article.Anchor()
}

func (s sampleSite) Block(i int) string {
	return fmt.Sprintf("<div>%s：%d行</div>", s.d.Blocks[i].Info, len(s.d.Blocks[i].Lines))
}

// wellFormed tells whether all tags are closed in order and all attributes
// quoted.
func wellFormed(html string) error {
	var open []string
	for rest := html; ; {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			i = len(rest)
		}
		if strings.Contains(rest[:i], ">") {
			return fmt.Errorf("a bare > in %q", rest[:i])
		}
		if i == len(rest) {
			break
		}
		end := strings.IndexByte(rest[i:], '>')
		if end < 0 {
			return fmt.Errorf("a tag without an end: %q", rest[i:])
		}
		content := rest[i+1 : i+end]
		rest = rest[i+end+1:]
		if name, ok := strings.CutPrefix(content, "/"); ok {
			if len(open) == 0 || open[len(open)-1] != name {
				return fmt.Errorf("</%s> closes %v", name, open)
			}
			open = open[:len(open)-1]
			continue
		}
		name, attributes, _ := strings.Cut(content, " ")
		if !isLower(name) {
			return fmt.Errorf("tag %q", content)
		}
		if err := quoted(attributes); err != nil {
			return fmt.Errorf("<%s>: %w", content, err)
		}
		if !slices.Contains([]string{"br", "hr", "img", "input"}, name) {
			open = append(open, name)
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("left open: %v", open)
	}
	return nil
}

func isLower(name string) bool {
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz123456") == ""
}

func quoted(attributes string) error {
	seen := map[string]bool{}
	for attributes != "" {
		name, rest, hasValue := strings.Cut(attributes, "=")
		if word, after, alone := strings.Cut(name, " "); alone || !hasValue {
			name, rest, hasValue = word, after, false
		}
		if seen[name] {
			return fmt.Errorf("two attributes %q", name)
		}
		seen[name] = true
		if hasValue {
			if !strings.HasPrefix(rest, `"`) {
				return fmt.Errorf("attribute %q is not quoted", name)
			}
			value, after, closed := strings.Cut(rest[1:], `"`)
			if !closed || strings.ContainsAny(value, "<>") {
				return fmt.Errorf("attribute %q: %q", name, value)
			}
			rest = strings.TrimPrefix(after, " ")
		}
		attributes = rest
	}
	return nil
}
