package cases

import "slices"

// PolicyAct 策略变更: another policy was settled for one machine's store.
type PolicyAct struct {
	Was  Policy `json:"was"`
	Next Policy `json:"next"`
	At   int64  `json:"at"` // milliseconds since 1970
}

// RolesAct 角色变更申请: other roles were asked for an account; they count once the
// central library has certified them.
type RolesAct struct {
	Account ID     `json:"account"`
	Was     []Role `json:"was"`
	Next    []Role `json:"next"`
	At      int64  `json:"at"` // milliseconds since 1970
}

// Kind names the act.
func (PolicyAct) Kind() Kind { return KindPolicy }
func (RolesAct) Kind() Kind  { return KindRoles }

// Changed names the figures of a policy that became others.
func (a PolicyAct) Changed() (out []string) {
	for _, f := range []struct {
		name string
		same bool
	}{
		{"policy_idle", a.Was.Idle == a.Next.Idle}, {"policy_tries", a.Was.Tries == a.Next.Tries}, {"policy_reveal", a.Was.Reveal == a.Next.Reveal},
		{"policy_second", a.Was.Second == a.Next.Second}, {"policy_late", a.Was.Late == a.Next.Late},
	} {
		if !f.same {
			out = append(out, f.name)
		}
	}
	return out
}

// Changed names the roles that were added or taken away.
func (a RolesAct) Changed() (out []string) {
	for _, r := range append(slices.Clone(hand), keeper...) {
		if slices.Contains(a.Was, r) != slices.Contains(a.Next, r) {
			out = append(out, "role_"+string(r))
		}
	}
	return out
}
