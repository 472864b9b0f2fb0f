// Command daoyin builds a petition bureau's website, screens and posters from
// a folder of Markdown. It talks to people: flags, wording, colours and exit
// codes are here; the work is done by the packages under internal.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"daoyin/internal/problem"
)

// Exit codes.
const (
	exitFine     = 0
	exitProblems = 1 // the site has problems, or the machine failed; the old output stays
	exitMisuse   = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	spare := make([]byte, spareHeap)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	runtime.KeepAlive(spare)
	if stays(os.Args[1:]) && ctx.Err() == nil {
		stop() // from here on, Ctrl-C and closing the window end it
		fmt.Fprint(os.Stderr, "\n按回车键关闭。")
		fmt.Scanln()
	}
	os.Exit(code)
}

// stays tells whether the window has to stay until its reader has done: it would
// be gone with the program. That is so after a double-click, also on a shortcut
// to a preview; a build at night, which has such a window too, must end.
func stays(args []string) bool {
	return (len(args) == 0 || args[0] == "preview") && ownWindow()
}

// spareHeap is counted by the garbage collector but never touched, so that it
// costs no memory. A build of an ordinary site makes little more garbage than
// this and is done before collecting it would pay; for large sites it does not
// matter.
const spareHeap = 24 << 20

// program is one call of the command: where it writes, and what time it is.
type program struct {
	out, err io.Writer
	now      time.Time // the only look at the clock that the output depends on
	colour   bool      // err is a terminal that shows colours
	terminal bool      // err is a terminal
}

// command is one of the program's commands.
type command struct {
	name     string
	args     string   // as shown in the usage line
	short    string   // one line
	examples []string // without the program's name
	run      func(p *program, ctx context.Context, args []string) int
}

func commands() []command {
	return []command{
		{"build", "[参数]", "把 content 里的内容做成网站，放进 public",
			[]string{"build", "build -out 网页 -compress", "build -at 2026-12-04"}, (*program).build},
		{"check", "[参数]", "只检查，不写任何文件",
			[]string{"check", "check -site 我的网站", "check -json"}, (*program).check},
		{"preview", "[参数]", "一边写一边看：浏览器里是网站现在的样子，一保存就更新",
			[]string{"preview", "preview -site 我的网站", "preview -lan"}, (*program).preview},
		{"new", "guide|faq|notice|poster|screen|site 名称", "新建一份指南、问答、公告、海报、大屏，或者整个网站",
			[]string{"new site 我的网站", "new guide gongshang-rending", "new 公告 停电", "new poster dating-a1"}, (*program).create},
		{"draw", "文件.md [参数]", "把一页里的路线图或导引图单独画成图片（SVG、PDF、PNG）",
			[]string{"draw content/guides/xinfang.md", "draw content/guides/xinfang.md -canvas 1920x1080 -o 大厅.png"}, (*program).draw},
		{"next-change", "[参数]", "网站下一次自己变化是什么时候（公告到期或开始）",
			[]string{"next-change"}, (*program).nextChange},
		{"doctor", "[参数]", "检查这台机器和这个文件夹：保存能不能马上看到，网站能不能一下子换成新的",
			[]string{"doctor", "doctor -site 我的网站"}, (*program).doctor},
		{"version", "", "版本", nil, (*program).version},
		{"help", "[命令]", "说明", []string{"help build"}, (*program).help},
	}
}

// run is the program without the process around it.
func run(ctx context.Context, args []string, out, err io.Writer) int {
	p := &program{out: out, err: err, now: time.Now()}
	if f, ok := err.(*os.File); ok {
		if info, e := f.Stat(); e == nil && info.Mode()&os.ModeCharDevice != 0 {
			p.terminal = true
			p.colour = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && takesEscapes(f)
		}
	}
	if len(args) == 0 && ownWindow() {
		return p.doubleClick(ctx)
	}
	if len(args) == 0 {
		usage(p.err)
		return exitMisuse
	}
	name := args[0]
	switch name {
	case "-h", "-help", "--help":
		name = "help"
	case "-version", "--version":
		name = "version"
	}
	i := slices.IndexFunc(commands(), func(c command) bool { return c.name == name })
	if i < 0 {
		return p.unknown(name)
	}
	return commands()[i].run(p, ctx, args[1:])
}

// unknown tells of a command that there is not.
func (p *program) unknown(name string) int {
	if strings.HasPrefix(name, "-") {
		return p.misuse("先写命令，再写参数，例如：daoyin build %s。用 daoyin help 看有哪些命令。", name)
	}
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return p.misuse("没有“%s”这个命令。%s", name, problem.DidYouMean(name, names, "用 daoyin help 看有哪些命令。"))
}

func (p *program) misuse(format string, args ...any) int {
	fmt.Fprintf(p.err, "daoyin: "+format+"\n", args...)
	return exitMisuse
}

func (p *program) fail(what string, err error) int {
	fmt.Fprintf(p.err, "daoyin: %s：%v\n", what, err)
	return exitProblems
}
