package rules

import (
	"io/fs"

	"casedesk/cases"
)

// Book is every rule pack of a file system, proved and compiled. It never changes.
type Book struct {
	packs   []*Pack      // by day in force, then id
	special []int        // places in packs, the special before the general
	turns   *transitions // nil: no clause chooses between rulesets
	turnsOf *Pack
	hashes  cases.PackHashes
	words   *Vocabulary
}

// Pack is one ruleset.
type Pack struct {
	ID         string
	Title      string
	Number     string // 国家发展改革委令第36号
	Issuer     string
	From, To   cases.Date // in force, both days included; To zero: still in force
	SureFrom   cases.Date // zero, or: the first day is not known, only that it is between From and this day
	Supersedes []string
	Articles   []Article
	Classes    []Class
	Hash       string // SHA-256 over the sorted file names and bytes, hexadecimal

	replaces   []at     // beside Supersedes
	judges     []string // matters it gives a verdict on
	about      []string // matters whose every part it must tell of
	silent     []silence
	level      int // 0 is the most special
	covers     condition
	inclusive  bool
	start      startRule
	held       condition
	heldCite   *Article
	hasHeld    bool
	table      table
	periods    []period // beside Classes
	criteria   []criterion
	materials  []material
	refusals   []refusal
	routes     []route
	clocks     []clock
	grounds    []ground
	provisions []provision
	turns      *transitions
	full       string // 《Title》（Number）
	rules      int
	alone      [][]string // beside Classes: the id alone, as a list
	files      fs.FS
}

// FullTitle names the instrument as a letter must: 《信用修复管理办法》（国家发展改革委令第36号）.
func (p *Pack) FullTitle() string { return p.full }

// Article is one place of a ruleset's text.
type Article struct {
	ID          string
	Number      string // 第五十一条; empty while nobody has read it
	Paraphrase  string
	Source      string
	Verified    bool
	LastChecked cases.Date
}

// Class is one degree of seriousness; ID is namespaced (R36.SERIOUS).
type Class struct{ ID, Term string }

// printed gives the article's number only where its text was checked.
func (a *Article) printed() cases.OptText {
	if a == nil || !a.Verified {
		return ""
	}
	return cases.OptText(a.Number)
}

func (a *Article) id() string {
	if a == nil {
		return ""
	}
	return a.ID
}

func (a *Article) verified() bool { return a != nil && a.Verified }

type startRule struct {
	fact int
	cite *Article
}

type table struct {
	exclusive bool
	rows      []tableRow
}

type tableRow struct {
	id     string
	when   condition
	class  int    // index into Classes; -1 where a person must say
	among  uint64 // classes still possible
	hint   int    // class that a known money line points to, or -1
	cite   *Article
	text   string
	facts  []int
	source at
	said   cases.TraceRow // what of an answer is the same for every record (prime.go)
}

type period struct {
	min, max  cases.Period // N 0: none
	noMin     bool         // there is a shortest period, but nobody has read the figure
	noMax     bool         // the same for the longest
	published string       // yes, in_principle_no, no
	barred    bool         // no repair in this class
	cite      *Article
	id        string
	said      cases.TraceRow
	shortest  string // min and max in words
	longest   string
}

type criterion struct {
	id, term    string
	test        string // "", min_period, within_longest, bar, shown, class
	met         condition
	unknownWhen condition
	hasUnknown  bool
	onlyWhen    condition // the criterion stands only where this holds
	classes     uint64    // and only for these classes; 0: for all
	papers      bool      // some material may satisfy it
	since       int
	length      cases.Period
	lengthFact  int // the fact that gives the length, -1: length itself
	byPerson    bool
	why         [3]template // by cases.Tri
	cite        *Article
	text        string
	facts       []int
	source      at
	said        cases.TraceRow
	answer      cases.Criterion
}

type material struct {
	id, term string
	criteria []int
	classes  uint64 // asked for these classes only; 0: for all
	when     condition
	sets     []setFact
	cite     *Article
	source   at
	paper    cases.Missing
	proves   []string // the keys of sets
}

type setFact struct {
	fact int
	n    int64
}

type refusal struct {
	id, term string
	unmet    int // criterion, or -1
	when     condition
	cite     *Article
	source   at
	answer   cases.Refusal
}

type route struct {
	id, route, channel string
	when               condition
	cite               *Article
	text               string
	facts              []int
	source             at
	said               cases.TraceRow
}

type clock struct {
	id, clock, term string
	when            condition
	start           int
	period          cases.Period
	known           bool
	extend          cases.Period
	approver        string
	cite            *Article
	text            string
	facts           []int
	source          at
	said            cases.TraceRow
	rule            cases.ClockRule
}

type ground struct {
	id, term string
	values   uint64
	holds    condition
	why      [3]template
	outcome  string
	cite     *Article
	text     string
	facts    []int
	source   at
	said     cases.TraceRow
	answer   cases.Criterion
}

// provision is what a ruleset says beside class, criteria and clocks: a paper of
// an objection, a ground to refuse it, an effect, a remedy, a time to keep, a ground
// to revoke a repair and what follows from that.
type provision struct {
	id, part, term string
	kind           string // of a remedy or a time to keep
	when           condition
	start          int // fact, or -1
	period         cases.Period
	known          bool // false: there is a limit, but nobody has read the figure
	cite           *Article
	source         at
	answer         cases.Provision
}

// Packs lists the packs by the day they came into force.
func (b *Book) Packs() []*Pack { return b.packs }

// Pack finds a pack by its ruleset.
func (b *Book) Pack(id string) (*Pack, bool) {
	for _, p := range b.packs {
		if p.ID == id {
			return p, true
		}
	}
	return nil, false
}

// Hashes names every pack with its hash.
func (b *Book) Hashes() cases.PackHashes { return b.hashes }

// Article finds an article row by its id (the cite of criteria and trace rows).
func (p *Pack) Article(id string) (Article, bool) {
	for _, a := range p.Articles {
		if a.ID == id {
			return a, true
		}
	}
	return Article{}, false
}

// InForce tells whether the ruleset was in force on the day.
func (p *Pack) InForce(d cases.Date) bool {
	return !d.IsZero() && !d.Before(p.From) && (p.To.IsZero() || !d.After(p.To))
}

// sure tells whether the ruleset was certainly in force on a day that InForce holds for.
func (p *Pack) sure(d cases.Date) bool { return !d.Before(p.SureFrom) }

func (p *Pack) judgesMatter(matter string) bool { return has(p.judges, matter) }
