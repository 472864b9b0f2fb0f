package web

import (
	"regexp"
	"slices"
	"strconv"
	"testing"

	"daoyin/internal/qrcode"
)

// Read back row by row, the lines are the modules of the code.
func TestCodeIsDrawnAsItIs(t *testing.T) {
	const address = "https://www.example.gov.cn/xinfang/guides/zhao-shui/027867.html"
	want, err := qrcode.Modules(address)
	if err != nil {
		t.Fatal(err)
	}
	svg, err := code(address)
	if err != nil {
		t.Fatal(err)
	}
	got := make([][]bool, len(want))
	x, y := 0, 0
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		return n - qrcode.Quiet
	}
	for _, m := range regexp.MustCompile(`M(\d+) (\d+)\.5|h(\d+)|m(\d+) 0`).FindAllStringSubmatch(string(svg), -1) {
		switch {
		case m[1] != "":
			x, y = number(m[1]), number(m[2])
			got[y] = make([]bool, len(want))
		case m[3] != "":
			for n := number(m[3]) + qrcode.Quiet; n > 0; n-- {
				got[y][x] = true
				x++
			}
		default:
			x += number(m[4]) + qrcode.Quiet
		}
	}
	if !slices.EqualFunc(got, want, slices.Equal[[]bool]) {
		t.Errorf("another code:\n%s", svg)
	}
}
