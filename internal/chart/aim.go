package chart

// aim is an area that holds places where a line could end, in units of the
// raster: the doors of its target, or a line that it could run into.
type aim struct{ x0, y0, x1, y1 int32 }

// aim notes where a line could end, for toCome.
func (s *searcher) aim(n *line) {
	s.aims = s.aims[:0]
	doors := s.none()
	for _, p := range s.byStep[n.To] {
		doors.take(s.lattice, p.vertex)
	}
	s.aims = append(s.aims, doors)
	joins := s.none()
	for _, o := range s.laid {
		if o != n && o.To == n.To {
			for _, v := range o.path {
				joins.take(s.lattice, v)
			}
		}
	}
	if joins.x0 <= joins.x1 {
		s.aims = append(s.aims, joins)
	}
}

func (s *searcher) none() aim { return aim{1 << 30, 1 << 30, -1 << 30, -1 << 30} }

func (a *aim) take(l *lattice, v int) {
	x, y := l.at[v][0], l.at[v][1]
	a.x0, a.x1 = min(a.x0, x), max(a.x1, x)
	a.y0, a.y1 = min(a.y0, y), max(a.y1, y)
}

// toCome is what the rest of a way costs at the least: its length and its
// bends. What it costs to go in is not told by the area.
func (s *searcher) toCome(st int32) int32 {
	at, d := s.at[st/4], dir(st%4)
	x, y := at[0], at[1]
	least := int32(1 << 30)
	for _, a := range s.aims {
		dx, dy := max(a.x0-x, 0, x-a.x1), max(a.y0-y, 0, y-a.y1)
		ahead := d == right && x < a.x0 || d == left && x > a.x1 || d == down && y < a.y0 || d == up && y > a.y1
		bends := int32(0)
		switch {
		case dx == 0 && dy == 0:
		case !ahead && !(d.horizontal() && dx == 0 || !d.horizontal() && dy == 0):
			bends = 2 // it leads away
		case !ahead || dx > 0 && dy > 0:
			bends = 1
		}
		least = min(least, dx+dy+bendCost*bends)
	}
	return least
}
