package web

import (
	"encoding/json"
	"strconv"

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
		w.crumb(way.length+1, e.Title, e.Href(e))
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
		w.text("name", e.Title)
		w.text("description", v.Description)
		w.text("serviceType", "信访")
		r.bureau(w, "provider")
	case plan.FAQ:
		w.begin("FAQPage")
		w.questions([]*plan.Entry{e})
	case plan.FAQAll:
		w.begin("FAQPage")
		w.questions(e.Items)
	case plan.Notice:
		w.begin("NewsArticle")
		w.text("headline", e.Title)
		w.text("description", v.Description)
		w.text("datePublished", e.Page.Front.Date.Begin().Format("2006-01-02T15:04:05-07:00"))
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
// them, and maps through encoding/json cost more than the page's text.
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

// text writes a further member. encoding/json escapes < and >, so that no text
// can end the script element.
func (w *jsonLD) text(name, value string) {
	w.raw(`,"` + name + `":`)
	quoted, err := json.Marshal(value)
	if err != nil { // cannot happen: a string
		quoted = []byte(`""`)
	}
	w.out = append(w.out, quoted...)
}

func (w *jsonLD) questions(entries []*plan.Entry) {
	w.raw(`,"mainEntity":[`)
	for i, e := range entries {
		if i > 0 {
			w.raw(`,`)
		}
		w.raw(`{"@type":"Question"`)
		w.text("name", e.Title)
		w.raw(`,"acceptedAnswer":{"@type":"Answer"`)
		w.text("text", e.Page.Doc.Text())
		w.raw(`}}`)
	}
	w.raw(`]`)
}
