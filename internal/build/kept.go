package build

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"

	"daoyin/internal/asset"
	"daoyin/internal/content"
	"daoyin/internal/law"
	"daoyin/internal/layout"
	"daoyin/internal/markdown"
	"daoyin/internal/problem"
	"daoyin/internal/typeset"
)

// Kept is what one look at a site hands on to the next, so that only what
// changed is read again. The zero value holds nothing yet. It is used by one
// Take after the other, and keeps something only of sites that know the sums of
// their files.
//
// All that is in it is read-only, and is what reading again would give.
type Kept struct {
	parser  *markdown.Parser
	pages   shelf[*content.Page]
	images  shelf[*content.Image]
	laws    shelf[*law.Law]
	posters shelf[*content.Poster]
	planned planned
	layouts single[*layout.Set]
	assets  single[*asset.Set]
	fonts   single[opener]
}

// opener opens what sets the text of drawings.
type opener = func(problems *problem.List) (*typeset.Setter, error)

type sum = [sha256.Size]byte

// summed is a site that knows the sums of its files, and of its folders with
// all that is in them, or all but files with an ending.
type summed interface {
	Sum(name string) sum
	SumBut(folder, ending string) sum
}

// made is what was made of something, and what was found wrong with it.
type made[T any] struct {
	of       sum
	value    T
	problems *problem.List
}

// shelf keeps what was made of files, by name.
type shelf[T any] map[string]made[T]

// read returns what work makes of every file, in the order of the names; files
// that are not on the shelf are read side by side.
func (s *shelf[T]) read(ctx context.Context, site fs.FS, names []string, problems *problem.List, work func(name string, raw []byte, problems *problem.List) T) ([]T, error) {
	all, missing := s.recall(site, names)
	err := each(ctx, len(missing), nil, func(i int) error {
		m, name := &all[missing[i]], names[missing[i]]
		raw, err := fs.ReadFile(site, name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		m.problems = new(problem.List)
		m.value = work(name, raw, m.problems)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if _, knows := site.(summed); knows {
		s.remember(names, all, missing)
	}
	values := make([]T, len(all))
	for i, m := range all {
		values[i] = m.value
		problems.Join(m.problems)
	}
	return values, nil
}

// recall returns what is on the shelf, and the numbers of the names that are
// not.
func (s *shelf[T]) recall(site fs.FS, names []string) (all []made[T], missing []int) {
	all = make([]made[T], len(names))
	sums, knows := site.(summed)
	for i, name := range names {
		if knows {
			all[i].of = sums.Sum(name)
			if old, there := (*s)[name]; there && old.of == all[i].of {
				all[i] = old
				continue
			}
		}
		missing = append(missing, i)
	}
	return all, missing
}

// remember puts the fresh ones on the shelf. When much on it is gone from the
// site, it is filled anew.
func (s *shelf[T]) remember(names []string, all []made[T], fresh []int) {
	if *s == nil || len(*s) > len(names)+len(names)/8 {
		*s = make(shelf[T], len(names))
		for i, name := range names {
			(*s)[name] = all[i]
		}
		return
	}
	for _, i := range fresh {
		(*s)[names[i]] = all[i]
	}
}

// single keeps the one thing that was made of a folder and of other values,
// which key tells apart.
type single[T any] struct {
	kept *made[T]
}

func (s *single[T]) read(site fs.FS, folder, key string, problems *problem.List, work func(problems *problem.List) (T, error)) (T, error) {
	sums, knows := site.(summed)
	if !knows {
		return work(problems)
	}
	inner := sums.Sum(folder)
	of := sha256.Sum256(append(inner[:], key...))
	if s.kept == nil || s.kept.of != of {
		found := new(problem.List)
		value, err := work(found)
		if err != nil {
			problems.Join(found)
			return value, err
		}
		s.kept = &made[T]{of, value, found}
	}
	problems.Join(s.kept.problems)
	return s.kept.value, nil
}

// readAssets reads the static folder.
func (k *Kept) readAssets(in Input, s *content.Settings, problems *problem.List) (*asset.Set, error) {
	colours, budget := s.Colours.Values(), s.Budgets.InlineCSS
	key := fmt.Sprint(budget, colours) // fmt sorts maps
	return k.assets.read(in.Site, "static", key, problems, func(problems *problem.List) (*asset.Set, error) {
		return asset.Load(in.Builtin, in.Site, budget, colours, problems)
	})
}

// setter returns what opens the fonts; that it keeps them is why it is kept.
func (k *Kept) setter(in Input, s *content.Settings) opener {
	key := fmt.Sprint(s.Fonts, s.KeptWords())
	set, _ := k.fonts.read(in.Site, "static", key, new(problem.List), func(*problem.List) (opener, error) {
		return setter(in.Builtin, in.Site, s), nil
	})
	return set
}
