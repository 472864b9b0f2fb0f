package preview

import (
	"html/template"
	"net/http"

	"daoyin/internal/problem"
)

// page stands where the site cannot be shown. It is served with the script of
// the preview, which loads what should be here as soon as there is something.
var page = template.Must(template.New("trouble").Parse(`<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title><link rel="stylesheet" href="/_preview/desk.css"></head>
<body class="trouble"><main><h1>{{.Title}}</h1><p>{{.Text}}</p>
{{with .Fault}}<pre>{{.}}</pre>{{end}}
<ol>{{range .Problems}}<li><p class="where">{{.File}}{{if .Line}}，第 {{.Line}} 行{{end}}</p><p><strong>{{.Message}}</strong></p>{{with .Excerpt}}<pre>{{.}}</pre>{{end}}{{with .Hint}}<p>怎么改：{{.}}</p>{{end}}</li>{{end}}</ol>
</main>{{.Live}}</body></html>
`))

type trouble struct {
	Title, Text, Fault string
	Problems           []problem.Problem
	Live               template.HTML
}

// trouble answers with the problems that keep a page from being made.
func (s *Server) trouble(w http.ResponseWriter, r *http.Request, now state, problems []problem.Problem) {
	s.sendTrouble(w, r, trouble{Title: "改好以后，这里就有页面", Text: "内容里有错误，这一页现在做不出来。改好、保存，这里会自己显示。", Problems: problems, Live: template.HTML(live(now.version))})
}

// failed answers with a failure of the machine.
func (s *Server) failed(w http.ResponseWriter, r *http.Request, now state, err error) {
	s.sendTrouble(w, r, trouble{Title: "程序出了故障", Text: "不是您写错了。预览还开着，别的页面照常能看；请把下面的话发给技术人员。", Fault: err.Error(), Live: template.HTML(live(now.version))})
}

func (s *Server) sendTrouble(w http.ResponseWriter, r *http.Request, t trouble) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'")
	w.WriteHeader(http.StatusInternalServerError)
	if r.Method != http.MethodHead {
		_ = page.Execute(w, t) // fails only if nobody reads it
	}
}
