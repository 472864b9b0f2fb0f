package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"daoyin"
	"daoyin/internal/content"
	"daoyin/internal/emit"
	"daoyin/internal/font"
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
		examineFolders, examineSaving, examineOutput, examineFonts,
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

// watched says what is watched of a site.
func watched(site string) watch.Options {
	return watch.Options{Root: site, Folders: []string{content.Folder, "layouts", "static"}, Ignore: content.Litter}
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
		return finding{bad, fmt.Sprintf("%s 里不能写文件（%v）。", in, err), "请检查这个文件夹是不是只读，或者请管理员给您写的权限。"}, nil
	}
	defer func() { err = errors.Join(err, os.RemoveAll(trial)) }()
	ctx, stop := context.WithTimeout(ctx, 20*time.Second)
	defer stop()
	if err := os.Mkdir(filepath.Join(trial, content.Folder), 0o755); err != nil {
		return finding{}, err
	}
	w, err := watch.Start(ctx, watched(trial))
	if err != nil {
		return finding{}, err
	}
	defer func() { // before the folder goes
		stop()
		for range w.Batches() {
		}
	}()
	var took []time.Duration
	for i := range 5 {
		if err := os.WriteFile(filepath.Join(trial, content.Folder, "try.md"), fmt.Append(nil, i), 0o644); err != nil {
			return finding{}, err
		}
		saved := time.Now()
		for b := range w.Batches() {
			if len(b.Paths) > 0 {
				took = append(took, time.Since(saved))
				break
			}
		}
	}
	switch s := w.Status(); {
	case len(took) < 5:
		return finding{bad, "文件保存了，程序却看不到。", "预览时请自己刷新网页，并把这一行告诉技术人员。"}, nil
	case s.Why != watch.Told:
		return finding{fair, s.String(), ""}, nil
	}
	slices.Sort(took)
	return finding{good, fmt.Sprintf("能写文件；保存以后 %d 毫秒就看到了（试了 %d 次，取中间的一次）。", took[2].Milliseconds(), len(took)), ""}, nil
}

func examineOutput(_ context.Context, o options) (finding, error) {
	if why := badOutput(o.out, o.site); why != "" {
		return finding{bad, "输出文件夹 " + o.out + " " + why, ""}, nil
	}
	in := filepath.Dir(actual(o.out))
	can, err := emit.CanExchange(in)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return finding{fair, "还没有文件夹 " + in + "，没有试；生成时会新建。", ""}, nil
	case err != nil:
		return finding{bad, fmt.Sprintf("%s 里不能写文件（%v），生成不了网站。", in, err), "请管理员给您写的权限，或者用 -out 换一个文件夹。"}, nil
	case !can:
		return finding{fair, "新网站换上去要分两步，中间有一瞬间没有网站。", "这里的磁盘或者系统只能这样，自己看没有妨碍；给群众看的网站，请放在 Linux 服务器自己的磁盘上。"}, nil
	}
	return finding{good, "新网站一下子换上去：别人看到的不是全旧的，就是全新的。", ""}, nil
}

func examineFonts(context.Context, options) (finding, error) {
	if _, err := font.Carried(daoyin.Files); err != nil {
		return finding{bad, fmt.Sprintf("程序自带的字体坏了（%v），画不了海报和大屏。", err), "请重新下载程序。"}, nil
	}
	return finding{good, "程序自带字体（Noto Sans SC，常规和粗体），画海报和大屏不靠这台机器的字体。", ""}, nil
}
