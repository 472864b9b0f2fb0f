// Package typeset measures text and breaks it into lines: where a line may end
// (the Unicode rules, UAX #14, and the rules of Chinese official writing: 60日,
// 第三十四条, 〔2022〕11号, a date, a telephone number stay whole), and where it
// had better end (few lines, and even ones).
//
// It knows lines, not pages, and places nothing. Only this package uses
// github.com/rivo/uniseg.
package typeset

import (
	"slices"
	"strings"
	"unicode"

	"daoyin/internal/font"
)

// Style is how text is set.
type Style struct {
	Size float64 // of the em
	Bold bool
}

// Options are the ways of breaking lines. The zero value is for headings and
// labels: balanced lines, and the words of Chinese law kept whole.
type Options struct {
	Words   []string // more words that are not split, beside those of LawWords
	Fill    bool     // fill each line before the next, as in running text
	Leading float64  // from baseline to baseline, in ems; 0 is 1.35
}

// Line is one line of text, without the white space at its end.
type Line struct {
	Runes string
	Width float64
}

// LawWords returns the words that are never split between two lines.
func LawWords() []string { return slices.Clone(lawWords) }

// Not to be changed.
var (
	lawWords = strings.Fields(`
信访 走访 来访 来信 来电 网上 投诉 举报 检举 控告 申诉 诉求 请求 申请 建议 意见 事项 事实 理由 情况 途径 程序 职责 范围
条例 办法 规定 法律 法规 规章 法定 依法 依据 行政 民事 刑事 劳动 人事 社会保险 公积金
仲裁 复议 诉讼 调解 和解 裁决 判决 复查 复核 受理 办理 处理 办结 答复 告知 登记 转送 交办 督办 终结 终止 撤回 撤销
提出 导入 调查 查清 说明 反映 决定 通知 批准 审查 出具 收到 延长 期限 时限 期间 工作日 届满
机关 单位 部门 机构 政府 法院 检察院 公安 纪检 监察 信访局 信访人 代理人 代表 上级 本级 主管 有权 人民
材料 证据 身份证 书面 口头 当面 接待 场所 窗口 电话 地址
不予 不再 不服 不满 是否 属于 或者 以及 如果 应当 可以 不得 按照 对于 关于 由于 为了 复杂 同一
我们 他们 什么 怎么 多少 哪里 哪个 哪些 哪一类`)
	lawWordsFrom = byFirst(lawWords)
)

// Width returns how wide text is on one line.
func Width(fonts *font.Set, text string, style Style) float64 {
	var ems float64
	for _, r := range text {
		ems += fonts.Advance(r, style.Bold)
	}
	return ems * style.Size
}

// Lines returns text in lines that are at most width wide. Only a piece that
// must stay whole may be wider; it stands on a line of its own. A \n in text
// ends a line. Without its white space the lines joined are the text.
func Lines(fonts *font.Set, text string, style Style, width float64, o Options) []Line {
	text = strings.TrimSpace(text)
	if w := Width(fonts, text, style); text != "" && w <= width && !strings.ContainsAny(text, lineEnds) {
		return []Line{{text, w}}
	}
	var lines []Line
	pieces := cut(text, o.Words)
	for len(pieces) > 0 {
		n := 1
		for n < len(pieces) && !pieces[n-1].ends {
			n++
		}
		lines = append(lines, paragraph(fonts, pieces[:n], style, width, o.Fill)...)
		pieces = pieces[n:]
	}
	return lines
}

// Fit returns text in lines for a box, and whether it fits.
func Fit(fonts *font.Set, text string, style Style, width, height float64, o Options) ([]Line, bool) {
	lines := Lines(fonts, text, style, width, o)
	for _, l := range lines {
		if l.Width > width+slack {
			return lines, false
		}
	}
	return lines, Height(len(lines), style, o) <= height+slack
}

// Height returns how high lines are, from the top of the first em to the
// bottom of the last one.
func Height(lines int, style Style, o Options) float64 {
	if lines == 0 {
		return 0
	}
	leading := o.Leading
	if leading == 0 {
		leading = 1.35
	}
	return style.Size * (1 + leading*float64(lines-1))
}

// slack is what sums of widths may be off by without being too wide.
const slack = 1e-6

// paragraph sets pieces that end with a forced break or the text.
func paragraph(fonts *font.Set, pieces []piece, style Style, width float64, fill bool) []Line {
	m := measure(fonts, pieces, style)
	ends := filled(m, width)
	if !fill && len(ends) <= longest {
		ends = balanced(m, pieces, width, len(ends), style.Size)
	}
	lines := make([]Line, len(ends))
	from := 0
	for i, to := range ends {
		lines[i] = Line{Runes: join(pieces[from:to]), Width: m.width(from, to)}
		from = to
	}
	return lines
}

// longest is the most lines that are balanced: nobody sees whether a longer
// paragraph is even.
const longest = 16

// join returns pieces as one line.
func join(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
	}
	return strings.TrimRightFunc(b.String(), unicode.IsSpace)
}

// measured is how far each piece reaches on one endless line, with and without
// the white space at its end.
type measured struct{ full, trimmed []float64 }

func measure(fonts *font.Set, pieces []piece, style Style) measured {
	m := measured{full: make([]float64, len(pieces)+1), trimmed: make([]float64, len(pieces)+1)}
	for i, p := range pieces {
		trimmed := strings.TrimRightFunc(p.text, unicode.IsSpace)
		w := Width(fonts, trimmed, style)
		m.trimmed[i+1] = m.full[i] + w
		m.full[i+1] = m.full[i] + w + Width(fonts, p.text[len(trimmed):], style)
		if trimmed == "" {
			m.trimmed[i+1] = m.trimmed[i] // the white space goes on
		}
	}
	return m
}

// width is that of a line of the pieces from from up to to.
func (m measured) width(from, to int) float64 { return max(0, m.trimmed[to]-m.full[from]) }
