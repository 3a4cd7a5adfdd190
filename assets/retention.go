package assets

import (
	_ "embed"
	"encoding/json"

	"casedesk/cases"
)

//go:embed retention/retention.json
var retention []byte

// Retention gives the rules on how long files are kept that ship.
func Retention() ([]cases.Retention, error) {
	var out []cases.Retention
	if err := json.Unmarshal(retention, &out); err != nil {
		return nil, cases.Fail(cases.Damaged, "file.read", "file", "retention.json").Because(err)
	}
	return out, nil
}
