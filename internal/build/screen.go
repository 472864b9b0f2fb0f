package build

import (
	"context"
	"fmt"
	"path"

	"daoyin/internal/plan"
	"daoyin/internal/problem"
	"daoyin/internal/render/screen"
	"daoyin/internal/typeset"
)

// screens makes the files of every screen. Fonts are read when there is one.
func screens(ctx context.Context, m *plan.Map, planned []*plan.Screen, set func(*problem.List) (*typeset.Setter, error), out output, problems *problem.List) error {
	lists := make([]problem.List, len(planned))
	err := each(ctx, len(planned), nil, func(i int) error {
		fonts, err := set(&lists[i])
		if fonts == nil {
			return err
		}
		_, proof := out.(nowhere)
		files, err := screen.New(fonts, m.Site.Settings, m.At).Make(planned[i], proof, &lists[i])
		if err != nil {
			return err
		}
		for _, f := range files {
			name := path.Join("screens", planned[i].Profile.Name, f.Path)
			if err := out.Put(name, f.Data, f.From); err != nil {
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
