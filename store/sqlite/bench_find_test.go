//go:build cgo

package sqlite

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
)

// someTyped draws what is typed key by key: whole and part names, one character,
// initials, codes, numbers, birthdays, and what nobody is called.
func someTyped(b *testing.B, s *Session, n int) (all []string) {
	r := rand.New(rand.NewPCG(9, 9))
	all = []string{"陈", "公司", "有限公司", "深圳", "深圳市", "yxgs", "gs", "cw", "2026", "20", "7", "1985", "19850101", "91440199", "MA5", "4401", "示例市监", "龘龘", "zzzz", "q9z8"}
	for _, id := range randomCases(b, s.store.read.db(), n/8) {
		c, err := s.Case(context.Background(), id)
		must(b, err)
		name := []rune(c.Party.Name)
		at := r.IntN(len(name))
		all = append(all, string(name[:1]), string(name[:min(2, len(name))]), string(name[at:min(at+1+r.IntN(4), len(name))]), initialsOfSome(r, c.Party.Name),
			c.Number[len(c.Number)-1-r.IntN(8):], c.Record.DocNumber, tailOf(c.Record.DocNumber, 3+r.IntN(6)))
		if code := c.Party.Code + c.Party.IDNumber; code != "" {
			at := r.IntN(len(code) - 6)
			all = append(all, code[len(code)-4:], code[len(code)-6:], strings.ToLower(code[at:at+4+r.IntN(3)]), code)
		}
	}
	return all
}

func tailOf(text string, n int) string {
	r := []rune(text)
	return string(r[max(len(r)-n, 0):])
}

func initialsOfSome(r *rand.Rand, name string) string {
	sets, _ := initialsIn(foldText(name))
	if len(sets) < 2 {
		return "zz"
	}
	at := r.IntN(len(sets) - 1)
	out := ""
	for _, set := range sets[at:min(len(sets), at+2+r.IntN(4))] {
		for l := 'a'; l <= 'z'; l++ {
			if set.has(l) {
				out += string(l)
				break
			}
		}
	}
	return out
}

// BenchmarkFind measures a search from the words to the rows.
func BenchmarkFind(b *testing.B) {
	ctx, s := context.Background(), signedIn(b)
	typed, n := someTyped(b, s, 800), 0
	var d beside
	for b.Loop() {
		d.alone(func() {
			_, err := s.Find(ctx, typed[n%len(typed)], 0)
			must(b, err)
		})
		n++
	}
	d.report(b)
}
