package emit

import (
	"errors"
	"io/fs"
	"os"
)

// place is the published folder and the names beside it. A newcomer can tell
// from the names alone what an interrupted run was doing:
//
//	next   being built or being deleted: always rubbish
//	ready  finished, on its way to being published (only where folders cannot be exchanged)
//	old    published until now, making room for ready
type place struct {
	parent                       *os.Root
	name, next, ready, old, lock string
	stick                        bool
}

func newPlace(parent *os.Root, name string) *place {
	return &place{
		parent: parent,
		name:   name,
		next:   "." + name + ".next",
		ready:  "." + name + ".ready",
		old:    "." + name + ".old",
		lock:   "." + name + ".lock",
	}
}

// mend brings an interrupted replacement to its end, or back, and clears away
// whatever else lies beside the published folder.
func (p *place) mend() error {
	published, err := p.has(p.name)
	if err != nil {
		return err
	}
	for _, candidate := range []string{p.ready, p.old} {
		found, err := p.has(candidate)
		if err != nil {
			return err
		}
		if found && !published {
			if err := p.rename(candidate, p.name); err != nil {
				return err
			}
			published = true
		}
	}
	return errors.Join(p.discard(p.next), p.discard(p.ready), p.discard(p.old))
}

// discard deletes a tree. It takes the name of rubbish first, so that one
// deleted by half is never taken for one worth publishing.
func (p *place) discard(name string) error {
	if found, err := p.has(name); err != nil || !found {
		return err
	}
	if name != p.next {
		if err := p.rename(name, p.next); err != nil {
			return err
		}
	}
	return p.parent.RemoveAll(p.next)
}

// replace publishes the new tree and leaves the old one, if any, to mend.
// Where it fails, the old one stays published.
func (p *place) replace() error {
	published, err := p.has(p.name)
	if err != nil {
		return err
	}
	if !published {
		return p.rename(p.next, p.name)
	}
	err = errors.ErrUnsupported
	if !p.stick {
		err = exchange(p.parent, p.next, p.name)
	}
	if !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	if err := p.rename(p.next, p.ready); err != nil {
		return err
	}
	if err := p.rename(p.name, p.old); err != nil {
		return err
	}
	if err := p.rename(p.ready, p.name); err != nil {
		return errors.Join(err, p.rename(p.old, p.name))
	}
	return nil
}

func (p *place) has(name string) (bool, error) {
	_, err := p.parent.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

func (p *place) rename(from, to string) error {
	return patiently(func() error { return p.parent.Rename(from, to) })
}
