package cases

// Slip is what the subject of a record takes home: what is still to be done under
// one ruleset, which papers do it, and the first day on which the answer can then
// be yes. Each step is needed; all of them on that day are enough.
type Slip struct {
	Ruleset string      `json:"ruleset"`
	Day     OptDate     `json:"day"`     // null where no paper and no waiting leads to a yes
	Steps   []SlipStep  `json:"steps"`   // never null
	Blocked []Criterion `json:"blocked"` // without a day: what stands in the way; with one: empty
	Class   []string    `json:"class"`   // without a day: the classes that a person must choose from first
}

// SlipStep is one paper or act, and what it satisfies.
type SlipStep struct {
	Paper    string   `json:"paper"` // id in the pack
	Term     string   `json:"term"`
	Criteria []string `json:"criteria"`
	Facts    []string `json:"facts"`   // what it lets a person record
	Instead  []string `json:"instead"` // terms of papers that would do as well
	Article  OptText  `json:"article"`
	Verified bool     `json:"verified"`
}
