package sqlite

import "sync"

// initials is a set of small letters, a at bit 0.
type initials uint32

func (s initials) has(letter rune) bool {
	return letter >= 'a' && letter <= 'z' && s&(1<<(letter-'a')) != 0
}

func initialsOf(letters string) (s initials) {
	for _, l := range letters {
		if l >= 'a' && l <= 'z' {
			s |= 1 << (l - 'a')
		}
	}
	return s
}

// reader knows with which letters the readings of a character begin.
type reader struct {
	all      map[rune]initials
	surnames map[rune]initials // besides the others, at the start of a name
}

// readings gives the reader, which is read from the files once.
var readings = sync.OnceValue(func() reader {
	r := reader{map[rune]initials{}, map[rune]initials{}}
	for name, into := range map[string]map[rune]initials{"readings.txt": r.all, "surnames.txt": r.surnames} {
		for fields := range wordLines(name) {
			for _, c := range fields[1] {
				into[c] |= initialsOf(fields[0])
			}
		}
	}
	return r
})

// of gives the initials of one character, none for a digit or a sign. A Latin
// letter is its own.
func (r reader) of(c rune, first bool) initials {
	if c < 0x80 {
		return initialsOf(string(c))
	}
	if first {
		return r.all[c] | r.surnames[c]
	}
	return r.all[c]
}

// initialsIn gives the initials of each character of a folded name that has any;
// digits do not count. At says which character each belongs to.
func initialsIn(name folded) (sets []initials, at []int) {
	r := readings()
	for i, c := range name.runes {
		if set := r.of(c, i == 0); set != 0 {
			sets, at = append(sets, set), append(at, i)
		}
	}
	return sets, at
}

// readAt finds letters as initials of characters that follow one another.
func readAt(sets []initials, letters []rune) int {
	for start := 0; start+len(letters) <= len(sets); start++ {
		n := 0
		for n < len(letters) && sets[start+n].has(letters[n]) {
			n++
		}
		if n == len(letters) {
			return start
		}
	}
	return -1
}
