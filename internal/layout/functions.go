package layout

import (
	"html/template"
	"time"

	"daoyin/internal/calendar"
)

// functions are what every template may call.
var functions = template.FuncMap{
	"date": func(d calendar.Date) string { return d.String() }, // 2026-11-22
	"long": func(d calendar.Date) string { return d.Long() },   // 2026年11月22日
	"clock": func(m calendar.Moment) string { // with the time of day if one was given
		if !m.Timed {
			return m.String()
		}
		return m.Begin().In(calendar.Zone).Format("2006-01-02 15:04")
	},
	"stamp": func(m calendar.Moment) string { return m.Begin().In(calendar.Zone).Format(time.RFC3339) },
}
