package preview

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strings"

	"daoyin/internal/build"
	"daoyin/internal/playlist"
	"daoyin/internal/problem"
)

// played is what the desk must know of a screen to steer its player: what the
// content set says of time, and its slides in words.
type played struct {
	Set   string          `json:"set"` // names the content
	Now   int64           `json:"now"` // milliseconds; a telephone's clock may be wrong
	Floor int64           `json:"floor"`
	Open  json.RawMessage `json:"open"`
	Off   string          `json:"off"`
	Night json.RawMessage `json:"night,omitempty"`
	Zones []playedZone    `json:"zones"`
}

type playedZone struct {
	Slides []playedSlide `json:"slides"`
}

type playedSlide struct {
	Title     string          `json:"title"`
	Source    string          `json:"source"`
	Seconds   int             `json:"seconds"`
	When      json.RawMessage `json:"when"`
	Evergreen bool            `json:"evergreen"`
	Emergency bool            `json:"emergency"`
}

// play answers with the player of a screen, on a day or now, whose clock the
// desk sets: DAY/SCREEN/FILE. It is the player that build writes, with a script
// before its own.
func (s *Server) play(w http.ResponseWriter, r *http.Request, name string) {
	day, name, _ := strings.Cut(name, "/")
	one, name, _ := strings.Cut(name, "/")
	now, _ := s.now()
	shot, problems := now.shown, now.problems
	if day != "now" {
		var err error
		if shot, problems, err = s.at(r, now, day); errors.Is(err, errDate) {
			http.Error(w, wrongDate, http.StatusNotFound)
			return
		} else if err != nil {
			s.failed(w, r, now, err)
			return
		}
	}
	if shot == nil {
		s.trouble(w, r, now, problems)
		return
	}
	player, problems, err := s.player(shot, one)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		http.NotFound(w, r)
	case err != nil:
		s.failed(w, r, now, err)
	case player == nil:
		s.trouble(w, r, now, problems)
	default:
		s.playFile(w, r, player, name)
	}
}

func (s *Server) player(shot *build.Snapshot, screen string) (*build.Player, []problem.Problem, error) {
	var found []problem.Problem
	player, err := guarded(func() (p *build.Player, err error) {
		p, found, err = shot.Player(screen)
		return p, err
	})
	return player, found, err
}

func (s *Server) playFile(w http.ResponseWriter, r *http.Request, player *build.Player, name string) {
	if name == "slides.json" {
		p, err := slidesOf(player)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		p.Now = s.opts.Now().UnixMilli()
		sendJSON(w, r, p)
		return
	}
	if name == "" {
		name = "index.html"
	}
	data := fileOf(player.Files, name)
	switch {
	case data == nil:
		http.NotFound(w, r)
	case name == "index.html":
		send(w, r, name, http.StatusOK, withClock(data))
	default:
		send(w, r, name, http.StatusOK, data)
	}
}

// withClock puts the script that sets the clock before the player's.
func withClock(page []byte) []byte {
	return bytes.Replace(widened(page), []byte("<title>"), []byte(`<script src="`+own+`clock.js"></script><title>`), 1)
}

func fileOf(files []playlist.File, name string) []byte {
	for _, f := range files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

// slidesOf reads the content set as the player does, and adds the words.
func slidesOf(player *build.Player) (*played, error) {
	manifest := struct{ Set string }{}
	if err := call(fileOf(player.Files, "manifest.js"), &manifest); err != nil {
		return nil, err
	}
	p := &played{Set: manifest.Set}
	if err := call(fileOf(player.Files, manifest.Set), p); err != nil {
		return nil, err
	}
	p.Set = manifest.Set
	for z := range p.Zones {
		for i := range p.Zones[z].Slides {
			from := player.List.Zones[z].Slides[i]
			p.Zones[z].Slides[i].Title, p.Zones[z].Slides[i].Source = from.Title, from.Source
		}
	}
	return p, nil
}

// call reads the value that a script of the player is called with.
func call(script []byte, value any) error {
	inner, ok := bytes.CutPrefix(bytes.TrimSuffix(script, []byte(");\n")), []byte("daoyin("))
	if !ok {
		return fmt.Errorf("no script of a player: %.40q", script)
	}
	return json.Unmarshal(inner, value)
}
