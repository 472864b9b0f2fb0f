package internal_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

const module = "daoyin"

// The drawing in ARCHITECTURE.md is the rule. Do not change it to get a change
// through; changing it is a decision (docs/decisions).
func TestCodeKeepsToTheDrawing(t *testing.T) {
	drawing, err := os.ReadFile("../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	floors, rooms := readFloors(t, block(t, drawing, "floors")), readRooms(block(t, drawing, "rooms"))
	seen := map[string]bool{}
	for room, files := range packages(t) {
		floor, drawn := floors[room]
		if !drawn {
			t.Errorf("%s is not in the drawing", room)
			continue
		}
		seen[room] = true
		for file, imports := range files {
			for _, path := range imports {
				if path == module || strings.HasPrefix(path, module+"/") {
					other := roomOf(strings.TrimPrefix(strings.TrimPrefix(path, module), "/"))
					if below, drawn := floors[other]; !drawn || below >= floor {
						t.Errorf("%s: %s imports %s, which is not on a lower floor", file, room, other)
					}
					continue
				}
				if strings.Contains(strings.Split(path, "/")[0], ".") && !allowed(rooms, path, room) {
					t.Errorf("%s: %s imports %s; the drawing gives it no room for that", file, room, path)
				}
			}
		}
	}
	for room := range floors {
		if !seen[room] {
			t.Errorf("%s is in the drawing but not in the tree", room)
		}
	}
}

func block(t *testing.T, text []byte, name string) string {
	t.Helper()
	m := regexp.MustCompile("(?s)```" + name + "\n(.*?)```").FindSubmatch(text)
	if m == nil {
		t.Fatalf("ARCHITECTURE.md has no ```%s block", name)
	}
	return string(m[1])
}

// readFloors reads lines of: number, rooms, a bar, words about them.
func readFloors(t *testing.T, text string) map[string]int {
	floors := map[string]int{}
	line := regexp.MustCompile(`^\s*(\d+) ([a-z0-9/ ]+)\|`)
	for l := range strings.Lines(text) {
		m := line.FindStringSubmatch(strings.TrimRight(l, "\n"))
		if m == nil {
			t.Fatalf("floor does not parse: %q", l)
		}
		n, _ := strconv.Atoi(m[1])
		for _, room := range strings.Fields(m[2]) {
			floors[room] = n
		}
	}
	return floors
}

func readRooms(text string) map[string]string {
	rooms := map[string]string{}
	for l := range strings.Lines(text) {
		if f := strings.Fields(l); len(f) == 2 {
			rooms[f[0]] = f[1]
		}
	}
	return rooms
}

func allowed(rooms map[string]string, path, room string) bool {
	for library, owner := range rooms {
		if path == library || strings.HasPrefix(path, library+"/") {
			return room == owner
		}
	}
	return false
}

// roomOf names the room of a folder: internal/content → content, . → daoyin.
func roomOf(folder string) string {
	if folder == "." || folder == "" {
		return module
	}
	return strings.TrimPrefix(folder, "internal/")
}

// packages returns the imports of every non-test file, by room. Files are read
// here and not through go list, so that the test cache sees every change.
func packages(t *testing.T) map[string]map[string][]string {
	t.Helper()
	found := map[string]map[string][]string{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != ".." && (name == "testdata" || strings.HasPrefix(name, ".") || strings.HasSuffix(name, "test")) {
			return fs.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel("..", path)
		if err != nil {
			return err
		}
		room := roomOf(filepath.ToSlash(filepath.Dir(rel)))
		if found[room] == nil {
			found[room] = map[string][]string{}
		}
		for _, i := range file.Imports {
			path, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			found[room][rel] = append(found[room][rel], path)
		}
		if file.Imports == nil {
			found[room][rel] = nil
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
