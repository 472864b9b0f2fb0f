package watch

import (
	"errors"
	"fmt"
	"syscall"
)

// Why is the reason for looking instead of being told.
type Why int

const (
	Told   Why = iota // no reason: events come
	Deaf              // a change was found that no event had told
	Limit             // the system has no more events to give
	Failed            // the system's events broke down
)

// Status is how changes are noticed. Files are looked at regularly if Why is
// anything but Told.
type Status struct {
	Why     Why
	Err     error // what the system said; nil if Why is Told or Deaf
	Folders int   // that events come from
	Files   int   // that are watched
	Slow    bool  // looking at all files takes so long that changes are found later than in two seconds
}

// String tells editors how changes are noticed, and what to do if that could
// be better.
func (s Status) String() string {
	instead := "改为每隔一会儿自己查看一遍：保存以后一两秒能看到。"
	if s.Slow {
		instead = "改为每隔一会儿自己查看一遍；这里查看得慢，保存以后要过几秒才能看到。"
	}
	switch s.Why {
	case Deaf:
		return "这里的文件改了，系统没有通知（网络盘、共享文件夹常这样），" + instead + "想更快，请把网站放到本机的磁盘上。"
	case Limit:
		return s.limit() + instead + s.cure()
	case Failed:
		return fmt.Sprintf("系统的通知出了故障（%v），%s重新打开程序，也许就好。", s.Err, instead)
	}
	return fmt.Sprintf("正在留意 %d 个文件夹、%d 个文件，一保存就能看到。", s.Folders, s.Files)
}

func (s Status) limit() string {
	if n := MaxFolders(); n > 0 && errors.Is(s.Err, syscall.ENOSPC) {
		return fmt.Sprintf("这台机器上各个程序合起来最多留意 %d 个文件夹，已经用完了，", n)
	}
	return "这台机器上留意文件夹的名额已经用完了，"
}

// cure names the setting that was too small: Linux has one for folders and one
// for programs, other systems count open files.
func (s Status) cure() string {
	switch {
	case MaxFolders() == 0:
		return "想更快，请关掉一些别的程序，再重新打开。"
	case errors.Is(s.Err, syscall.ENOSPC):
		return fmt.Sprintf("想更快，请管理员运行 sudo sysctl fs.inotify.max_user_watches=%d，再重新打开程序。", max(1<<19, 2*MaxFolders()))
	}
	return "想更快，请关掉一些别的程序；或者请管理员运行 sudo sysctl fs.inotify.max_user_instances=1024，再重新打开程序。"
}

// exhausted tells whether the system refused because something is used up.
func exhausted(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}
