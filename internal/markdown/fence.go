package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"daoyin/internal/problem"
)

const blockCode = "markdown-block"

// fenced writes code, or leaves a hole for a block of a known word.
func (w *writer) fenced(n *ast.FencedCodeBlock) {
	info, at := "", n.Pos()
	if n.Info != nil {
		info, at = string(n.Info.Segment.Value(w.source)), n.Info.Segment.Start
	}
	at = w.fenceStart(at)
	w.checkClosed(n, at)
	word, more := info, ""
	if i := strings.IndexAny(info, " \t　"); i >= 0 {
		word, more = info[:i], info[i:]
	}
	if slices.Contains(w.blockWords, word) {
		if more != "" {
			w.fault(blockCode, at, "“"+word+"”后面多了字", "“"+word+"”后面直接换行；标题另起一行，写成“标题 "+strings.Trim(more, " \t　")+"”。")
		}
		w.putHole(blockHole, len(w.doc.Blocks))
		w.doc.Blocks = append(w.doc.Blocks, Block{Info: word, At: w.of(at), Lines: w.blockLines(n)})
		return
	}
	if near := problem.Nearest(word, w.blockWords); near != "" || len(w.blockWords) > 0 && strings.HasSuffix(word, "图") {
		w.fault(blockCode, at, "没有“"+word+"”这种图",
			problem.DidYouMean(word, w.blockWords, "可以写："+strings.Join(w.blockWords, "、")+"。"))
	}
	w.code(n.Lines())
}

// fenceStart returns where the fence of a line stands. at is somewhere on it:
// goldmark counts a tab before the fence as several characters.
func (w *writer) fenceStart(at int) int {
	at = max(0, min(at, len(w.source)))
	start := bytes.LastIndexByte(w.source[:at], '\n') + 1
	line, _, _ := bytes.Cut(w.source[start:], []byte{'\n'})
	for i := range line {
		if bytes.HasPrefix(line[i:], []byte("```")) || bytes.HasPrefix(line[i:], []byte("~~~")) {
			return start + i
		}
	}
	return start
}

// checkClosed reports a fence that is never closed: it swallows the rest of
// the page.
func (w *writer) checkClosed(n *ast.FencedCodeBlock, at int) {
	end := len(w.source) // of the block's last line
	if lines := n.Lines(); lines.Len() > 0 {
		end = lines.At(lines.Len() - 1).Stop
	} else if i := bytes.IndexByte(w.source[at:], '\n'); i >= 0 {
		end = at + i + 1
	}
	mark := w.source[at:min(at+3, len(w.source))]
	fence, _, _ := bytes.Cut(w.source[end:], []byte{'\n'})
	fence = bytes.Trim(fence, "> \t\r")
	if !bytes.HasPrefix(fence, mark) || len(bytes.Trim(fence, string(mark))) > 0 {
		w.fault(blockCode, at, "这一块没有结束", "在这一块的最后另起一行，写上和开头一样的"+string(mark)+"。")
	}
}

// blockLines cuts all lines of a block from one string.
func (w *writer) blockLines(n *ast.FencedCodeBlock) []BlockLine {
	all := n.Lines().Value(w.source)
	rest := string(all)
	lines := make([]BlockLine, n.Lines().Len())
	for i := range lines {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		lines[i] = BlockLine{Text: strings.TrimSuffix(line, "\r"), At: w.of(n.Lines().At(i).Start)}
	}
	return lines
}
