package assets

import (
	"bytes"
	"embed"
	"encoding/csv"

	"casedesk/cases"
)

//go:embed divisions/*.csv
var divisionFiles embed.FS

// Division is one administrative division (GB/T 2260) of Guangdong.
type Division struct {
	Code string // six digits
	Name string
	City string // code of the prefecture-level city it belongs to; "" for a city itself
}

// Divisions gives the prefecture-level cities of Guangdong, then their counties
// and districts, as of 2023-06-30, in the order of codes. Codes outside this list
// occur in old papers and must not be refused for that.
func Divisions() ([]Division, error) {
	var all []Division
	for _, name := range []string{"cities.csv", "counties.csv"} {
		data, err := divisionFiles.ReadFile("divisions/" + name)
		if err != nil {
			return nil, err
		}
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			return nil, cases.Fail(cases.Damaged, "divisions.file", "file", name).Because(err)
		}
		for _, row := range rows[1:] {
			d := Division{Code: row[0], Name: row[1]}
			if len(row) > 2 {
				d.City = row[2]
			}
			all = append(all, d)
		}
	}
	return all, nil
}
