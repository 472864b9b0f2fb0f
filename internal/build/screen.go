package build

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"

	"daoyin/internal/plan"
	"daoyin/internal/problem"
	"daoyin/internal/render/screen"
)

// screenFiles makes the files of one screen. Fonts are read when it does.
type screenFiles struct {
	plan   *plan.Map
	screen *plan.Screen
	set    opener
	kept   func() keptScreen
	player func() Player
}

// keptScreen is all files of a screen, and what was found on the way.
type keptScreen struct {
	files    []screen.File
	problems *problem.List
	err      error
}

func newScreenFiles(m *plan.Map, one *plan.Screen, set opener) *screenFiles {
	s := &screenFiles{plan: m, screen: one, set: set}
	s.kept = sync.OnceValue(func() keptScreen {
		k := keptScreen{problems: new(problem.List)}
		k.files, k.err = s.make(false, k.problems)
		return k
	})
	s.player = sync.OnceValue(s.makePlayer)
	return s
}

// folder is where the files stand in the output.
func (s *screenFiles) folder() string { return path.Join("screens", s.screen.Profile.Name) }

// make makes all files; none when problems say why, or for a proof.
func (s *screenFiles) make(proof bool, problems *problem.List) ([]screen.File, error) {
	fonts, err := s.set(problems)
	if fonts == nil {
		return nil, err
	}
	return screen.New(fonts, s.plan.Site.Settings, s.plan.At).Make(s.screen, proof, problems)
}

// all is make, done once and kept.
func (s *screenFiles) all(problems *problem.List) ([]screen.File, error) {
	k := s.kept()
	problems.Join(k.problems)
	return k.files, k.err
}

// file returns one file by its path in the folder; nil when problems say why.
func (s *screenFiles) file(name string, problems *problem.List) ([]byte, error) {
	files, err := s.all(problems)
	if err != nil || problems.HasErrors() {
		return nil, err
	}
	i := slices.IndexFunc(files, func(f screen.File) bool { return f.Path == name })
	if i < 0 {
		return nil, &fs.PathError{Op: "make", Path: path.Join(s.folder(), name), Err: fs.ErrNotExist}
	}
	return files[i].Data, nil
}

// makeScreens makes the files of every screen.
func (s *Snapshot) makeScreens(ctx context.Context, h how, out output, problems *problem.List) error {
	lists := make([]problem.List, len(s.screens))
	err := each(ctx, h.processors, len(s.screens), nil, func(i int) error {
		files, err := s.screens[i].make(h.proof, &lists[i])
		if err != nil {
			return err
		}
		for _, f := range files {
			if err := out.Put(path.Join(s.screens[i].folder(), f.Path), f.Data, f.From); err != nil {
				return fmt.Errorf("screen: %w", err)
			}
		}
		return nil
	})
	for i := range lists {
		problems.Join(&lists[i])
	}
	return err
}
