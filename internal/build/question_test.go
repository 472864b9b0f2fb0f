package build

import (
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

var (
	entrance = regexp.MustCompile(`<p class="begin"><a href="([^"]*)"`)
	outcome  = regexp.MustCompile(`<li><a href="([^"]*)"><b>([^<]*)</b><span>`)
	question = regexp.MustCompile(`^guides/zhao-shui/\d{6}\.html$`)
	heading  = regexp.MustCompile(`<h1>([^<]*)</h1>`)
	back     = regexp.MustCompile(`<p class="back"><a href="([^"]*)"`)
)

// walker follows links as a citizen does.
type walker struct {
	t     *testing.T
	files map[string][]byte
	at    string // path of the page
	id    string // the place in it
}

func (w *walker) follow(link string) {
	w.t.Helper()
	file, id, _ := strings.Cut(unescape(w.t, link), "#")
	from := w.at
	w.at, w.id = path.Join(path.Dir(w.at), file), id
	if w.files[w.at] == nil {
		w.t.Fatalf("%s: %s leads nowhere", from, link)
	}
}

func (w *walker) answer(label string) {
	w.t.Helper()
	for _, m := range outcome.FindAllSubmatch(w.files[w.at], -1) {
		if string(m[2]) == label {
			w.follow(string(m[1]))
			return
		}
	}
	w.t.Fatalf("%s: no answer %q", w.at, label)
}

// TestAnswersLeadToPlaces goes from the guide of the example site by its
// questions to where they lead, and back again.
func TestAnswersLeadToPlaces(t *testing.T) {
	files := tree(t, build(t, os.DirFS("../..")))
	for _, c := range []struct {
		answers []string
		place   string
	}{
		{[]string{"从这里开始", "解决自己的事", "用人单位", "拖欠农民工工资"}, "农民工讨工资"},
		{[]string{"从这里开始", "解决自己的事", "政府部门、乡镇", "不服处罚、许可等", "其他决定"}, "复议或者起诉"},
		{[]string{"从这里开始", "举报违法违纪", "不清楚"}, "先问一问"},
	} {
		w := &walker{t: t, files: files, at: "guides/zhao-shui.html"}
		w.follow(string(entrance.FindSubmatch(files[w.at])[1]))
		var been []string
		for _, a := range c.answers {
			been = append(been, w.at)
			w.answer(a)
		}
		page := string(files[w.at])
		if got := heading.FindStringSubmatch(page)[1]; got != c.place {
			t.Errorf("%v leads to %s", c.answers, got)
		}
		for _, a := range c.answers[1:] {
			if !strings.Contains(page, "<b>"+a+"</b>") {
				t.Errorf("%s does not tell the answer %s", c.place, a)
			}
		}
		for i := len(been) - 1; i >= 0; i-- {
			nth := strings.Index(page, `id="`+w.id+`"`) // the ways stand in the order of their places
			n := strings.Count(page[:max(nth, 0)], `class="via"`) - 1
			ways := back.FindAllStringSubmatch(page, -1)
			if n < 0 || n >= len(ways) {
				t.Fatalf("%s: no way back for #%s", w.at, w.id)
			}
			w.follow(ways[n][1])
			if w.at != been[i] {
				t.Fatalf("back leads to %s, want %s", w.at, been[i])
			}
			page = string(files[w.at])
		}
	}
}

// Every page of the questions can be reached from the first, and each is light
// enough to be there at once.
func TestEveryPlaceIsReachedAndLight(t *testing.T) {
	files := tree(t, build(t, os.DirFS("../..")))
	w := &walker{t: t, files: files, at: "guides/zhao-shui.html"}
	w.follow(string(entrance.FindSubmatch(files[w.at])[1]))
	reached := map[string]bool{}
	var visit func(at string)
	visit = func(at string) {
		if reached[at] {
			return
		}
		reached[at] = true
		for _, m := range outcome.FindAllSubmatch(files[at], -1) {
			w.at = at
			w.follow(string(m[1]))
			visit(w.at)
		}
	}
	visit(w.at)
	planned := 0
	for name, data := range files {
		if !question.MatchString(name) {
			continue
		}
		planned++
		if !reached[name] {
			t.Errorf("%s cannot be reached", name)
		}
		if n := compressed(data); n > guideBudget {
			t.Errorf("%s: %d bytes compressed", name, n)
		}
	}
	if planned < 30 || planned != len(reached) {
		t.Errorf("%d pages, %d reached", planned, len(reached))
	}
}
