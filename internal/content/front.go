package content

import (
	"slices"
	"strings"
	"unique"

	"daoyin/internal/problem"
	"daoyin/internal/yaml"
)

// splitFront parts a page's text into front matter and body. bodyLine is the
// line on which the body begins. Full-width dashes, and the long dashes that
// word processors make of ---, are understood.
func splitFront(source, text string, problems *problem.List) (front, body string, bodyLine int, ok bool) {
	lines := 0
	rest := text
	for {
		line, after, more := strings.Cut(rest, "\n")
		if strings.Trim(line, " \t\u3000") != "" || !more {
			break
		}
		rest = after
		lines++
	}
	opening, inner, _ := strings.Cut(rest, "\n")
	if !isFence(opening) {
		problems.Error("front-missing", problem.Position{File: source, Line: lines + 1}, "文件开头没有说明栏",
			"第一行写“---”，下面写“title: 标题”等几行，再写一行“---”，然后才是正文。")
		return "", "", 0, false
	}
	lines++
	first := lines + 1
	for from := inner; from != ""; {
		line, after, _ := strings.Cut(from, "\n")
		lines++
		if isFence(line) {
			return inner[:len(inner)-len(from)], after, lines + 1, true
		}
		from = after
	}
	problems.Error("front-open", problem.Position{File: source, Line: first - 1}, "说明栏没有结束",
		"说明栏写完以后，要单独写一行“---”。")
	return "", "", 0, false
}

func isFence(line string) bool {
	line = strings.TrimRight(line, " \t\u3000")
	count := 0
	for _, r := range line {
		if !strings.ContainsRune("-－—–―─", r) {
			return false
		}
		count++
	}
	return count >= 2
}

func readFront(p *Page, front string, line int, problems *problem.List) {
	at := problem.Position{File: p.Source, Line: line}
	yaml.Decode(front, at, &p.Front, problems)
	f := &p.Front
	head := problem.Position{File: p.Source, Line: max(1, line-1)}
	if f.Title.Value == "" {
		if p.Kind == FAQ && f.Question.Value != "" {
			f.Title = f.Question
		} else if f.Title.At.Line == 0 && !problems.Has("data-syntax") { // else it is there, and told
			problems.Error("data-missing", head, "缺少“title”", "请加一行“title: 标题”。")
		}
	}
	if p.Kind == Notice && f.Date.IsZero() && !problems.Has("data-syntax") && !problems.Has("data-unknown") && !problems.Has("data-value") {
		problems.Error("data-missing", head, "公告缺少“date”", "请加一行“date: 2026-11-22”这样的发布日期。")
	}
	onlyFor(Notice, "公告（notices）", p, problems, map[string]yaml.Text{"number": f.Number, "issuer": f.Issuer, "index": f.Index})
	onlyFor(FAQ, "常见问题（faq）", p, problems, map[string]yaml.Text{"question": f.Question, "short": f.Short})
	begin, name := f.From, "from（从什么时候）"
	if begin.IsZero() {
		begin, name = f.Date, "date（发布日期）"
	}
	if !f.Until.IsZero() && !begin.IsZero() && !begin.Begin().Before(f.Until.End()) {
		problems.Error("front-dates", head, "until（到什么时候）早于 "+name, "这样永远不会显示，请检查这两个日期。")
	}
	f.Tags = once(f.Tags)
}

// onlyFor tells of keys that a page of another kind cannot have. They are told
// in any order: problems are sorted when they are reported.
func onlyFor(kind Kind, where string, p *Page, problems *problem.List, keys map[string]yaml.Text) {
	if p.Kind == kind {
		return
	}
	for key, text := range keys {
		if text.Value != "" {
			problems.Error("front-kind", text.At, "“"+key+"”只用在"+where+"里", "请删掉这一行，或者把文件移到对应的文件夹。")
		}
	}
}

// once returns the words without repetition, in their order. Pages share the
// words' bytes: few words stand on many pages, and are looked up in maps.
func once(words []string) []string {
	var out []string
	for _, w := range words {
		if !slices.Contains(out, w) {
			out = append(out, unique.Make(w).Value())
		}
	}
	return out
}
