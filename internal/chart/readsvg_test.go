package chart_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// What a reader sees of a chart that is written as SVG: shapes with places, in
// the order in which they are painted. Nothing that is not seen is read.

type mark struct {
	name, words  string
	x, y         float64
	w, h, size   float64
	fill, stroke string
	start, bold  bool      // of words: they begin at x; they are bold
	paths        [][]place // the corners of each part
	link         string
	inside       []mark // of a link
}

type place struct{ x, y float64 }

// readSVG reads what svg.Inline writes.
func readSVG(text string) ([]mark, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	root := map[string]string{}
	var all []mark
	into, dx, dy := &all, 0.0, 0.0
	var words *mark
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			at := map[string]string{}
			for _, a := range e.Attr {
				at[a.Name.Local] = a.Value
			}
			switch e.Name.Local {
			case "svg":
				root = at
			case "a":
				if _, err := fmt.Sscanf(at["transform"], "translate(%g %g)", &dx, &dy); err != nil {
					return nil, fmt.Errorf("%v in %q", err, at["transform"])
				}
				all = append(all, mark{name: "a", link: at["href"]})
				into = &all[len(all)-1].inside
			default:
				*into = append(*into, markOf(e.Name.Local, at, root, dx, dy))
				words = nil
				if e.Name.Local == "text" {
					words = &(*into)[len(*into)-1]
				}
			}
		case xml.CharData:
			if words != nil {
				words.words += string(e)
			}
		case xml.EndElement:
			if words = nil; e.Name.Local == "a" {
				into, dx, dy = &all, 0, 0
			}
		}
	}
}

func markOf(name string, at, root map[string]string, dx, dy float64) mark {
	number := func(key string) float64 {
		v, ok := at[key]
		if !ok {
			v = root[key]
		}
		f, _ := strconv.ParseFloat(v, 64)
		return f
	}
	m := mark{name: name, fill: at["fill"], stroke: at["stroke"],
		start: at["text-anchor"] == "start", size: number("font-size")}
	weight, ok := at["font-weight"]
	if !ok {
		weight = root["font-weight"]
	}
	m.bold = weight == "700"
	delete(root, "x")
	m.x, m.y = number("x")+dx, number("y")+dy
	if name == "rect" {
		delete(root, "width")
		delete(root, "height")
		m.w, m.h = number("width"), number("height")
	}
	if name == "path" {
		m.paths = corners(at["d"], dx, dy)
	}
	return m
}

// corners reads the data of a path of straight lines: relative, as written.
func corners(d string, dx, dy float64) [][]place {
	var parts [][]place
	at := place{dx, dy}
	var command byte
	next := func() float64 {
		d = strings.TrimLeft(d, " ")
		n := 1
		for n < len(d) && (d[n] == '.' || unicode.IsDigit(rune(d[n]))) {
			n++
		}
		f, _ := strconv.ParseFloat(d[:n], 64)
		d = d[n:]
		return f
	}
	for d = strings.TrimLeft(d, " "); d != ""; d = strings.TrimLeft(d, " ") {
		if unicode.IsLetter(rune(d[0])) {
			command, d = d[0], d[1:]
		}
		switch command {
		case 'm':
			at.x, at.y = at.x+next(), at.y+next()
			parts = append(parts, []place{at})
			command = 'l'
			continue
		case 'h':
			at.x += next()
		case 'v':
			at.y += next()
		case 'l':
			at.x, at.y = at.x+next(), at.y+next()
		case 'z':
			at = parts[len(parts)-1][0]
			continue
		case 'c': // round corners of signs; only where they end counts
			from := at
			for range 3 {
				at = place{from.x + next(), from.y + next()}
			}
		default:
			panic("a command that is not written: " + string(command))
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], at)
	}
	return parts
}

// bounds of a box or outline.
func (m mark) bounds() (x0, y0, x1, y1 float64) {
	if m.name == "rect" {
		return m.x, m.y, m.x + m.w, m.y + m.h
	}
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, part := range m.paths {
		for _, p := range part {
			x0, y0, x1, y1 = min(x0, p.x), min(y0, p.y), max(x1, p.x), max(y1, p.y)
		}
	}
	return x0, y0, x1, y1
}
