package plan

import (
	"net/url"
	"path"
	"strings"
	"testing"
)

func TestHref(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"index.html", "guides.html", "guides.html"},
		{"index.html", "guides/fucha.html", "guides/fucha.html"},
		{"guides/fucha.html", "index.html", "../index.html"},
		{"guides/fucha.html", "guides/fuhe.html", "fuhe.html"},
		{"guides/fucha.html", "guides/fucha.html", "fucha.html"},
		{"guides/fucha.html", "guides.html", "../guides.html"},
		{"guides/a/b.html", "guides/c/d.html", "../c/d.html"},
		{"guides/a/b.html", "faq/c.html", "../../faq/c.html"},
		{"guides.html", "guides/a.html", "guides/a.html"},
		{"guides2/a.html", "guides/a.html", "../guides/a.html"},
		{"tags/放假.html", "tags/接访安排.html", "%E6%8E%A5%E8%AE%BF%E5%AE%89%E6%8E%92.html"},
		{"index.html", "guides/a b.html", "guides/a%20b.html"},
		{"index.html", "guides/100%.html", "guides/100%25.html"},
		{"index.html", "guides/a?b#c.html", "guides/a%3Fb%23c.html"},
		{"index.html", "notices-2.html", "notices-2.html"},
		{"index.html", "assets/Base_1.css", "assets/Base_1.css"},
	} {
		if got := Href(c.from, c.to); got != c.want {
			t.Errorf("from %s to %s: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

// A browser that follows the address from one page arrives at the other.
func FuzzHref(f *testing.F) {
	f.Add("guides/fucha.html", "guides/fuhe.html")
	f.Add("a/b/c/d.html", "a/b/x.html")
	f.Add("tags/放假.html", "100%/a b?.html")
	f.Fuzz(func(t *testing.T, from, to string) {
		for _, p := range []string{from, to} {
			// Output paths are clean and never hold a colon (content.badName).
			if p == "" || p != path.Clean(p) || strings.HasPrefix(p, "/") || strings.HasPrefix(p, ".") || strings.ContainsAny(p, ":\\") {
				t.Skip()
			}
		}
		base := &url.URL{Scheme: "https", Host: "www.example.gov.cn", Path: "/xinfang/" + from}
		written, err := url.Parse(Href(from, to))
		if err != nil {
			t.Fatalf("from %q to %q: %v", from, to, err)
		}
		if got := base.ResolveReference(written); got.Path != "/xinfang/"+to || got.RawQuery != "" || got.Fragment != "" || got.Host != base.Host {
			t.Errorf("from %q to %q: %s leads to %s", from, to, written, got)
		}
	})
}

func BenchmarkHref(b *testing.B) {
	for b.Loop() {
		Href("notices/n0013.html", "guides/g0007.html")
	}
}
