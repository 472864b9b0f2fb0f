package problem

// Nearest returns the known word that an editor most likely meant by word, or
// "" when none is near enough to be worth suggesting. Of several equally near
// it is the first.
func Nearest(word string, known []string) string {
	best, bestDistance := "", 0
	w := []rune(word)
	var r []rune
	var rows [3][]int
	for _, k := range known {
		r = append(r[:0], []rune(k)...)
		limit := reach(w, r)
		if best != "" {
			limit = min(limit, bestDistance-1)
		}
		if len(w)-len(r) > limit || len(r)-len(w) > limit {
			continue // as many steps are needed at least
		}
		if d := distance(w, r, &rows); d <= limit {
			best, bestDistance = k, d
		}
	}
	return best
}

// DidYouMean returns the suggestion as a sentence, or otherwise when nothing
// is near.
func DidYouMean(word string, known []string, otherwise string) string {
	if near := Nearest(word, known); near != "" {
		return "是不是想写“" + near + "”？"
	}
	return otherwise
}

// reach is how many steps apart two words may be and still be one word
// mistyped. A Chinese character says as much as several letters: two words
// that share half of their characters are near, while half of the letters are
// shared by date and name. There must be something left that they share.
func reach(a, b []rune) int {
	longer := max(len(a), len(b))
	steps := (longer + 1) / 3
	if hasChinese(a) || hasChinese(b) {
		steps = longer / 2
	}
	return min(steps, longer-1)
}

func hasChinese(word []rune) bool {
	for _, r := range word {
		if r >= 0x2E80 {
			return true
		}
	}
	return false
}

// distance is Damerau-Levenshtein over characters, with transpositions of
// neighbours as one step. rows is room to work in.
func distance(a, b []rune, rows *[3][]int) int {
	for i := range rows {
		for len(rows[i]) <= len(b) {
			rows[i] = append(rows[i], 0)
		}
	}
	before, above, row := rows[0], rows[1], rows[2]
	for j := range len(b) + 1 {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}
