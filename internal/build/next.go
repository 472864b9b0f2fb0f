package build

import (
	"context"
	"io/fs"
	"time"

	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

// NextChange returns when the site of that folder next changes by itself after
// at. Problems that hide part of the answer are returned instead of it.
func NextChange(ctx context.Context, site fs.FS, at time.Time) (next time.Time, found bool, list []problem.Problem, err error) {
	var problems problem.List
	s, err := load(ctx, site, new(Kept), &problems)
	if err != nil || s == nil || problems.HasErrors() {
		list = problems.Sorted()
		excerpts(site, list)
		return time.Time{}, false, list, err
	}
	next, found = plan.NextChange(s, at)
	return next, found, nil, nil
}
