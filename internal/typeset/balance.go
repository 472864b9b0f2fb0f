package typeset

import "math"

// filled returns the ends of lines that take as much as goes in. There is no
// way with fewer lines.
func filled(m measured, width float64) []int {
	var ends []int
	from, pieces := 0, len(m.full)-1
	for from < pieces {
		to := from + 1
		for to < pieces && m.width(from, to+1) <= width+slack {
			to++
		}
		ends = append(ends, to)
		from = to
	}
	return ends
}

// balanced returns the ends of so many lines, as even as they can be: the sum
// of the squares of their widths is least. A line that ends with a mark of
// punctuation may be half an em off for that.
func balanced(m measured, pieces []piece, width float64, lines int, em float64) []int {
	n := len(pieces)
	if lines <= 1 {
		return filled(m, width)
	}
	bonus := (em / 2) * (em / 2) * 2
	mean := m.width(0, n) / float64(lines)
	// cost[l][i] is the least for i pieces in l lines, from[l][i] where the last
	// of these lines starts.
	cost, from := make([][]float64, lines+1), make([][]int, lines+1)
	for l := range cost {
		cost[l], from[l] = make([]float64, n+1), make([]int, n+1)
		for i := range cost[l] {
			cost[l][i] = math.Inf(1)
		}
	}
	cost[0][0] = 0
	for l := 1; l <= lines; l++ {
		for to := l; to <= n; to++ {
			for start := to - 1; start >= l-1; start-- {
				w := m.width(start, to)
				if w > width+slack && start < to-1 {
					break // wider still from further left
				}
				c := cost[l-1][start] + (w-mean)*(w-mean)
				if to < n && !pieces[to-1].pause {
					c += bonus
				}
				// Of equally good ways the one with the longer first lines, for which
				// the last line starts latest.
				if c < cost[l][to]-slack {
					cost[l][to], from[l][to] = c, start
				}
			}
		}
	}
	ends := make([]int, lines)
	to := n
	for l := lines; l > 0; l-- {
		ends[l-1] = to
		to = from[l][to]
	}
	return ends
}
