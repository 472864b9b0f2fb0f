package markdown

import (
	"slices"
	"strings"

	"daoyin/internal/law"
)

// citationMode tells what becomes of the citations of a run.
type citationMode int

const (
	linkCitations  citationMode = iota
	plainCitations              // listed, but not linked
)

const unbrokenTag = `<span class="nb">`

// flush writes the run that was gathered and makes it empty.
func (w *writer) flush(mode citationMode) {
	r := &w.text
	if r.empty() {
		r.reset()
		w.badTag = false
		return
	}
	if r.hasTitle() {
		w.findCitations(mode)
	}
	r.unbroken = appendUnbroken(r.unbroken, r.plain)
	r.dropCode()
	r.keepTogether()
	w.missingNotes()
	cursor := cursor{}
	for _, p := range r.pieces {
		switch p.kind {
		case words:
			w.putWords(p, &cursor)
		case codeWords:
			w.doc.html = appendText(w.doc.html, r.plain[p.from:p.to])
		case linkOpen:
			w.putHole(linkStart, p.index)
			w.doc.holes[len(w.doc.holes)-1].skip = int32(len(p.html))
			w.put(p.html)
		case linkClose:
			w.putHole(linkEnd, 0)
		case picture:
			w.put("<img")
			w.putHole(imageSource, p.index)
			w.put(p.html)
		default:
			w.put(p.html)
		}
	}
	r.reset()
	w.badTag = false
}

// cursor is how far the spans of a run have been written.
type cursor struct{ citation, unbroken int }

// putWords writes text with the citations that are in it.
func (w *writer) putWords(p piece, c *cursor) {
	for at := p.from; at < p.to; {
		for c.citation < len(w.text.citations) && w.text.citations[c.citation].to <= at {
			c.citation++
		}
		end, index := p.to, -1
		if c.citation < len(w.text.citations) && !p.linked {
			if s := w.text.citations[c.citation]; s.from > at {
				end = min(end, s.from)
			} else {
				end, index = min(end, s.to), s.index
			}
		}
		if index >= 0 {
			w.putHole(citationStart, index)
		}
		w.putUnbroken(at, end, c)
		if index >= 0 {
			w.putHole(citationEnd, index)
		}
		at = end
	}
}

// putUnbroken writes text and keeps numbers with their units.
func (w *writer) putUnbroken(at, end int, c *cursor) {
	for at < end {
		for c.unbroken < len(w.text.unbroken) && w.text.unbroken[c.unbroken].to <= at {
			c.unbroken++
		}
		stop, inside := end, false
		if c.unbroken < len(w.text.unbroken) {
			if s := w.text.unbroken[c.unbroken]; s.from > at {
				stop = min(stop, s.from)
			} else {
				stop, inside = min(stop, s.to), true
			}
		}
		if inside {
			w.put(unbrokenTag)
		}
		w.doc.html = appendText(w.doc.html, w.text.plain[at:stop])
		if inside {
			w.put("</span>")
		}
		at = stop
	}
}

// findCitations lists the citations of the run.
func (w *writer) findCitations(mode citationMode) {
	for _, c := range law.Citations(string(w.text.plain)) {
		if w.text.inCode(c.Start, c.End) || strings.Contains(c.Law, object) {
			continue
		}
		s := span{from: c.Start, to: c.End, index: len(w.doc.Citations)}
		if mode == plainCitations {
			s.index = -1
		}
		w.text.citations = append(w.text.citations, s)
		at := w.of(w.text.source(c.Start))
		c.Start, c.End = 0, 0
		c.Law = w.lawName(c.Law)
		w.doc.Citations = append(w.doc.Citations, Citation{Citation: c, At: at})
	}
}

// lawName returns name as a string that does not hold the whole text in
// memory; a page cites the same law many times.
func (w *writer) lawName(name string) string {
	for i := len(w.doc.Citations) - 1; i >= 0; i-- {
		if w.doc.Citations[i].Law == name {
			return w.doc.Citations[i].Law
		}
	}
	return strings.Clone(name)
}

// dropCode leaves code as it is.
func (r *run) dropCode() {
	if !slices.ContainsFunc(r.pieces, func(p piece) bool { return p.kind == codeWords }) {
		return
	}
	kept := r.unbroken[:0]
	for _, s := range r.unbroken {
		if !r.inCode(s.from, s.to) {
			kept = append(kept, s)
		}
	}
	r.unbroken = kept
}
