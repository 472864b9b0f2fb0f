package chart

import "daoyin/internal/typeset"

// Measure makes of what sets text the measure of a chart.
func Measure(set *typeset.Setter) Measurer { return measure{set} }

type measure struct{ set *typeset.Setter }

func (m measure) Width(text string, size float64, bold bool) float64 {
	return m.set.Width(text, typeset.Style{Size: size, Bold: bold})
}

func (m measure) Lines(text string, size float64, bold bool, width float64) []string {
	lines := m.set.Lines(text, typeset.Style{Size: size, Bold: bold}, width, typeset.Options{})
	words := make([]string, len(lines))
	for i, l := range lines {
		words[i] = l.Runes
	}
	return words
}
