// Package leaflet makes of a guide a sheet of A4 that is folded twice: six
// panels to hand out in the reception hall, with the steps, what else the guide
// says as far as there is room, and how the bureau is reached.
//
// It decides what stands on which panel, and how large. It breaks no lines
// itself (typeset), knows no file format (draw/pdf) and no addresses: the one in
// the QR code is given to it.
package leaflet

import (
	"daoyin/internal/content"
	"daoyin/internal/draw/pdf"
	"daoyin/internal/problem"
	"daoyin/internal/qrcode"
	"daoyin/internal/scene"
	"daoyin/internal/typeset"
)

// CodeFull is the code of the problem that a guide does not go on one sheet.
const CodeFull = "leaflet-full"

// Maker makes the leaflets of one site. Safe for concurrent use.
type Maker struct {
	set  *typeset.Setter
	site *content.Settings
}

// New returns a maker that sets text so, for the bureau of those settings.
func New(set *typeset.Setter, s *content.Settings) *Maker { return &Maker{set: set, site: s} }

// Draw makes the two sides of a page's leaflet, outside and inside, in points,
// for printing on both sides of a sheet that is turned over its short edge.
// address is where the page is found in full; its QR code stands on the back.
// There are no sides, but a problem, when the page cannot be done.
func (m *Maker) Draw(p *content.Page, address string, problems *problem.List) []scene.Scene {
	in, ok := m.choose(p)
	if !ok {
		m.tooMuch(p, problems)
		return nil
	}
	modules, err := qrcode.Modules(address)
	if err != nil {
		problems.Error(CodeFull, m.site.Address.At, "网址太长，做不成二维码："+address, "把 address 写短一些；一般不超过100个字符。")
		return nil
	}
	backPanel, ok := m.back(modules, address)
	if !ok {
		problems.Error(CodeFull, problem.Position{File: m.site.Address.At.File}, "折页的封底写不下联系方式",
			"把 contact 里的地址、时间写短一些；封底只有一张 A4 纸的六分之一。")
		return nil
	}
	cover, ok := m.cover(p, in.titles)
	if !ok {
		problems.Error(CodeFull, p.Front.Title.At, "折页的封面写不下标题和说明", "把 title 写在20个字以内，description 写在100个字以内。")
		return nil
	}
	sides := m.sides(p, in, cover.paint, backPanel)
	if !m.complete(p, sides, problems) {
		return nil
	}
	return sides
}

// tooMuch tells that not even the steps go on the sheet.
func (m *Maker) tooMuch(p *content.Page, problems *problem.List) {
	at := problem.Position{File: p.Source}
	if len(p.Flows) > 0 {
		at = p.Flows[0].At
	}
	problems.Error(CodeFull, at, "步骤太多，一张折页写不下", "折页的字不能小于11磅，里面只有四栏。请把步骤合并一些、标题和期限写短，或者把这一页分成两页。不要折页的，在说明栏里写 leaflet: false。")
}

// PDF returns the sides that Draw made as a document for printing.
func (m *Maker) PDF(sides []scene.Scene) ([]byte, error) {
	return pdf.Write(sides, pdf.Options{Fonts: m.set.Fonts()})
}
