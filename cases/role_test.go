package cases

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// may is the table of duties read the other way round: what each role is for.
var may = map[Role]string{
	Clerk:    "cases export",
	Reviewer: "cases export takeout rules",
	Signer:   "cases export takeout destroy rules",
	Admin:    "accounts store",
	Security: "archive lockouts policy",
	Auditor:  "access_log verify",
}

func TestEachRoleHasItsDutiesAndNoOthers(t *testing.T) {
	for role, want := range may {
		a := Account{Name: "甲", Roles: []Role{role}}
		var got []string
		for _, row := range duties {
			if a.Must(row.Duty) == nil {
				got = append(got, string(row.Duty))
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s has %v, want %s", role, got, want)
		}
	}
	if err := (Account{Roles: []Role{Admin}}).Must("unheard"); KeyOf(err) != "role.duty" {
		t.Errorf("a duty that nobody has: %v", err)
	}
}

// Whatever roles somebody is given: who keeps the machine, its rules or its log
// does nothing else, and never an act on a case.
func TestKeepersAreThreeAndWorkOnNoCase(t *testing.T) {
	all := append(slices.Clone(hand), keeper...)
	office := Office{Powers: []Power{MayReceive, MayAccept, MayMark, MayCheck, MayDecide}}
	rapid.Check(t, func(t *rapid.T) {
		a := Account{Name: "甲", Roles: rapid.SliceOfNDistinct(rapid.SampledFrom(all), 0, 6, rapid.ID).Draw(t, "roles")}
		keeps, works := 0, false
		for _, r := range a.Roles {
			if slices.Contains(keeper, r) {
				keeps++
			}
			works = works || slices.Contains(hand, r)
		}
		clash := keeps > 1 || keeps == 1 && works
		if (a.Fits() != nil) != clash || (Directory{Offices: []Office{{Accounts: []Account{a}}}}.Fits() != nil) != clash {
			t.Fatalf("%v: %v", a.Roles, a.Fits())
		}
		for _, r := range kindRules {
			if r.Allows(office, a) && (clash || keeps > 0 && !IsAccess(r.Kind) && !IsEnding(r.Kind)) {
				t.Fatalf("%v may do %s", a.Roles, r.Kind)
			}
		}
		for _, l := range letterRules {
			err := MayHaveIssued(CertifiedNames(office, a), l.Sort, "", office.ID)
			if err == nil && (clash || !works) {
				t.Fatalf("%v may have issued %s", a.Roles, l.Sort)
			}
		}
		if clash && (a.Has(Clerk) || a.Has(Admin) || a.IsHand()) {
			t.Fatalf("%v hold roles that clash", a.Roles)
		}
	})
}

// An event of somebody whose roles clash is refused by everybody, whatever the
// office's configuration says, and so is one in a book that is not its device's.
func TestAdmitKeepsRolesAndBooksApart(t *testing.T) {
	w := newWorld(t)
	clerk := w.hand(w.window, Clerk)
	log := ReadAct{Uses: []Use{{Case: id(99), Fields: []string{"party.id_number"}, Purpose: "call"}}}
	for name, c := range map[string]struct {
		of   ID
		act  Act
		want string
	}{
		"a look in its book":      {id(3), log, ""},
		"a look in a case":        {id(99), log, "admit.book"},
		"a look in another book":  {id(4), log, "admit.book"},
		"an act on a case":        {id(99), w.receipt(Repair), ""},
		"an act in a device book": {id(3), w.receipt(Repair), "admit.book"},
	} {
		if _, err := Admit(w.event(c.of, Hash{}, clerk, c.act), w.dir); KeyOf(err) != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	e := w.event(id(99), Hash{}, clerk, w.receipt(Repair))
	for _, roles := range [][]Role{{Clerk, Admin}, {Clerk, Auditor}, {Security, Admin}} {
		w.dir.Offices[0].Accounts[0].Roles = roles
		if _, err := Admit(e, w.dir); KeyOf(err) != "role.clash" {
			t.Errorf("%v: %v", roles, err)
		}
		by := clerk
		by.Account.Roles = roles
		if _, err := Decide(Case{}, w.receipt(Repair), by); KeyOf(err) != "role.clash" {
			t.Errorf("%v decide: %v", roles, err)
		}
	}
}

func TestEveryLookIsFoundInItsAct(t *testing.T) {
	uses := []Use{{Purpose: "call"}}
	for _, a := range []Act{ReadAct{uses}, PrintedAct{uses}, ExportedAct{uses, "pdf"}, PolicyAct{}, RolesAct{}} {
		if got := UsesOf(a); len(got) != 1 || !IsAccess(a.Kind()) {
			t.Errorf("%s: %v", a.Kind(), got)
		}
	}
	settled := PolicyAct{Policy{Idle: 5, Late: 3}, Policy{Idle: 6, Late: 3, Second: SecondKeepers}, 7}
	if u := UsesOf(settled)[0]; !slices.Equal(u.Fields, []string{"policy_idle", "policy_second"}) || u.At != 7 {
		t.Errorf("%+v", u)
	}
	asked := RolesAct{Was: []Role{Clerk, Reviewer}, Next: []Role{Clerk, Signer}}
	if u := UsesOf(asked)[0]; !slices.Equal(u.Fields, []string{"role_reviewer", "role_signer"}) {
		t.Errorf("%+v", u)
	}
	if UsesOf(MarkedAct{}) != nil || IsAccess(KindLetter) {
		t.Error("a mark is no look")
	}
}
