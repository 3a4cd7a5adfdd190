package cases

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// everything holds one of each type that is stored as text.
type everything struct {
	ID   ID         `json:"id"`
	Hash Hash       `json:"hash"`
	Date Date       `json:"date"`
	Code USCC       `json:"code"`
	Who  ResidentID `json:"who"`
	Opt  OptDate    `json:"opt"`
	Text OptText    `json:"text"`
	Tri  Tri        `json:"tri"`
}

func TestWhatIsStoredAsTextComesBack(t *testing.T) {
	uscc, err := ParseUSCC("91440300MA5FX0A11L")
	if err != nil {
		t.Fatal(err)
	}
	who, err := ParseResidentID("11010519491231002X", Date{})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		var e everything
		some := func(name string) bool { return rapid.Bool().Draw(t, name) }
		if some("id") {
			copy(e.ID[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id bytes"))
			copy(e.Hash[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "hash bytes"))
		}
		if some("days") {
			e.Date = DateOf(1800, 1, 1).Add(rapid.IntRange(0, 146_000).Draw(t, "day"))
			e.Opt.Date = e.Date
		}
		if some("codes") {
			e.Code, e.Who = uscc, who
		}
		e.Text = OptText(rapid.SampledFrom([]string{"", "甲\"乙", "\u2028"}).Draw(t, "text"))
		e.Tri = rapid.SampledFrom([]Tri{TriUnknown, TriYes, TriNo}).Draw(t, "tri")
		text, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		// A reader that holds something from before must not keep any of it.
		back := everything{ID{1}, Hash{1}, MustDate("2020-02-02"), uscc, who, OptDate{MustDate("2020-02-02")}, "x", TriYes}
		if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(e, back) {
			t.Fatalf("%s came back as %+v: %v", text, back, err)
		}
	})
}

func TestWhatIsNoTextOfOursIsRefused(t *testing.T) {
	hash := strings.Repeat("ab", 32)
	for _, text := range []string{
		`{"id":"01890a5d-ac96-774b-bcce-b302099a805"}`, `{"id":"01890A5D-ac96-774b-bcce-b302099a8057"}`, `{"id":"01890a5d-ac96-774b-bcceb-302099a8057"}`,
		`{"id":"01890a5dxac96-774b-bcce-b302099a8057"}`, `{"id":"g1890a5d-ac96-774b-bcce-b302099a8057"}`, `{"id":7}`,
		`{"hash":"` + hash[2:] + `"}`, `{"hash":"` + strings.ToUpper(hash) + `"}`, `{"hash":"` + hash[1:] + `g"}`,
		`{"date":"2026-1-2"}`, `{"opt":"2026-02-30"}`, `{"opt":7}`, `{"code":"91440300MA5FX0A11M"}`, `{"code":"914403"}`,
		`{"who":"110105194912310021"}`, `{"tri":"true"}`, `{"tri":1}`, `{"text":[]}`,
	} {
		var e everything
		if err := json.Unmarshal([]byte(text), &e); err == nil {
			t.Errorf("%s was taken as %+v", text, e)
		}
	}
	for _, text := range []string{`[]`, `{"R36":1}`, `{"R36":"aa"`, `7`} {
		var p PackHashes
		if err := json.Unmarshal([]byte(text), &p); err == nil {
			t.Errorf("%s was taken as %v", text, p)
		}
	}
}

// Each item of a record that differs is named, and spelling alone is no difference.
func TestDifferencesNameEachItem(t *testing.T) {
	uscc, err := ParseUSCC("91440300MA5FX0A11L")
	if err != nil {
		t.Fatal(err)
	}
	base := Record{Party: "示例（甲）公司", Violation: "未按规定，公示", Facts: "事实。", Basis: "依据", Content: "罚款 300 元", Fine: 30_000,
		DecidedOn: MustDate("2026-03-02"), PenaltyKinds: []PenaltyKind{PenaltyFine}}
	for want, change := range map[string]func(*Record){
		"party":         func(r *Record) { r.Party = "示例（乙）公司" },
		"uscc":          func(r *Record) { r.USCC = uscc },
		"violation":     func(r *Record) { r.Violation = "" },
		"facts":         func(r *Record) { r.Facts = "别的事实" },
		"basis":         func(r *Record) { r.Basis = "别的依据" },
		"content":       func(r *Record) { r.Content = "罚款 301 元" },
		"fine":          func(r *Record) { r.Fine++ },
		"confiscated":   func(r *Record) { r.Confiscated = 1 },
		"decided_on":    func(r *Record) { r.DecidedOn = r.DecidedOn.Add(1) },
		"public_until":  func(r *Record) { r.PublicUntil = r.DecidedOn },
		"valid_until":   func(r *Record) { r.ValidUntil = r.DecidedOn },
		"penalty_kinds": func(r *Record) { r.PenaltyKinds = []PenaltyKind{PenaltyFine, PenaltyWarning} },
		"": func(r *Record) {
			r.Party, r.Violation, r.Facts, r.Content = "示例(甲)公司 ", "未按规定,公示", "事实.", "罚款３００元"
		},
	} {
		r := base
		change(&r)
		if got := strings.Join(base.Differences(r), " "); got != want {
			t.Errorf("changed %q, named %q", want, got)
		}
		if back := strings.Join(r.Differences(base), " "); back != want {
			t.Errorf("the other way round %q, named %q", want, back)
		}
	}
}
