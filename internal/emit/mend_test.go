package emit

import (
	"os"
	"path/filepath"
	"testing"
)

// Every state in which a killed run can leave the names beside the folder.
func TestInterruptedStatesAreMended(t *testing.T) {
	const (
		oldTree  = "old"
		newTree  = "new"
		halfTree = "half" // being built, or being deleted
	)
	for name, c := range map[string]struct {
		left map[string]string // name → tree
		want string            // published afterwards
	}{
		"first build, unfinished":        {map[string]string{".public.next": halfTree}, ""},
		"first build, before the rename": {map[string]string{".public.next": newTree}, ""},
		"rebuild, unfinished":            {map[string]string{"public": oldTree, ".public.next": halfTree}, oldTree},
		"exchanged":                      {map[string]string{"public": newTree, ".public.next": oldTree}, newTree},
		"exchanged, deleting":            {map[string]string{"public": newTree, ".public.next": halfTree}, newTree},
		"renames: ready":                 {map[string]string{"public": oldTree, ".public.ready": newTree}, oldTree},
		"renames: between":               {map[string]string{".public.old": oldTree, ".public.ready": newTree}, newTree},
		"renames: done":                  {map[string]string{"public": newTree, ".public.old": oldTree}, newTree},
		"renames: ready was lost":        {map[string]string{".public.old": oldTree}, oldTree},
		"rubbish of two runs":            {map[string]string{"public": oldTree, ".public.next": halfTree, ".public.ready": newTree, ".public.old": halfTree}, oldTree},
		"nothing":                        {nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			trees := map[string]files{
				oldTree:  {"index.html": "old", "a/gone.html": "x", "same.css": "s"},
				newTree:  {"index.html": "new", "b/come.html": "y", "same.css": "s"},
				halfTree: {"index.html": "half"},
			}
			for place, tree := range c.left {
				dir := filepath.Join(parent, place)
				if tree == halfTree {
					write(t, dir, trees[tree])
				} else {
					made := filepath.Join(t.TempDir(), "public") // elsewhere: a build beside the others would mend them
					build(t, made, Options{}, trees[tree])
					if err := os.Rename(made, dir); err != nil {
						t.Fatal(err)
					}
				}
			}
			dir := filepath.Join(parent, "public")
			if err := open(t, dir, Options{}).Close(); err != nil {
				t.Fatal(err)
			}
			if c.want != "" {
				check(t, dir, trees[c.want])
			} else if _, err := os.Lstat(dir); err == nil {
				t.Error("something was published")
			}
			build(t, dir, Options{}, trees[newTree])
			check(t, dir, trees[newTree])
		})
	}
}
