package preview

import (
	"strings"
	"testing"
)

func TestPoliciesAreWidenedForTheScriptAlone(t *testing.T) {
	meta := func(rules string) string {
		return `<meta http-equiv="Content-Security-Policy" content="` + rules + `">`
	}
	for given, want := range map[string]string{
		"default-src 'none'":                                 "default-src 'none'; script-src 'self'; connect-src 'self'",
		"default-src 'none'; script-src 'sha256-x'":          "default-src 'none'; script-src 'sha256-x' 'self'; connect-src 'self'",
		"script-src 'self'; connect-src 'self'; img-src *":   "script-src 'self'; connect-src 'self'; img-src *",
		"script-src 'none'; connect-src a.example; base-uri": "script-src 'self'; connect-src a.example 'self'; base-uri",
	} {
		page := "<head>" + meta(given) + "</head><body>正文</body></html>"
		if got := string(inject([]byte(page), 7)); got != "<head>"+meta(want)+"</head><body>正文"+live(7)+"</body></html>" {
			t.Errorf("%s:\n%s", given, got)
		}
	}
	if got := string(inject([]byte("<p>没有结尾"), 1)); !strings.HasPrefix(got, "<p>没有结尾<script") {
		t.Error(got)
	}
}
