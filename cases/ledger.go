package cases

// Why says in one word what a day of a ledger is; screens have words for it.
type Why string

// What a day can be.
const (
	WhyStart   Why = "start"        // the day itself is not counted (民法典 art. 201)
	WhyWorkday Why = "workday"      // an ordinary day of work
	WhyMakeup  Why = "makeup"       // a weekend day of made-up work
	WhyWeekend Why = "weekend"      // a weekend day of rest
	WhyHoliday Why = "holiday"      // a day off by a holiday notice
	WhyDay     Why = "day"          // a calendar day; every one counts
	WhyStop    Why = "stop"         // a lawful stop
	WhyBeyond  Why = "beyond-table" // no holiday table for its year: judged by the weekday alone
)

// LedgerDay is one day of a ledger.
type LedgerDay struct {
	Day     Date   `json:"day"`
	Counted bool   `json:"counted"`
	Why     Why    `json:"why"`
	Name    string `json:"name,omitempty"` // the holiday, as the notice calls it
}

// Ledger is every day from the start to the due day, in order and without gaps.
type Ledger []LedgerDay

// Count gives the number of counted days.
func (l Ledger) Count() int {
	n := 0
	for _, d := range l {
		if d.Counted {
			n++
		}
	}
	return n
}

// lastDate is the last day that a Date can hold.
func lastDate() Date { return DateOf(2199, 12, 31) }

// AddDays gives the day n calendar days after d.
func AddDays(d Date, n int) Date { return d.Add(n) }

// AddMonths gives the matching day n months after d, or the last day of a month
// that is too short (民法典 art. 202). Reckon each term from the original date, never
// from a day that was cut short. It is zero outside the years 1800–2199.
func AddMonths(d Date, n int) Date {
	if d.IsZero() {
		return d
	}
	year, month, day := d.Split()
	months := year*12 + month - 1 + n
	year, month = months/12, months%12+1
	for ; day > 28; day-- {
		if end := DateOf(year, month, day); !end.IsZero() {
			return end
		}
	}
	return DateOf(year, month, day)
}

// AddYears gives the matching day n years after d, by the rule of AddMonths.
func AddYears(d Date, n int) Date { return AddMonths(d, 12*n) }

// AddWorkdays gives the n-th working day after d, which is not counted itself. The
// answer is provisional when it leans on a year whose table is not loaded.
func AddWorkdays(d Date, n int, cal Calendar) (due Date, provisional bool) {
	answer := Due(d, Period{N: n, Unit: Workdays}, cal, nil)
	return answer.Due, answer.Provisional
}

func (p Period) months() int {
	if p.Unit == Years {
		return 12 * p.N
	}
	return p.N
}
