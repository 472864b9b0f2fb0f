package poster

import (
	"bytes"
	"testing"

	"daoyin"
	"daoyin/internal/chart"
	"daoyin/internal/content"
	"daoyin/internal/font"
	"daoyin/internal/markdown"
	"daoyin/internal/problem"
	"daoyin/internal/typeset"
)

func TestCanvasNames(t *testing.T) {
	for name, want := range map[string]struct {
		w, h  float64
		paper bool
	}{
		"a3": {842, 1191, true}, "A3": {842, 1191, true}, "a3横": {1191, 842, true}, "a1-landscape": {2382, 1684, true},
		"a4竖": {595, 841, true}, "1920x1080": {1920, 1080, false}, "1080×1920": {1080, 1920, false}, "640X360": {640, 360, false},
	} {
		c, ok := Canvas(name)
		if !ok || c.Width != want.w || c.Height != want.h || c.Paper != want.paper || c.MinText < leastOnPaper {
			t.Errorf("%s: %+v, %v", name, c, ok)
		}
	}
	for _, name := range []string{"", "a5", "b3", "1920", "x", "10x10", "1920x1080x2", "99999x99999", "a3x"} {
		if c, ok := Canvas(name); ok {
			t.Errorf("%q: %+v", name, c)
		}
	}
	if c, _ := Canvas("1080x1920"); c != chart.Totem() {
		t.Errorf("the upright screen is %+v", c)
	}
}

func press(t testing.TB) *Press {
	t.Helper()
	fonts, err := font.Carried(daoyin.Files)
	if err != nil {
		t.Fatal(err)
	}
	return NewPress(typeset.NewSetter(fonts, nil))
}

func page(t *testing.T, flow string) *content.Page {
	t.Helper()
	var problems problem.List
	p := content.ParsePage(markdown.NewParser("路线图"), "content/guides/x.md", []byte("---\ntitle: 题\n---\n\n```路线图\n"+flow+"```\n"), &problems)
	if problems.HasErrors() {
		t.Fatal(problems.Sorted())
	}
	return p
}

const small = "标题 办理\n主体 甲 | 乙\n起点 提出 @甲\n  说明 **写明**请求\n步骤 登记 @乙\n  期限 自收到之日起15日\n终点 办结 @甲\n"

func TestEveryFormatTwiceTheSame(t *testing.T) {
	p := press(t)
	var problems problem.List
	drawn := p.Draw(&page(t, small).Flows[0], chart.A3(), "2026-11-20", &problems)
	if drawn == nil || problems.Len() > 0 {
		t.Fatal(problems.Sorted())
	}
	for name, begins := range map[string]string{"x.svg": "<svg", "x.PDF": "%PDF-", "x.png": "\x89PNG"} {
		one, err := p.Write(*drawn.Scene, name)
		if err != nil || !bytes.HasPrefix(one, []byte(begins)) {
			t.Errorf("%s: %v", name, err)
		}
		if two, _ := p.Write(*drawn.Scene, name); !bytes.Equal(one, two) {
			t.Errorf("%s differs when written again", name)
		}
	}
	if _, err := p.Write(*drawn.Scene, "x.gif"); err == nil {
		t.Error("a format that is not known is written")
	}
}

// A character without an outline is told at its place, never drawn as a box.
func TestMissingCharacterIsAProblem(t *testing.T) {
	p := press(t)
	var problems problem.List
	flow := "标题 办理\n主体 甲\n起点 提出𠮷 @甲\n  说明 某某㛃说\n终点 办结 @甲\n"
	if drawn := p.Draw(&page(t, flow).Flows[0], chart.A3(), "", &problems); drawn != nil {
		t.Error("drawn all the same")
	}
	var lines []int
	for _, found := range problems.Sorted() {
		if found.Code == "font-missing" {
			lines = append(lines, found.Line)
		}
	}
	if len(lines) != 2 || lines[0] != 8 || lines[1] != 9 {
		t.Errorf("told at lines %v", lines)
	}
}
