package calendar

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Zone is the time zone of everything here: China has one, without summer
// time, so no zone database is needed.
var Zone = time.FixedZone("Asia/Shanghai", 8*60*60)

// Date is a calendar day. The zero Date means: not said.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day that t falls on in China.
func DateOf(t time.Time) Date {
	year, month, day := t.In(Zone).Date()
	return Date{year, month, day}
}

// ParseDate reads 2026-11-22. The error is written for editors.
func ParseDate(s string) (Date, error) {
	t, err := time.ParseInLocation(time.DateOnly, s, Zone)
	if err != nil {
		return Date{}, errors.New("日期写成“2026-11-22”这样，月、日都写两位。")
	}
	return DateOf(t), nil
}

// UnmarshalText reads the date of a data file.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}

// IsZero tells whether no day was given.
func (d Date) IsZero() bool { return d == Date{} }

// Time returns the day's first instant.
func (d Date) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, Zone) }

// AddDays returns the day n calendar days later.
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// Before tells whether d is earlier than other.
func (d Date) Before(other Date) bool { return d.Time().Before(other.Time()) }

// String returns 2026-11-22.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// Long returns 2026年11月22日, as official documents write it.
func (d Date) Long() string { return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day) }

// Moment is a day, or a minute of a day, as an editor gives it.
type Moment struct {
	Date
	Clock time.Duration // since the day's first instant
	Timed bool          // whether a time of day was given
}

// UnmarshalText reads 2026-11-22, 2026-11-22 09:30 or RFC 3339.
func (m *Moment) UnmarshalText(text []byte) error {
	if len(text) <= len(time.DateOnly) {
		if d, err := ParseDate(string(text)); err == nil {
			*m = Moment{Date: d}
			return nil
		}
	}
	for _, form := range []string{time.RFC3339, "2006-01-02 15:04", "2006-01-02T15:04", time.DateTime} {
		if t, err := time.ParseInLocation(form, string(text), Zone); err == nil {
			d := DateOf(t)
			*m = Moment{Date: d, Clock: t.Sub(d.Time()), Timed: true}
			return nil
		}
	}
	return errors.New("日期写成“2026-11-22”，要写时间就写“2026-11-22 09:30”。")
}

// Begin returns the first instant meant.
func (m Moment) Begin() time.Time { return m.Time().Add(m.Clock) }

// End returns the first instant after what is meant: a day lasts until
// midnight, a minute given is itself the end.
func (m Moment) End() time.Time {
	if m.Timed {
		return m.Begin()
	}
	return m.AddDays(1).Time()
}

// Period is a span of the calendar as editors write it: 6个月, 1年, 90日.
type Period struct{ years, months, days int }

// UnmarshalText reads the period of a data file.
func (p *Period) UnmarshalText(text []byte) error {
	written := strings.ReplaceAll(string(text), " ", "")
	unit := strings.TrimLeft(written, "0123456789")
	n, err := strconv.Atoi(strings.TrimSuffix(written, unit))
	if err == nil && n >= 1 && n <= 9999 {
		switch unit {
		case "年":
			*p = Period{years: n}
			return nil
		case "个月":
			*p = Period{months: n}
			return nil
		case "日", "天":
			*p = Period{days: n}
			return nil
		}
	}
	return errors.New("写成“6个月”“1年”或者“90日”。")
}

// IsZero tells whether no period was given.
func (p Period) IsZero() bool { return p == Period{} }

// After returns the day that is one period after d. Where the month has no
// such day it is the month's last: six months after 08-31 is 02-28, not 03-03.
func (p Period) After(d Date) Date {
	first := time.Date(d.Year+p.years, d.Month+time.Month(p.months), 1, 0, 0, 0, 0, Zone)
	last := first.AddDate(0, 1, -1).Day()
	return DateOf(first.AddDate(0, 0, min(d.Day, last)-1+p.days))
}
