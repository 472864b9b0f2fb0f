package flow_test

import (
	"slices"
	"strings"
	"testing"

	"daoyin/internal/flow"
	"daoyin/internal/problem"
)

// Each source stands under a fence in line 1, and its header is lines 2 and 3.
// A wanted problem is line:column code, and words that the message or the hint
// must have.
const header = "标题 图\n主体 甲 | 乙\n"

var mistakes = []struct {
	name   string
	kind   flow.Kind
	source string // under the header, unless it begins with a line of its own
	want   []string
}{
	{"nothing at all", flow.RouteMap, "\n", []string{
		"1:1 flow-syntax 主体", "1:1 flow-syntax 标题", "1:1 flow-syntax 还没有步骤"}},
	{"no title, no actors", flow.RouteMap, "\n起点 一 @甲\n终点 二", []string{
		"1:1 flow-syntax 主体", "1:1 flow-syntax 标题"}},
	{"no actors in a guide map", flow.GuideMap, "标题 图\n起点 一\n终点 二", nil},
	{"an actor in a guide map without any", flow.GuideMap, "标题 图\n起点 一 @甲\n终点 二", []string{"3:6 flow-actor 主体 信访人"}},
	{"header lines twice", flow.RouteMap, "标题 图\n  标题 图\n副题 一\n副题：二\n主体 甲\n主体 乙\n起点 一 @甲\n终点 二", []string{
		"3:3 flow-syntax 写了两次", "5:1 flow-syntax 写了两次", "7:1 flow-syntax 写了两次"}},
	{"no value", flow.RouteMap, "起点 一 @甲\n  说明\n  期限：\n终点 二 @乙", []string{
		"5:3 flow-syntax 没有内容", "6:3 flow-syntax 自收到之日起15日"}},
	{"actors", flow.RouteMap, "标题 图\n主体 甲 | 乙 || 乙 | 丙@ | 丁 | 戊 | 己 | 庚 | 辛\n起点 一 @甲\n步骤 一二 @乙\n步骤 丁 @丁\n步骤 戊 @戊\n步骤 己 @己\n步骤 庚 @庚\n终点 二 @辛", []string{
		"3:11 flow-syntax 少了一个", "3:13 flow-syntax 写了两次", "3:18 flow-syntax @", "3:38 flow-syntax 超过了6个"}},
	{"an unknown keyword", flow.RouteMap, "起点 一 @甲\n步聚 中 @乙\n  说名 好\n终点 二", []string{
		"5:1 flow-syntax 是不是想写“步骤”", "6:3 flow-syntax 是不是想写“说明”"}},
	{"a keyword that looks otherwise", flow.RouteMap, "开始 一 @甲\n  备注：好\n问题 三\n  是 → 一\n  否 → 二\n结束 二 @乙\n副标题 小", []string{
		"4:1 flow-syntax 起点", "5:3 flow-syntax 说明", "6:1 flow-syntax 判断", "9:1 flow-syntax 终点", "10:1 flow-syntax 副题"}},
	{"an actor line that is called otherwise", flow.RouteMap, "标题 图\n泳道 甲 | 乙\n起点 一 @甲\n终点 二 @乙", []string{"3:1 flow-syntax 主体"}},
	{"a keyword that nobody knows", flow.RouteMap, "起点 一 @甲\n处理意见 中 @乙\n  期限 15日\n  → 二\n终点 二", []string{"5:1 flow-syntax 步骤"}},
	{"stray words take nothing along", flow.RouteMap, "起点 一 @甲\n判断 问 @乙\n请注意\n  是 → 二\n  否 → 一\n终点 二", []string{"6:1 flow-syntax 不认识“请注意”"}},
	{"stray words are no steps of one name", flow.RouteMap, "起点 一 @甲\n请注意\n请注意\n处理 二\n终点 二 @乙", []string{
		"5:1 flow-syntax 不认识“请注意”", "6:1 flow-syntax 不认识“请注意”", "7:1 flow-syntax 不认识“处理”"}},
	{"an outcome without its arrow", flow.RouteMap, "起点 一 @甲\n判断 问 @乙\n  是 → 二\n  否 三\n终点 二\n终点 三", []string{"7:3 flow-syntax 标签 → 目标"}},
	{"no space after the keyword", flow.RouteMap, "起点一 @甲\n  期限15日\n终点 二 @乙", []string{
		"4:1 flow-syntax 空格", "5:3 flow-syntax 空格"}},
	{"attributes without a step", flow.RouteMap, "说明 好\n→ 一\n阶段 头\n  地点 那里\n  是 → 一\n起点 一 @甲\n终点 二 @乙", []string{
		"4:1 flow-syntax 还没有步骤", "5:1 flow-syntax 还没有步骤", "7:3 flow-syntax 还没有步骤", "8:3 flow-syntax 还没有步骤"}},
	{"attributes of a stage", flow.RouteMap, "起点 一 @甲\n阶段 头\n  说明 好\n  → 二\n终点 二 @乙", []string{
		"6:3 flow-syntax 阶段", "7:3 flow-syntax 阶段"}},
	{"a stage without steps", flow.RouteMap, "阶段 空\n阶段 头\n起点 一 @甲\n终点 二 @乙\n阶段 尾", []string{
		"4:4 flow-syntax 没有步骤", "8:4 flow-syntax 没有步骤"}},
	{"attributes twice", flow.RouteMap, "起点 一 @甲\n  期限 15日\n  期限 15日\n  地点 那里\n  地点 那里\n  说明 好\n  说明 好\n终点 二 @乙", []string{
		"6:3 flow-syntax 两次“期限”", "8:3 flow-syntax 两次“地点”"}},
	{"steps without title", flow.RouteMap, "起点 @甲\n步骤\n步骤 → 二\n步骤 [三]\n步骤 ？！\n终点 二 @乙", []string{
		"4:1 flow-syntax 没有标题", "5:1 flow-syntax 没有标题", "6:4 flow-syntax 箭头", "7:1 flow-syntax 没有标题", "8:4 flow-syntax 没有文字"}},
	{"names", flow.RouteMap, "起点 一 [ @甲\n步骤 二二 []\n步骤 三 @乙 [三三]\n终点 二", []string{
		"4:6 flow-syntax 成对", "5:7 flow-syntax 没有名字", "6:6 flow-actor 写在@主体前面"}},
	{"marks of actors", flow.RouteMap, "起点 一 @甲 @乙\n步骤 中 @\n步骤 丙 @ 乙 → 二\n终点 二 @乙", []string{
		"4:9 flow-syntax 两个主体", "5:6 flow-syntax 没有主体", "6:10 flow-syntax 同一行"}},
	{"arrows", flow.RouteMap, "起点 一 @甲\n  →\n判断 问 @乙\n  是 → \n  否 → 二 → 三\n  再 => 二\n终点 二", []string{
		"5:3 flow-syntax 没有目标", "7:5 flow-syntax 没有目标", "8:9 flow-syntax 两个箭头", "9:5 flow-syntax 不是箭头"}},
	{"arrows that a step cannot have", flow.RouteMap, "起点 一 @甲\n  → 三\n  → 二\n步骤 三 @乙\n  好 → 二\n终点 二\n  → 一", []string{
		"6:3 flow-syntax 两个去处", "8:3 flow-syntax 判断", "10:3 flow-syntax 终点后面"}},
	{"a keyword for a label", flow.RouteMap, "起点 一 @甲\n判断 问 @乙\n  材料 → 二\n  地点→一\n终点 二", []string{
		"6:3 flow-syntax 关键词", "7:3 flow-syntax 关键词"}},
	{"a label that reads as something to bring", flow.RouteMap, "起点 一 @甲\n判断 问 @乙\n  材料 齐全 → 二\n  否 → 一\n终点 二", []string{"6:9 flow-syntax 材料齐全"}},
	{"a keyword for a label, after a stage", flow.RouteMap, "起点 一 @甲\n阶段 头\n  材料 → 二\n终点 二 @乙", []string{"6:3 flow-syntax 关键词"}},
	{"a step without title and a target unknown", flow.RouteMap, "起点 @甲\n步骤 登记\n  → 登己\n终点 二 @乙", []string{
		"4:1 flow-syntax 没有标题", "6:5 flow-target 写图里一步的标题"}},
	{"links", flow.RouteMap, "起点 一 @甲\n  链接 文字\n  链接 a.md\n  链接 文字 http://a.cn\n  链接 [文字](a.md)\n  链接 文字 /a.md\n  链接 文字 ../a.md#条 \n  链接 x https://a.cn\n  链接 x a.html\n终点 二 @乙", []string{
		"5:6 flow-syntax 目标", "6:6 flow-syntax 没有文字", "7:9 flow-syntax https", "8:6 flow-syntax 目标", "9:9 flow-syntax 目标", "12:8 flow-syntax 目标"}},
	{"limits", flow.RouteMap, "起点 一 @甲\n  期限 十五日\n步骤 a @乙\n  期限 3个月\n步骤 b\n  期限：15天内\n步骤 c\n  期限 自受理60日\n终点 二", []string{
		"5:6 flow-limit 自受理之日起60日", "7:6 flow-limit 单位", "9:6 flow-limit 5个工作日", "11:6 flow-limit 15日"}},
	{"citations", flow.RouteMap, "起点 一 @甲\n  依据 条例第五条\n  依据 《条例》第五条，见《复议法》、附件；\n  依据 《条例》第五条和第六条\n  依据 《条例》 第五条　第六条；《复议法》\n  依据 《条例》第六条第九千5000款 见 附件\n终点 二 @乙", []string{
		"5:6 flow-cite 条例第五条", "6:14 flow-cite 见", "6:21 flow-cite 附件", "7:13 flow-cite 和", "9:13 flow-cite “第九千5000款 见 附件”"}},
	{"targets", flow.RouteMap, "起点 提出诉求 @甲\n判断 受理吗？ @乙\n  是 → 登己\n  否→提出诉救 \n步骤 登记\n判断 复查 [复查二]\n  是 → 复查\n  否 → 二。\n  再 → 二\n终点 二", []string{
		"6:7 flow-target 是不是想写“登记”", "7:5 flow-target 提出诉求", "10:7 flow-target 复查二", "11:7 flow-target 二"}},
	{"a target far from any step", flow.RouteMap, "起点 一 @甲\n  → 完全不同的一步\n步骤 中 @乙\n终点 二", []string{"5:5 flow-target 图里没有“完全不同的一步”"}},
	{"two steps of one name", flow.RouteMap, "起点 一 @甲\n判断 复查 @乙\n  是 → 完\n  否 → 复　查？\n  再 → 复查\n步骤 复查\n步骤 复 查? \n步骤 复 查？\n终点 完", []string{
		"9:4 flow-duplicate 第5行", "11:4 flow-duplicate 第10行"}},
	{"two names that differ in punctuation", flow.RouteMap, "起点 一 @甲\n判断 受理？ @乙\n  是 → 受理\n  否 → 完\n步骤 受理\n终点 完", []string{"8:4 flow-duplicate 第5行"}},
	{"two names that differ in width", flow.RouteMap, "起点 一，二 @甲\n步骤 一,二 @乙\n终点 完", []string{"5:4 flow-duplicate 都叫“一,二”"}},
	{"no start", flow.RouteMap, "步骤 一 @甲\n终点 二 @乙", []string{"4:4 flow-syntax 起点"}},
	{"no end", flow.RouteMap, "起点 一 @甲\n步骤 二 @乙", []string{"5:4 flow-dead-end 终点"}},
	{"an end in the wrong place", flow.RouteMap, "起点 一 @甲\n终点 二 @乙\n步骤 三\n步骤 四\n终点 五", []string{"6:4 flow-unreachable “二”是终点"}},
	{"several islands", flow.RouteMap, "起点 一 @甲\n终点 二 @乙\n步骤 三\n终点 四\n步骤 五\n  → 六\n步骤 六\n  → 七\n判断 七\n  是 → 五\n  否 → 二", []string{
		"6:4 flow-unreachable 终点", "8:4 flow-unreachable 加“→ 五”"}},
	{"what flows into an island later in the text", flow.RouteMap, "起点 一 @甲\n  → 完\n步骤 二 @乙\n  → 完\n步骤 三\n  → 二\n终点 完", []string{"8:4 flow-unreachable 去了别处"}},
	{"a circle without exit", flow.RouteMap, "起点 一 @甲\n判断 二 @乙\n  是 → 完\n  否 → 三\n终点 完\n步骤 三\n步骤 四\n  → 三", []string{"9:4 flow-dead-end 转圈"}},
	{"a question that falls through", flow.RouteMap, "起点 一 @甲\n判断 二 @乙\n步骤 三\n终点 完", []string{"5:4 flow-outcomes 没有出口"}},
	{"a question with one outcome", flow.RouteMap, "起点 一 @甲\n判断 二 @乙\n  是 → 一\n步骤 三\n终点 完", []string{"5:4 flow-outcomes 一个出口"}},
	{"two outcomes of one label", flow.RouteMap, "起点 一 @甲\n判断 二 @乙\n  是? → 一\n  是？ → 完\n终点 完", []string{"7:3 flow-outcomes “是？”"}},
	{"an outcome without label", flow.RouteMap, "起点 一 @甲\n判断 二 @乙\n  → 一\n  是 → 完\n终点 完", []string{"6:3 flow-syntax 没有标签"}},
	{"an actor that is not listed", flow.RouteMap, "标题 图\n主体 信访人 | 信访部门 | 财政局\n起点 一 @信访人\n步骤 二 ＠信房部门\n终点 完 @纪检监察机关", []string{
		"3:17 flow-actor 没有用到", "5:6 flow-actor 是不是想写“@信访部门”", "6:6 flow-actor 主体"}},
	{"long titles", flow.RouteMap, "标题 一二三四五六七八九十一二三四五\n主体 甲\n起点 一二三四五六七八九十一二三四 @甲\n终点 一二三四五六七八九十一二三四五", []string{
		"2:4 flow-long (warning) 15个字", "5:4 flow-long (warning) 说明"}},
	{"many steps", flow.RouteMap, "起点 一 @甲\n步骤 二 @乙\n" + repeat("步骤 第*回\n", 22) + "终点 完", []string{"1:1 flow-long (warning) 25步"}},
	{"many steps in a guide map", flow.GuideMap, "起点 一 @甲\n步骤 二 @乙\n" + repeat("步骤 第*回\n", 22) + "终点 完", nil},
	{"a deep guide map", flow.GuideMap, "起点 头 @甲\n" + repeat("判断 第*问\n  是 → 第*去\n  否 → 完\n步骤 第*去\n", 6) + "终点 完 @乙", []string{"25:4 flow-long (warning) 第6个问题"}},
	{"a broad guide map", flow.GuideMap, "起点 一 @甲\n判断 二 @乙\n" + repeat("  第*个 → 完\n", 9) + "终点 完", []string{"5:4 flow-long (warning) 9个出口"}},
}

// repeat writes s n times, counting where it has a star.
func repeat(s string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(s, "*", string(rune('A'+i))))
	}
	return b.String()
}

func TestMistakes(t *testing.T) {
	for _, c := range mistakes {
		t.Run(c.name, func(t *testing.T) {
			source := c.source
			if !strings.HasPrefix(source, "标题") && !strings.HasPrefix(source, "\n") {
				source = header + source
			}
			_, problems := parse(c.kind, source)
			checkPlaces(t, source, problems)
			compare(t, problems, c.want)
		})
	}
}

// compare sees to it that the problems are those wanted, each with its words.
func compare(t *testing.T, problems []problem.Problem, want []string) {
	t.Helper()
	rest := slices.Clone(want)
	for _, p := range problems {
		i := slices.IndexFunc(rest, func(w string) bool {
			words, found := strings.CutPrefix(w, shown(p)+" ")
			return found && strings.Contains(p.Message+p.Hint, words)
		})
		if i < 0 {
			t.Errorf("not wanted: %s %s %s", shown(p), p.Message, p.Hint)
			continue
		}
		rest = slices.Delete(rest, i, i+1)
	}
	for _, w := range rest {
		t.Errorf("missing: %s", w)
	}
}

// One run tells every kind of mistake, and nothing that only follows.
func TestEveryCodeInOneRun(t *testing.T) {
	source := `标题 信访事项办理的完整路线图和说明
主体 信访人 | 信访部门 | 财政局
起点 提出诉求 @信访人
  说明 好
  依据 条例第十七条
判断 有没有法定途径？ @信访不门
  没有 → 登己
  没有 → 导入法定途径
终点 导入法定途径 @信访部门
步骤 登记 @信访部门
  期限 十五天
  说名 好
步骤 登记
判断 受理吗？
  是 → 调查
步骤 调查
步骤 核对
  → 调查
终点 完
`
	_, problems := parse(flow.RouteMap, source)
	checkPlaces(t, source, problems)
	compare(t, problems, []string{
		"2:4 flow-long (warning) 15个字",
		"3:17 flow-actor 财政局",
		"6:6 flow-cite 条例第十七条",
		"7:13 flow-actor @信访部门",
		"8:8 flow-target 登记",
		"9:3 flow-outcomes 没有",
		"12:6 flow-limit 15日",
		"13:3 flow-syntax 说明",
		"14:4 flow-duplicate 第11行",
		"15:4 flow-outcomes 一个出口",
		"17:4 flow-dead-end 转圈",
		"20:4 flow-unreachable 核对",
	})
}
