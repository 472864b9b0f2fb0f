package leaflet

// A sheet of A4 lying down, in points. Its right third, seen from inside, is
// folded in first and therefore narrower.
const (
	mm          = 842.0 / 297
	sheetWidth  = 842.0
	sheetHeight = 595.0
	flapLess    = 2 * mm
	panelWidth  = (sheetWidth + flapLess) / 3
	flapWidth   = panelWidth - flapLess
)

// Room that stays free: printers leave the edge white, and nothing stands in a
// fold. All panels have the text width of the narrow one.
const (
	outerMargin = 8.5 * mm // left and right of the sheet
	foldMargin  = 7 * mm   // on the flap, and more on the others
	topMargin   = 8.5 * mm
	textWidth   = flapWidth - outerMargin - foldMargin
	textHeight  = sheetHeight - 2*topMargin
)

// panel is a sixth of the leaflet.
type panel struct {
	class  string  // of its group in the scene
	x, w   float64 // on the sheet
	inside bool    // on which side of it
	text   float64 // x of its text
}

// Panels in the order of reading. The flap is read last: it follows on the
// third panel of the inside, whose back it is.
const (
	front = iota
	first
	second
	third
	flap
	back
)

func panels() [6]panel {
	wide := panel{w: panelWidth, inside: true}
	at := func(p panel, class string, x, text float64) panel {
		p.class, p.x, p.text = class, x, text
		return p
	}
	narrow := panel{w: flapWidth}
	narrowInside, wideOutside := narrow, wide
	narrowInside.inside, wideOutside.inside = true, false
	middle := (panelWidth - textWidth) / 2
	return [6]panel{
		front:  at(wideOutside, "front", flapWidth+panelWidth, sheetWidth-outerMargin-textWidth),
		first:  at(wide, "inside-1", 0, outerMargin),
		second: at(wide, "inside-2", panelWidth, panelWidth+middle),
		third:  at(narrowInside, "inside-3", 2*panelWidth, sheetWidth-outerMargin-textWidth),
		flap:   at(narrow, "flap", 0, outerMargin),
		back:   at(wideOutside, "back", flapWidth, flapWidth+middle),
	}
}

// Fold marks, from the edge of the sheet.
const (
	markFrom = 2.5 * mm
	markTo   = 5.5 * mm
)

// folds returns where a side of the sheet is folded.
func folds(inside bool) [2]float64 {
	if inside {
		return [2]float64{panelWidth, 2 * panelWidth}
	}
	return [2]float64{flapWidth, flapWidth + panelWidth}
}
