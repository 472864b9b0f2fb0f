package poster

import (
	"strings"

	"daoyin/internal/chart"
	"daoyin/internal/check"
	"daoyin/internal/content"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
	"daoyin/internal/scene"
)

// frame is what stands above and below the flow of a poster.
type frame struct {
	logo    *content.Image // nil if there is none; then nothing stands above
	bureau  string
	site    *content.Settings // where the bureau stands
	phone   string
	lines   []string // the editor's own
	example bool     // nothing of it is to be relied on
}

// Colours of the frame, as those of charts.
const (
	navy  scene.Colour = 0x14304F
	white scene.Colour = 0xFFFFFF
	ice   scene.Colour = 0xD5E1EE
	cream scene.Colour = 0xFFF6DC
	ink   scene.Colour = 0x14212E
)

// em is the size of a poster's running words for its least ones.
const em = 1 / 0.62

// sheet draws a poster: the flow, and its frame. It is nil when problems say
// why.
func (p *Press) sheet(print *plan.Print, f *content.Flow, o chart.Options, around frame, problems *problem.List) *scene.Scene {
	if !p.framed(print, around, problems) {
		return nil
	}
	whole := o.Canvas
	l := &layer{Press: p, width: whole.Width, em: whole.MinText * em}
	top, bottom := l.head(around), l.foot(around)
	o.Canvas.Height -= top.high + bottom.high
	var found problem.List
	drawn := p.chart(retitled(print, f), o, &found)
	if drawn == nil {
		p.tell(print, f, &found, problems)
		return nil
	}
	problems.Join(&found)
	s := *drawn.Scene
	s.Height = whole.Height
	s.Shapes = top.shapes
	s.Shapes = append(s.Shapes, moved(drawn.Scene.Shapes, 0, top.high)...)
	s.Shapes = append(s.Shapes, moved(bottom.shapes, 0, whole.Height-bottom.high)...)
	return &s
}

// tell passes on why a flow could not be drawn. That it is too much for the
// paper is told where the paper was chosen.
func (p *Press) tell(print *plan.Print, flow *content.Flow, found, problems *problem.List) {
	for _, f := range found.Sorted() {
		if f.Code == chart.CodeFull {
			hint, at := f.Hint, print.Paper.At
			if print.Poster.Source == "" {
				at = flow.At
				hint += "要换纸，运行 daoyin new poster " + print.Poster.Name + "，在新文件里选大一些的纸；不要海报，就把 paper 写成 none。"
			}
			problems.Error("poster-full", at, "海报做不成："+f.Message, hint)
			return
		}
	}
	problems.Join(found)
}

// framed tells whether the fonts have all characters of the frame and of the
// poster's own titles.
func (p *Press) framed(print *plan.Print, f frame, problems *problem.List) bool {
	poster := print.Poster
	own := poster.Title.Value + poster.Subtitle.Value + strings.Join(f.lines, "")
	ok := check.Characters(p.fonts, own, poster, problems)
	return check.Characters(p.fonts, f.bureau+f.phone, f.site, problems) && ok
}

// retitled returns the flow under the titles that the poster gives it.
func retitled(print *plan.Print, flow *content.Flow) *content.Flow {
	f := *flow
	g := *f.Graph
	if t := print.Poster.Title.Value; t != "" {
		g.Title = t
	}
	if t := print.Poster.Subtitle.Value; t != "" {
		g.Subtitle = t
	}
	f.Graph = &g
	return &f
}

// moved returns shapes at another place.
func moved(shapes []scene.Shape, dx, dy float64) []scene.Shape {
	if dx == 0 && dy == 0 {
		return shapes
	}
	out := make([]scene.Shape, len(shapes))
	for i, s := range shapes {
		switch s := s.(type) {
		case scene.Rect:
			s.X, s.Y = s.X+dx, s.Y+dy
			out[i] = s
		case scene.Circle:
			s.X, s.Y = s.X+dx, s.Y+dy
			out[i] = s
		case scene.Text:
			s.X, s.Y = s.X+dx, s.Y+dy
			out[i] = s
		case scene.Image:
			s.X, s.Y = s.X+dx, s.Y+dy
			out[i] = s
		case scene.Path:
			parts := make([]scene.Part, len(s.Parts))
			for n, part := range s.Parts {
				part.X, part.X1, part.X2 = part.X+dx, part.X1+dx, part.X2+dx
				part.Y, part.Y1, part.Y2 = part.Y+dy, part.Y1+dy, part.Y2+dy
				parts[n] = part
			}
			s.Parts = parts
			out[i] = s
		case scene.Group:
			s.Shapes = moved(s.Shapes, dx, dy)
			out[i] = s
		}
	}
	return out
}
