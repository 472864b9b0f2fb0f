package build

import (
	"fmt"
	"io/fs"
	"slices"

	"daoyin/internal/plan"
	"daoyin/internal/playlist"
	"daoyin/internal/problem"
	"daoyin/internal/render/screen"
)

// Player is what a screen plays, and the files of its player.
type Player struct {
	List  *playlist.Playlist
	Files []playlist.File

	problems *problem.List
	err      error
}

// Player makes the player of a screen, also where its profile asks for none: so
// every screen can be watched. It is made once. nil when problems say why; a
// screen that there is not is fs.ErrNotExist.
func (s *Snapshot) Player(name string) (*Player, []problem.Problem, error) {
	i := slices.IndexFunc(s.shown, func(one *plan.Screen) bool { return one.Profile.Name == name })
	if i < 0 {
		return nil, nil, fmt.Errorf("screen %s: %w", name, fs.ErrNotExist)
	}
	p := s.screens[i].player()
	if p.err != nil || p.List == nil {
		return nil, told(s.in.Site, p.problems), p.err
	}
	return &p, nil, nil
}

// makePlayer makes what Player keeps.
func (s *screenFiles) makePlayer() Player {
	p := Player{problems: new(problem.List)}
	fonts, err := s.set(p.problems)
	if fonts == nil {
		p.err = err
		return p
	}
	p.List, p.Files, p.err = screen.New(fonts, s.plan.Site.Settings, s.plan.At).Player(s.screen, p.problems)
	return p
}
