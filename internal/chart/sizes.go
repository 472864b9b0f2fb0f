package chart

import "math"

// size measures a plan; nil if some words do not fit boxes of that width.
func (d *drawer) size(p plan, ratio float64, level int, room room, chips []chip) *sizes {
	s := &sizes{plan: p, ratio: ratio, cards: d.chipped(cardKey{ratio, level > 0}, chips)}
	for _, f := range p.frames {
		s.rows = append(s.rows, make([]float64, f.rows))
	}
	for i, c := range s.cards {
		if !c.fits {
			return nil
		}
		at := p.spots[i]
		row := &s.rows[at.frame][at.row]
		*row = math.Max(*row, d.Canvas.even(c.height(level)))
	}
	s.titles = make([][]string, len(p.frames))
	s.cols = widen(d.colGutters(p, room.label), room.factor)
	for f := range p.frames {
		s.gutters = append(s.gutters, widen(d.rowGutters(p, f), room.factor))
		if title := panelTitle(p, f); title != "" {
			s.titles[f], _ = d.broken(title, panelTitleSize, true, s.panelWidth(p.groups[p.frames[f].group])-1.4)
		}
	}
	return s
}

func (d *drawer) chipped(key cardKey, chips []chip) []card {
	cards := d.cards(key)
	if len(chips) == 0 {
		return cards
	}
	cards = append([]card(nil), cards...)
	for i := range cards {
		var words []string
		for _, c := range chips {
			if c.From == i {
				words = append(words, c.words)
			}
		}
		cards[i] = d.withChips(cards[i], words)
	}
	return cards
}

// colGutters leaves room for the labels of side exits between columns.
func (d *drawer) colGutters(p plan, most float64) []float64 {
	g := make([]float64, p.cols+1)
	for i := range g {
		g[i] = colGutter
	}
	for _, gr := range p.groups {
		if p.kind == Fold && gr.c0 > 0 {
			g[gr.c0] = panelGutter
		}
	}
	for i, s := range d.Steps {
		for _, a := range s.Out {
			from, to := p.spots[i], p.spots[a.To]
			if a.Label == "" || from.frame != to.frame || from.row != to.row || from.col == to.col {
				continue
			}
			k := from.col + 1
			if to.col < from.col {
				k = from.col
			}
			g[k] = math.Max(g[k], math.Min(d.labelShapes(a.Label)[0].w+0.8, most))
		}
	}
	g[0], g[p.cols] = sideGutter, sideGutter
	for i, s := range d.Steps {
		if len(s.Out) < 2 {
			continue
		}
		switch p.spots[i].col {
		case 0:
			g[0] = askSide
		case p.cols - 1:
			g[p.cols] = askSide
		}
	}
	return g
}

func (d *drawer) rowGutters(p plan, f int) []float64 {
	g := make([]float64, p.frames[f].rows+1)
	for i := range g {
		g[i] = rowGutter
	}
	for i, s := range d.Steps {
		if at := p.spots[i]; at.frame == f && len(s.Out) > 1 {
			g[at.row+1] = askGutter
		}
	}
	g[0], g[len(g)-1] = topGutter, footGutter
	return g
}

// widen makes gutters wider by a factor, for flows with many lines.
func widen(gutters []float64, by float64) []float64 {
	for i := range gutters {
		gutters[i] *= by
	}
	return gutters
}

func sum(vs []float64) float64 {
	t := 0.0
	for _, v := range vs {
		t += v
	}
	return t
}

// width is what all columns need; rounding takes a little for each.
func (s *sizes) width() float64 { return columnsWide(s.plan.cols, s.ratio, sum(s.cols)) }

func columnsWide(cols int, ratio, gutters float64) float64 {
	return float64(cols)*(ratio+0.2) + gutters
}

// height is that of the highest group.
func (s *sizes) height() float64 {
	most := 0.0
	for _, g := range s.plan.groups {
		most = math.Max(most, s.groupHeight(g))
	}
	return most
}

func (s *sizes) groupHeight(g group) float64 {
	h := panelGap * float64(len(g.frames)-1)
	for _, f := range g.frames {
		h += s.headHeight(f) + sum(s.rows[f]) + sum(s.gutters[f]) + 0.2*float64(len(s.rows[f]))
	}
	return h
}

// headHeight is that of a panel's title, or of the heads of the lanes.
func (s *sizes) headHeight(f int) float64 {
	if s.plan.kind == Lanes {
		return panelHead
	}
	if n := len(s.titles[f]); n > 0 {
		return 0.6 + panelTitleHigh*float64(n)
	}
	return 0
}

// panelWidth is that of a group's panels.
func (s *sizes) panelWidth(g group) float64 {
	w := float64(g.c1-g.c0)*s.ratio + sum(s.cols[g.c0+1:g.c1])
	for _, c := range []int{g.c0, g.c1} {
		if c == 0 || c == s.plan.cols {
			w += s.cols[c]
		} else {
			w += s.cols[c]/2 - panelGap/2
		}
	}
	return w
}

// fill is the share of cells that hold a step.
func (s *sizes) fill() float64 {
	cells := 0.0
	for _, g := range s.plan.groups {
		rows := 0
		for _, f := range g.frames {
			rows += s.plan.frames[f].rows
		}
		cells += float64(rows * (g.c1 - g.c0))
	}
	return float64(len(s.cards)) / cells
}
