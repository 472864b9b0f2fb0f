package web

import (
	"strconv"
	"strings"

	"daoyin/internal/plan"
)

// structured appends what search engines read (JSON-LD): the trail, and by
// kind of page questions with answers, a service, or a notice. Addresses are
// relative, as all are.
func (r *Renderer) structured(dst []byte, v *View, e *plan.Entry, way trail) []byte {
	if e.Kind == plan.NotFound || e.Kind == plan.Redirect {
		return dst
	}
	w := &jsonLD{out: append(dst, `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[`...)}
	if way.length > 0 {
		w.raw(`{"@type":"BreadcrumbList","itemListElement":[`)
		w.raw(way.structured)
		w.crumb(way.length+1, r.plan.Title(e), e.Href(e))
		w.raw(`]}`)
	}
	r.subject(w, v, e)
	w.raw(`]}</script>`)
	return w.out
}

// subject writes what the page itself is.
func (r *Renderer) subject(w *jsonLD, v *View, e *plan.Entry) {
	switch e.Kind {
	case plan.Guide:
		w.begin("GovernmentService")
		w.text("name", r.plan.Title(e))
		w.text("description", v.Description)
		w.text("serviceType", "信访")
		r.bureau(w, "provider")
	case plan.FAQ:
		w.begin("FAQPage")
		r.answersOf(w, []*plan.Entry{e})
	case plan.FAQAll:
		w.begin("FAQPage")
		r.answersOf(w, e.Items)
	case plan.Notice:
		w.begin("NewsArticle")
		w.text("headline", r.plan.Title(e))
		w.text("description", v.Description)
		w.text("datePublished", r.plan.Page(e).Front.Date.Begin().Format("2006-01-02T15:04:05-07:00"))
		r.bureau(w, "publisher")
	case plan.Home:
		w.begin("WebSite")
		w.text("name", r.site.Settings.Title)
		r.bureau(w, "publisher")
	default:
		return
	}
	w.raw(`}`)
}

func (r *Renderer) bureau(w *jsonLD, role string) {
	w.raw(`,"` + role + `":{"@type":"GovernmentOrganization"`)
	w.text("name", r.site.Settings.Name)
	w.raw(`}`)
}

// jsonLD writes the few forms of JSON that are needed; thousands of pages have
// them, and through encoding/json they cost more than the page's text.
type jsonLD struct{ out []byte }

func (w *jsonLD) raw(s string) { w.out = append(w.out, s...) }

// crumb writes a step of the trail.
func (w *jsonLD) crumb(position int, title, href string) {
	if position > 1 {
		w.raw(`,`)
	}
	w.raw(`{"@type":"ListItem","position":`)
	w.out = strconv.AppendInt(w.out, int64(position), 10)
	w.text("name", title)
	w.text("item", href)
	w.raw(`}`)
}

// begin starts an object of the graph.
func (w *jsonLD) begin(kind string) {
	if w.out[len(w.out)-1] == '}' {
		w.raw(`,`)
	}
	w.raw(`{"@type":"` + kind + `"`)
}

// text writes a further member.
func (w *jsonLD) text(name, value string) {
	w.raw(`,"` + name + `":`)
	w.out = appendJSON(w.out, value)
}

// appendJSON writes text, which is valid UTF-8, as encoding/json does: < and >
// are escaped too, so that no text can end the script element.
func appendJSON(dst []byte, text string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	done := 0
	for i := 0; i < len(text); i++ {
		c, length := text[i], 1
		switch {
		case c == 0xE2 && i+2 < len(text) && text[i+1] == 0x80 && text[i+2]&^1 == 0xA8: // line ends that JavaScript knew
			dst = append(append(append(dst, text[done:i]...), `\u202`...), hex[text[i+2]&0xF])
			length = 3
		case c >= 0x20 && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&':
			continue
		case c == '"' || c == '\\':
			dst = append(append(dst, text[done:i]...), '\\', c)
		default:
			dst = append(dst, text[done:i]...)
			if short := strings.IndexByte("\b\t\n\f\r", c); short >= 0 {
				dst = append(dst, '\\', "btnfr"[short])
			} else {
				dst = append(append(dst, `\u00`...), hex[c>>4], hex[c&0xF])
			}
		}
		i += length - 1
		done = i + 1
	}
	return append(append(dst, text[done:]...), '"')
}

func (r *Renderer) answersOf(w *jsonLD, entries []*plan.Entry) {
	w.raw(`,"mainEntity":[`)
	for i, e := range entries {
		if i > 0 {
			w.raw(`,`)
		}
		w.raw(`{"@type":"Question"`)
		w.text("name", r.plan.Title(e))
		w.raw(`,"acceptedAnswer":{"@type":"Answer"`)
		w.text("text", r.plan.Page(e).Doc.Text())
		w.raw(`}}`)
	}
	w.raw(`]`)
}
