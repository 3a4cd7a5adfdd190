package assets

import (
	_ "embed" // the proposal stands in the program file itself
	"encoding/json"

	"casedesk/cases"
)

//go:embed policy.json
var policy []byte

// Policy gives the proposal that counts until an office settles its own.
func Policy() (p cases.Policy, err error) {
	if err := json.Unmarshal(policy, &p); err != nil {
		return p, cases.Fail(cases.Damaged, "policy.file").Because(err)
	}
	return p, p.Fits()
}
