package playlist_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"

	. "daoyin/internal/playlist"
	"daoyin/internal/playlist/browsertest"
)

var parts = []string{"schedule", "picture", "content", "player"}

func source(t testing.TB, part string) string {
	t.Helper()
	text, err := os.ReadFile("../../static/player/" + part + ".js")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// token is a word or sign of a script, outside strings, comments and regular
// expressions. The player's scripts are simple enough for it.
var token = regexp.MustCompile("//[^\n]*|'(?:[^'\\\\\n]|\\\\.)*'|\"(?:[^\"\\\\\n]|\\\\.)*\"|/(?:[^/\\\\\n \\[]|\\\\.|\\[(?:[^\\]\\\\]|\\\\.)*\\])+/|[A-Za-z_$][\\w$]*|[0-9][\\w.]*|=>|\\*\\*|\\?\\.|\\?\\?|\\.\\.\\.|`|\\.[A-Za-z_$][\\w$]*|[^\\s\\w]")

// later are words and signs that engines of about 2014 do not know: ES2015 and
// later, and what was added to browsers since. Names of methods have a point.
var later = strings.Fields("let const class => ` ** ?. ?? ... import export yield async await of " +
	"Promise Symbol Map Set WeakMap Proxy Reflect fetch URL globalThis BigInt " +
	".includes .startsWith .endsWith .padStart .padEnd .repeat .assign .entries .values .find .findIndex .from .fill .flat " +
	".append .prepend .before .after .replaceWith .closest .matches .finally .catch .imul .trunc .sign .cbrt .decode .replaceAll .at")

// lateWords returns what in a script an old engine would stop at.
func lateWords(script string) []string {
	var found []string
	tokens := token.FindAllString(script, -1)
	for i, word := range tokens {
		before := ""
		if i > 0 {
			before = tokens[i-1]
		}
		for _, bad := range later {
			if word == bad && (bad != ".from" || before == "Array") { // a slide too has a from
				found = append(found, word)
			}
		}
		// { a }, { f() {} } and default values: a name in an object needs its colon, a parameter has no =
		if word == "=" && before == ")" {
			found = append(found, ") =")
		}
	}
	return found
}

func TestScriptIsOfOldEngines(t *testing.T) {
	t.Parallel()
	for _, part := range parts {
		if late := lateWords(source(t, part)); late != nil {
			t.Errorf("%s.js has %q", part, late)
		}
	}
	for _, modern := range []string{
		"let a = 1", "const a = 1", "f(x => x)", "a = `b`", "class A {}", "for (var a of b) c()", "a?.b", "a ?? b", "f(...a)",
		"'abc'.includes('b')", "new Promise(f)", "a ** 2", "Array.from(a)", "a.x // it's\nlet b", "async function f() {}", "r = /[/']/; let b = '\\''",
	} {
		if lateWords(modern) == nil {
			t.Errorf("%s passes for old script", modern)
		}
	}
	if late := lateWords("var s = 'let of => `', r = /`[/`]/g; // const"); late != nil {
		t.Errorf("found %q in strings and comments", late)
	}
}

// The rule in the player's script is the rule in Go.
func TestScriptKeepsTheRule(t *testing.T) {
	t.Parallel()
	page := browsertest.Start(t).Page(t, 64, 64)
	page.Eval(source(t, "schedule")+`
	function all(set, times) {
		return times.map(function (now) {
			return set.zones.map(function (zone) { var a = slideAt(set, zone, now); return [a.slide, a.left, a.on ? 1 : 0]; });
		});
	}`, nil)
	r := rand.New(rand.NewPCG(5, 6))
	checked := 0
	for range 150 {
		p := random(r)
		var times []int64
		for range 100 {
			times = append(times, someTime(r, p).Unix())
		}
		var got [][][3]int
		asked, _ := json.Marshal(times)
		page.Eval(fmt.Sprintf("all(%s, %s)", contentSet(t, p), asked), &got)
		for i, unix := range times {
			now := at("1970-01-01 08:00:00").Add(seconds(unix))
			for z := range p.Zones {
				slide, left := p.At(z, now)
				on := 0
				if p.On(now) {
					on = 1
				}
				if want := [3]int{slide, left, on}; got[i][z] != want {
					t.Fatalf("at %v zone %d: the script says %v, Go %v\n%s", now, z, got[i][z], want, contentSet(t, p))
				}
				checked++
			}
		}
	}
	t.Logf("%d moments", checked)
}

// contentSet is the content set of a playlist as JSON.
func contentSet(t testing.TB, p *Playlist) string {
	t.Helper()
	files, err := p.Files()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name, "set-") {
			return strings.TrimSuffix(strings.TrimPrefix(string(f.Data), "daoyin("), ");\n")
		}
	}
	t.Fatal("no content set")
	return ""
}

func TestScriptTellsTheTimeOfShanghai(t *testing.T) {
	t.Parallel()
	page := browsertest.Start(t).Page(t, 64, 64)
	page.Eval(source(t, "schedule")+source(t, "picture"), nil)
	for _, zone := range []string{"Etc/GMT+12", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"} {
		page.Call("Emulation.setTimezoneOverride", map[string]any{"timezoneId": zone}, nil)
		for when, want := range map[string]string{
			"2026-12-04 09:05:59": "2026年12月4日 星期五 09:05",
			"2026-11-22 00:00:00": "2026年11月22日 星期日 00:00",
			"2028-02-29 23:59:59": "2028年2月29日 星期二 23:59",
			"2027-01-01 00:00:00": "2027年1月1日 星期五 00:00",
		} {
			var got string
			if page.Eval(fmt.Sprintf("timeText('Y年M月D日 星期w h:m', %d)", at(when).Unix()), &got); got != want {
				t.Errorf("in %s at %s: %s", zone, when, got)
			}
		}
	}
}

func TestScriptReadsOnlyWhatIsWhole(t *testing.T) {
	t.Parallel()
	page := browsertest.Start(t).Page(t, 64, 64)
	page.Eval(source(t, "content"), nil)
	for _, length := range []int{0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1000, 100_000} {
		text := strings.Repeat("daoyin(7)", length/9+1)[:length]
		var got string
		if page.Eval(fmt.Sprintf("sha256(%q)", text), &got); got != fmt.Sprintf("%x", sha256.Sum256([]byte(text))) {
			t.Errorf("sum of %d letters: %s", length, got)
		}
	}
	whole := "daoyin({\"version\":1});\n"
	manifest := fmt.Sprintf(`{"bytes":%d,"sha256":"%x"}`, len(whole), sha256.Sum256([]byte(whole)))
	for _, c := range []struct {
		text, announced string
		taken           bool
	}{
		{whole, manifest, true},
		{whole, "null", true},
		{whole[:len(whole)-1], manifest, false},
		{whole[:len(whole)-1], "null", false},
		{"", "null", false},
		{portal, "null", false},
		{"daoyin({\"version\":);\n", "null", false},
		{"daoyin({\"version\":2});\n", manifest, false},
		{"alert(1);\n" + whole, "null", false},
	} {
		var taken bool
		if page.Eval(fmt.Sprintf("!!read(%q, %s)", c.text, c.announced), &taken); taken != c.taken {
			t.Errorf("%q with %s: taken %v", c.text, c.announced, taken)
		}
	}
}
