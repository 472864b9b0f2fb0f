package flow_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"daoyin/internal/flow"
	"daoyin/internal/problem"
)

// parse reads a block whose fence stands in line 1.
func parse(kind flow.Kind, source string) (*flow.Graph, []problem.Problem) {
	var problems problem.List
	var lines []flow.Line
	for i, text := range strings.Split(source, "\n") {
		lines = append(lines, flow.Line{Text: text, At: problem.Position{File: "a.md", Line: i + 2, Column: 1}})
	}
	g := flow.Parse(kind, problem.Position{File: "a.md", Line: 1, Column: 1}, lines, &problems)
	return g, problems.Sorted()
}

// example is the 路线图 of the language's description, complete.
const example = `标题 信访事项办理路线图
副题 从提出诉求到程序终结，每一步谁来办、最多多少天
主体 信访人 | 信访部门 | 有权处理机关 | 上一级机关

阶段 提出与转办
起点 提出诉求 @信访人
  说明 网上、来信、来电、来访都可以；多人来访推选代表，不超过5人
  依据 《信访工作条例》第十七条、第二十条

判断 有没有法定途径？ @信访部门
  说明 应当通过诉讼、仲裁、行政复议等途径解决的，先走法定途径
  依据 《信访工作条例》第三十一条
  没有 → 登记
  有 → 导入法定途径

终点 导入法定途径 @信访部门
  说明 工作人员告知应当去哪里办

步骤 登记 @信访部门
步骤 转送、交办 @信访部门
  期限 自收到之日起15日
  依据 《信访工作条例》第二十二条

阶段 办理与答复
步骤 调查办理 @有权处理机关
  期限 自受理之日起60日，可延长30日
  依据 《信访工作条例》第三十四条
判断 同意答复吗？ @信访人
  同意 → 程序终结
  不同意 → 复查

阶段 复查与复核
步骤 复查 @上一级机关
  期限 30日
  依据 《信访工作条例》第三十五条
  材料 书面答复的复印件
  材料 复查申请一份
  地点 市信访接待中心
  链接 复查怎么申请 fucha.md
判断 同意复查意见吗？ @信访人
  同意 → 程序终结
  有新的事实 → 提出诉求
  不同意 → 复查 [复核]
步骤 复查 [复查 [复核]] @上一级机关
终点 程序终结 @信访人
`

var sound = strings.NewReplacer("→ 复查 [复核]", "→ 复核", "[复查 [复核]]", "[复核]").Replace(example)

func TestTheExampleIsSound(t *testing.T) {
	g, problems := parse(flow.RouteMap, sound)
	for _, p := range problems {
		t.Errorf("%d:%d %s %s", p.Line, p.Column, p.Code, p.Message)
	}
	if g.Title != "信访事项办理路线图" || len(g.Actors) != 4 || len(g.Stages) != 3 || len(g.Steps) != 11 {
		t.Fatalf("got %+v", g)
	}
	place := func(at problem.Position) string { return fmt.Sprintf("%d:%d", at.Line, at.Column) }
	office, review := g.Steps[4], g.Steps[9]
	for what, c := range map[string]struct{ got, want any }{
		"title kept as written": {g.Steps[1].Title, "有没有法定途径？"},
		"anchor":                {g.Steps[1].Anchor, "有没有法定途径"},
		"kind":                  {g.Steps[2].Kind, flow.End},
		"actor":                 {g.Actors[office.Actor], "信访部门"},
		"stage":                 {g.Stages[g.Steps[5].Stage].Title, "办理与答复"},
		"limit":                 {office.Limit.String(), "自收到之日起15日"},
		"place of the limit":    {place(office.Limit.At), "22:6"},
		"second article":        {g.Steps[0].Basis[1].Article.Number, 20},
		"place of the second":   {place(g.Steps[0].Basis[1].At), "9:19"},
		"place of the target":   {place(g.Steps[1].Out[1].At), "15:7"},
		"place of the link":     {place(g.Steps[7].Links[0].At), "40:13"},
		"name":                  {review.Name, "复核"},
		"title of the named":    {review.Title, "复查"},
		"goes on across stages": {office.Out[0].To == 5 && office.Out[0].Implied, true},
		"outcome":               {g.Steps[1].Out[0].Label + fmt.Sprint(g.Steps[1].Out[0].To), "没有3"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %v, want %v", what, c.got, c.want)
		}
	}
}

func TestWidthAndLayoutMakeNoDifference(t *testing.T) {
	plain := "标题 路\n主体 甲 | 乙\n起点 一 @甲\n判断 二? @乙\n  是 → 三\n  否 -> 一\n终点 三\n  期限 自受理之日起60日，可延长30日\n"
	for _, source := range []string{
		"标题：路\n主体: 甲｜乙\n起点　一＠甲\n判断 二？ @ 乙\n是->三\n\t否 －＞ 一 \n\n# 附注\n终点\t三\n期限：自受理之日起60日, 可延长30日",
		"  标题  路 \n  主体 甲|乙　\n  起点 一 @甲\n  判断 二? @乙\n      是 --> 三\n否→一\n终点 三\n期限 ：自受理之日起60日，可延长30日\n",
	} {
		want, _ := parse(flow.RouteMap, plain)
		got, problems := parse(flow.RouteMap, source)
		want.Steps[1].Title, want.Steps[1].Name = got.Steps[1].Title, got.Steps[1].Name // kept as written
		if len(problems) > 0 || !flow.Equal(got, want) {
			t.Errorf("%s\n%v\ngot\n%s", source, problems, flow.Format(got))
		}
	}
}

func TestCitationsMayBeSeparatedInManyWays(t *testing.T) {
	const want = "  依据 《关于甲，乙 丙的规定》第一条、第二条第三款、《复议法》、《复议法》第四条第（五）项\n"
	for _, basis := range []string{
		"  依据 《关于甲，乙 丙的规定》第一条、第二条第三款、《复议法》、《复议法》第四条第（五）项",
		"  依据 《关于甲，乙 丙的规定》 第 1 条，第２条第三款；《复议法》 《复议法》第4条第(5)项；",
		"  依据 《关于甲，乙 丙的规定》第一条\n  依据 《关于甲，乙 丙的规定》第二条第三款;《复议法》\n  依据 《复议法》第四条第（五）项",
	} {
		g, problems := parse(flow.GuideMap, "标题 图\n起点 一\n"+basis+"\n终点 二\n")
		if got := string(flow.Format(g)); len(problems) > 0 || !strings.Contains(got, want) {
			t.Errorf("%s: %v\n%s", basis, problems, got)
		}
	}
}

func TestAnchorsDependOnTheirOwnStepAlone(t *testing.T) {
	for title, want := range map[string]string{
		"有没有法定途径？":  "有没有法定途径",
		"转送、交办":     "转送交办",
		"Do: A (1)": "Do-A-1",
		"第１步 — 登记":  "第1步-登记",
		"不开，照常办":    "不开照常办",
		"⚠️ 注意":     "注意",
	} {
		g, problems := parse(flow.GuideMap, "标题 图\n起点 "+title+"\n终点 完\n")
		if len(problems) > 0 || g.Steps[0].Anchor != want {
			t.Errorf("%s: got %q %v, want %q", title, g.Steps[0].Anchor, problems, want)
		}
	}
}

func TestKindsOfFence(t *testing.T) {
	for info, want := range map[string]string{"路线图": "路线图", " 导引图 ": "导引图", "路线图 大": "路线图", "流程图": "", "": "", "go": ""} {
		kind, ok := flow.KindOf(info)
		if ok != (want != "") || ok && kind.String() != want {
			t.Errorf("%q: got %v, %v", info, kind, ok)
		}
	}
}

// shown is how the tables of mistakes write a problem.
func shown(p problem.Problem) string {
	s := fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Code)
	if p.Severity == problem.Warning {
		s += " (warning)"
	}
	return s
}

func checkPlaces(t *testing.T, source string, problems []problem.Problem) {
	t.Helper()
	lines := strings.Split(source, "\n")
	for _, p := range problems {
		if p.Line < 1 || p.Line > len(lines)+1 || p.Message == "" || p.Hint == "" {
			t.Errorf("a problem without place or words: %+v", p)
			continue
		}
		length := 0
		if p.Line > 1 {
			length = utf8.RuneCountInString(lines[p.Line-2])
		}
		if p.Column < 1 || p.Column > length+1 {
			t.Errorf("a problem outside of its line: %+v", p)
		}
	}
}
