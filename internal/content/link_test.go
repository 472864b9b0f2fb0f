package content

import (
	"path"
	"strings"
	"testing"
)

func TestLinksAsEditorsWriteThem(t *testing.T) {
	const page = "content/guides/laifang.md"
	here := func(source, anchor string) Target { return Target{Source: source, Anchor: anchor} }
	for written, want := range map[string]Target{
		"fucha.md":                      here("content/guides/fucha.md", ""),
		"./fucha.md":                    here("content/guides/fucha.md", ""),
		"../faq/tingzheng.md":           here("content/faq/tingzheng.md", ""),
		"../faq/tingzheng.md#听证":        here("content/faq/tingzheng.md", "听证"),
		"../faq/tingzheng.md#%E5%90%AC": here("content/faq/tingzheng.md", "听"),
		"../faq/a%20b.md":               here("content/faq/a b.md", ""),
		"../faq/100%.md":                here("content/faq/100%.md", ""),
		"../faq/x.md#100%":              here("content/faq/x.md", "100%"),
		`..\faq\tingzheng.md`:           here("content/faq/tingzheng.md", ""),
		"../laws/x.yaml#第34条":           here("content/laws/x.yaml", "第34条"),
		"../images/a.png":               here("content/images/a.png", ""),
		"../index.md":                   here("content/index.md", ""),
		"#步骤":                           here(page, "步骤"),
		"#":                             here(page, ""),
		"":                              here(page, ""),
		"fucha.md#a#b":                  here("content/guides/fucha.md", "a#b"),
		"fucha.md?x:y":                  here("content/guides/fucha.md?x:y", ""),
		"说明：甲.md":                       here("content/guides/说明：甲.md", ""),
		"https://www.12388.gov.cn":      {External: true},
		"HTTP://a.cn":                   {External: true},
		"//a.cn/x":                      {External: true},
		"mailto:a@b.cn":                 {External: true},
		"tel:12345":                     {External: true},
		"../../site.md":                 {Source: "site.md", Outside: true},
		"../../../../etc/passwd":        {Source: "../../etc/passwd", Outside: true},
		"..":                            {Source: "content", Outside: true},
		"/guides/fucha.md#a":            {Source: "content/guides/fucha.md", Anchor: "a", Outside: true}, // what may have been meant
	} {
		if got := ResolveLink(page, written); got != want {
			t.Errorf("%q: %+v, want %+v", written, got, want)
		}
	}
	if got := ResolveLink("content/about.md", "guides/fucha.md"); got != here("content/guides/fucha.md", "") {
		t.Errorf("from the content folder itself: %+v", got)
	}
}

// FuzzBeside holds the plain way to a file against the library's.
func FuzzBeside(f *testing.F) {
	for _, file := range []string{"x.md", "../faq/x.md", "../../x.md", "../../../x", "./x", "a/../b", "a//b", "", "..", "../", "a/", "../..", "../.x", "...", "a/..b", "/x"} {
		f.Add("content/guides/a.md", file)
		f.Add("content/index.md", file)
	}
	f.Fuzz(func(t *testing.T, from, file string) {
		if from != path.Clean(from) || !strings.HasPrefix(from, "content/") {
			return
		}
		if got, want := beside(from, file), path.Join(path.Dir(from), file); got != want {
			t.Errorf("%q beside %q: %q, want %q", file, from, got, want)
		}
	})
}
