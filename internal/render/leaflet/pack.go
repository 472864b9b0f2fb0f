package leaflet

import "math"

// unit is a part of the text that stays in one column.
type unit struct {
	height float64
	gap    float64 // above it, but not at the top of a column
	keep   bool    // what follows stands in the same column
	opens  bool    // begins a section: a good head of a column
	name   string  // of its section, for the reader who comes from another column
	leads  int     // a line in the margin leads to the unit that is so many further on; 0: none
	// paint paints it at x, y. below is how far down the unit is that the line in
	// the margin leads to, 0 if there is none in this column.
	paint func(b *brush, x, y, below float64)
}

// packing says which units stand in which column.
type packing struct {
	ends  []int // by column: the first unit that no longer stands in it
	used  []float64
	hints bool // the last column goes on in the midst of a section
}

// What makes one packing better than another: even columns first.
const (
	splitCost     = 0.02 // a column begins in the midst of a section,
	splitTextCost = 0.03 // and of a paragraph of it;
	splitFlapCost = 0.12 // the flap does: whoever opens the leaflet reads it alone
)

// packer finds the best packing: for each column and each unit the least cost
// of all ways to fill the columns so far with the units before it.
type packer struct {
	units        []unit
	count        int
	height, hint float64
	cost         [][]float64 // by columns filled, by units in them
	from         [][]int     // where the last of these columns begins
}

// pack puts units into so many columns of a height. hint is the height of a
// line that tells where the text goes on: the last column stands on another
// side of the sheet than the one before.
func pack(units []unit, count int, height, hint float64) (packing, bool) {
	p := packer{units: units, count: count, height: height, hint: hint}
	n := len(units)
	p.cost, p.from = make([][]float64, count+1), make([][]int, count+1)
	for c := range p.cost {
		p.cost[c], p.from[c] = make([]float64, n+1), make([]int, n+1)
		for i := range p.cost[c] {
			p.cost[c][i] = math.Inf(1)
		}
	}
	p.cost[0][0] = 0
	for c := 1; c <= count; c++ {
		for start := 0; start <= n; start++ {
			if !math.IsInf(p.cost[c-1][start], 1) {
				p.fill(c, start)
			}
		}
	}
	if math.IsInf(p.cost[count][n], 1) {
		return packing{}, false
	}
	return p.best(), true
}

// fill tries all ways to fill column c (from 1) with the units from start on.
func (p *packer) fill(c, start int) {
	before := p.cost[c-1][start]
	if before+1 < p.cost[c][start] {
		p.cost[c][start], p.from[c][start] = before+1, start // an empty column
	}
	last := c == p.count
	before += headCost(p.units, start, last)
	room := p.height
	if last && middleOf(p.units, start) {
		room -= p.hint
	}
	used := 0.0
	for end := start + 1; end <= len(p.units); end++ {
		u := &p.units[end-1]
		if used += u.height; end-1 > start {
			used += u.gap
		}
		if used > room {
			return
		}
		if u.keep && end < len(p.units) || c == p.count-1 && middleOf(p.units, end) && used+p.hint > room {
			continue
		}
		spare := (p.height - used) / p.height
		if total := before + spare*spare; total < p.cost[c][end]-1e-9 {
			p.cost[c][end], p.from[c][end] = total, start
		}
	}
}

// best follows the cheapest way back.
func (p *packer) best() packing {
	out := packing{ends: make([]int, p.count), used: make([]float64, p.count)}
	end := len(p.units)
	for c := p.count; c > 0; c-- {
		start := p.from[c][end]
		out.ends[c-1] = end
		for i := start; i < end; i++ {
			if out.used[c-1] += p.units[i].height; i > start {
				out.used[c-1] += p.units[i].gap
			}
		}
		if c == p.count {
			out.hints = start < end && middleOf(p.units, start)
		}
		end = start
	}
	return out
}

// middleOf tells whether a column that begins with unit i begins in the midst
// of a section.
func middleOf(units []unit, i int) bool { return i > 0 && i < len(units) && !units[i].opens }

func headCost(units []unit, i int, flap bool) float64 {
	cost := 0.0
	if middleOf(units, i) {
		cost += splitCost
		if flap {
			cost += splitFlapCost
		}
		if units[i].gap == 0 {
			cost += splitTextCost
		}
	}
	return cost
}
