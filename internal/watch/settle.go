package watch

import (
	"context"
	"maps"
	"path"
	"slices"
	"time"
)

// few is how many files at a time are read when they changed, to know an echo
// of the same save for what it is. A mass of them is not saved by hand.
const few = 16

// settle looks at what is dirty and names what has changed.
func (l *loop) settle(ctx context.Context) {
	if l.stale {
		l.stale = false
		l.rearm()
		for _, folder := range l.Folders {
			l.dirty[folder] |= suspect
		}
	}
	t, err := l.view(ctx)
	if err != nil {
		return
	}
	concerned := l.concerned(&t)
	if now := time.Now(); l.halfway(&t, concerned) && now.Before(l.last.Add(patience)) && now.Before(l.first.Add(longest)) {
		l.wait(patience)
		return
	}
	l.apply(&t, concerned)
	clear(l.dirty)
	l.first = time.Time{}
	l.publish()
}

// view looks at what is dirty, at files in folders once only.
func (l *loop) view(ctx context.Context) (tree, error) {
	t := newTree()
	names := listing{}
	for _, p := range slices.Sorted(maps.Keys(l.dirty)) {
		if t.folders[path.Dir(p)] {
			continue
		}
		// Windows and macOS find x.md where there is only X.md.
		if l.dirty[p]&(vanished|suspect) != 0 && depth(p) > 0 && !l.lists(p, names) {
			continue
		}
		if err := l.look(ctx, p, &t); err != nil {
			return t, err
		}
	}
	return t, nil
}

// listing holds the names in folders that were asked for, by folder.
type listing map[string]map[string]bool

// lists tells whether the folder of p has an entry of exactly that name, or
// cannot tell.
func (s site) lists(p string, names listing) bool {
	folder := path.Dir(p)
	listed, known := names[folder]
	if !known {
		entries, err := readFolder(s.at(folder))
		if err != nil && !missing(err) {
			return true
		}
		listed = make(map[string]bool, len(entries))
		for _, e := range entries {
			listed[e.Name()] = true
		}
		names[folder] = listed
	}
	return listed[path.Base(p)]
}

// concerned returns the files that view would have found if they were still there.
func (l *loop) concerned(t *tree) []string {
	var files []string
	var folders bool
	for p := range l.dirty {
		if _, had := l.index[p]; had {
			files = append(files, p)
		} else {
			folders = true
		}
	}
	if !folders {
		return files
	}
	for p := range l.index {
		for up := path.Dir(p); up != "."; up = path.Dir(up) {
			if _, dirty := l.dirty[up]; dirty {
				files = append(files, p)
				break
			}
		}
	}
	return files
}

// halfway tells whether this looks like a save in its middle.
func (l *loop) halfway(t *tree, concerned []string) bool {
	for _, p := range concerned {
		if _, there := t.files[p]; !there {
			return true
		}
	}
	for p, found := range t.files {
		if before, had := l.index[p]; found.size == 0 && (!had || before.size > 0) {
			return true
		}
	}
	return false
}

// apply enters what view found into the index and names the differences.
func (l *loop) apply(t *tree, concerned []string) {
	now := time.Now()
	l.flickered(t, now)
	for _, p := range concerned {
		if _, there := t.files[p]; !there && t.knows(p) {
			delete(l.index, p)
			l.gone[p] = now
			l.name(p)
		}
	}
	read := len(t.files) <= few
	for p, found := range t.files {
		before, had := l.index[p]
		if had && before.stamp == found && l.unchanged(p, &before, now) {
			l.index[p] = before
			continue
		}
		e := entry{stamp: found, seen: now}
		if read || l.told(p)&suspect != 0 || l.status.Why != Told {
			e.sum = l.sum(p)
		}
		l.index[p] = e
		delete(l.gone, p)
		l.name(p)
	}
}

// flickered names files that were gone, and are, but may have been there
// between: who reads what a batch names could have seen them.
func (l *loop) flickered(t *tree, now time.Time) {
	for p, when := range l.gone {
		o := l.told(p)
		if _, there := t.files[p]; !there && (o&(appeared|vanished|written) != 0 || o&suspect != 0 && now.Sub(when) < grain) {
			l.name(p)
		}
	}
}

// told is all that is known of p, for its own sake and for that of the folders
// that it is in.
func (l *loop) told(p string) op {
	o := l.dirty[p]
	for up := path.Dir(p); up != "."; up = path.Dir(up) {
		o |= l.dirty[up] &^ (touched | written)
	}
	return o
}

// unchanged decides on a file with the stamp that it had before. Its bytes say
// whether it was written; but one that was away and is back is named, for who
// reads what a batch names could have missed it.
func (l *loop) unchanged(p string, before *entry, now time.Time) bool {
	switch o := l.told(p); {
	case o&(appeared|vanished) != 0:
		return false
	case o&written != 0:
		return before.sum != 0 && before.sum == l.sum(p)
	}
	return l.same(p, before, now) && (before.tested || before.sum != 0)
}
