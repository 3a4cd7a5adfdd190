package assets_test

import (
	"testing"

	"casedesk/assets"
)

func TestTheProposedPolicyFits(t *testing.T) {
	if p, err := assets.Policy(); err != nil || p.Idle == 0 {
		t.Error(p, err)
	}
}
