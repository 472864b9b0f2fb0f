package flow_test

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"daoyin/internal/flow"
	"daoyin/internal/flow/flowtest"
	"daoyin/internal/problem"
)

// lossless sees to it that both ways back give the same flow.
func lossless(t *testing.T, g *flow.Graph) {
	t.Helper()
	source := flow.Format(g)
	again, problems := parse(g.Kind, string(source))
	for _, p := range problems {
		if p.Severity == problem.Error {
			t.Fatalf("%d:%d %s %s in\n%s", p.Line, p.Column, p.Code, p.Message, source)
		}
	}
	if !flow.Equal(g, again) {
		t.Fatalf("source read back differs:\n%s\nfrom\n%s", flow.Format(again), source)
	}
	if !bytes.Equal(flow.Format(again), source) {
		t.Fatalf("the canonical form is not stable:\n%s\n%s", source, flow.Format(again))
	}
	text := flow.Text(g)
	if again, err := flow.ReadText(text); err != nil || !flow.Equal(g, again) {
		t.Fatalf("text read back: %v\n%s\n%s", err, text, source)
	}
}

func TestRandomFlowsAreSoundAndLossless(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var seen struct{ back, jump, side, named, broad, starts int }
	flows := 10_000
	if testing.Short() {
		flows = 500
	}
	for i := range flows {
		kind := flow.Kind(i % 2)
		source := flowtest.Source(r, flowtest.Options{Kind: kind})
		g, problems := parse(kind, source)
		for _, p := range problems {
			if p.Severity == problem.Error {
				t.Fatalf("flow %d: %d:%d %s %s %s\n%s", i, p.Line, p.Column, p.Code, p.Message, p.Hint, source)
			}
		}
		lossless(t, g)
		if len(g.Steps) < 4 || len(g.Steps) > 24 || len(g.Actors) > 6 {
			t.Fatalf("flow %d is out of bounds:\n%s", i, source)
		}
		seen.starts += len(g.Starts()) - 1
		for from, s := range g.Steps {
			if s.Name != s.Title {
				seen.named++
			}
			if len(s.Out) == 5 {
				seen.broad++
			}
			if _, aside := g.Aside(from); aside {
				seen.side++
			}
			for _, a := range s.Out {
				switch {
				case g.Back(from, a):
					seen.back++
				case s.Kind == flow.Work && a.To != from+1:
					seen.jump++
				}
			}
		}
	}
	if seen.back == 0 || seen.jump == 0 || seen.side == 0 || seen.named == 0 || seen.broad == 0 || seen.starts == 0 {
		t.Errorf("something is never made: %+v", seen)
	}
}

func TestTheSameSeedGivesTheSameFlow(t *testing.T) {
	make := func() *flow.Graph { return flowtest.Random(rand.New(rand.NewPCG(3, 4)), flowtest.Options{}) }
	if !flow.Equal(make(), make()) {
		t.Error("two flows of one seed differ")
	}
}

// Inserting a step anywhere moves no other step's anchor.
func TestInsertingAStepMovesNoAnchor(t *testing.T) {
	before, _ := parse(flow.RouteMap, sound)
	lines := strings.Split(sound, "\n")
	for at := 4; at < len(lines); at++ {
		inserted := strings.Join(lines[:at], "\n") + "\n步骤 登记入册\n" + strings.Join(lines[at:], "\n")
		after, _ := parse(flow.RouteMap, inserted)
		anchors := map[string]string{}
		for _, s := range after.Steps {
			anchors[s.Name] = s.Anchor
		}
		for _, s := range before.Steps {
			if anchors[s.Name] != s.Anchor {
				t.Fatalf("%s: %q became %q", s.Name, s.Anchor, anchors[s.Name])
			}
		}
	}
}

const exampleText = `路线图：信访事项办理路线图
简介：从提出诉求到程序终结，每一步谁来办、最多多少天
有关各方（4个）：
  信访人
  信访部门
  有权处理机关
  上一级机关

第1阶段 提出与转办

第1步（起点） 提出诉求
  由谁办：信访人
  说明：网上、来信、来电、来访都可以；多人来访推选代表，不超过5人
  依据：《信访工作条例》第十七条、第二十条
  接着：第2步 有没有法定途径？

第2步（判断） 有没有法定途径？
  由谁办：信访部门
  说明：应当通过诉讼、仲裁、行政复议等途径解决的，先走法定途径
  依据：《信访工作条例》第三十一条
  如果 没有：第4步 登记
  如果 有：第3步 导入法定途径

第3步（终点） 导入法定途径
  由谁办：信访部门
  说明：工作人员告知应当去哪里办

第4步 登记
  由谁办：信访部门
  接着：第5步 转送、交办
`

func TestTextIsForCitizens(t *testing.T) {
	g, _ := parse(flow.RouteMap, sound)
	text := flow.Text(g)
	if !strings.HasPrefix(text, exampleText) {
		t.Errorf("got\n%s", text)
	}
	for _, words := range []string{
		"\n  如果 有新的事实：回到第1步 提出诉求\n",
		"\n第10步 复查\n  又名：复核\n",
		"\n  要带：复查申请一份\n  地点：市信访接待中心\n  链接：复查怎么申请 fucha.md\n",
	} {
		if !strings.Contains(text, words) {
			t.Errorf("missing %q in\n%s", words, text)
		}
	}
	lossless(t, g)
}

func TestOnlyWhatTextWroteIsRead(t *testing.T) {
	g, _ := parse(flow.RouteMap, sound)
	text := flow.Text(g)
	for _, change := range [][2]string{
		{"路线图：", "图："},
		{"（4个）", "（3个）"},
		{"接着：第2步 有", "接着：第3步 有"},
		{"接着：第2步 有没有法定途径？\n", ""},
		{"没有：第4步 登记", "没有：第5步 登记"},
		{"第4步 登记\n", "第9步 登记\n"},
		{"回到第1步", "回到第99步"},
		{"第1阶段", "第2阶段"},
		{"  由谁办：", "  谁办："},
		{"第2步（判断）", "第二步（判断）"},
		{"15日", "十五日"},
		{"\n\n", "\n"},
	} {
		changed := strings.Replace(text, change[0], change[1], 1)
		if changed == text {
			t.Fatalf("%q is not there", change[0])
		}
		if _, err := flow.ReadText(changed); err == nil {
			t.Errorf("%q for %q was read", change[1], change[0])
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(false, sound)
	f.Add(true, example)
	for _, c := range mistakes {
		f.Add(c.kind == flow.GuideMap, c.source)
		f.Add(c.kind == flow.GuideMap, header+c.source)
	}
	r := rand.New(rand.NewPCG(5, 6))
	for range 20 {
		f.Add(true, flowtest.Source(r, flowtest.Options{Kind: flow.GuideMap, MaxSteps: 8}))
	}
	f.Fuzz(func(t *testing.T, guide bool, source string) {
		kind := flow.RouteMap
		if guide {
			kind = flow.GuideMap
		}
		g, problems := parse(kind, source)
		flow.Format(g)
		flow.Text(g)
		g.MainLine()
		flow.NewWays(g)
		for i := range g.Steps {
			g.Aside(i)
		}
		if !utf8.ValidString(source) {
			return // decoded files never are
		}
		checkPlaces(t, source, problems)
		for _, p := range problems {
			if p.Severity == problem.Error {
				return
			}
		}
		lossless(t, g)
	})
}

// FuzzWords puts odd words into a sound flow, in every place that takes words.
func FuzzWords(f *testing.F) {
	f.Add("登记？", "复查二", "没有", "信访人", "来访都可以")
	f.Add("第2步 登记", "（起点） 一", "不服：回到第1步 甲", "机关、单位", "第1步 甲 → 乙")
	f.Add("a [b] c", "：第1步 ", "： 第1步 a", "  又名：", "[x](y.md) @甲")
	f.Add("# 一", "- 一", "：回到", "［一］", "《甲》第一条、第二条第（三）项，《乙》")
	f.Fuzz(func(t *testing.T, title, name, label, actor, words string) {
		all := title + name + label + actor + words
		if strings.ContainsRune(all, '\n') || !utf8.ValidString(all) {
			return
		}
		source := "标题 " + words + "\n副题 " + title + "\n主体 信访人 | " + actor + "\n" +
			"阶段 " + label + "\n起点 " + title + " @信访人\n  说明 " + words + "\n  期限 自" + name + "之日起15日\n" +
			"判断 " + words + " [" + name + "] @" + actor + "\n  材料 " + words + "\n  依据 " + words + "\n" +
			"  " + label + " → " + title + "\n  " + words + " → 完\n否，" + label + "→ " + name + "\n" +
			"终点 完 @" + actor + "\n  地点 " + label + "\n  链接 " + words + " " + title + ".md"
		// A line that is wrong is left out, so that the rest is put to the test.
		lines := strings.Split(source, "\n")
		for range len(lines) {
			g, problems := parse(flow.GuideMap, strings.Join(lines, "\n"))
			checkPlaces(t, strings.Join(lines, "\n"), problems)
			wrong := 0
			for _, p := range problems {
				if p.Severity == problem.Error && wrong == 0 {
					wrong = p.Line
				}
			}
			switch {
			case wrong == 0:
				lossless(t, g)
				return
			case wrong == 1 || lines[wrong-2] == "":
				return
			}
			lines[wrong-2] = ""
		}
	})
}

func FuzzReadText(f *testing.F) {
	g, _ := parse(flow.RouteMap, sound)
	f.Add(flow.Text(g))
	r := rand.New(rand.NewPCG(7, 8))
	for i := range 20 {
		f.Add(flow.Text(flowtest.Random(r, flowtest.Options{Kind: flow.Kind(i % 2), MaxSteps: 8})))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if g, err := flow.ReadText(text); err == nil && flow.Text(g) != text {
			t.Errorf("%q gives %q", text, flow.Text(g))
		}
	})
}

func BenchmarkParse(b *testing.B) {
	lines := flowtest.Lines(sound)
	b.ReportAllocs()
	for b.Loop() {
		var problems problem.List
		flow.Parse(flow.RouteMap, problem.Position{Line: 1, Column: 1}, lines, &problems)
	}
}

func BenchmarkText(b *testing.B) {
	g, _ := parse(flow.RouteMap, sound)
	b.ReportAllocs()
	for b.Loop() {
		flow.Text(g)
	}
}

func BenchmarkReadText(b *testing.B) {
	g, _ := parse(flow.RouteMap, sound)
	text := flow.Text(g)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := flow.ReadText(text); err != nil {
			b.Fatal(err)
		}
	}
}
