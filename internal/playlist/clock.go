package playlist

import (
	"slices"
	"strings"
)

// Characters returns every character that a clock with these lines may show,
// each once, in order.
func Characters(lines []ClockLine) []rune {
	var all []rune
	for _, l := range lines {
		for _, r := range l.Format {
			switch {
			case r == 'w':
				all = append(all, []rune("一二三四五六日")...)
			case strings.ContainsRune("YMDhm", r):
				all = append(all, []rune("0123456789")...)
			default:
				all = append(all, r)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
