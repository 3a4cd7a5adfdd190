package assets

import (
	"strings"
	"testing"

	"casedesk/cases"
)

func TestShippedCalendarHoldsWholeYears(t *testing.T) {
	cal, err := Calendar()
	if err != nil {
		t.Fatal(err)
	}
	if cal.FirstYear() != 2019 || cal.LastYear() != 2026 {
		t.Errorf("years %d to %d", cal.FirstYear(), cal.LastYear())
	}
	for year, want := range map[int]int{2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248} {
		got := 0
		for d := cases.DateOf(year, 1, 1); !d.After(cases.DateOf(year, 12, 31)); d = d.Add(1) {
			if cal.IsWorkday(d) {
				got++
			}
		}
		if got != want {
			t.Errorf("%d has %d working days, want %d", year, got, want)
		}
		for _, paper := range cal.Papers(year) {
			if !strings.Contains(paper, "://www.gov.cn/") {
				t.Errorf("%d rests on %s, not on a notice of the State Council", year, paper)
			}
		}
	}
}

// The notice of January 2020 makes the holiday longer, to Sunday 2 February. Monday
// the 3rd, which some tables list as made up, is an ordinary working day.
func TestTheLongHolidayOf2020EndsBeforeAMonday(t *testing.T) {
	cal, err := Calendar()
	if err != nil {
		t.Fatal(err)
	}
	for day, works := range map[string]bool{"2020-01-31": false, "2020-02-01": false, "2020-02-02": false, "2020-02-03": true, "2020-01-19": true} {
		if cal.IsWorkday(cases.MustDate(day)) != works {
			t.Errorf("%s: a working day must be %v", day, works)
		}
	}
}

func TestDivisionsBelongTogether(t *testing.T) {
	all, err := Divisions()
	if err != nil {
		t.Fatal(err)
	}
	cities := map[string]string{}
	for _, d := range all {
		if len(d.Code) != 6 || d.Name == "" || cities[d.Code] != "" {
			t.Errorf("odd or double division %+v", d)
		}
		if d.City == "" {
			cities[d.Code] = d.Name
		} else if cities[d.City] == "" || d.Code[:4] != d.City[:4] {
			t.Errorf("%+v lies in no city", d)
		}
	}
	if len(cities) != 21 || cities["440300"] != "深圳市" {
		t.Errorf("%d cities", len(cities))
	}
}
