package flow_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"daoyin/internal/flow"
	"daoyin/internal/flow/flowtest"
)

// told writes what is known of a step: arrows into it, what comes before, how
// many questions lie ahead.
func told(g *flow.Graph, step int) string {
	w := flow.NewWays(g)
	var b strings.Builder
	for _, in := range w.Into(step) {
		fmt.Fprintf(&b, "%s/%s ", g.Steps[in.From].Title, in.Label)
	}
	b.WriteString("|")
	before, whole := w.Before(step)
	if !whole {
		b.WriteString(" …")
	}
	for _, a := range before {
		fmt.Fprintf(&b, " %s/%s", g.Steps[a.Step].Title, strings.Join(a.Labels, "+"))
	}
	b.WriteString(" | ")
	if most, bounded := w.Ahead(step); bounded {
		fmt.Fprint(&b, most)
	} else {
		b.WriteString("∞")
	}
	return b.String()
}

func TestWaysToAStep(t *testing.T) {
	const tree = "起点 始\n判断 甲？\n  一 → 乙？\n  二 → 乙？\n  三 → 完\n判断 乙？\n  是 → 完\n  否 → 走\n步骤 走\n终点 完"
	const round = "起点 始\n判断 甲？\n  好 → 完\n  不好 → 补\n步骤 补\n  → 甲？\n终点 完"
	const late = "起点 始\n  → 乙？\n判断 甲？\n  一 → 完\n  二 → 乙？\n判断 乙？\n  一 → 甲？\n  二 → 完\n终点 完"
	const two = "起点 始\n  → 甲？\n起点 另始\n判断 甲？\n  一 → 完\n  二 → 另始\n终点 完"
	for _, c := range []struct{ flow, step, want string }{
		{tree, "始", "| | 2"},
		{tree, "甲？", "始/ | 始/ | 1"},
		{tree, "乙？", "甲？/一 甲？/二 | 始/ 甲？/一+二 | 0"},
		{tree, "走", "乙？/否 | 始/ 甲？/一+二 乙？/否 | 0"},
		{tree, "完", "甲？/三 乙？/是 走/ | … | 0"},
		// Who comes back to a question has been there: the way back is no way to it.
		{round, "甲？", "始/ | 始/ | ∞"},
		{round, "补", "甲？/不好 | 始/ 甲？/不好 | ∞"},
		{round, "始", "| | ∞"},
		// An arrow to an earlier line is no way back if nobody can have been there.
		{late, "甲？", "乙？/一 | 始/ 乙？/一 | ∞"},
		{late, "乙？", "始/ | 始/ | ∞"},
		// A start that others lead to is not always where the reader began.
		{two, "甲？", "始/ 另始/ | … | ∞"},
		{two, "另始", "甲？/二 | … | ∞"},
	} {
		g, problems := parse(flow.GuideMap, "标题 题\n"+c.flow)
		if problems != nil {
			t.Fatalf("%+v", problems)
		}
		i := slices.IndexFunc(g.Steps, func(s flow.Step) bool { return s.Title == c.step })
		if got := told(g, i); got != c.want {
			t.Errorf("%s: got %q, want %q in\n%s", c.step, got, c.want, c.flow)
		}
	}
}

// What is told of random flows, circles and all, is true of them: a way is made
// of arrows that are there, passes no step twice, and no walk asks more
// questions than are told.
func TestWaysOfRandomFlowsAreTrue(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	circles := 0
	for range 500 {
		g := flowtest.Random(r, flowtest.Options{Kind: flow.GuideMap})
		w := flow.NewWays(g)
		for i, s := range g.Steps {
			if s.Kind != flow.Start && len(w.Into(i)) == 0 {
				t.Fatalf("no way to step %d of\n%s", i+1, flow.Format(g))
			}
			before, _ := w.Before(i)
			checkWay(t, g, append(before, flow.Answer{Step: i}))
			most, bounded := w.Ahead(i)
			if !bounded {
				circles++
				continue
			}
			for at, asked := i, 0; len(g.Steps[at].Out) > 0; {
				at = g.Steps[at].Out[r.IntN(len(g.Steps[at].Out))].To
				if g.Steps[at].Kind == flow.Decision {
					asked++
				}
				if asked > most {
					t.Fatalf("more than %d questions after step %d of\n%s", most, i+1, flow.Format(g))
				}
			}
		}
	}
	if circles == 0 {
		t.Error("no flow had a circle")
	}
}

func checkWay(t *testing.T, g *flow.Graph, way []flow.Answer) {
	t.Helper()
	seen := map[int]bool{}
	for n, a := range way {
		if seen[a.Step] {
			t.Fatalf("step %d twice on a way of\n%s", a.Step+1, flow.Format(g))
		}
		seen[a.Step] = true
		for _, label := range a.Labels {
			if !slices.ContainsFunc(g.Steps[a.Step].Out, func(o flow.Arrow) bool { return o.Label == label && o.To == way[n+1].Step }) {
				t.Fatalf("no arrow %q from step %d in\n%s", label, a.Step+1, flow.Format(g))
			}
		}
	}
}
