package content

import (
	"errors"
	"unicode"
	"unicode/utf8"
)

// Word is a word of the site that is not split between two lines: the name of
// a town, of an office.
type Word string

// mostWord is the longest word in characters: what cannot be split must go on
// one line of the narrowest box.
const mostWord = 8

// UnmarshalText reads a word of the site file.
func (w *Word) UnmarshalText(text []byte) error {
	n := utf8.RuneCount(text)
	for _, r := range string(text) {
		if unicode.IsSpace(r) || unicode.IsPunct(r) {
			return errors.New("一项只写一个词，词里没有空格和标点；几个词写成 [永安市, 听证会] 这样。")
		}
	}
	if n < 2 || n > mostWord {
		return errors.New("一个词两个字到八个字：太长的词，窄的地方一行写不下。")
	}
	*w = Word(text)
	return nil
}

// KeptWords returns the words that typesetting keeps whole.
func (s *Settings) KeptWords() []string {
	words := make([]string, len(s.Words))
	for i, w := range s.Words {
		words[i] = string(w)
	}
	return words
}
