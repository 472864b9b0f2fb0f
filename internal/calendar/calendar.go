// Package calendar knows days: dates as editors write them, the holidays and
// make-up workdays of each year, and how limits are counted on them. A year
// that the calendar file does not know is an error, never a guess.
//
// It does not read the clock; the time of a build is given to it. Source of
// the counting rules and of the test vectors: the facts that the project was
// given (the day after the start is day 1; a last day off rolls forward).
package calendar

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"daoyin/internal/problem"
	"daoyin/internal/yaml"
)

// Calendar is the calendar file, read-only once parsed.
type Calendar struct {
	off       map[Date]bool // days off by the State Council's notice
	worked    map[Date]bool // weekend days that are worked
	years     map[int]bool
	campaigns []Campaign
}

// Campaign is a named day or span that comes again every year.
type Campaign struct {
	ID    string
	Name  string
	From  DayOfYear
	Until DayOfYear // last day, included
}

// DayOfYear is a day without a year: 12-04.
type DayOfYear struct {
	Month time.Month
	Day   int
}

// UnmarshalText reads 12-04. The error is written for editors.
func (d *DayOfYear) UnmarshalText(text []byte) error {
	t, err := time.Parse("2006-01-02", "2024-"+string(text)) // a leap year: 02-29 is a day
	if err != nil {
		return errors.New("写成“月-日”，例如 12-04。")
	}
	d.Month, d.Day = t.Month(), t.Day()
	return nil
}

type file struct {
	Years     map[string]fileYear `yaml:"years"`
	Campaigns []fileCampaign      `yaml:"campaigns"`
}

type fileYear struct {
	Source   string           `yaml:"source,required"`
	Holidays []yaml.Text      `yaml:"holidays,required"`
	Workdays []yaml.Text      `yaml:"workdays"`
	At       problem.Position `yaml:"@"`
}

type fileCampaign struct {
	ID    string    `yaml:"id,required"`
	Name  string    `yaml:"name,required"`
	From  DayOfYear `yaml:"from,required"`
	Until DayOfYear `yaml:"until"`
}

// Parse reads the calendar file; source is its path in the site.
func Parse(source, text string, problems *problem.List) *Calendar {
	var f file
	yaml.Decode(text, problem.Position{File: source, Line: 1}, &f, problems)
	c := &Calendar{off: map[Date]bool{}, worked: map[Date]bool{}, years: map[int]bool{}}
	for _, key := range slices.Sorted(maps.Keys(f.Years)) {
		year := f.Years[key]
		n, err := strconv.Atoi(key)
		if err != nil || len(key) != 4 || n < 1949 {
			problems.Error("calendar-year", year.At, "“"+key+"”不是年份", "写四位数字的年份，例如 2026。")
			continue
		}
		c.addYear(n, year, problems)
	}
	for _, campaign := range f.Campaigns {
		if campaign.Until == (DayOfYear{}) {
			campaign.Until = campaign.From
		}
		c.campaigns = append(c.campaigns, Campaign(campaign))
	}
	slices.SortStableFunc(c.campaigns, func(a, b Campaign) int {
		return cmp.Or(cmp.Compare(a.From.Month, b.From.Month), cmp.Compare(a.From.Day, b.From.Day), cmp.Compare(a.ID, b.ID))
	})
	return c
}

func (c *Calendar) addYear(n int, year fileYear, problems *problem.List) {
	c.years[n] = true
	for _, written := range year.Holidays {
		if d, ok := c.day(n, written, problems); ok {
			c.off[d] = true
		}
	}
	for _, written := range year.Workdays {
		d, ok := c.day(n, written, problems)
		switch {
		case !ok:
		case !isWeekend(d):
			problems.Error("calendar-day", written.At, d.String()+" 不是周末", "workdays 只写调休上班的周六、周日，请核对日期。")
		default:
			c.worked[d] = true
		}
	}
}

// day reads a day that must be of that year and not yet written.
func (c *Calendar) day(year int, written yaml.Text, problems *problem.List) (d Date, ok bool) {
	d, err := ParseDate(written.Value)
	switch {
	case written.Value == "": // told already
	case err != nil:
		problems.Error("data-value", written.At, "“"+written.Value+"”不合要求", err.Error())
	case d.Year != year:
		problems.Error("calendar-year", written.At, d.String()+" 不在"+strconv.Itoa(year)+"年里", "把这一天写到它自己的年份下面。")
	case c.off[d] || c.worked[d]:
		problems.Error("calendar-day", written.At, d.String()+" 写了两次", "一天只写一次：放假写在 holidays，调休上班写在 workdays。")
	default:
		return d, true
	}
	return Date{}, false
}

func isWeekend(d Date) bool {
	weekday := d.Time().Weekday()
	return weekday == time.Saturday || weekday == time.Sunday
}

// Campaigns returns the named days in the order of the year.
func (c *Calendar) Campaigns() []Campaign { return c.campaigns }

// Works tells whether d is a working day. A year that is not in the calendar
// file is an error.
func (c *Calendar) Works(d Date) (bool, error) {
	if !c.years[d.Year] {
		return false, fmt.Errorf("calendar: year %d is not in the calendar file", d.Year)
	}
	return c.worked[d] || !c.off[d] && !isWeekend(d), nil
}

// AddWorkdays returns the n-th working day after d.
func (c *Calendar) AddWorkdays(d Date, n int) (Date, error) {
	for n > 0 {
		d = d.AddDays(1)
		works, err := c.Works(d)
		if err != nil {
			return Date{}, err
		}
		if works {
			n--
		}
	}
	return d, nil
}

// RollForward returns d, or the first working day after it when d is off.
func (c *Calendar) RollForward(d Date) (Date, error) {
	works, err := c.Works(d)
	switch {
	case err != nil:
		return Date{}, err
	case works:
		return d, nil
	}
	return c.AddWorkdays(d, 1)
}
