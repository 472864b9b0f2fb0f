package scaffold_test

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"daoyin"
	"daoyin/internal/calendar"
	"daoyin/internal/scaffold"
)

var today = calendar.Date{Year: 2026, Month: 12, Day: 4}

func TestWords(t *testing.T) {
	for word, want := range map[string]scaffold.Kind{
		"guide": scaffold.Guide, "faq": scaffold.FAQ, "notice": scaffold.Notice, "poster": scaffold.Poster, "screen": scaffold.Screen, "site": scaffold.Site,
		"指南": scaffold.Guide, "问答": scaffold.FAQ, "公告": scaffold.Notice, "海报": scaffold.Poster, "大屏": scaffold.Screen, "网站": scaffold.Site,
		"FAQ": scaffold.FAQ, "Guide": scaffold.Guide,
	} {
		if k, known := scaffold.KindOf(word); !known || k != want {
			t.Errorf("KindOf(%q) = %v, %v; want %v", word, k, known, want)
		}
	}
	for _, word := range []string{"", "screens", "posters", "屏", "guides", "指南 "} {
		if k, known := scaffold.KindOf(word); known {
			t.Errorf("KindOf(%q) = %v; want unknown", word, k)
		}
	}
	for _, word := range scaffold.Words() {
		if _, known := scaffold.KindOf(word); !known {
			t.Errorf("Words has %q, which KindOf does not know", word)
		}
	}
}

func TestPages(t *testing.T) {
	for kind, want := range map[scaffold.Kind]string{
		scaffold.Guide:  "content/guides/gongshang-rending.md",
		scaffold.FAQ:    "content/faq/gongshang-rending.md",
		scaffold.Notice: "content/notices/gongshang-rending.md",
	} {
		root := newRoot(t)
		written, err := scaffold.Create(root, nil, kind, "gongshang-rending", today)
		if err != nil || !slices.Equal(written, []string{want}) {
			t.Errorf("%v: wrote %q, %v; want %q", kind, written, err, want)
			continue
		}
		text := read(t, root, want)
		checkText(t, want, text)
		for _, part := range []string{"\ndraft: true ", "（gongshang-rending）", "2026-12-04"} {
			if !strings.Contains(text, part) {
				t.Errorf("%v: no %q in the file", kind, part)
			}
		}
		if kind == scaffold.Notice && !strings.Contains(text, "\nuntil: 2027-01-03 ") {
			t.Errorf("a notice is not shown for 30 days:\n%s", text)
		}
	}
}

func TestEndingMayBeGiven(t *testing.T) {
	root := newRoot(t)
	written, err := scaffold.Create(root, nil, scaffold.FAQ, "feiyong.md", today)
	if want := []string{"content/faq/feiyong.md"}; err != nil || !slices.Equal(written, want) {
		t.Errorf("wrote %q, %v; want %q", written, err, want)
	}
}

func TestSite(t *testing.T) {
	root := newRoot(t)
	written, err := scaffold.Create(root, daoyin.Files, scaffold.Site, "xinfang", today)
	if err != nil {
		t.Fatal(err)
	}
	if found := files(t, root); !slices.Equal(slices.Sorted(slices.Values(written)), found) {
		t.Errorf("told of %q, but wrote %q", written, found)
	}
	for _, name := range []string{"使用说明.txt", "content/site.yaml", "content/index.md", "content/guides.md", "content/faq.md",
		"content/notices.md", "content/laws.md", "content/contact.md", "content/guides/xinfang.md", "content/guides/zhao-shui.md",
		"content/guides/laifang.md", "content/notices/shi-yunxing.md", "content/calendar.yaml", "content/laws/xinfang-gongzuo-tiaoli.yaml"} {
		if !slices.Contains(written, "xinfang/"+name) {
			t.Errorf("no %s", name)
		}
	}
	for _, file := range written {
		text, inside := read(t, root, file), strings.TrimPrefix(file, "xinfang/")
		if builtin, err := fs.ReadFile(daoyin.Files, inside); err == nil {
			if text != string(builtin) {
				t.Errorf("%s is not the built-in one", file)
			}
			continue
		}
		checkText(t, file, text)
	}
	if settings := read(t, root, "xinfang/content/site.yaml"); !strings.Contains(settings, "\nexample: true ") {
		t.Error("the new site is not marked as an example")
	}
	if notice := read(t, root, "xinfang/content/notices/shi-yunxing.md"); !strings.Contains(notice, "\ndate: 2026-12-04\n") {
		t.Error("the new site's notice is not of today")
	}
}

// checkText holds a furnished file to what all of them owe: nothing left to
// fill in, readable everywhere, no fact that only looks true.
func checkText(t *testing.T, file, text string) {
	t.Helper()
	for _, bad := range []string{"{{", "}}", "\r", "\t", "\ufeff", " \n", "永安", "0598", "「", "……\n\n\n"} {
		if strings.Contains(text, bad) {
			t.Errorf("%s contains %q", file, bad)
		}
	}
	if !utf8.ValidString(text) || !strings.HasSuffix(text, "\n") || strings.HasSuffix(text, "\n\n") {
		t.Errorf("%s is not UTF-8 or does not end with one line end", file)
	}
	for line := range strings.Lines(text) {
		if strings.Contains(line, "××") && !strings.Contains(line, "示例") && !strings.HasPrefix(line, "# ") {
			t.Errorf("%s: a placeholder that does not say so: %s", file, line)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	a, b := newRoot(t), newRoot(t)
	first, err1 := scaffold.Create(a, daoyin.Files, scaffold.Site, "x", today)
	second, err2 := scaffold.Create(b, daoyin.Files, scaffold.Site, "x", today)
	if err1 != nil || err2 != nil || !slices.Equal(first, second) {
		t.Fatalf("wrote %q, %v, then %q, %v", first, err1, second, err2)
	}
	for _, file := range first {
		if read(t, a, file) != read(t, b, file) {
			t.Errorf("%s differs", file)
		}
	}
}

func TestNeverOverwrites(t *testing.T) {
	tests := []struct {
		there, path string // what stands there, and what is told to stand there
		kind        scaffold.Kind
	}{
		{"content/guides/x.md", "content/guides/x.md", scaffold.Guide},
		{"content/guides/X.MD", "content/guides/X.MD", scaffold.Guide}, // the same file on Windows
		{"content/faq/x.md/y", "content/faq/x.md", scaffold.FAQ},
		{"content/notices/x.md", "content/notices/x.md", scaffold.Notice},
		{"x/content/site.yaml", "x", scaffold.Site},
		{"x/anything", "x", scaffold.Site},
		{"x", "x", scaffold.Site},
	}
	for _, test := range tests {
		root := newRoot(t)
		put(t, root, test.there)
		written, err := scaffold.Create(root, daoyin.Files, test.kind, "x", today)
		there, ok := errors.AsType[*scaffold.ExistsError](err)
		if !ok || there.Path != test.path || written != nil {
			t.Errorf("over %s: wrote %q, %v; want an ExistsError for %s", test.there, written, err, test.path)
		}
		if found := files(t, root); !slices.Equal(found, []string{test.there}) || read(t, root, test.there) != "mine" {
			t.Errorf("over %s: now there is %q", test.there, found)
		}
	}
}

func TestEmptyFolderIsUsed(t *testing.T) {
	root := newRoot(t)
	if err := root.Mkdir("x", 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := scaffold.Create(root, daoyin.Files, scaffold.Site, "x", today); err != nil {
		t.Error(err)
	}
}

func TestFailureLeavesNothing(t *testing.T) {
	calendar := &fstest.MapFile{Data: []byte("years: {}\n")}
	tests := []struct {
		name    string
		builtin fs.FS
	}{
		{"no calendar", fstest.MapFS{"content/laws/a.yaml": {}}},
		{"no laws", fstest.MapFS{"content/calendar.yaml": calendar}},
		// No system takes a name that long: the write fails when others are done.
		{"half-way", fstest.MapFS{"content/calendar.yaml": calendar, "content/laws/" + strings.Repeat("法", 300): {}}},
	}
	for _, test := range tests {
		root := newRoot(t)
		put(t, root, "mine")
		if written, err := scaffold.Create(root, test.builtin, scaffold.Site, "x", today); err == nil || written != nil {
			t.Errorf("%s: wrote %q, %v", test.name, written, err)
		}
		if found := entries(t, root); !slices.Equal(found, []string{"mine"}) {
			t.Errorf("%s: left behind %q", test.name, found)
		}
		if err := root.Mkdir("x", 0o755); err != nil {
			t.Fatal(err)
		}
		if _, err := scaffold.Create(root, test.builtin, scaffold.Site, "x", today); err == nil {
			t.Errorf("%s: no error", test.name)
		}
		if found := entries(t, root); !slices.Equal(found, []string{"mine", "x"}) {
			t.Errorf("%s: of an empty folder it left %q", test.name, found)
		}
	}
}

func TestPageThatCannotBeWrittenLeavesNoFolders(t *testing.T) {
	root := newRoot(t)
	put(t, root, "content/guides") // a file where a folder should be
	if written, err := scaffold.Create(root, nil, scaffold.Guide, "x", today); err == nil || written != nil {
		t.Errorf("wrote %q, %v", written, err)
	}
	if found := entries(t, root); !slices.Equal(found, []string{"content", "content/guides"}) {
		t.Errorf("left %q", found)
	}
}

func BenchmarkSite(b *testing.B) {
	root, err := os.OpenRoot(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer root.Close()
	for b.Loop() {
		if _, err := scaffold.Create(root, daoyin.Files, scaffold.Site, "x", today); err != nil {
			b.Fatal(err)
		}
		if err := root.RemoveAll("x"); err != nil {
			b.Fatal(err)
		}
	}
}

func newRoot(t *testing.T) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

func put(t *testing.T, root *os.Root, name string) {
	t.Helper()
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := root.WriteFile(name, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, root *os.Root, name string) string {
	t.Helper()
	text, err := root.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// files returns the files of root, and entries its folders too, sorted.
func files(t *testing.T, root *os.Root) []string {
	return slices.DeleteFunc(entries(t, root), func(p string) bool {
		info, err := root.Stat(p)
		return err != nil || info.IsDir()
	})
}

func entries(t *testing.T, root *os.Root) []string {
	t.Helper()
	var all []string
	err := fs.WalkDir(root.FS(), ".", func(p string, _ fs.DirEntry, err error) error {
		if p != "." {
			all = append(all, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}
