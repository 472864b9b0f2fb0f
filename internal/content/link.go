package content

import (
	"net/url"
	"path"
	"strings"
)

// Target is where a link in a page leads.
type Target struct {
	External bool   // an address with a scheme, or mailto:, tel:
	Source   string // source path in the site; the page's own for #anchor links
	Anchor   string // without #; "" if none
	Outside  bool   // the path leaves the content folder
}

// ResolveLink reads a link's target as an editor wrote it in the page of the
// source path from.
func ResolveLink(from, target string) Target {
	if i := strings.IndexAny(target, ":/?#"); i > 0 && target[i] == ':' || strings.HasPrefix(target, "//") {
		return Target{External: true}
	}
	file, anchor, _ := strings.Cut(target, "#")
	if decoded, err := url.PathUnescape(anchor); err == nil {
		anchor = decoded
	}
	if file == "" {
		return Target{Source: from, Anchor: anchor}
	}
	if decoded, err := url.PathUnescape(file); err == nil {
		file = decoded
	}
	file = strings.ReplaceAll(file, `\`, "/")
	if rooted, found := strings.CutPrefix(file, "/"); found {
		return Target{Source: path.Join(Folder, rooted), Anchor: anchor, Outside: true}
	}
	source := beside(from, file)
	return Target{Source: source, Anchor: anchor, Outside: !strings.HasPrefix(source, Folder+"/")}
}

// beside returns the path that file names from the folder of from. A site has
// many links, nearly all of the plainest form.
func beside(from, file string) string {
	folder, rest := path.Dir(from), file
	for strings.HasPrefix(rest, "../") && strings.Contains(folder, "/") {
		folder, rest = folder[:strings.LastIndexByte(folder, '/')], rest[len("../"):]
	}
	if rest == "" || rest[0] == '.' || rest[0] == '/' || strings.Contains(rest, "/.") || strings.Contains(rest, "//") || strings.HasSuffix(rest, "/") {
		return path.Join(path.Dir(from), file)
	}
	return folder + "/" + rest
}
