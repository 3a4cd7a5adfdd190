package cases_test

import (
	"testing"

	. "casedesk/cases"
)

func TestWhoMustBringASecondFactor(t *testing.T) {
	clerk, admin := Account{Roles: []Role{Clerk}}, Account{Roles: []Role{Admin}}
	for second, want := range map[SecondFor][2]bool{SecondNobody: {}, SecondKeepers: {false, true}, SecondEverybody: {true, true}} {
		p := Policy{Second: second}
		if got := [2]bool{p.MustSecond(clerk), p.MustSecond(admin)}; got != want {
			t.Errorf("%s: %v", second, got)
		}
	}
}

// Every figure is held to its span at both ends, so that no slip switches a lock off.
func TestAPolicyOutsideItsSpansIsRefused(t *testing.T) {
	good := Policy{Idle: 5, Tries: 5, Reveal: 20, Second: SecondNobody, Late: 3}
	idle, tries, reveal, late := good.Spans()
	for _, f := range []struct {
		in  Span
		set func(p *Policy, n int)
	}{
		{idle, func(p *Policy, n int) { p.Idle = n }}, {tries, func(p *Policy, n int) { p.Tries = n }}, {reveal, func(p *Policy, n int) { p.Reveal = n }},
		{late, func(p *Policy, n int) { p.Late = n }},
	} {
		for n, fits := range map[int]bool{f.in.Least - 1: false, f.in.Least: true, f.in.Most: true, f.in.Most + 1: false} {
			p := good
			f.set(&p, n)
			if err := p.Fits(); (err == nil) != fits {
				t.Errorf("%d in %+v: %v", n, f.in, err)
			}
		}
	}
	good.Second = ""
	if KeyOf(good.Fits()) != "policy.second_who" {
		t.Error("it is not settled who needs a second factor")
	}
}
