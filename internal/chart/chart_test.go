package chart_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daoyin/internal/chart"
	"daoyin/internal/chart/charttest"
	"daoyin/internal/flow"
	"daoyin/internal/flow/flowtest"
	"daoyin/internal/problem"
)

// example returns the flow of a guide of the repository.
func example(t testing.TB, name string) *flow.Graph {
	t.Helper()
	file := "../../content/guides/" + name + ".md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Skip(err)
	}
	var lines []flow.Line
	var kind flow.Kind
	open := false
	var at problem.Position
	for i, l := range strings.Split(string(text), "\n") {
		pos := problem.Position{File: file, Line: i + 1, Column: 1}
		info, fence := strings.CutPrefix(l, "```")
		switch {
		case fence && open:
			var problems problem.List
			g := flow.Parse(kind, at, lines, &problems)
			if problems.HasErrors() {
				t.Fatalf("%s: %v", name, problems.Sorted())
			}
			return g
		case fence:
			kind, open = flow.KindOf(info)
			at = pos
		case open:
			lines = append(lines, flow.Line{Text: l, At: pos})
		}
	}
	t.Fatalf("%s has no flow", name)
	return nil
}

func options(c chart.Canvas) chart.Options {
	return chart.Options{
		Canvas: c, Measure: charttest.EmCount{}, QR: fakeQR(29), QRNote: "手机扫码看全文", Checked: "2026-11-20",
		Link:  func(step int) string { return fmt.Sprintf("#step-%d", step+1) },
		Plain: func(md string) string { return strings.ReplaceAll(md, "**", "") },
		Bare:  c == chart.Page(),
	}
}

// canvases are all that there are.
func canvases() []chart.Canvas { return append(chart.Canvases(), chart.Page()) }

// fakeQR looks like a code and says nothing.
func fakeQR(n int) [][]bool {
	r := rand.New(rand.NewPCG(1, 2))
	qr := make([][]bool, n)
	for y := range qr {
		qr[y] = make([]bool, n)
		for x := range qr[y] {
			qr[y][x] = r.IntN(2) == 0
		}
	}
	return qr
}

// The example's maps stand on every canvas that can hold them: no crossing, no
// arrow lost, nothing on anything.
func TestExamples(t *testing.T) {
	for _, name := range []string{"xinfang", "zhao-shui"} {
		g := example(t, name)
		for _, canvas := range canvases() {
			t.Run(name+" "+canvas.Name, func(t *testing.T) {
				var problems problem.List
				c := chart.Draw(g, options(canvas), &problems)
				for _, p := range problems.Sorted() {
					t.Logf("%s: %s %s", p.Severity, p.Message, p.Hint)
				}
				if c == nil {
					t.Fatal("not drawn")
				}
				report := charttest.Check(c.Scene, g, canvas.MinText)
				for _, f := range report.Faults {
					t.Error(f)
				}
				t.Logf("%s base %.1f lines %d chips %d crossings %d bends %d", c.Placement, c.Base, report.Lines, report.Chips, report.Crossings, c.Bends)
				if report.Crossings > 0 || report.Crossings != c.Crossings {
					t.Errorf("%d crossings; the chart says %d", report.Crossings, c.Crossings)
				}
				dump(t, name+"-"+canvas.Name, c)
			})
		}
	}
}

// enoughFlows is how many a share or a median is taken of.
const enoughFlows = 40

// TestRandomFlows draws flows that nobody has looked at. Faults count in any
// number of them.
func TestRandomFlows(t *testing.T) {
	n := randomFlows // DAOYIN_FLOWS=2000 for the whole measure, which takes minutes
	if few, err := strconv.Atoi(os.Getenv("DAOYIN_FLOWS")); err == nil {
		n = few
	}
	for _, canvas := range canvases() {
		t.Run(canvas.Name, func(t *testing.T) {
			drawn, lines, chips := 0, 0, 0
			var crossings []int
			faults := map[string]int{}
			for i := range n {
				g := flowtest.Random(rand.New(rand.NewPCG(uint64(i), 7)), flowtest.Options{})
				var problems problem.List
				c := chart.Draw(g, options(canvas), &problems)
				if c == nil {
					if !problems.HasErrors() {
						t.Fatalf("flow %d: neither drawn nor told why", i)
					}
					continue
				}
				drawn++
				report := charttest.Check(c.Scene, g, canvas.MinText)
				for _, f := range report.Faults {
					if faults[kindOf(f)]++; faults[kindOf(f)] <= 3 {
						t.Errorf("flow %d: %s", i, f)
					}
				}
				lines += report.Lines
				chips += report.Chips
				crossings = append(crossings, report.Crossings)
			}
			slices.Sort(crossings)
			total := 0
			for _, k := range crossings {
				total += k
			}
			if drawn == 0 {
				t.Fatal("none drawn")
			}
			share := float64(lines) / float64(lines+chips)
			median := crossings[len(crossings)/2]
			zero, _ := slices.BinarySearch(crossings, 1)
			t.Logf("%d of %d drawn, %.2f %% of %d arrows as lines, median %d crossings, mean %.2f, %.0f %% without, p95 %d", drawn, n, 100*share, lines+chips,
				median, float64(total)/float64(drawn), 100*float64(zero)/float64(drawn), crossings[len(crossings)*95/100])
			if n >= enoughFlows && (share < 0.99 || median > 0) {
				t.Errorf("%.2f %% as lines, median %d crossings", 100*share, median)
			}
		})
	}
}

// kindOf is a fault without what differs, to count by.
func kindOf(fault string) string {
	var b strings.Builder
	for _, r := range fault {
		if r < 0x80 && (r < '0' || r > '9') {
			b.WriteRune(r)
		}
	}
	return b.String()
}
