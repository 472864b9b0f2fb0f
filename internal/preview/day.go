package preview

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"daoyin/internal/build"
	"daoyin/internal/calendar"
	"daoyin/internal/content"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

// deskDay is a day in words.
type deskDay struct {
	Words string `json:"words"` // 2026年12月5日 星期六
	Note  string `json:"note"`  // 休息日, 国家宪法日; "" if there is nothing to say
}

// deskChange is something that changes by itself.
type deskChange struct {
	Date  string `json:"date"` // 2026-12-05
	When  string `json:"when"` // 12月5日, 12月5日 15:04, 2027年1月1日
	Words string `json:"words"`
	Path  string `json:"path"` // of the page, if it is one that can be opened on that day
}

var weekdays = [...]string{"日", "一", "二", "三", "四", "五", "六"}

// describe words a day. known may be nil.
func describe(known *calendar.Calendar, d calendar.Date) deskDay {
	weekday := d.Time().In(calendar.Zone).Weekday()
	day := deskDay{Words: d.Long() + " 星期" + weekdays[weekday]}
	if known == nil {
		return day
	}
	var notes []string
	weekend := weekday == time.Saturday || weekday == time.Sunday
	switch works, err := known.Works(d); {
	case err != nil: // the calendar file does not have the year
	case works && weekend:
		notes = append(notes, "调休上班")
	case !works && weekend:
		notes = append(notes, "休息日")
	case !works:
		notes = append(notes, "放假")
	}
	for _, c := range known.Campaigns() {
		if within(d, c) {
			notes = append(notes, c.Name)
		}
	}
	day.Note = strings.Join(notes, "，")
	return day
}

// within tells whether a day is one of a campaign's, which may go on past the
// end of the year.
func within(d calendar.Date, c calendar.Campaign) bool {
	number := func(month time.Month, day int) int { return int(month)*100 + day }
	at, from, until := number(d.Month, d.Day), number(c.From.Month, c.From.Day), number(c.Until.Month, c.Until.Day)
	if from <= until {
		return from <= at && at <= until
	}
	return at >= from || at <= until
}

// mostChanges is how many changes are told in advance.
const mostChanges = 6

// coming is a deskChange that still knows its time.
type coming struct {
	at    time.Time
	words string
	path  string
}

// changes returns what changes next by itself: pages, and what is said on
// screens alone.
func changes(shot *build.Snapshot, after time.Time) []deskChange {
	var all []coming
	for _, c := range plan.NextChanges(shot.Site(), after, mostChanges) {
		one := coming{at: c.At, words: kindOf(c.Page) + "“" + c.Page.Front.Title.Value + "”到期撤下"}
		if c.Begins {
			one.words, one.path = kindOf(c.Page)+"“"+c.Page.Front.Title.Value+"”开始显示", c.Page.Path+".html"
		}
		all = append(all, one)
	}
	all = append(all, onScreens(shot, after)...)
	slices.SortStableFunc(all, func(a, b coming) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.words, b.words)) })
	told := []deskChange{}
	for _, c := range all[:min(mostChanges, len(all))] {
		told = append(told, deskChange{calendar.DateOf(c.at).String(), c.when(after), c.words, c.path})
	}
	return told
}

// when says when, to one who thinks of that time: the year and the clock only
// where they say something.
func (c coming) when(from time.Time) string {
	t, format := c.at.In(calendar.Zone), "1月2日"
	if t.Year() != from.In(calendar.Zone).Year() {
		format = "2006年" + format
	}
	if t.Hour() != 0 || t.Minute() != 0 {
		format += " 15:04"
	}
	return t.Format(format)
}

// onScreens returns when screens begin and end to show what is on screens
// alone; what begins or ends at one time is one change.
func onScreens(shot *build.Snapshot, after time.Time) []coming {
	var all []coming
	add := func(at time.Time, verb, title string) {
		if !at.After(after) {
			return
		}
		title = "“" + title + "”"
		i := slices.IndexFunc(all, func(c coming) bool { return c.at.Equal(at) && strings.HasPrefix(c.words, verb) })
		switch {
		case i < 0:
			all = append(all, coming{at: at, words: verb + title})
		case !strings.Contains(all[i].words, title): // else it is on several screens
			all[i].words += title
		}
	}
	for _, s := range shot.Screens() {
		for _, item := range s.Items {
			if item.Page != nil || item.Message == nil { // pages are told as pages
				continue
			}
			for _, w := range item.When {
				add(w.From, "大屏开始放", item.Message.Title.Value)
				add(w.Until, "大屏不再放", item.Message.Title.Value)
			}
		}
	}
	return all
}

func kindOf(p *content.Page) string {
	switch p.Kind {
	case content.Notice:
		return "公告"
	case content.Guide:
		return "指南"
	case content.FAQ:
		return "问答"
	}
	return "页面"
}

var errDate = errors.New("no date")

const wrongDate = "日期写成 2026-12-05 这样。"

// dayOf returns when a day, or a minute of a day, begins as addresses give it;
// the zero time if it is none.
func dayOf(date string) time.Time {
	var m calendar.Moment
	if err := m.UnmarshalText([]byte(date)); err != nil {
		return time.Time{}
	}
	return m.Begin()
}

// taken is the site as it is on another day, or why it cannot be shown.
type taken struct {
	shot     *build.Snapshot
	problems []problem.Problem
	err      error
}

// mostDates is how many days are kept at a time.
const mostDates = 4

// at returns the site as it is at the beginning of a day, of the files that are
// shown now. A day is taken once, however many ask for it.
func (s *Server) at(r *http.Request, now state, date string) (*build.Snapshot, []problem.Problem, error) {
	begin := dayOf(date)
	if begin.IsZero() {
		return nil, nil, errDate
	}
	s.mu.Lock()
	if s.datedFor != now.held || len(s.dated) >= mostDates && s.dated[date] == nil {
		s.dated, s.datedFor = map[string]func() taken{}, now.held
	}
	take := s.dated[date]
	if take == nil {
		take = sync.OnceValue(func() (t taken) {
			t.shot, t.problems, t.err = s.take(context.WithoutCancel(r.Context()), now.held, begin) // others may wait for it
			return t
		})
		s.dated[date] = take
	}
	s.mu.Unlock()
	t := take()
	return t.shot, t.problems, t.err
}
