package preview

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daoyin/internal/watch"
)

// One file saved once, as programs do it. In the end what is served is what a
// clean build writes, and it was taken in once.
var saves = map[string]string{
	"VS Code, nano, Notepad++": `
		write content/faq/a.md 新`,
	"Notepad": `
		over content/faq/a.md 新`,
	"vim": `
		write content/faq/.a.md.swp 新
		write content/faq/4913 x
		delete content/faq/4913
		move content/faq/a.md content/faq/a.md~
		write content/faq/a.md 新
		chmod content/faq/a.md
		delete content/faq/a.md~
		delete content/faq/.a.md.swp`,
	"vim, backupcopy=yes": `
		write content/faq/.a.md.swp 新
		write content/faq/a.md~ 旧
		write content/faq/a.md 新
		delete content/faq/a.md~
		delete content/faq/.a.md.swp`,
	"Emacs": `
		link content/faq/.#a.md test@host.1:1
		write content/faq/#a.md# 新
		move content/faq/a.md content/faq/a.md~
		write content/faq/a.md 新
		chmod content/faq/a.md
		delete content/faq/#a.md#
		delete content/faq/.#a.md`,
	"Word": `
		write content/faq/~$a.md x
		write content/faq/~WRD0001.tmp 新
		move content/faq/a.md content/faq/~WRL0001.tmp
		pause 5ms
		move content/faq/~WRD0001.tmp content/faq/a.md
		delete content/faq/~WRL0001.tmp
		delete content/faq/~$a.md`,
	"WPS": `
		write content/faq/.~a.md x
		write content/faq/a.md.tmp 新
		delete content/faq/a.md
		pause 5ms
		move content/faq/a.md.tmp content/faq/a.md
		delete content/faq/.~a.md`,
	"gedit": `
		write content/faq/.goutputstream-ABC123 新
		move content/faq/.goutputstream-ABC123 content/faq/a.md`,
	"Kate, sed": `
		write content/faq/a.md.XyZ123 新
		move content/faq/a.md.XyZ123 content/faq/a.md`,
	"JetBrains": `
		write content/faq/a.md___jb_tmp___ 新
		move content/faq/a.md content/faq/a.md___jb_old___
		move content/faq/a.md___jb_tmp___ content/faq/a.md
		delete content/faq/a.md___jb_old___`,
	"deletes, then makes": `
		delete content/faq/a.md
		write content/faq/a.md 新`,
	"deletes, then makes after a while": `
		delete content/faq/a.md
		pause 25ms
		write content/faq/a.md 新`,
	"an image": `
		image content/guides/map.png xxxxx`,
	"a law that pages cite": `
		write content/laws/tiaoli.yaml 新的要点`,
	"a layout": `
		write layouts/web/_foot.html 新`,
	"a style, by vim": `
		move static/css/print.css static/css/print.css~
		write static/css/print.css new
		delete static/css/print.css~`,
}

func TestOneSaveIsTakenInOnce(t *testing.T) {
	for name, script := range saves {
		t.Run(name, func(t *testing.T) {
			needs(t, script)
			d := begin(t, studied)
			least := 0
			for try := range 5 { // a machine that is busy may stop an editor halfway
				before, _ := d.server.now()
				script := strings.NewReplacer("新", strings.Repeat("新", 1+try), "new", strings.Repeat("new", 1+try), "xxxxx", strings.Repeat("x", 5+try)).Replace(script)
				play(d, script)
				if broken := d.settles(script); broken != "" {
					t.Fatalf("no site after\n%s\n%s", script, broken)
				}
				time.Sleep(150 * time.Millisecond) // in which another would come
				after, _ := d.server.now()
				if times := after.version - before.version; try == 0 || times < least {
					least = times
				}
				if least <= 1 {
					break
				}
			}
			if least != 1 {
				t.Errorf("taken in %d times", least)
			}
		})
	}
}

// Where the system tells nothing of changes, those who look are told why they
// see them late.
func TestLateChangesAreExplained(t *testing.T) {
	n := tell(state{status: watch.Status{Why: watch.Deaf}})
	if !n.Slow || !strings.Contains(n.Status, "系统没有通知") || !strings.Contains(n.Status, "网络盘") {
		t.Errorf("%+v", n)
	}
	if n := tell(state{}); n.Slow {
		t.Errorf("%+v", n)
	}
}

// needs skips the test where a script cannot be done.
func needs(t *testing.T, script string) {
	if _, err := exec.LookPath("git"); err != nil && strings.Contains(script, "git ") {
		t.Skip("git is not here")
	}
	if strings.Contains(script, "link ") {
		if err := os.Symlink("nothing", filepath.Join(t.TempDir(), "link")); err != nil {
			t.Skip("no links are made here")
		}
	}
}

// play does a script.
func play(d *desktop, script string) {
	h := &hand{d.t, d.site}
	for line := range strings.Lines(strings.TrimSpace(script)) {
		h.does(strings.TrimSpace(line))
	}
}

// What else is done to a folder. Each paragraph is one doing; after it all that
// is served is what a clean build writes; where the site breaks, an error is told.
var doings = map[string]string{
	"a file that grows": `
		grow content/faq/a.md 长

		grow content/faq/new.md 长`,
	"deletes, then makes, at all distances": `
		delete content/faq/a.md
		pause 10ms
		write content/faq/a.md 一

		delete content/faq/a.md
		pause 39ms
		write content/faq/a.md 二

		delete content/faq/a.md
		pause 41ms
		write content/faq/a.md 三

		delete content/faq/a.md
		pause 60ms
		write content/faq/a.md 四`,
	"a name that tells nothing, kept": `
		write content/faq/b.md.Ab3dE5 x

		move content/faq/b.md.Ab3dE5 content/faq/b.md`,
	"names in Chinese, with a blank": `
		write content/faq/常见␣问题.md 新
		breaks it

		move content/faq/常见␣问题.md content/faq/常见问题.md

		folder content/faq/办事␣指南
		write content/faq/办事␣指南/怎么办.md 新

		move content/faq/办事␣指南 content/faq/办事指南`,
	"another case": `
		move content/faq/b.md content/faq/B.md

		move content/faq/B.md content/faq/b.MD

		move content/faq/b.MD content/faq/b.md`,
	"300 files": `
		many 300 content/faq 甲

		many 300 content/faq 乙

		delete content/faq`,
	"a folder renamed": `
		move content/faq/deep content/faq/low

		write content/faq/low/c.md 新

		move content/faq content/questions

		write content/questions/a.md 新
		write content/questions/low/c.md 改`,
	"a folder moved away and back": `
		move content/faq faq

		move faq content/faq

		write content/faq/deep/c.md 新

		move content/faq faq
		move faq content/faq
		write content/faq/deep/c.md 又`,
	"all of it moved away and back": `
		move content elsewhere
		breaks it

		move elsewhere content

		write content/faq/a.md 新`,
	"two folders exchanged": `
		folder content/faq/high
		write content/faq/high/c.md 高

		move content/faq/high x
		move content/faq/deep content/faq/high
		move x content/faq/deep`,
	"a file becomes a folder and a file again": `
		delete content/faq/b.md
		folder content/faq/b.md
		write content/faq/b.md/in.md 里面

		delete content/faq/b.md
		write content/faq/b.md 又

		folder content/faq/a
		write content/faq/a/in.md 里面

		delete content/faq/deep
		write content/faq/deep x

		delete content/faq/deep
		folder content/faq/deep
		write content/faq/deep/c.md 丙`,
	"a link to a folder is no folder": `
		move content/faq/deep deep
		link content/faq/deep ../../deep

		write deep/c.md 看不到

		delete content/faq/deep
		move deep content/faq/deep

		write content/faq/deep/c.md 看得到`,
	"the content folder may be a link": `
		move content one
		link content one

		write content/faq/a.md 一

		copy one two
		write two/faq/a.md 二
		link new two
		move new content

		write two/faq/a.md 三

		write one/faq/a.md 看不到
		write two/faq/deep/c.md 看得到

		delete content
		move two content

		write content/faq/a.md 四`,
	"a link to a file, to nothing, to a folder": `
		move content/faq/a.md a.md
		link content/faq/a.md ../../a.md

		write a.md 新

		delete a.md
		breaks it

		write a.md 又

		delete content/faq/a.md
		link content/faq/a.md deep
		breaks it

		delete content/faq/a.md
		move a.md content/faq/a.md`,
	"a folder where a file should be": `
		folder content/faq/x.md
		folder content/guides/x.png

		delete content/faq/x.md
		delete content/guides/x.png
		write content/faq/x.md 新`,
	"an image": `
		image content/guides/map.png xx

		delete content/guides/map.png
		breaks it

		image content/guides/map.png xxx`,
	"a law": `
		write content/laws/tiaoli.yaml 改过的要点

		delete content/laws/tiaoli.yaml
		breaks it

		write content/laws/tiaoli.yaml 要点`,
	"a screen": `
		folder content/screens
		write content/screens/strip.yaml 条屏

		move content/screens/strip.yaml content/screens/door.yaml

		delete content/notices

		write content/screens/door.yaml 门口
		write content/screens/side.yaml 侧面

		delete content/screens`,
	"layouts and styles": `
		write layouts/web/faq.html 新

		delete layouts

		folder static/js
		write static/css/mine.css mine

		delete static

		folder static/css
		write static/css/print.css again`,
	"litter stays where styles and layouts are": `
		write static/css/print.css~ old
		write static/css/.print.css.swp x
		write layouts/web/~$faq.html x
		link layouts/web/.#faq.html test@host.1:1

		write static/css/print.css fresh`,
	"git": `
		folder content/screens
		write content/screens/strip.yaml 条屏
		git init -q
		git add .
		git commit -q -m one
		git branch other

		many 40 content/faq 甲
		move content/faq/deep content/faq/low
		write static/css/print.css git
		delete content/notices
		git add .
		git commit -q -m two

		git checkout -q other

		git checkout -q -

		write content/faq/a.md 半
		delete content/faq/low
		git stash -q

		git stash pop -q

		git checkout -q -f other

		git checkout -q -
		git checkout -q other
		git checkout -q -`,
}

func TestServedIsWhatBuildWritesAfterEditors(t *testing.T) {
	for name, script := range doings {
		t.Run(name, func(t *testing.T) {
			needs(t, script)
			d := begin(t, studied)
			d.settles("the beginning")
			for one := range strings.SplitSeq(script, "\n\n") {
				play(d, one)
				if broken := d.settles(one); (broken != "") != strings.Contains(one, "breaks it") {
					t.Fatalf("it is broken: %q, after\n%s", broken, one)
				}
			}
		})
	}
}
