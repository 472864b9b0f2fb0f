package preview

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"daoyin/internal/build"
	"daoyin/internal/calendar"
	"daoyin/internal/plan"
)

// desk is what the desk shows: everything that is made.
type desk struct {
	Name    string       `json:"name"`
	Today   string       `json:"today"`
	At      string       `json:"at"`   // the day that is shown, if not today
	Next    string       `json:"next"` // day of the next change by itself
	NextAt  string       `json:"nextAt"`
	Pages   []deskPage   `json:"pages"`
	Screens []deskScreen `json:"screens"`
	Prints  []deskPage   `json:"prints"`
}

type deskPage struct {
	Title string `json:"title"`
	Path  string `json:"path"`
	Kind  string `json:"kind"`
	File  string `json:"file"`
}

type deskScreen struct {
	Title  string `json:"title"`
	Name   string `json:"name"`
	Path   string `json:"path"`
	Player string `json:"player"` // "" if it has none
	File   string `json:"file"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// desk answers with what there is, today or at the day that is asked for.
func (s *Server) desk(w http.ResponseWriter, r *http.Request) {
	now, _ := s.now()
	shot, at := now.shown, r.URL.Query().Get("at")
	if at != "" && now.held != nil {
		dated, _, err := s.at(r, now, at)
		if errors.Is(err, errDate) {
			http.Error(w, "日期写成 2026-12-05 这样。", http.StatusNotFound)
			return
		}
		shot = dated // nil if it cannot be shown; the frame tells why
	}
	d := desk{Today: calendar.DateOf(s.opts.Now()).String(), At: at, Pages: []deskPage{}, Screens: []deskScreen{}, Prints: []deskPage{}}
	if shot != nil {
		d.fill(shot)
	}
	sendJSON(w, r, d)
}

func (d *desk) fill(shot *build.Snapshot) {
	d.Name = shot.Site().Settings.Name
	if next, found := shot.NextChange(); found {
		d.Next = calendar.DateOf(next).String()
		d.NextAt = next.In(calendar.Zone).Format("2006年1月2日 15:04")
	}
	for _, e := range shot.Entries() {
		one := deskPage{Title: shot.Title(e), Path: e.Path, Kind: string(e.Kind), File: e.Source}
		switch {
		case e.Medium == plan.OnPoster:
			d.Prints = append(d.Prints, one)
		case path.Ext(e.Path) == ".html" && e.Kind != plan.Redirect:
			d.Pages = append(d.Pages, one)
		}
	}
	for _, one := range shot.Screens() {
		p := one.Profile
		player := ""
		if p.Wants("html") {
			player = path.Join("screens", p.Name, "index.html")
		}
		d.Screens = append(d.Screens, deskScreen{p.Title, p.Name, path.Join("screens", p.Name, "preview.html"), player, p.Source, p.Width, p.Height})
	}
}

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

func sendJSON(w http.ResponseWriter, r *http.Request, value any) {
	var out bytes.Buffer
	if err := json.NewEncoder(&out).Encode(value); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, r, "x.json", http.StatusOK, out.Bytes())
}
