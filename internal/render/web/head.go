package web

import (
	"html"
	"html/template"
	"slices"
	"strings"

	"daoyin/internal/content"
	"daoyin/internal/markdown"
	"daoyin/internal/plan"
)

// bundles are the style sheets that a page may need together.
var bundles = map[string][]string{
	"text":  {"base"},
	"flow":  {"base", "flow", "chart"},
	"chart": {"base", "chart"},
	"list":  {"base", "list"},
	"both":  {"base", "list", "flow"},
	"home":  {"base", "list", "home"},
	"ask":   {"base", "question"},
}

// dress is what all pages of one bundle have in their <head>: policy, style and
// script, around the ways to the files of the styles.
type dress struct {
	inline template.HTML // policy, style sheet, script of a page that carries all it needs
	policy template.HTML // policy and script of pages that link the style sheet
	path   string        // of the style sheet; "" if it always stands in the page
	print  string        // of the style sheet for paper
}

func (r *Renderer) dresses() map[string]dress {
	all := map[string]dress{}
	for key := range bundles {
		for _, rich := range []bool{false, true} {
			sheets := bundles[key]
			name := key
			if rich {
				sheets = append(slices.Clone(sheets), "rich")
				name += richly
			}
			all[name] = r.dressOf(sheets)
		}
	}
	return all
}

// richly marks the bundles of texts with more than the usual.
const richly = "+rich"

func (r *Renderer) dressOf(sheets []string) dress {
	code, hash := r.assets.Script("details")
	style := r.assets.Style(sheets...)
	allowed, script := "", ""
	if slices.Contains(sheets, "flow") && code != "" {
		allowed, script = "; script-src '"+hash+"'", "<script>"+code+"</script>"
	}
	policy := func(styles string) string {
		return `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' data:; base-uri 'none'; form-action 'none'; style-src ` +
			styles + allowed + `">`
	}
	return dress{
		inline: template.HTML(policy("'self' '"+style.Hash+"'") + "<style>" + style.CSS + "</style>" + script),
		policy: template.HTML(policy("'self'") + script),
		path:   style.Path,
		print:  r.assets.Print(),
	}
}

// style returns policy and style sheets for e. A server shows 404.html at any
// depth, so it carries all it needs.
func (r *Renderer) style(e *plan.Entry) template.HTML {
	d := r.dress[r.bundle(e)]
	if e.Kind == plan.NotFound {
		return d.inline
	}
	paper := template.HTML(`<link rel="stylesheet" media="print" href="` + plan.Href(e.Path, d.print) + `">`)
	if d.path == "" {
		return d.inline + paper
	}
	return d.policy + template.HTML(`<link rel="stylesheet" href="`+plan.Href(e.Path, d.path)+`">`) + paper
}

// head returns what stands in <head> beside title and style: the meta tags of
// government websites, icon, structured data.
func (r *Renderer) head(v *View, e *plan.Entry, way trail) template.HTML {
	buffer := r.scratch.Get().(*[]byte)
	defer r.scratch.Put(buffer)
	b := r.meta((*buffer)[:0], v, e)
	if icon := r.assets.Icon("icon.svg"); icon != "" && e.Kind != plan.NotFound {
		b = append(b, `<link rel="icon" href="`+plan.Href(e.Path, icon)+`">`...)
	}
	if e.Kind == plan.Redirect {
		b = append(b, `<meta http-equiv="refresh" content="0; url=`+html.EscapeString(v.Target)+`"><meta name="robots" content="noindex">`...)
	}
	*buffer = r.structured(b, v, e, way)
	return template.HTML(*buffer)
}

// bundle names the style sheets that the page needs.
func (r *Renderer) bundle(e *plan.Entry) string {
	p := r.plan.Page(e)
	flows := e.Kind == plan.FAQAll || p != nil && len(p.Flows) > 0
	if e.Kind == plan.FAQAll || p != nil && rich(p) {
		return kindBundle(e.Kind, flows) + richly
	}
	return kindBundle(e.Kind, flows)
}

// rich tells whether a page has more than the usual in its text or in the
// notes of its flows.
func rich(p *content.Page) bool {
	return p.Doc.Rich || slices.ContainsFunc(p.Flows, func(f content.Flow) bool {
		return slices.ContainsFunc(slices.Concat(f.Notes...), func(note *markdown.Doc) bool { return note.Rich })
	})
}

// kindBundle names the style sheets of the kind of page, with flows in it or not.
func kindBundle(kind plan.Kind, flows bool) string {
	switch kind {
	case plan.Home:
		return "home"
	case plan.Question, plan.Destination:
		return "ask"
	case plan.Chart:
		return "chart"
	case plan.Guide, plan.FAQ, plan.Page:
		if flows {
			return "flow"
		}
		return "text"
	}
	if flows {
		return "both"
	}
	return "list"
}

// meta appends the tags of government websites, by kind of page: three for the
// home page, seven for lists, ten for articles. Source: facts, section C2.
func (r *Renderer) meta(dst []byte, v *View, e *plan.Entry) []byte {
	dst = appendMeta(dst, "description", v.Description)
	if e.Kind == plan.Home || e.Kind == plan.NotFound || e.Kind == plan.Redirect {
		return append(dst, r.portal...)
	}
	about := e
	part := e.Questions != nil || e.Kind == plan.Chart
	if part {
		about = e.Target
	}
	column := about
	article := e.Kind == plan.Guide || e.Kind == plan.FAQ || e.Kind == plan.Notice || e.Kind == plan.Law || e.Kind == plan.Page || part
	if article && about.Parent != nil {
		column = about.Parent
	}
	told, _ := r.made.column.get(column, func() (string, error) { return r.column(column), nil })
	dst = append(append(dst, r.portal...), told...)
	if !article {
		return dst
	}
	dst = appendMeta(dst, "ArticleTitle", r.plan.Title(e))
	source := r.site.Settings.Name
	if p := r.plan.Page(about); p != nil {
		front := p.Front
		if front.Issuer.Value != "" {
			source = front.Issuer.Value
		}
		switch {
		case !front.Date.IsZero():
			dst = appendMeta(dst, "PubDate", front.Date.Begin().Format("2006-01-02 15:04"))
		case !front.Reviewed.IsZero():
			dst = appendMeta(dst, "PubDate", front.Reviewed.String()+" 00:00")
		}
		dst = appendMeta(dst, "Keywords", strings.Join(front.Tags, ","))
	} else if e.Law != nil && !e.Law.Reviewed.IsZero() {
		dst = appendMeta(dst, "PubDate", e.Law.Reviewed.String()+" 00:00")
	}
	return appendMeta(dst, "ContentSource", source)
}

// portal returns the tags that tell whose website this is.
func portal(p content.Portal) string {
	return string(appendMeta(appendMeta(appendMeta(nil, "SiteName", p.SiteName), "SiteDomain", p.SiteDomain), "SiteIDCode", p.SiteIDCode))
}

// column returns the tags that tell which part of the website this is.
func (r *Renderer) column(e *plan.Entry) string {
	name := r.plan.Title(e)
	if e == r.plan.Home {
		name = "关于本站"
	}
	b := appendMeta(nil, "ColumnName", name)
	b = appendMeta(b, "ColumnDescription", r.description(e))
	b = appendMeta(b, "ColumnKeywords", name+","+r.site.Settings.Name)
	return string(appendMeta(b, "ColumnType", columnType(e)))
}

// appendMeta writes a tag unless it would be empty: inspections count that as
// a fault.
func appendMeta(dst []byte, name, text string) []byte {
	if text == "" {
		return dst
	}
	dst = append(append(dst, `<meta name="`...), name...)
	dst = append(append(dst, `" content="`...), html.EscapeString(text)...)
	return append(dst, `">`...)
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
