package sample

import (
	_ "embed" // the words lie in files
	"math/rand/v2"
	"strconv"
	"strings"
)

//go:embed surnames.txt
var surnameFile string

//go:embed words.txt
var wordFile string

// vocabulary is what names are made of.
type vocabulary struct {
	surnames []string
	upTo     []int // running sums of how many people bear each
	words    map[string][]string
}

func newVocabulary() vocabulary {
	v := vocabulary{words: map[string][]string{}}
	sum := 0
	for line := range strings.Lines(surnameFile) {
		if name, n, ok := strings.Cut(strings.TrimSpace(line), " "); ok && name != "#" {
			bear, _ := strconv.Atoi(n)
			sum += bear
			v.surnames, v.upTo = append(v.surnames, name), append(v.upTo, sum)
		}
	}
	for line := range strings.Lines(wordFile) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] != "#" {
			v.words[fields[0]] = fields[1:]
		}
	}
	return v
}

func (v vocabulary) one(r *rand.Rand, kind string) string {
	words := v.words[kind]
	return words[r.IntN(len(words))]
}

// often draws a word, those at the front far more often than those at the end.
func (v vocabulary) often(r *rand.Rand, kind string) string {
	words := v.words[kind]
	return words[int(float64(len(words))*r.Float64()*r.Float64())]
}

// person makes a name: one given name in fifty holds a rare character.
func (v vocabulary) person(r *rand.Rand) string {
	at := r.IntN(v.upTo[len(v.upTo)-1])
	i := 0
	for v.upTo[i] <= at {
		i++
	}
	name := v.surnames[i]
	if r.IntN(8) > 0 {
		name += v.often(r, "given")
	}
	if r.IntN(50) == 0 {
		return name + v.one(r, "rare")
	}
	return name + v.often(r, "given")
}

// firm makes the name of a company, and now and then of its branch.
func (v vocabulary) firm(r *rand.Rand) string {
	name := v.often(r, "place") + v.one(r, "brand") + v.one(r, "brand")
	if r.IntN(3) == 0 {
		name += v.one(r, "brand")
	}
	name += v.often(r, "trade") + v.often(r, "firm")
	if r.IntN(20) == 0 {
		name += v.one(r, "place")[:len("广州")] + "分公司"
	}
	return name
}

// shop makes the name of a sole trader's business.
func (v vocabulary) shop(r *rand.Rand) string {
	return v.often(r, "place") + v.one(r, "brand") + v.one(r, "brand") + v.often(r, "trade") + v.one(r, "shop")
}
