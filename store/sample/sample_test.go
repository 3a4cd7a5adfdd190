package sample

import (
	"encoding/json"
	"testing"
	"time"

	"casedesk/cases"
)

func plan(n int) Plan {
	return Plan{Cases: n, Seed: 3, Office: cases.ID{1}, Short: "示例", Today: time.Date(2026, 11, 20, 1, 0, 0, 0, time.UTC),
		Hands: []cases.Role{cases.Clerk, cases.Reviewer, cases.Signer}, Long: 5}
}

func TestOneSeedMakesTheSameCasesAgain(t *testing.T) {
	var first, second [][]byte
	for _, into := range []*[][]byte{&first, &second} {
		for c := range plan(500).All() {
			b, err := json.Marshal(c)
			if err != nil {
				t.Fatal(err)
			}
			*into = append(*into, b)
		}
	}
	if len(first) != 500 {
		t.Fatalf("%d cases", len(first))
	}
	for i := range first {
		if string(first[i]) != string(second[i]) {
			t.Fatalf("case %d differs", i)
		}
	}
}

func TestMadeUpCasesLookLikeRealOnesAndAreNobodys(t *testing.T) {
	surnames, rare, kinds, acts := map[rune]int{}, 0, map[cases.PartyKind]int{}, map[cases.Kind]int{}
	v := newVocabulary()
	seen := map[cases.ID]bool{}
	for c := range plan(100_000).All() {
		if seen[c.ID] {
			t.Fatal("an id twice")
		}
		seen[c.ID] = true
		for _, a := range c.Acts {
			acts[a.Does.Kind()]++
		}
		r := c.Acts[0].Does.(cases.ReceivedAct)
		kinds[r.Party.Kind]++
		if r.Party.Kind == cases.PartyPerson {
			surnames[[]rune(r.Party.Name)[0]]++
			if _, err := cases.ParseResidentID(r.Party.IDNumber, r.On); err != nil || r.Party.IDNumber[:6] != county {
				t.Fatalf("%s: %v", r.Party.IDNumber, err)
			}
			for _, c := range v.words["rare"] {
				if len(r.Party.Name) >= len(c) && r.Party.Name[len(r.Party.Name)-len(c):] == c {
					rare++
				}
			}
			continue
		}
		if _, err := cases.ParseUSCC(r.Party.Code); err != nil || r.Party.Code[2:8] != county {
			t.Fatalf("%s: %v", r.Party.Code, err)
		}
	}
	people := kinds[cases.PartyPerson]
	if people < 15_000 || surnames['陈']*100/people < 10 || surnames['单'] == 0 || surnames['陈'] < 20*surnames['单'] {
		t.Errorf("%d people, 陈 %d, 单 %d", people, surnames['陈'], surnames['单'])
	}
	if rare*1000/people < 10 || rare*1000/people > 40 {
		t.Errorf("%d rare names of %d", rare, people)
	}
	for _, k := range []cases.Kind{cases.KindAccepted, cases.KindDeclined, cases.KindDecided, cases.KindArchived, cases.KindWithdrawn, cases.KindAskedMore} {
		if acts[k] == 0 {
			t.Errorf("nothing is %s", k)
		}
	}
}
