package web

import (
	"daoyin/internal/plan"
)

// downloads lists what can be had of a page on paper: posters first, then the
// leaflet, then pictures.
func downloads(e *plan.Entry) []Link {
	var links []Link
	for _, kinds := range [...][2]plan.Kind{{plan.Poster, plan.Tiles}, {plan.Leaflet}, {plan.Picture}} {
		for _, x := range e.Prints {
			if x.Kind == kinds[0] || x.Kind == kinds[1] {
				links = append(links, linkTo(downloadWords(x), e.Href(x)))
			}
		}
	}
	return links
}

// downloadWords tell what a file is for, and what paper it needs.
func downloadWords(x *plan.Entry) string {
	words, sheet := "", ""
	if p := x.Print; p != nil {
		sheet = p.Paper.Size
		if p.Poster.Landscape {
			sheet += " 横"
		}
		if title := p.Poster.Title.Value; title != "" {
			words = title
		}
	}
	switch x.Kind {
	case plan.Poster:
		return words + "海报（" + sheet + "）"
	case plan.Tiles:
		return words + "海报（" + sheet + "，用 A4 拼贴）"
	case plan.Leaflet:
		return "折页（A4 双面）"
	default:
		return words + "图片"
	}
}
