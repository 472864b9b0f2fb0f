package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// show writes passages as a test reads them.
func show(passages []Passage) string {
	names := map[PassageKind]string{AsParagraph: "p", AsHeading: "h", AsItem: "item", AsTerm: "term", AsHead: "head", AsRow: "row",
		AsAlertTitle: "alert", AsCode: "code", AsFigure: "figure", AsFence: "fence", AsRule: "rule", AsNote: "note"}
	var b strings.Builder
	runs := func(list []Run) {
		for _, r := range list {
			words := r.Text
			switch {
			case r.Image > 0:
				words = fmt.Sprintf("[image %d]", r.Image)
			case r.Note > 0:
				words = fmt.Sprintf("[note %d]", r.Note)
			}
			if r.Bold {
				words = "*" + words + "*"
			}
			if r.Struck {
				words = "~" + words + "~"
			}
			if r.Link > 0 {
				words += fmt.Sprintf("(link %d)", r.Link)
			}
			b.WriteString(words)
		}
	}
	for _, p := range passages {
		fmt.Fprintf(&b, "%s %d.%d box%d i%d: ", names[p.Kind], p.Level, p.Number, p.Box, p.Index)
		runs(p.Runs)
		for _, c := range p.Cells {
			b.WriteString("|")
			runs(c)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestPassages(t *testing.T) {
	tests := []struct{ markdown, want string }{
		{"", ""},
		{"您**可以**请求\n[复查](a.md)。", "p 0.0 box0 i0: 您*可以*请求复查(link 1)。\n"},
		{"**60**日《条例》第三条", "p 0.0 box0 i0: *60*日《条例》第三条\n"},
		{"**甲[乙](x)丙**`丁`~~戊~~", "p 0.0 box0 i0: *甲**乙*(link 1)*丙*丁~戊~\n"},
		{"## 甲\n\n### 乙 {#b}\n\n丙", "h 2.0 box0 i0: 甲\nh 3.0 box0 i1: 乙\np 0.0 box0 i0: 丙\n"},
		{"3. 甲\n4. 乙\n   - 丙\n\n   丁\n5. 戊", "item 1.3 box0 i0: 甲\nitem 1.4 box0 i0: 乙\nitem 2.0 box0 i0: 丙\np 1.0 box0 i0: 丁\nitem 1.5 box0 i0: 戊\n"},
		{"0. 甲\n1. 乙", "item 1.0 box0 i0: 甲\nitem 1.1 box0 i0: 乙\n"},
		{"- [ ] 甲\n- [x] 乙", "item 1.0 box0 i0: □ 甲\nitem 1.0 box0 i0: √ 乙\n"},
		{"| 甲 | |\n| --- | --- |\n| **1** | |\n| 3 | 4 |\n\n尾", "head 0.0 box0 i0: |甲|\nrow 0.0 box0 i0: |*1*|\nrow 0.0 box0 i0: |3|4\np 0.0 box0 i0: 尾\n"},
		{"> [!注意]\n> 甲\n>\n> - 乙\n\n> 丙\n\n丁", "alert 0.0 box1 i0: 注意\np 0.0 box1 i0: 甲\nitem 1.0 box1 i0: 乙\np 0.0 box2 i0: 丙\np 0.0 box0 i0: 丁\n"},
		{"> 甲\n>\n> > 乙\n>\n> | 丙 |\n> | --- |\n> | 丁 |\n>\n> 戊", "p 0.0 box1 i0: 甲\np 0.0 box2 i0: 乙\nhead 0.0 box1 i0: |丙\nrow 0.0 box1 i0: |丁\np 0.0 box1 i0: 戊\n"},
		{"术语\n: 解释", "term 0.0 box0 i0: 术语\np 0.0 box0 i0: 解释\n"},
		{"甲\\\n乙 ![图](a.svg)", "p 0.0 box0 i0: 甲\n乙 [image 1]\n"},
		{"![图](a.svg \"题\")\n\n![](b.svg)", "figure 0.0 box0 i0: 题\nfigure 0.0 box0 i1: \n"},
		{"甲\n\n```路线图\n标题 乙\n```\n\n---\n\n```\na <b>\n  c\n```", "p 0.0 box0 i0: 甲\nfence 0.0 box0 i0: \nrule 0.0 box0 i0: \ncode 0.0 box0 i0: a <b>\n  c\n"},
		{"甲[^1]，乙[^1]\n\n[^1]: 注。\n\n    又。", "p 0.0 box0 i0: 甲[note 1]，乙[note 1]\nnote 1.1 box0 i0: 注。\np 1.0 box0 i0: 又。\n"},
	}
	for _, test := range tests {
		if got := show(parse(t, test.markdown).Passages()); got != test.want {
			t.Errorf("%q\n got %q\nwant %q", test.markdown, got, test.want)
		}
	}
}

// dense leaves out white space and the boxes of tasks.
func dense(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("□", "", "√", "").Replace(text)), "")
}

func spoken(passages []Passage) string {
	var b strings.Builder
	for i := range passages {
		b.WriteString(passages[i].Words())
	}
	return dense(b.String())
}

// FuzzPassages: whatever an editor writes, the passages say what the text
// says, no more and no less, and every heading, block and image is among them.
func FuzzPassages(f *testing.F) {
	for _, seed := range []string{"## 甲\n\n- 乙\n  1. 丙[^1]\n\n[^1]: 丁\n    - 戊", "| a | b |\n|-|-|\n| c\\|d | ![x](y) |", "> [!注意]\n> > ~~a~~ **b *c* d**",
		"- [x] a\n- \n- > b\n  >\n  > ---", "术语\n: > 引\n\n: - 项", "![a](b \"c\")\n\n[![d](e)](f)", "<br>\n\na<br>b", "1) a\n\n   b\n0. c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := parse(t, text)
		passages := d.Passages()
		if got, want := spoken(passages), dense(d.Text()); got != want {
			t.Errorf("%q\n got %q\nwant %q", text, got, want)
		}
		headings, fences := 0, 0
		for _, p := range passages {
			switch p.Kind {
			case AsHeading:
				if h := d.Headings[p.Index]; h.Level != p.Level {
					t.Errorf("%q: heading %d is of level %d, not %d", text, p.Index, h.Level, p.Level)
				}
				headings++
			case AsFence:
				_ = d.Blocks[p.Index]
				fences++
			case AsFigure:
				_ = d.Images[p.Index]
			}
			for _, cell := range append(p.Cells, p.Runs) {
				for _, r := range cell {
					if r.Link > len(d.Links) || r.Image > len(d.Images) {
						t.Errorf("%q: %+v", text, r)
					}
				}
			}
		}
		if fences != len(d.Blocks) {
			t.Errorf("%q: %d of %d blocks", text, fences, len(d.Blocks))
		}
	})
}
