package preview

import (
	"fmt"
	"strings"
	"testing"

	"daoyin/internal/playlist/browsertest"
)

// long is a page that must be scrolled, with a last paragraph.
func long(last string) string {
	return "---\ntitle: 长文\n---\n\n" + strings.Repeat("这是一段不短的文字，用来把页面撑长。\n\n", 80) + last + "\n"
}

func TestChangesAreShownInPlace(t *testing.T) {
	d := begin(t, map[string]string{"content/faq/long.md": long("旧的结尾。")})
	p := browsertest.Start(t).Page(t, 800, 600)
	p.Open(d.home + "/faq/long.html")
	p.Until(`document.getElementById('daoyin-preview') !== null`)
	p.Eval(`window.scrollTo(0, 700); window.mark = document.querySelector('main'); 0`, nil)
	d.swap("content/faq/long.md", long("新的结尾。"))
	p.Until(`document.body.textContent.indexOf('新的结尾') > 0`)
	var place float64
	var same bool
	p.Eval(`window.scrollY`, &place)
	p.Eval(`window.mark === document.querySelector('main')`, &same)
	if place != 700 || !same {
		t.Errorf("at %v, the same page: %v", place, same)
	}
	var text string
	p.Eval(`document.body.textContent`, &text)
	if strings.Contains(text, "旧的结尾") || strings.Count(text, "这是一段不短的文字") != 80 {
		t.Error("the page is not what it would be when loaded anew")
	}
	// Styles cannot be exchanged under the page's policy: it is loaded anew.
	d.save("static/css/mine.css", ".mine{color:#000}")
	d.save("static/css/base.css", "body{color:rgb(1,2,3)}")
	p.Until(`document.body !== null && getComputedStyle(document.body).color === 'rgb(1, 2, 3)'`)
}

func TestProblemsAreShownOverThePageAndVanish(t *testing.T) {
	const guide = "---\ntitle: 流程\n---\n\n```路线图\n%s\n```\n"
	d := begin(t, map[string]string{"content/faq/a.md": "---\ntitle: 甲\n---\n\n甲。\n"})
	p := browsertest.Start(t).Page(t, 1000, 800)
	p.Open(d.home + "/faq/a.html")
	p.Until(`document.getElementById('daoyin-preview') !== null`)
	for _, c := range []struct{ file, broken, mended, message, where string }{
		{"content/faq/a.md", "---\ntitel: 甲\n---\n", "---\ntitle: 甲\n---\n\n甲。\n", "没有“titel”这个名称", "第 2 行"},
		{"content/guides/b.md", fmt.Sprintf(guide, "登记 → 登计"), "---\ntitle: 流程\n---\n\n好。\n", "登计", "第 6 行"},
		{"layouts/web/faq.html", "{{define \"main\"}}\n{{.Nothing}}{{end}}", "{{define \"main\"}}<p>{{.Title}}</p>{{end}}", "版式文件", "第 2 行"},
		{"content/screens/hall.yaml", "title: 屏\nkind: cinema\n", "draft: true\ntitle: 屏\nkind: tv\ndiagonal_in: 55\nwidth: 1920\nheight: 1080\ndistance_m: 4\nshow: {contact: true}\n", "cinema", "第 2 行"},
	} {
		d.save(c.file, c.broken)
		// A layout that fails while the page is made leaves a page that says so.
		p.Until(fmt.Sprintf(`(function () {
			var all = document.documentElement ? document.documentElement.textContent : '';
			return all.indexOf(%q) > 0 && all.indexOf(%q) > 0 && all.indexOf(%q) > 0;
		})()`, c.message, c.where, c.file))
		d.save(c.file, c.mended)
		p.Until(`(function () {
			var box = document.getElementById('daoyin-preview');
			return document.body && document.body.className !== 'trouble' && box && box.textContent.indexOf('错误') < 0;
		})()`)
	}
	// What is shown opens the file.
	d.save("content/faq/a.md", "---\ntitel: 甲\n---\n")
	p.Until(`document.querySelector('[data-problem] button') !== null`)
	p.Eval(`document.querySelector('[data-problem] button').click()`, nil)
	if got := <-d.opened; got != "content/faq/a.md" {
		t.Errorf("opened %s", got)
	}
}

func TestTheDaySliderShowsAnotherDay(t *testing.T) {
	d := begin(t, map[string]string{"content/notices/n.md": "---\ntitle: 临时公告\ndate: 2026-11-01\nuntil: 2026-12-04\n---\n\n内容。\n"})
	p := browsertest.Start(t).Page(t, 1300, 800)
	p.Open(d.home + "/_preview/")
	const frame = `document.querySelector('.device iframe')`
	p.Until(`document.querySelector('[data-section=公告]') !== null`)
	p.Eval(`document.querySelector('[data-section=公告]').click()`, nil)
	p.Eval(`document.querySelector('a[title="notices/n.html"]').click()`, nil)
	p.Until(frame + `.contentDocument.title.indexOf('临时公告') === 0`)
	slide := func(days int) {
		p.Eval(fmt.Sprintf(`(function () { var s = document.getElementById('slider'); s.value = %d; s.dispatchEvent(new Event('input')); s.dispatchEvent(new Event('change')); })()`, days), nil)
	}
	slide(13) // 12-05
	p.Until(`document.getElementById('list').textContent.indexOf('临时公告') < 0`)
	p.Until(frame + `.contentDocument.title.indexOf('临时公告') < 0`)
	slide(12)
	p.Until(`document.getElementById('list').textContent.indexOf('临时公告') > 0`)
	p.Eval(`document.querySelector('[data-frame=phone]').click()`, nil)
	var width float64
	p.Until(`document.querySelector('.device.phone') !== null`)
	p.Eval(frame+`.offsetWidth`, &width)
	if width != 360 {
		t.Errorf("a telephone is %v wide", width)
	}
}
