package assets

import (
	"embed"
	"encoding/json"
	"path"

	"casedesk/cases"
)

//go:embed calendar/*.json
var calendarFiles embed.FS

// Calendar gives the working-day calendar that ships: one file a year, each with
// the State Council notices that it restates.
func Calendar() (cases.Calendar, error) {
	tables, err := YearTables()
	if err != nil {
		return cases.Calendar{}, err
	}
	return cases.NewCalendar(tables...)
}

// YearTables gives the shipped year tables in the order of years.
func YearTables() ([]cases.YearTable, error) {
	entries, err := calendarFiles.ReadDir("calendar")
	if err != nil {
		return nil, err
	}
	tables := make([]cases.YearTable, len(entries))
	for i, e := range entries {
		data, err := calendarFiles.ReadFile(path.Join("calendar", e.Name()))
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(data, &tables[i]); err != nil {
			return nil, cases.Fail(cases.Damaged, "calendar.file", "file", e.Name()).Because(err)
		}
	}
	return tables, nil
}
