package chart

// grade is the classes of text and the heights of their lines, as parts of the
// size of a step's title. A class has one size all over the chart and is never
// shrunk for one box.
type grade struct {
	note, small, badge, label                 float64 // small: who, article
	noteHigh, smallHigh, badgeHigh, labelHigh float64
	badgeNext                                 float64 // a second line of a badge
	head                                      float64 // line of number and who
}

// grade of a canvas. From afar titles are read first, so they stand out. A
// canvas that is read close by, or has few pixels, spends them on the small
// print: titles are nearer to it.
func (c Canvas) grade() grade {
	if c.Close {
		return grade{
			note: 0.82, small: 0.8, badge: 0.8, label: 0.8,
			noteHigh: 1.04, smallHigh: 1, badgeHigh: 1.12, labelHigh: 0.97,
			badgeNext: 0.94, head: 1.12,
		}
	}
	return grade{
		note: 0.74, small: 0.62, badge: 0.72, label: 0.74,
		noteHigh: 0.95, smallHigh: 0.8, badgeHigh: 1.02, labelHigh: 0.9,
		badgeNext: 0.85, head: 1.08,
	}
}

// chipHigh is the height of an arrow in a box, of one line.
func (g grade) chipHigh() float64 { return g.smallHigh + 0.25 }
