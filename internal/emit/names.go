package emit

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
)

// names keeps apart what every system must be able to keep apart: the same
// output lies on servers, on Windows and on USB sticks.
type names struct {
	mu    sync.Mutex
	taken map[string]name // folded path → who has it; guarded by mu
}

type name struct {
	path   string
	from   []string
	folder bool
}

// claim reserves a path for a file, once.
func (n *names) claim(file string, from []string) error {
	if err := checkPath(file); err != nil {
		return err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.taken == nil {
		n.taken = map[string]name{}
	}
	mine := name{path: file, from: from}
	if other, taken := n.taken[fold(file)]; taken {
		return clash(other, mine)
	}
	n.taken[fold(file)] = mine
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		mine := name{path: dir, from: from, folder: true}
		other, taken := n.taken[fold(dir)]
		if taken && (other.path != dir || !other.folder) {
			return clash(other, mine)
		}
		if taken {
			break
		}
		n.taken[fold(dir)] = mine
	}
	return nil
}

// fold makes equal what a file system that ignores case takes for equal.
func fold(file string) string { return strings.ToLower(strings.ToUpper(file)) }

// clash names both, the same way whichever came first.
func clash(a, b name) error {
	if b.path < a.path || b.path == a.path && b.origin() < a.origin() {
		a, b = b, a
	}
	if a.path != b.path {
		return fmt.Errorf("%s and %s differ only in upper and lower case: made from %s and from %s",
			a.path, b.path, a.origin(), b.origin())
	}
	if a.folder != b.folder {
		return fmt.Errorf("%s is to be a file and a folder: made from %s and from %s", a.path, a.origin(), b.origin())
	}
	return fmt.Errorf("%s is made twice: from %s and from %s", a.path, a.origin(), b.origin())
}

func (n name) origin() string {
	if len(n.from) == 0 {
		return "no source"
	}
	return strings.Join(n.from, ", ")
}

// checkPath accepts a path that stays inside the folder and that Windows can
// hold.
func checkPath(file string) error {
	if !fs.ValidPath(file) || file == "." {
		return fmt.Errorf("%q is not a relative, slash-separated path", file)
	}
	for part := range strings.SplitSeq(file, "/") {
		switch {
		case strings.ContainsFunc(part, func(r rune) bool { return r < ' ' || r == 0x7f || strings.ContainsRune(`<>:"|?*\`, r) }):
			return fmt.Errorf("%q: %q has a character that Windows does not allow in names", file, part)
		case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " "):
			return fmt.Errorf("%q: %q ends in a dot or a space, which Windows drops", file, part)
		case isDevice(part):
			return fmt.Errorf("%q: %q is the name of a device on Windows", file, part)
		}
	}
	return nil
}

// isDevice knows the names that mean a device on Windows whatever their
// extension: con.html too.
func isDevice(part string) bool {
	base, _, _ := strings.Cut(part, ".")
	base = strings.ToUpper(strings.TrimRight(base, " "))
	switch base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	port, isPort := strings.CutPrefix(base, "COM")
	if !isPort {
		port, isPort = strings.CutPrefix(base, "LPT")
	}
	return isPort && len([]rune(port)) == 1 && strings.Contains("0123456789¹²³", port)
}
