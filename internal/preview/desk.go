package preview

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"net/http"
	"path"
	"strings"
	"time"

	"daoyin/internal/build"
	"daoyin/internal/calendar"
	"daoyin/internal/content"
	"daoyin/internal/plan"
	"daoyin/internal/render/screen"
)

// desk is what the desk shows: everything that is made.
type desk struct {
	Name    string       `json:"name"`
	Today   string       `json:"today"`
	At      string       `json:"at"`  // the day that is shown, if not today
	Day     deskDay      `json:"day"` // of At, or today
	Next    []deskChange `json:"next"`
	Pages   []deskPage   `json:"pages"`
	Screens []deskScreen `json:"screens"`
	Prints  []deskPrint  `json:"prints"`
	Phone   string       `json:"phone"` // address that lets a telephone in; "" if none is, or the asker is not on this machine
	Sum     string       `json:"sum"`   // differs when anything else here does
}

type deskPage struct {
	Title string `json:"title"`
	Path  string `json:"path"`
	Kind  string `json:"kind"`
	File  string `json:"file"`
}

// deskPrint is a file made for paper.
type deskPrint struct {
	Guide   string `json:"guide"` // title of the page that it is made of
	File    string `json:"file"`  // source of that page
	What    string `json:"what"`  // A3 海报
	Path    string `json:"path"`
	Picture string `json:"picture"` // a picture of the same; "" if there is none
}

type deskScreen struct {
	Title  string  `json:"title"`
	Name   string  `json:"name"`
	Path   string  `json:"path"` // of all its slides
	File   string  `json:"file"`
	Width  int     `json:"width"`
	Height int     `json:"height"`
	Rotate int     `json:"rotate"`
	Far    float64 `json:"far"` // how large the farthest reader sees it, as a share of its own pixels on a desk
	Metres float64 `json:"metres"`
	Player bool    `json:"player"` // the bureau plays it with a page as the desk does
}

// desk answers with what there is, today or at the day that is asked for;
// nothing if the asker has it.
func (s *Server) desk(w http.ResponseWriter, r *http.Request) {
	now, _ := s.now()
	shot, at, when := now.shown, r.URL.Query().Get("at"), s.opts.Now()
	if at != "" && now.held != nil {
		dated, _, err := s.at(r, now, at)
		if errors.Is(err, errDate) {
			http.Error(w, wrongDate, http.StatusNotFound)
			return
		}
		shot = dated // nil if it cannot be shown; the frame tells why
		when = dayOf(at)
	}
	d := desk{Today: calendar.DateOf(s.opts.Now()).String(), At: at, Phone: s.invitation(r), Next: []deskChange{}, Pages: []deskPage{}, Screens: []deskScreen{}, Prints: []deskPrint{}}
	var known *calendar.Calendar
	if shot != nil {
		d.fill(shot, when)
		known = shot.Site().Calendar
	}
	d.Day = describe(known, calendar.DateOf(when))
	if d.Sum = d.sum(); d.Sum == r.URL.Query().Get("have") {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	sendJSON(w, r, d)
}

// sum is made of all that is told.
func (d *desk) sum() string {
	h := fnv.New64a()
	_ = json.NewEncoder(h).Encode(d) // plain values into a hash
	return fmt.Sprintf("%016x", h.Sum64())
}

func (d *desk) fill(shot *build.Snapshot, when time.Time) {
	d.Name = shot.Site().Settings.Name
	d.Next = changes(shot, when)
	pictures := map[*content.Poster]string{}
	for _, e := range shot.Entries() {
		if e.Kind == plan.Picture {
			pictures[e.Print.Poster] = e.Path
		}
	}
	for _, e := range shot.Entries() {
		switch {
		case e.Medium == plan.OnPoster:
			d.Prints = append(d.Prints, printOf(shot.Title(e), e, pictures))
		case path.Ext(e.Path) == ".html" && e.Kind != plan.Redirect:
			d.Pages = append(d.Pages, deskPage{Title: shot.Title(e), Path: e.Path, Kind: string(e.Kind), File: e.Source})
		}
	}
	for _, one := range shot.Screens() {
		p := one.Profile
		d.Screens = append(d.Screens, deskScreen{p.Title, p.Name, path.Join("screens", p.Name, "preview.html"), p.Source,
			p.Width, p.Height, p.Rotate, screen.Far(p), p.Distance, p.Wants("html") || p.Wants("usb")})
	}
}

// printOf says what a file for paper is, in words.
func printOf(guide string, e *plan.Entry, pictures map[*content.Poster]string) deskPrint {
	one := deskPrint{Guide: guide, File: e.Target.Source, Path: e.Path}
	switch e.Kind {
	case plan.Leaflet:
		one.What = "折页"
		return one
	case plan.Picture:
		one.What = "图片"
	case plan.Tiles:
		one.What = strings.ToUpper(e.Print.Paper.Size) + " 用 A4 拼贴"
	default:
		one.What = strings.ToUpper(e.Print.Paper.Size) + " 海报"
	}
	one.Picture = pictures[e.Print.Poster]
	return one
}

func sendJSON(w http.ResponseWriter, r *http.Request, value any) {
	var out bytes.Buffer
	if err := json.NewEncoder(&out).Encode(value); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, r, "x.json", http.StatusOK, out.Bytes())
}
