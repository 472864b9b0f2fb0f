package screen

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"strconv"
	"strings"

	"daoyin/internal/calendar"
	"daoyin/internal/content"
	"daoyin/internal/draw/svg"
)

// pages are what the staff looks at: all slides of a screen, and the record
// that is printed and filed.
func (m *Maker) pages(r *Reel) ([]File, error) {
	preview, err := m.preview(r)
	if err != nil {
		return nil, err
	}
	record, err := m.record(r)
	if err != nil {
		return nil, err
	}
	from := []string{r.Profile.Source}
	return []File{{"preview.html", []byte(preview), from}, {"台账.html", []byte(record), from}}, nil
}

const pageHead = `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>%s</title>
<style>%s</style>
</head>
<body>
`

const previewStyle = `body{margin:0;padding:24px;font:18px/1.7 "Microsoft YaHei","PingFang SC",sans-serif;color:#14212e;background:#eef2f7}
h1{margin:0 0 8px}h2{font-size:18px;margin:0 0 8px;font-weight:normal}
.tool{position:sticky;top:0;z-index:1;background:#fff;padding:12px 16px;border:1px solid #c9d3df;margin:16px 0}
.tool label{margin-right:16px}
.warn{background:#fff6dc;padding:8px 16px}
.slide{display:inline-block;vertical-align:top;max-width:100%;margin:0 24px 32px 0;overflow:auto}
.slide.off{opacity:.35}
.picture{line-height:0;display:inline-block;border:12px solid #1b1b1b;border-radius:4px}
.far .picture{border-width:2px}
.mark{font-size:16px;color:#3f4c5a}
table{border-collapse:collapse}td,th{padding:4px 12px;text-align:left;border-bottom:1px solid #c9d3df}`

// deskWidth and deskDistance are how large a pixel of an ordinary office
// monitor is, in millimetres, and from where it is looked at, in metres.
const (
	deskPixel    = 0.265
	deskDistance = 0.6
)

// Far is how much smaller a screen looks to its farthest reader than in the
// preview at one pixel to one pixel.
func Far(p *content.Profile) float64 {
	return p.Pitch / deskPixel * deskDistance / p.Distance
}

// preview shows every slide pixel by pixel, or as large as the farthest reader
// sees it, and which of them are due on a day.
func (m *Maker) preview(r *Reel) (string, error) {
	p := r.Profile
	var b strings.Builder
	title := "预览：" + p.Title
	fmt.Fprintf(&b, pageHead, html.EscapeString(title), previewStyle)
	fmt.Fprintf(&b, "<h1>%s</h1>\n<p>%d×%d像素，最小的字%d像素；最远的读者在%s米外。一共%d屏，放一轮%s。</p>\n", html.EscapeString(title), p.Width, p.Height,
		r.Minimum, decimal(p.Distance), len(r.Zones[0].Slides), duration(r.Zones[0].Slides))
	for _, w := range warnings(r) {
		fmt.Fprintf(&b, "<p class=\"warn\">%s</p>\n", html.EscapeString(w))
	}
	first := calendar.DateOf(m.at)
	fmt.Fprintf(&b, `<div class="tool"><label><input type="checkbox" id="far"> 从最远的地方看（坐在电脑前60厘米）</label>`+
		`<label>哪一天：<input type="range" id="day" min="0" max="%d" value="0"></label><output id="date" for="day">%s</output></div>`+"\n", sliderDays, first.Long())
	for z := range r.Zones {
		if len(r.Zones) > 1 {
			fmt.Fprintf(&b, "<h1>%s</h1>\n", zoneName(r.Zones[z].Name))
		}
		for i := range r.Zones[z].Slides {
			if err := m.previewSlide(&b, &r.Zones[z], i); err != nil {
				return "", err
			}
		}
	}
	fmt.Fprintf(&b, "<script>%s</script>\n</body>\n</html>\n", fmt.Sprintf(previewScript, m.dayZero(), decimal(Far(p))))
	return b.String(), nil
}

func zoneName(name string) string {
	if name == "main" {
		return "主区"
	}
	return "底栏"
}

// sliderDays is how far the preview looks ahead.
const sliderDays = 370

// dayZero is noon of the day of the build: a slide that is due at noon is
// shown on that day.
func (m *Maker) dayZero() int64 { return calendar.DateOf(m.at).Time().Unix() + 12*60*60 }

func (m *Maker) previewSlide(b *strings.Builder, z *Zone, i int) error {
	s := &z.Slides[i]
	drawing, err := svg.Write(*s.Scene, svg.Options{Outlines: m.set.Fonts(), Prefix: fmt.Sprintf("%s-%d-", z.Name, i+1)})
	if err != nil {
		return err
	}
	var windows []string
	for _, w := range s.When {
		from, until := int64(0), int64(0)
		if !w.From.IsZero() {
			from = w.From.Unix()
		}
		if !w.Until.IsZero() {
			until = w.Until.Unix()
		}
		windows = append(windows, fmt.Sprintf("%d-%d", from, until))
	}
	const frame = 2 * 12
	fmt.Fprintf(b, "<div class=\"slide\" style=\"width:%dpx\" data-when=\"%s\"><h2>%d．%s <span class=\"mark\">%d秒　%s　%s</span></h2><div class=\"picture\">%s</div></div>\n",
		z.W+frame, strings.Join(windows, ","), i+1, html.EscapeString(s.Title), s.Seconds, windowWords(s), html.EscapeString(s.Source), drawing)
	return nil
}

// previewScript is ES5, as everything that runs in a browser here.
const previewScript = `(function(){var zero=%d,far=%s,slides=document.querySelectorAll(".slide"),day=document.getElementById("day"),date=document.getElementById("date"),box=document.getElementById("far"),i;
function due(when,t){if(!when)return true;var all=when.split(","),j,w;for(j=0;j<all.length;j++){w=all[j].split("-");if((+w[0]===0||t>=+w[0])&&(+w[1]===0||t<+w[1]))return true}return false}
function show(){var t=zero+day.value*86400,d=new Date((t+28800)*1000);date.textContent=d.getUTCFullYear()+"年"+(d.getUTCMonth()+1)+"月"+d.getUTCDate()+"日";
for(i=0;i<slides.length;i++)slides[i].className=due(slides[i].getAttribute("data-when"),t)?"slide":"slide off"}
function size(){document.body.className=box.checked?"far":"";var img=document.querySelectorAll(".picture svg");for(i=0;i<img.length;i++){img[i].style.width=box.checked?img[i].getAttribute("width")*far+"px":"";img[i].style.height=box.checked?img[i].getAttribute("height")*far+"px":""}}
day.oninput=day.onchange=show;box.onchange=size;show()}());`

// windowWords says in words when a slide is shown.
func windowWords(s *Slide) string {
	var all []string
	for _, w := range s.When {
		words := ""
		if !w.From.IsZero() {
			words = calendar.DateOf(w.From).String() + "起"
		}
		if !w.Until.IsZero() {
			words += "到" + w.Until.In(calendar.Zone).Add(-1).Format("2006-01-02 15:04") + "止"
		}
		all = append(all, words)
	}
	switch {
	case len(all) > 0:
		return strings.Join(all, "，")
	case s.Evergreen:
		return "常年"
	}
	return "一直"
}

func duration(slides []Slide) string {
	total := 0
	for _, s := range slides {
		total += s.Seconds
	}
	return fmt.Sprintf("%d分%d秒", total/60, total%60)
}

// warnings are what an editor better thinks about, without being wrong.
func warnings(r *Reel) []string {
	var all []string
	if n := len(r.Zones[0].Slides); n > 0 {
		total := 0
		for _, s := range r.Zones[0].Slides {
			total += s.Seconds
		}
		if total > 20*60 {
			all = append(all, fmt.Sprintf("放一轮要%s，等的人多半看不到想看的那一屏。放少一些，效果更好。", duration(r.Zones[0].Slides)))
		}
	}
	if need := r.Profile.Needed(); r.Minimum < need {
		all = append(all, fmt.Sprintf("最小的字是%d像素，%s米外的人要%d像素才看得清。", r.Minimum, decimal(r.Profile.Distance), need))
	}
	return all
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// record is the sheet about a screen that is printed, signed and filed.
func (m *Maker) record(r *Reel) (string, error) {
	p := r.Profile
	hash, err := m.hash(r)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, pageHead, "屏幕台账："+html.EscapeString(p.Title), recordStyle)
	fmt.Fprintf(&b, "<h1>屏幕台账</h1>\n<table>\n")
	row := func(name, value string) {
		if value == "" {
			value = "　"
		}
		fmt.Fprintf(&b, "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n", name, html.EscapeString(value))
	}
	row("屏幕", p.Title+"（"+p.Name+"）")
	row("单位", m.settings.Name)
	row("装在哪里", p.Place)
	row("种类", kindWords(p))
	row("画面", fmt.Sprintf("%d×%d像素，宽%.2f米，高%.2f米", p.Width, p.Height, p.Millimetres(float64(p.Width))/1000, p.Millimetres(float64(p.Height))/1000))
	row("最远的读者", fmt.Sprintf("%s米；字高不小于%d像素（%.0f毫米）", decimal(p.Distance), r.Minimum, p.Millimetres(float64(r.Minimum))))
	row("控制设备", p.Controller)
	row("开屏时间", hoursWords(p))
	row("谁负责", p.Keeper)
	row("电话", p.Phone)
	row("紧急断电", p.PowerOff)
	row("内容日期", calendar.DateOf(m.at).Long())
	row("内容编号", hash)
	row("检查记录", "")
	b.WriteString("</table>\n<p>发现屏幕上有不该出现的内容：第一步，照“紧急断电”切断电源；第二步，给负责人打电话；第三步，不要自己重新开机。</p>\n")
	b.WriteString("<p class=\"sign\">检查人：　　　　　　　　　日期：　　　　年　　月　　日</p>\n</body>\n</html>\n")
	return b.String(), nil
}

const recordStyle = `@page{size:A4;margin:20mm}body{font:16px/1.8 "SimSun","Songti SC",serif;color:#000;max-width:170mm;margin:20px auto}
h1{text-align:center;font-size:28px}table{width:100%;border-collapse:collapse}th,td{border:1px solid #000;padding:6px 12px;text-align:left;vertical-align:top;word-break:break-all}
th{width:7em;font-weight:bold}tr:last-child td{height:40mm}.sign{margin-top:16mm}`

func kindWords(p *content.Profile) string {
	words := map[content.ScreenKind]string{content.LED: "LED 屏，点间距" + decimal(p.Pitch) + "毫米", content.TV: "电视、立屏",
		content.Strip: "条屏，点间距" + decimal(p.Pitch) + "毫米"}[p.Kind]
	switch p.Depth {
	case content.MonoColour:
		words += "，单色"
	case content.DualColour:
		words += "，双色"
	}
	return words
}

var weekdays = [...]string{"一", "二", "三", "四", "五", "六", "日"}

func hoursWords(p *content.Profile) string {
	if len(p.Hours) == 0 {
		return "一直开着"
	}
	var all []string
	for _, h := range p.Hours {
		days := ""
		for i, on := range h.Days {
			if on {
				days += weekdays[i]
			}
		}
		all = append(all, fmt.Sprintf("星期%s %d:%02d—%d:%02d", strings.Join(strings.Split(days, ""), "、"), h.From/60, h.From%60, h.Until/60, h.Until%60))
	}
	return strings.Join(all, "；")
}

// hash is a number for what a screen shows: two screens of one number show the
// same.
func (m *Maker) hash(r *Reel) (string, error) {
	sum := sha256.New()
	for z := range r.Zones {
		for i := range r.Zones[z].Slides {
			s := &r.Zones[z].Slides[i]
			drawing, err := m.SVG(s)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(sum, "%s %d %s %d\n", s.Name, s.Seconds, windowWords(s), len(drawing))
			sum.Write(drawing)
		}
	}
	return hex.EncodeToString(sum.Sum(nil))[:16], nil
}
