package law

import (
	"strconv"
	"strings"
	"testing"
)

func TestNumeralsBothWays(t *testing.T) {
	wide := strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９")
	placed := strings.NewReplacer("0", "〇", "1", "一", "2", "二", "3", "三", "4", "四", "5", "五", "6", "六", "7", "七", "8", "八", "9", "九")
	for n := 1; n <= 9999; n++ {
		arabic := strconv.Itoa(n)
		ways := []string{Numeral(n), strings.ReplaceAll(Numeral(n), "零", "〇"), arabic, wide.Replace(arabic), placed.Replace(arabic)}
		for _, written := range ways {
			if got, size := leadingNumber(written + "条"); got != n || size != len(written) {
				t.Fatalf("%d: %s is read as %d (%d bytes)", n, written, got, size)
			}
		}
	}
}

func TestNumeralsAsLawsWriteThem(t *testing.T) {
	for n, want := range map[int]string{
		1: "一", 10: "十", 11: "十一", 15: "十五", 20: "二十", 34: "三十四", 100: "一百", 101: "一百零一", 110: "一百一十", 115: "一百一十五",
		1000: "一千", 1001: "一千零一", 1010: "一千零一十", 1100: "一千一百", 1260: "一千二百六十", 9999: "九千九百九十九",
		0: "0", -1: "-1", 10000: "10000",
	} {
		if got := Numeral(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

func TestWhatIsNoNumber(t *testing.T) {
	for _, written := range []string{"", "条", "零", "0", "十十", "百", "二百五", "一百零", "三四十", "十百", "三十四五", "一十百", "10000", "１00000", "一〇〇〇〇", "两", "廿"} {
		if n, size := leadingNumber(written); n != 0 || size != 0 {
			t.Errorf("%q is read as %d (%d bytes)", written, n, size)
		}
	}
	// What goes on in another way of writing has no unit behind it.
	for _, written := range []string{"3十4", "九千5000", "三4"} {
		if _, size := leadingNumber(written); size == len(written) {
			t.Errorf("%q is read as one number", written)
		}
	}
	for written, want := range map[string]int{"一百十五": 115, "十": 10, "034": 34, "3４": 34, "一千零五十": 1050} {
		if n, _ := leadingNumber(written); n != want {
			t.Errorf("%q is read as %d, want %d", written, n, want)
		}
	}
}
