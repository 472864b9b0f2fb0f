package preview

import (
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"daoyin/internal/build"
	"daoyin/internal/calendar"
	"daoyin/internal/problem"
)

// ServeHTTP is for the interface http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Referrer-Policy", "no-referrer")
	if !s.welcome(r) {
		http.Error(w, "这里只给本机看。", http.StatusForbidden)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	if r.URL.Path == own+"open" {
		s.open(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "这里只能看。", http.StatusMethodNotAllowed)
		return
	}
	switch inside, isOwn := strings.CutPrefix(r.URL.Path, own); {
	case isOwn:
		s.serveOwn(w, r, inside)
	default:
		now, _ := s.now()
		s.serveFile(w, r, now, now.shown, name)
	}
}

// serveOwn answers what is the preview's own.
func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request, name string) {
	if dated, ok := strings.CutPrefix(name, "at/"); ok {
		s.serveDated(w, r, dated)
		return
	}
	switch {
	case strings.HasPrefix(own+name, door):
		http.SetCookie(w, &http.Cookie{Name: cookie, Value: s.opts.Token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
		w.Header().Set("Location", "/")
		w.WriteHeader(http.StatusSeeOther)
	case name == "events":
		s.events(w, r)
	case name == "desk.json":
		s.desk(w, r)
	case name == "compare.json":
		s.compare(w, r)
	case name == "" || name == "desk.css" || name == "desk.js" || name == "live.js":
		if name == "" {
			name = "desk.html"
			w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; object-src 'self'; base-uri 'none'; form-action 'none'")
		}
		data, err := fs.ReadFile(s.opts.Builtin, "static/preview/"+name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		send(w, r, name, http.StatusOK, data)
	default:
		http.NotFound(w, r)
	}
}

// serveDated answers with the site as it is at another time: DATE/PATH.
func (s *Server) serveDated(w http.ResponseWriter, r *http.Request, name string) {
	date, name, _ := strings.Cut(name, "/")
	now, _ := s.now()
	shot, problems, err := s.at(r, now, date)
	switch {
	case errors.Is(err, errDate):
		http.Error(w, "日期写成 2026-12-05 这样。", http.StatusNotFound)
	case err != nil:
		s.failed(w, r, now, err)
	case shot == nil:
		s.trouble(w, r, now, problems)
	default:
		s.serveFile(w, r, now, shot, name)
	}
}

var errDate = errors.New("no date")

// at returns the site as it is at a time, of the files that are shown now.
func (s *Server) at(r *http.Request, now state, date string) (*build.Snapshot, []problem.Problem, error) {
	var moment calendar.Moment
	if err := moment.UnmarshalText([]byte(date)); err != nil {
		return nil, nil, errDate
	}
	s.mu.Lock()
	if s.datedFor != now.held || len(s.dated) >= mostDates {
		s.dated, s.datedFor = map[string]*build.Snapshot{}, now.held
	}
	shot := s.dated[date]
	s.mu.Unlock()
	if shot != nil {
		return shot, nil, nil
	}
	shot, problems, err := s.take(r.Context(), now.held, moment.Begin())
	if shot != nil {
		s.mu.Lock()
		if s.datedFor == now.held {
			s.dated[date] = shot
		}
		s.mu.Unlock()
	}
	return shot, problems, err
}

// mostDates is how many days are kept at a time.
const mostDates = 4

// serveFile answers with a file of the site.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, now state, shot *build.Snapshot, name string) {
	if shot == nil {
		if now.failure != nil {
			s.failed(w, r, now, now.failure)
			return
		}
		s.trouble(w, r, now, now.problems)
		return
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	status := http.StatusOK
	file, err := s.make(shot, name)
	if errors.Is(err, fs.ErrNotExist) {
		status, name = http.StatusNotFound, "404.html"
		file, err = s.make(shot, name)
	}
	switch {
	case err != nil:
		s.failed(w, r, now, err)
	case file.data == nil:
		s.trouble(w, r, now, file.problems)
	default:
		if path.Ext(name) == ".html" {
			file.data = inject(file.data, now.version)
		}
		send(w, r, name, status, file.data)
	}
}

// file is a file of a snapshot, or why there is none.
type file struct {
	data     []byte
	problems []problem.Problem
}

func (s *Server) make(shot *build.Snapshot, name string) (file, error) {
	return guarded(func() (file, error) {
		data, problems, err := shot.Make(name)
		return file{data, problems}, err
	})
}

// send sends a file with its type.
func send(w http.ResponseWriter, r *http.Request, name string, status int, data []byte) {
	w.Header().Set("Content-Type", kind(name))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(data) // fails only if nobody reads it
	}
}

// kind is the content type of a file: those of the system differ from machine to
// machine.
func kind(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".json":
		return "application/json; charset=utf-8"
	case ".xml":
		return "application/xml; charset=utf-8"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".gif":
		return "image/gif"
	case ".webp":
		return "image/webp"
	case ".pdf":
		return "application/pdf"
	}
	return "application/octet-stream"
}
