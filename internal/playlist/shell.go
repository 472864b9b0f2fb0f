package playlist

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"strings"

	"daoyin"
)

// shell is the page around a player. It is opened once and never left.
type shell struct {
	playlist *Playlist
	script   string
	style    string
	still    []string // addresses of the evergreen slides
	inside   string   // the content set, if it is in the page
}

func newShell(p *Playlist) (shell, error) {
	s := shell{playlist: p}
	style, err := daoyin.Files.ReadFile("static/player/player.css")
	if err != nil {
		return s, err
	}
	s.style = string(style) + p.stillStyle()
	var b strings.Builder
	b.WriteString("(function () {\n'use strict';\n")
	for _, part := range []string{"schedule", "picture", "content", "player"} {
		text, err := daoyin.Files.ReadFile("static/player/" + part + ".js")
		if err != nil {
			return s, err
		}
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimLeft(line, "\t"); line != "\n" && !strings.HasPrefix(line, "//") {
				b.WriteString(line)
			}
		}
	}
	b.WriteString("}());\n")
	s.script = b.String()
	return s, nil
}

// page writes the shell. Nothing may run or be loaded but what stands in it,
// its folder's slides and sets, and, opened from a disk, scripts of that disk.
func (s shell) page() []byte {
	images, asks, scripts := "data:", "", ""
	if s.inside == "" {
		images, asks, scripts = "data: 'self'", "; connect-src 'self'", " file:"
	}
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n")
	fmt.Fprintf(&b, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '%s'%s; style-src '%s'; img-src %s%s; base-uri 'none'; form-action 'none'\">\n",
		digest(s.script), scripts, digest(s.style), images, asks)
	b.WriteString("<meta name=\"viewport\" content=\"width=device-width\">\n")
	fmt.Fprintf(&b, "<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n<div id=\"still\">", html.EscapeString(s.playlist.Title), s.style)
	for _, address := range s.still {
		fmt.Fprintf(&b, "<img src=\"%s\" alt=\"\">", address)
	}
	b.WriteString("</div>\n")
	if s.inside != "" {
		// </script> and <!-- would end the element early
		fmt.Fprintf(&b, "<script id=\"set\" type=\"application/json\">%s</script>\n", strings.NewReplacer("</", `<\/`, "<!", `\u003c!`).Replace(s.inside))
	}
	fmt.Fprintf(&b, "<script>%s</script>\n</body>\n</html>\n", s.script)
	return []byte(b.String())
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
