package calendar

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"daoyin/internal/problem"
)

// example is the calendar file of the example site.
func example(t testing.TB) *Calendar {
	t.Helper()
	text, err := os.ReadFile("../../content/calendar.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var problems problem.List
	c := Parse("content/calendar.yaml", string(text), &problems)
	if problems.Len() > 0 {
		t.Fatal(problems.Sorted())
	}
	return c
}

func date(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(s, err)
	}
	return d
}

// The vectors that the project was given (facts, section D).
func TestVectors(t *testing.T) {
	c := example(t)
	for _, v := range []struct {
		start  string
		days   int
		ends   string
		rolled string
	}{
		{"2026-09-01", 15, "2026-09-16", "2026-09-16"},
		{"2026-09-21", 15, "2026-10-06", "2026-10-08"},
		{"2026-09-01", 30, "2026-10-01", "2026-10-08"},
		{"2026-09-01", 60, "2026-10-31", "2026-11-02"},
		{"2026-09-01", 90, "2026-11-30", "2026-11-30"},
	} {
		end := date(t, v.start).AddDays(v.days)
		rolled, err := c.RollForward(end)
		if end.String() != v.ends || err != nil || rolled.String() != v.rolled {
			t.Errorf("%s +%d日: %v, rolled %v, %v", v.start, v.days, end, rolled, err)
		}
	}
	for _, v := range []struct {
		start string
		days  int
		want  string
	}{
		{"2026-09-29", 5, "2026-10-12"},
		{"2026-09-21", 20, "2026-10-26"},
		{"2026-09-18", 1, "2026-09-20"}, // a Sunday that is worked
		{"2026-09-21", 0, "2026-09-21"},
	} {
		if got, err := c.AddWorkdays(date(t, v.start), v.days); err != nil || got.String() != v.want {
			t.Errorf("%s +%d个工作日: %v, %v; want %s", v.start, v.days, got, err, v.want)
		}
	}
}

func TestMakeUpDaysOf2026(t *testing.T) {
	c := example(t)
	var worked []string
	for d := date(t, "2026-01-01"); d.Year == 2026; d = d.AddDays(1) {
		works, err := c.Works(d)
		if err != nil {
			t.Fatal(err)
		}
		if weekday := d.Time().Weekday(); works && (weekday == 0 || weekday == 6) {
			worked = append(worked, d.String()[len("2026-"):])
		}
	}
	if want := []string{"01-04", "02-14", "02-28", "05-09", "09-20", "10-10"}; !slices.Equal(worked, want) {
		t.Errorf("worked weekends %v, want %v", worked, want)
	}
}

// The yearly notice moves days about, it gives none away: a year has as many
// working days as Mondays to Fridays, less the holidays of the law (13 since
// 2025, 11 before). A slip in the file shows here.
func TestWorkdaysOfAYearAgreeWithTheLaw(t *testing.T) {
	c := example(t)
	for year, lawful := range map[int]int{2024: 11, 2025: 13, 2026: 13} {
		works, weekdays := 0, 0
		for d := (Date{year, 1, 1}); d.Year == year; d = d.AddDays(1) {
			if yes, err := c.Works(d); err != nil {
				t.Fatal(err)
			} else if yes {
				works++
			}
			if weekday := d.Time().Weekday(); weekday != 0 && weekday != 6 {
				weekdays++
			}
		}
		if weekdays-works != lawful {
			t.Errorf("%d: %d working days and %d weekdays, but %d holidays by law", year, works, weekdays, lawful)
		}
	}
}

func TestUnknownYearIsAnError(t *testing.T) {
	c := example(t)
	none := Parse("content/calendar.yaml", "", &problem.List{})
	for name, count := range map[string]func() (Date, error){
		"after the last year":     func() (Date, error) { return c.RollForward(date(t, "2027-01-01")) },
		"before the first":        func() (Date, error) { return c.RollForward(date(t, "2023-12-29")) },
		"across the end":          func() (Date, error) { return c.AddWorkdays(date(t, "2026-12-30"), 2) },
		"rolled across the end":   func() (Date, error) { return c.AddWorkdays(date(t, "2026-12-31"), 1) },
		"an empty calendar":       func() (Date, error) { return none.AddWorkdays(date(t, "2026-11-22"), 1) },
		"rolled, empty calendar":  func() (Date, error) { return none.RollForward(date(t, "2026-11-23")) },
		"a workday in an unknown": func() (Date, error) { _, err := c.Works(Date{2030, 1, 1}); return Date{}, err },
	} {
		if got, err := count(); err == nil || !got.IsZero() {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	if got, err := c.AddWorkdays(date(t, "2026-12-30"), 1); err != nil || got.String() != "2026-12-31" {
		t.Errorf("up to the last day: %v, %v", got, err)
	}
}

func TestMistakesOfTheFileAreAllTold(t *testing.T) {
	text := `years:
  2026:
    source: 通知
    holidays: [2026-01-01, 2025-12-31, 元旦, 2026-01-01]
    workdays: [2026-01-04, 2026-01-01, 2026-01-05, [2026-10-10]]
  明年:
    source: 通知
    holidays: []
  26: {source: 通知, holidays: [2026-05-01]}
  2025: {holidays: [2025-01-01]}
campaigns:
  - {id: a, name: 甲, from: 12-4}
  - {id: b, name: 乙, from: 02-30}
  - {name: 丙, from: 12-04}
`
	want := []string{"4:28 calendar-year", "4:40 data-value", "4:44 calendar-day", "5:28 calendar-day", "5:40 calendar-day", "5:52 data-value", "6:3 calendar-year", "9:3 calendar-year", "10:0 data-missing",
		"12:28 data-value", "13:28 data-value", "14:0 data-missing"}
	for range 5 { // tables are maps; their order must not show
		var problems problem.List
		Parse("content/calendar.yaml", text, &problems)
		var got []string
		for _, p := range problems.Sorted() {
			got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Code))
		}
		if !slices.Equal(got, want) {
			t.Fatalf("got  %v\nwant %v", got, want)
		}
	}
}

func TestCampaignsInTheOrderOfTheYear(t *testing.T) {
	var problems problem.List
	c := Parse("content/calendar.yaml", `campaigns:
  - {id: b, name: 宪法日, from: 12-04}
  - {id: c, name: 闰日, from: 02-29, until: 03-01}
  - {id: a, name: 同一天, from: 12-04, until: 12-10}
`, &problems)
	want := []Campaign{{"c", "闰日", DayOfYear{2, 29}, DayOfYear{3, 1}}, {"a", "同一天", DayOfYear{12, 4}, DayOfYear{12, 10}}, {"b", "宪法日", DayOfYear{12, 4}, DayOfYear{12, 4}}}
	if got := c.Campaigns(); problems.Len() > 0 || !slices.Equal(got, want) {
		t.Errorf("%v %v", got, problems.Sorted())
	}
	if got := example(t).Campaigns(); len(got) != 2 || !strings.Contains(got[1].Name, "宪法") {
		t.Errorf("example: %v", got)
	}
}

func BenchmarkAddWorkdays(b *testing.B) {
	c, start := example(b), date(b, "2026-03-02")
	for b.Loop() {
		if _, err := c.AddWorkdays(start, 60); err != nil {
			b.Fatal(err)
		}
	}
}
