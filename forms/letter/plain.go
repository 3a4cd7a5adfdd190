package letter

import (
	"regexp"

	"casedesk/cases"
)

var (
	isoDay  = regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)
	loose   = regexp.MustCompile(`(\d日?|[\p{Han}，；（）]) +(\d|\p{Han})`)
	keepGap = regexp.MustCompile(`^\d +\d$`)
)

// plain writes a sentence of the screen as a letter does: days in the Chinese
// form (GB/T 9704-2012 7.3.5.4) and no space between a figure and its word.
func plain(s string) string {
	s = isoDay.ReplaceAllStringFunc(s, func(day string) string {
		d, err := cases.ParseDate(day)
		if err != nil {
			return day
		}
		return d.Chinese()
	})
	// Twice: a single word between two spaces is half of both matches.
	for range 2 {
		s = loose.ReplaceAllStringFunc(s, func(m string) string {
			if keepGap.MatchString(m) {
				return m
			}
			parts := loose.FindStringSubmatch(m)
			return parts[1] + parts[2]
		})
	}
	return s
}
