package yaml

import (
	"errors"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"daoyin/internal/problem"
)

// front is much like the front matter of a page, and holds every kind of value
// that a struct may ask for.
type front struct {
	Title       Text             `yaml:"title"`
	Description string           `yaml:"description"`
	Tags        []string         `yaml:"tags"`
	Draft       bool             `yaml:"draft"`
	Slug        Text             `yaml:"slug"`
	Aliases     []Text           `yaml:"aliases"`
	Weight      int              `yaml:"weight"`
	Reviewed    day              `yaml:"reviewed"`
	Days        []day            `yaml:"days"`
	Approved    *approval        `yaml:"approved"`
	Screen      screen           `yaml:"screen"`
	Places      []place          `yaml:"places"`
	Articles    map[string]entry `yaml:"articles"`
}

type approval struct {
	By string `yaml:"by,required"`
	On day    `yaml:"on,required"`
}

type screen struct {
	Title string   `yaml:"title"`
	Lines []string `yaml:"lines"`
}

type place struct {
	Name  string           `yaml:"name,required"`
	Phone string           `yaml:"phone"`
	URL   string           `yaml:"url"`
	At    problem.Position `yaml:"@"`
}

type entry struct {
	Gist   string           `yaml:"gist,required"`
	Limits []string         `yaml:"limits"`
	At     problem.Position `yaml:"@"`
}

type day string

func (d *day) UnmarshalText(text []byte) error {
	if len(text) != len("2026-11-22") || strings.Count(string(text), "-") != 2 {
		return errors.New("日期写成“2026-11-22”这样。")
	}
	*d = day(text)
	return nil
}

// told is what a run says: line:column code, one line a problem.
func told(problems *problem.List) string {
	var all []string
	for _, p := range problems.Sorted() {
		all = append(all, strconv.Itoa(p.Line)+":"+strconv.Itoa(p.Column)+" "+p.Code)
	}
	return strings.Join(all, "\n")
}

func decode(text string) (front, *problem.List) {
	var f front
	var problems problem.List
	Decode(text, problem.Position{File: "content/x.md", Line: 1}, &f, &problems)
	return f, &problems
}

func TestWhatEditorsWriteStaysText(t *testing.T) {
	for written, want := range map[string]string{
		`05711234`:                  "05711234",
		`0912`:                      "0912",
		`12345`:                     "12345",
		`1e3`:                       "1e3",
		`0x1F`:                      "0x1F",
		`1_000`:                     "1_000",
		`.5`:                        ".5",
		`+86 598`:                   "+86 598",
		`2026-11-22`:                "2026-11-22",
		`2026-11-22 09:30`:          "2026-11-22 09:30",
		`2026-11-22T09:30:00+08:00`: "2026-11-22T09:30:00+08:00",
		`true`:                      "true",
		`是`:                         "是",
		`8:30—11:30、14:30—17:30`:    "8:30—11:30、14:30—17:30",
		`电话：0598-1234`:              "电话：0598-1234",
		`说明:不空格`:                    "说明:不空格",
		`https://wsxf.gjxfj.gov.cn`: "https://wsxf.gjxfj.gov.cn",
		`“引号”和‘引号’`:                 "“引号”和‘引号’",
		`"带引号：有: 冒号"`:               "带引号：有: 冒号",
		`'单引号 # 不是注释'`:              "单引号 # 不是注释",
		`闽信〔2022〕11号`:               "闽信〔2022〕11号",
		`第#1号窗口`:                    "第#1号窗口",
		`有空格 # 后面是注释`:               "有空格",
		`"年份\u00202026"`:            "年份 2026",
		`🎉𠮷`:                        "🎉𠮷",
		`~`:                         "",
	} {
		f, problems := decode("title: " + written + "\n")
		if f.Title.Value != want || problems.Len() > 0 {
			t.Errorf("%s: got %q, %v", written, f.Title.Value, problems.Sorted())
		}
	}
}

func TestEveryWayOfWritingTheSame(t *testing.T) {
	want := front{
		Title: Text{"来访须知", problem.Position{}}, Tags: []string{"怎么提", "来访"}, Weight: 40, Draft: true, Reviewed: "2026-11-20",
		Approved: &approval{"法规科", "2026-11-20"}, Screen: screen{"须知", []string{"12345：热线"}},
	}
	for name, text := range map[string]string{
		"everyday": "title: 来访须知\ntags: [怎么提, 来访]\nweight: 40\ndraft: true\nreviewed: 2026-11-20\n" +
			"approved: {by: 法规科, on: 2026-11-20}\nscreen:\n  title: 须知\n  lines:\n    - 12345：热线\n",
		"many lines": "# 说明\n\ntitle:   来访须知   # 标题\ntags:\n  - 怎么提\n\n  # 第二个\n  - 来访\nweight: 40\ndraft: 是\nreviewed: '2026-11-20'\n" +
			"approved:\n  by: 法规科\n  on: 2026-11-20\nscreen:\n  title: >-\n    须知\n  lines:\n  - \"12345：热线\"",
		"full-width colons": "title：来访须知\ntags： [怎么提, 来访]\nweight：40\ndraft ： yes\nreviewed：2026-11-20\n" +
			"approved：{by：法规科, on：2026-11-20}\nscreen：\n  title：须知\n  lines：\n    - 12345：热线\n",
		"no blank after the colon": "title:来访须知\ntags:[怎么提, 来访]\nweight:40\ndraft:True\nreviewed:2026-11-20\n" +
			"approved:{by:法规科, on:2026-11-20}\nscreen:\n  title:须知\n  lines:\n    - 12345：热线\n",
		"one item without a list": "{title: 来访须知, tags: [怎么提,\n  来访], weight: 40, draft: true,\n  reviewed: 2026-11-20, approved: {by：法规科,\n" +
			"  on：2026-11-20}, screen: {title: 须知, lines: 12345：热线}}",
		"text in block form": "title: |\n  来访须知\ntags: [怎么提, 来访]\nweight: 40\ndraft: true\nreviewed: 2026-11-20\n" +
			"approved: {by: 法规科, on: 2026-11-20}\nscreen: {title: 须知, lines: ['12345：热线']}\n",
		"separator of the web": "title: 来访须知\u2028\ntags: [怎么提, 来访]\nweight: 40\ndraft: true\nreviewed: 2026-11-20\n" +
			"approved: {by: 法规科, on: 2026-11-20}\nscreen: {title: 须知, lines: ['12345：热线']}\n",
	} {
		got, problems := decode(text)
		got.Title.At = problem.Position{}
		if !reflect.DeepEqual(got, want) || problems.Len() > 0 {
			t.Errorf("%s:\n got %+v\nwant %+v\n%v", name, got, want, problems.Sorted())
		}
	}
}

func TestColonsInsideTextsAreLeftAlone(t *testing.T) {
	text := "description: |\n  title：x\n  url:y\nscreen:\n  lines:\n    - WeChat：信访\n    - 网上:不空格\n    - {甲：乙}\n  title: 说明{by：x}\n" +
		"slug: [a\n"
	f, problems := decode(strings.TrimSuffix(text, "slug: [a\n"))
	if f.Description != "title：x\nurl:y" || f.Screen.Title != "说明{by：x}" || f.Screen.Lines[0] != "WeChat：信访" || f.Screen.Lines[1] != "网上:不空格" {
		t.Errorf("got %+v", f)
	}
	if got := told(problems); got != "8:7 data-value" {
		t.Errorf("told %s", got)
	}
}

func TestValuesKnowTheirPlace(t *testing.T) {
	text := "title：名称\nslug: x\naliases: [旧的, \"中文：甲\", 新]\nplaces:\n  - {name：中文, url：https://x, phone: 1}\n  - name: 乙\narticles：\n  34：\n    gist: 甲\n  36: {gist：乙}\n"
	var f front
	var problems problem.List
	Decode(text, problem.Position{File: "content/x.md", Line: 11, Column: 5}, &f, &problems)
	if problems.Len() > 0 {
		t.Fatal(problems.Sorted())
	}
	for i, c := range []struct {
		got          problem.Position
		line, column int
	}{
		{f.Title.At, 11, 7}, {f.Slug.At, 12, 7}, {f.Aliases[0].At, 13, 11}, {f.Aliases[1].At, 13, 15}, {f.Aliases[2].At, 13, 23},
		{f.Places[0].At, 15, 5}, {f.Places[1].At, 16, 5}, {f.Articles["34"].At, 18, 3}, {f.Articles["36"].At, 20, 3},
	} {
		if want := (problem.Position{File: "content/x.md", Line: c.line, Column: c.column}); c.got != want {
			t.Errorf("%d: got %+v, want %+v", i, c.got, want)
		}
	}
}

func TestMistakesOfContent(t *testing.T) {
	for text, want := range map[string]string{
		"tilte: 甲\n":                                    "1:1 data-unknown",
		"标题: 甲\n":                                       "1:1 data-unknown",
		"title: 甲\nslug: a\ntitle: 乙\n":                 "3:1 data-duplicate",
		"weight: 很重\n":                                  "1:9 data-value",
		"weight: 1.5\n":                                 "1:9 data-value",
		"weight: [1]\n":                                 "1:9 data-value",
		"draft: 也许\n":                                   "1:8 data-value",
		"draft: [true]\n":                               "1:8 data-value",
		"title: [甲]\n":                                  "1:8 data-value",
		"description: {甲: 乙}\n":                         "1:14 data-value",
		"reviewed: 2026年\n":                             "1:11 data-value",
		"reviewed: [2026-11-22]\n":                      "1:11 data-value",
		"tags: {甲: 乙}\n":                                "1:7 data-value",
		"tags:\n  -\n  - 甲\n":                           "2:4 data-value",
		"screen: 甲\n":                                   "1:9 data-value",
		"articles: 甲\n":                                 "1:11 data-value",
		"articles:\n  [1]: {gist: a}\n":                 "2:3 data-value",
		"- 甲\n- 乙\n":                                    "1:1 data-value",
		"甲\n":                                           "1:1 data-value",
		"approved: {by: 甲}\n":                           "1:0 data-missing",
		"approved:\n  by: 甲\n  colour: 红\n":             "2:0 data-missing\n3:3 data-unknown",
		"places:\n  - nmae: 甲\n":                        "2:5 data-unknown",
		"approved: {by: 甲, on: }\n":                     "1:0 data-missing",
		"approved:\n  on: 2026-11-22\n":                 "2:0 data-missing",
		"places:\n  - name: 甲\n  - {url: b}":            "3:0 data-missing",
		"articles:\n  34:\n  35: {gist: a}":             "2:0 data-missing",
		"articles:\n  34: {gist: a}\n  34: {gist: b}\n": "3:3 data-duplicate",
		"days: [2026-11-22, 中文, 2026-11-23, 明天]\n":      "1:20 data-value\n1:36 data-value",
		"title: &a 乙\nslug: *a\n":                       "1:8 data-value\n2:7 data-value",
		"title: #14304F\nslug: # 注释\ndraft:\nscreen: #注释\n  title: 甲\n": "1:7 data-value",
		"<<: {title: 甲}\n": "1:1 data-unknown",
		"approved:\n":      "",
		"title:\ntags:\nweight:\ndraft:\nscreen:\ndays:\n": "",
		"":                            "",
		"# 只有注释\n":                    "",
		"\n\n":                        "",
		"---\n":                       "",
		"---\na\n":                    "2:1 data-value",
		"甲: &a [*a]\ntags: &b [*b]\n": "1:1 data-unknown\n1:4 data-value\n2:7 data-value",
		"titel: a\nweight: b\ndraft: c\nslug: [d]\nslug: e\nreviewed: f\n": "1:1 data-unknown\n2:9 data-value\n3:8 data-value\n4:7 data-value\n5:1 data-duplicate\n6:11 data-value",
	} {
		if _, problems := decode(text); told(problems) != want {
			t.Errorf("%q:\n%s\nwant\n%s", text, told(problems), want)
		}
	}
}

func TestEmptyFileLacksWhatIsRequired(t *testing.T) {
	for _, text := range []string{"", "# 注释\n", "---\n", "\n", "phone: 1\n"} {
		var p place
		var problems problem.List
		Decode(text, problem.Position{File: "content/x.yaml", Line: 3}, &p, &problems)
		if got := told(&problems); got != "3:0 data-missing" {
			t.Errorf("%q: %s", text, got)
		}
	}
}

func TestMistakesOfWriting(t *testing.T) {
	for _, c := range []struct{ text, want, hint string }{
		{"title: 中文 x: y\n", "1:12", hintColon},
		{"title: 甲\n\tslug: b\n", "2:1", hintTab},
		{"screen:\n\ttitle: b\n", "2:1", hintTab},
		{"title: \"甲\nslug: a\n", "1:8", hintQuote},
		{"title: '甲\nslug: a\n", "1:8", hintQuote},
		{"title: \"甲\" 乙\n", "1:12", hintIndent},
		{"title: \"C:\\文件\"\n", "1:11", "反斜杠"},
		{"tags: [甲, 乙\nslug: a\n", "1:7", hintBracket},
		{"approved: {by: 甲\nslug: a\n", "1:11", hintBracket},
		{"tags: [甲,, 乙]\n", "1:10", hintBracket},
		{"title: 甲\n  slug: a\n", "2:7", hintIndent},
		{"screen:\n    title: 甲\n  lines: 乙\n", "3:3", hintIndent},
		{"title: 甲\n slug: a\n", "2:6", hintIndent},
		{"title: 甲\nslug\nweight: 1\n", "2:1", "没有冒号"},
		{"title: 甲\nslug", "2:1", "没有冒号"},
		{"tags: - 甲\n", "1:7", "另起一行"},
		{"title: @甲\n", "1:8", hintSpecial},
		{"title: %甲\n", "1:8", hintSpecial},
		{"title: `甲`\n", "1:8", hintSpecial},
		{"title: &甲 乙\n", "1:9", hintSpecial},
		{"title: !甲 乙\n", "1:9", hintSpecial},
		{"title: *重要*\n", "1:9", hintSpecial},
		{"title: *a\n", "1:8", hintSpecial},
		{"title: | 甲\n", "1:10", hintSpecial},
		{"title: 甲\x01\n", "1:9", hintHidden},
		{"slug: a\ntitle: 甲\xff\n", "2:9", hintHidden},
		{"screen:\n  title: 甲\n　slug: b: c\n", "3:9", "全角空格"},
		{"title: 甲\n---\nslug: b\n", "2:0", "---"},
		{"title: 甲\n---\nslug: [b\n", "2:0", "---"},
		{"title: 甲\n...\nslug: b\n", "2:0", "---"},
	} {
		_, problems := decode(c.text)
		list := problems.Sorted()
		if len(list) == 0 || told(problems) != c.want+" data-syntax" || !strings.Contains(list[0].Hint, c.hint) {
			t.Errorf("%q: %v, want %s %s", c.text, list, c.want, c.hint)
		}
	}
}

func TestOneRunTellsAllMistakes(t *testing.T) {
	text := `titel: 甲
slug: a: b
weight: 很重
tags: [甲, 乙
draft: 也许
screen:
  title: 丙
    lines: 丁
places:
  - {phone: 1}
aliases: "没完
description: [x]
`
	want := "1:1 data-unknown\n2:8 data-syntax\n3:9 data-value\n4:7 data-syntax\n5:8 data-value\n8:10 data-syntax\n10:0 data-missing\n11:10 data-syntax\n12:14 data-value"
	if _, problems := decode(text); told(problems) != want {
		t.Errorf("got\n%s\nwant\n%s", told(problems), want)
	}
}

// What stands in a part that cannot be read is not told to be missing.
func TestUnreadablePartsAreNotMissing(t *testing.T) {
	var p place
	var problems problem.List
	Decode("name: a: b\nphone: 1\n", problem.Position{Line: 1}, &p, &problems)
	if got := told(&problems); got != "1:8 data-syntax" {
		t.Errorf("told %s", got)
	}
}

func TestUnknownKeysGetTheNearest(t *testing.T) {
	for text, want := range map[string]string{
		"tilte: a\n":             "“title”",
		"title：a\nrewieved: b\n": "“reviewed”",
		"screen: {line: a}\n":    "“lines”",
		"screen:\n　　title: a\n":  "全角空格",
		"颜色: a\n":                "可用的名称：aliases、approved、",
	} {
		_, problems := decode(text)
		if list := problems.Sorted(); len(list) != 1 || !strings.Contains(list[0].Hint, want) {
			t.Errorf("%q: %v", text, list)
		}
	}
}

// Files that are made to choke a reader are read, or refused, in no time.
func TestHostileFilesDoNotHang(t *testing.T) {
	laughs := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c <= 'k'; c++ {
		laughs += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+",", 9) + "]\n"
	}
	const n = 20_000
	for name, text := range map[string]string{
		"billion laughs": laughs,
		"deep brackets":  "tags: " + strings.Repeat("[", n),
		"deep braces":    strings.Repeat("{a: ", n),
		"deep list":      strings.Repeat("- ", n),
		"same key":       strings.Repeat("title: a\n", n),
		"unknown keys":   strings.Repeat("x: a\n", n),
		"table":          "articles:\n" + strings.Repeat("  34: {gist: a}\n", n),
		"bad lines":      strings.Repeat("title: a: b\n", n),
		"no colons":      strings.Repeat("abc\n", n),
		"full-width":     strings.Repeat("：", n),
		"long line":      "title: " + strings.Repeat("长", n),
		"wide braces":    "places: [" + strings.Repeat("{name：a},", n) + "]",
		"bad list":       "tags: [" + strings.Repeat("a, ", n),
		"quotes":         strings.Repeat("title: \"\n", n),
	} {
		begin := time.Now()
		decode(text)
		if took := time.Since(begin); took > 5*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, text := range everydayTexts {
		f.Add(text)
	}
	f.Add("title：甲\nplaces:\n  - {name：\"甲, 乙\", url:https://x}\narticles：\n  34： {gist: '丙'}\ndescription: |\n  丁\n")
	f.Add("a: &b [*b]\n? [c]\n: !d e\n---\n...\n\t\"")
	f.Fuzz(func(t *testing.T, text string) {
		_, problems := decode(text)
		lines := strings.Split(text, "\n")
		for _, p := range problems.Sorted() {
			if p.Line < 1 || p.Line > len(lines) || p.Column < 0 || p.Column > len([]rune(lines[p.Line-1]))+1 {
				t.Errorf("%q: place outside the text: %+v", text, p)
			}
		}
		_, again := decode(text)
		if told(problems) != told(again) {
			t.Errorf("%q: told otherwise the second time", text)
		}
	})
}
