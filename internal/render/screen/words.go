package screen

import (
	"strings"

	"daoyin/internal/check"
	"daoyin/internal/content"
	"daoyin/internal/markdown"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

// draft is an item in words, before it is laid out.
type draft struct {
	name, title, source string
	at                  problem.Position // where an editor can change it
	written             check.Source     // what the words were written in
	kicker              string           // what kind of thing it is; shown where there is room
	paragraphs          []paragraph
	look                look
	number, steps       int    // of a flow's step: its number, and how many there are
	address             string // what the QR code leads to; "" for no code
}

// look is how a slide is dressed.
type look int

const (
	plain look = iota
	feast      // a campaign day
	alarm      // an emergency
)

// paragraph is words that belong together.
type paragraph struct {
	as    kind
	label string // stands before the words: 谁来办
	text  string
}

type kind int

const (
	asText  kind = iota // running text
	asPoint             // an item of a list
	asFact              // with a label
	asLimit             // how long something may take: a badge
)

// words returns what an item says. A page says what its front matter has for
// screens; otherwise its own text, as short as its kind allows.
func (p *painter) words(item plan.Item) draft {
	switch {
	case item.Contact:
		return p.contact(item)
	case item.Message != nil:
		return fromMessage(item)
	case item.Emergency:
		d := fromPage(item)
		d.paragraphs, d.look, d.kicker = running(item.Page.Doc), alarm, "紧急通知"
		return d
	}
	d := fromPage(item)
	front := item.Page.Front
	if front.Screen.Title != "" {
		d.title = front.Screen.Title
	} else if item.Page.Kind == content.FAQ {
		d.title = firstOf(front.Short.Value, item.Page.Question())
	}
	switch {
	case len(front.Screen.Lines) > 0:
		for _, line := range front.Screen.Lines {
			d.paragraphs = append(d.paragraphs, paragraph{as: asPoint, text: line})
		}
	case item.Page.Kind == content.Notice:
		d.paragraphs = notice(item.Page)
	default:
		d.paragraphs = []paragraph{{text: item.Page.Summary()}}
	}
	return d
}

func fromPage(item plan.Item) draft {
	p := item.Page
	kickers := map[content.Kind]string{content.Guide: "办事指南", content.FAQ: "常见问题", content.Notice: "公告"}
	return draft{name: item.Name, title: p.Front.Title.Value, source: p.Source, at: p.Front.Title.At, written: p, kicker: kickers[p.Kind], address: item.Address}
}

func fromMessage(item plan.Item) draft {
	m := item.Message
	d := draft{name: item.Name, title: m.Title.Value, source: m.Name.At.File, at: m.Title.At, kicker: item.Campaign,
		written: append(values{m.Title}, m.Lines...)}
	if item.Campaign != "" {
		d.look = feast
	}
	for _, line := range m.Lines {
		d.paragraphs = append(d.paragraphs, paragraph{as: asPoint, text: line.Value})
	}
	return d
}

// notice is a notice without words of its own for screens: its text, then what
// makes it official.
func notice(p *content.Page) []paragraph {
	all := running(p.Doc)
	if p.Front.Number.Value != "" {
		all = append(all, paragraph{as: asFact, label: "文号", text: p.Front.Number.Value})
	}
	issued := p.Front.Issuer.Value
	if !p.Front.Date.IsZero() {
		issued = strings.TrimSpace(issued + " " + p.Front.Date.Date.Long())
	}
	if issued != "" {
		all = append(all, paragraph{as: asFact, label: "发布", text: issued})
	}
	return all
}

// running returns the paragraphs, items and rows of a text. Headings lead into
// what follows them; code, pictures and footnotes are no matter for a wall.
func running(doc *markdown.Doc) []paragraph {
	var all []paragraph
	for _, passage := range doc.Passages() {
		text := strings.TrimSpace(strings.ReplaceAll(passage.Words(), "\n", " "))
		as := asText
		switch passage.Kind {
		case markdown.AsItem, markdown.AsRow:
			as = asPoint
		case markdown.AsParagraph, markdown.AsHeading, markdown.AsTerm:
		default:
			continue
		}
		if passage.Kind == markdown.AsHeading && text != "" && !strings.HasSuffix(text, "：") {
			text += "："
		}
		if text != "" {
			all = append(all, paragraph{as: as, text: text})
		}
	}
	return all
}

// contact tells how the bureau is reached: what article 18 of 《信访工作条例》 wants
// published.
func (p *painter) contact(item plan.Item) draft {
	c := p.settings.Contact
	d := draft{name: item.Name, title: "有事这样找我们", source: content.Folder + "/site.yaml", at: problem.Position{File: content.Folder + "/site.yaml"}, written: p.settings,
		kicker: firstOf(p.settings.Short, p.settings.Name), address: item.Address}
	add := func(label, text string) {
		if text != "" {
			d.paragraphs = append(d.paragraphs, paragraph{as: asFact, label: label, text: text})
		}
	}
	add("电话", c.Phone.Number)
	add("网上", bareAddress(c.Network.URL))
	add("上门", c.Reception.Place)
	add("时间", c.Reception.Hours)
	add("写信", c.Post.Address)
	return d
}

// bareAddress is an address as people type it.
func bareAddress(url string) string {
	url = strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "http://")
	return strings.TrimSuffix(url, "/")
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
