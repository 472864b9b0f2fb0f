package font

import (
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"daoyin"
)

func carried(t testing.TB) *Set {
	t.Helper()
	s, err := Carried(daoyin.Files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAdvance(t *testing.T) {
	s := carried(t)
	for _, c := range []struct {
		r             rune
		regular, bold float64
	}{
		{'信', 1, 1},
		{'。', 1, 1},
		{'“', 1, 1},
		{'—', 0.894, 0.908},
		{'\u3000', 1, 1},
		{'0', 0.555, 0.590},
		{'A', 0.608, 0.641},
		{' ', 0.224, 0.227},
		{'\u200b', 0, 0}, // never seen
		{'\u2002', 0.5, 0.5},
		{'\n', 0.25, 0.25},
		{'鿫', 1, 1}, // not in the font
	} {
		if got := s.Advance(c.r, false); math.Abs(got-c.regular) > 1e-9 {
			t.Errorf("%q regular: %v, want %v", c.r, got, c.regular)
		}
		if got := s.Advance(c.r, true); math.Abs(got-c.bold) > 1e-9 {
			t.Errorf("%q bold: %v, want %v", c.r, got, c.bold)
		}
	}
}

func TestMissing(t *testing.T) {
	s := carried(t)
	for text, want := range map[string]string{
		"信访人对答复不服，30日内申请复查。（①②〔2022〕11号）→《条例》“依法”……—— ·～℃‰￥": "",
		"":               "",
		"走\u200b访\ufe0f": "", // never seen
		"㙍县𬙂镇，𬙂、㙍":       "㙍𬙂",
		"好😀":             "😀",
	} {
		if got := s.Missing(text); string(got) != want {
			t.Errorf("Missing(%q) = %q, want %q", text, string(got), want)
		}
	}
}

func TestOutline(t *testing.T) {
	s := carried(t)
	for r, parts := range map[rune]int{'口': 2, '一': 1, '回': 4, ' ': 0, '\u200b': 0, '😀': 0} {
		outline := s.Outline(r, false)
		moves := 0
		for _, p := range outline {
			if p.Op == MoveTo {
				moves++
			}
			if p.X < -0.1 || p.X > 1.1 || p.Y > 0.3 || p.Y < -1.1 {
				t.Errorf("%c is outside its em: %v", r, p)
			}
		}
		if moves != parts {
			t.Errorf("%c has %d outlines, want %d", r, moves, parts)
		}
	}
	if slices.Equal(s.Outline('口', true), s.Outline('口', false)) {
		t.Error("bold is as light as regular")
	}
}

// A fuller font stands in for what the first lacks, and only for that.
func TestWith(t *testing.T) {
	files := fstest.MapFS{"full.ttf": &fstest.MapFile{Data: carried(t).families[0][1].TTF}}
	fuller, err := Read(files, "full.ttf", "")
	if err != nil {
		t.Fatal(err)
	}
	few := &Set{} // a set that has nothing at all
	both := few.With(fuller)
	if !both.Has('信') || few.Has('信') {
		t.Error("the fuller font is not asked")
	}
	if got := both.Runs("信 访", true); len(got) != 1 || got[0].Face.Name != "full" {
		t.Errorf("runs: %+v", got)
	}
	s := carried(t).With(fuller)
	if got := s.Runs("信", false); got[0].Face.Name != "NotoSansSC-Regular" {
		t.Errorf("the first font is not asked first: %s", got[0].Face.Name)
	}
}

func TestRuns(t *testing.T) {
	s := carried(t)
	for _, c := range []struct {
		text string
		want string // pieces, with | between
		last float64
	}{
		{"", "", 0},
		{"信访", "信访", 0},
		{"信\u200b访", "信访", 0},
		{"信\u2003访", "信|访", 2},
		{"信😀访", "信|访", 2},
		{"😀访", "访", 1},
	} {
		var got []string
		var last float64
		for _, r := range s.Runs(c.text, false) {
			got, last = append(got, r.Text), r.X
		}
		if strings.Join(got, "|") != c.want || last != c.last {
			t.Errorf("Runs(%q) = %q, the last at %v; want %q, %v", c.text, got, last, c.want, c.last)
		}
	}
}

// The fonts come with their licence wherever the program goes.
func TestLicence(t *testing.T) {
	for _, name := range []string{"OFL.txt", "README.md"} {
		if _, err := os.Stat("../../static/fonts/" + name); err != nil {
			t.Error(err)
		}
		if _, err := daoyin.Files.Open("static/fonts/" + name); err != nil {
			t.Error(err)
		}
	}
}

func TestSafeForSeveral(t *testing.T) {
	s := carried(t)
	want := s.Outline('访', true)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 200 {
				if !slices.Equal(s.Outline('访', true), want) || s.Advance('访', true) != 1 {
					t.Error("another shape")
					return
				}
			}
		})
	}
	all.Wait()
}

func BenchmarkCarried(b *testing.B) {
	for b.Loop() {
		carried(b)
	}
}

func BenchmarkAdvance(b *testing.B) {
	s := carried(b)
	for b.Loop() {
		s.Advance('信', true)
	}
}

func BenchmarkOutline(b *testing.B) {
	s := carried(b)
	for b.Loop() {
		s.Outline('信', true)
	}
}
