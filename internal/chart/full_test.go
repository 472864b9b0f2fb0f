package chart_test

import (
	"fmt"
	"strings"
	"testing"

	"daoyin/internal/chart"
	"daoyin/internal/chart/charttest"
	"daoyin/internal/flow"
	"daoyin/internal/flow/flowtest"
	"daoyin/internal/problem"
)

// wordy is a flow with titles as long as the language allows, every second step
// with a limit.
func wordy(t *testing.T, steps int) *flow.Graph {
	t.Helper()
	var b strings.Builder
	b.WriteString("标题 很长的路线图\n主体 信访人 | 有权处理机关\n")
	numerals := strings.Split("一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯", "")
	for i := range steps {
		kind := "步骤"
		switch i {
		case 0:
			kind = "起点"
		case steps - 1:
			kind = "终点"
		}
		fmt.Fprintf(&b, "%s 第%s项工作逐件登记核对 @%s\n", kind, numerals[i/24]+numerals[i%24], []string{"信访人", "有权处理机关"}[i%2])
		if i%2 == 1 {
			b.WriteString("  期限 自受理之日起60日，可延长30日\n  依据 《信访工作条例》第三十四条\n")
		}
	}
	var problems problem.List
	g := flow.Parse(flow.RouteMap, problem.Position{File: "a.md", Line: 1, Column: 1}, flowtest.Lines(b.String()), &problems)
	if problems.HasErrors() {
		t.Fatal(problems.Sorted())
	}
	return g
}

// A small television holds as many steps as the language allows. What it cannot
// hold is told in words that help: how much it is, where it would fit, what to
// shorten. Nothing is drawn too small to read.
func TestManyStepsOnASmallScreen(t *testing.T) {
	screen := chart.HDReady()
	draw := func(steps int, canvas chart.Canvas) (*chart.Chart, []problem.Problem) {
		var problems problem.List
		g := wordy(t, steps)
		c := chart.Draw(g, options(canvas), &problems)
		if c != nil {
			for _, f := range charttest.Check(c.Scene, g, canvas.MinText).Faults {
				t.Errorf("%d steps on %s: %s", steps, canvas.Name, f)
			}
		}
		return c, problems.Sorted()
	}
	if c, all := draw(24, screen); c == nil || len(all) > 0 {
		t.Errorf("24 steps are not drawn: %+v", all)
	}
	c, all := draw(60, screen)
	if c != nil || len(all) != 1 || all[0].Code != chart.CodeFull {
		t.Fatalf("60 steps: %+v", all)
	}
	said := all[0].Message + all[0].Hint
	for _, want := range []string{"60步", "1280×720", "10像素", "1920×1080", "分成两张图", "标题也可以短一些"} {
		if !strings.Contains(said, want) {
			t.Errorf("“%s” does not say “%s”", said, want)
		}
	}
	if c, all := draw(60, chart.Page()); c == nil { // which is as high as it takes
		t.Errorf("nor on %s: %+v", chart.Page().Name, all)
	}
}
