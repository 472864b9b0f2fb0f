package build

import (
	"io/fs"
	"sync"

	"daoyin/internal/content"
	"daoyin/internal/problem"
	"daoyin/internal/typeset"
)

// setter returns what sets the text of drawings: in the fonts that the program
// carries, with the fuller font and the words of the site. Fonts are large:
// they are read when the first drawing asks, once, and never for a site
// without drawings. A font of the site that cannot be used is a problem, told
// to everybody who asks, and the setter is nil.
//
// The function returned is safe for use by several goroutines, each with a
// problem list of its own.
func setter(program, site fs.FS, s *content.Settings) func(problems *problem.List) (*typeset.Setter, error) {
	var found problem.List
	open := sync.OnceValues(func() (*typeset.Setter, error) {
		fonts, err := s.Fonts.Load(program, site, &found)
		if fonts == nil {
			return nil, err
		}
		return typeset.NewSetter(fonts, s.KeptWords()), nil
	})
	return func(problems *problem.List) (*typeset.Setter, error) {
		set, err := open()
		problems.Join(&found)
		return set, err
	}
}
