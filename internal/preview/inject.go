package preview

import (
	"bytes"
	"fmt"
	"regexp"
)

var (
	policy = regexp.MustCompile(`(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)`)
	script = regexp.MustCompile(`script-src [^;"]*`)
	talk   = regexp.MustCompile(`connect-src [^;"]*`)
)

// live loads the script that watches for changes, in every page that is served.
// It is told what the page was made of, so that it knows what is newer.
func live(version int) string {
	return fmt.Sprintf(`<script src="%slive.js" id="daoyin-live" data-version="%d"></script>`, own, version)
}

// inject adds the preview's script to a page, and to its policy that it may be
// loaded from here and may ask here for news. Nothing else is changed.
func inject(page []byte, version int) []byte {
	page = widened(page)
	if at := bytes.LastIndex(page, []byte("</body>")); at >= 0 {
		return bytes.Join([][]byte{page[:at], []byte(live(version)), page[at:]}, nil)
	}
	return append(bytes.Clone(page), live(version)...)
}

// widened lets a page load scripts from here and ask here.
func widened(page []byte) []byte {
	return policy.ReplaceAllFunc(page, func(meta []byte) []byte {
		part := policy.FindSubmatch(meta)
		rules := widen(part[2], script, "script-src")
		rules = widen(rules, talk, "connect-src")
		return bytes.Join([][]byte{part[1], rules, part[3]}, nil)
	})
}

// widen lets a policy load from here too.
func widen(rules []byte, rule *regexp.Regexp, name string) []byte {
	switch found := rule.Find(rules); {
	case found == nil:
		return append(bytes.Clone(rules), "; "+name+" 'self'"...)
	case bytes.Contains(found, []byte("'self'")):
		return rules
	case bytes.Contains(found, []byte("'none'")):
		return rule.ReplaceAll(rules, []byte(name+" 'self'"))
	}
	return rule.ReplaceAll(rules, []byte("$0 'self'"))
}
