package check

import (
	"fmt"
	"strings"
	"testing"

	"daoyin"
	"daoyin/internal/content"
	"daoyin/internal/font"
	"daoyin/internal/markdown"
	"daoyin/internal/problem"
)

// Every ▲ stands before a character that no font has and that must be told at
// its place; any other is not drawn, and not told.
func TestCharactersThatNoFontHas(t *testing.T) {
	fonts, err := font.Carried(daoyin.Files)
	if err != nil {
		t.Fatal(err)
	}
	page := func(written string, read *problem.List) *content.Page {
		return content.ParsePage(markdown.NewParser("路线图"), "x", []byte(written), read)
	}
	const front = "---\ntitle: 题\napproved: {by: 甲, on: 2026-11-01}\n---\n\n"
	flow := func(lines string) string {
		return front + "```路线图\n" + lines + "\n终点 完\n```\n"
	}
	drawFlow := func(written string, read *problem.List) (string, Source) {
		f := &page(written, read).Flows[0]
		return f.Words(), f
	}
	drawPage := func(written string, read *problem.List) (string, Source) {
		p := page(written, read)
		return p.Front.Title.Value + p.Doc.Text(), p
	}
	drawPoster := func(written string, read *problem.List) (string, Source) {
		p := content.ParsePoster("x", written, read)
		return p.Title.Value, p
	}
	for _, c := range []struct {
		draw    func(string, *problem.List) (string, Source)
		written string
	}{
		{drawFlow, flow("标题 办▲㙍理\n主体 甲\n起点 提出 @甲")},
		{drawFlow, flow("标题 办理\n副题 ▲㙍\n主体 甲 | ▲㙍乙\n阶段 ▲𠮷\n起点 提▲㙍出 @甲\n步骤 登记▲𠮷 @▲㙍乙")},
		{drawFlow, flow("标题 办理\n主体 甲\n起点 提出 @甲\n  说明 **写▲㙍**了㙍\n  依据 《▲𠮷法》第一条\n  材料 ▲㙍\n  地点 ▲㙍\n判断 ？\n  ▲𠮷有 → 完\n  没有 → 完")},
		{drawFlow, flow("标题 办理\n主体 甲\n# 㙍字不画\n  # 㙍\n起点 提出 @甲\n  说明 ▲㙍")},
		{drawFlow, flow("标题 办理\n主体 甲\n起点 提出 [㙍] @甲\n  链接 甲 㙍.md")}, // names and addresses are not drawn
		{drawFlow, "---\ntitle: 㙍\n---\n\n㙍\n\n" + "```路线图\n标题 办理\n主体 甲\n起点 提▲㙍 @甲\n终点 完\n```\n"},
		{drawPage, strings.Replace(front, "题", "▲㙍题㙍", 1) + "正文，▲㙍镇。\n\n\t\n- **项▲𠮷**\n"},
		{drawPage, flow("标题 办理\n# 㙍\n主体 甲\n起点 提出 @甲") + "\n▲㙍"},
		{drawPoster, "flow: x.md\ntitle: \"甲▲㙍\"\n"},
		{drawPoster, "flow: x.md\ntitle: 甲\n# 㙍\n"},
	} {
		var read, problems problem.List
		words, source := c.draw(strings.ReplaceAll(c.written, "▲", ""), &read)
		ok := Characters(fonts, words, source, &problems)
		var got, want []string
		for _, p := range problems.Sorted() {
			got = append(got, fmt.Sprintf("%d:%d%c", p.Line, p.Column, []rune(strings.SplitAfter(p.Message, "“")[1])[0]))
		}
		for i, line := range strings.Split(c.written, "\n") {
			before := 0
			for n, part := range strings.Split(line, "▲") {
				if n > 0 {
					want = append(want, fmt.Sprintf("%d:%d%c", i+1, before+1, []rune(part)[0]))
				}
				before += len([]rune(part))
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) || ok != (want == nil) {
			t.Errorf("%s\ngot  %v\nwant %v", c.written, got, want)
		}
	}
}
