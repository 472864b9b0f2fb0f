package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

// release is the version of the program. What Windows shows of a file says the
// same: winres/winres.json has it too, and a test holds the two together.
const release = "0.1.0"

// What Windows knows of the program before it runs — icon, name, version,
// manifest — is linked in from resource_windows_amd64.syso. The pictures are
// drawn from static/icons/icon.svg, and up to 24 pixels, where that would be
// blurred, from winres/small.svg: rsvg-convert -w 48 -h 48 -o icon-48.png icon.svg
//
//go:generate go run github.com/tc-hib/go-winres@v0.3.3 make --in winres/winres.json --out resource --arch amd64

// version tells which program this is, in one line.
func (p *program) version(_ context.Context, args []string) int {
	if code, ok := p.onlyFlags(flags("version", &options{}), args); !ok {
		return code
	}
	commit := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				commit = " " + s.Value[:min(12, len(s.Value))]
			}
		}
	}
	fmt.Fprintf(p.out, "daoyin %s %s %s/%s%s\n", release, runtime.Version(), runtime.GOOS, runtime.GOARCH, commit)
	return exitFine
}
