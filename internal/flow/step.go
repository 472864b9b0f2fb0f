package flow

import (
	"strings"
	"unicode/utf8"
)

// step reads the line that begins a step: title, [name], @actor.
func (p *parser) step(kind StepKind, word, value Words) {
	d := p.begin(kind)
	title := value
	if at, after := index(value.Text, '@'); at >= 0 {
		title, d.actor = value.part(0, at).trim(), value.from(at)
		p.actorMark(d, after-at)
	}
	p.cutArrow(d, &title)
	d.title, d.name = p.cutName(title)
	d.Title, d.Name, d.At = d.title.Text, d.name.Text, d.title.At
	d.Anchor = anchor(d.Name)
	switch {
	case d.Title == "":
		if !d.unsure { // an arrow instead of a title has been told
			p.syntax(word.At, "“"+word.Text+"”后面没有标题", form(word.Text))
		}
		d.At = word.At
		d.guess = true
	case d.Anchor == "":
		p.syntax(d.name.At, "“"+d.Name+"”里没有文字", "标题里要有汉字、字母或者数字。")
		d.guess = true
	}
}

func (p *parser) begin(kind StepKind) *draft {
	d := &draft{Step: Step{Kind: kind, Actor: -1, Stage: p.stage}}
	p.drafts = append(p.drafts, d)
	p.current = d
	return d
}

// guess takes a line that could not be read for a step, so that arrows to it
// and lines below it cause no further messages.
func (p *parser) guess(w, value Words) {
	if value.Text == "" {
		value = w
	}
	d := p.begin(Work)
	d.guess, d.unsure = true, true
	if at, _ := index(value.Text, '@'); at >= 0 {
		value, d.actor = value.part(0, at).trim(), value.from(at)
	}
	d.title, d.name = value, value
	d.Title, d.Name, d.At, d.Anchor = value.Text, value.Text, value.At, anchor(value.Text)
}

// actorMark looks at what follows the title: @ (of that many bytes) and a name.
func (p *parser) actorMark(d *draft, sign int) {
	if second, _ := index(d.actor.Text[sign:], '@'); second >= 0 {
		p.syntax(d.actor.from(sign+second).At, "一步写了两个主体", "每一步只写一个“@主体”，请删掉一个。")
		d.actor = d.actor.part(0, sign+second).trim()
	}
	p.cutArrow(d, &d.actor)
	if strings.TrimFunc(d.actor.Text[sign:], isSpace) == "" {
		p.syntax(d.actor.At, "“@”后面没有主体", "写成“@信访人”，或者删掉“@”。")
		d.actor = Words{}
	}
}

// cutArrow tells of an arrow on a step's own line, and leaves it out.
func (p *parser) cutArrow(d *draft, w *Words) {
	start, _, found := arrow(w.Text)
	if !found {
		return
	}
	p.syntax(w.from(start).At, "箭头不能和步骤写在同一行", "箭头另起一行，写在这一步下面：“→ 目标”。")
	*w = w.part(0, start).trim()
	d.unsure = true
}

// cutName parts 复查 [复查二] into title and name.
func (p *parser) cutName(w Words) (title, name Words) {
	open := strings.LastIndexAny(w.Text, "[［【")
	if open < 0 {
		return w, w
	}
	inner := w.from(open + width(w.Text[open:]))
	shut := strings.IndexAny(inner.Text, "]］】")
	switch {
	case shut < 0:
		p.syntax(w.from(open).At, "方括号没有成对", "名字写成“[名字]”，放在标题后面、@主体前面。")
		title = w.part(0, open).trim()
		return title, title
	case shut+width(inner.Text[shut:]) < len(inner.Text):
		return w, w // brackets inside a title are part of it
	}
	title, name = w.part(0, open).trim(), inner.part(0, shut).trim()
	if name.Text == "" {
		p.syntax(w.from(open).At, "方括号里没有名字", "写上名字，例如“步骤 复查 [复查二]”；不需要名字就删掉方括号。")
		name = title
	}
	return title, name
}

// width returns the bytes of the first character of s.
func width(s string) int {
	_, size := utf8.DecodeRuneInString(s)
	return size
}

// attribute reads a line about the current step.
func (p *parser) attribute(word, value Words) {
	d := p.current
	if d == nil {
		p.homeless(word, "“"+word.Text+"”")
		return
	}
	switch word.Text {
	case "说明":
		d.Notes = append(d.Notes, value)
	case "材料":
		d.Materials = append(d.Materials, value)
	case "依据":
		p.basis(d, value)
	case "链接":
		p.link(d, value)
	case "期限":
		if d.Limit != nil {
			p.twice(word)
			return
		}
		p.limit(d, value)
	case "地点":
		if d.Place.Text != "" {
			p.twice(word)
			return
		}
		d.Place = value
	}
}

func (p *parser) twice(word Words) {
	p.syntax(word.At, "这一步写了两次“"+word.Text+"”", "一步只写一行“"+word.Text+"”，请删掉一行。")
}

// link reads 文字 目标.
func (p *parser) link(d *draft, value Words) {
	const how = "写成“链接 文字 目标”，目标是本站页面的文件（../faq/fees.md）或者 https:// 开头的网址，文字和目标之间空一格。"
	cut := strings.LastIndexFunc(value.Text, isSpace)
	target := value.from(cut + 1)
	if cut >= 0 {
		target = value.from(cut).trim()
	}
	if !isTarget(target.Text) {
		p.syntax(target.At, "“"+target.Text+"”不是链接的目标", how)
		return
	}
	if cut < 0 {
		p.syntax(value.At, "链接只有目标，没有文字", how)
		return
	}
	d.Links = append(d.Links, Link{Text: value.part(0, cut).trim().Text, Target: target.Text, At: target.At})
}

// isTarget tells whether s has the form of a page's source path or of an https
// address. Whether the page is there is not known here.
func isTarget(s string) bool {
	if rest, found := strings.CutPrefix(s, "https://"); found {
		return rest != ""
	}
	path, _, _ := strings.Cut(s, "#")
	name := strings.TrimSuffix(strings.TrimSuffix(path, ".md"), ".yaml")
	return name != path && name != "" && !strings.HasSuffix(name, "/") &&
		!strings.HasPrefix(path, "/") && !strings.ContainsAny(path, ":\\[]()")
}
