package compact

import (
	"bytes"
	"html/template"
	"regexp"
	"slices"
	"strings"
	"testing"
	texttemplate "text/template"
	"text/template/parse"
)

func TestTemplate(t *testing.T) {
	check(t, Template, map[string]string{
		"":                              "",
		"<p>{{.A}} <b>x</b> {{.B}}</p>": "<p>{{.A}} <b>x</b> {{.B}}</p>",
		"<p>  {{.A}}  {{.B}}\n</p>":     "<p>{{.A}} {{.B}}</p>",
		"<p> {{- .A -}} <b>x</b></p>":   "<p>{{.A}}<b>x</b></p>",
		"a {{/* c */}} b{{- /* <d it's */ -}} <p>":                                                               "a b<p>",
		"<ul>\n{{range .X}}\n <li>{{.}}</li>\n {{else}} <li>none</li>{{end}} </ul>":                              "<ul>{{range .X}}<li>{{.}}</li>{{else}}<li>none</li>{{end}}</ul>",
		"<tr>{{range .X}} <td>{{.}}</td> {{end}} </tr>":                                                          "<tr>{{range .X}}<td>{{.}}</td>{{end}}</tr>",
		"<select>{{range .X}} <option value=\"{{.}}\"  {{if .S}}selected{{end}}>{{.}}</option> {{end}}</select>": "<select>{{range .X}}<option value=\"{{.}}\" {{if .S}}selected{{end}}>{{.}}</option>{{end}}</select>",
		"<a class=\"a {{if .A}}b  {{end}}\"  href='{{.H}}' >x</a>":                                               "<a class=\"a {{if .A}}b  {{end}}\" href='{{.H}}'>x</a>",
		"<a href={{.H}}  {{if gt .A 1}}class=\"x\"{{end}}>y</a>":                                                 "<a href={{.H}} {{if gt .A 1}}class=\"x\"{{end}}>y</a>",
		"<a {{if .A}} href=\"x >\" {{else}} id=y {{end}} >  y</a>":                                               "<a {{if .A}} href=\"x >\" {{else}} id=y {{end}}> y</a>",
		"<div{{if .A}} class=\"x\"{{end}}> y </div>":                                                             "<div{{if .A}} class=\"x\"{{end}}>y</div>",
		"<h{{.Level}}  id=x> y </h{{.Level}}>":                                                                   "<h{{.Level}} id=x> y </h{{.Level}}>",
		"<p>{{if .A}} b {{else if .C}} d {{else}} e {{end}} f</p>":                                               "<p>{{if .A}}b {{else}}{{if .C}}d {{else}}e {{end}}{{end}}f</p>",
		"<p>x {{with .A}} {{.}} {{end}} y</p>":                                                                   "<p>x {{with .A}}{{.}} {{end}}y</p>",
		"<p>{{range .X}} <b>{{.}}</b> {{if .}}{{break}}{{end}} {{end}} y":                                        "<p>{{range .X}} <b>{{.}}</b> {{if .}}{{break}}{{end}} {{end}} y",
		"<textarea> {{.A}}  x </textarea> <pre> {{.A}}  x </pre> <title> {{.T}}  x </title>":                     "<textarea> {{.A}}  x </textarea><pre> {{.A}}  x </pre><title> {{.T}}  x </title>",
		"<p>&#123;&#123; x }}</p>":                                                                               "<p>&#123;&#123; x }}</p>",
		"<p> <!-- a --> {{.A}} <!-- {{.B}}  -->":                                                                 "<p>{{.A}} <!-- {{.B}}  -->",
		"{ {{- .A}}":                                                                                             "{ {{- .A}}",
		"{ {{- /* c */ -}} {x":                                                                                   "{ {{- /**/ -}} {x",
		"{<!-- a -->{ x":                                                                                         "{<!-- a -->{ x",
		"<script> var a = {{.A}};  var b = \"x  y\"; // c\n d</script> <script> var e = 1; </script>":            "<script> var a = {{.A}};  var b = \"x  y\"; // c\n d</script> <script>var e=1</script>",
		"<style> a { color: {{.C}} } </style> <style> a { b : c } </style>":                                      "<style> a { color: {{.C}} } </style> <style>a{b:c}</style>",
		"<script type=\"{{.T}}\"> var a = 1; </script>":                                                          "<script type=\"{{.T}}\"> var a = 1; </script>",
		"<svg viewBox=\"0 0 {{.W}} 1\"> <g> <path d=\"\"/> {{.In}} </g> <text> {{.A}}  b</text> </svg> x":        "<svg viewBox=\"0 0 {{.W}} 1\"><g><path d=\"\"/>{{.In}}</g><text> {{.A}}  b</text></svg> x",

		"{{define \"b\"}} <p> x </p> {{end}}\n\n{{define \"a\"}} x  y {{end}}\n": "{{define \"a\"}} x  y {{end}}{{define \"b\"}}<p>x</p>{{end}}",
		"{{block \"main\" .}} <p> x </p> {{end}}":                                "{{template \"main\" .}}{{define \"main\"}}<p>x</p>{{end}}",
		"{{define \"x\"}}<!-- shows nothing -->{{end}}":                          "{{define \"x\"}}{{\"\"}}{{end}}",
		"{{define \"x\"}}{{end}}":                                                "{{define \"x\"}}{{end}}",
		"<pre>{{template \"c\"}}</pre>{{define \"c\"}} <b> x </b> {{template \"d\"}}{{end}}{{define \"d\"}} <p> {{end}}": "<pre>{{template \"c\"}}</pre>{{define \"c\"}} <b> x </b> {{template \"d\"}}{{end}}{{define \"d\"}} <p> {{end}}",

		// What cannot be followed is not touched.
		"<p>  <a {{if .A}}title=\"{{else}}title='{{end}}x\">":               "<p>  <a {{if .A}}title=\"{{else}}title='{{end}}x\">",
		"<p>  {{if .A}}<pre>{{end}}  x  {{if .A}}</pre>{{end}}":             "<p>  {{if .A}}<pre>{{end}}  x  {{if .A}}</pre>{{end}}",
		"<p>  <{{.Tag}}>  x  </{{.Tag}}>":                                   "<p>  <{{.Tag}}>  x  </{{.Tag}}>",
		"<p>  {{define \"open\"}}<pre>{{end}}{{template \"open\"}}  </pre>": "<p>  {{define \"open\"}}<pre>{{end}}{{template \"open\"}}  </pre>",
		"<p>  <p{{.Rest}}>  x":                                              "<p>  <p{{.Rest}}>  x",
	})
	for _, broken := range []string{"{{", "{{if .A}}", "{{end}}", "{{/* ", "{{.A"} {
		if _, err := Template([]byte(broken)); err == nil {
			t.Errorf("%q: no error", broken)
		}
	}
}

// sitePage is a page as a site would have it, for realistic templates.
type sitePage struct {
	Title, Lead, Path, Kind string
	Level                   int
	Current, Urgent         bool
	Steps                   []sitePage
	Tags                    []string
	Body                    template.HTML
	Note                    *sitePage
}

func sitePages() []sitePage {
	step := sitePage{Title: "登记", Lead: "15日内  告知", Path: "a b.html", Kind: "step", Level: 3, Tags: []string{"来信", "来访"}}
	full := sitePage{
		Title: "信访事项 <办理> 路线图", Lead: "谁来办、\n 多少天", Path: "guides/luxian.html", Kind: "guide", Level: 2, Current: true, Urgent: true,
		Steps: []sitePage{step, {Title: "受理", Kind: "end", Current: true, Note: &step}, step},
		Tags:  []string{"复查", "复核"}, Body: "<p>正文 <b>一</b> 二</p>\n\n<pre>  a\n  b</pre>", Note: &step,
	}
	return []sitePage{{}, step, full}
}

var realistic = map[string]string{
	"document": `<!DOCTYPE html>
<html lang="zh-CN"{{if .Urgent}} class="urgent"{{end}}>
<head>
  <meta charset="utf-8">
  <meta name="description" content="{{.Lead}}">
  <title>{{.Title}} - 信访局</title>
  {{- if .Current}}
  <link rel="canonical" href="{{.Path}}">
  {{- end}}
  <style>
    body { margin : 0 }
    .step { color: {{if .Urgent}}red{{else}}black{{end}}; }
  </style>
  <style>
    a > b { color : #ff0000 }
  </style>
</head>
<body>
  <!-- the header -->
  <header>
    <h1>{{.Title}}</h1>
    <p>{{.Lead}} <small>（{{.Kind}}）</small> {{range .Tags}} <a href="tags/{{.}}.html" title="{{.}}  x">{{.}}</a> {{end}} 共{{len .Tags}}个</p>
  </header>
  {{template "steps" .}}
  {{.Body}}
  <script>
    var level = {{.Level}}; // a comment
    var title = {{.Title}};
  </script>
  <script>
    var x = { a : 1 };
  </script>
</body>
</html>
{{define "steps"}}
  <ol class="route">
    {{range $i, $s := .Steps}}
    <li class="step {{.Kind}}{{if .Current}} current{{end}}" id="s{{$i}}">
      <h{{if eq .Level 3}}3{{else}}2{{end}}> {{$i}} {{.Title}} </h{{if eq .Level 3}}3{{else}}2{{end}}>
      {{with .Note}} <p> 说明： {{.Lead}} <i></i> </p> {{end}}
      {{if .Tags}} <ul> {{range .Tags}} <li>{{.}}</li> {{end}} </ul> {{else}} 没有 <b>标签</b> {{end}}
    </li>
    {{else}}
    <li> 没有步骤 </li>
    {{end}}
  </ol>
{{end}}`,
	"form": `<form  action="{{.Path}}"   method='get'>
  <label> 查 <input name=q value="{{.Title}}" {{if .Urgent}}autofocus{{end}}> </label>
  <select name="k">
    {{range .Tags}}
      <option value="{{.}}"{{if eq . "复核"}} selected{{end}}> {{.}} </option>
    {{end}}
  </select>
  <textarea>
  {{.Lead}}
  </textarea>
  <input type="checkbox" value=""> {{if .Current}} 是 {{else}} 否 {{end}} <button>  找  </button>
</form>`,
	"inline": `<p>{{.Title}} <b>{{.Kind}}</b> {{.Lead}}{{if .Urgent}} <em>急</em>{{end}} {{if .Current}}<i>今</i> {{end}}<span>{{.Level}}</span>
{{- range .Tags}} {{.}}、{{end -}} 完 </p> 尾 {{/* c */}} 巴 <img src="{{.Path}}"> <img src="{{.Path}}">
<pre>{{range .Tags}}
  {{.}}
{{end}}</pre> <table> <tr> {{range .Tags}} <td> {{.}} </td> {{end}} </tr> </table>`,
	"drawing": `<figure> <svg viewBox="0 0 {{.Level}} 10" role="img">
  <title>{{.Title}}</title>
  {{range $i, $t := .Tags}}
  <g class="box"> <rect x="{{$i}}" width="1"/> <text> {{$t}} <tspan>a</tspan> <tspan>b</tspan> </text> </g>
  {{end}}
</svg> <figcaption> {{.Lead}} </figcaption> </figure>`,
}

func execute(t *testing.T, src []byte, page sitePage) []byte {
	t.Helper()
	tmpl, err := template.New("").Parse(string(src))
	if err != nil {
		t.Fatalf("%v\n%s", err, src)
	}
	var out bytes.Buffer
	if err := tmpl.Execute(&out, page); err != nil {
		t.Fatalf("%v\n%s", err, src)
	}
	return out.Bytes()
}

var (
	hidden   = regexp.MustCompile(`(?s)<!--.*?-->|<script.*?</script>|<style.*?</style>`)
	blockTag = regexp.MustCompile(`(?i)</?(html|head|body|title|header|h[1-6]|p|ol|ul|li|form|option|pre|table|tr|td|tbody|figure|figcaption|br)\b[^>]*>`)
	otherTag = regexp.MustCompile(`<[^>]*>`)
)

// visibleText is the text of a page, a line for each block.
func visibleText(page []byte) []string {
	text := hidden.ReplaceAll(page, nil)
	text = blockTag.ReplaceAll(text, []byte("\x00"))
	text = otherTag.ReplaceAll(text, nil)
	var lines []string
	for line := range strings.SplitSeq(string(text), "\x00") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func TestMinifiedTemplateMakesTheSamePages(t *testing.T) {
	for name, src := range realistic {
		small, err := Template([]byte(src))
		if err != nil {
			t.Fatal(err)
		}
		if len(small) >= len(src) {
			t.Errorf("%s: %d bytes became %d", name, len(src), len(small))
		}
		for i, data := range sitePages() {
			plain := execute(t, []byte(src), data)
			got := execute(t, small, data)
			if before, after, same := sameShown(plain, got); !same {
				t.Errorf("%s, page %d:\n%s\nbecame\n%s", name, i, before, after)
			}
			minified, err := HTML(plain)
			if err != nil {
				t.Fatal(err)
			}
			if before, after, same := sameShown(minified, got); !same {
				t.Errorf("%s, page %d, minified after or before:\n%s\n%s", name, i, before, after)
			}
			if a, b := visibleText(plain), visibleText(got); !slices.Equal(a, b) {
				t.Errorf("%s, page %d: text\n%q\nbecame\n%q", name, i, a, b)
			}
		}
	}
}

// actions lists everything of a template but its text.
func actions(list *parse.ListNode) []string {
	var found []string
	eachNode(list, func(n parse.Node) {
		if b := branchOf(n); b != nil {
			found = append(found, b.Pipe.String())
		} else if _, isText := n.(*parse.TextNode); !isText && n.String() != `{{""}}` {
			found = append(found, n.String())
		}
	})
	return found
}

func trees(t *testing.T, src []byte) map[string]*parse.Tree {
	t.Helper()
	all := map[string]*parse.Tree{}
	parser := parse.New("root")
	parser.Mode = parse.SkipFuncCheck
	if _, err := parser.Parse(string(src), "", "", all); err != nil {
		t.Fatalf("%q: %v", src, err)
	}
	return all
}

func FuzzTemplate(f *testing.F) {
	for _, src := range realistic {
		f.Add(src)
	}
	f.Add("{{define \"a\"}} {{end}}<p {{if .}}a=\"{{.}}\"{{end}}> { {{- . -}} } {{/* c */}}<pre> </pre><!-- {{.}} -->")
	f.Add("<h{{1}}> </h{{1}}><script>{{.}}</script>{{range .}} {{break}} {{else}} <a {{.}}={{.}} b='{{.}}'> {{end}}")
	f.Fuzz(func(t *testing.T, src string) {
		small, err := Template([]byte(src))
		if err != nil {
			return
		}
		again, err := Template(small)
		if err != nil || !bytes.Equal(small, again) {
			t.Errorf("%q gives %q, and that %q %v", src, small, again, err)
		}
		if strings.Contains(src, `"root"`) {
			return // the name that trees gives to the file
		}
		before, after := trees(t, []byte(src)), trees(t, small)
		for name, tree := range before {
			other := after[name]
			if other == nil {
				t.Fatalf("%q: %q is lost in %q", src, name, small)
			}
			if a, b := actions(tree.Root), actions(other.Root); !slices.Equal(a, b) {
				t.Errorf("%q became %q: actions %q became %q", src, small, a, b)
			}
			if parse.IsEmptyTree(tree.Root) != parse.IsEmptyTree(other.Root) {
				t.Errorf("%q became %q: empty or not", src, small)
			}
		}
		checkExecuted(t, src, string(small))
	})
}

// checkExecuted compares what the templates put out, all but white space and
// comments, with data for which every branch is taken or none.
func checkExecuted(t *testing.T, src, small string) {
	t.Helper()
	for _, data := range []any{nil, "x", []string{"y", "z"}} {
		before, err := executeText(src, data)
		if err != nil {
			return
		}
		after, err := executeText(small, data)
		if err != nil {
			t.Errorf("%q became %q: %v", src, small, err)
		}
		if strings.ContainsAny(src, "!") || strings.Contains(strings.ToLower(src), "script") || strings.Contains(strings.ToLower(src), "style") {
			continue // comments and contents that become shorter
		}
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if squeeze(before) != squeeze(after) {
			t.Errorf("%q became %q: output %q became %q", src, small, before, after)
		}
	}
}

func executeText(src string, data any) (string, error) {
	tmpl, err := texttemplate.New("root").Parse(src)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	err = tmpl.Execute(&out, data)
	return out.String(), err
}

func BenchmarkTemplate(b *testing.B) {
	src := []byte(realistic["document"])
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := Template(src); err != nil {
			b.Fatal(err)
		}
	}
}
