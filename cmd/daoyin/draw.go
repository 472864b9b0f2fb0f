package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"daoyin"
	"daoyin/internal/build"
	"daoyin/internal/content"
)

// draw draws the flow of one file, wherever the file lies.
func (p *program) draw(_ context.Context, args []string) int {
	var o options
	files, code, ok := p.parseAnywhere(flags("draw", &o), args)
	if !ok {
		return code
	}
	if len(files) != 1 {
		return p.misuse("draw 后面写一个文件，例如：daoyin draw content/guides/xinfang.md。")
	}
	file := files[0]
	if o.out == "" {
		o.out = strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)) + ".svg"
	}
	if !slices.Contains(build.Formats(), strings.ToLower(filepath.Ext(o.out))) {
		return p.misuse("不会画成“%s”。文件名请以 %s 结尾。", o.out, strings.Join(build.Formats(), "、"))
	}
	if !build.KnownCanvas(o.canvas) {
		return p.misuse("没有“%s”这种画布。可以写 a0 到 a4、a3横，或者像素，例如 1920x1080。", o.canvas)
	}
	data, problems, err := build.Draw(build.Drawing{Files: os.DirFS(filepath.Dir(file)), File: filepath.Base(file),
		Site: siteOf(file), Builtin: daoyin.Files, Canvas: o.canvas, Name: o.out})
	printProblems(p.err, problems, p.colour)
	switch {
	case err != nil:
		return p.tell(nil, err, o, 0)
	case data == nil:
		fmt.Fprintln(p.err, "没有画。")
		return exitProblems
	}
	if err := os.WriteFile(o.out, data, 0o644); err != nil {
		return p.tell(nil, err, o, 0)
	}
	fmt.Fprintf(p.out, "画好了：%s（%d KB）\n", o.out, (len(data)+1023)/1024)
	return exitFine
}

// siteOf returns the site that a file lies in, nil if it lies in none.
func siteOf(file string) fs.FS {
	folder, err := filepath.Abs(filepath.Dir(file))
	for err == nil {
		if _, missing := os.Stat(filepath.Join(folder, content.Folder, "site.yaml")); missing == nil {
			return os.DirFS(folder)
		}
		if filepath.Dir(folder) == folder {
			break
		}
		folder = filepath.Dir(folder)
	}
	return nil
}
