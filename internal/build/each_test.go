package build

import (
	"strings"
	"testing"

	"daoyin/internal/problem"
)

// A fault on a goroutine of a build is told and does not end the program.
func TestFaultsOfWorkersAreErrors(t *testing.T) {
	err := each(t.Context(), allProcessors, 4, nil, func(i int) error {
		if i == 2 {
			panic("broken")
		}
		return nil
	})
	if err == nil || !strings.HasPrefix(err.Error(), "broken\n") {
		t.Errorf("each: %v", err)
	}
	_, err = beside(func(*problem.List) (int, error) { panic("broken") })(new(problem.List))
	if err == nil || !strings.HasPrefix(err.Error(), "broken\n") {
		t.Errorf("beside: %v", err)
	}
}
