package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"daoyin"
	"daoyin/internal/content"
	"daoyin/internal/emit"
	"daoyin/internal/font"
	"daoyin/internal/mirror"
	"daoyin/internal/watch"
)

// finding is one thing that the doctor looked at.
type finding struct {
	mark string
	what string
	cure string // what to do about it; "" if nothing
}

const (
	good = "好"
	fair = "注意" // it works, but not as well as it could
	bad  = "不行"
)

// trialFolder begins the name of the folder in which the doctor tries things
// out. Builds and previews pass over it, as over all names that begin with a dot.
const trialFolder = ".daoyin-doctor-"

// doctor looks whether this machine and this folder let the program do its
// work, and leaves nothing behind.
func (p *program) doctor(ctx context.Context, args []string) int {
	var o options
	if code, ok := p.onlyFlags(flags("doctor", &o), args); !ok {
		return code
	}
	if err := hasContent(o.site); err != nil {
		return p.tell(nil, err, o, 0)
	}
	if o.out == "" {
		o.out = filepath.Join(o.site, "public")
	}
	p.version(ctx, nil)
	code := exitFine
	for _, examine := range []func(context.Context, options) (finding, error){
		examineReading, examineFolders, examineSaving, examineOutput, examineFonts,
	} {
		f, err := examine(ctx, o)
		if err = errors.Join(err, ctx.Err()); err != nil {
			return p.tell(nil, err, options{}, 0)
		}
		fmt.Fprintf(p.out, "[%s] %s\n", f.mark, f.what)
		if f.cure != "" {
			fmt.Fprintf(p.out, "    怎么办：%s\n", f.cure)
		}
		if f.mark == bad {
			code = exitProblems
		}
	}
	return code
}

// parts are the folders of a site that are read.
func parts() []string { return []string{content.Folder, "layouts", "static"} }

// watched says what is watched of a site.
func watched(site string) watch.Options {
	return watch.Options{Root: site, Folders: parts(), Ignore: content.Litter}
}

// reason says in a few words why a file cannot be read or written; the system's
// own words stand in for a reason that is rare.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "没有权限"
	case errors.Is(err, syscall.EROFS):
		return "这里的磁盘只能读，不能写"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "磁盘满了"
	}
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		return at.Err.Error()
	}
	return err.Error()
}

// unwritable tells that nothing can be written into a folder, and what to do.
func unwritable(folder string, err error, otherwise string) finding {
	cure := "请管理员给您写这个文件夹的权限"
	switch {
	case errors.Is(err, syscall.EROFS):
		cure = "请把网站放到能写的磁盘上"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		cure = "请删掉一些不要的文件，腾出地方"
	}
	return finding{bad, fmt.Sprintf("%s 里不能写文件：%s。", folder, reason(err)), cure + otherwise + "。"}
}

// examineReading reads every file of the site, as builds and previews do.
func examineReading(_ context.Context, o options) (finding, error) {
	const cure = "请管理员给您读的权限；不要的文件，请从网站的文件夹里移走。"
	held, err := mirror.Read(os.DirFS(o.site), parts()...)
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		return finding{bad, fmt.Sprintf("读不了 %s：%s。", at.Path, reason(err)), cure}, nil
	}
	if err != nil {
		return finding{}, err
	}
	names := slices.DeleteFunc(held.Unread(), func(name string) bool { return content.Litter(path.Base(name)) })
	if len(names) == 0 {
		return finding{good, "网站的文件都读得了。", ""}, nil
	}
	_, err = held.ReadFile(names[0])
	why := reason(err)
	if errors.Is(err, fs.ErrNotExist) {
		why = "它是一个链接，指的文件已经没有了"
	}
	what := fmt.Sprintf("读不了 %s：%s。", names[0], why)
	if more := len(names) - 1; more > 0 {
		what += fmt.Sprintf("这样的文件还有 %d 个。", more)
	}
	return finding{bad, what, cure}, nil
}

func examineFolders(ctx context.Context, o options) (finding, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	w, err := watch.Start(ctx, watched(o.site))
	if err != nil {
		return finding{}, err
	}
	s := w.Status()
	if s.Why != watch.Told {
		return finding{fair, s.String(), ""}, nil // which tells the cure
	}
	limit := "这台机器不限数量"
	if n := watch.MaxFolders(); n > 0 {
		limit = fmt.Sprintf("这台机器上各个程序合起来最多 %d 个文件夹", n)
	}
	return finding{good, fmt.Sprintf("网站有 %d 个文件，预览时要留意 %d 个文件夹；%s。", s.Files, s.Folders, limit), ""}, nil
}

// examineSaving saves a file a few times, as an editor does, and waits for it
// to be noticed.
func examineSaving(ctx context.Context, o options) (f finding, err error) {
	in := filepath.Join(o.site, content.Folder)
	trial, err := os.MkdirTemp(in, trialFolder+"*")
	if err != nil {
		return unwritable(in, err, ""), nil
	}
	defer func() { err = errors.Join(err, os.RemoveAll(trial)) }()
	if err := os.Mkdir(filepath.Join(trial, content.Folder), 0o755); err != nil {
		return unwritable(in, err, ""), nil
	}
	ctx, stop := context.WithTimeout(ctx, 20*time.Second)
	defer stop()
	w, err := watch.Start(ctx, watched(trial))
	if err != nil {
		return finding{}, err
	}
	defer func() { // before the folder goes
		stop()
		for range w.Batches() {
		}
	}()
	took, err := timeSaves(w, filepath.Join(trial, content.Folder, "try.md"))
	switch s := w.Status(); {
	case err != nil:
		return unwritable(in, err, ""), nil
	case len(took) < trials:
		return finding{bad, "文件保存了，程序却看不到。", "预览时请自己刷新网页，并把这一行告诉技术人员。"}, nil
	case s.Why != watch.Told:
		return finding{fair, s.String(), ""}, nil
	}
	return finding{good, fmt.Sprintf("能写文件；保存以后 %d 毫秒就看到了（试了 %d 次，取中间的一次）。", took[trials/2].Milliseconds(), trials), ""}, nil
}

const trials = 5

// timeSaves returns how long it took to notice each of some saves, shortest
// first; fewer when they are not noticed at all.
func timeSaves(w *watch.Watcher, file string) (took []time.Duration, err error) {
	for i := range trials {
		if err := os.WriteFile(file, fmt.Append(nil, i), 0o644); err != nil {
			return nil, err
		}
		saved := time.Now()
		for b := range w.Batches() {
			if len(b.Paths) > 0 {
				took = append(took, time.Since(saved))
				break
			}
		}
	}
	slices.Sort(took)
	return took, nil
}

func examineOutput(_ context.Context, o options) (finding, error) {
	if why := badOutput(o.out, o.site); why != "" {
		return finding{bad, "输出文件夹 " + o.out + " " + why, ""}, nil
	}
	in := filepath.Dir(actual(o.out))
	can, err := emit.CanExchange(in)
	switch {
	case errors.Is(err, fs.ErrNotExist) && isMissing(in):
		return finding{fair, "还没有文件夹 " + in + "，没有试；生成时会新建。", ""}, nil
	case err != nil:
		return unwritable(in, err, "，或者用 -out 换一个文件夹；不然生成不了网站"), nil
	case !can:
		return finding{fair, "新网站换上去要分两步，中间有一瞬间没有网站。", "这里的磁盘或者系统只能这样，自己看没有妨碍；给群众看的网站，请放在 Linux 服务器自己的磁盘上。"}, nil
	}
	return finding{good, "新网站一下子换上去：别人看到的不是全旧的，就是全新的。", ""}, nil
}

func isMissing(folder string) bool {
	_, err := os.Stat(folder)
	return errors.Is(err, fs.ErrNotExist)
}

func examineFonts(context.Context, options) (finding, error) {
	if _, err := font.Carried(daoyin.Files); err != nil {
		return finding{bad, fmt.Sprintf("程序自带的字体坏了（%v），画不了海报和大屏。", err), "请重新下载程序。"}, nil
	}
	return finding{good, "程序自带字体（Noto Sans SC，常规和粗体），画海报和大屏不靠这台机器的字体。", ""}, nil
}
