package content

import (
	"io/fs"
	"path"
	"slices"
	"strconv"

	"daoyin/internal/markdown"
	"daoyin/internal/problem"
	"daoyin/internal/yaml"
)

// ReadScreens reads the files of content/screens, which List found.
func ReadScreens(site fs.FS, sources []string, parser *markdown.Parser, problems *problem.List) (Screens, error) {
	var s Screens
	for _, source := range sources {
		raw, err := fs.ReadFile(site, source)
		if err != nil {
			return s, err
		}
		name := path.Base(source)
		if path.Ext(source) == ".md" {
			if name != "emergency.md" {
				problems.Error("screen-file", problem.Position{File: source}, "screens 文件夹里不放文章", "文章放在 guides、faq、notices 里，再在屏幕文件的 show 里写上它；紧急通知的文件名是 emergency.md。")
				continue
			}
			s.Emergency = ParseEmergency(parser, source, raw, problems)
			continue
		}
		text, ok := Text(source, raw, problems)
		switch {
		case !ok:
		case name == "messages.yaml" || name == "messages.yml":
			s.Messages = append(s.Messages, ParseMessages(source, text, problems)...)
		default:
			s.Profiles = append(s.Profiles, ParseProfile(source, text, problems))
		}
	}
	return s, nil
}

// ParseMessages reads the texts that are for screens alone.
func ParseMessages(source, text string, problems *problem.List) []*Message {
	var f struct {
		Messages []*Message `yaml:"messages"`
	}
	yaml.Decode(text, problem.Position{File: source, Line: 1}, &f, problems)
	r := profileReader{problems}
	var names []string
	for _, m := range f.Messages {
		if m == nil {
			continue
		}
		if slices.Contains(names, m.Name.Value) && m.Name.Value != "" {
			problems.Error("data-duplicate", m.Name.At, "“"+m.Name.Value+"”写了两次", "两条话不能同名，请改一个名字。")
		}
		names = append(names, m.Name.Value)
		if m.Before.Value != "" {
			m.Lead = int(r.number(m.Before, "提前的天数", 0, 60, true))
			if m.Campaign.Value == "" {
				problems.Error("screen-message", m.Before.At, "days_before 只跟 campaign 一起用", "请写上宣传日的代号，或者改用 from。")
			}
		}
		if m.Campaign.Value != "" && (!m.From.IsZero() || !m.Until.IsZero()) {
			problems.Error("screen-message", m.Campaign.At, "宣传日的话不写 from、until", "宣传日是哪一天，写在 calendar.yaml 里，每年都有效。")
		}
		if m.Evergreen && (m.Campaign.Value != "" || !m.From.IsZero() || !m.Until.IsZero()) {
			problems.Error("screen-message", m.Name.At, "常年播放（evergreen）的话不能有日期", "请删掉 evergreen，或者删掉日期。")
		}
		if !m.From.IsZero() && !m.Until.IsZero() && !m.From.Begin().Before(m.Until.End()) {
			problems.Error("front-dates", m.Name.At, "until（到什么时候）早于 from（从什么时候）", "这样永远不会显示，请检查这两个日期。")
		}
	}
	return slices.DeleteFunc(f.Messages, func(m *Message) bool { return m == nil })
}

// ParseEmergency reads the message that takes over all screens. It must end by
// itself within a day: nobody is there to take it down.
func ParseEmergency(parser *markdown.Parser, source string, raw []byte, problems *problem.List) *Page {
	before := problems.Len()
	p := ParsePage(parser, source, raw, problems)
	if p == nil || problems.Len() > before {
		return p
	}
	f := &p.Front
	begin := f.From
	if begin.IsZero() {
		begin = f.Date
	}
	at := f.Title.At
	switch {
	case begin.IsZero():
		problems.Error("screen-emergency", at, "紧急通知没写从什么时候起", "请加一行“from: 2026-11-22 08:00”这样的时间。")
	case f.Until.IsZero():
		problems.Error("screen-emergency", at, "紧急通知没写到什么时候止", "请加一行“until: …”，离开始不超过24小时；到时候自动撤下。")
	case f.Until.End().Sub(begin.Begin()) > day:
		hours := strconv.Itoa(int(f.Until.End().Sub(begin.Begin()).Hours()))
		problems.Error("screen-emergency", at, "紧急通知占着所有屏幕，不能超过24小时，这里是"+hours+"小时", "请把 until 改早，写到钟点；还没过去的，明天改一次 from 和 until。")
	}
	return p
}
