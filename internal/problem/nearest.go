package problem

// Nearest returns the known word that an editor most likely meant by word, or
// "" when none is near enough to be worth suggesting.
func Nearest(word string, known []string) string {
	best, bestDistance := "", 0
	w := []rune(word)
	for _, k := range known {
		r := []rune(k)
		d := distance(w, r)
		limit := max(len(w), len(r)) / 2
		if len(w) <= 2 && len(r) <= 2 {
			limit = 1
		}
		if d <= limit && d < max(len(w), len(r)) && (best == "" || d < bestDistance) {
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

// distance is Damerau-Levenshtein over characters, with transpositions of
// neighbours as one step.
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(a)][len(b)]
}
