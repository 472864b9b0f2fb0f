package law

import "testing"

func TestLimits(t *testing.T) {
	for written, want := range map[string]Limit{
		"15日":       {Count: 15, Unit: Day},
		"5个工作日":     {Count: 5, Unit: Workday},
		"6个月":       {Count: 6, Unit: Month},
		"2年":        {Count: 2, Unit: Year},
		"自受理之日起60日": {From: "受理", Count: 60, Unit: Day},
		"自受理之日起60日，可延长30日":        {From: "受理", Count: 60, Unit: Day, Extend: 30},
		"自受理之日起60日,可延长30日":        {From: "受理", Count: 60, Unit: Day, Extend: 30},
		" 自 受理 之日起 60 日， 可延长30日 ": {From: "受理", Count: 60, Unit: Day, Extend: 30},
		"自收到书面答复之日起３０日":           {From: "收到书面答复", Count: 30, Unit: Day},
		"20个工作日，可延长20个工作日":        {Count: 20, Unit: Workday, Extend: 20},
		"15日内":              {Count: 15, Unit: Day},
		"15日以内":             {Count: 15, Unit: Day},
		"5个工作日之内":           {Count: 5, Unit: Workday},
		"15日（含）":            {Count: 15, Unit: Day},
		"15日(含本数)内":         {Count: 15, Unit: Day},
		"15日内（含15日）":        {Count: 15, Unit: Day},
		"15 日以内（含 15 日）":    {Count: 15, Unit: Day},
		"自受理之日起60日内，可延长30日": {From: "受理", Count: 60, Unit: Day, Extend: 30},
		"60日，可延长30日以内":      {Count: 60, Unit: Day, Extend: 30},
		"9999日":             {Count: 9999, Unit: Day},
	} {
		got, err := ParseLimit(written)
		if err != nil || got != want {
			t.Errorf("%q: %+v, %v", written, got, err)
			continue
		}
		if again, err := ParseLimit(got.String()); err != nil || again != got {
			t.Errorf("%q prints itself as %q, which is %+v, %v", written, got, again, err)
		}
	}
	if got := (Limit{From: "受理", Count: 60, Unit: Day, Extend: 30}); got.String() != "自受理之日起60日，可延长30日" || got.Length() != "60日" {
		t.Error(got.String(), got.Length())
	}
}

func TestWhatIsNoLimit(t *testing.T) {
	for _, written := range []string{"", "日", "十五日", "15", "15天", "15工作日", "15个日", "0日", "-1日", "1.5日", "10000日", "99999999999999999999日",
		"内", "15内", "15日内内", "15日内以内", "15日（含", "15日含", "15日（含节假日）", "15日（含16日）", "15日（含5个工作日）", "15日外", "15日以上",
		"不满15日", "15日（不含）", "（含）", "受理之日起60日", "自之日起60日", "自受理60日", "自受理之日起", "60日，", "60日，延长30日", "60日，可延长", "60日，可延长0日",
		"60日，可延长30个工作日", "60日，可延长30日，可延长30日", "60日、可延长30日", "60日可延长30日", "自甲，乙之日起5日"} {
		got, err := ParseLimit(written)
		if err == nil || err.Error() != LimitForm || got != (Limit{}) {
			t.Errorf("%q: %+v, %v", written, got, err)
		}
		var l Limit
		if l.UnmarshalText([]byte(written)) == nil || l != (Limit{}) {
			t.Errorf("%q in a data file: %+v", written, l)
		}
	}
}

func TestLimitsAgree(t *testing.T) {
	const registered = "自收到书面答复之日起60日，可延长30日"
	for _, c := range []struct {
		written, registered string
		want                bool
	}{
		{registered, registered, true},
		{"自收到之日起60日，可延长30日", registered, true}, // shortened
		{"60日，可延长30日", registered, true},       // left out
		{registered, "60日，可延长30日", true},
		{"自受理之日起60日，可延长30日", registered, false},
		{"60日", registered, false}, // the extension is part of it
		{"60日，可延长15日", registered, false},
		{"61日，可延长30日", registered, false},
		{"60个工作日，可延长30个工作日", registered, false},
		{"5日", "5个工作日", false},
		{"12个月", "1年", false},
		{"60日，可延长30日", "60日", false},
	} {
		written, err := ParseLimit(c.written)
		if err != nil {
			t.Fatal(err)
		}
		against, err := ParseLimit(c.registered)
		if err != nil {
			t.Fatal(err)
		}
		if written.Agrees(against) != c.want {
			t.Errorf("%s against %s: want %v", c.written, c.registered, c.want)
		}
	}
}

func FuzzParseLimit(f *testing.F) {
	f.Add("自受理之日起60日，可延长30日")
	f.Add("５个工作日")
	f.Add("自自之日起之日起1年,可延长1年")
	f.Fuzz(func(t *testing.T, s string) {
		l, err := ParseLimit(s)
		if err != nil {
			if l != (Limit{}) {
				t.Errorf("%q: %+v in spite of %v", s, l, err)
			}
			return
		}
		if l.Count < 1 || l.Extend < 0 || l.Unit == "" {
			t.Errorf("%q: %+v", s, l)
		}
		again, err := ParseLimit(l.String())
		if err != nil || again != l || !l.Agrees(again) {
			t.Errorf("%q: %+v prints itself as %q, which is %+v, %v", s, l, l.String(), again, err)
		}
	})
}
