package build

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"daoyin/internal/content"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

// guideBudget is what arrives in the first flight of a new connection (ten
// segments): a guide of that size is there at once, also on a slow line.
const guideBudget = 14 * 1024

// surelyLight is how much smaller than its HTML a page is at least when
// compressed; pages that cannot be too heavy are not compressed to find out.
const surelyLight = 2

// weigh tells of a guide that is too heavy for an old phone, and of its
// heaviest parts.
func weigh(e *plan.Entry, html []byte, budgets content.Budgets, problems *problem.List) {
	budget := cmp.Or(budgets.Guide, guideBudget)
	if e.Kind != plan.Guide || len(html) <= budget*surelyLight {
		return
	}
	whole := compressed(html)
	if whole <= budget {
		return
	}
	problems.Error("page-weight", problem.Position{File: e.Source},
		fmt.Sprintf("页面太重：压缩后 %.1f KB，最多 %.1f KB", math.Ceil(kilo(whole)*10)/10, kilo(budget)),
		"最重的部分："+heaviest(html, whole)+"。请把文字写短，或者分成两页；路线图的步骤、说明、依据多了也会变重。")
}

var parts = []struct {
	name string
	part *regexp.Regexp
}{
	{"样式", regexp.MustCompile(`(?s)<style>.*?</style>`)},
	{"路线图", regexp.MustCompile(`(?s)<section class="flow.*?</section>`)},
	{"表格", regexp.MustCompile(`(?s)<table>.*?</table>`)},
}

// heaviest returns the three parts without which the page would be lightest.
func heaviest(html []byte, whole int) string {
	type weight struct {
		name string
		size int
	}
	var all []weight
	rest := whole
	for _, p := range parts {
		w := weight{p.name, whole - compressed(p.part.ReplaceAll(html, nil))}
		rest -= w.size
		all = append(all, w)
	}
	all = append(all, weight{"其余文字和页眉页脚", rest})
	slices.SortStableFunc(all, func(a, b weight) int { return cmp.Compare(b.size, a.size) })
	var words []string
	for _, w := range all[:3] {
		if w.size > 0 {
			words = append(words, fmt.Sprintf("%s %.1f KB", w.name, kilo(w.size)))
		}
	}
	return strings.Join(words, "、")
}

func kilo(n int) float64 { return float64(n) / 1024 }

// compressed returns the size of data as a server sends it. Writing to memory
// cannot fail.
func compressed(data []byte) int {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return len(data)
	}
	if _, err := z.Write(data); err != nil {
		return len(data)
	}
	if err := z.Close(); err != nil {
		return len(data)
	}
	return out.Len()
}
