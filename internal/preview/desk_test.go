package preview

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"daoyin"
	"daoyin/internal/playlist/browsertest"
)

// visit opens the desk at a place.
func (d *desktop) visit(b *browsertest.Browser, width, height int, place string) *browsertest.Page {
	d.t.Helper()
	p := b.Page(d.t, width, height)
	p.Open(d.home + "/_preview/#" + place)
	p.Until(`document.getElementById('list').children.length > 0 && document.getElementById('stage').firstChild !== null`)
	return p
}

// What the reader did to a page stays when it changes: what was opened, what was
// typed, where they are.
func TestWhatTheReaderDidStays(t *testing.T) {
	text := func(last string) string {
		return long("填表的地方。") + "\n" + strings.Repeat("结尾。\n\n", 40) + last + "\n"
	}
	d := begin(t, map[string]string{"content/faq/long.md": text("旧"),
		"layouts/web/faq.html": `{{define "main"}}<main><details id="d"><summary>问</summary>答</details><label>名 <input id="i"></label><input type="checkbox" id="c">{{.Body}}</main>{{end}}`})
	p := browsertest.Start(t).Page(t, 800, 600)
	p.Open(d.home + "/faq/long.html")
	p.Until(`document.getElementById('daoyin-preview') !== null`)
	p.Eval(`document.getElementById('d').open = true, document.getElementById('i').value = '写了一半', document.getElementById('c').checked = true, window.scrollTo(0, 650), 0`, nil)
	d.save("content/faq/long.md", text("新"))
	p.Until(`document.body.textContent.indexOf('新\n') > 0 || document.querySelector('main p:last-child').textContent === '新'`)
	var kept string
	p.Eval(`[document.getElementById('d').open, document.getElementById('i').value, document.getElementById('c').checked, window.scrollY].join()`, &kept)
	if kept != "true,写了一半,true,650" {
		t.Error(kept)
	}
}

// Another page that changed is one step away; the bar can be made small, stays
// so on the next page, and is not on paper.
func TestTheBar(t *testing.T) {
	d := begin(t, map[string]string{"content/faq/a.md": "---\ntitle: 甲\n---\n\n甲。\n", "content/faq/b.md": "---\ntitle: 乙\n---\n\n乙。\n"})
	p := browsertest.Start(t).Page(t, 360, 640)
	p.Open(d.home + "/faq/a.html")
	p.Until(`document.getElementById('daoyin-preview') !== null`)
	d.save("content/faq/b.md", "---\ntitle: 乙\n---\n\n乙，改了。\n")
	p.Until(`document.querySelector('#daoyin-preview a').textContent === '看改过的“乙”'`)
	p.Eval(`document.querySelector('#daoyin-preview a').click()`, nil)
	p.Until(`location.pathname === '/faq/b.html' && document.readyState === 'complete' && document.body.textContent.indexOf('改了') > 0`)
	p.Until(`document.querySelector('#daoyin-preview button[aria-label=缩到最小]') !== null`)
	p.Eval(`document.querySelector('#daoyin-preview button[aria-label=缩到最小]').click()`, nil)
	p.Until(`document.getElementById('daoyin-preview').offsetWidth < 70`)
	p.Open(d.home + "/faq/a.html")
	p.Until(`document.getElementById('daoyin-preview') !== null && document.getElementById('daoyin-preview').offsetWidth < 70`)
	// An error opens it, folded up it stays small.
	d.save("content/faq/b.md", "---\ntitel: 乙\n---\n")
	p.Until(`document.querySelector('[data-problem]') !== null`)
	var height float64
	p.Eval(`document.getElementById('daoyin-preview').offsetHeight`, &height)
	if height > 0.6*640+1 {
		t.Errorf("problems cover %v of 640 pixels", height)
	}
	p.Eval(`document.querySelector('#daoyin-preview [data-tool]').click()`, nil)
	p.Until(`document.querySelector('[data-problem]') === null && document.getElementById('daoyin-preview').offsetWidth < 70`)
	p.Eval(`window.dispatchEvent(new Event('beforeprint'))`, nil)
	p.Until(`document.getElementById('daoyin-preview').offsetHeight === 0`)
}

// The caret hangs right under its character, whatever the characters before it.
func TestTheCaretIsUnderItsCharacter(t *testing.T) {
	d := begin(t, map[string]string{"content/faq/a.md": "---\ntitle: 甲\n---\n\n甲。\n"})
	p := d.visit(browsertest.Start(t), 900, 700, "open=problems")
	for _, c := range []struct {
		line   string
		column int
		want   string
	}{{"title: 甲", 1, "t"}, {"登记，受理 → 登计", 9, "登"}, {"𠮷𠮷野家：x", 3, "野"}, {strings.Repeat("很长的一行，", 40) + "错", 241, "错"}, {"短", 5, " "}} {
		var got struct {
			Text   string
			Off    float64
			Below  bool
			Inside bool
		}
		p.Eval(fmt.Sprintf(`(function () {
			var item = daoyinProblem.show({file: 'a', line: 1, column: %d, code: 'x', message: 'm', hint: '', excerpt: %q, error: true}), stage = document.getElementById('stage');
			stage.appendChild(item);
			var mark = item.querySelector('pre span'), caret = mark.querySelector('span'), a = mark.getBoundingClientRect(), b = caret.getBoundingClientRect(), c = item.getBoundingClientRect();
			return {Text: mark.firstChild.nodeValue, Off: Math.abs((a.left + a.right - b.left - b.right) / 2), Below: b.bottom > a.bottom && b.top < a.bottom + 6, Inside: b.right < c.right};
		})()`, c.column, c.line), &got)
		if got.Text != c.want || got.Off > 1 || !got.Below || !got.Inside {
			t.Errorf("%s %d: %+v", c.line, c.column, got)
		}
	}
}

func TestTheDeskFindsAndRemembers(t *testing.T) {
	d := begin(t, map[string]string{"content/faq/a.md": "---\ntitle: 怎么写信\n---\n\n甲。\n", "content/faq/b.md": "---\ntitle: 怎么来访\n---\n\n乙。\n",
		"content/notices/n.md":   "---\ntitle: 放假通知\ndate: 2026-11-01\n---\n\n内容。\n",
		"content/guides/good.md": "---\ntitle: 好的指南\napproved: {by: 法规科（示例）, on: 2026-11-20}\n---\n\n## 怎么办\n\n依据《信访工作条例》第三十四条办理。\n"})
	b := browsertest.Start(t)
	p := d.visit(b, 1366, 768, "open=faq/a.html")
	p.Until(`document.title === '怎么写信 - 工作台' && document.querySelector('nav a[aria-current]').textContent === '怎么写信'`)
	find := func(words, want string) {
		t.Helper()
		p.Eval(fmt.Sprintf(`(function () { var s = document.getElementById('search'); s.value = %q; s.dispatchEvent(new Event('input')); })()`, words), nil)
		var got string
		p.Eval(`[].map.call(document.querySelectorAll('#list ul a .text'), function (a) { return a.textContent; }).join()`, &got)
		if got != want {
			t.Errorf("%q finds %q, want %q", words, got, want)
		}
	}
	find("怎么", "怎么写信,怎么来访")
	find("怎么 来访", "怎么来访")
	find("FAQ/B", "怎么来访")     // the name of the file
	find("notices/n", "放假通知") // and the folder
	find("没有这个", "")
	p.Until(`document.getElementById('list').textContent.indexOf('没有找到“没有这个”') >= 0`)
	// By keys alone: / to search, down, Enter.
	p.Eval(`document.activeElement.blur()`, nil)
	key := func(name string) {
		p.Call("Input.dispatchKeyEvent", map[string]any{"type": "keyDown", "key": name, "text": map[string]string{"/": "/", "Enter": "\r"}[name], "windowsVirtualKeyCode": map[string]int{"ArrowDown": 40, "Enter": 13, "/": 191}[name]}, nil)
		p.Call("Input.dispatchKeyEvent", map[string]any{"type": "keyUp", "key": name}, nil)
	}
	key("/")
	p.Until(`document.activeElement.id === 'search'`)
	find("怎么", "怎么写信,怎么来访")
	for range 3 { // the section, its first page, its second
		key("ArrowDown")
	}
	key("Enter")
	p.Until(`document.title === '怎么来访 - 工作台'`)
	// A link in the frame takes the desk along.
	p.Until(`document.querySelector('.device iframe').contentDocument.title.indexOf('怎么来访') === 0`)
	p.Eval(`document.querySelector('.device iframe').contentDocument.querySelector('a[href$="notices.html"]').click()`, nil)
	p.Until(`location.hash === '#open=notices.html'`)
	// One to a print shows it as a print.
	p.Eval(`(function () { var doc = document.querySelector('.device iframe').contentDocument, a = doc.createElement('a'); a.href = '/posters/good-leaflet.pdf'; doc.body.appendChild(a); a.click(); })()`, nil)
	p.Until(`document.title === '好的指南：折页 - 工作台' && document.querySelector('#stage.sheet') !== null && !document.getElementById('download').hidden`)
	// The address alone brings a colleague to the same place.
	var address string
	p.Eval(`location.hash = 'open=notices/n.html&day=2026-12-05&frame=phone', location.href`, &address)
	other := b.Page(t, 1366, 768)
	other.Open(address)
	other.Until(`document.title === '放假通知 - 工作台' && document.querySelector('.device.phone iframe') !== null && !document.getElementById('other').hidden`)
	other.Until(`document.getElementById('othertext').textContent.indexOf('2026年12月5日 星期六') > 0`)
	other.Eval(`document.getElementById('today').click()`, nil)
	other.Until(`document.getElementById('other').hidden && location.hash === '#open=notices/n.html&frame=phone'`)
}

// Paper and large type are what browsers make of the page.
func TestPaperAndLargeTypeDiffer(t *testing.T) {
	base, err := daoyin.Files.ReadFile("static/css/base.css")
	if err != nil {
		t.Fatal(err)
	}
	d := begin(t, map[string]string{"content/faq/a.md": "---\ntitle: 怎么写信\n---\n\n甲。\n\n## 二\n\n乙。\n",
		"static/css/base.css": string(base) + "@media print{main p{color:rgb(9,8,7)}}@media screen{main p{color:rgb(1,2,3)}}"})
	p := d.visit(browsertest.Start(t), 1366, 768, "open=faq/a.html&frame=phone")
	const inside = `document.querySelector('.device iframe').contentDocument`
	loaded := func(kind string) {
		t.Helper()
		p.Until(fmt.Sprintf(`document.querySelector('.device.%s iframe') !== null && %s.querySelector('main') !== null && %[2]s.readyState === 'complete'`, kind, inside))
	}
	style := func(of, name string) (value string) {
		t.Helper()
		p.Eval(fmt.Sprintf(`getComputedStyle(%s.querySelector(%q))[%q]`, inside, of, name), &value)
		return value
	}
	loaded("phone")
	small, nav := style("main p", "fontSize"), style("nav.main", "display")
	p.Eval(`document.querySelector('[data-frame=big]').click()`, nil)
	loaded("big")
	p.Until(inside + `.documentElement.getAttribute('data-dressed') === 'big'`)
	if large := style("main p", "fontSize"); small != "18px" || large != "36px" {
		t.Errorf("%s becomes %s", small, large)
	}
	p.Eval(`document.querySelector('[data-frame=print]').click()`, nil)
	loaded("print")
	p.Until(inside + `.documentElement.getAttribute('data-dressed') === 'print'`)
	if nav == "none" || style("nav.main", "display") != "none" || style("header.site", "backgroundColor") != "rgba(0, 0, 0, 0)" {
		t.Errorf("the navigation is %s, on paper %s; the head is %s", nav, style("nav.main", "display"), style("header.site", "backgroundColor"))
	}
	// What browsers print is what the frame shows.
	var onPaper string
	shown := style("main p", "fontSize") + style("main p", "lineHeight") + style("main p", "color")
	p.Open(d.home + "/faq/a.html")
	p.Call("Emulation.setEmulatedMedia", map[string]any{"media": "print"}, nil)
	p.Eval(`(function () { var s = getComputedStyle(document.querySelector('main p')); return s.fontSize + s.lineHeight + s.color; })()`, &onPaper)
	if onPaper != shown {
		t.Errorf("the frame shows %s, paper has %s", shown, onPaper)
	}
}

func TestScreensArePlayedOnTheDesk(t *testing.T) {
	d := begin(t, lobby)
	p := d.visit(browsertest.Start(t), 1366, 768, "open=screens/hall/preview.html&day=2026-12-04&time=09:00")
	slide := func(title string) {
		t.Helper()
		p.Until(fmt.Sprintf(`document.querySelector('.said-now').textContent.indexOf('：%s，') > 0`, title))
		// the player itself shows it, not only the words
		p.Until(`(function () {
			var set = document.querySelectorAll('.slides button'), doc = document.querySelector('.panel iframe').contentDocument, number = document.querySelector('.panel iframe').getAttribute('data-slide');
			var seen = [].filter.call(doc.querySelectorAll('img[data-slide]'), function (i) { return i.style.visibility === 'visible' && i.style.zIndex === '2'; });
			return number >= 0 && seen.length > 0 && set[number].getAttribute('aria-current') === 'true' && (window.before !== seen[0].getAttribute('data-slide'));
		})()`)
	}
	click := func(what string) { p.Eval(`document.querySelector('`+what+`').click()`, nil) }
	p.Until(`document.querySelectorAll('.slides button').length === 3`)
	click(".pause")
	click(".slides button")
	slide("宪法日")
	click(".after")
	slide("您慢慢说")
	click(".after")
	slide("请带身份证")
	click(".before")
	slide("您慢慢说")
	var one, two float64
	const clock = `document.querySelector('.panel iframe').contentWindow.daoyinClock.now()`
	p.Eval(clock, &one)
	time.Sleep(300 * time.Millisecond)
	if p.Eval(clock, &two); one != two {
		t.Errorf("a stopped clock goes on %v ms", two-one)
	}
	click(".pause")
	p.Until(clock + fmt.Sprintf(` > %f`, one))
	// Its own pixels, all of them seen where there is room.
	click("[data-size=true]")
	var size string
	p.Eval(`(function () { var f = document.querySelector('.panel iframe'), r = f.getBoundingClientRect(); return [f.offsetWidth, f.offsetHeight, r.width, r.height].join(); })()`, &size)
	if size != "384,192,384,192" {
		t.Errorf("true pixels: %s", size)
	}
	// Another day plays other slides, another time none.
	p.Eval(`location.hash = 'open=screens/hall/preview.html&day=2026-12-05&time=09:00'`, nil)
	p.Until(`document.querySelectorAll('.slides button:disabled').length === 1 && document.querySelector('.said-now').textContent.indexOf('共 2 屏') > 0`)
	p.Eval(`location.hash = 'open=screens/hall/preview.html&day=2026-12-05&time=20:00'`, nil)
	p.Until(`document.querySelector('.said-now').textContent.indexOf('屏是关的') > 0`)
	click(".opened")
	p.Until(`location.hash.indexOf('day=2026-12-06&time=08') > 0 && document.querySelector('.said-now').textContent.indexOf('共 2 屏') > 0`)
	// What is saved is played.
	d.save("content/screens/messages.yaml", strings.Replace(lobby["content/screens/messages.yaml"], "您慢慢说", "请您坐下说", 1))
	p.Until(`document.querySelector('.slides').textContent.indexOf('请您坐下说') > 0`)
	p.Eval(`location.hash = 'open=screens/door/preview.html'`, nil)
	p.Until(`document.querySelector('.controls').textContent.indexOf('512×32') > 0 && document.querySelector('.controls').textContent.indexOf('控制卡') > 0`)
}

// A telephone in the same network is let in by the token in the address, sees
// all, and opens nothing on the machine.
func TestATelephoneLooksOn(t *testing.T) {
	d := begin(t, map[string]string{"content/faq/a.md": "---\ntitle: 甲\n---\n\n甲。\n"})
	host := neighbourly(t)
	listener, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
	if err != nil {
		t.Skip(err)
	}
	server := &http.Server{Handler: d.server}
	d.server.opts.Token, d.server.opts.Hosts = "TOKEN", []string{host}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	home := "http://" + listener.Addr().String()
	p := browsertest.Start(t).Page(t, 360, 640)
	p.Call("Emulation.setTouchEmulationEnabled", map[string]any{"enabled": true}, nil)
	p.Call("Emulation.setDeviceMetricsOverride", map[string]any{"width": 360, "height": 640, "deviceScaleFactor": 3, "mobile": true}, nil)
	p.Open(home + "/_preview/")
	p.Until(`document.body.textContent.indexOf('这里只给本机看') >= 0`)
	p.Open(home + "/_preview/in/TOKEN")
	p.Until(`location.pathname === '/' && document.getElementById('daoyin-preview') !== null`)
	var script string
	if p.Eval(`document.cookie`, &script); script != "" {
		t.Errorf("scripts can read the cookie: %s", script)
	}
	p.Open(home + "/_preview/")
	p.Until(`document.getElementById('list').children.length > 0`)
	p.Eval(`[].filter.call(document.querySelectorAll('nav button'), function (b) { return b.getAttribute('data-section') === '问答' && b.getAttribute('aria-expanded') === 'false'; }).forEach(function (b) { b.click(); })`, nil)
	p.Eval(`document.querySelector('nav a[title="faq/a.html"]').click()`, nil)
	p.Until(`getComputedStyle(document.querySelector('.content')).display !== 'none' && document.querySelector('.device iframe').contentDocument.title.indexOf('甲') === 0`)
	var wide float64
	if p.Eval(`document.documentElement.scrollWidth`, &wide); wide > 360 {
		t.Errorf("the desk is %v wide on a telephone", wide)
	}
	var small string
	p.Eval(`[].filter.call(document.querySelectorAll('button, .links a, nav a'), function (e) { var r = e.getBoundingClientRect(); return r.height && r.height < 43.5; }).map(function (e) { return e.textContent + e.offsetHeight; }).join()`, &small)
	if small != "" {
		t.Errorf("too small to touch: %s", small)
	}
	var code float64
	p.Eval(`fetch('/_preview/open?file=content/faq/a.md', {method: 'POST', headers: {'X-Daoyin': 'preview'}}).then(function (r) { return r.status; })`, &code)
	var offered bool
	p.Eval(`!document.getElementById('edit').hidden`, &offered)
	if code != http.StatusForbidden || offered || len(d.opened) > 0 {
		t.Errorf("a telephone opens files: %v, offered: %v", code, offered)
	}
	d.save("content/faq/a.md", "---\ntitle: 甲\n---\n\n改了。\n")
	p.Until(`document.querySelector('.device iframe').contentDocument.body.textContent.indexOf('改了') > 0`)
}

// neighbourly returns an address of this machine that others could call it by.
func neighbourly(t *testing.T) string {
	t.Helper()
	all, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && n.IP.To4() != nil && !n.IP.IsLoopback() {
			return n.IP.String()
		}
	}
	t.Skip("NOT TESTED: this machine has no network")
	return ""
}

func TestTheDeskComparesWithWhatIsPublished(t *testing.T) {
	d := begin(t, map[string]string{"content/faq/a.md": "---\ntitle: 甲\n---\n\n甲。\n"})
	b := browsertest.Start(t)
	says := func(words string) {
		t.Helper()
		p := d.visit(b, 1366, 768, "open=compare")
		p.Until(fmt.Sprintf(`document.getElementById('stage').textContent.indexOf(%q) >= 0`, words))
	}
	says("还没有生成过")
	d.publish()
	says("和已经生成的一样")
	d.save("content/faq/a.md", "---\ntitle: 甲\n---\n\n改了。\n")
	d.until("the change", func() bool { _, text := d.get("/faq/a.html"); return strings.Contains(text, "改了") })
	says("faq/a.html")
}

// BenchmarkDesk is what a desk that is open asks after a save, when it has the
// list already and when it has not; and the list of another day, for which the
// site is taken anew.
func BenchmarkDesk(b *testing.B) {
	files := map[string]string{}
	for i := range 10000 {
		files[fmt.Sprintf("content/%s/p%d.md", []string{"guides", "faq", "notices"}[i%3], i)] = fmt.Sprintf("---\ntitle: 第%d个页面\ndate: 2026-%02d-%02d\n---\n\n正文。\n", i, 1+i%10, 1+i%28)
	}
	d := begin(b, files)
	_, text := d.get("/_preview/desk.json")
	sum := text[strings.LastIndex(text, `"sum":"`)+len(`"sum":"`):][:16]
	for name, path := range map[string]string{"nothing new": "/_preview/desk.json?have=" + sum, "all": "/_preview/desk.json"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, text = d.get(path)
			}
			b.ReportMetric(float64(len(text)), "bytes")
		})
	}
	b.Run("another day", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			d.get(fmt.Sprintf("/_preview/desk.json?at=2027-%02d-%02d", 1+i/28%12, 1+i%28))
		}
	})
}
