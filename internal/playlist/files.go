package playlist

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
)

// Sizes that files of a player must not exceed: what a slow device starts from
// at once, and what still goes through mail and old sticks.
const (
	MaxShell = 30 << 10
	MaxUSB   = 3 << 20
)

// File is a file of the player, by its name in the screen's folder.
type File struct {
	Name string
	Data []byte
}

// Files returns the player of p: index.html with manifest.js and the content
// set that it names, the evergreen slides for players without script, and
// usb.html, which is all of it in one file. Same playlist, same bytes.
//
// The caller words ErrNoEvergreen and *TooBig; any other error is a slip of the
// program that made the slides.
func (p *Playlist) Files() ([]File, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	content, err := p.content()
	if err != nil {
		return nil, err
	}
	index, err := newShell(p)
	if err != nil {
		return nil, err
	}
	usb := index
	usb.inside = content
	var stills []File
	for _, s := range p.still() {
		name := "still-" + sum(s.SVG)[:16] + ".svg"
		index.still = append(index.still, name)
		usb.still = append(usb.still, dataAddress(s.SVG))
		if !slices.ContainsFunc(stills, func(f File) bool { return f.Name == name }) {
			stills = append(stills, File{name, s.SVG})
		}
	}
	set := []byte("daoyin(" + content + ");\n")
	name := "set-" + sum(set)[:16] + ".js"
	files := append([]File{
		{"index.html", index.page()},
		{"manifest.js", fmt.Appendf(nil, "daoyin({\"set\":%q,\"bytes\":%d,\"sha256\":%q});\n", name, len(set), sum(set))},
		{name, set},
		{"usb.html", usb.page()},
	}, stills...)
	for _, f := range files {
		if most := map[string]int{"index.html": MaxShell, "usb.html": MaxUSB}[f.Name]; most > 0 && len(f.Data) > most {
			return nil, &TooBig{f.Name, len(f.Data), most}
		}
	}
	return files, nil
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}
