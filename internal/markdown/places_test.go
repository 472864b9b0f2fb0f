package markdown

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"daoyin/internal/problem"
)

// marked takes the marks ▲ out of a text and returns where they stood.
func marked(text string, first problem.Position) (string, []problem.Position) {
	var places []problem.Position
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		column := 1
		if i == 0 {
			column = max(1, first.Column)
		}
		for j, part := range strings.Split(line, "▲") {
			if j > 0 {
				places = append(places, problem.Position{File: first.File, Line: first.Line + i, Column: column})
			}
			b.WriteString(part)
			column += utf8.RuneCountInString(part)
		}
	}
	return b.String(), places
}

func TestPlaces(t *testing.T) {
	links := func(d *Doc, _ *problem.List) (at []problem.Position) {
		for _, l := range d.Links {
			at = append(at, l.At)
		}
		return at
	}
	images := func(d *Doc, _ *problem.List) (at []problem.Position) {
		for _, i := range d.Images {
			at = append(at, i.At)
		}
		return at
	}
	citations := func(d *Doc, _ *problem.List) (at []problem.Position) {
		for _, c := range d.Citations {
			at = append(at, c.At)
		}
		return at
	}
	headings := func(d *Doc, _ *problem.List) (at []problem.Position) {
		for _, h := range d.Headings {
			at = append(at, h.At)
		}
		return at
	}
	lines := func(d *Doc, _ *problem.List) (at []problem.Position) {
		for _, b := range d.Blocks {
			at = append(at, b.At)
			for _, l := range b.Lines {
				at = append(at, l.At)
			}
		}
		return at
	}
	problems := func(_ *Doc, problems *problem.List) (at []problem.Position) {
		for _, p := range problems.Sorted() {
			at = append(at, p.Position)
		}
		return at
	}
	tests := []struct {
		name, text string
		of         func(*Doc, *problem.List) []problem.Position
	}{
		{"links", "请看▲[甲](a)、▲<https://a.cn>和▲https://b.cn，▲www.c.cn ▲x_y@d.cn", links},
		{"links on later lines", "甲\n乙**▲[丙](a)\n丁▲[戊](b)**", links},
		{"reference links", "▲[甲][x]和▲[x]\n\n[x]: a", links},
		{"nested links", "> - 甲▲[乙](a)\n>   ▲[丙](b)\n>\n>   1. ▲https://c.cn\n> lazy\n\n- 甲\n\t- ▲[tab](d)", links},
		{"links in tables", "| 甲 | ▲[乙](a) |\n| --- | --- |\n| `x\\|y` ▲[丙](b) | **▲[丁](c)** |", links},
		{"links in alerts", "> [!注意] ▲[甲](a)\n> ▲[乙](b)", links},
		{"links in footnotes", "甲▲[一](a)[^1]\n\n丙▲[三](c)\n\n[^1]: ▲[乙](b)\n\n\t▲[丁](d)", links},
		{"images", "甲▲![乙](a)\n\n▲![丙](b)\n\n- ▲![丁](c)\n\n[▲![戊](d)](e)", images},
		{"citations behind markup", "**甲**\\*&amp;▲《法》第**三**条、▲第四条\n乙▲《法》第五条", citations},
		{"citations in items", "- 甲\n  ▲《法》第三条\n> ▲《法》[第四条](x)", citations},
		{"citations after several spaces", "甲  乙   ▲《法》第三条 <!-- --> ▲《法》第四条", citations},
		{"citations after wide indentation", "　　▲《法》第三条", citations},
		{"headings", "▲## 甲\n\n> ▲## 乙\n\n▲丙\n---\n\n- ▲### 丁 ##\n\n  ▲#### 戊 {#x}", headings},
		{"block lines", "甲\n\n▲```路线图\n▲标题 甲\n▲  说明 乙\n▲\n▲起点 丙\n```\n", lines},
		{"block lines in a list", "- 甲\n\n  ▲```路线图\n  ▲标题 甲\n  ▲  说明 乙\n  ```\n", lines},
		{"block lines in a quote", "> ▲~~~ 路线图\n> ▲标题 甲\n>▲说明\n> ~~~", lines},
		{"block lines behind a tab", "1.\t▲```路线图\n\t▲甲\n\t```", lines},
		{"html", "甲▲<b>乙</b>\n\n▲<div>\n</div>\n\n> - 丙▲<br>", problems},
		{"blocks", "▲```线路图\n甲\n```\n\n- ▲```导引图\n  乙", problems},
		{"alerts and notes", "> [!▲随便]\n\n甲▲[^x]\n\n▲[^y]: 乙", problems},
		{"alt and links", "甲▲![](a.svg) ▲[乙]() ▲[](b)", problems},
		{"levels", "▲# 甲\n\n▲### 乙\n\n▲##", problems},
	}
	p := NewParser("路线图", "导引图")
	for _, test := range tests {
		for _, first := range []problem.Position{{File: "x.md", Line: 1}, {File: "x.md", Line: 12, Column: 1}} {
			text, want := marked(test.text, first)
			var found problem.List
			got := test.of(p.Parse(first, text, &found), &found)
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s\n%s\n got %v\nwant %v", test.name, test.text, got, want)
			}
		}
	}
}

func TestPlacesOfInline(t *testing.T) {
	first := problem.Position{File: "x.md", Line: 7, Column: 6}
	for _, line := range []string{
		"见▲[甲](a)和▲https://b.cn",
		"  ▲[甲](a)",
	} {
		text, want := marked(line, first)
		var problems problem.List
		var got []problem.Position
		for _, l := range NewParser().Inline(first, text, &problems).Links {
			got = append(got, l.At)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s\n got %v\nwant %v", line, got, want)
		}
	}
	text, want := marked(" 甲▲《法》第三条", first)
	var problems problem.List
	if got := NewParser().Inline(first, text, &problems).Citations[0].At; got != want[0] {
		t.Errorf("citation at %v, want %v", got, want[0])
	}
}
