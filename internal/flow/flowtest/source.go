package flowtest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"daoyin/internal/flow"
	"daoyin/internal/problem"
)

// Random returns a random valid flow.
func Random(r *rand.Rand, o Options) *flow.Graph {
	var problems problem.List
	return flow.Parse(o.Kind, problem.Position{File: "random.md", Line: 1, Column: 1}, Lines(Source(r, o)), &problems)
}

// Lines returns the source of a block as the lines of a file of which the
// fence is line 1.
func Lines(source string) []flow.Line {
	var lines []flow.Line
	for i, text := range strings.Split(source, "\n") {
		lines = append(lines, flow.Line{Text: text, At: problem.Position{File: "random.md", Line: i + 2, Column: 1}})
	}
	return lines
}

// Source returns the source of a random valid flow, as differently written as
// editors may write.
func Source(r *rand.Rand, o Options) string {
	o = o.bounded()
	w := &writer{Rand: r, steps: plan(r, o)}
	w.head(o)
	stages := 0
	for i, s := range w.steps {
		if w.chance(0.15) && stages < 6 {
			stages++
			w.line("", "阶段", fmt.Sprintf("%s之%d", w.pick("提出", "转办", "受理与办理", "不服：复查、复核"), stages))
		}
		w.step(i, s)
	}
	return w.String()
}

type writer struct {
	*rand.Rand
	strings.Builder
	steps  []step
	actors []string
	titles []string
	names  []string // by which arrows find each step
}

func (w *writer) chance(p float64) bool { return w.Float64() < p }

func (w *writer) pick(of ...string) string { return of[w.IntN(len(of))] }

// line writes a keyword's line in one of the ways that mean the same.
func (w *writer) line(indent, keyword, value string) {
	gap := " "
	if w.chance(0.2) {
		gap = w.pick("  ", "\u3000", "：", ": ", "\t")
	}
	w.raw(indent + keyword + gap + value)
}

func (w *writer) raw(line string) {
	if w.chance(0.03) {
		w.WriteString(w.pick("\n", "# 一行附注\n", "   \n", "  #→ 登记\n"))
	}
	w.WriteString(line + w.pick("", "", "", " ", "\u3000") + "\n")
}

func (w *writer) head(o Options) {
	w.line("", "标题", w.pick("信访事项办理路线图", "我的事该找谁？", "复查 → 复核", "A：B, C"))
	if w.chance(0.7) {
		w.line("", "副题", w.pick("从提出诉求到程序终结，每一步谁来办", "简介：第1步 提出诉求", "# 1"))
	}
	all := []string{"信访人", "信访部门", "有权处理机关", "上一级机关", "乡镇（街道）", "机关、单位"}
	w.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	most := min(o.MaxActors, len(all), len(w.steps))
	if o.Kind == flow.RouteMap || w.chance(0.5) {
		w.actors = all[:1+w.IntN(most)]
		w.line("", "主体", strings.Join(w.actors, w.pick(" | ", "|", " ｜ ")))
	}
	w.nameSteps()
}

// nameSteps gives each step a title and a name; some titles look like other
// things, and some steps share a title.
func (w *writer) nameSteps() {
	verbs := []string{"登记", "转送", "审查", "补正", "告知", "核对", "受理", "调查"}
	things := []string{"诉求", "材料", "事项", "意见", "结果", "身份"}
	order := w.Perm(len(verbs) * len(things))
	for i, s := range w.steps {
		k := order[i%len(order)]
		title := verbs[k/len(things)] + things[k%len(things)]
		if i >= len(order) {
			title += fmt.Sprint("第", i, "次")
		}
		switch {
		case s.kind == flow.Decision:
			title += w.pick("？", "?", "吗？", "")
		case w.chance(0.1):
			title = w.pick("第3步 ", "（起点）", "a：第2步 ", "[1] ", "#", "—", "回到：", "A|B, ", "1.") + title
		}
		name := title
		if i > 0 && w.chance(0.1) {
			name, title = fmt.Sprintf("%s[%d]", title, i), w.titles[w.IntN(i)]
			name = strings.NewReplacer("[", "", "]", "").Replace(name)
		}
		w.titles = append(w.titles, title)
		w.names = append(w.names, name)
	}
}

func (w *writer) step(i int, s step) {
	title := w.titles[i]
	if w.names[i] != title {
		title += w.pick(" [", "［", " 【") + w.names[i] + w.pick("]", "］", "】")
	}
	switch {
	case i < len(w.actors): // each at least once
		title += w.pick(" @", "@", " ＠ ") + w.actors[i]
	case len(w.actors) > 0 && w.chance(0.8):
		title += w.pick(" @", "@") + w.actors[w.IntN(len(w.actors))]
	}
	w.line(w.pick("", "", "", "  "), s.kind.String(), title)
	if w.chance(0.3) {
		w.arrows(s)
		w.attributes()
	} else {
		w.attributes()
		w.arrows(s)
	}
}

func (w *writer) attributes() {
	indent := w.pick("  ", "\t", "    ", "")
	for w.chance(0.4) {
		w.line(indent, "说明", w.pick("网上、来信、来电、来访都可以", "先看[须知](laifang.md)，**再来**", "说明 → 不是箭头", "第1步 提出", "“: ”", "- 一"))
	}
	if w.chance(0.4) {
		w.line(indent, "期限", w.pick("15日", "5个工作日", "自收到之日起15日", "自受理之日起60日，可延长30日", "自 受理 之日起 60日, 可延长30日"))
	}
	if w.chance(0.5) {
		w.line(indent, "依据", w.pick("《信访工作条例》第十七条、第二十条", "《信访工作条例》第三十一条第（六）项",
			"《行政复议法》；《信访工作条例》第22条第2款", "《民法典》第二百八十七条之一 第三条", "《甲〈乙〉》, 《信访工作条例》第三十四条"))
	}
	for w.chance(0.2) {
		w.line(indent, "材料", w.pick("身份证", "书面答复的复印件", "原件 → 复印件", "材料：合同"))
	}
	if w.chance(0.2) {
		w.line(indent, "地点", w.pick("市信访接待中心", "网上信访"))
	}
	for w.chance(0.15) {
		w.line(indent, "链接", w.pick("打开网上信访 https://wsxf.gjxfj.gov.cn", "网上怎么提　wangshang.md", "费用 多少 ../faq/fees.md#标题", "条例 ../laws/x.yaml"))
	}
}

func (w *writer) arrows(s step) {
	labels := []string{"是", "否", "有", "没有", "材料齐全", "不服：回到第1步 的", "含： 第2步", "30日内, 可以", "A|B", "步骤一", "甲-乙", "：", "其他"}
	order := w.Perm(len(labels))
	for i, to := range s.out {
		target := w.names[to]
		if w.chance(0.2) {
			target = strings.NewReplacer("？", "?", "：", ":", " ", "　").Replace(target)
		}
		sign := w.pick("→", " → ", " -> ", "->", " －＞ ") + w.pick("", " ")
		switch indent := w.pick("  ", "\t", ""); {
		case s.kind == flow.Decision && i < len(labels):
			w.raw(indent + labels[order[i]] + sign + target)
		case s.kind == flow.Decision:
			w.raw(indent + fmt.Sprint("第", i, "种") + sign + target)
		case s.jumps:
			w.raw(indent + strings.TrimLeft(sign, " ") + target)
		}
	}
}
