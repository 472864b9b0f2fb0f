package scaffold_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"daoyin/internal/scaffold"
)

func TestGoodNames(t *testing.T) {
	for _, name := range []string{"x", "gongshang-rending", "2026", "a.b", "a_b", "A", "工伤认定怎么办", "公告〔2026〕1号",
		"con-1", "com10", "console", "nullum", strings.Repeat("长", 60)} {
		root := newRoot(t)
		written, err := scaffold.Create(root, nil, scaffold.Guide, name, today)
		if want := []string{"content/guides/" + name + ".md"}; err != nil || !slices.Equal(written, want) {
			t.Errorf("%q: wrote %q, %v", name, written, err)
		}
	}
}

func TestBadNames(t *testing.T) {
	bad := []string{"", ".", "..", ".x", "-x", "x.", ".md", "a/b", `a\b`, "../x", "/x", "c:x", "a b", "a\u3000b", "a\u00a0b", " x", "x\n",
		"a\x00b", "a\x7fb", "a\u200bb", "a\u202eb", "\xff", "con", "CON", "Nul", "aux.x", "prn", "com1", "LPT9", "com¹", "a？b?", "费用#1",
		"a'b", `a"b`, strings.Repeat("长", 61)}
	for _, kind := range []scaffold.Kind{scaffold.Guide, scaffold.FAQ, scaffold.Notice, scaffold.Site} {
		for _, name := range bad {
			if name == ".md" && kind == scaffold.Site {
				continue
			}
			root := newRoot(t)
			written, err := scaffold.Create(root, nil, kind, name, today)
			refused, ok := errors.AsType[*scaffold.NameError](err)
			if !ok || written != nil {
				t.Errorf("%v %q: wrote %q, %v; want a NameError", kind, name, written, err)
				continue
			}
			if !strings.HasSuffix(refused.Why, "。") {
				t.Errorf("%v %q: %q is no sentence", kind, name, refused.Why)
			}
			if found := entries(t, root); len(found) > 0 {
				t.Errorf("%v %q: left %q", kind, name, found)
			}
		}
	}
}

func FuzzName(f *testing.F) {
	for _, name := range []string{"gongshang-rending", "工伤认定", "x.md", "../x", `a\b`, "con.md", "a\u202eb", "\xff", ".md.md"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		root := newRoot(t)
		written, err := scaffold.Create(root, nil, scaffold.FAQ, name, today)
		if err != nil {
			if _, ok := errors.AsType[*scaffold.NameError](err); !ok {
				t.Fatalf("%q passed as a name, but: %v", name, err)
			}
			if found := entries(t, root); len(found) > 0 {
				t.Fatalf("%q: left %q", name, found)
			}
			return
		}
		if found := files(t, root); !slices.Equal(found, written) || !strings.HasPrefix(found[0], "content/faq/") {
			t.Fatalf("%q: told of %q, but wrote %q", name, written, found)
		}
	})
}
