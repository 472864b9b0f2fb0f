package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"daoyin/internal/build"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

// news is what browsers are told.
type news struct {
	Version  int      `json:"version"`
	Current  bool     `json:"current"` // what is shown is made of the newest files
	Checked  bool     `json:"checked"` // problems are complete
	Status   string   `json:"status"`  // how changes are noticed
	Slow     bool     `json:"slow"`    // they are noticed later than should be
	Failure  string   `json:"failure"` // of the machine
	Changed  []change `json:"changed"` // files of the last change
	Problems []told   `json:"problems"`
	More     int      `json:"more"` // problems that are not told
}

// change is a file that changed, and the page made of it, if there is one.
type change struct {
	File  string `json:"file"`
	Path  string `json:"path"`
	Title string `json:"title"`
}

// told is a problem as browsers are told it.
type told struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Error   bool   `json:"error"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
	Excerpt string `json:"excerpt"`
}

// mostTold and mostChanged are what a reader can take in.
const (
	mostTold    = 100
	mostChanged = 10
)

func tell(now state) news {
	n := news{Version: now.version, Current: now.current, Checked: now.checked, Status: now.status.String(), Slow: now.status.Why != 0,
		Changed: []change{}, Problems: []told{}, More: max(0, len(now.problems)-mostTold)}
	if now.failure != nil {
		n.Failure = now.failure.Error()
	}
	for _, name := range now.changed[:min(mostChanged, len(now.changed))] {
		c := change{File: name}
		if e := entryOf(now.shown, name); e != nil {
			c.Path, c.Title = e.Path, now.shown.Title(e)
		}
		n.Changed = append(n.Changed, c)
	}
	for _, p := range now.problems[:min(mostTold, len(now.problems))] {
		n.Problems = append(n.Problems, toldOf(p))
	}
	return n
}

func toldOf(p problem.Problem) told {
	return told{p.File, p.Line, p.Column, p.Severity == problem.Error, p.Code, p.Message, p.Hint, p.Excerpt}
}

// entryOf returns the page that is made of a file.
func entryOf(shown *build.Snapshot, name string) *plan.Entry {
	if shown == nil {
		return nil
	}
	return shown.BySource(name)
}

// pulse is how often an idle connection is used, so that both ends notice when
// the other is gone.
const pulse = 20 * time.Second

// wait is how long a browser may take to take in an event.
const wait = 10 * time.Second

// events tells a browser of every new state, as server-sent events, until it
// goes or the preview ends.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodHead {
		return
	}
	line := http.NewResponseController(w)
	idle := time.NewTicker(pulse)
	defer idle.Stop()
	for {
		now, next := s.now()
		data, err := json.Marshal(tell(now))
		if err == nil {
			err = write(line, w, "id: "+strconv.Itoa(now.version)+"\ndata: "+string(data)+"\n\n")
		}
		for waiting := true; waiting && err == nil; {
			select {
			case <-r.Context().Done():
				return
			case <-idle.C:
				err = write(line, w, ":\n\n")
			case <-next:
				waiting = false
			}
		}
		if err != nil {
			return
		}
	}
}

func write(line *http.ResponseController, w http.ResponseWriter, text string) error {
	_ = line.SetWriteDeadline(time.Now().Add(wait)) // not all writers have one
	if _, err := fmt.Fprint(w, text); err != nil {
		return err
	}
	return line.Flush()
}

// open opens a file of the site in the system's editor. Only pages of this
// preview on this machine may ask for it.
func (s *Server) open(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("file")
	now, _ := s.now()
	switch {
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "这里只能看。", http.StatusMethodNotAllowed)
	case !s.local(r) || !ownPage(r):
		http.Error(w, "只有本机上的预览页面才能打开文件。", http.StatusForbidden)
	case !now.held.Has(name):
		http.Error(w, "网站里没有这个文件。", http.StatusNotFound)
	default:
		if err := s.opts.OpenFile(name); err != nil {
			http.Error(w, "没有能打开它的程序："+err.Error(), http.StatusInternalServerError)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}
