package chart_test

import (
	"os"
	"path/filepath"
	"testing"

	"daoyin/internal/chart"
	"daoyin/internal/draw/svg"
	"daoyin/internal/scene"
)

// dump writes a chart as SVG where DAOYIN_DUMP says, to look at.
func dump(t *testing.T, name string, c *chart.Chart) {
	dir := os.Getenv("DAOYIN_DUMP")
	if dir == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(dir, name+".svg"), []byte(picture(t, c.Scene)), 0o644); err != nil {
		t.Fatal(err)
	}
}

func picture(t *testing.T, s *scene.Scene) string {
	t.Helper()
	out, err := svg.Write(*s, svg.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
