package playlist_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	. "daoyin/internal/playlist"
)

func seconds(n int64) time.Duration { return time.Duration(n) * time.Second }

func TestFilesAreTheSameTwice(t *testing.T) {
	for range 5 {
		first, second := written(t, wall(), t.TempDir()), written(t, wall(), t.TempDir())
		if fmt.Sprintf("%x", first) != fmt.Sprintf("%x", second) {
			t.Fatal("the same playlist, other bytes")
		}
	}
}

func TestManifestNamesTheSet(t *testing.T) {
	files := written(t, wall(), t.TempDir())
	m := regexp.MustCompile(`^daoyin\((\{.*\})\);\n$`).FindSubmatch(files["manifest.js"])
	var manifest struct {
		Set    string
		Bytes  int
		SHA256 string
	}
	if m == nil || json.Unmarshal(m[1], &manifest) != nil {
		t.Fatalf("manifest: %s", files["manifest.js"])
	}
	set := files[manifest.Set]
	if manifest.Bytes != len(set) || manifest.SHA256 != fmt.Sprintf("%x", sha256.Sum256(set)) || !strings.Contains(manifest.Set, manifest.SHA256[:16]) {
		t.Errorf("%+v, but the set has %d bytes and the sum %x", manifest, len(set), sha256.Sum256(set))
	}
	other := wall()
	other.Zones[0].Slides[0].Seconds++
	if written(t, other, t.TempDir())[manifest.Set] != nil {
		t.Error("other content, the same name")
	}
}

// What the set says of a slide is the slide, letter for letter.
func TestSetKeepsEverySlide(t *testing.T) {
	p := wall()
	// the same outline on two slides, twice on one, and none
	outline := "M10 10L20 20C30 30 40 40 50 50Z"
	for i, inside := range []string{outline, outline + `"/><path d="` + outline, "M1 1"} {
		s := &p.Zones[0].Slides[i]
		s.SVG = bytes.Replace(s.SVG, []byte("</svg>"), []byte(`<title>汉字😀</title><path d="`+inside+`"/></svg>`), 1)
	}
	var set struct {
		Outlines []string
		Zones    []struct{ Slides []struct{ SVG []any } }
	}
	text := contentSet(t, p)
	if err := json.Unmarshal([]byte(text), &set); err != nil {
		t.Fatal(err)
	}
	for z, zone := range p.Zones {
		for i, s := range zone.Slides {
			var svg strings.Builder
			for _, piece := range set.Zones[z].Slides[i].SVG {
				if n, ok := piece.(float64); ok {
					svg.WriteString(set.Outlines[int(n)])
				} else {
					svg.WriteString(piece.(string))
				}
			}
			if svg.String() != string(s.SVG) {
				t.Errorf("%s became %s", s.SVG, svg.String())
			}
		}
	}
	if strings.Count(text, outline) != 1 {
		t.Errorf("an outline stands %d times in the set", strings.Count(text, outline))
	}
	if i := strings.IndexFunc(text, func(r rune) bool { return r >= 0x7f }); i >= 0 {
		t.Errorf("not ASCII: %s", text[i:])
	}
}

// The page lets nothing run but its own script.
func TestShellIsStrictAndSmall(t *testing.T) {
	many := wall()
	for i := range 30 {
		many.Zones[0].Slides = append(many.Zones[0].Slides, evergreen(slide(100+i, 8, 384, 160)))
	}
	for _, p := range []*Playlist{wall(), plain("plain"), many} {
		files := written(t, p, t.TempDir())
		for _, name := range []string{"index.html", "usb.html"} {
			page := files[name]
			script := regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindSubmatch(page)
			style := regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindSubmatch(page)
			policy := regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindSubmatch(page)
			if script == nil || style == nil || policy == nil {
				t.Fatalf("%s: %s", name, page)
			}
			for _, must := range []string{"default-src 'none'", hash(script[1]), hash(style[1])} {
				if !strings.Contains(string(policy[1]), must) {
					t.Errorf("%s: the policy lacks %s: %s", name, must, policy[1])
				}
			}
			for _, never := range []string{"unsafe", "*", "http:", "https:"} {
				if strings.Contains(string(policy[1]), never) {
					t.Errorf("%s: the policy has %s", name, never)
				}
			}
			for _, never := range []string{"http-equiv=\"refresh", "location.href", "location.reload", ".replace('http", "eval(", " style=\"", "onclick"} {
				if bytes.Contains(page, []byte(never)) {
					t.Errorf("%s has %s", name, never)
				}
			}
		}
		t.Logf("shell of %d bytes", len(files["index.html"]))
	}
}

func hash(text []byte) string {
	s := sha256.Sum256(text)
	return "'sha256-" + base64.StdEncoding.EncodeToString(s[:]) + "'"
}

func TestImpossiblePlaylists(t *testing.T) {
	for name, spoil := range map[string]func(*Playlist){
		"no size":               func(p *Playlist) { p.Width = 0 },
		"askew":                 func(p *Playlist) { p.Rotate = 45 },
		"colour":                func(p *Playlist) { p.Background = "red; } body { display: none" },
		"no zones":              func(p *Playlist) { p.Zones = nil },
		"off":                   func(p *Playlist) { p.Off = "" },
		"off hours, no clock":   func(p *Playlist) { p.Clock = nil },
		"pitch dark":            func(p *Playlist) { p.Night = &Night{office, 100} },
		"hours":                 func(p *Playlist) { p.Open = []Daypart{{always, 0, 1441}} },
		"hours on no day":       func(p *Playlist) { p.Open = []Daypart{{Until: 10}} },
		"night on no day":       func(p *Playlist) { p.Night = &Night{Daypart{Until: 10}, 10} },
		"no seconds":            func(p *Playlist) { p.Zones[0].Slides[1].Seconds = 0 },
		"dated evergreen":       func(p *Playlist) { p.Zones[0].Slides[2].Evergreen = true },
		"evergreen emergency":   func(p *Playlist) { p.Zones[0].Slides[0].Emergency = true },
		"ends before it begins": func(p *Playlist) { w := p.Zones[0].Slides[2].When; w[0].From, w[0].Until = w[0].Until, w[0].From },
		"half a second": func(p *Playlist) {
			p.Zones[0].Slides[2].When[0].Until = at("2027-01-01 00:00:00").Add(time.Millisecond)
		},
		"wrong size of a slide":  func(p *Playlist) { p.Zones[0].Slides[1].SVG = picture(384, 192, 1) },
		"not a drawing":          func(p *Playlist) { p.Zones[0].Slides[1].SVG = []byte("<html>") },
		"words in a drawing":     func(p *Playlist) { spoilSVG(p, `<text>字</text>`) },
		"script in a drawing":    func(p *Playlist) { spoilSVG(p, `<script/>`) },
		"drawing that loads":     func(p *Playlist) { spoilSVG(p, `<image href="http://localhost/"/>`) },
		"wrong size of the mark": func(p *Playlist) { p.Mark.W = 99 },
		"clock without figures":  func(p *Playlist) { p.Clock.Glyphs = p.Clock.Glyphs[1:] },
		"clock without lines":    func(p *Playlist) { p.Clock.Lines = nil },
	} {
		p := wall()
		spoil(p)
		if files, err := p.Files(); err == nil || files != nil || !strings.Contains(err.Error(), "wall") {
			t.Errorf("%s: %v", name, err)
		}
	}
	p := wall()
	for i := range p.Zones[0].Slides {
		p.Zones[0].Slides[i].Evergreen = false
	}
	if _, err := p.Files(); !errors.Is(err, ErrNoEvergreen) {
		t.Errorf("nothing evergreen: %v", err)
	}
}

func spoilSVG(p *Playlist, with string) {
	s := &p.Zones[0].Slides[1]
	s.SVG = bytes.Replace(s.SVG, []byte("</svg>"), []byte(with+"</svg>"), 1)
}

func TestTooBigForAStick(t *testing.T) {
	p := wall()
	spoilSVG(p, `<desc>`+strings.Repeat("x", MaxUSB)+`</desc>`)
	var big *TooBig
	if _, err := p.Files(); !errors.As(err, &big) || big.File != "usb.html" || big.Size <= MaxUSB || big.Max != MaxUSB {
		t.Errorf("%v", err)
	}
}

func TestCharactersOfAClock(t *testing.T) {
	got := string(Characters([]ClockLine{{Format: "M月D日 星期w"}, {Format: "h:m"}}))
	if got != " 0123456789:一三二五六四日星月期" {
		t.Errorf("%q", got)
	}
}

// A playlist of 40 slides with 300 characters each, of which many are the same.
func BenchmarkFiles(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	outline := func(n int) string {
		r := rand.New(rand.NewPCG(uint64(n), 9))
		s := "M0 0"
		for range 30 {
			s += fmt.Sprintf("C%d %d %d %d %d %d", r.IntN(1000), r.IntN(1000), r.IntN(1000), r.IntN(1000), r.IntN(1000), r.IntN(1000))
		}
		return s
	}
	p := plain("many")
	for i := range 40 {
		s := slide(i, 10, 384, 192)
		var paths strings.Builder
		for range 300 {
			fmt.Fprintf(&paths, `<path d="%s"/>`, outline(r.IntN(600)))
		}
		s.SVG = bytes.Replace(s.SVG, []byte("</svg>"), []byte(paths.String()+"</svg>"), 1)
		p.Zones[0].Slides = append(p.Zones[0].Slides, s)
	}
	size := 0
	for b.Loop() {
		files, err := p.Files()
		if err != nil {
			b.Fatal(err)
		}
		size = len(files[3].Data)
	}
	b.ReportMetric(float64(size), "usb-bytes")
}
