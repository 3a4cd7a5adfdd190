package sqlite

import (
	"strconv"

	"casedesk/cases"
)

// VerifyChain proves with public keys alone that one device's log is whole: it
// begins at 1, has no gap and no second branch, every event names the one before
// it, and every event was signed by an account of the directory that may do such
// acts. Bodies may be absent. The error names the first place that is amiss.
func VerifyChain(log []cases.Envelope, dir cases.Directory) error {
	var last cases.Header
	var prev cases.Hash
	for i, e := range log {
		h, err := cases.Admit(e, dir)
		if err != nil {
			return err
		}
		if i > 0 && (h.Device != last.Device || h.Epoch != last.Epoch) {
			return cases.Fail(cases.Invalid, "store.chain_mixed")
		}
		if h.Seq != uint64(i)+1 || h.Prev != prev || h.Clock <= last.Clock {
			return cases.Fail(cases.Damaged, "store.chain", "seq", strconv.Itoa(i+1))
		}
		last, prev = h, e.Hash()
	}
	return nil
}
