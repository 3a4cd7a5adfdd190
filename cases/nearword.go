package cases

import "strings"

// NearWord gives the word of a closed list that a misspelt one most likely means,
// "" where none is near: at most a third of its letters, and never more than
// three, changed, dropped, added or swapped with their neighbour; else the only
// word that begins with what was typed.
func NearWord(word string, among []string) string {
	best, least := "", min(3, (len([]rune(word))+1)/3)+1
	for _, w := range among {
		if n := slips([]rune(word), []rune(w)); n < least {
			best, least = w, n
		}
	}
	if best != "" || len(word) < 3 {
		return best
	}
	for _, w := range among {
		if !strings.HasPrefix(w, word) {
			continue
		}
		if best != "" {
			return ""
		}
		best = w
	}
	return best
}

// slips counts the slips of a typing hand between two words (optimal string alignment).
func slips(a, b []rune) int {
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
			change := rows[i-1][j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			rows[i][j] = min(change, rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
