package web

import (
	"encoding/json"
	"html"
	"html/template"
	"strings"

	"daoyin/internal/plan"
)

// head returns what stands in <head> beside the title: policy, style, the meta
// tags of government websites, structured data.
func (r *Renderer) head(v *View, e *plan.Entry) template.HTML {
	var b strings.Builder
	bundle := r.bundle(e)
	styles := r.styles[bundle]
	inline := styles.Path == "" || e.Kind == plan.NotFound // a server shows 404.html at any depth: it carries all it needs
	script := r.script != "" && bundle == "flow"
	b.WriteString(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' data:; base-uri 'none'; form-action 'none'; `)
	if inline {
		b.WriteString("style-src '" + styles.Hash + "'")
	} else {
		b.WriteString("style-src 'self'")
	}
	if script {
		b.WriteString("; script-src '" + r.scriptC + "'")
	}
	b.WriteString(`">`)
	for _, m := range r.meta(v, e) {
		if m[1] != "" { // inspections count an empty tag as a fault
			b.WriteString(`<meta name="` + m[0] + `" content="` + html.EscapeString(m[1]) + `">`)
		}
	}
	if icon := r.assets.Icon("icon.svg"); icon != "" && e.Kind != plan.NotFound {
		b.WriteString(`<link rel="icon" href="` + plan.Href(e.Path, icon) + `">`)
	}
	if e.Kind == plan.Redirect {
		b.WriteString(`<meta http-equiv="refresh" content="0; url=` + html.EscapeString(v.Target) + `"><meta name="robots" content="noindex">`)
	}
	if inline {
		b.WriteString("<style>" + styles.CSS + "</style>")
	} else {
		b.WriteString(`<link rel="stylesheet" href="` + plan.Href(e.Path, styles.Path) + `">`)
	}
	if script {
		b.WriteString("<script>" + r.script + "</script>")
	}
	if data := r.structured(v, e); data != nil {
		// json.Marshal escapes < > &, so the text cannot end the element.
		text, err := json.Marshal(data)
		if err == nil {
			b.WriteString(`<script type="application/ld+json">` + string(text) + `</script>`)
		}
	}
	return template.HTML(b.String())
}

// bundle names the style sheets that the page needs.
func (r *Renderer) bundle(e *plan.Entry) string {
	switch {
	case e.Kind == plan.Home:
		return "home"
	case e.Page != nil && len(e.Page.Flows) > 0 || e.Kind == plan.FAQAll:
		return "flow"
	}
	return "text"
}

// meta returns the tags of government websites, by kind of page: three for the
// home page, seven for lists, ten for articles. Source: facts, section C2.
func (r *Renderer) meta(v *View, e *plan.Entry) [][2]string {
	p := r.site.Settings.Portal
	tags := [][2]string{{"description", v.Description}, {"SiteName", p.SiteName}, {"SiteDomain", p.SiteDomain}, {"SiteIDCode", p.SiteIDCode}}
	if e.Kind == plan.Home || e.Kind == plan.NotFound || e.Kind == plan.Redirect {
		return tags
	}
	column := e
	article := e.Kind == plan.Guide || e.Kind == plan.FAQ || e.Kind == plan.Notice || e.Kind == plan.Law || e.Kind == plan.Page
	if article && e.Parent != nil {
		column = e.Parent
	}
	name := column.Title
	if column == r.plan.Home {
		name = "关于本站"
	}
	tags = append(tags, [2]string{"ColumnName", name}, [2]string{"ColumnDescription", r.description(column)},
		[2]string{"ColumnKeywords", name + "," + r.site.Settings.Name}, [2]string{"ColumnType", columnType(e)})
	if !article {
		return tags
	}
	tags = append(tags, [2]string{"ArticleTitle", e.Title})
	source := r.site.Settings.Name
	if e.Page != nil {
		front := e.Page.Front
		if front.Issuer.Value != "" {
			source = front.Issuer.Value
		}
		switch {
		case !front.Date.IsZero():
			tags = append(tags, [2]string{"PubDate", front.Date.Begin().Format("2006-01-02 15:04")})
		case !front.Reviewed.IsZero():
			tags = append(tags, [2]string{"PubDate", front.Reviewed.String() + " 00:00"})
		}
		tags = append(tags, [2]string{"Keywords", strings.Join(front.Tags, ",")})
	} else if e.Law != nil && !e.Law.Reviewed.IsZero() {
		tags = append(tags, [2]string{"PubDate", e.Law.Reviewed.String() + " 00:00"})
	}
	return append(tags, [2]string{"ContentSource", source})
}

func columnType(e *plan.Entry) string {
	for ; e != nil; e = e.Parent {
		switch e.Kind {
		case plan.Guides:
			return "办事服务"
		case plan.FAQs:
			return "互动交流"
		case plan.Notices:
			return "通知公告"
		case plan.Laws:
			return "政策法规"
		}
	}
	return "其他"
}

type ld map[string]any

// structured returns what search engines read: the trail, and by kind of page
// questions with answers, a service, or a notice. Addresses are relative, as
// all are.
func (r *Renderer) structured(v *View, e *plan.Entry) any {
	var graph []ld
	if len(v.Trail) > 0 && e.Kind != plan.NotFound && e.Kind != plan.Redirect {
		var items []ld
		for i, l := range append(v.Trail, Link{Title: e.Title, Href: e.Href(e)}) {
			items = append(items, ld{"@type": "ListItem", "position": i + 1, "name": l.Title, "item": l.Href})
		}
		graph = append(graph, ld{"@type": "BreadcrumbList", "itemListElement": items})
	}
	bureau := ld{"@type": "GovernmentOrganization", "name": r.site.Settings.Name}
	switch e.Kind {
	case plan.Guide:
		graph = append(graph, ld{"@type": "GovernmentService", "name": e.Title, "description": v.Description, "provider": bureau, "serviceType": "信访"})
	case plan.FAQ:
		graph = append(graph, ld{"@type": "FAQPage", "mainEntity": []ld{question(e)}})
	case plan.FAQAll:
		var all []ld
		for _, x := range e.Items {
			all = append(all, question(x))
		}
		graph = append(graph, ld{"@type": "FAQPage", "mainEntity": all})
	case plan.Notice:
		graph = append(graph, ld{"@type": "NewsArticle", "headline": e.Title, "description": v.Description, "publisher": bureau,
			"datePublished": e.Page.Front.Date.Begin().Format("2006-01-02T15:04:05-07:00")})
	case plan.Home:
		graph = append(graph, ld{"@type": "WebSite", "name": r.site.Settings.Title, "publisher": bureau})
	}
	if len(graph) == 0 {
		return nil
	}
	return ld{"@context": "https://schema.org", "@graph": graph}
}

func question(e *plan.Entry) ld {
	return ld{"@type": "Question", "name": e.Title, "acceptedAnswer": ld{"@type": "Answer", "text": e.Page.Doc.Text()}}
}
