package emit

import (
	"path/filepath"
	"testing"
)

func TestPathsThatNotEverySystemHolds(t *testing.T) {
	for _, path := range []string{
		"", ".", "..", "/a", "a/", "a//b", "../a", "a/../../b", "a/./b", "C:/a", `a\b`, "a/\xff",
		"a<b", "a>b", "a:b", `a"b`, "a|b", "a?b", "a*b", "a\nb", "a\x00b", "a\x7fb",
		"con", "CON.html", "guides/Nul.txt", "aux/x.html", "prn", "com1", "LPT9.html", "com¹", "conin$", "con .html", "con.tar.gz",
		"a.", "a ", "a./b", "a /b",
	} {
		if checkPath(path) == nil {
			t.Errorf("%q is accepted", path)
		}
	}
	for _, path := range []string{
		"index.html", "guides/信访 指南.html", "a/b/c", ".well-known/security.txt", "console.html", "com10", "com", "lpt", "a..b",
		"a{b}", "%41", "icon.con",
	} {
		if err := checkPath(path); err != nil {
			t.Error(err)
		}
	}
}

func TestClashesNameBoth(t *testing.T) {
	type put struct {
		path string
		from []string
	}
	for want, puts := range map[string][]put{
		"a/x.html is made twice: from 1.md and from 2.md, 3.md":                                    {{"a/x.html", []string{"2.md", "3.md"}}, {"a/x.html", []string{"1.md"}}},
		"A/x.html and a/x.html differ only in upper and lower case: made from 2.md and from 1.md":  {{"a/x.html", []string{"1.md"}}, {"A/x.html", []string{"2.md"}}},
		"A and a differ only in upper and lower case: made from 2.md and from 1.md":                {{"a/x.html", []string{"1.md"}}, {"A/y.html", []string{"2.md"}}},
		"É.html and é.html differ only in upper and lower case: made from 1.md and from no source": {{"É.html", []string{"1.md"}}, {"é.html", nil}},
		"a is to be a file and a folder: made from 1.md and from 2.md":                             {{"a", []string{"1.md"}}, {"a/x.html", []string{"2.md"}}},
		"manifest.json is made twice: from 1.md and from daoyin":                                   {{"manifest.json", []string{"1.md"}}},
		"a.html.gz is made twice: from 1.md and from 2.md":                                         {{"a.html", []string{"1.md"}}, {"a.html.gz", []string{"2.md"}}},
	} {
		for _, turned := range []bool{false, true} {
			f := open(t, filepath.Join(t.TempDir(), "public"), Options{Compress: true})
			if turned && len(puts) == 2 {
				puts[0], puts[1] = puts[1], puts[0]
			}
			var err error
			for _, p := range puts {
				err = f.Put(p.path, nil, p.from)
			}
			if err == nil || err.Error() != want {
				t.Errorf("got %v\nwant %s", err, want)
			}
			if err := f.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}
