package scaffold

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// guideWithFlow returns the guide that a new poster shows, as a poster names
// it: the one of the poster's own name, else the first one with a flow, else
// the one of that name that may be written later.
func guideWithFlow(site fs.FS, name string) string {
	own := "guides/" + name + ".md"
	if hasFlow(site, own) {
		return own
	}
	names, _ := fs.Glob(site, "content/guides/*.md") // the pattern is right
	for _, n := range names {
		if inside := strings.TrimPrefix(n, "content/"); hasFlow(site, inside) {
			return inside
		}
	}
	return own
}

// opening is the line that opens a flow.
var opening = regexp.MustCompile("(?m)^`{3,}(路线图|导引图)\\s*$")

// hasFlow tells whether a page has a flow. That its text may be saved in another
// encoding, and the words not be found, does no harm: the editor names the page.
func hasFlow(site fs.FS, inside string) bool {
	text, err := fs.ReadFile(site, path.Join("content", inside))
	return err == nil && opening.Match(text)
}
