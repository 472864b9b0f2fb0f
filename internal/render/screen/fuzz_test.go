package screen

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"daoyin/internal/content"
	"daoyin/internal/problem"
)

// texts is how many random texts are laid out: many where everything is
// checked, fewer at every change.
func texts() int {
	if n, err := strconv.Atoi(os.Getenv("SCREEN_TEXTS")); err == nil {
		return n
	}
	return 400
}

var pieces = []string{"自收到之日起15日", "60日，可延长30日", "5个工作日", "《信访工作条例》第三十四条", "（示例）", "永信〔2026〕11号", "0598-1234567",
	"2026年12月4日", "wsxf.gjxfj.gov.cn", "12345", "A4", "PDF文件", "www.example.gov.cn/xinfang/guides/xinfang.html", "“路线图”", "hello world", "95%以上",
	"1,000元", "8:30—11:30", "x", "……", "——"}

const common = "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感"

// randomText is Chinese mixed with Latin, figures and marks, as nobody writes
// it.
func randomText(r *rand.Rand, most int) string {
	var b strings.Builder
	chars := []rune(common)
	for range 1 + r.IntN(most) {
		switch n := r.IntN(20); {
		case n < 2:
			b.WriteString(pieces[r.IntN(len(pieces))])
		case n < 4:
			b.WriteRune([]rune("，。、；：？！")[r.IntN(7)])
		case n == 4:
			b.WriteString([]string{" ", "A", "z9", "（", "）", "《", "》", "”"}[r.IntN(8)])
		default:
			b.WriteRune(chars[r.IntN(len(chars))])
		}
	}
	if strings.TrimSpace(b.String()) == "" {
		return "字"
	}
	return b.String()
}

func randomDraft(r *rand.Rand) draft {
	d := draft{name: "x", title: randomText(r, 14), look: look(r.IntN(3)), at: problem.Position{File: "x"}, written: values{}}
	for range r.IntN(5) {
		p := paragraph{as: kind(r.IntN(4)), text: randomText(r, 60)}
		if p.as == asFact {
			p.label = []string{"电话", "谁来办", "地点"}[r.IntN(3)]
		}
		if p.as == asLimit {
			p.text = "自收到之日起" + strconv.Itoa(r.IntN(99)) + "日"
		}
		d.paragraphs = append(d.paragraphs, p)
	}
	if d.look != plain {
		return d
	}
	if r.IntN(3) == 0 {
		d.steps = 1 + r.IntN(24)
		d.number = 1 + r.IntN(d.steps)
	}
	if r.IntN(3) == 0 {
		d.address = "https://www.example.gov.cn/xinfang/guides/xinfang.html"
	}
	return d
}

// squeezed is text without white space: what must be on the pages.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// Whatever is written: nothing is outside its zone, nothing is too small, every
// word is there, in order, and no page is nearly empty.
func TestAnyTextIsPaged(t *testing.T) {
	m, screens := example(t)
	r := rand.New(rand.NewPCG(7, 11))
	pages, refused := 0, 0
	for n := range texts() {
		s := screens[n%len(screens)]
		d := randomDraft(r)
		var problems problem.List
		p := &painter{Maker: m, canvas: newCanvas(s.Profile), problems: &problems}
		if s.Profile.Kind == content.Strip {
			checkStrip(t, p, d)
			continue
		}
		laid := p.layOut(d)
		if laid == nil {
			refused++
			if !problems.Has("screen-title") {
				t.Fatalf("text %d: no pages and no problem", n)
			}
			continue
		}
		pages += len(laid)
		reel := &Reel{Profile: s.Profile, Minimum: s.Profile.Body}
		var words, want strings.Builder
		for i, pg := range laid {
			for _, f := range inspect(m, reel, p.paint(d, pg), p.least(d)) {
				t.Errorf("text %d, %s, page %d of %d: %s", n, s.Profile.Name, i+1, len(laid), f)
			}
			words.WriteString(pg.words())
			if got := len([]rune(squeezed(pg.words()))); got < fewest && len(laid) > 1 && len(laid) <= most && d.look != alarm {
				t.Errorf("text %d: page %d of %d has %d characters", n, i+1, len(laid), got)
			}
		}
		for _, para := range d.paragraphs {
			want.WriteString(para.label + para.text)
		}
		if got, want := squeezed(words.String()), squeezed(want.String()); got != want {
			t.Errorf("text %d, %s: pages say\n%s\nwanted\n%s", n, s.Profile.Name, got, want)
		}
		if t.Failed() {
			t.Fatalf("title %q, %+v", d.title, d.paragraphs)
		}
	}
	t.Logf("%d pages, %d titles refused", pages, refused)
	if refused > texts()/4 {
		t.Errorf("%d of %d are refused", refused, texts())
	}
}

func checkStrip(t *testing.T, p *painter, d draft) {
	t.Helper()
	var words strings.Builder
	want := d.title
	for _, para := range d.paragraphs {
		if para.label != "" {
			want += para.label + "："
		}
		want += para.text
	}
	reel := &Reel{Profile: p.profile}
	for _, l := range p.stripLines(d) {
		words.WriteString(l.text.Runes)
		for _, f := range inspect(p.Maker, reel, p.stripScene(d, l), p.body) {
			t.Errorf("strip: %s", f)
		}
	}
	if got := squeezed(words.String()); got != squeezed(want) {
		t.Errorf("strip says\n%s\nwanted\n%s", got, squeezed(want))
	}
}

var amounts = regexp.MustCompile(`\d+(个工作日|日|月|年|号|元)|第[一二三四五六七八九十百]+条|\d{4}-\d+|〔\d{4}〕\d+号`)

// A number and what it counts are never on two lines, let alone two pages.
func TestNumbersStayWhole(t *testing.T) {
	m, screens := example(t)
	r := rand.New(rand.NewPCG(3, 5))
	for range texts() / 4 {
		text := ""
		for range 1 + r.IntN(12) {
			text += randomHan(r) + pieces[r.IntN(6)]
		}
		var problems problem.List
		p := &painter{Maker: m, canvas: newCanvas(screens[r.IntN(len(screens))].Profile), problems: &problems}
		if p.profile.Kind == content.Strip {
			continue
		}
		want := len(amounts.FindAllString(text, -1))
		got := 0
		for _, pg := range p.layOut(draft{title: "题", written: values{}, paragraphs: []paragraph{{text: text}}}) {
			for _, b := range pg.blocks {
				for _, l := range b.lines {
					got += len(amounts.FindAllString(l.Runes, -1))
				}
			}
		}
		if got != want {
			t.Errorf("%s: %d amounts are whole, want %d", text, got, want)
		}
	}
}

func randomHan(r *rand.Rand) string {
	chars := []rune(strings.NewReplacer("第", "", "之", "").Replace(common)) // 第5个工作日 and 第三条之5 are no amounts
	out := ""
	for range 1 + r.IntN(9) {
		out += string(chars[r.IntN(len(chars))])
	}
	return out + []string{"", "，", "。"}[r.IntN(3)]
}

func FuzzPart(f *testing.F) {
	f.Add("甲，乙（丙，丁）戊。“己。”庚")
	f.Add("1,000元，8:30")
	f.Fuzz(func(t *testing.T, text string) {
		for _, marks := range []string{"。！？；!?;", "，、：, "} {
			if got := strings.Join(part(text, marks), ""); got != string([]rune(text)) {
				t.Errorf("parts of %q make %q", text, got)
			}
		}
	})
}

// A panel that content lets pass carries a short title with a text, and an
// emergency.
func TestWhatPassesCanBeShown(t *testing.T) {
	m, _ := example(t)
	r := rand.New(rand.NewPCG(13, 17))
	passed := 0
	for range texts() {
		kind := []string{"led\npitch_mm: 2.5", "led\npitch_mm: 10", "tv\ndiagonal_in: 55", "strip\npitch_mm: 4.75"}[r.IntN(4)]
		text := fmt.Sprintf("title: 屏\nkind: %s\nwidth: %d\nheight: %d\ndistance_m: %d\n", kind, 64+r.IntN(600)*(1+r.IntN(3)), 16+r.IntN(400)*(1+r.IntN(4)), 1+r.IntN(12))
		if !strings.HasPrefix(kind, "strip") && r.IntN(2) == 0 {
			text += "zones: [main, ticker, clock]\n"
		}
		var problems problem.List
		profile := content.ParseProfile("content/screens/x.yaml", text, &problems)
		if problems.HasErrors() {
			continue
		}
		passed++
		p := &painter{Maker: m, canvas: newCanvas(profile), problems: &problems}
		for _, look := range []look{plain, feast, alarm} {
			d := draft{title: "今天停办", written: values{}, look: look, paragraphs: []paragraph{{text: "请您改日再来，电话也可以问。"}}}
			if profile.Kind == content.Strip {
				checkStrip(t, p, d)
			} else if p.layOut(d) == nil {
				t.Errorf("look %d does not fit: %s", look, text)
			}
		}
	}
	if passed < texts()/20 {
		t.Errorf("only %d profiles pass", passed)
	}
}
