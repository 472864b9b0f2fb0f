package calendar

import (
	"testing"
	"time"
)

func instant(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestMomentsBeginAndEnd(t *testing.T) {
	for _, c := range []struct{ written, begin, end string }{
		{"2026-11-22", "2026-11-22T00:00:00+08:00", "2026-11-23T00:00:00+08:00"}, // until midnight
		{"2026-11-30", "2026-11-30T00:00:00+08:00", "2026-12-01T00:00:00+08:00"},
		{"2026-12-31", "2026-12-31T00:00:00+08:00", "2027-01-01T00:00:00+08:00"},
		{"2026-02-28", "2026-02-28T00:00:00+08:00", "2026-03-01T00:00:00+08:00"},
		{"2028-02-28", "2028-02-28T00:00:00+08:00", "2028-02-29T00:00:00+08:00"},
		{"2028-02-29", "2028-02-29T00:00:00+08:00", "2028-03-01T00:00:00+08:00"},
		{"2026-11-22 09:30", "2026-11-22T09:30:00+08:00", "2026-11-22T09:30:00+08:00"},
		{"2026-11-22 9:30", "2026-11-22T09:30:00+08:00", "2026-11-22T09:30:00+08:00"},
		{"2026-11-22T09:30", "2026-11-22T09:30:00+08:00", "2026-11-22T09:30:00+08:00"},
		{"2026-11-22 09:30:15", "2026-11-22T09:30:15+08:00", "2026-11-22T09:30:15+08:00"},
		{"2026-11-22 00:00", "2026-11-22T00:00:00+08:00", "2026-11-22T00:00:00+08:00"}, // a minute, not the day
		{"2026-11-22T09:30:00+08:00", "2026-11-22T09:30:00+08:00", "2026-11-22T09:30:00+08:00"},
		{"2026-11-22T20:00:00Z", "2026-11-23T04:00:00+08:00", "2026-11-23T04:00:00+08:00"}, // another day in China
	} {
		var m Moment
		if err := m.UnmarshalText([]byte(c.written)); err != nil {
			t.Errorf("%s: %v", c.written, err)
			continue
		}
		if !m.Begin().Equal(instant(t, c.begin)) || !m.End().Equal(instant(t, c.end)) {
			t.Errorf("%s: %v until %v", c.written, m.Begin(), m.End())
		}
	}
	if (Moment{}).IsZero() != true {
		t.Error("no moment is a moment")
	}
}

func TestDatesThatAreNone(t *testing.T) {
	for _, written := range []string{"", "2026-02-29", "2026-11-31", "2026-13-01", "2026-00-10", "2026-11-00", "2026-1-5", "26-11-22", "2026/11/22", "2026.11.22",
		"2026年11月22日", "20261122", "2026-11-22 ", " 2026-11-22", "２０２６-11-22", "昨天", "12026-11-22"} {
		if d, err := ParseDate(written); err == nil {
			t.Errorf("%q is taken for %v", written, d)
		}
		var m Moment
		if err := m.UnmarshalText([]byte(written)); err == nil || !m.IsZero() {
			t.Errorf("moment %q is taken for %v", written, m)
		}
	}
	for _, written := range []string{"2026-11-22 25:00", "2026-11-22 24:00", "2026-11-22 09:60", "2026-11-22 09", "2026-11-22 上午", "2026-11-22 09：30", "2026-11-22T09:30:00"} {
		var m Moment
		if err := m.UnmarshalText([]byte(written)); err == nil {
			t.Errorf("moment %q is taken for %v", written, m)
		}
	}
}

func TestDatesAreWritten(t *testing.T) {
	d := Date{2026, 1, 5}
	if d.String() != "2026-01-05" || d.Long() != "2026年1月5日" {
		t.Error(d.String(), d.Long())
	}
	if !d.Before(Date{2026, 1, 6}) || d.Before(d) || d.Before(Date{2025, 12, 31}) {
		t.Error("order of dates")
	}
	// China has no summer time, and had none that this program needs to know.
	if got := DateOf(instant(t, "1990-07-01T15:59:59Z")); got != (Date{1990, 7, 1}) {
		t.Error(got)
	}
	if got := DateOf(instant(t, "1990-07-01T16:00:00Z")); got != (Date{1990, 7, 2}) {
		t.Error(got)
	}
}

func TestPeriods(t *testing.T) {
	for _, c := range []struct{ from, period, want string }{
		{"2026-08-31", "6个月", "2027-02-28"}, // February has no 31st: its last day
		{"2027-08-31", "6个月", "2028-02-29"},
		{"2026-03-31", "1个月", "2026-04-30"},
		{"2026-12-31", "2个月", "2027-02-28"},
		{"2026-11-20", "6个月", "2027-05-20"},
		{"2026-11-30", "3个月", "2027-02-28"},
		{"2026-10-15", "14个月", "2027-12-15"},
		{"2026-01-31", "12个月", "2027-01-31"},
		{"2028-02-29", "1年", "2029-02-28"},
		{"2028-02-29", "4年", "2032-02-29"},
		{"2026-11-22", "1年", "2027-11-22"},
		{"2026-11-22", "90日", "2027-02-20"},
		{"2026-12-31", "1天", "2027-01-01"},
		{"2026-11-22", "6 个月", "2027-05-22"},
	} {
		var p Period
		if err := p.UnmarshalText([]byte(c.period)); err != nil || p.IsZero() {
			t.Errorf("%s: %v", c.period, err)
			continue
		}
		if got := p.After(date(t, c.from)); got.String() != c.want {
			t.Errorf("%s after %s: %v, want %s", c.period, c.from, got, c.want)
		}
	}
	for _, written := range []string{"", "个月", "0个月", "6", "6月", "半年", "六个月", "-6个月", "+6个月", "６个月", "6.5个月", "10000日", "99999999999999999999日", "6个工作日", "1年6个月"} {
		var p Period
		if err := p.UnmarshalText([]byte(written)); err == nil || !p.IsZero() {
			t.Errorf("%q is taken for %v", written, p)
		}
	}
}

// Whatever is written: no panic; and what is understood is a real day, lasts
// for some time, and is understood again as it prints itself.
func FuzzTextForms(f *testing.F) {
	for _, s := range []string{"2026-11-22", "2028-02-29", "2026-11-22 09:30", "2026-11-22T09:30:00+08:00", "6个月", "1年", "90天", "12-04", "02-29"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ParseDate(s); err == nil && d.String() != s {
			t.Errorf("date %q prints itself as %s", s, d)
		}
		var m Moment
		if m.UnmarshalText([]byte(s)) == nil {
			if DateOf(m.Begin()) != m.Date || m.End().Before(m.Begin()) || m.End().Sub(m.Begin()) > 24*time.Hour {
				t.Errorf("moment %q is %+v", s, m)
			}
			if again, err := ParseDate(m.Date.String()); err != nil || again != m.Date {
				t.Errorf("moment %q is on %v, which is %v", s, m.Date, err)
			}
		}
		var p Period
		if p.UnmarshalText([]byte(s)) == nil {
			for _, d := range []Date{{2026, 8, 31}, {2028, 2, 29}, {2026, 1, 1}} {
				after := p.After(d)
				if !d.Before(after) || after.Day > d.Day && p.days == 0 {
					t.Errorf("%s after %v is %v", s, d, after)
				}
			}
		}
		var y DayOfYear
		if y.UnmarshalText([]byte(s)) == nil && (y.Month < 1 || y.Month > 12 || y.Day < 1 || y.Day > 31) {
			t.Errorf("day of the year %q is %v", s, y)
		}
	})
}
