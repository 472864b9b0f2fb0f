package flow

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"daoyin/internal/problem"
)

// lineHeads begin lines of the plain text, each with the keyword it stands for.
var lineHeads = [...]struct{ words, keyword string }{
	{"由谁办：", "@"}, {"又名：", "["},
	{"说明：", "说明"}, {"期限：", "期限"}, {"依据：", "依据"},
	{"要带：", "材料"}, {"地点：", "地点"}, {"链接：", "链接"},
}

var (
	target     = regexp.MustCompile(`：(?:回到)?第([0-9]+)步 `)
	widened    = regexp.MustCompile(`： ( *(?:回到)?第[0-9])`)
	stepHead   = regexp.MustCompile(`^第([0-9]+)步(?:（(起点|判断|终点)）)? (.*)$`)
	stageHead  = regexp.MustCompile(`^第[0-9]+阶段 (.*)$`)
	actorsHead = regexp.MustCompile(`^有关各方（[0-9]+个）：$`)
	plainArrow = regexp.MustCompile(`^(?:下一步：|回到)第([0-9]+)步 `)
)

// together undoes setApart.
func together(label string) string { return widened.ReplaceAllString(label, "：$1") }

// ReadText reads what Text wrote, and nothing else: a text that differs from
// what Text makes of it is an error.
func ReadText(text string) (*Graph, error) {
	r := textReader{names: map[string]string{}}
	lines := strings.Split(text, "\n")
	r.readNames(lines)
	for i, line := range lines {
		if err := r.line(line); err != nil {
			return nil, fmt.Errorf("flow text line %d: %w", i+1, err)
		}
	}
	var problems problem.List
	g := Parse(r.kind, problem.Position{Line: 1}, r.source(), &problems)
	for _, p := range problems.Sorted() {
		if p.Severity == problem.Error {
			return nil, fmt.Errorf("flow text: %s: %s", p.Code, p.Message)
		}
	}
	if Text(g) != text {
		return nil, errors.New("flow text: not in the form that Text writes")
	}
	return g, nil
}

// textReader turns the text back into source, line by line.
type textReader struct {
	kind   Kind
	names  map[string]string // of steps, by number
	actors []string
	head   []string // lines of source
	body   []string
	step   int // index in body of the line that begins the step being read
	state  int
}

const (
	atTitle = iota
	atHead  // under the title
	atActors
	atSteps
)

// readNames finds the name of each step: arrows may lead to steps further on.
func (r *textReader) readNames(lines []string) {
	number := ""
	for _, line := range lines {
		if m := stepHead.FindStringSubmatch(line); m != nil {
			number = m[1]
			r.names[number] = m[3]
		} else if name, found := strings.CutPrefix(line, "  又名："); found && number != "" {
			r.names[number] = name
		}
	}
}

func (r *textReader) source() []Line {
	if len(r.actors) > 0 {
		r.head = append(r.head, "主体 "+strings.Join(r.actors, " | "))
	}
	var lines []Line
	for i, s := range slices.Concat(r.head, r.body) {
		lines = append(lines, Line{Text: s, At: problem.Position{Line: i + 1, Column: 1}})
	}
	return lines
}

func (r *textReader) line(line string) error {
	if r.state == atTitle {
		word, title, _ := strings.Cut(line, "：")
		kind, ok := KindOf(word)
		if !ok {
			return errors.New("not the title of a flow")
		}
		r.kind, r.state = kind, atHead
		r.head = append(r.head, "标题 "+title)
		return nil
	}
	inner, indented := strings.CutPrefix(line, "  ")
	switch {
	case line == "":
	case indented && r.state == atActors:
		r.actors = append(r.actors, inner)
	case indented && r.state == atSteps:
		return r.attribute(inner)
	case r.state == atHead && strings.HasPrefix(line, "简介："):
		r.head = append(r.head, "副题 "+strings.TrimPrefix(line, "简介："))
	case r.state == atHead && actorsHead.MatchString(line):
		r.state = atActors
	default:
		return r.heading(line)
	}
	return nil
}

// heading reads the line that begins a stage or a step.
func (r *textReader) heading(line string) error {
	if m := stageHead.FindStringSubmatch(line); m != nil {
		r.body = append(r.body, "阶段 "+m[1])
		return nil
	}
	m := stepHead.FindStringSubmatch(line)
	if m == nil {
		return errors.New("neither a stage nor a step")
	}
	kind, ok := stepKind(m[2])
	if !ok {
		kind = Work
	}
	r.state, r.step = atSteps, len(r.body)
	r.body = append(r.body, kind.String()+" "+m[3])
	return nil
}

// attribute reads a line that belongs to a step.
func (r *textReader) attribute(line string) error {
	for _, head := range lineHeads {
		value, found := strings.CutPrefix(line, head.words)
		switch {
		case !found:
		case head.keyword == "@":
			r.body[r.step] += " @" + value
			return nil
		case head.keyword == "[":
			r.body[r.step] += " [" + value + "]"
			return nil
		default:
			r.body = append(r.body, "  "+head.keyword+" "+value)
			return nil
		}
	}
	if strings.HasPrefix(line, "接着：") {
		return nil // goes without saying; the comparison at the end sees to it
	}
	label, number := "", ""
	if rest, found := strings.CutPrefix(line, "如果 "); found {
		if m := target.FindStringSubmatchIndex(rest); m != nil {
			label, number = together(rest[:m[0]]), rest[m[2]:m[3]]
		}
	} else if m := plainArrow.FindStringSubmatch(line); m != nil {
		number = m[1]
	}
	name, known := r.names[number]
	if !known {
		return errors.New("nothing that belongs to a step: " + strconv.Quote(line))
	}
	r.body = append(r.body, "  "+label+" → "+name)
	return nil
}
