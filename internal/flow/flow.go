// Package flow is the flow language: it reads the fenced blocks 路线图 and
// 导引图 of a page into a graph of steps and arrows, tells editors everything
// that is wrong with them, and writes a graph back, as source (Format) and as
// plain words for citizens (Text). Both ways back are lossless.
//
// It does not know Markdown, the registry of law or the site's places: it
// judges only the form of 期限, 依据, 地点 and 链接 and keeps where they stand,
// so that others can judge the rest. It draws nothing.
package flow

import (
	"strings"

	"daoyin/internal/law"
	"daoyin/internal/problem"
)

// Kind tells the two kinds of flow apart.
type Kind int

const (
	RouteMap Kind = iota // 路线图: how a matter moves from start to end
	GuideMap             // 导引图: questions that lead to the right authority
)

// String returns the word that opens the block: 路线图 or 导引图.
func (k Kind) String() string {
	if k == GuideMap {
		return "导引图"
	}
	return "路线图"
}

// KindOf returns the kind of flow that a fence with this info string opens.
func KindOf(info string) (Kind, bool) {
	words := strings.FieldsFunc(info, isSpace)
	for _, k := range []Kind{RouteMap, GuideMap} {
		if len(words) > 0 && words[0] == k.String() {
			return k, true
		}
	}
	return 0, false
}

// StepKind tells what a step is.
type StepKind int

const (
	Start    StepKind = iota // 起点
	Work                     // 步骤: somebody does something
	Decision                 // 判断: a question with two outcomes or more
	End                      // 终点: no way out
)

// String returns the step's keyword.
func (k StepKind) String() string {
	switch k {
	case Start:
		return "起点"
	case Decision:
		return "判断"
	case End:
		return "终点"
	default:
		return "步骤"
	}
}

// stepKind returns the kind that a keyword stands for.
func stepKind(word string) (StepKind, bool) {
	for _, k := range []StepKind{Start, Work, Decision, End} {
		if word == k.String() {
			return k, true
		}
	}
	return 0, false
}

// Words is a piece of what an editor wrote, and the place of its first
// character.
type Words struct {
	Text string
	At   problem.Position
}

// Line is a source line of the block. At is the place of its first character
// in the Markdown file.
type Line Words

// Graph is a flow as it was read. Read-only once made.
//
// Without errors, this holds: every index is in range, text order is the
// numbering, every step is reachable and reaches an End, Decisions have two
// outcomes or more, Starts and Work one arrow, Ends none.
type Graph struct {
	Kind     Kind
	Title    string
	Subtitle string // "" if none
	Actors   []string
	Stages   []Stage
	Steps    []Step
	At       problem.Position // the line that opens the block
}

// Stage is a part of the flow; the steps that belong to it say so.
type Stage struct {
	Title string
	At    problem.Position
}

// Step is one step of a flow.
type Step struct {
	Name      string // unique in the flow; the title unless the editor gave another
	Title     string
	Kind      StepKind
	Actor     int // index of Graph.Actors, or -1
	Stage     int // index of Graph.Stages, or -1
	Notes     []Words
	Limit     *Limit // nil if none
	Basis     []Basis
	Materials []Words
	Place     Words // zero if none
	Links     []Link
	Out       []Arrow // in the editor's order; the first is the main line
	Anchor    string  // made of Name alone: no other step can move it
	At        problem.Position
}

// Limit is a step's 期限, in 日 or 个工作日.
type Limit struct {
	law.Limit
	At problem.Position
}

// Basis is one citation of a step's 依据. Start and End are not used; At is
// the place in the file.
type Basis struct {
	law.Citation
	At problem.Position
}

// Link is a step's 链接.
type Link struct {
	Text   string
	Target string           // source path relative to the page, or an https address
	At     problem.Position // of the target
}

// Arrow leads from a step to another.
type Arrow struct {
	Label   string // of an outcome; "" on other arrows
	To      int    // index of Graph.Steps
	Implied bool   // not written: the step goes on in text order
	At      problem.Position
}
