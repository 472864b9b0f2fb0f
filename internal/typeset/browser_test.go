package typeset_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"daoyin"
	"daoyin/internal/draw/drawtest"
	"daoyin/internal/font"
	"daoyin/internal/typeset"
)

// sample is a text and how wide its box is, in ems.
type sample struct {
	text  string
	width float64
	bold  bool
}

// samples are texts as bureaus write them: Chinese words, and between any two
// of them perhaps marks, figures or Latin. Quotation marks stand next to
// Chinese only: beside Latin, browsers break as in English, on neither side of
// them, and here a line may end before “ as everywhere else.
func samples(n int) []sample {
	words := strings.Fields(`信访人 对 处理意见 不服的 可以 自收到 之日起 内 请求 复查 复核 第三十四条 有权处理的机关 依法 登记 是/否 甲、乙 々 ー っ
		《信访工作条例》 “依法” ‘是’ 【例】 （含本数） “（双层）”处理 办理情况 第（六）项`)
	between := strings.Fields(`， 。 ； ： ？ ！ 、 …… —— · ～ → ℃ 30日 60日 〔2022〕11号 1,000元 95% 9:00—11:30 0571-12345678 12345 WPS A3 Hello e-mail a@b.cn
		5个工作日 ①提出 2026年11月22日 3～5人 and/or C++ (ok) [1] 100km/h ￥5 1.5倍`)
	random := rand.New(rand.NewPCG(1, 2))
	all := make([]sample, n)
	for i := range all {
		var b strings.Builder
		for range 2 + random.IntN(16) {
			word := words[random.IntN(len(words))]
			if random.IntN(2) == 0 {
				more := between[random.IntN(len(between))]
				if strings.ContainsAny(word, "“‘") && more[0] < 0x80 {
					more += "，"
				}
				if random.IntN(8) == 0 {
					more += " "
				}
				word = more + word
			}
			if strings.HasSuffix(b.String(), "”") || strings.HasSuffix(b.String(), "’") {
				word = "的" + word
			}
			b.WriteString(word)
		}
		all[i] = sample{b.String(), 5 + 20*random.Float64(), random.IntN(3) == 0}
	}
	return all
}

const (
	em      = 40.0 // pixels: large, so that rounding to pixels does not matter
	leading = 60
)

// browserLines returns how many lines a browser makes of each sample.
func browserLines(t *testing.T, all []sample) []int {
	t.Helper()
	browser := drawtest.Tool(t, "chromium")
	var page strings.Builder
	page.WriteString(`<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><style>`)
	for weight, name := range map[int]string{400: "Regular", 700: "Bold"} {
		ttf, err := daoyin.Files.ReadFile("static/fonts/NotoSansSC-" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&page, `@font-face{font-family:f;font-weight:%d;src:url(data:font/ttf;base64,%s)}`, weight, base64.StdEncoding.EncodeToString(ttf))
	}
	fmt.Fprintf(&page, `p{margin:0;font:%vpx/%dpx f;text-spacing-trim:space-all;text-autospace:no-autospace;line-break:strict;font-kerning:none;overflow-wrap:anywhere;text-rendering:geometricPrecision}b{display:block}</style>`, em, leading)
	for _, s := range all {
		weight := 400
		if s.bold {
			weight = 700
		}
		fmt.Fprintf(&page, `<p style="width:%.2fpx;font-weight:%d">%s</p>`, s.width*em, weight, html.EscapeString(s.text))
	}
	fmt.Fprintf(&page, `<script>
document.fonts.ready.then(function () {
  var lines = [].map.call(document.querySelectorAll('p'), function (p) { return Math.round(p.offsetHeight / %d) });
  document.body.textContent = 'lines' + JSON.stringify(lines);
});</script>`, leading)
	folder := t.TempDir()
	file := filepath.Join(folder, "page.html")
	if err := os.WriteFile(file, []byte(page.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 3*time.Minute)
	defer stop()
	out, err := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--virtual-time-budget=60000", "--user-data-dir="+filepath.Join(folder, "profile"), "--dump-dom", "file://"+file).Output()
	if err != nil {
		t.Fatal(err)
	}
	var lines []int
	m := regexp.MustCompile(`lines(\[[0-9,]+\])</body>`).FindSubmatch(out)
	if m == nil {
		t.Fatalf("the browser says %d bytes, without lines", len(out))
	}
	if err := json.Unmarshal(m[1], &lines); err != nil || len(lines) != len(all) {
		t.Fatal(err, len(lines))
	}
	return lines
}

// What a browser shows needs no more lines than were reckoned with: a box that
// is high enough here is high enough on a screen.
func TestNoFewerLinesThanABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	fonts, err := font.Carried(daoyin.Files)
	if err != nil {
		t.Fatal(err)
	}
	set := typeset.NewSetter(fonts, nil)
	all := samples(10000)
	theirs := browserLines(t, all)
	same, more, told := 0, 0, 0
	for i, s := range all {
		lines := set.Lines(s.text, typeset.Style{Size: em, Bold: s.bold}, s.width*em, typeset.Options{Fill: true, Split: true})
		switch ours := len(lines); {
		case ours == theirs[i]:
			same++
		case ours > theirs[i]:
			more++
		default:
			if told++; told <= 20 {
				var b strings.Builder
				for _, l := range lines {
					b.WriteString(l.Runes + "|")
				}
				t.Errorf("%.2f ems: %d lines, a browser makes %d of %s", s.width, ours, theirs[i], b.String())
			}
		}
	}
	t.Logf("%d alike, %d with more lines, %d with fewer", same, more, told)
}
