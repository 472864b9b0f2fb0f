package yaml

import (
	"cmp"
	"errors"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

const (
	hintForm    = "每行写成“名称: 内容”，冒号后面空一格；下一级用空格缩进两格。"
	hintSpecial = "内容以特殊符号开头时，请用英文双引号括起来。"
	hintIndent  = "请检查行首的空格：同一级的各行要对齐，下一级多缩进两格，“名称: 内容”下面不能再有缩进的行。"
	hintQuote   = "引号没有成对；内容里有引号、冒号时，请在两头加上成对的英文引号。"
	hintBracket = "方括号、花括号要成对，里面各项用英文逗号隔开。"
	hintColon   = "内容里又有“: ”，请把冒号后面的内容用英文双引号括起来，或者改用中文冒号。"
	hintTab     = "这一行用了制表符（Tab 键），请改成空格。"
	hintWide    = "行首有全角空格，请改成普通空格。"
	hintHidden  = "这一行里有看不见的字符，请删掉这一行，重新输入。"
)

// wideBlanks look like blanks, but YAML takes them for letters.
const wideBlanks = "\u3000\u00a0"

// complaints of the library, by a part of their text: what is most likely
// wrong, and whether the mistake is where the construct begins rather than
// where the library noticed it.
var complaints = [...]struct {
	part    string
	atBegin bool
	hint    string
}{
	{"found unexpected end of stream", true, hintQuote},
	{"found unexpected document indicator", true, hintQuote},
	{"unknown escape", false, "英文双引号里的反斜杠“\\”有特殊含义；请改用英文单引号，或者写成“\\\\”。"},
	{"hexadecimal", false, "英文双引号里的反斜杠“\\”有特殊含义；请改用英文单引号，或者写成“\\\\”。"},
	{"expected ',' or", true, hintBracket},
	{"expected node content", false, hintBracket},
	{"could not find expected ':'", true, "这一行没有冒号。" + hintForm},
	{"block sequence entries are not allowed", false, "“- ”开头的各项要另起一行，每项一行。"},
	{"expected key", false, hintIndent},
	{"expected '-' indicator", false, "列表的每一项前面都要有“- ”，并且上下对齐。"},
	{"cannot start any token", false, hintSpecial},
	{"alphabetic or numeric", false, hintSpecial},
	{"unknown anchor", false, hintSpecial},
	{"or line break", false, hintSpecial},
	{"directive", false, hintSpecial},
	{"tag", false, hintSpecial},
}

// syntax words the library's complaint and returns the line at fault.
func (d *decoder) syntax(err error, text string) (line int) {
	d.damaged = true
	line, column, hint := 1, 0, hintForm
	switch e, ok := errors.AsType[*yaml.LoadError](err); {
	case ok && e.Stage == yaml.ReaderStage:
		line, column = hidden(text)
		hint = hintHidden
	case ok:
		line, column, hint = diagnose(e, strings.Split(text, "\n"))
	}
	d.problems.Error("data-syntax", d.at(line, column), "这一行的写法读不懂", hint)
	return line
}

// diagnose tells where the mistake is, and how to mend it.
func diagnose(e *yaml.LoadError, lines []string) (line, column int, hint string) {
	mark, hint := e.Mark, hintForm
	for _, c := range complaints {
		if strings.Contains(e.Message, c.part) {
			hint = c.hint
			if c.atBegin && e.ContextMark.Line > 0 {
				mark = e.ContextMark
			}
			break
		}
	}
	line, column = max(1, mark.Line), mark.Column
	for line > 1 && (line > len(lines) || lines[line-1] == "") {
		line, column = line-1, 0 // noticed at the end of the text
	}
	return line, column, cmp.Or(hintOfLine(lines[line-1], column, e.Message), hint)
}

// hintOfLine returns what the line itself shows to be wrong, or "".
func hintOfLine(line string, column int, message string) string {
	text := strings.TrimLeft(line, " \t-")
	switch indent := line[:len(line)-len(text)]; {
	case strings.Contains(indent, "\t") || strings.Contains(message, "tab character"):
		return hintTab
	case strings.TrimLeft(text, wideBlanks) != text:
		return hintWide
	case strings.Contains(message, "mapping values are not allowed"):
		// The first colon of a line is wrong only because of the line above.
		if first := strings.IndexByte(line, ':'); first >= 0 && utf8.RuneCountInString(line[:first])+1 == column {
			return hintIndent
		}
		return hintColon
	}
	return ""
}

// hidden finds the first character that no text may hold.
func hidden(text string) (line, column int) {
	line, column = 1, 1
	for _, r := range text {
		switch {
		case r == '\n':
			line, column = line+1, 0
		case r < ' ' && r != '\t', r >= 0x7F && r < 0xA0, r == utf8.RuneError, r == 0xFEFF, r == 0xFFFE, r == 0xFFFF:
			return line, column
		}
		column++
	}
	return line, 0
}
