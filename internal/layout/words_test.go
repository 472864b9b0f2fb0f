package layout

import (
	"errors"
	"strings"
	"testing"

	"daoyin/internal/problem"
)

// view is what the layouts of these tests are given.
type view struct {
	Title string
	Page  *view
	List  []string
}

// Who looks after layouts need not know the engine's English; whoever does
// finds it behind.
func TestMistakesAreToldInWords(t *testing.T) {
	for body, want := range map[string]string{
		`{{.Title`:                                   "“{{”没有用“}}”结束",
		`{{.Title}{{end}}`:                           "“}}”只写了一半",
		`{{{.Title}}{{end}}`:                         "“{{”后面多了一个“{”",
		`{{if .Title}}a`:                             "{{end}} 结束（原文：unexpected EOF）",
		`{{nothing}}{{end}}`:                         "没有“nothing”这个函数",
		`{{end}}{{end}}`:                             "多了一个 {{end}}",
		`{{if .Title}}{{else}}{{else}}{{end}}`:       "多了一个 {{else}}",
		`{{if（.Title）}}{{end}}{{end}}`:               "不认识的符号“（”",
		`{{if eq .Title “甲”}}{{end}}{{end}}`:         "不认识的符号““",
		`{{if}}{{end}}{{end}}`:                       "“if”后面没有内容",
		`{{"a}}{{end}}`:                              "引号没有成对",
		`{{/* a {{end}}`:                             "注释没有",
		`{{(len .Title}}{{end}}`:                     "左括号",
		`{{$x}}{{end}}`:                              "变量“$x”",
		`{{break}}{{end}}`:                           "{{break}} 只能用在",
		`a{{end}}{{define "main"}}b{{end}}`:          "定义了两次",
		`{{end}}{{define main}}{{end}}`:              "“main”放得不对",
		`{{template "none"}}{{end}}`:                 "没有“none”这个版式",
		`{{.Titel}}{{end}}`:                          "没有“.Titel”这一项",
		`{{.Page.Title}}{{end}}`:                     "“.Title”，可是它前面的",
		`{{index .List 3}}{{end}}`:                   "函数“index”算不出来",
		`{{len .List 3}}{{end}}`:                     "函数“len”后面要写 1 个内容",
		`{{range .Page}}{{end}}{{end}}`:              "不是一个列表",
		`<a href={{if .Title}}"{{end}}>x</a>{{end}}`: "标签或者引号不成对",
		`<p title='{{.Title}}>{{end}}`:               "最后有一个标签或者引号没有结束",
		`<a {{end}}`:                                 "没有用“>”结束",
		`{{if lt .List 1}}{{end}}{{end}}`:            "函数“lt”",
	} {
		var problems problem.List
		s, err := Load("layouts/web", builtin, folder("guide.html", `{{define "main"}}`+body), &problems)
		if err != nil {
			t.Fatal(err)
		}
		what := ""
		if problems.Len() > 0 {
			what = problems.Sorted()[0].Message
		} else if _, err := s.Execute(nil, "guide", view{Title: "a"}); err != nil {
			bad, _ := errors.AsType[*Error](err)
			what = bad.What
		}
		if !strings.Contains(what, want) || !strings.Contains(what, "（原文：") {
			t.Errorf("%s\ngot  %s\nwant %s", body, what, want)
		}
	}
	if got := inWords("something new"); got != "版式里有一处写法不对（原文：something new）" {
		t.Error(got)
	}
}
