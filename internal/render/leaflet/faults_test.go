package leaflet

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"daoyin/internal/scene"
)

// edit returns sides with every shape changed by f; what f returns nil for is
// dropped.
func edit(sides []scene.Scene, f func(scene.Shape) []scene.Shape) []scene.Scene {
	var walk func([]scene.Shape) []scene.Shape
	walk = func(shapes []scene.Shape) []scene.Shape {
		var out []scene.Shape
		for _, s := range shapes {
			for _, s := range f(s) {
				if g, ok := s.(scene.Group); ok {
					g.Shapes = walk(g.Shapes)
					s = g
				}
				out = append(out, s)
			}
		}
		return out
	}
	out := slices.Clone(sides)
	for i := range out {
		out[i].Shapes = walk(out[i].Shapes)
	}
	return out
}

// changeText changes the first text that has words.
func changeText(words string, f func(*scene.Text)) func([]scene.Scene) []scene.Scene {
	return func(sides []scene.Scene) []scene.Scene {
		done := false
		return edit(sides, func(s scene.Shape) []scene.Shape {
			if t, ok := s.(scene.Text); ok && !done && strings.Contains(t.Runes, words) {
				done = true
				f(&t)
				return []scene.Shape{t}
			}
			return []scene.Shape{s}
		})
	}
}

func drop(class, title string) func([]scene.Scene) []scene.Scene {
	return func(sides []scene.Scene) []scene.Scene {
		return edit(sides, func(s scene.Shape) []scene.Shape {
			if g, ok := s.(scene.Group); ok && g.Class == class && strings.Contains(g.Title, title) {
				return nil
			}
			return []scene.Shape{s}
		})
	}
}

// The validator is worth something only if it finds what is wrong.
func TestPlantedFaultsAreFound(t *testing.T) {
	m := maker(t, "../../..", nil)
	p := example(t, "xinfang.md")
	sides := drawn(t, m, p)
	if faults := validate(m.set, p, sides); len(faults) > 0 {
		t.Fatal(faults)
	}
	tests := []struct {
		name, want string
		plant      func([]scene.Scene) []scene.Scene
	}{
		{"small print", "of 10 points", changeText("核对于", func(t *scene.Text) { t.Size = 10 })},
		{"text in a fold", "stands outside", changeText("提出信访事项", func(t *scene.Text) { t.X += 160 })},
		{"text at the edge", "stands outside", changeText("示例，请", func(t *scene.Text) { t.Y += 8 })},
		{"text on text", "overlap", changeText("登记、转送", func(t *scene.Text) { t.Y += 14 })},
		{"a wrong width", "wide, not", changeText("书面告知", func(t *scene.Text) { t.Width -= 5 })},
		{"a lost step", "does not say", drop("step", "第5步")},
		{"a lost limit", "does not say", changeText("自受理之日起60日", func(t *scene.Text) { t.Runes = "60日" })},
		{"a lost way", "is not told", changeText("第3步 登记", func(t *scene.Text) { t.Runes = " → 登记" })},
		{"a lost side exit", "is not told", changeText("不归，转来的", func(t *scene.Text) { t.Runes = "不归" })},
		{"a lost word", "lost", changeText("方式由您选", func(t *scene.Text) { t.Runes = "由您选" })},
		{"nothing told of what is left out", "missing", drop("left", "")},
		{"no code", "the code is missing", drop("qr", "")},
		{"no fold marks", "fold marks", drop("fold", "")},
		{"sides in the wrong order", "is empty", func(s []scene.Scene) []scene.Scene { return []scene.Scene{s[1], s[0]} }},
		{"one side only", "1 sides", func(s []scene.Scene) []scene.Scene { return s[:1] }},
		{"a moved fold", "a fold mark at", func(s []scene.Scene) []scene.Scene {
			return edit(s, func(sh scene.Shape) []scene.Shape {
				if g, ok := sh.(scene.Group); ok && g.Class == "fold" {
					path := g.Shapes[0].(scene.Path)
					path.Parts = slices.Clone(path.Parts)
					path.Parts[0].X += 2
					g.Shapes = append([]scene.Shape{path}, g.Shapes[1:]...)
					return []scene.Shape{g}
				}
				return []scene.Shape{sh}
			})
		}},
		{"steps in another order", "does not say", func(s []scene.Scene) []scene.Scene {
			return edit(s, func(sh scene.Shape) []scene.Shape {
				if g, ok := sh.(scene.Group); ok && g.Class == "inside-1" {
					slices.Reverse(g.Shapes)
				}
				return []scene.Shape{sh}
			})
		}},
		{"a line through words", "a line through", func(s []scene.Scene) []scene.Scene {
			return edit(s, func(sh scene.Shape) []scene.Shape {
				if t, ok := sh.(scene.Text); ok && strings.Contains(t.Runes, "怎么找到") {
					b := &brush{}
					b.rule(t.X, t.Y-4, t.X+50, t.Y-4, 1, ink)
					return append(b.shapes, t)
				}
				return []scene.Shape{sh}
			})
		}},
		{"words on the code", "on the code", changeText("手机扫码", func(t *scene.Text) { t.Y -= 40 })},
	}
	for _, test := range tests {
		faults := strings.Join(validate(m.set, p, test.plant(sides)), "\n")
		if !strings.Contains(faults, test.want) {
			t.Errorf("%s is not found: %q", test.name, faults)
		}
	}
}

// Packing keeps to the height, to what stays together and to the order,
// whatever the units are; and it finds a way where filling column after column
// finds one.
func TestPacking(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	const height, hint, count = 100.0, 8.0, 4
	packed := 0
	for range 3000 {
		units := make([]unit, 1+r.IntN(30))
		for i := range units {
			units[i] = unit{height: 1 + r.Float64()*30, gap: r.Float64() * 4, keep: r.IntN(4) == 0, opens: r.IntN(4) == 0}
		}
		p, ok := pack(units, count, height, hint)
		if !ok {
			if simple(units, count, height-hint) {
				t.Fatalf("no way found for %+v", units)
			}
			continue
		}
		packed++
		start := 0
		for c, end := range p.ends {
			used := 0.0
			for i := start; i < end; i++ {
				if used += units[i].height; i > start {
					used += units[i].gap
				}
			}
			if p.hints && c >= count-2 {
				used += hint
			}
			if used > height+1e-6 || end < start {
				t.Fatalf("column %d takes %v, from %d to %d", c, used, start, end)
			}
			if end < len(units) && end > start && units[end-1].keep {
				t.Fatalf("unit %d is parted from what follows", end-1)
			}
			start = end
		}
		if start != len(units) {
			t.Fatalf("%d of %d units are packed", start, len(units))
		}
	}
	if packed < 500 {
		t.Errorf("only %d were packed", packed)
	}
}

// simple fills column after column, each as far as it goes.
func simple(units []unit, count int, height float64) bool {
	at := 0
	for range count {
		used, last := 0.0, at
		for i := at; i < len(units); i++ {
			if used += units[i].height; i > at {
				used += units[i].gap
			}
			if used > height {
				break
			}
			if !units[i].keep || i == len(units)-1 {
				last = i + 1
			}
		}
		at = last
	}
	return at == len(units)
}
