package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"daoyin/internal/problem"
)

func parse(t testing.TB, text string) *Doc {
	t.Helper()
	var problems problem.List
	d := NewParser("路线图", "导引图").Parse(problem.Position{File: "x.md", Line: 1}, text, &problems)
	return d
}

func TestTextIsReadable(t *testing.T) {
	tests := []struct{ markdown, want string }{
		{"", ""},
		{"您收到的答复，\n可以**请求**复查。", "您收到的答复，可以请求复查。"},
		{"## 标题 {#x}\n\n文[链接](a)和`a < b && \"c\"`。\n\n- 甲\n  - 乙\n- [x] 丙", "标题\n文链接和a < b && \"c\"。\n甲\n乙\n丙"},
		{"| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |", "甲 乙\n1 2"},
		{"> [!注意]\n> 请带身份证。\n\n术语\n: 解释", "注意\n请带身份证。\n术语\n解释"},
		{"![图](a.svg \"题\")\n\n第一行\\\n第二行", "题\n第一行\n第二行"},
		{"《条例》第三条，60日[^1]。\n\n[^1]: 注。", "《条例》第三条，60日。\n注。"},
		{"甲\n\n```路线图\n标题 乙\n```\n\n丙", "甲\n丙"},
		{"a &lt;b&gt; &amp;amp;", "a <b> &amp;"},
	}
	for _, test := range tests {
		if got := parse(t, test.markdown).Text(); got != test.want {
			t.Errorf("%q\n got %q\nwant %q", test.markdown, got, test.want)
		}
	}
}

func TestExcerptEndsWithASentence(t *testing.T) {
	tests := []struct {
		markdown string
		chars    int
		want     string
	}{
		{"", 10, ""},
		{"短。", 10, "短。"},
		{"没有标点的一句", 10, "没有标点的一句"},
		{"第一句。第二句很长很长很长", 8, "第一句。"},
		{"他说“可以。”后来又来了好几次", 8, "他说“可以。”"},
		{"一二三四五六七八九十", 4, "一二三四…"},
		{"一二三，五六七", 4, "一二三…"},
		{"自收到之日起2026年内", 8, "自收到之日起…"},
		{"请用 WeChat 打开", 5, "请用…"},
		{"## 标题\n\n| 表 |\n| --- |\n\n```\n代码\n```\n\n> [!注意]\n> 正文。\n\n再说。又说", 6, "正文。再说。"},
		{"please bring\n\nyour card", 30, "please bring your card"},
		{"甲。\n\n![图](a.svg \"题\")\n\n乙[^1]。\n\n[^1]: 注", 10, "甲。乙。"},
	}
	for _, test := range tests {
		if got := parse(t, test.markdown).Excerpt(test.chars); got != test.want {
			t.Errorf("%q in %d\n got %q\nwant %q", test.markdown, test.chars, got, test.want)
		}
	}
}

func TestCharsCountAsEditorsDo(t *testing.T) {
	tests := map[string]int{
		"":                         0,
		"您好，世界！":                   4,
		"15日内 WeChat v2.0":         6, // a point ends a word
		"**粗**体`code`[链](long.md)": 4,
		"## 标题\n\n- 甲\n\n| 乙 |\n| --- |\n| 丙 |": 5,
		"```\na b 中\n```":      3,
		"```路线图\n标题 不算\n```":   0,
		"![不算](a.svg)〇１２３ Ünï": 3,
		"甲[^1]\n\n[^1]: 乙":     2,
		"䶵𠀀豈":                  3,
	}
	for text, want := range tests {
		if got := parse(t, text).Chars(); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestListsOfWhatIsInThePage(t *testing.T) {
	d := parse(t, "## **甲** `乙`\n\n[链\n接*文字*](a.md)、www.b.cn、c@d.cn、[![图**片**](e.svg)](f.md)\n\n"+
		"> ```路线图\n> 标题 甲\n>   说明 乙\n>\n> 起点 丙\n> ```\n\n《法》第三条第二款第（一）项")
	got := fmt.Sprintf("%+v", []any{
		d.Headings[0].Level, d.Headings[0].Text, d.Headings[0].ID,
		d.Links[0].Target, d.Links[0].Text, d.Links[1].Target, d.Links[1].Text, d.Links[2].Target, d.Links[3].Target, d.Links[3].Text,
		d.Images[0].Target, d.Images[0].Alt,
		d.Blocks[0].Info, len(d.Blocks[0].Lines),
		d.Citations[0].Law, d.Citations[0].Article, d.Citations[0].Paragraph, d.Citations[0].Item,
	})
	want := "[2 甲 乙 甲-乙 a.md 链接文字 http://www.b.cn www.b.cn mailto:c@d.cn f.md 图片 e.svg 图片 路线图 4 法 3 2 1]"
	if got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	var lines []string
	for _, l := range d.Blocks[0].Lines {
		lines = append(lines, l.Text)
	}
	if got, want := strings.Join(lines, "|"), "标题 甲|  说明 乙||起点 丙"; got != want {
		t.Errorf("lines %q, want %q", got, want)
	}
}

func TestInline(t *testing.T) {
	tests := []struct{ line, want string }{
		{"", ""},
		{"  带**身份证**和[申请书](a.md)。 ", `带<strong>身份证</strong>和<a href="a.md">申请书</a>。`},
		{"不超过5人（《信访工作条例》第二十条）", `不超过<span class="nb">5人</span>（<a href="law.html#第20条">《信访工作条例》<span class="nb">第二十条</span></a>）`},
		{"# 不是标题", "# 不是标题"},
		{"- 不是列表 > 不是引用", "- 不是列表 &gt; 不是引用"},
		{"1. [x] 一", "1. [x] 一"},
		{"    四个空格", "四个空格"},
		{"[^1] | --- |", "[^1] | --- |"},
		{"见https://a.cn。", `见<a href="https://a.cn" rel="noopener noreferrer">https://a.cn</a>。`},
		{"甲\n乙", "甲 乙"},
		{"A &amp; B \\# &lt;", "A &amp; B # &lt;"},
		{"\t", ""},
	}
	p := NewParser()
	for _, test := range tests {
		var problems problem.List
		d := p.Inline(problem.Position{File: "x.md", Line: 1}, test.line, &problems)
		if got := string(d.AppendHTML(nil, sampleSite{d})); got != test.want {
			t.Errorf("%q\n got %s\nwant %s", test.line, got, test.want)
		}
	}
}

// TestInsertingAHeadingMovesNoAnchor adds a heading everywhere in a page.
func TestInsertingAHeadingMovesNoAnchor(t *testing.T) {
	headings := []string{"## 复查", "### 办理期限", "### 要带什么", "## 复核", "### 办理期限", "### 要带什么"}
	before := map[string]bool{}
	for _, h := range parse(t, strings.Join(headings, "\n")).Headings {
		before[h.ID] = true
	}
	for i := range headings {
		with := strings.Join(headings[:i+1], "\n") + "\n### 别的事\n" + strings.Join(headings[i+1:], "\n")
		after := map[string]bool{}
		for _, h := range parse(t, with).Headings {
			after[h.ID] = true
		}
		for id := range before {
			if !after[id] {
				t.Errorf("%q is gone from\n%s", id, with)
			}
		}
	}
}

// TestParserKeepsNothing holds what a used parser makes of a page against what
// a new one makes.
func TestParserKeepsNothing(t *testing.T) {
	texts := []string{samplePage(t), "## 甲\n\n[链接](a)[^1]\n\n[^1]: 注", "", "| 甲 |\n| --- |\n", "## 甲\n《法》第三条", "![图](a.svg)"}
	used := NewParser("路线图")
	for range 3 {
		for _, text := range texts {
			var problems problem.List
			first := problem.Position{File: "x.md", Line: 1}
			got := used.Parse(first, text, &problems)
			want := NewParser("路线图").Parse(first, text, &problems)
			if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
				t.Errorf("%s\n got %+v\nwant %+v", text, got, want)
			}
		}
	}
}

// TestConcurrentUse is for the race detector: one parser, one Doc, many users.
func TestConcurrentUse(t *testing.T) {
	p, page := NewParser("路线图", "导引图"), samplePage(t)
	var problems problem.List
	d := p.Parse(problem.Position{File: "x.md", Line: 1}, page, &problems)
	want := d.AppendHTML(nil, sampleSite{d})
	var users sync.WaitGroup
	for range 8 {
		users.Go(func() {
			for range 5 {
				var problems problem.List
				own := p.Parse(problem.Position{File: "x.md", Line: 1}, page, &problems)
				p.Inline(problem.Position{File: "x.md", Line: 1}, "**甲**", &problems)
				if !bytes.Equal(d.AppendHTML(nil, sampleSite{d}), want) || !bytes.Equal(own.AppendHTML(nil, sampleSite{own}), want) {
					t.Error("different HTML")
				}
				d.Text()
				d.Excerpt(20)
			}
		})
	}
	users.Wait()
}

// TestHTMLIsSmall holds the form that later stages count on: nothing between
// blocks, no empty Doc that writes something.
func TestHTMLIsSmall(t *testing.T) {
	d := parse(t, samplePage(t))
	if html := d.AppendHTML(nil, sampleSite{d}); bytes.ContainsAny(html, "\n\t") {
		t.Error("a line break in the HTML")
	}
	var empty Doc
	if html := empty.AppendHTML([]byte("x"), sampleSite{&empty}); string(html) != "x" || empty.Text() != "" || empty.Excerpt(9) != "" {
		t.Error("an empty Doc writes", html)
	}
}

func checkDoc(t *testing.T, text string, d *Doc, problems *problem.List) {
	once, again := d.AppendHTML(nil, sampleSite{d}), d.AppendHTML(nil, sampleSite{d})
	if !bytes.Equal(once, again) {
		t.Errorf("%q\n once %s\nagain %s", text, once, again)
	}
	if bytes.Contains(bytes.ToLower(once), []byte("<script")) || bytes.Contains(bytes.ToLower(once), []byte(`="javascript:`)) {
		t.Errorf("%q: %s", text, once)
	}
	if err := wellFormed(string(once)); err != nil {
		t.Errorf("%q: %v\n%s", text, err, once)
	}
	ids := map[string]bool{}
	for _, h := range d.Headings {
		if h.ID == "" || ids[h.ID] && !problems.HasErrors() {
			t.Errorf("%q: anchor %q", text, h.ID)
		}
		ids[h.ID] = true
	}
	lines := strings.Split(text, "\n")
	for _, p := range problems.Sorted() {
		if p.Line < 1 || p.Line > len(lines) || p.Column < 1 || p.Column > utf8.RuneCountInString(lines[p.Line-1])+1 {
			t.Errorf("%q: problem %+v is outside", text, p)
		}
	}
	if plain := d.Text(); strings.Contains(plain, "\n\n") || utf8.RuneCountInString(d.Excerpt(20)) > 21 {
		t.Errorf("%q: text %q, excerpt %q", text, plain, d.Excerpt(20))
	}
}

func FuzzParse(f *testing.F) {
	f.Add(samplePage(f))
	for _, text := range []string{
		"**注意：**请~~带~~_身份证_", "## 甲 {#x}\n## 甲", "> [!注意]\n> 甲", "甲[^1]\n\n[^1]: 乙[^1]", "- [ ] a\n- [x] b",
		"| a | b |\n|--|:-:|\n| `\\|` |", "```路线图\n甲\n```", "[a](javascript:x) ![](b)", "<b>a</b><!-- c -->", "a@b.cn https://a.cn/(b)",
		"《法》**第三**条、第四条", "**60**日[5](a)人〔2022〕1号", "a\n: b\n\n: c", "\t- a\n\t\t```\n\t\tb", "1.\t```导引图\n", "甲\\\n乙  \n丙",
		"**a_b@c.cn**_x@y.cn_", "[![a](b)](c) [<https://a>](b)", "甲\u3000\n\u3000乙", "\x00\xff&#0;&amp;",
	} {
		f.Add(text)
	}
	p := NewParser("路线图", "导引图")
	f.Fuzz(func(t *testing.T, text string) {
		defer time.AfterFunc(5*time.Second, func() { panic(fmt.Sprintf("no end: %q", text)) }).Stop()
		var problems problem.List
		d := p.Parse(problem.Position{File: "x.md", Line: 1}, text, &problems)
		checkDoc(t, text, d, &problems)
	})
}

func FuzzInline(f *testing.F) {
	for _, line := range []string{"", " **注意：**请带", "见https://a.cn/(b)。", "《法》第**三**条", "`60日`60", "[a](b \"c\")<b>", "a@b.cn_", "\\&lt;\x00"} {
		f.Add(line)
	}
	p := NewParser()
	f.Fuzz(func(t *testing.T, line string) {
		var problems problem.List
		d := p.Inline(problem.Position{File: "x.md", Line: 1}, line, &problems)
		checkDoc(t, strings.ReplaceAll(line, "\n", " "), d, &problems)
		if bytes.HasPrefix(d.AppendHTML(nil, sampleSite{d}), []byte("<p>")) {
			t.Errorf("%q is a paragraph", line)
		}
	})
}
