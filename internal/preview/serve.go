package preview

import (
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"daoyin/internal/build"
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
	if played, ok := strings.CutPrefix(name, "play/"); ok {
		s.play(w, r, played)
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
	case name == "phone.svg":
		s.phone(w, r)
	case name == "compare.json":
		s.compare(w, r)
	case name == "":
		w.Header().Set("Content-Security-Policy", deskPolicy)
		s.sendParts(w, r, "desk.html", "desk.html")
	case name == "live.js":
		s.sendParts(w, r, name, "problem.js", name)
	case name == "schedule.js":
		s.sendParts(w, r, name, "../player/"+name)
	case !strings.Contains(name, "/") && (path.Ext(name) == ".js" || path.Ext(name) == ".css"):
		s.sendParts(w, r, name, name)
	default:
		http.NotFound(w, r)
	}
}

// deskPolicy lets the desk load what is served here, and nothing else.
const deskPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; object-src 'self'; base-uri 'none'; form-action 'none'"

// sendParts sends files of the preview as one, under a name.
func (s *Server) sendParts(w http.ResponseWriter, r *http.Request, name string, parts ...string) {
	var all []byte
	for _, part := range parts {
		data, err := fs.ReadFile(s.opts.Builtin, path.Join("static/preview", part))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		all = append(all, data...)
	}
	send(w, r, name, http.StatusOK, all)
}

// serveDated answers with the site as it is at another time: DATE/PATH.
func (s *Server) serveDated(w http.ResponseWriter, r *http.Request, name string) {
	date, name, _ := strings.Cut(name, "/")
	now, _ := s.now()
	shot, problems, err := s.at(r, now, date)
	switch {
	case errors.Is(err, errDate):
		http.Error(w, wrongDate, http.StatusNotFound)
	case err != nil:
		s.failed(w, r, now, err)
	case shot == nil:
		s.trouble(w, r, now, problems)
	default:
		s.serveFile(w, r, now, shot, name)
	}
}

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
