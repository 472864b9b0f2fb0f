package law

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// shown writes citations as the texts they cover and what was read there.
func shown(text string) []string {
	var all []string
	for _, c := range Citations(text) {
		s := text[c.Start:c.End] + "=" + c.Law + " " + c.Article.String()
		if c.Paragraph > 0 || c.Item > 0 {
			s += fmt.Sprintf(" %d款 %d项", c.Paragraph, c.Item)
		}
		all = append(all, s)
	}
	return all
}

func TestCitations(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"没有提到哪部法。", nil},
		{"", nil},
		{"按照第三十四条办。", nil},
		{"见《信访工作条例》。", []string{"《信访工作条例》=信访工作条例 0"}},
		{"《信访工作条例》第三十四条", []string{"《信访工作条例》第三十四条=信访工作条例 34"}},
		{"《信访工作条例》第34条规定", []string{"《信访工作条例》第34条=信访工作条例 34"}},
		{"《信访工作条例》第３４条", []string{"《信访工作条例》第３４条=信访工作条例 34"}},
		{"《信访工作条例》第 34 条", []string{"《信访工作条例》第 34 条=信访工作条例 34"}},
		{"《信访工作条例》\n第三十四条", []string{"《信访工作条例》\n第三十四条=信访工作条例 34"}},
		{"《民法典》第一千一百六十五条", []string{"《民法典》第一千一百六十五条=民法典 1165"}},
		{"《民法典》第一〇四二条", []string{"《民法典》第一〇四二条=民法典 1042"}},
		{"《条例》第二十三条第二款", []string{"《条例》第二十三条第二款=条例 23 2款 0项"}},
		{"《条例》第三十一条第（六）项", []string{"《条例》第三十一条第（六）项=条例 31 0款 6项"}},
		{"《条例》第31条第(6)项", []string{"《条例》第31条第(6)项=条例 31 0款 6项"}},
		{"《条例》第三十一条第六项", []string{"《条例》第三十一条第六项=条例 31 0款 6项"}},
		{"《条例》第三十一条第（六)项", []string{"《条例》第三十一条第（六)项=条例 31 0款 6项"}},
		{"《行诉解释》第一条第二款第（九）项规定", []string{"《行诉解释》第一条第二款第（九）项=行诉解释 1 2款 9项"}},
		{"《刑法》第二百八十七条之一", []string{"《刑法》第二百八十七条之一=刑法 287-1"}},
		{"《刑法》第二百八十七条之二第一款", []string{"《刑法》第二百八十七条之二第一款=刑法 287-2 1款 0项"}},
		{"《刑法》第二百八十七条之规定", []string{"《刑法》第二百八十七条=刑法 287"}},
		{"《条例》第十七条、第二十条", []string{"《条例》第十七条=条例 17", "第二十条=条例 20"}},
		{"《条例》第十七条和第18条及第19条以及第20条或第21条或者第22条至第23条到第24条，第25条, 第26条",
			[]string{"《条例》第十七条=条例 17", "第18条=条例 18", "第19条=条例 19", "第20条=条例 20", "第21条=条例 21",
				"第22条=条例 22", "第23条=条例 23", "第24条=条例 24", "第25条=条例 25", "第26条=条例 26"}},
		{"《条例》第三十五条、第三十六条第二款，《行政复议法》第二十条",
			[]string{"《条例》第三十五条=条例 35", "第三十六条第二款=条例 36 2款 0项", "《行政复议法》第二十条=行政复议法 20"}},
		{"《条例》第二十条第二款、第三款", []string{"《条例》第二十条第二款=条例 20 2款 0项"}},
		{"《条例》第三十五条。第三十六条", []string{"《条例》第三十五条=条例 35"}},
		{"《条例》第三十五、三十六条", []string{"《条例》第三十五=条例 35", "三十六条=条例 36"}},
		{"《条例》第2、3、5条第二款", []string{"《条例》第2=条例 2", "3=条例 3", "5条=条例 5"}},
		{"《条例》第三十五、三十六步", []string{"《条例》=条例 0"}},
		{"《条例》，第三十五条", []string{"《条例》=条例 0"}},
		{"《关于〈信访工作条例〉的解读》第三条", []string{"《关于〈信访工作条例〉的解读》第三条=关于〈信访工作条例〉的解读 3"}},
		{"《关于贯彻《信访工作条例》的意见》", []string{"《信访工作条例》=信访工作条例 0"}},
		{"《甲》《乙》第一条《丙》", []string{"《甲》=甲 0", "《乙》第一条=乙 1", "《丙》=丙 0"}},
		{"没有关《信访工作条例第三十四条", nil},
		{"没有关《信访\n工作条例》第三十四条", nil},
		{"前面没有关《甲《乙》第二条", []string{"《乙》第二条=乙 2"}},
		{"只有关》，《》，《 》", []string{"《 》=  0"}},
		{"《条例》第零条", []string{"《条例》=条例 0"}},
		{"《条例》第十十条", []string{"《条例》=条例 0"}},
		{"《条例》第99999条", []string{"《条例》=条例 0"}},
		{"《条例》第三十四", []string{"《条例》=条例 0"}},
		{"《条例》第（三）条", []string{"《条例》第（三）条=条例 3"}},
		{"《条例》第三十四条第零款", []string{"《条例》第三十四条=条例 34"}},
		{"《条例》第三十四条第（六项", []string{"《条例》第三十四条=条例 34"}},
		{"《条例》第三十一章", []string{"《条例》=条例 0"}},
		{"𠮷🎉《条例》第五条🎉", []string{"《条例》第五条=条例 5"}},
	} {
		if got := shown(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%q:\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestArticleIDs(t *testing.T) {
	for _, c := range []struct {
		id                    ArticleID
		written, name, anchor string
	}{
		{ArticleID{Number: 34}, "34", "第三十四条", "第34条"},
		{ArticleID{287, 1}, "287-1", "第二百八十七条之一", "第287条之1"},
	} {
		if c.id.String() != c.written || c.id.Name() != c.name || c.id.Anchor() != c.anchor {
			t.Errorf("%v: %s %s %s", c.id, c.id, c.id.Name(), c.id.Anchor())
		}
	}
}

// Hostile text costs no more than its length.
func TestLongTextsDoNotHang(t *testing.T) {
	const n = 100_000
	for _, part := range []string{"《", "》", "《甲", "《甲》", "《甲》第", "第一条、", "《甲》第一条、", "第", "1", "《甲\n"} {
		Citations("《甲》第" + strings.Repeat(part, n))
	}
}

func FuzzCitations(f *testing.F) {
	f.Add("《信访工作条例》第三十四条第二款第（六）项、第 35 条之一和第３６条，《关于〈信访工作条例〉的解读》第三条《")
	f.Add("《刑法》\n第二百八十七条之二第(6)项至第一〇四二条")
	f.Add("《\xe3\x80《a》第\xff条")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, c := range Citations(text) {
			if c.Start < last || c.End <= c.Start || c.End > len(text) {
				t.Fatalf("%q: %+v after %d", text, c, last)
			}
			last = c.End
			covered := text[c.Start:c.End]
			if utf8.ValidString(text) && !utf8.ValidString(covered) {
				t.Fatalf("%q: half a character in %q", text, covered)
			}
			named := strings.HasPrefix(covered, "《"+c.Law+"》")
			if !named && !strings.HasPrefix(covered, "第") || c.Law == "" || strings.ContainsAny(c.Law, "《》\n") {
				t.Fatalf("%q: %q is said to cite %q", text, covered, c.Law)
			}
			if !named && c.Article.Number == 0 || c.Article.Number > largest || c.Paragraph > largest || c.Item > largest {
				t.Fatalf("%q: %+v", text, c)
			}
			// Written as laws write it, it is the same again.
			if utf8.ValidString(c.Law) {
				if again := Citations(official(c)); len(again) != 1 || !same(again[0], c) {
					t.Fatalf("%q: %+v is read from %q as %+v", text, c, official(c), again)
				}
			}
		}
	})
}

func official(c Citation) string {
	s := "《" + c.Law + "》"
	if c.Article.Number > 0 {
		s += c.Article.Name()
	}
	if c.Paragraph > 0 {
		s += "第" + Numeral(c.Paragraph) + "款"
	}
	if c.Item > 0 {
		s += "第（" + Numeral(c.Item) + "）项"
	}
	return s
}

func same(a, b Citation) bool {
	a.Start, a.End, b.Start, b.End = 0, 0, 0, 0
	return a == b
}

func BenchmarkCitations(b *testing.B) {
	plain := strings.Repeat("各机关要公布网上渠道、通信地址、咨询投诉电话、接待的时间和地点，以及怎么查进度和结果。", 5)
	for _, c := range []struct{ name, text string }{
		{"none", plain},
		{"two", plain + "（《信访工作条例》第三十五条、第三十六条第二款）"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(c.text)))
			for b.Loop() {
				Citations(c.text)
			}
		})
	}
}
