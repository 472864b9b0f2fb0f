package typeset

import (
	"math"
	"strings"
	"testing"
	"unicode"

	"daoyin"
	"daoyin/internal/font"
)

func carried(t testing.TB) *font.Set {
	t.Helper()
	s, err := font.Carried(daoyin.Files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Every | is a place where a line may end; elsewhere it may not.
func TestWhereALineMayEnd(t *testing.T) {
	for _, want := range []string{
		// Figures and what they count.
		"60日|办结",
		"自|受理|之|日|起|60日内|办结",
		"5个工作日内|送|达",
		"十五日内",
		"三十日内|提出",
		"可|延长|30日",
		"3个月|以|后",
		"六个月内",
		"60 日内",
		"不|超|过|5人",
		"5名以上|代表",
		"年|满|70周岁的",
		"3～5人|推|选",
		"1,000元起|算",
		"百分|之|95%",
		"约|3.5公里",
		"二十四小时内|告知",
		"上|午|9:00—11:30|接待",
		"上|午|9时30分|开|门",
		"一楼|101室|领|号",
		"乘|301路|到|站",
		// Articles and document numbers.
		"第三十四条|规定",
		"条例|第三十四条",
		"第34条|第2款",
		"第三十四条之一|规定",
		"第（六）项|规定",
		"第十四条|第一款|第（三）项",
		"第八至十条",
		"第3步|登记",
		"国|办|发|〔2022〕11号|文",
		"永|信|〔2026〕第3号",
		"信访|〔2022〕11号、|〔2023〕2号",
		"（一）提出；|（二）受理",
		"①提出|②受理",
		"①②③步",
		// Dates.
		"2022年5月1日起|施|行",
		"2022-05-01|公|布",
		"二〇二二年五月一日|公|布",
		"12月4日|是|宪|法|日",
		"2026年|工|作",
		// Telephone numbers.
		"电话|0571-12345678",
		"电话：|0571-12345678，|12345",
		"拨|打|12345|转|1",
		"（0571）12345678",
		"（0571） 12345678",
		"010 1234 5678",
		"400-810-1234|热|线",
		// Titles and quotation marks.
		"依据|《信访|工|作|条例》|办理",
		"《宪法》|规定",
		"《民事|诉讼法》|和|《仲裁法》",
		"《中华|人民|共|和|国|信访法》",
		"称|为|“三|跨|三分|离”|的",
		"说：|“您|好”，|请|坐",
		"（“路|线|图”）",
		"即|“最|多|跑|一次”。",
		// Words of the law, and of the site.
		"申请|仲裁|或者|复议",
		"诉讼、|仲裁、|复议|途径",
		"信访人|对|答复|不服",
		"向|信访局|提出",
		"法定|途径",
		// Marks that neither begin nor end a line.
		"您|好，|请|坐。",
		"什么？！|是吗？",
		"等|等……|还|有",
		"这|样——|就|是",
		"买·合·买|提",
		"（含|本|数）|以|内",
		"［注］、|【例】",
		"是/|否",
		"95％以上",
		// Latin, addresses, white space.
		"A3|纸",
		"WPS|文|档",
		"100km/h|以|下",
		"https://|example.gov.cn/|a",
		"Hello |world",
		"→ |第2步",
		"甲\u3000|乙|丙",
		"甲 |乙",
		"e\u0301te\u0301",
		"重\u200b|点",
	} {
		text := strings.ReplaceAll(want, "|", "")
		var pieces []string
		for _, p := range cut(text, byFirst(append(LawWords(), "法定", "途径"))) {
			pieces = append(pieces, p.text)
		}
		if got := strings.Join(pieces, "|"); got != want {
			t.Errorf("%s\n   got %s", want, got)
		}
	}
}

func spell(lines []Line) string {
	var runes []string
	for _, l := range lines {
		runes = append(runes, l.Runes)
	}
	return strings.Join(runes, "|")
}

// As few lines as can be, and then even ones; a width of n is n Chinese
// characters.
func TestLines(t *testing.T) {
	fonts := carried(t)
	for _, c := range []struct {
		width float64
		want  string
	}{
		{9, ""},
		{9, "登记"},
		{9, "属于信访事项？"},
		{5, "属于信访|事项？"},
		{3, "不予|受理"},
		{9, "查清事实，依法处理"},
		{8, "查清事实，|依法处理"},
		{13, "自受理之日起60日内办结；|情况复杂的，可延长30日。"},
		{10, "自受理之日起60日内|办结；情况复杂的，|可延长30日。"},
		{9, "自受理之日起|60日内办结；|情况复杂的，|可延长30日。"},
		{8, "导入法定途径"},
		{5, "导入法定|途径"},
		{7, "对信访处理|意见不服？"},
		{2, "工作日"}, // nothing to be done: a word is whole
		{6, "第一行\n第二行|"},
		{6, "一\n\n二"},
	} {
		text := strings.ReplaceAll(c.want, "|", "")
		want := strings.TrimSuffix(strings.ReplaceAll(c.want, "\n", "|"), "|")
		got := spell(NewSetter(fonts, nil).Lines(text, Style{Size: 1}, c.width, Options{}))
		if got != want {
			t.Errorf("%v wide\n  want %s\n   got %s", c.width, want, got)
		}
	}
}

func TestFill(t *testing.T) {
	fonts := carried(t)
	text := "信访人对信访处理意见不服的，可以自收到书面答复之日起30日内请求复查。"
	filled := spell(NewSetter(fonts, nil).Lines(text, Style{Size: 1}, 20, Options{Fill: true}))
	if want := "信访人对信访处理意见不服的，可以自收到|书面答复之日起30日内请求复查。"; filled != want {
		t.Errorf("filled\n  want %s\n   got %s", want, filled)
	}
}

func TestFit(t *testing.T) {
	fonts := carried(t)
	for _, c := range []struct {
		text          string
		width, height float64
		o             Options
		want          bool
	}{
		{"书面答复", 40, 10, Options{}, true},
		{"书面答复", 39.9, 10, Options{}, false},
		{"书面答复", 20, 23.5, Options{}, true},
		{"书面答复", 20, 23.4, Options{}, false},
		{"书面答复", 20, 22, Options{Leading: 1.2}, true},
		{"五个工作日", 40, 100, Options{}, false}, // wider than the box, however high
		{"", 0, 0, Options{}, true},
	} {
		if lines, got := NewSetter(fonts, nil).Fit(c.text, Style{Size: 10}, c.width, c.height, c.o); got != c.want {
			t.Errorf("Fit(%q, %v × %v) = %v, %v", c.text, c.width, c.height, spell(lines), got)
		}
	}
}

func TestWidth(t *testing.T) {
	fonts := carried(t)
	if got := Width(fonts, "信访，30日", Style{Size: 20}); math.Abs(got-20*(4+2*0.555)) > 1e-9 {
		t.Error(got)
	}
	if Width(fonts, "30", Style{Size: 20, Bold: true}) <= Width(fonts, "30", Style{Size: 20}) {
		t.Error("bold is not wider")
	}
}

// Balanced lines are as few as filled ones, and the widest is not wider.
func checkLines(t *testing.T, fonts *font.Set, text string, width float64) {
	t.Helper()
	style := Style{Size: 1}
	bare := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, s)
	}
	var counts [2]int
	for i, o := range []Options{{}, {Fill: true}} {
		lines := NewSetter(fonts, nil).Lines(text, style, width, o)
		counts[i] = len(lines)
		var joined strings.Builder
		for _, l := range lines {
			joined.WriteString(l.Runes)
			if strings.TrimRightFunc(l.Runes, unicode.IsSpace) != l.Runes {
				t.Errorf("%q ends with white space", l.Runes)
			}
			if got := Width(fonts, l.Runes, style); math.Abs(got-l.Width) > 1e-6 {
				t.Errorf("%q is %v wide, told %v", l.Runes, got, l.Width)
			}
			whole := cut(l.Runes, byFirst(LawWords()))
			if l.Width > width+slack && len(whole) > 1 && Width(fonts, strings.TrimSpace(whole[0].text), style) <= width {
				t.Errorf("%q is %v wide and could be broken for %v", l.Runes, l.Width, width)
			}
		}
		if bare(joined.String()) != bare(text) {
			t.Errorf("%q became %q", text, joined.String())
		}
	}
	if counts[0] != counts[1] {
		t.Errorf("%q: %d lines balanced, %d filled", text, counts[0], counts[1])
	}
}

func FuzzLines(f *testing.F) {
	fonts := carried(f)
	for _, text := range []string{
		"自受理之日起60日内办结；情况复杂的，可延长30日。",
		"依据《信访工作条例》第三十四条第（六）项、〔2022〕11号，电话 0571-12345678",
		"a b  c\n\n\u3000d\r\ne\u2028f", "“”‘’《》（）", "第（", "〔2022〕", "（0571）", "1 2", "9 9999", "第", "①",
	} {
		f.Add(text, 5.0)
	}
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if math.IsNaN(width) || len(text) > 400 {
			t.Skip()
		}
		checkLines(t, fonts, strings.ToValidUTF8(text, "？"), math.Mod(math.Abs(width), 60))
	})
}

// No way with as many lines is more even: all ways are tried.
func TestMostEven(t *testing.T) {
	fonts := carried(t)
	style := Style{Size: 1}
	for _, text := range []string{
		"自受理之日起办结情况复杂可延长", "查清事实依法处理书面说明", "向有权处理的上级提出",
	} {
		pieces := cut(text, byFirst(LawWords()))
		m := measure(fonts, pieces, style)
		for width := 3.0; width < 16; width++ {
			ends := filled(m, width)
			got := squares(m, balanced(m, pieces, width, len(ends), 1))
			if best := leastSquares(m, 0, len(ends), width); got > best+1e-6 {
				t.Errorf("%s at %v: %v, best is %v", text, width, got, best)
			}
		}
	}
}

func squares(m measured, ends []int) float64 {
	from, sum := 0, 0.0
	for _, to := range ends {
		sum += m.width(from, to) * m.width(from, to)
		from = to
	}
	return sum
}

func leastSquares(m measured, from, lines int, width float64) float64 {
	n := len(m.full) - 1
	if lines == 0 {
		if from == n {
			return 0
		}
		return math.Inf(1)
	}
	best := math.Inf(1)
	for to := from + 1; to <= n; to++ {
		if w := m.width(from, to); w <= width+slack || to == from+1 {
			best = min(best, w*w+leastSquares(m, to, lines-1, width))
		}
	}
	return best
}

func BenchmarkLabel(b *testing.B) {
	s := NewSetter(carried(b), nil)
	for b.Loop() {
		s.Lines("查清事实，依法处理", Style{Size: 20}, 120, Options{})
	}
}

func BenchmarkParagraph(b *testing.B) {
	s := NewSetter(carried(b), nil)
	text := strings.Repeat("信访人对信访处理意见不服的，可以自收到书面答复之日起30日内请求复查。", 3)
	for b.Loop() {
		s.Lines(text, Style{Size: 20}, 400, Options{})
	}
}
