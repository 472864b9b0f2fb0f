package plan

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"daoyin/internal/calendar"
	"daoyin/internal/content"
	"daoyin/internal/playlist"
	"daoyin/internal/problem"
	"daoyin/internal/yaml"
)

// Screen is what one screen shows, in its order.
type Screen struct {
	Profile *content.Profile
	Items   []Item
}

// Item is one thing that a screen tells, on as many slides as it needs. It is
// a page, a page's flow, a message, or how the bureau is reached.
type Item struct {
	Name      string // the same from build to build: notices-guoqing
	Page      *content.Page
	Flow      *content.Flow
	Message   *content.Message
	Contact   bool
	Campaign  string // the campaign's name; "" if it belongs to none
	Address   string // public address of the page; "" if it has none
	When      []playlist.Window
	Evergreen bool
	Emergency bool
}

// Screens plans what each screen shows. What was asked for and cannot be shown
// is a problem; what has ended by now is left out.
func (m *Map) Screens(problems *problem.List) []*Screen {
	all := make([]*Screen, 0, len(m.Site.Screens.Profiles))
	names := map[string]string{}
	for _, p := range m.Site.Screens.Profiles {
		if other, taken := names[strings.ToLower(p.Name)]; taken {
			problems.Error("path-taken", p.At, "屏幕的文件夹 screens/"+p.Name+" 已经给了 "+other, "请改文件名，让两块屏的名称不同。")
			continue
		}
		names[strings.ToLower(p.Name)] = p.Source
		if p.Draft {
			continue
		}
		w := screenWriter{Map: m, Screen: &Screen{Profile: p}, problems: problems, seen: map[string]bool{}}
		w.fill()
		all = append(all, w.Screen)
	}
	return all
}

// screenWriter fills one screen.
type screenWriter struct {
	*Map
	*Screen
	problems *problem.List
	seen     map[string]bool // names of items
}

func (w *screenWriter) fill() {
	show := w.Profile.Show
	w.emergency()
	for _, c := range show.Campaigns {
		w.campaign(c)
	}
	w.notices(show.Newest)
	for _, name := range show.Messages {
		w.message(name)
	}
	for _, name := range show.Pages {
		if p := w.page(name); p != nil && w.showable(p, name.At) {
			w.add(w.ofPage(p))
		}
	}
	for _, name := range show.Flows {
		w.flows(name)
	}
	for _, tag := range show.Tags {
		w.tagged(tag)
	}
	if show.Contact {
		w.add(Item{Name: "contact", Contact: true, Evergreen: true, Address: w.contactAddress()})
	}
	if len(w.Items) == 0 || len(w.Items) == 1 && w.Items[0].Emergency {
		w.problems.Error("screen-empty", w.Profile.At, "这块屏没有可以放的内容", "请在 show 里写上要放的文章、标签或者固定的话。没有审过（approved）的文章不上屏。")
		return
	}
	if !slices.ContainsFunc(w.Items, func(i Item) bool { return i.Evergreen }) {
		w.problems.Error("screen-evergreen", w.Profile.At, "这块屏没有一条常年可以放的内容", "内容全部到期以后，屏幕会变空。请写上“contact: true”，或者加一篇“screen: {evergreen: true}”的文章。")
	}
}

func (w *screenWriter) add(i Item) {
	if !w.seen[i.Name] {
		w.seen[i.Name] = true
		w.Items = append(w.Items, i)
	}
}

func (w *screenWriter) contactAddress() string {
	if w.Contact == nil {
		return ""
	}
	return w.Public(w.Contact.Path)
}

// emergency puts the message before everything else, unless it is over.
func (w *screenWriter) emergency() {
	p := w.Site.Screens.Emergency
	if p == nil || p.Front.Draft {
		return
	}
	if !p.Approved() {
		w.problems.Error("screen-approved", p.Front.Title.At, "紧急通知没有写谁批准的", "请加一行“approved: {by: 值班领导, on: 2026-11-22}”这样的话。")
		return
	}
	if when, due := w.window(p.Front.From, p.Front.Date, p.Front.Until); due {
		w.add(Item{Name: "emergency", Page: p, When: when, Emergency: true})
	}
}

// window returns when something is shown, and false when that is over.
func (m *Map) window(from, otherwise, until calendar.Moment) ([]playlist.Window, bool) {
	var one playlist.Window
	if from.IsZero() {
		from = otherwise
	}
	if !from.IsZero() && from.Begin().After(m.At) {
		one.From = from.Begin()
	}
	if !until.IsZero() {
		one.Until = until.End()
		if !m.At.Before(one.Until) {
			return nil, false
		}
	}
	if one == (playlist.Window{}) {
		return nil, true
	}
	return []playlist.Window{one}, true
}

// page finds a page that a profile names.
func (w *screenWriter) page(name yaml.Text) *content.Page {
	source := content.Folder + "/" + strings.TrimPrefix(name.Value, content.Folder+"/")
	if p := w.Site.Page(source); p != nil {
		return p
	}
	var known []string
	for _, p := range w.Site.Pages {
		known = append(known, strings.TrimPrefix(p.Source, content.Folder+"/"))
	}
	w.problems.Error("screen-page", name.At, "没有“"+name.Value+"”这一页", problem.DidYouMean(name.Value, known, "写成“guides/xinfang.md”这样，从 content 文件夹里算起。"))
	return nil
}

// showable tells whether a page may stand on a screen at all; if not, an
// editor who named it is told.
func (w *screenWriter) showable(p *content.Page, at problem.Position) bool {
	title := "“" + p.Front.Title.Value + "”"
	switch {
	case p.Front.Draft:
		w.problems.Warn("screen-approved", at, title+"还是草稿，没有放上屏", "写好、审过以后，删掉那一页的“draft: true”。")
		return false
	case !p.Approved():
		w.problems.Error("screen-approved", at, title+"没有写谁审过，不能上屏", "请在那一页的说明栏里加一行“approved: {by: 法规科, on: 2026-11-22}”这样的话。")
		return false
	}
	return w.dated(p)
}

// dated tells whether a page that may be shown is so now or later. A notice
// that does not say when it ends would stand on a wall for ever.
func (w *screenWriter) dated(p *content.Page) bool {
	if p.Kind == content.Notice && p.Front.Until.IsZero() {
		w.problems.Error("screen-until", p.Front.Title.At, "公告要上屏，得写显示到哪一天", "请加一行“until: 2026-12-31”这样的日期。屏幕没有人看着，到期要自己撤下。")
		return false
	}
	_, due := w.window(p.Front.From, p.Front.Date, p.Front.Until)
	return due
}

func (w *screenWriter) ofPage(p *content.Page) Item {
	when, _ := w.window(p.Front.From, p.Front.Date, p.Front.Until)
	return Item{Name: strings.ReplaceAll(p.Path, "/", "-"), Page: p, When: when, Address: w.Public(p.Path + ".html"),
		Evergreen: p.Front.Screen.Evergreen && when == nil}
}

// notices adds the newest that may be shown, those of the first priority
// before others.
func (w *screenWriter) notices(count int) {
	var all []*content.Page
	for _, p := range w.Site.Pages {
		if count > 0 && p.Kind == content.Notice && w.welcome(p) && w.dated(p) {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b *content.Page) int {
		return b.Front.Date.Begin().Compare(a.Front.Date.Begin())
	})
	all = all[:min(count, len(all))]
	slices.SortStableFunc(all, byPriority)
	for _, p := range all {
		w.add(w.ofPage(p))
	}
}

// welcome tells whether a page may be taken without being named.
func (w *screenWriter) welcome(p *content.Page) bool {
	for _, skip := range w.Profile.Show.Skip {
		if slices.Contains(p.Front.Tags, skip.Value) {
			return false
		}
	}
	return !p.Front.Draft && p.Approved()
}

// byPriority puts 1 first; pages without a priority come last.
func byPriority(a, b *content.Page) int {
	rank := func(p *content.Page) int { return cmp.Or(p.Front.Screen.Priority, 100) }
	return cmp.Compare(rank(a), rank(b))
}

func (w *screenWriter) tagged(tag yaml.Text) {
	var all []*content.Page
	known := map[string]bool{}
	for _, p := range w.Site.Pages {
		for _, t := range p.Front.Tags {
			known[t] = true
		}
		if slices.Contains(p.Front.Tags, tag.Value) && w.welcome(p) && w.dated(p) {
			all = append(all, p)
		}
	}
	if !known[tag.Value] {
		var words []string
		for t := range known {
			words = append(words, t)
		}
		slices.Sort(words)
		w.problems.Error("screen-page", tag.At, "没有一页有“"+tag.Value+"”这个标签", problem.DidYouMean(tag.Value, words, "标签写在各页的 tags 里。"))
	}
	slices.SortStableFunc(all, func(a, b *content.Page) int {
		return cmp.Or(byPriority(a, b), cmp.Compare(a.Front.Weight, b.Front.Weight))
	})
	for _, p := range all {
		w.add(w.ofPage(p))
	}
}

func (w *screenWriter) flows(name yaml.Text) {
	p := w.page(name)
	if p == nil || !w.showable(p, name.At) {
		return
	}
	if len(p.Flows) == 0 {
		w.problems.Error("screen-page", name.At, "“"+p.Front.Title.Value+"”里没有路线图", "请换一页，或者把它写到 pages 里。")
	}
	for i := range p.Flows {
		item := w.ofPage(p)
		item.Name += "-flow"
		if i > 0 {
			item.Name += itoa(i + 1)
		}
		item.Flow = &p.Flows[i]
		w.add(item)
	}
}

// message adds a text of messages.yaml by its name.
func (w *screenWriter) message(name yaml.Text) {
	var known []string
	for _, msg := range w.Site.Screens.Messages {
		known = append(known, msg.Name.Value)
		if msg.Name.Value != name.Value {
			continue
		}
		if msg.Campaign.Value != "" {
			w.problems.Error("screen-message", name.At, "“"+name.Value+"”是宣传日的话", "宣传日的话写在 campaigns 里：写上“"+msg.Campaign.Value+"”。")
			return
		}
		if when, due := w.window(msg.From, calendar.Moment{}, msg.Until); due {
			w.add(Item{Name: "message-" + msg.Name.Value, Message: msg, When: when, Evergreen: msg.Evergreen && when == nil})
		}
		return
	}
	w.problems.Error("screen-message", name.At, "messages.yaml 里没有“"+name.Value+"”", problem.DidYouMean(name.Value, known, "固定的话写在 content/screens/messages.yaml 里。"))
}

// years is for how many years ahead the days of a campaign are planned: a
// screen may run for long without a new build.
const years = 3

// campaign adds the messages of a campaign for its days to come.
func (w *screenWriter) campaign(id yaml.Text) {
	all := w.Site.Calendar.Campaigns()
	at := slices.IndexFunc(all, func(c calendar.Campaign) bool { return c.ID == id.Value })
	if at < 0 {
		var known []string
		for _, c := range all {
			known = append(known, c.ID)
		}
		w.problems.Error("screen-campaign", id.At, "calendar.yaml 里没有“"+id.Value+"”这个宣传日", problem.DidYouMean(id.Value, known, "宣传日登记在 content/calendar.yaml 的 campaigns 里。"))
		return
	}
	c, found := all[at], false
	for _, msg := range w.Site.Screens.Messages {
		if msg.Campaign.Value == c.ID {
			found = true
			w.add(Item{Name: "message-" + msg.Name.Value, Message: msg, Campaign: c.Name, When: w.campaignDays(c, msg.Lead)})
		}
	}
	if !found {
		w.problems.Error("screen-campaign", id.At, "宣传日“"+c.Name+"”没有可以放的话", "请在 content/screens/messages.yaml 里写几条，带上“campaign: "+c.ID+"”。")
	}
}

// campaignDays returns the days to come of a campaign, with those before it.
func (w *screenWriter) campaignDays(c calendar.Campaign, lead int) []playlist.Window {
	var all []playlist.Window
	this := calendar.DateOf(w.At).Year
	for year := this - 1; year < this+years; year++ {
		from := calendar.Date{Year: year, Month: c.From.Month, Day: c.From.Day}
		until := calendar.Date{Year: year, Month: c.Until.Month, Day: c.Until.Day}
		if until.Before(from) {
			until.Year++ // over the turn of the year
		}
		one := playlist.Window{From: from.AddDays(-lead).Time(), Until: lastInstant(until)}
		if one.Until.After(w.At) {
			all = append(all, one)
		}
	}
	return all
}

func lastInstant(d calendar.Date) time.Time { return d.AddDays(1).Time() }
