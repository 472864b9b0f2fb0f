package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"daoyin/internal/emit"
)

// wordedError is a failure that needs no more words.
type wordedError struct{ words string }

func (e *wordedError) Error() string { return e.words }

// failure tells what kept the machine from finishing, and what to do about it.
// What the system itself says stands at the end, for those who look it up.
func failure(err error, building bool) string {
	if worded, ok := errors.AsType[*wordedError](err); ok {
		return worded.words
	}
	if foreign, ok := errors.AsType[*emit.ForeignError](err); ok {
		return foreignFiles(foreign)
	}
	if busy, ok := errors.AsType[*emit.BusyError](err); ok {
		return "另一个 daoyin 正在往 " + busy.Dir + " 里写，这一次没有生成。请等它完成，再来一次。"
	}
	stopped := "没有完成"
	if building {
		stopped = "没有完成，以前生成的保持原样"
	}
	switch {
	case errors.Is(err, context.Canceled):
		return stopped + "：中途停止了。"
	case inUse(err):
		return fmt.Sprintf("%s：别的程序正开着这里的文件或者文件夹。请关上它（也看看资源管理器和命令窗口），再来一次（%v）", stopped, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Sprintf("%s：没有读写的权限，或者文件正被别的程序占用（%v）", stopped, err)
	}
	return fmt.Sprintf("%s：%v", stopped, err)
}

func foreignFiles(f *emit.ForeignError) string {
	if f.NotFolder {
		return "输出的位置 " + f.Dir + " 不是文件夹，而是文件或者快捷方式，没有动它。请把它移到别处，或者用 -out 换一个文件夹。"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "输出文件夹 %s 里有不是导引生成的文件，没有动它：\n", f.Dir)
	for _, name := range f.Files {
		fmt.Fprintf(&b, "  %s\n", name)
	}
	if more := f.Count - len(f.Files); more > 0 {
		fmt.Fprintf(&b, "  ……还有 %d 个\n", more)
	}
	b.WriteString("请把它们移到别处，或者用 -out 换一个文件夹。")
	return b.String()
}
