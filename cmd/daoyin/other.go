package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"

	"daoyin/internal/build"
	"daoyin/internal/calendar"
)

func (p *program) nextChange(ctx context.Context, args []string) int {
	var o options
	_, code, ok := p.parse(p.flags("next-change", &o), args)
	if !ok {
		return code
	}
	at, err := p.time(o.at)
	if err != nil {
		return p.misuse("-at 的时间“%s”读不懂。%v", o.at, err)
	}
	next, found, problems, err := build.NextChange(ctx, os.DirFS(o.site), at)
	if err != nil {
		return p.fail("没有完成", err)
	}
	if len(problems) > 0 {
		p.problems(problems, false)
		return exitProblems
	}
	if !found {
		fmt.Fprintln(p.out, "没有：内容不改，网站就不会变。")
		return exitFine
	}
	fmt.Fprintln(p.out, next.In(calendar.Zone).Format("2006-01-02 15:04"))
	return exitFine
}

func (p *program) version(_ context.Context, _ []string) int {
	version, commit := "开发版", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		if v := info.Main.Version; v != "" && v != "(devel)" {
			version = v
		}
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				commit = " " + s.Value[:min(12, len(s.Value))]
			}
		}
	}
	fmt.Fprintf(p.out, "daoyin %s %s %s/%s%s\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH, commit)
	return exitFine
}

func (p *program) help(_ context.Context, args []string) int {
	if len(args) == 0 {
		p.usage()
		return exitFine
	}
	return p.helpOn(args[0])
}

func (p *program) helpOn(name string) int {
	for _, c := range commands() {
		if c.name != name {
			continue
		}
		fmt.Fprintf(p.err, "daoyin %s %s\n    %s\n", c.name, c.args, c.short)
		var o options
		p.flags(name, &o).VisitAll(func(f *flag.Flag) {
			value, usage := flag.UnquoteUsage(f)
			fmt.Fprintf(p.err, "  -%s %s\n      %s\n", f.Name, value, usage)
		})
		return exitFine
	}
	return p.misuse("没有“%s”这个命令。", name)
}
