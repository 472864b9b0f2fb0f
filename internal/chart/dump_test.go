package chart_test

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daoyin/internal/chart"
	"daoyin/internal/scene"
)

// dump writes a chart as SVG where DAOYIN_DUMP says, to look at.
func dump(t *testing.T, name string, c *chart.Chart) {
	dir := os.Getenv("DAOYIN_DUMP")
	if dir == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(dir, name+".svg"), []byte(svg(c.Scene)), 0o644); err != nil {
		t.Fatal(err)
	}
}

func svg(s *scene.Scene) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%g" height="%g" viewBox="0 0 %g %g" font-family="Noto Sans SC,Noto Sans CJK SC,sans-serif"><rect width="100%%" height="100%%" fill="%s"/>`,
		s.Width, s.Height, s.Width, s.Height, colour(s.Background))
	shapes(&b, s.Shapes)
	b.WriteString("</svg>")
	return b.String()
}

func colour(c scene.Colour) string {
	if c == scene.None {
		return "none"
	}
	return fmt.Sprintf("#%06x", int32(c))
}

func paint(p scene.Paint) string {
	s := fmt.Sprintf(` fill="%s" stroke="%s" stroke-width="%.2f" stroke-linejoin="round" stroke-linecap="round"`, colour(p.Fill), colour(p.Stroke), p.Width)
	if len(p.Dash) > 0 {
		s += fmt.Sprintf(` stroke-dasharray="%.2f %.2f"`, p.Dash[0], p.Dash[1])
	}
	return s
}

func shapes(b *strings.Builder, all []scene.Shape) {
	for _, s := range all {
		switch s := s.(type) {
		case scene.Rect:
			fmt.Fprintf(b, `<rect x="%.2f" y="%.2f" width="%.2f" height="%.2f" rx="%.2f"%s/>`, s.X, s.Y, s.W, s.H, s.Radius, paint(s.Paint))
		case scene.Circle:
			fmt.Fprintf(b, `<circle cx="%.2f" cy="%.2f" r="%.2f"%s/>`, s.X, s.Y, s.R, paint(s.Paint))
		case scene.Text:
			weight := ""
			if s.Bold {
				weight = ` font-weight="bold"`
			}
			fmt.Fprintf(b, `<text x="%.2f" y="%.2f" font-size="%.2f" fill="%s"%s textLength="%.2f">%s</text>`, s.X, s.Y, s.Size, colour(s.Fill), weight, s.Width, html.EscapeString(s.Runes))
		case scene.Path:
			b.WriteString(`<path d="`)
			for _, p := range s.Parts {
				switch p.Op {
				case scene.MoveTo:
					fmt.Fprintf(b, "M%.2f %.2f", p.X, p.Y)
				case scene.LineTo:
					fmt.Fprintf(b, "L%.2f %.2f", p.X, p.Y)
				case scene.CurveTo:
					fmt.Fprintf(b, "C%.2f %.2f %.2f %.2f %.2f %.2f", p.X1, p.Y1, p.X2, p.Y2, p.X, p.Y)
				case scene.Close:
					b.WriteString("Z")
				}
			}
			fmt.Fprintf(b, `"%s/>`, paint(s.Paint))
		case scene.Group:
			fmt.Fprintf(b, `<g class="%s"><title>%s</title>`, s.Class, html.EscapeString(s.Title))
			shapes(b, s.Shapes)
			b.WriteString("</g>")
		}
	}
}
