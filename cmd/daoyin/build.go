package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"daoyin"
	"daoyin/internal/build"
	"daoyin/internal/content"
	"daoyin/internal/problem"
)

func (p *program) build(ctx context.Context, args []string) int {
	var o options
	if code, ok := p.onlyFlags(flags("build", &o), args); !ok {
		return code
	}
	if o.out == "" {
		o.out = filepath.Join(o.site, "public")
	}
	if why := badOutput(o.out, o.site); why != "" {
		return p.misuse("输出文件夹 %s %s", o.out, why)
	}
	return p.run(ctx, o)
}

func (p *program) check(ctx context.Context, args []string) int {
	var o options
	if code, ok := p.onlyFlags(flags("check", &o), args); !ok {
		return code
	}
	return p.run(ctx, o)
}

// run builds, or checks if there is no output folder.
func (p *program) run(ctx context.Context, o options) int {
	at, err := p.time(o.at)
	if err != nil {
		return p.misuse("%v", err)
	}
	if err := hasContent(o.site); err != nil {
		return p.tell(nil, err, o, 0)
	}
	began := time.Now()
	line := p.progress(o.out == "")
	report, err := build.Run(ctx, build.Input{Site: os.DirFS(o.site), Builtin: daoyin.Files, At: at, Out: o.out, Compress: o.compress, Progress: line.show})
	line.clear()
	return p.tell(report, err, o, time.Since(began))
}

// tell tells how it went. report may be nil, or less than everything, if there
// is an err.
func (p *program) tell(report *build.Report, err error, o options, took time.Duration) int {
	var problems []problem.Problem
	if report != nil {
		problems = report.Problems
	}
	why := ""
	if err != nil {
		why = failure(err, o.out != "")
	}
	if o.json {
		printJSON(p.out, problems, why)
	} else {
		printProblems(p.err, problems, p.colour)
	}
	switch {
	case err != nil:
		fmt.Fprintln(p.err, "daoyin: "+why)
		return exitProblems
	case report.Failed():
		if o.out != "" && !o.json {
			fmt.Fprintln(p.err, "有错误，没有生成；以前生成的保持原样。")
		}
		return exitProblems
	case !o.json:
		p.done(report, o.out, took)
	}
	return exitFine
}

func (p *program) done(r *build.Report, out string, took time.Duration) {
	if out == "" {
		fmt.Fprintf(p.out, "检查完毕：%d 个页面，%d 个提醒。\n", r.Pages, len(r.Problems))
		return
	}
	seconds := "用时不到 0.1 秒"
	if took >= 100*time.Millisecond {
		seconds = fmt.Sprintf("用时 %.1f 秒", took.Seconds())
	}
	w := r.Written
	fmt.Fprintf(p.out, "已生成 %d 个页面、%d 个文件到 %s（新写 %d 个，未变 %d 个），%s。\n",
		r.Pages, w.Files, out, w.Written, w.Unchanged, seconds)
}

// hasContent returns an error, worded for the user, if there is nothing to read
// in the site's folder.
func hasContent(site string) error {
	if info, err := os.Stat(filepath.Join(site, content.Folder)); err == nil && info.IsDir() {
		return nil
	}
	if here, err := os.Getwd(); site == "." && err == nil {
		site = here
	}
	return &wordedError{"这里没有 content 文件夹：" + site + "。请在网站的文件夹里运行，或者用 -site 指明；新建网站用 daoyin new site 名称"}
}

// badOutput returns why a folder cannot be the output, or "". What is written
// among the sources would be read with them, and the output folder is replaced
// whole, with all that is in it.
func badOutput(out, site string) string {
	out = actual(out)
	if filepath.Dir(out) == out {
		return "是整个磁盘，不能用。请写一个文件夹，例如 -out public。"
	}
	for _, name := range []string{content.Folder, "layouts", "static"} {
		source := actual(filepath.Join(site, name))
		switch {
		case holds(source, out):
			return "不能放在 " + name + " 里面，那里放的是原稿。请换一个，例如 -out public。"
		case holds(out, source):
			return "里面有网站的 " + name + "，不能用：生成时整个文件夹都会换成新的。请换一个，例如 -out public。"
		}
	}
	return ""
}

// holds tells whether path is folder, or is in it.
func holds(folder, path string) bool {
	inside, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(inside)
}

// actual returns the absolute path that path leads to; of what is not there
// yet, only the part that is there is followed.
func actual(path string) string {
	path, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	for there, rest := path, ""; ; {
		if target, err := filepath.EvalSymlinks(there); err == nil {
			return filepath.Join(target, rest)
		}
		parent := filepath.Dir(there)
		if parent == there {
			return path
		}
		there, rest = parent, filepath.Join(filepath.Base(there), rest)
	}
}
