package sqlite

import (
	"context"
	"encoding/json"

	"casedesk/cases"
)

const factPolicy = "policy"

// Policy gives what the office settled about the care of this store; settled is false
// where nobody has, and what ships then counts. Whoever is signed in may read it.
func (s *Session) Policy(ctx context.Context) (p cases.Settled, settled bool, err error) {
	if _, err := s.keys(); err != nil {
		return p, false, err
	}
	return policyOf(ctx, s.store.read)
}

func policyOf(ctx context.Context, q querier) (p cases.Settled, settled bool, err error) {
	text, err := fact(ctx, q, factPolicy)
	if err != nil || text == "" {
		return p, false, err
	}
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		return p, false, cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	return p, true, nil
}

// SetPolicy settles a policy in the place of was, which the caller saw: Conflict where
// another was settled meanwhile, Invalid for figures outside their spans, Forbidden
// (role.duty) for whoever does not keep the rules. What was and what is now stand,
// signed, in this device's book.
func (s *Session) SetPolicy(ctx context.Context, was cases.Settled, next cases.Policy) (cases.Settled, error) {
	out := cases.Settled{Policy: next, By: s.account, At: s.store.now().UnixMilli()}
	k, err := s.keys()
	if err != nil {
		return out, err
	}
	_, account, _ := s.store.Directory().OfficeOf(s.account)
	if err := account.Must(cases.DutyPolicy); err != nil {
		return out, err
	}
	if err := next.Fits(); err != nil {
		return out, err
	}
	body, err := json.Marshal(out)
	if err != nil {
		return out, cases.Fail(cases.Invalid, "store.no_act").Because(err)
	}
	err = inTx(ctx, s.store.write, func(tx *txn) error {
		now, settled, err := policyOf(ctx, tx)
		if err != nil {
			return err
		}
		if settled && now != was {
			return cases.Fail(cases.Conflict, "store.policy_changed")
		}
		if err := setFact(ctx, tx, factPolicy, string(body)); err != nil {
			return err
		}
		return s.enterBook(ctx, tx, k, cases.PolicyAct{Was: was.Policy, Next: next, At: out.At})
	})
	if err != nil {
		return out, err
	}
	s.store.entry.Lock()
	defer s.store.entry.Unlock()
	return out, s.store.changeKeys(func(k *keyFile) error { k.Tries = next.Tries; return nil })
}
