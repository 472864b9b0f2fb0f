package chart_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"daoyin/internal/chart"
	"daoyin/internal/chart/charttest"
	"daoyin/internal/flow"
	"daoyin/internal/flow/flowtest"
	"daoyin/internal/problem"
	"daoyin/internal/scene"
)

// groups returns the places of the groups of a class among the shapes.
func groups(s *scene.Scene, class string) []int {
	var at []int
	for i, shape := range s.Shapes {
		if g, ok := shape.(scene.Group); ok && g.Class == class {
			at = append(at, i)
		}
	}
	return at
}

// moved returns a shape at another place.
func moved(s scene.Shape, dx, dy float64) scene.Shape {
	switch s := s.(type) {
	case scene.Rect:
		s.X, s.Y = s.X+dx, s.Y+dy
		return s
	case scene.Circle:
		s.X, s.Y = s.X+dx, s.Y+dy
		return s
	case scene.Text:
		s.X, s.Y = s.X+dx, s.Y+dy
		return s
	case scene.Path:
		s.Parts = slices.Clone(s.Parts)
		for i := range s.Parts {
			p := &s.Parts[i]
			p.X, p.X1, p.X2 = p.X+dx, p.X1+dx, p.X2+dx
			p.Y, p.Y1, p.Y2 = p.Y+dy, p.Y1+dy, p.Y2+dy
		}
		return s
	case scene.Group:
		s.Shapes = slices.Clone(s.Shapes)
		for i := range s.Shapes {
			s.Shapes[i] = moved(s.Shapes[i], dx, dy)
		}
		return s
	}
	return s
}

// edit returns a group with its shapes changed.
func edit(s scene.Shape, change func(scene.Shape) scene.Shape) scene.Shape {
	g := s.(scene.Group)
	g.Shapes = slices.Clone(g.Shapes)
	for i := range g.Shapes {
		g.Shapes[i] = change(g.Shapes[i])
	}
	return g
}

// The validator is worth something only if it finds faults: each is planted in
// a chart that has none.
func TestValidatorFindsFaults(t *testing.T) {
	g := example(t, "xinfang")
	canvas := chart.A3()
	text := func(change func(scene.Text) scene.Text) func(scene.Shape) scene.Shape {
		return func(s scene.Shape) scene.Shape {
			if words, ok := s.(scene.Text); ok {
				return change(words)
			}
			return s
		}
	}
	cases := []struct {
		name, want string
		plant      func(s *scene.Scene)
	}{
		{"box over box", "overlaps", func(s *scene.Scene) {
			at := groups(s, "step")
			s.Shapes[at[1]] = moved(s.Shapes[at[1]], 0, -40)
		}},
		{"box lost", "is not drawn", func(s *scene.Scene) {
			at := groups(s, "step")[4]
			s.Shapes = slices.Delete(s.Shapes, at, at+1)
		}},
		{"arrow lost", "neither drawn nor told", func(s *scene.Scene) {
			at := groups(s, "arrow")[3]
			s.Shapes = slices.Delete(s.Shapes, at, at+1)
		}},
		{"arrow twice", "drawn twice", func(s *scene.Scene) {
			s.Shapes = append(s.Shapes, s.Shapes[groups(s, "arrow")[3]])
		}},
		{"arrow beside its box", "from box to box", func(s *scene.Scene) {
			at := groups(s, "arrow")[0]
			s.Shapes[at] = moved(s.Shapes[at], 30, 12)
		}},
		{"line through a box", "runs through", func(s *scene.Scene) {
			at := groups(s, "step")
			box := s.Shapes[at[12]]
			s.Shapes[at[12]] = moved(box, -200, 0)
		}},
		{"label lost", "is labelled", func(s *scene.Scene) {
			at := groups(s, "label")[2]
			s.Shapes = slices.Delete(s.Shapes, at, at+1)
		}},
		{"label on its line", "lies on arrow", func(s *scene.Scene) {
			for _, at := range groups(s, "label") {
				s.Shapes[at] = moved(s.Shapes[at], -12, 0)
			}
		}},
		{"label on label", "lies on label", func(s *scene.Scene) {
			at := groups(s, "label")
			first := s.Shapes[at[0]].(scene.Group)
			second := s.Shapes[at[1]].(scene.Group)
			first.Shapes = second.Shapes
			s.Shapes[at[0]] = first
		}},
		{"label far away", "nearer to arrow", func(s *scene.Scene) {
			at := groups(s, "label")
			first := s.Shapes[at[0]].(scene.Group)
			first.Shapes = moved(s.Shapes[at[len(at)-1]], 3, 0).(scene.Group).Shapes
			s.Shapes[at[0]] = first
		}},
		{"small print", "smaller than", func(s *scene.Scene) {
			at := groups(s, "step")[0]
			s.Shapes[at] = edit(s.Shapes[at], text(func(w scene.Text) scene.Text { w.Size = 6; return w }))
		}},
		{"words out of their box", "stands out of its step", func(s *scene.Scene) {
			at := groups(s, "step")[6]
			s.Shapes[at] = edit(s.Shapes[at], text(func(w scene.Text) scene.Text { w.X += 60; return w }))
		}},
		{"words off the canvas", "out of the canvas", func(s *scene.Scene) {
			at := groups(s, "source")[0]
			s.Shapes[at] = moved(s.Shapes[at], 0, 40)
		}},
		{"words on words", "lies on “", func(s *scene.Scene) {
			at := groups(s, "step")[0]
			s.Shapes[at] = edit(s.Shapes[at], text(func(w scene.Text) scene.Text { w.Y = 200; return w }))
		}},
		{"wrong title", "does not say", func(s *scene.Scene) {
			at := groups(s, "step")[2]
			s.Shapes[at] = edit(s.Shapes[at], text(func(w scene.Text) scene.Text { w.Runes = "某"; return w }))
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var problems problem.List
			drawn := chart.Draw(g, options(canvas), &problems)
			if faults := charttest.Check(drawn.Scene, g, canvas.MinText).Faults; len(faults) > 0 {
				t.Fatalf("the chart has faults of its own: %v", faults)
			}
			c.plant(drawn.Scene)
			faults := charttest.Check(drawn.Scene, g, canvas.MinText).Faults
			if !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, c.want) }) {
				t.Errorf("no fault with “%s”, but %q", c.want, faults)
			}
		})
	}
}

// Crossings are counted, not only claimed.
func TestValidatorCountsCrossings(t *testing.T) {
	g := example(t, "xinfang")
	var problems problem.List
	s := chart.Draw(g, options(chart.A3()), &problems).Scene
	at := groups(s, "arrow")
	for _, i := range at {
		arrow := s.Shapes[i].(scene.Group)
		line := arrow.Shapes[0].(scene.Path)
		from, to := line.Parts[0], line.Parts[len(line.Parts)-1]
		if len(line.Parts) == 2 && to.Y > from.Y+10 { // straight down: another one goes through it
			middle := (from.Y + to.Y) / 2
			for _, j := range at {
				other := s.Shapes[j].(scene.Group)
				if j == i || strings.HasSuffix(other.Title, arrow.Title[strings.Index(arrow.Title, "→"):]) {
					continue
				}
				across := scene.Path{Paint: line.Paint, Parts: []scene.Part{
					{Op: scene.MoveTo, X: from.X - 9, Y: middle}, {Op: scene.LineTo, X: from.X + 9, Y: middle}}}
				tip := scene.Path{Parts: []scene.Part{{Op: scene.MoveTo, X: from.X + 9, Y: middle}}}
				other.Shapes = []scene.Shape{across, tip}
				s.Shapes[j] = other
				if n := charttest.Check(s, g, 8.5).Crossings; n != 1 {
					t.Errorf("%d crossings, want 1", n)
				}
				return
			}
		}
	}
	t.Fatal("no straight line found")
}

func TestSameFlowSameChart(t *testing.T) {
	for _, name := range []string{"xinfang", "zhao-shui"} {
		g := example(t, name)
		for _, canvas := range canvases() {
			var problems problem.List
			a := chart.Draw(g, options(canvas), &problems)
			b := chart.Draw(g, options(canvas), &problems)
			if !reflect.DeepEqual(a, b) {
				t.Errorf("%s on %s: two drawings differ", name, canvas.Name)
			}
			if picture(t, a.Scene) != picture(t, b.Scene) {
				t.Errorf("%s on %s: two files differ", name, canvas.Name)
			}
		}
	}
	for i := range 60 {
		g := flowtest.Random(rand.New(rand.NewPCG(uint64(i), 11)), flowtest.Options{})
		var problems problem.List
		a, b := chart.Draw(g, options(chart.Totem()), &problems), chart.Draw(g, options(chart.Totem()), &problems)
		if !reflect.DeepEqual(a, b) {
			t.Errorf("flow %d: two drawings differ", i)
		}
	}
}

// A flow that a canvas cannot hold is told in plain words, never drawn badly.
func TestTooMuchForTheCanvas(t *testing.T) {
	tiny := chart.Canvas{Name: "320×240", Width: 320, Height: 240, MinText: 12}
	for _, name := range []string{"xinfang", "zhao-shui"} {
		var problems problem.List
		if c := chart.Draw(example(t, name), options(tiny), &problems); c != nil {
			t.Errorf("%s is drawn on %s", name, tiny.Name)
		}
		all := problems.Sorted()
		if len(all) != 1 || all[0].Code != chart.CodeFull || all[0].Line == 0 || all[0].Hint == "" {
			t.Errorf("%s: %+v", name, all)
		}
	}
}

// Random 导引图 become cards; every arrow of them is drawn or told.
func TestRandomGuides(t *testing.T) {
	drawn := 0
	for i := range 300 {
		g := flowtest.Random(rand.New(rand.NewPCG(uint64(i), 3)), flowtest.Options{Kind: flow.GuideMap})
		for _, canvas := range canvases() {
			var problems problem.List
			c := chart.Draw(g, options(canvas), &problems)
			if c == nil {
				continue
			}
			drawn++
			if faults := charttest.Check(c.Scene, g, canvas.MinText).Faults; len(faults) > 0 {
				t.Errorf("flow %d on %s: %s", i, canvas.Name, faults[0])
			}
		}
	}
	t.Logf("%d of 1500 drawn", drawn)
}
