package letter

import (
	"strconv"
	"strings"

	"casedesk/cases"
)

// RecoveryOrder is what the sheet of a recovery code is made of. The code is on paper
// and nowhere else: no letter data with it is ever kept.
type RecoveryOrder struct {
	Office cases.Office
	On     cases.Date
	Device cases.ID // whose store it opens
	By     string   // the administrator who made it
	Code   string   // eight groups of four, with dashes
}

// recoveryGroups is how many groups a code has.
const recoveryGroups = 8

// values are the places of the sheet: the groups of the code, one each.
func (o RecoveryOrder) values() map[string]string {
	v := map[string]string{"office": o.Office.Name, "on": o.On.Chinese(), "by": o.By, "device": o.Device.String()}
	groups := append(strings.Split(o.Code, "-"), make([]string, recoveryGroups)...)
	for n := range recoveryGroups {
		v["g"+strconv.Itoa(n+1)] = groups[n]
	}
	return v
}

// Recovery makes the sheet of a recovery code.
func (w Wording) Recovery(o RecoveryOrder) (Letter, error) {
	if n := len(strings.Split(o.Code, "-")); n != recoveryGroups {
		return Letter{}, cases.Fail(cases.Invalid, "letter.code")
	}
	l := Letter{Format: Sheet, Head: o.Office.Name, Date: o.On, Sample: o.Office.Sample, Wording: w.Version}
	f := filler{values: o.values()}
	l.Title = f.fill(w.Code.Title)
	for _, p := range w.Code.Paragraphs {
		l.Paragraphs = append(l.Paragraphs, f.paragraphs(p, nil)...)
	}
	if f.missing != "" {
		return Letter{}, cases.Fail(cases.Invalid, "wording.place", "letter", "recovery", "name", f.missing)
	}
	l.Paragraphs = joined(l.Paragraphs)
	return l, nil
}
