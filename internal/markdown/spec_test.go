package markdown

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"daoyin/internal/problem"
)

// encoded resolves links and images to what is written, as goldmark does.
type encoded struct{ d *Doc }

func (e encoded) Link(i int) string {
	return string(util.URLEscape([]byte(e.d.Links[i].Target), false))
}

func (e encoded) Image(i int) (string, int, int) {
	return string(util.URLEscape([]byte(e.d.Images[i].Target), false)), 0, 0
}
func (encoded) Citation(int) string { return "" }
func (encoded) Block(int) string    { return "" }

// ours takes away what we write and goldmark does not.
var ours = strings.NewReplacer(` rel="noopener noreferrer"`, "", ` loading="lazy"`, "", "<figure>", "<p>", "</figure>", "</p>")

var (
	anchorAttribute   = regexp.MustCompile(` id="[^"]*"`)
	languageAttribute = regexp.MustCompile(` class="language-[^"]*"`)
	titleCaption      = regexp.MustCompile(`<figcaption>.*?</figcaption>`)
	titleAttribute    = regexp.MustCompile(`(<(?:a|img) [^<>]*?) title="[^"]*"`)
	severalSpaces     = regexp.MustCompile(` +`)
	betweenTags       = regexp.MustCompile(`>\s+<`)
	trailingNewline   = regexp.MustCompile(`\n?</code></pre>`)
)

func comparable(s string) string {
	s = ours.Replace(s)
	s = anchorAttribute.ReplaceAllString(s, "")
	s = languageAttribute.ReplaceAllString(s, "")
	s = titleCaption.ReplaceAllString(s, "")
	s = titleAttribute.ReplaceAllString(s, "$1")
	s = trailingNewline.ReplaceAllString(s, "</code></pre>")
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\n", " "), "&quot;", `"`)
	s = severalSpaces.ReplaceAllString(s, " ")
	s = betweenTags.ReplaceAllString(s, "><")
	for _, tag := range []string{"li", "/li", "ul", "/ul", "ol", "/ol", "blockquote", "/blockquote", "p", "/p", "hr", "pre", "h1", "/h1", "h2", "/h2"} {
		s = strings.ReplaceAll(s, " <"+tag+">", "<"+tag+">")
		s = strings.ReplaceAll(s, "<"+tag+"> ", "<"+tag+">")
	}
	s = strings.ReplaceAll(s, "<br> ", "<br>")
	return strings.TrimSpace(s)
}

// TestLikeGoldmark holds our HTML against goldmark's, on the examples of the
// CommonMark specification. What we do not want to be alike is left out.
func TestLikeGoldmark(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Skip("no module cache:", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Skip("goldmark comes without its examples:", err)
	}
	var examples []struct {
		Markdown string
		Example  int
	}
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	oracle, p := goldmark.New(goldmark.WithRendererOptions(html.WithUnsafe())), NewParser()
	compared := 0
	for _, e := range examples {
		var want bytes.Buffer
		if err := oracle.Convert([]byte(e.Markdown), &want); err != nil {
			t.Fatal(err)
		}
		var problems problem.List
		d := p.Parse(problem.Position{File: "spec.md", Line: 1}, e.Markdown, &problems)
		if differs(e.Markdown, &problems) {
			continue
		}
		compared++
		if got, want := comparable(string(d.AppendHTML(nil, encoded{d}))), comparable(want.String()); got != want {
			t.Errorf("example %d: %q\n got %s\nwant %s", e.Example, e.Markdown, got, want)
		}
	}
	t.Logf("%d of %d examples compared", compared, len(examples))
	if compared < 500 {
		t.Errorf("only %d examples compared", compared)
	}
}

// differs tells whether we mean to read a text differently: no HTML, no bare
// addresses left alone, no empty ones, no space behind a space.
func differs(text string, problems *problem.List) bool {
	for _, p := range problems.Sorted() {
		if p.Code == htmlCode || p.Code == linkCode {
			return true
		}
	}
	bare := regexp.MustCompile(`(^|[^<(\[])https?://|<https?://\S+ |[a-z0-9+]@[a-z]|^` + "``` ```")
	return strings.Contains(text, "<!--") || strings.Contains(text, "{#") || bare.MatchString(text)
}
