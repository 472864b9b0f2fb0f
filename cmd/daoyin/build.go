package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"daoyin"
	"daoyin/internal/build"
	"daoyin/internal/calendar"
	"daoyin/internal/content"
	"daoyin/internal/emit"
	"daoyin/internal/problem"
)

// options are the flags that commands share.
type options struct {
	site, out, at  string
	json, compress bool
}

// flags makes the flag set of a command; what it lists is what help tells.
func (p *program) flags(name string, o *options) *flag.FlagSet {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&o.site, "site", ".", "网站所在的`文件夹`")
	switch name {
	case "build":
		f.StringVar(&o.out, "out", "", "输出`文件夹`（默认是网站文件夹里的 public）")
		f.BoolVar(&o.compress, "compress", false, "另外生成 .gz 压缩文件，供服务器直接发送")
		fallthrough
	case "check":
		f.BoolVar(&o.json, "json", false, "用 JSON 输出问题，供其他程序读取")
		fallthrough
	case "next-change":
		f.StringVar(&o.at, "at", "", "按这个`时间`生成，例如 2026-12-04 或 \"2026-12-04 09:30\"（默认是现在）")
	}
	return f
}

// parse reads flags and returns what is left; ok is false after a mistake that
// has been told.
func (p *program) parse(f *flag.FlagSet, args []string) (rest []string, code int, ok bool) {
	err := f.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		p.helpOn(f.Name())
		return nil, exitFine, false
	case err != nil:
		return nil, p.misuse("参数不对：%v。用 daoyin help %s 看怎么写。", err, f.Name()), false
	}
	return f.Args(), exitFine, true
}

func (p *program) time(at string) (time.Time, error) {
	if at == "" {
		return p.now, nil
	}
	var m calendar.Moment
	if err := m.UnmarshalText([]byte(at)); err != nil {
		return time.Time{}, err
	}
	return m.Begin(), nil
}

func (p *program) build(ctx context.Context, args []string) int {
	var o options
	rest, code, ok := p.parse(p.flags("build", &o), args)
	if !ok {
		return code
	}
	if len(rest) > 0 {
		return p.misuse("build 后面不能有“%s”。", rest[0])
	}
	if o.out == "" {
		o.out = filepath.Join(o.site, "public")
	}
	if inside(o.out, o.site, "content", "layouts", "static") {
		return p.misuse("输出文件夹 %s 不能放在 content、layouts、static 里面。", o.out)
	}
	return p.run(ctx, o)
}

// inside tells whether path is one of the site's source folders, or in one, or
// holds one.
func inside(path, site string, folders ...string) bool {
	path, err := filepath.Abs(path)
	if err != nil {
		return false
	}
	for _, f := range folders {
		source, err := filepath.Abs(filepath.Join(site, f))
		if err != nil {
			continue
		}
		if path == source || strings.HasPrefix(path, source+string(filepath.Separator)) || strings.HasPrefix(source, path+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

func (p *program) check(ctx context.Context, args []string) int {
	var o options
	rest, code, ok := p.parse(p.flags("check", &o), args)
	if !ok {
		return code
	}
	if len(rest) > 0 {
		return p.misuse("check 后面不能有“%s”。", rest[0])
	}
	return p.run(ctx, o)
}

// run builds, or checks if there is no output folder.
func (p *program) run(ctx context.Context, o options) int {
	at, err := p.time(o.at)
	if err != nil {
		return p.misuse("-at 的时间“%s”读不懂。%v", o.at, err)
	}
	if _, err := os.Stat(filepath.Join(o.site, content.Folder)); err != nil {
		return p.fail("这里没有 content 文件夹", fmt.Errorf("%s。请在网站的文件夹里运行，或者用 -site 指明；新建网站用 daoyin new site 名称", o.site))
	}
	began := time.Now()
	report, err := build.Run(ctx, build.Input{Site: os.DirFS(o.site), Builtin: daoyin.Files, At: at, Out: o.out, Compress: o.compress, Progress: p.progress(began)})
	p.clearProgress()
	if report != nil {
		p.problems(report.Problems, o.json)
	}
	switch foreign, isForeign := errors.AsType[*emit.ForeignError](err); {
	case isForeign:
		return p.foreign(foreign)
	case errors.Is(err, context.Canceled):
		return p.fail("中途停止，原来的网站没有改动", err)
	case err != nil:
		return p.fail("没有完成，原来的网站没有改动", err)
	case report.Failed():
		if o.out != "" && !o.json {
			fmt.Fprintln(p.err, "有错误，没有生成；原来的网站没有改动。")
		}
		return exitProblems
	}
	if !o.json {
		p.done(report, o.out, time.Since(began))
	}
	return exitFine
}

func (p *program) done(r *build.Report, out string, took time.Duration) {
	if out == "" {
		fmt.Fprintf(p.out, "检查完毕：%d 个页面，%d 个提醒。\n", r.Pages, len(r.Problems))
		return
	}
	w := r.Written
	fmt.Fprintf(p.out, "已生成 %d 个页面、%d 个文件到 %s（新写 %d 个，未变 %d 个），用时 %.1f 秒。\n",
		r.Pages, w.Files, out, w.Written, w.Unchanged, took.Seconds())
}

func (p *program) foreign(f *emit.ForeignError) int {
	fmt.Fprintf(p.err, "daoyin: 输出文件夹 %s 里有不是导引生成的文件，没有动它：\n", f.Dir)
	for _, name := range f.Files {
		fmt.Fprintf(p.err, "  %s\n", name)
	}
	if more := f.Count - len(f.Files); more > 0 {
		fmt.Fprintf(p.err, "  ……还有 %d 个\n", more)
	}
	fmt.Fprintln(p.err, "请把它们移到别处，或者用 -out 换一个文件夹。")
	return exitProblems
}

// progress returns what shows how far a long build is; nil if nobody watches.
func (p *program) progress(began time.Time) func(done, total int) {
	if !p.terminal {
		return nil
	}
	return func(done, total int) {
		if (done%200 == 0 || done == total) && time.Since(began) > time.Second {
			fmt.Fprintf(p.err, "\r生成 %d / %d", done, total)
		}
	}
}

func (p *program) clearProgress() {
	if p.terminal {
		fmt.Fprint(p.err, "\r                              \r")
	}
}

func (p *program) problems(list []problem.Problem, asJSON bool) {
	if asJSON {
		printJSON(p.out, list)
		return
	}
	printProblems(p.err, list, p.colour)
}
