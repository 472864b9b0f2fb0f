package leaflet

import (
	"strings"

	"daoyin/internal/check"
	"daoyin/internal/content"
	"daoyin/internal/problem"
	"daoyin/internal/scene"
)

// complete tells whether the fonts have every character that is shown; what
// they lack is a problem wherever it is written. Of what is left out nothing is
// asked.
func (m *Maker) complete(p *content.Page, sides []scene.Scene, problems *problem.List) bool {
	fonts := m.set.Fonts()
	page, site := m.pageWords(p), m.siteWords()
	ok := true
	for _, r := range fonts.Missing(shown(sides)) {
		ok = false
		if strings.ContainsRune(page, r) {
			check.Characters(fonts, string(r), p, problems)
		}
		if strings.ContainsRune(site, r) {
			check.Characters(fonts, string(r), m.site, problems)
		}
	}
	return ok
}

// shown is every word on the sheet.
func shown(sides []scene.Scene) string {
	var b strings.Builder
	var walk func([]scene.Shape)
	walk = func(shapes []scene.Shape) {
		for _, s := range shapes {
			switch s := s.(type) {
			case scene.Group:
				walk(s.Shapes)
			case scene.Text:
				b.WriteString(s.Runes)
			}
		}
	}
	for _, side := range sides {
		walk(side.Shapes)
	}
	return b.String()
}

// pageWords is all of a page that its leaflet may show.
func (m *Maker) pageWords(p *content.Page) string {
	words := p.Front.Title.Value + p.Front.Description + p.Doc.Text()
	for i := range p.Flows {
		words += p.Flows[i].Words()
	}
	return words
}

// siteWords is all of the site file that a leaflet may show.
func (m *Maker) siteWords() string {
	c := &m.site.Contact
	words := []string{m.site.Name, c.Network.Name, c.Network.URL, c.Network.Note, c.Post.Address, c.Post.Postcode, c.Post.Note,
		c.Phone.Number, c.Phone.Hours, c.Phone.Note, c.Reception.Place, c.Reception.Hours, c.Reception.Note,
		c.Progress.How, c.Progress.URL, c.Progress.Note, m.site.Address.Value}
	for _, ch := range m.site.Channels {
		words = append(words, ch.Name, ch.Phone, ch.For)
	}
	return strings.Join(words, "\n")
}
