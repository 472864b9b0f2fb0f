package law

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Unit is what a limit counts.
type Unit string

const (
	Day     Unit = "日"    // calendar days
	Workday Unit = "个工作日" // by the calendar file
	Month   Unit = "个月"
	Year    Unit = "年"
)

// Limit is how long something may take: 自受理之日起60日，可延长30日.
type Limit struct {
	From   string // what the count starts from: 受理; "" if not said
	Count  int
	Unit   Unit
	Extend int // how much more may be granted, in the same Unit; 0 if none
}

// LimitForm tells an editor how a limit is written.
const LimitForm = "写成“15日”“5个工作日”“自受理之日起60日”或者“自受理之日起60日，可延长30日”。"

// ParseLimit reads [自 … 之日起]N日|N个工作日|N个月|N年[，可延长M…]. A 内 or 以内
// after it, and a （含）, say nothing else: laws count the last day in. The
// error is written for editors.
func ParseLimit(s string) (Limit, error) {
	bad := errors.New(LimitForm)
	s = strings.NewReplacer(" ", "", "\t", "", "\u3000", "", ",", "，", "(", "（", ")", "）").Replace(s)
	main, extension, extended := strings.Cut(s, "，")
	var l Limit
	if rest, found := strings.CutPrefix(main, "自"); found {
		from, count, found := strings.Cut(rest, "之日起")
		if !found || from == "" {
			return Limit{}, bad
		}
		l.From, main = from, count
	}
	var ok bool
	if l.Count, l.Unit, ok = amount(main); !ok {
		return Limit{}, bad
	}
	if extended {
		more, found := strings.CutPrefix(extension, "可延长")
		n, unit, ok := amount(more)
		if !found || !ok || unit != l.Unit {
			return Limit{}, bad
		}
		l.Extend = n
	}
	return l, nil
}

func amount(s string) (n int, unit Unit, ok bool) {
	size := 0
	for _, r := range s {
		d := arabic(r)
		if d < 0 || n > largest/10 {
			break
		}
		n = n*10 + d
		size += utf8.RuneLen(r)
	}
	switch unit = Unit(withoutWithin(s[size:], s[:size])); unit {
	case Day, Workday, Month, Year: // not 天: laws say 日
		return n, unit, n > 0
	}
	return 0, "", false
}

// withoutWithin takes from a unit what says that its last day counts: 以内,
// （含本数）.
func withoutWithin(s, count string) string {
	included := func(s string) string {
		head, tail, found := strings.Cut(s, "（含")
		if found && (tail == "）" || tail == "本数）" || tail == "本日）" || tail == count+withoutEnd(head)+"）") {
			return head
		}
		return s
	}
	return included(withoutEnd(included(s)))
}

func withoutEnd(s string) string {
	for _, end := range []string{"以内", "之内", "内"} {
		if head, found := strings.CutSuffix(s, end); found {
			return head
		}
	}
	return s
}

// String returns the limit in the form that ParseLimit reads.
func (l Limit) String() string {
	var b strings.Builder
	if l.From != "" {
		b.WriteString("自" + l.From + "之日起")
	}
	b.WriteString(l.Length())
	if l.Extend > 0 {
		b.WriteString("，可延长" + strconv.Itoa(l.Extend) + string(l.Unit))
	}
	return b.String()
}

// Length is the count with its unit alone: 60日.
func (l Limit) Length() string { return strconv.Itoa(l.Count) + string(l.Unit) }

// UnmarshalText reads the limit of a data file.
func (l *Limit) UnmarshalText(text []byte) error {
	limit, err := ParseLimit(string(text))
	*l = limit
	return err
}

// Agrees tells whether a limit that an editor wrote is the registered one:
// same count, unit and extension, and no other start than the registered one.
// A start may be shortened (收到 for 收到书面答复) or left out.
func (l Limit) Agrees(registered Limit) bool {
	if l.Count != registered.Count || l.Unit != registered.Unit || l.Extend != registered.Extend {
		return false
	}
	return l.From == "" || registered.From == "" ||
		strings.HasPrefix(l.From, registered.From) || strings.HasPrefix(registered.From, l.From)
}
