package main

import (
	"errors"
	"flag"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"daoyin/internal/calendar"
	"daoyin/internal/problem"
)

// options are the flags that commands share.
type options struct {
	site, out, at  string
	canvas, addr   string
	json, compress bool
	open, lan      bool
}

// flags makes the flag set of a command; what it lists is what help tells.
func flags(name string, o *options) *flag.FlagSet {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	f.SetOutput(io.Discard)
	switch name {
	case "version", "help":
		return f
	case "draw":
		f.StringVar(&o.canvas, "canvas", "a3", "画在多大的`画布`上：a0 到 a4（横放写 a3横），或者像素 1920x1080")
		f.StringVar(&o.out, "o", "", "图片的`文件名`，以 .svg、.pdf 或 .png 结尾（默认和文章同名的 .svg）")
		return f
	}
	f.StringVar(&o.site, "site", ".", "网站所在的`文件夹`（默认是当前文件夹）")
	const outMeans = "输出`文件夹`（默认是网站文件夹里的 public）"
	switch name {
	case "preview":
		f.StringVar(&o.addr, "addr", "127.0.0.1:8017", "本机的`地址`和端口；端口被占用就用后面一个")
		f.BoolVar(&o.open, "open", true, "自动打开浏览器；不要就写 -open=false")
		f.BoolVar(&o.lan, "lan", false, "让同一个网络里的手机也能看，扫码打开")
	case "doctor":
		f.StringVar(&o.out, "out", "", outMeans)
	case "build":
		f.StringVar(&o.out, "out", "", outMeans)
		f.BoolVar(&o.compress, "compress", false, "另外生成 .gz 压缩文件，供服务器直接发送")
		fallthrough
	case "check":
		f.BoolVar(&o.json, "json", false, "用 JSON 输出问题，供其他程序读取")
		fallthrough
	case "next-change":
		f.StringVar(&o.at, "at", "", "把这个`时间`当作现在，例如 2026-12-04 或 \"2026-12-04 09:30\"")
	}
	return f
}

// parse reads flags and returns what is left; ok is false when all has been
// told: a mistake, or the help that was asked for.
func (p *program) parse(f *flag.FlagSet, args []string) (rest []string, code int, ok bool) {
	err := f.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return nil, p.helpOn(f.Name()), false
	case err != nil:
		return nil, p.misuse("%s用 daoyin help %s 看怎么写。", wrongFlag(f, err), f.Name()), false
	}
	return f.Args(), exitFine, true
}

// onlyFlags is parse for commands that take nothing but flags.
func (p *program) onlyFlags(f *flag.FlagSet, args []string) (code int, ok bool) {
	rest, code, ok := p.parse(f, args)
	if !ok || len(rest) == 0 {
		return code, ok
	}
	why := ""
	if first, _ := utf8.DecodeRuneInString(rest[0]); strings.ContainsRune("－–—−‐‑", first) {
		why = "参数前面要写英文的短横“-”。" // copied from a word processor
	}
	return p.misuse("%s 后面不能有“%s”。%s用 daoyin help %[1]s 看怎么写。", f.Name(), rest[0], why), false
}

// parseAnywhere is parse for commands that take words: flags may stand before,
// between and after them.
func (p *program) parseAnywhere(f *flag.FlagSet, args []string) (words []string, code int, ok bool) {
	for {
		rest, code, ok := p.parse(f, args)
		if !ok || len(rest) == 0 {
			return words, code, ok
		}
		words, args = append(words, rest[0]), rest[1:]
	}
}

// wrongFlag puts what package flag says, which has no typed errors, into the
// words of this program; testdata/script/misuse.txtar holds the two together.
func wrongFlag(f *flag.FlagSet, err error) string {
	said := err.Error()
	if name, ok := strings.CutPrefix(said, "flag provided but not defined: -"); ok {
		var known []string
		f.VisitAll(func(f *flag.Flag) { known = append(known, f.Name) })
		hint := ""
		if near := problem.Nearest(name, known); near != "" {
			hint = "是不是想写“-" + near + "”？"
		}
		return "没有“-" + name + "”这个参数。" + hint
	}
	if name, ok := strings.CutPrefix(said, "flag needs an argument: -"); ok {
		value, _ := flag.UnquoteUsage(f.Lookup(name))
		return "“-" + name + "”后面还要写" + value + "。"
	}
	if _, after, ok := strings.Cut(said, `" for -`); ok {
		name, _, _ := strings.Cut(after, ":")
		return "“-" + name + "”后面不写别的，要它就写上。"
	}
	return "参数写得不对（" + said + "）。"
}

// time returns the time that a command works with. The error is worded for the
// user.
func (p *program) time(at string) (time.Time, error) {
	if at == "" {
		return p.now, nil
	}
	var m calendar.Moment
	if err := m.UnmarshalText([]byte(at)); err != nil {
		return time.Time{}, errors.New("-at 的时间“" + at + "”读不懂。" + err.Error())
	}
	return m.Begin(), nil
}
