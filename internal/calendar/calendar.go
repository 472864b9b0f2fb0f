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
	"fmt"
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
		return fmt.Errorf("写成“月-日”，例如 12-04。")
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
	Holidays []Date           `yaml:"holidays,required"`
	Workdays []Date           `yaml:"workdays"`
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
	for key, year := range f.Years {
		n, err := strconv.Atoi(key)
		if err != nil || n < 1949 || n > 9999 {
			problems.Error("calendar-year", year.At, "“"+key+"”不是年份", "写四位数字的年份，例如 2026。")
			continue
		}
		c.years[n] = true
		for _, days := range []struct {
			list []Date
			into map[Date]bool
		}{{year.Holidays, c.off}, {year.Workdays, c.worked}} {
			for _, d := range days.list {
				if !d.IsZero() && d.Year != n {
					problems.Error("calendar-year", year.At, d.String()+" 不在"+key+"年里", "把这一天写到它自己的年份下面。")
				}
				days.into[d] = true
			}
		}
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

// Campaigns returns the named days in the order of the year.
func (c *Calendar) Campaigns() []Campaign { return c.campaigns }

// Works tells whether d is a working day. A year that is not in the calendar
// file is an error.
func (c *Calendar) Works(d Date) (bool, error) {
	if !c.years[d.Year] {
		return false, fmt.Errorf("calendar: year %d is not in the calendar file", d.Year)
	}
	if c.worked[d] {
		return true, nil
	}
	weekday := d.Time().Weekday()
	return !c.off[d] && weekday != time.Saturday && weekday != time.Sunday, nil
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
	for {
		works, err := c.Works(d)
		if err != nil || works {
			return d, err
		}
		d = d.AddDays(1)
	}
}
