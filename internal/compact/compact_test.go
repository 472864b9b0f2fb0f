package compact

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// check runs fn on every input and compares with what is wanted.
func check(t *testing.T, fn func([]byte) ([]byte, error), cases map[string]string) {
	t.Helper()
	for src, want := range cases {
		in := []byte(src)
		got, err := fn(in)
		if err != nil || string(got) != want {
			t.Errorf("%s\ngot  %s %v\nwant %s", src, got, err, want)
		}
		if string(in) != src {
			t.Errorf("%s\nwas changed in place to %s", src, in)
		}
		again, err := fn(got)
		if err != nil || string(again) != want {
			t.Errorf("%s\nonce more gives %s %v", want, again, err)
		}
	}
}

func TestCSS(t *testing.T) {
	check(t, CSS, map[string]string{
		"":                                                                 "",
		"/* x */\n":                                                        "",
		"a { color : #FF0000 ; }\n\nb { }":                                 "a{color:red}",
		"a{color:rgba(0,0,0,.50)}":                                         "a{color:rgba(0,0,0,.5)}",
		"a{color:#12345678;border-color:#0000}":                            "a{color:#12345678;border-color:#0000}",
		"a{width:1000000px;opacity:0.0000001}":                             "a{width:1000000px;opacity:.0000001}",
		"a{width:90%;width:calc(100% - 2em)}":                              "a{width:90%;width:calc(100% - 2em)}",
		"a{height:100vh;height:100dvh}":                                    "a{height:100vh;height:100dvh}",
		"a{top:0;right:0;bottom:0;left:0}":                                 "a{top:0;right:0;bottom:0;left:0}",
		"a{display:block;display:flex}":                                    "a{display:block;display:flex}",
		"@media (min-width: 1px) and (x){a{b:c}}":                          "@media (min-width:1px) and (x){a{b:c}}",
		"@media screen and (x){a{b:c}}":                                    "@media screen and (x){a{b:c}}",
		"@supports (display: grid) and (not (x:y)){a{b:c}}":                "@supports (display:grid) and (not (x:y)){a{b:c}}",
		`a{content:"@media(x)  \"@media(y)"}`:                              `a{content:"@media(x)  \"@media(y)"}`,
		`a::before{content:"\201C"}`:                                       `a::before{content:"\201C"}`,
		"@page { size: A4; margin: 10mm }":                                 "@page{size:A4;margin:10mm}",
		`a{background:url("data:image/svg+xml,%3Csvg fill='%23fff'/%3E")}`: `a{background:url("data:image/svg+xml,%3Csvg%20fill='%23fff'/%3E")}`,
		"a:not(.b) > c ~ d{--x: 1px;width:var(--x,2px)}":                   "a:not(.b)>c~d{--x:1px;width:var(--x,2px)}",
	})
}

func TestJSON(t *testing.T) {
	check(t, JSON, map[string]string{
		`{ "a" : [ 1.0, 1e5 , "b  c<" ] }` + "\n": `{"a":[1.0,1e5,"b  c<"]}`,
		`"  "`: `"  "`,
	})
	if _, err := JSON([]byte(`{"a":}`)); err == nil {
		t.Error("no error for what is not JSON")
	}
}

func TestSVG(t *testing.T) {
	check(t, SVG, map[string]string{
		"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24.0 24\">\n  <!-- c -->\n  <path fill=\"#ff0000\" d=\"M 0 0 L 10.50 20 Z\"/>\n</svg>\n": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="red" d="M0 0 10.5 20z"/></svg>`,
		"<svg>\n <title>图  名</title>\n <text x=\"1.0\">a <tspan>b</tspan>\n <tspan>c</tspan></text>\n <path d=\"M 0 0\"/>\n</svg>\n":                                               "<svg><title>图  名</title><text x=\"1.0\">a <tspan>b</tspan>\n <tspan>c</tspan></text><path d=\"M 0 0\"/></svg>",
		"<svg>\n<g xml:space=\"preserve\"> </g></svg>": "<svg>\n<g xml:space=\"preserve\"> </g></svg>",
		`<svg><g id="1.0"/></svg>`:                     `<svg><g id="1.0"/></svg>`,
	})
}

func TestXML(t *testing.T) {
	check(t, XML, map[string]string{
		"<?xml version=\"1.0\"?>\n<!-- c -->\n<feed>\n  <title>a   b</title>\n  <content type=\"html\">&lt;pre>a\n  b&lt;/pre></content>\n  <x>\n</x> <y/>\n</feed>\n": "<?xml version=\"1.0\"?><feed><title>a   b</title><content type=\"html\">&lt;pre>a\n  b&lt;/pre></content><x>\n</x> <y/></feed>",
		"<a>\n<![CDATA[ <b>\n ]]>\n</a>":                                              "<a><![CDATA[ <b>\n ]]></a>",
		"<d xmlns=\"http://www.w3.org/1999/xhtml\"><b>x</b>\n   <i t=\">\">y</i></d>": "<d xmlns=\"http://www.w3.org/1999/xhtml\"><b>x</b>\n<i t=\">\">y</i></d>",
	})
	for _, broken := range []string{"<a", "<!-- ", "<![CDATA[ ]]", "<?xml", `<a b=">`} {
		if _, err := XML([]byte(broken)); err == nil {
			t.Errorf("%q: no error", broken)
		}
	}
}

func FuzzXML(f *testing.F) {
	f.Add([]byte("<a>\n <b c='>'/> <text>\n</text><!-- --> <![CDATA[ ]]></a>"))
	f.Fuzz(func(t *testing.T, src []byte) {
		got, err := XML(src)
		if err != nil {
			return
		}
		again, err := XML(got)
		if err != nil || !bytes.Equal(got, again) {
			t.Errorf("%q gives %q, and that %q %v", src, got, again, err)
		}
		before, err := xmlTokens(src)
		if err != nil {
			return
		}
		if after, err := xmlTokens(got); err != nil || !slices.Equal(before, after) {
			t.Errorf("%q gives %q: %q became %q %v", src, got, before, after, err)
		}
	})
}

// xmlTokens are the elements of a document and its text, all but blank text.
func xmlTokens(src []byte) ([]string, error) {
	var out []string
	text := ""
	decoder := xml.NewDecoder(bytes.NewReader(src))
	for {
		token, err := decoder.RawToken()
		if err == io.EOF {
			return append(out, strings.TrimSpace(text)), nil
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.Comment:
		case xml.CharData:
			text += string(token)
		default:
			if strings.TrimSpace(text) != "" {
				out = append(out, text)
			}
			text = ""
			out = append(out, fmt.Sprintf("%T%v", token, token))
		}
	}
}

func TestJS(t *testing.T) {
	check(t, JS, map[string]string{
		"":                                    "",
		"// c\nvar a = 1; /* d */ var b = 2;": "var a=1,b=2",
		"x = {d: d, 'e': e};":                 "x={d:d,e:e}",
		"(function (event) { return {e: event} })()":       "(function(e){return{e:e}})()",
		"x = Math.pow(a, 2) + Math.sqrt(b) + Math.abs(a);": "x=Math.pow(a,2)+Math.sqrt(b)+Math.abs(a)",
		"s = 'line\\nline\\n' + a + 'x';":                  `s="line\nline\n"+a+"x"`,
		`s = "\u2028\u2029";`:                              `s="\u2028\u2029"`,
		`s = "<\/script>";`:                                `s="<\/script>"`,
		"x = a !== null && a !== undefined ? a : b;":       "x=a!=null?a:b",
		"try { f() } catch (unused) { }":                   "try{f()}catch(e){}",
		"x = y ? y.z : void 0;":                            "x=y?y.z:0[0]",
	})
	for _, broken := range []string{"var {", "a b", "'"} {
		if _, err := JS([]byte(broken)); err == nil {
			t.Errorf("%q: no error", broken)
		}
	}
}

func TestJSTellsWhere(t *testing.T) {
	_, err := JS([]byte("var a = 1;\nvar b = ;\n"))
	if err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("got %v", err)
	}
}

// What is not in ECMAScript 5 must not come in, whatever else happens.
func FuzzJS(f *testing.F) {
	f.Add("var a = {b: c, d: function (e) { return {e: e, t: Math.pow(e, 2)}; }}; for (var i = 0; i < 5; i++) { if (a) break; }")
	f.Add("(function () { 'use strict'; var s = \"\\u2028</script>\"; try { a() } catch (b) { return /[/]x/g.test(s) } })();")
	f.Add("x = a === null || a === undefined ? b : a; y = a && a.b; do { y-- } while (y); switch (x) { case 1: default: z() }")
	f.Fuzz(func(t *testing.T, src string) {
		got, err := JS([]byte(src))
		if err != nil {
			return
		}
		for _, later := range []string{"=>", "`", "**", "??", "?.", "...", "\u2028", "</script"} {
			if bytes.Contains(got, []byte(later)) && !strings.Contains(src, later) {
				t.Errorf("%q gives %q", src, got)
			}
		}
		if _, err := JS(got); err != nil {
			t.Errorf("%q gives %q: %v", src, got, err)
		}
	})
}
