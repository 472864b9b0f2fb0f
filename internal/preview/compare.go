package preview

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// comparison is what would change in the published folder.
type comparison struct {
	None    bool     `json:"none"` // nothing was published yet
	New     []string `json:"new"`
	Changed []string `json:"changed"`
	Gone    []string `json:"gone"`
	Same    int      `json:"same"`
}

// compare makes every file and compares it with what the published folder's
// manifest says.
func (s *Server) compare(w http.ResponseWriter, r *http.Request) {
	now, _ := s.now()
	if now.shown == nil {
		s.trouble(w, r, now, now.problems)
		return
	}
	published, err := manifest(s.opts.Out)
	if err != nil {
		s.failed(w, r, now, err)
		return
	}
	c := comparison{None: published == nil, New: []string{}, Changed: []string{}, Gone: []string{}}
	var mu sync.Mutex
	err = now.shown.Each(r.Context(), func(name string, data []byte) error {
		sum := sha256.Sum256(data)
		mu.Lock()
		defer mu.Unlock()
		switch old, there := published[name]; {
		case !there:
			c.New = append(c.New, name)
		case old != hex.EncodeToString(sum[:]):
			c.Changed = append(c.Changed, name)
		default:
			c.Same++
		}
		delete(published, name)
		return nil
	})
	if err != nil {
		s.failed(w, r, now, err)
		return
	}
	for name := range published {
		if !strings.HasSuffix(name, ".gz") { // written beside their originals
			c.Gone = append(c.Gone, name)
		}
	}
	slices.Sort(c.New)
	slices.Sort(c.Changed)
	slices.Sort(c.Gone)
	sendJSON(w, r, c)
}

// manifest returns the sums of the published files; nil if there are none.
func manifest(folder string) (map[string]string, error) {
	raw, err := os.ReadFile(filepath.Join(folder, "manifest.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var m struct {
		Files []struct {
			Path string `json:"path"`
			Sum  string `json:"sha256"`
		} `json:"files"`
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return nil, err
	}
	sums := make(map[string]string, len(m.Files))
	for _, f := range m.Files {
		sums[f.Path] = f.Sum
	}
	return sums, nil
}
