package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"daoyin/internal/problem"
)

// required is what every site file has.
const required = `name: 某县信访局（示例）
title: 指南
description: 示例。
address: https://www.example.gov.cn/
contact:
  network: {name: 网上, url: "https://www.example.gov.cn/"}
  post: {address: 示例}
  phone: {number: 示例}
  reception: {place: 示例, hours: 示例}
  progress: {how: 示例}
`

func TestWords(t *testing.T) {
	line := strings.Count(required, "\n") + 1
	for _, c := range []struct {
		written string
		want    []string
		told    []string // columns
	}{
		{"words: [永安市, 法律援助]\n", []string{"永安市", "法律援助"}, nil},
		{"words: 永安市\n", []string{"永安市"}, nil},
		{"words: [12345热线]\n", []string{"12345热线"}, nil},
		{"words:\n", []string{}, nil},
		{"words: 永安市 法律援助\n", nil, []string{"8"}},
		{"words: 永安市、法律援助\n", nil, []string{"8"}},
		{"words: [永安市, 市, 永安市人民政府信访局]\n", nil, []string{"14", "17"}},
		{"words: {永安市: 是}\n", nil, []string{"8"}},
	} {
		var problems problem.List
		s := ParseSettings("content/site.yaml", required+c.written, &problems)
		var told []string
		for _, p := range problems.Sorted() {
			told = append(told, strings.TrimPrefix(fmt.Sprintf("%d:%d", p.Line, p.Column), fmt.Sprintf("%d:", line)))
			if p.Code != "data-value" {
				t.Errorf("%s: %+v", c.written, p)
			}
		}
		if !slices.Equal(told, c.told) || c.told == nil && !slices.Equal(s.KeptWords(), c.want) {
			t.Errorf("%s: %q, told %q", c.written, s.KeptWords(), told)
		}
	}
}

// A character is found once on each line that has it, with its column in
// characters.
func TestFindInSettings(t *testing.T) {
	var problems problem.List
	text := strings.Replace(required, "name: 某县", "name: 㙍县", 1) + "sponsor: 甲乡㙍村㙍组\n"
	s := ParseSettings("content/site.yaml", text, &problems)
	got := fmt.Sprint(s.Find('㙍'), s.Find('𠮷'))
	if want := fmt.Sprint([]problem.Position{{File: "content/site.yaml", Line: 1, Column: 7}, {File: "content/site.yaml", Line: 11, Column: 12}},
		[]problem.Position{{File: "content/site.yaml"}}); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
