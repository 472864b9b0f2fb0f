package build

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"slices"

	"daoyin/internal/asset"
	"daoyin/internal/charset"
	"daoyin/internal/content"
	"daoyin/internal/law"
	"daoyin/internal/layout"
	"daoyin/internal/markdown"
	"daoyin/internal/mirror"
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
	loaded  loaded
	pages   shelf[*content.Page]
	images  shelf[*content.Image]
	laws    shelf[*law.Law]
	posters shelf[*content.Poster]
	planned planned
	layouts single[*layout.Set]
	assets  single[*asset.Set]
	fonts   single[opener]
}

// loaded is the site as it was last read.
type loaded struct {
	from    *mirror.Mirror // nil if nothing can be taken over
	sources content.Sources
	site    *content.Site
	others  *problem.List // found in all files but pages
}

// since returns which pages are not as they were; only is false if there is
// more that is not.
func (l *loaded) since(held *mirror.Mirror) (pages []string, only bool) {
	if l.from == nil || held == nil {
		return nil, false
	}
	changed, only := held.Since(l.from)
	for _, name := range changed {
		if _, page := slices.BinarySearch(l.sources.Pages, name); !page {
			return nil, false
		}
	}
	return changed, only
}

// opener opens what sets the text of drawings.
type opener = func(problems *problem.List) (*typeset.Setter, error)

// made is what was made of a file or of a folder, and what was found wrong with
// it.
type made[T any] struct {
	of       mirror.Sum
	value    T
	problems *problem.List // nil if there are none
}

// shelf keeps what was made of files.
type shelf[T any] struct {
	names []string  // sorted
	all   []made[T] // by the numbers of names
}

// read returns what work makes of every file, in the order of the names, which
// are sorted; files that are not on the shelf are read side by side.
func (s *shelf[T]) read(ctx context.Context, site fs.FS, names []string, problems *problem.List, work maker[T]) ([]T, error) {
	held, _ := site.(*mirror.Mirror)
	now, missing := s.recall(held, names)
	if err := now.fill(ctx, site, missing, work); err != nil {
		return nil, err
	}
	if held != nil {
		*s = now
	}
	return now.take(problems), nil
}

// maker makes something of a file.
type maker[T any] func(name string, raw []byte, problems *problem.List) T

// recall returns a shelf of those names with what is known of them, and the
// numbers of those that are missing.
func (s *shelf[T]) recall(held *mirror.Mirror, names []string) (now shelf[T], missing []int) {
	now = shelf[T]{names, make([]made[T], len(names))}
	n := 0
	for i, name := range names {
		for n < len(s.names) && s.names[n] < name {
			n++
		}
		if held != nil && n < len(s.names) && s.names[n] == name && s.all[n].of == held.Sum(name) {
			now.all[i] = s.all[n]
		} else {
			missing = append(missing, i)
		}
	}
	return now, missing
}

// fill puts what is made of files of these numbers on the shelf.
func (s *shelf[T]) fill(ctx context.Context, site fs.FS, numbers []int, work maker[T]) error {
	held, _ := site.(*mirror.Mirror)
	return each(ctx, allProcessors, len(numbers), nil, func(i int) error {
		name := s.names[numbers[i]]
		raw, err := fs.ReadFile(site, name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		var m made[T]
		var found problem.List
		m.value = work(name, raw, &found)
		if held != nil {
			m.of = held.Sum(name)
		}
		if found.Len() > 0 {
			if text, err := charset.Decode(raw); err == nil {
				found.Quote(name, text)
			}
			m.problems = &found
		}
		s.all[numbers[i]] = m
		return nil
	})
}

// take returns all that is on the shelf.
func (s *shelf[T]) take(problems *problem.List) []T {
	values := make([]T, len(s.all))
	for i := range s.all {
		values[i] = s.all[i].value
	}
	s.tell(problems)
	return values
}

func (s *shelf[T]) tell(problems *problem.List) {
	for i := range s.all {
		if found := s.all[i].problems; found != nil {
			problems.Join(found)
		}
	}
}

// renew makes anew what is on the shelf under these names, and returns it.
func (s *shelf[T]) renew(ctx context.Context, site fs.FS, names []string, work maker[T]) ([]T, error) {
	numbers := make([]int, len(names))
	for i, name := range names {
		numbers[i], _ = slices.BinarySearch(s.names, name)
	}
	if err := s.fill(ctx, site, numbers, work); err != nil {
		return nil, err
	}
	values := make([]T, len(names))
	for i, n := range numbers {
		values[i] = s.all[n].value
	}
	return values, nil
}

// single keeps the one thing that was made of a folder and of other values,
// which key tells apart.
type single[T any] struct {
	kept *made[T]
}

func (s *single[T]) read(site fs.FS, folder, key string, problems *problem.List, work func(problems *problem.List) (T, error)) (T, error) {
	held, knows := site.(*mirror.Mirror)
	if !knows {
		return work(problems)
	}
	inner := held.Sum(folder)
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
