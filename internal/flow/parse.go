package flow

import (
	"slices"
	"strconv"
	"strings"

	"daoyin/internal/problem"
)

const maxActors = 6

// Parse reads the lines of a block. opening is the place of the fence line. It
// returns the flow as far as it could be read; whether it may be used is told
// by problems.
func Parse(kind Kind, opening problem.Position, lines []Line, problems *problem.List) *Graph {
	p := &parser{graph: &Graph{Kind: kind, At: opening}, problems: problems, stage: -1}
	for _, line := range lines {
		p.line(Words(line))
	}
	p.header()
	p.resolve()
	p.check()
	for _, d := range p.drafts {
		p.graph.Steps = append(p.graph.Steps, d.Step)
	}
	return p.graph
}

type parser struct {
	graph    *Graph
	problems *problem.List
	title    *Words  // nil until read, like the next two
	subtitle *Words  //
	actors   []Words // the names of the 主体 line
	lanes    bool    // a 主体 line was there
	drafts   []*draft
	ways     []ways // of each draft; made by resolve
	current  *draft // what a line without a step of its own belongs to; nil at a stage's head
	stage    int    // index of graph.Stages, or -1
}

// draft is a step while it is being read.
type draft struct {
	Step
	title  Words
	name   Words // where the name stands: in brackets, or the title
	actor  Words // with its @; zero if none
	arrows []pending
	guess  bool // the line was no step line; it is only taken for one
	unsure bool // something about its ways out is wrong and has been told
}

// pending is an arrow whose target has not been looked up.
type pending struct {
	label  Words
	sign   Words // the → itself
	target Words
}

func (p *parser) syntax(at problem.Position, what, how string) {
	p.problems.Error("flow-syntax", at, what, how)
}

// keywords are all words that a line may begin with.
var keywords = [...]string{
	"标题", "副题", "主体", "阶段", "起点", "步骤", "判断", "终点",
	"说明", "期限", "依据", "材料", "地点", "链接",
}

// takenFor are words that editors use instead of a keyword and that look
// unlike it.
func takenFor(word string) string {
	switch word {
	case "开始", "起始", "开头":
		return "起点"
	case "结束", "完成", "结果", "去处":
		return "终点"
	case "问题", "条件", "分支":
		return "判断"
	case "副标题":
		return "副题"
	case "备注", "注":
		return "说明"
	case "泳道", "角色", "部门":
		return "主体"
	}
	return problem.Nearest(word, keywords[:])
}

// form shows how a keyword's line is written.
func form(keyword string) string {
	example := map[string]string{
		"标题": "信访事项办理路线图", "副题": "每一步谁来办、最多多少天", "主体": "信访人 | 信访部门",
		"阶段": "提出与转办", "起点": "提出诉求 @信访人", "步骤": "登记 @信访部门",
		"判断": "是否受理？ @有权处理机关", "终点": "程序终结 @信访人", "说明": "网上、来信、来访都可以",
		"期限": "自收到之日起15日", "依据": "《信访工作条例》第二十二条", "材料": "身份证",
		"地点": "市信访接待中心", "链接": "网上怎么提 wangshang.md",
	}[keyword]
	return "写成“" + keyword + " " + example + "”。"
}

// line reads one line of the block.
func (p *parser) line(raw Words) {
	w := raw.trim()
	if w.Text == "" || w.Text[0] == '#' {
		return
	}
	word, value := cutWord(w)
	if slices.Contains(keywords[:], word.Text) {
		p.read(word, value)
		return
	}
	if start, end, found := arrow(w.Text); found {
		p.arrow(pending{w.part(0, start).trim(), w.part(start, end), w.from(end).trim()})
		return
	}
	if start, end, found := almostArrow(w.Text); found {
		sign := w.part(start, end)
		p.syntax(sign.At, "“"+sign.Text+"”不是箭头", "箭头写成“→”，或者“->”。")
		p.arrow(pending{w.part(0, start).trim(), sign, w.from(end).trim()})
		return
	}
	p.unknown(w, word, value, raw.At == w.At)
}

// cutWord parts a line at the spaces or colons after its first word.
func cutWord(w Words) (word, value Words) {
	separates := func(r rune) bool { return isSpace(r) || narrow(r) == ':' }
	end := strings.IndexFunc(w.Text, separates)
	if end <= 0 {
		return w, w.from(len(w.Text))
	}
	rest := strings.TrimLeftFunc(w.Text[end:], separates)
	return w.part(0, end), w.from(len(w.Text) - len(rest))
}

// read reads a line that begins with a keyword.
func (p *parser) read(word, value Words) {
	kind, isStep := stepKind(word.Text)
	if start, end, found := arrow(value.Text); found && start == 0 && !isStep {
		p.arrow(pending{word, value.part(0, end), value.from(end).trim()})
		return
	}
	if value.Text == "" && !isStep {
		p.syntax(word.At, "“"+word.Text+"”后面没有内容", form(word.Text))
		return
	}
	switch {
	case isStep:
		p.step(kind, word, value)
	case word.Text == "标题":
		p.once(&p.title, word, value)
	case word.Text == "副题":
		p.once(&p.subtitle, word, value)
	case word.Text == "主体":
		p.actorLine(word, value)
	case word.Text == "阶段":
		p.graph.Stages = append(p.graph.Stages, Stage{Title: value.Text, At: value.At})
		p.stage = len(p.graph.Stages) - 1
		p.current = nil
	default:
		p.attribute(word, value)
	}
}

// once keeps the value of a line that may be written only once.
func (p *parser) once(field **Words, word, value Words) {
	if *field != nil {
		p.syntax(word.At, "“"+word.Text+"”写了两次", "一张图只写一行“"+word.Text+"”，请删掉一行。")
		return
	}
	*field = &value
}

func (p *parser) actorLine(word, value Words) {
	if p.lanes {
		p.syntax(word.At, "“主体”写了两次", "一张图只写一行“主体”，各主体用“|”隔开，请合成一行。")
		return
	}
	p.lanes = true
	for rest, more := value, true; more; {
		name := rest
		start, end := index(rest.Text, '|')
		if more = start >= 0; more {
			name, rest = rest.part(0, start), rest.from(end)
		}
		name = name.trim()
		same := func(other Words) bool { return key(other.Text) == key(name.Text) }
		at, _ := index(name.Text, '@')
		switch {
		case name.Text == "":
			p.syntax(name.At, "这里少了一个主体", "两个“|”中间要有名称；多出来的“|”请删掉。")
		case at >= 0:
			p.syntax(name.part(at, at).At, "主体的名称里不能有“@”", form("主体"))
		case slices.ContainsFunc(p.actors, same):
			p.syntax(name.At, "主体“"+name.Text+"”写了两次", "每个主体只写一次，请删掉一处。")
		default:
			p.actors = append(p.actors, name)
			if len(p.actors) == maxActors+1 {
				p.syntax(name.At, "主体超过了"+strconv.Itoa(maxActors)+"个", "一张图最多"+strconv.Itoa(maxActors)+"个主体；请合并，或者分成两张图。")
			}
		}
	}
}

// arrow reads an outcome or where a step goes next.
func (p *parser) arrow(a pending) {
	if word := a.label.Text; slices.Contains(keywords[:], word) {
		p.syntax(a.label.At, "“"+word+"”是关键词，不能作出口的标签", "请换一个说法，例如“有"+word+" → …”。")
		if p.current == nil {
			return
		}
	}
	if p.current == nil {
		first := a.label
		if first.Text == "" {
			first = a.sign
		}
		p.homeless(first, "箭头")
		return
	}
	if start, _, found := arrow(a.target.Text); found {
		p.syntax(a.target.from(start).At, "一行里有两个箭头", "一行只写一个箭头：“标签 → 目标”。")
		a.target = a.target.part(0, start).trim()
	}
	if a.target.Text == "" {
		p.syntax(a.sign.At, "箭头后面没有目标", "箭头后面写要去的步骤，例如“→ 登记”。")
	}
	p.current.arrows = append(p.current.arrows, a)
}

// homeless tells of a line that has no step to belong to.
func (p *parser) homeless(w Words, what string) {
	if len(p.drafts) == 0 {
		p.syntax(w.At, what+"前面还没有步骤", "先写“起点”“步骤”“判断”或者“终点”一行，再在它下面写"+what+"。")
		return
	}
	p.syntax(w.At, what+"不能紧跟在“阶段”后面", what+"要写在它所说的那一步下面。")
}

// unknown reads a line whose first word means nothing, and goes on with what
// the editor most likely meant, so that one slip is told once.
func (p *parser) unknown(w, word, value Words, flush bool) {
	for _, k := range keywords {
		if strings.HasPrefix(w.Text, k) {
			p.syntax(w.At, "“"+k+"”后面少了一个空格", form(k))
			p.read(w.part(0, len(k)), w.from(len(k)))
			return
		}
	}
	what := "不认识“" + word.Text + "”"
	if near := takenFor(word.Text); near != "" && value.Text != "" {
		p.syntax(word.At, what, "是不是想写“"+near+"”？")
		p.read(Words{Text: near, At: word.At}, value)
		return
	}
	p.syntax(word.At, what, "每行开头写这些词中的一个："+strings.Join(keywords[:], "、")+"；出口写成“标签 → 目标”。")
	if p.current != nil {
		p.current.unsure = true // it may have been one of its arrows
	}
	if at, _ := index(w.Text, '@'); at >= 0 || flush {
		p.guess(w, value)
	}
}

// header finishes what stands above the steps.
func (p *parser) header() {
	g := p.graph
	if p.title == nil {
		p.syntax(g.At, "这张"+g.Kind.String()+"没有标题", "在开头加一行：标题 ……")
	} else {
		g.Title = p.title.Text
	}
	if p.subtitle != nil {
		g.Subtitle = p.subtitle.Text
	}
	if !p.lanes && g.Kind == RouteMap {
		p.syntax(g.At, "这张路线图没有写主体", "在开头加一行：主体 信访人 | 信访部门 ……，最多"+strconv.Itoa(maxActors)+"个。")
	}
	for _, a := range p.actors {
		g.Actors = append(g.Actors, a.Text)
	}
	used := make([]bool, len(g.Stages))
	for _, d := range p.drafts {
		if d.Stage >= 0 {
			used[d.Stage] = true
		}
	}
	for i, s := range g.Stages {
		if !used[i] {
			p.syntax(s.At, "阶段“"+s.Title+"”里没有步骤", "在它下面写步骤，或者删掉这一行。")
		}
	}
}
