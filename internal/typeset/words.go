package typeset

import (
	_ "embed" // the list of words
	"strings"
	"unicode/utf8"
)

// lawWords is the list of words, in lines of words with lines of # between.
//
//go:embed words.txt
var lawWords string

// LawWords returns the words that no site wants to be split between two lines:
// those of law and of everyday questions, which are the same everywhere. The
// names of a place stand in its site file.
func LawWords() []string {
	var words []string
	for line := range strings.Lines(lawWords) {
		if !strings.HasPrefix(line, "#") {
			words = append(words, strings.Fields(line)...)
		}
	}
	return words
}

// byFirst returns words by their first character.
func byFirst(words []string) map[rune][]string {
	from := map[rune][]string{}
	for _, w := range words {
		if w != "" {
			c, _ := utf8.DecodeRuneInString(w)
			from[c] = append(from[c], w)
		}
	}
	return from
}
