package compact

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"
)

func TestHTML(t *testing.T) {
	check(t, HTML, map[string]string{
		"":    "",
		" ":   " ",
		"信 访": "信 访",
		"<!DOCTYPE html>\n<html lang=zh-CN>\n<head>\n  <meta charset=\"utf-8\">\n <title> a  b </title>\n</head>\n <body>\n</body>\n</html>\n": "<!DOCTYPE html><html lang=zh-CN><head><meta charset=\"utf-8\"><title> a  b </title></head><body></body></html>",
		"<p>a <b> b</b>  <i>c</i> </p> <p>d</p>":                                  "<p>a <b>b</b> <i>c</i></p><p>d</p>",
		"<p> <b> a </b> c</p><i></i> d":                                           "<p><b>a </b> c</p><i></i> d",
		"<span>a</span>\n\n<span>b</span>":                                        "<span>a</span>\n<span>b</span>",
		"<ul>\n <li>a\n <li> b </li>\n</ul>":                                      "<ul><li>a<li>b</li></ul>",
		"<p>a <!-- c --> b<!-- d -->c</p><!-- e -->":                              "<p>a b<!-- d -->c</p>",
		"a<!-- c --> b":                                                           "a b",
		"&am<!-- c -->p; <<!-- c -->b>":                                           "&am<!-- c -->p; <<!-- c -->b>",
		"<!--[if IE]><p> x </p><![endif]--> <!--#include x-->":                    "<!--[if IE]><p> x </p><![endif]--> <!--#include x-->",
		"a <!--> b --> c <!-- d --!> e":                                           "a b --> c e",
		"<pre>\n a  <b> c </b>\n</pre> <p>":                                       "<pre>\n a  <b> c </b>\n</pre><p>",
		"<textarea>\n a  </textarea >  b":                                         "<textarea>\n a  </textarea> b",
		"<a  href='x  y'\n\tclass=\"\" disabled title = \"a>b\" >":                "<a href='x  y' class=\"\" disabled title = \"a>b\">",
		"<input type=\"checkbox\" value=\"\"><input value=a/ ><br / ><br />":      "<input type=\"checkbox\" value=\"\"><input value=a/ ><br / ><br />",
		"x <script> var a  = 1; </script> <style> b { } c { d : e } </style> y":   "x <script>var a=1</script><style>c{d:e}</style>y",
		"<script type=\"text/x\"> a  b </script><script type=module> a </script>": "<script type=\"text/x\"> a  b </script><script type=module> a </script>",
		"<script type='application/ld+json'>\n{ \"a\" : 1 }</script>":             "<script type='application/ld+json'>{\"a\":1}</script>",
		"<script> a b </script> <style media=\"print\"> a { b : c } </style>":     "<script> a b </script> <style media=\"print\">a{b:c}</style>",
		"<svg viewBox=\"0 0 1 1\">\n <g>\n  <path d=\"M 0 0\"/>\n <text>a  <tspan>b</tspan> </text>\n</g> </svg>  x": "<svg viewBox=\"0 0 1 1\"><g><path d=\"M 0 0\"/><text>a  <tspan>b</tspan> </text></g></svg> x",
		"<svg><title>a</title> <desc> b  c </desc></svg>":                                                            "<svg><title>a</title><desc>b c</desc></svg>",
		"a < b  &nbsp; c &amp; d &#123;&#123; \u00a0 \u3000":                                                         "a < b &nbsp; c &amp; d &#123;&#123; \u00a0 \u3000",
		"<select> <option> a </option> <option>b</option></select> x":                                                "<select><option>a</option><option>b</option></select> x",
		"<td> a </td> <td> <img src=x> <img src=y> </td>":                                                            "<td>a</td><td><img src=x> <img src=y></td>",
		"a<br>\n b":                 "a<br>b",
		"<x-y> a </x-y> b":          "<x-y> a </x-y> b",
		"<iframe>  <p>  </iframe>":  "<iframe>  <p>  </iframe>",
		"<![CDATA[ a  b ]]>  </ x>": "<![CDATA[ a  b ]]> </ x>",

		// What is not closed is not touched.
		"a  <b":              "a  <b",
		"a  <!-- b":          "a  <!-- b",
		"a  <pre>  b":        "a  <pre>  b",
		"a  <script>  b":     "a  <script>  b",
		"a  </pre>  b":       "a  </pre>  b",
		"a  <a title=\"b >":  "a  <a title=\"b >",
		"a  <plaintext>  b ": "a  <plaintext>  b ",
		"<svg>  <foreignObject> <p> </p></foreignObject></svg>":            "<svg>  <foreignObject> <p> </p></foreignObject></svg>",
		"<p>  <script><!-- <script> </script> --></script>  <pre>  </pre>": "<p>  <script><!-- <script> </script> --></script>  <pre>  </pre>",
	})
}

// page is as long as a guide.
func page(tb testing.TB) []byte {
	tb.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", "guide.html"))
	if err != nil {
		tb.Fatal(err)
	}
	return src
}

func TestHTMLShowsTheSame(t *testing.T) {
	for _, src := range [][]byte{page(t)} {
		got, err := HTML(src)
		if err != nil {
			t.Fatal(err)
		}
		if before, after, same := sameShown(src, got); !same {
			t.Errorf("%s\nbecame %s", before, after)
		}
	}
}

// The minifier's own HTML mode is the yardstick for size.
func TestHTMLIsSmall(t *testing.T) {
	src := page(t)
	got, err := HTML(src)
	if err != nil {
		t.Fatal(err)
	}
	want, err := yardstick().Bytes("text/html", bytes.Clone(src))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) > len(want)*102/100 {
		t.Errorf("%d bytes become %d, the minifier makes %d", len(src), len(got), len(want))
	}
}

func yardstick() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true, KeepSpecialComments: true})
	m.Add("text/css", &css.Minifier{Version: 2})
	m.Add("application/javascript", &js.Minifier{Version: 2009})
	m.Add("image/svg+xml", &svg.Minifier{})
	return m
}

func FuzzHTML(f *testing.F) {
	f.Add("<p>a <b> b</b>  <i>c</i> </p> <p>d</p><!-- x --> <pre> a </pre>")
	f.Add("<!doctype html><html><head><title> a </title> <script>a</script><style>b</style></head><body class=a > x</body></html>")
	f.Add("<svg> <path d=''/> <text> a </text></svg> <a href = b  c='d'>e</a>&amp; < > <textarea> </textarea>")
	f.Fuzz(func(t *testing.T, src string) {
		got, err := HTML([]byte(src))
		if err != nil {
			t.Fatal(err)
		}
		if len(got) > len(src) {
			t.Errorf("%q grows to %q", src, got)
		}
		again, err := HTML(got)
		if err != nil || !bytes.Equal(got, again) {
			t.Errorf("%q gives %q, and that %q", src, got, again)
		}
	})
}

// benchPages are a page with its style sheet, and the page alone.
func benchPages(b *testing.B, run func(b *testing.B, src []byte)) {
	whole := page(b)
	before, rest, _ := bytes.Cut(whole, []byte("<style>"))
	_, after, _ := bytes.Cut(rest, []byte("</style>"))
	for name, src := range map[string][]byte{"whole": whole, "content": append(bytes.Clone(before), after...)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			run(b, src)
		})
	}
}

func BenchmarkHTML(b *testing.B) {
	benchPages(b, func(b *testing.B, src []byte) {
		for b.Loop() {
			if _, err := HTML(src); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkYardstick(b *testing.B) {
	m := yardstick()
	benchPages(b, func(b *testing.B, src []byte) {
		for b.Loop() {
			if _, err := m.Bytes("text/html", bytes.Clone(src)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
