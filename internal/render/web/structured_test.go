package web

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzAppendJSON holds what is written without encoding/json against it.
func FuzzAppendJSON(f *testing.F) {
	for _, text := range []string{"", "信访", `a"b\c/d`, "</script><b>&amp;", "\b\f\n\r\t\x00\x1f\x7f", "\u2027\u2028\u2029\u202a", "…“”"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			text = strings.ToValidUTF8(text, "?")
		}
		want, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := appendJSON(nil, text); string(got) != string(want) {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	})
}
