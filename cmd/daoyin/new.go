package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"daoyin"
	"daoyin/internal/calendar"
	"daoyin/internal/content"
	"daoyin/internal/problem"
	"daoyin/internal/scaffold"
)

func (p *program) create(_ context.Context, args []string) int {
	var o options
	words, code, ok := p.parseAnywhere(flags("new", &o), args)
	if !ok {
		return code
	}
	kinds := strings.Join(scaffold.Words(), "、")
	if len(words) == 0 {
		return p.misuse("new 后面写种类和名称，例如：daoyin new guide gongshang-rending。种类有：%s。", kinds)
	}
	kind, known := scaffold.KindOf(words[0])
	switch {
	case !known:
		return p.misuse("不能新建“%s”。%s", words[0], problem.DidYouMean(words[0], scaffold.Words(), "能新建的有："+kinds+"。"))
	case len(words) == 1:
		return p.misuse("还没有写名称，例如：daoyin new %s gongshang-rending。", words[0])
	case len(words) > 2:
		return p.misuse("名称后面多了“%s”。名称里不能有空格，词和词用“-”连起来。", words[2])
	}
	if kind != scaffold.Site {
		if err := hasContent(o.site); err != nil {
			return p.tell(nil, err, o, 0)
		}
	}
	return p.furnish(o.site, kind, words[1])
}

// furnish writes the new file or site into folder and tells what to do next.
func (p *program) furnish(folder string, kind scaffold.Kind, name string) int {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return p.fail("打不开文件夹", err)
	}
	defer root.Close()
	written, err := scaffold.Create(root, daoyin.Files, kind, name, calendar.DateOf(p.now))
	if bad, ok := errors.AsType[*scaffold.NameError](err); ok {
		return p.misuse("%v", bad)
	}
	if there, ok := errors.AsType[*scaffold.ExistsError](err); ok {
		fmt.Fprintf(p.err, "daoyin: 没有新建：%s 已经有了，没有动它。请换一个名称，或者直接修改原来的。\n", filepath.Join(folder, there.Path))
		return exitProblems
	}
	if err != nil {
		return p.fail("没有新建", err)
	}
	if kind == scaffold.Site {
		p.tellSite(filepath.Join(folder, name), len(written))
	} else {
		p.tellPage(kind, folder, filepath.Join(folder, written[0]))
	}
	return exitFine
}

func (p *program) tellSite(site string, files int) {
	fmt.Fprintf(p.out, "已新建网站：%s（%d 个文件，是一个能直接生成的示例）\n", site, files)
	fmt.Fprintln(p.out, "接下来：")
	fmt.Fprintf(p.out, "  1. 运行 daoyin build%s，再打开 %s 看样子。\n", siteFlag(site), filepath.Join(site, "public", "index.html"))
	fmt.Fprintf(p.out, "  2. 打开 %s，把写着“示例”的换成真实信息。\n", filepath.Join(site, content.Folder, "site.yaml"))
	fmt.Fprintf(p.out, "  3. 怎么写、写在哪里，看 %s。\n", filepath.Join(site, "使用说明.txt"))
}

func (p *program) tellPage(kind scaffold.Kind, site, file string) {
	fmt.Fprintf(p.out, "已新建%s：%s\n", kind, file)
	fmt.Fprintln(p.out, "接下来：")
	fmt.Fprintln(p.out, "  1. 打开这个文件，照着里面的说明，改成自己的内容。")
	before := "网页上没有它"
	switch kind {
	case scaffold.Poster:
		before = "不做这张海报"
	case scaffold.Screen:
		before = "不做这块屏"
	}
	fmt.Fprintf(p.out, "  2. 写好、审过以后，删掉“draft: true”那一行；在这之前，%s。\n", before)
	fmt.Fprintf(p.out, "  3. 运行 daoyin check%s 看有没有问题，再运行 daoyin build%[1]s 生成网站。\n", siteFlag(site))
}

// siteFlag returns what a command needs to find the site from here.
func siteFlag(site string) string {
	switch {
	case site == ".":
		return ""
	case strings.ContainsAny(site, " \t"):
		return ` -site "` + site + `"`
	}
	return " -site " + site
}
