package cases

// Retention is one rule on how long something is kept, with its source. A period
// that nobody has compared with the text proposes nothing.
type Retention struct {
	ID       string `json:"id"`
	What     string `json:"what"`           // case, access_log
	City     string `json:"city,omitempty"` // GB/T 2260; "" for everywhere
	Years    int    `json:"years"`          // 0: no figure is known
	Title    string `json:"title"`          // the instrument
	Article  string `json:"article,omitempty"`
	Verified bool   `json:"verified"`
	Note     string `json:"note,omitempty"`
}

// Until gives the last day of keeping what ended on a day; false where no verified
// figure says so.
func (r Retention) Until(ended Date) (Date, bool) {
	if !r.Verified || r.Years <= 0 || ended.IsZero() {
		return Date{}, false
	}
	return AddMonths(ended, 12*r.Years), true
}

// KeptUntil gives the last day of keeping a case's file that ended on a day, by the
// longest verified rule of the city, and that rule; false where none is known.
func KeptUntil(rules []Retention, city string, ended Date) (until Date, by Retention, known bool) {
	for _, r := range rules {
		if r.What != "case" || r.City != "" && r.City != city {
			continue
		}
		if day, ok := r.Until(ended); ok && (!known || until.Before(day)) {
			until, by, known = day, r, true
		}
	}
	return until, by, known
}
