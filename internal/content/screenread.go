package content

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"daoyin/internal/problem"
	"daoyin/internal/yaml"
)

// profileFile is a profile as it is written.
type profileFile struct {
	Draft       bool             `yaml:"draft"`
	Title       yaml.Text        `yaml:"title,required"`
	Kind        yaml.Text        `yaml:"kind,required"`
	Width       yaml.Text        `yaml:"width,required"`
	Height      yaml.Text        `yaml:"height,required"`
	Pitch       yaml.Text        `yaml:"pitch_mm"`
	Diagonal    yaml.Text        `yaml:"diagonal_in"`
	Distance    yaml.Text        `yaml:"distance_m,required"`
	Scan        yaml.Text        `yaml:"scan_m"`
	Audience    yaml.Text        `yaml:"audience"`
	Rotate      yaml.Text        `yaml:"rotate"`
	Colour      yaml.Text        `yaml:"colour"`
	Theme       yaml.Text        `yaml:"theme"`
	Safe        yaml.Text        `yaml:"safe_area"`
	MinPx       yaml.Text        `yaml:"min_px"`
	AllowSmall  bool             `yaml:"allow_small"`
	SmallReason string           `yaml:"small_reason"`
	Zones       []yaml.Text      `yaml:"zones"`
	Show        Show             `yaml:"show"`
	Hours       []openingFile    `yaml:"hours"`
	Off         yaml.Text        `yaml:"off_hours"`
	Night       spanFile         `yaml:"night"`
	Transition  yaml.Text        `yaml:"transition"`
	Shift       yaml.Text        `yaml:"pixel_shift"`
	Outputs     []yaml.Text      `yaml:"outputs"`
	Place       string           `yaml:"place"`
	Keeper      string           `yaml:"contact"`
	Phone       string           `yaml:"phone"`
	PowerOff    string           `yaml:"power_off"`
	Controller  string           `yaml:"controller"`
	At          problem.Position `yaml:"@"`
}

type openingFile struct {
	Days yaml.Text        `yaml:"days"`
	From yaml.Text        `yaml:"from,required"`
	To   yaml.Text        `yaml:"to,required"`
	At   problem.Position `yaml:"@"`
}

type spanFile struct {
	From yaml.Text `yaml:"from"`
	To   yaml.Text `yaml:"to"`
}

// ParseProfile reads a screen's profile; source is its path in the site. What
// cannot be shown at all is a problem here: whoever gets a profile without
// errors has room for a title and two lines of six characters.
func ParseProfile(source, text string, problems *problem.List) *Profile {
	var own problem.List
	var f profileFile
	yaml.Decode(text, problem.Position{File: source, Line: 1}, &f, &own)
	r := profileReader{&own}
	p := &Profile{Source: source, Name: screenName(source), At: problem.Position{File: source},
		Draft: f.Draft, Title: f.Title.Value, Place: f.Place, Keeper: f.Keeper, Phone: f.Phone, PowerOff: f.PowerOff, Controller: f.Controller}
	if bad := badName(p.Name); bad != "" {
		own.Error("file-name", p.At, "名称“"+p.Name+"”里有不能用的“"+bad+"”", "名称会成为网址的一部分，请只用字母、数字、汉字和“-”。")
	}
	r.panel(p, &f)
	r.behaviour(p, &f)
	p.Show = f.Show
	if f.Show.Notices.Value != "" {
		p.Show.Newest = int(r.number(f.Show.Notices, "公告条数", 0, 20, true))
	}
	if !own.HasErrors() {
		r.size(p, &f)
	}
	problems.Join(&own)
	return p
}

type profileReader struct{ problems *problem.List }

// panel reads what the panel is built like.
func (r profileReader) panel(p *Profile, f *profileFile) {
	p.Kind = ScreenKind(r.choice(f.Kind, "", "led", "tv", "strip"))
	p.Width = int(r.number(f.Width, "宽", 64, 7680, true))
	p.Height = int(r.number(f.Height, "高", 16, 7680, true))
	p.Distance = r.number(f.Distance, "最远的读者", 0.3, 60, false)
	p.Scan = p.Distance
	if f.Scan.Value != "" {
		p.Scan = r.number(f.Scan, "扫码的距离", 0.3, 60, false)
	}
	p.Elderly = r.choice(f.Audience, "elderly", "elderly", "standard") == "elderly"
	p.Rotate, _ = strconv.Atoi(r.choice(f.Rotate, "0", "0", "90", "180", "270"))
	p.Depth = ColourDepth(r.choice(f.Colour, "full", "full", "dual", "mono"))
	p.Light = p.Kind == TV && r.choice(f.Theme, "light", "light", "dark") == "light"
	if f.Safe.Value != "" {
		p.Safe = int(r.number(f.Safe, "四边留出", 0, float64(max(0, min(p.Width, p.Height)/8)), true))
	}
	if p.Kind == TV {
		if r.needs(f.Diagonal, f.At, "diagonal_in", "电视要写对角线多少英寸，例如“diagonal_in: 55”。") {
			inches := r.number(f.Diagonal, "对角线", 5, 300, false)
			p.Pitch = inches * 25.4 / math.Hypot(float64(p.Width), float64(p.Height))
		}
		r.only(f.Pitch, "pitch_mm", "点间距只用在 LED 屏和条屏上；电视写 diagonal_in。")
		if p.Depth != FullColour && p.Depth != "" {
			r.problems.Error("screen-kind", f.Colour.At, "电视都是全彩的", "请删掉“colour”这一行。")
		}
		return
	}
	if r.needs(f.Pitch, f.At, "pitch_mm", "LED 屏要写点间距多少毫米，P2.5 的屏写“pitch_mm: 2.5”。") {
		p.Pitch = r.number(f.Pitch, "点间距", 0.4, 40, false)
	}
	r.only(f.Diagonal, "diagonal_in", "对角线只用在电视上；LED 屏写点间距 pitch_mm。")
	r.only(f.Theme, "theme", "LED 屏总是深底浅字，请删掉这一行。")
}

// behaviour reads what stands where, and when.
func (r profileReader) behaviour(p *Profile, f *profileFile) {
	for _, z := range f.Zones {
		switch r.choice(z, "", "main", "ticker", "clock") {
		case "ticker":
			p.Ticker = true
		case "clock":
			p.Clock = true
		}
		if p.Kind == Strip {
			r.problems.Error("screen-kind", z.At, "条屏只有一行，不能再分区", "请删掉“zones”。")
		}
	}
	for _, h := range f.Hours {
		o := Opening{Span: Span{r.clock(h.From) % (24 * 60), r.clock(h.To)}, Days: r.days(h.Days)}
		if o.From == o.Until && h.From.Value != "" {
			r.problems.Error("screen-hours", h.At, "开屏和关屏的时间一样", "写成“{days: 1-5, from: \"08:30\", to: \"17:30\"}”这样；全天开的，不写 hours。")
		}
		p.Hours = append(p.Hours, o)
	}
	p.Off = OffHours(r.choice(f.Off, "clock", "clock", "black", "evergreen"))
	if f.Night.From.Value != "" || f.Night.To.Value != "" {
		p.Night = Span{r.clock(f.Night.From), r.clock(f.Night.To)}
	}
	fade := "cut"
	if p.Kind == TV {
		fade = "fade"
	}
	p.Fade = r.choice(f.Transition, fade, "cut", "fade") == "fade"
	p.Shift = r.choice(f.Shift, strconv.FormatBool(p.Kind == TV), "true", "false") == "true"
	if p.Shift && p.Kind != TV {
		r.problems.Error("screen-kind", f.Shift.At, "LED 屏不会烧屏，不用移动画面", "请删掉“pixel_shift”这一行。")
	}
	known := []string{"html", "usb", "png", "gif", "strip"}
	for _, o := range f.Outputs {
		if word := r.choice(o, "", known...); word != "" {
			p.Outputs = append(p.Outputs, word)
			r.output(p, o, word)
		}
	}
	if len(f.Outputs) == 0 {
		p.Outputs = map[ScreenKind][]string{LED: {"html", "usb", "png"}, TV: {"html", "usb"}, Strip: {"png", "strip"}}[p.Kind]
	}
}

// The largest picture that LED cards play as a GIF.
const gifWidth, gifHeight = 640, 360

func (r profileReader) output(p *Profile, at yaml.Text, word string) {
	switch {
	case word == "gif" && (p.Width > gifWidth || p.Height > gifHeight):
		r.problems.Error("screen-kind", at.At, fmt.Sprintf("屏太大，做不了 GIF（最大%d×%d）", gifWidth, gifHeight), "请从 outputs 里去掉 gif，用 png。")
	case word == "strip" && p.Kind != Strip:
		r.problems.Error("screen-kind", at.At, "只有条屏才出文字单（strip）", "请从 outputs 里去掉 strip。")
	}
}

// size works out the type, and refuses a panel that cannot carry it.
func (r profileReader) size(p *Profile, f *profileFile) {
	p.Body = p.Needed()
	if f.MinPx.Value != "" {
		least := int(r.number(f.MinPx, "最小的字", lowest, 2000, true))
		if least > 0 && least < p.Body && (!f.AllowSmall || strings.TrimSpace(f.SmallReason) == "") {
			r.problems.Error("screen-small", f.MinPx.At, fmt.Sprintf("%d像素的字太小：%s米外要%d像素才看得清", least, short(p.Distance), p.Body),
				"请删掉 min_px。确有理由用小字的，加上“allow_small: true”和“small_reason: 理由”。")
		}
		if least > 0 {
			p.Body = least
		}
	}
	if p.Body < floor && p.Depth != FullColour {
		r.problems.Error("screen-small", f.MinPx.At, fmt.Sprintf("单色、双色屏的字不能小于%d像素", floor), "小了，笔画会粘在一起。请删掉 min_px。")
	}
	w, h := float64(p.Width-2*p.Safe), float64(p.Height-2*p.Safe)
	if p.Ticker || p.Clock {
		h -= p.BarHeight()
	}
	body := float64(p.Body)
	needW, needH := 9.5*body, 5.6*body // a short title and two lines of six characters, with all that stands around them
	what := "一个标题和两行、每行6个字"
	switch p.Kind {
	case TV:
		needW, needH = 10.5*body+float64(p.Width)/14, 7.8*body
	case Strip:
		needW, needH, what = 6.6*body, 1.2*body, "一行6个字"
	}
	if w < needW || h < needH {
		most := p.Distance * min(w/needW, h/needH)
		r.problems.Error("screen-size", f.Distance.At, fmt.Sprintf("%s米外看，字要%d像素高，这块屏放不下%s", short(p.Distance), p.Body, what),
			fmt.Sprintf("这块屏最多照顾到%s米左右的人。请把 distance_m 改近，或者换大一些的屏；底栏（ticker）占地方，也可以去掉。", short(math.Floor(most*10)/10)))
	}
}

// Note is the type of what stands around the words: on a panel that is read
// from near by, larger than it needs to be.
func (p *Profile) Note() float64 {
	return max(float64(p.Body), math.Round(float64(min(p.Width, p.Height))/30))
}

// BarHeight is the height of the zone at the bottom.
func (p *Profile) BarHeight() float64 { return math.Round(p.Note() * 1.7) }

// needs tells whether a key that the kind requires was written.
func (r profileReader) needs(t yaml.Text, at problem.Position, key, hint string) bool {
	if t.Value == "" {
		r.problems.Error("data-missing", at, "缺少“"+key+"”", hint)
		return false
	}
	return true
}

func (r profileReader) only(t yaml.Text, key, hint string) {
	if t.Value != "" {
		r.problems.Error("screen-kind", t.At, "“"+key+"”不用在这种屏上", hint)
	}
}

// choice returns one of the words; otherwise what stands for nothing written.
func (r profileReader) choice(t yaml.Text, otherwise string, words ...string) string {
	switch {
	case t.Value == "":
		return otherwise
	case slices.Contains(words, t.Value):
		return t.Value
	}
	list := "可以写的有：" + strings.Join(words, "、") + "。"
	r.problems.Error("data-value", t.At, "“"+t.Value+"”不合要求", problem.DidYouMean(t.Value, words, list))
	return otherwise
}

// number reads a number between two bounds; 0 if it is none.
func (r profileReader) number(t yaml.Text, what string, least, most float64, whole bool) float64 {
	if t.Value == "" {
		return 0 // told as missing, or not asked for
	}
	v, err := strconv.ParseFloat(t.Value, 64)
	kind := "数字"
	if whole {
		kind = "整数"
	}
	if err != nil || math.IsNaN(v) || v < least || v > most || whole && v != math.Trunc(v) {
		r.problems.Error("data-value", t.At, what+"“"+t.Value+"”不合要求", fmt.Sprintf("写一个%s，从%s到%s。", kind, short(least), short(most)))
		return 0
	}
	return v
}

func short(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// clock reads 08:30 as minutes of the day; 24:00 is the end of it.
func (r profileReader) clock(t yaml.Text) int {
	if t.Value == "" {
		return 0
	}
	hours, minutes, ok := strings.Cut(strings.ReplaceAll(t.Value, "：", ":"), ":")
	h, err1 := strconv.Atoi(hours)
	m, err2 := strconv.Atoi(minutes)
	if !ok || err1 != nil || err2 != nil || len(minutes) != 2 || h < 0 || m < 0 || m > 59 || h*60+m > 24*60 {
		r.problems.Error("data-value", t.At, "“"+t.Value+"”不是钟点", "写成“08:30”，两头加英文引号。")
		return 0
	}
	return h*60 + m
}

// days reads 1-5, 6,7 or nothing for every day.
func (r profileReader) days(t yaml.Text) (days [7]bool) {
	if t.Value == "" || t.Value == "每天" {
		return [7]bool{true, true, true, true, true, true, true}
	}
	for part := range strings.FieldsFuncSeq(t.Value, func(c rune) bool { return strings.ContainsRune(",，、 ", c) }) {
		first, last, span := strings.Cut(part, "-")
		if !span {
			last = first
		}
		from, err1 := strconv.Atoi(first)
		to, err2 := strconv.Atoi(last)
		if err1 != nil || err2 != nil || from < 1 || to > 7 || from > to {
			r.problems.Error("data-value", t.At, "“"+t.Value+"”看不懂是星期几", "星期一到星期日写成1到7：“1-5”“6,7”；每天都开的，不写。")
			return days
		}
		for d := from; d <= to; d++ {
			days[d-1] = true
		}
	}
	return days
}
