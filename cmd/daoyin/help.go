package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"
)

// usage is shown to those who ask, and to those who did not know what to type.
func usage(w io.Writer) {
	fmt.Fprintln(w, "导引 daoyin：把一个文件夹里的文章做成信访部门的网站。")
	fmt.Fprintln(w)
	for _, c := range commands() {
		fmt.Fprintf(w, "  %s\n      %s\n", c.line(), c.short)
	}
	fmt.Fprintln(w)
	fmt.Fprintln(w, "某个命令的参数和例子：daoyin help 命令")
	fmt.Fprintln(w, "退出码：0 做好了；1 内容有错误，或者没有做成；2 命令写得不对")
}

// line shows how the command is typed.
func (c command) line() string { return strings.TrimSpace("daoyin " + c.name + " " + c.args) }

func (p *program) help(_ context.Context, args []string) int {
	words, code, ok := p.parse(flags("help", &options{}), args)
	switch {
	case !ok:
		return code
	case len(words) == 0:
		usage(p.out)
		return exitFine
	case len(words) > 1:
		return p.misuse("一次只能看一个命令的说明，后面不能有“%s”。", words[1])
	}
	return p.helpOn(words[0])
}

func (p *program) helpOn(name string) int {
	for _, c := range commands() {
		if c.name == name {
			c.explain(p.out)
			return exitFine
		}
	}
	return p.unknown(name)
}

// explain tells all about one command.
func (c command) explain(w io.Writer) {
	fmt.Fprintf(w, "%s\n    %s\n", c.line(), c.short)
	title := "\n参数：\n"
	flags(c.name, &options{}).VisitAll(func(f *flag.Flag) {
		value, meaning := flag.UnquoteUsage(f)
		fmt.Fprintf(w, "%s  %s\n      %s\n", title, strings.TrimSpace("-"+f.Name+" "+value), meaning)
		title = ""
	})
	for i, example := range c.examples {
		if i == 0 {
			fmt.Fprint(w, "\n例如：\n")
		}
		fmt.Fprintf(w, "  daoyin %s\n", example)
	}
}
