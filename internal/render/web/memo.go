package web

import (
	"sync"

	"daoyin/internal/content"
	"daoyin/internal/flow"
	"daoyin/internal/plan"
)

// memo keeps what is the same wherever it stands, so that it is made once. Its
// values do not depend on who asks first. Safe for concurrent use.
type memo[K comparable, V any] struct{ made sync.Map }

// get returns the value of key; work makes it when it is not there yet.
func (m *memo[K, V]) get(key K, work func() (V, error)) (V, error) {
	if v, ok := m.made.Load(key); ok {
		return v.(V), nil
	}
	v, err := work()
	if err == nil {
		m.made.Store(key, v)
	}
	return v, err
}

// memos are the parts of pages that many pages share.
type memos struct {
	chrome memo[sectionKey, chrome]  // by section
	line   memo[*plan.Entry, string] // by what is listed
	trail  memo[placeKey, trail]     // by parent
	tag    memo[placeKey, string]    // by tag
	column memo[*plan.Entry, string] // by column
	ways   memo[*content.Flow, *flow.Ways]
}

// sectionKey tells pages of one depth and one section of the main navigation.
type sectionKey struct {
	root    string
	section *plan.Entry
}

// placeKey tells how an entry is written on pages of one depth.
type placeKey struct {
	root  string
	entry *plan.Entry
}
