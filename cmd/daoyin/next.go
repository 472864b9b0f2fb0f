package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"daoyin/internal/build"
	"daoyin/internal/calendar"
)

// nextChange tells a timer when to build again. The answer is a time that -at
// understands, at which the site is already the new one.
func (p *program) nextChange(ctx context.Context, args []string) int {
	var o options
	if code, ok := p.onlyFlags(flags("next-change", &o), args); !ok {
		return code
	}
	at, err := p.time(o.at)
	if err != nil {
		return p.misuse("%v", err)
	}
	if err := hasContent(o.site); err != nil {
		return p.tell(nil, err, o, 0)
	}
	next, found, problems, err := build.NextChange(ctx, os.DirFS(o.site), at)
	printProblems(p.err, problems, p.colour)
	switch {
	case err != nil:
		return p.tell(nil, err, o, 0)
	case len(problems) > 0:
		fmt.Fprintln(p.err, "有错误，算不出来。")
		return exitProblems
	case !found:
		fmt.Fprintln(p.err, "没有：内容不改，网站就不会变。") // not to p.out, which programs read
	default:
		fmt.Fprintln(p.out, timeForAt(next))
	}
	return exitFine
}

// timeForAt writes t as -at reads it; seconds only if there are any.
func timeForAt(t time.Time) string {
	t = t.In(calendar.Zone)
	if t.Truncate(time.Minute).Equal(t) {
		return t.Format("2006-01-02 15:04")
	}
	return t.Format("2006-01-02 15:04:05.999999999")
}
