package letter

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"casedesk/cases"
)

// secrets are what a case knows of people and no letter may say.
var secrets = []string{"440304188304131095", "440305187712310024", "13800000001", "13900000002", "11010518491231002X"}

// typed is what people write: plain words, rare characters, several lines, places
// of the wording, and words that only a decision may say.
func typed(t *rapid.T, label string) string {
	part := rapid.SampledFrom([]string{"示例", "𠮷", "㐂龘", "\U0002A6A5", "第一行\n第二行", "{number}", "{", "}", "准予信用修复", "不予信用修复", "维持原记载",
		"“引号”", "<b>&", "\\u0000", " ", "2026-10-12", "罚款 3 元", strings.Repeat("很长的一句话", 60), "a|b", "0"})
	return strings.Join(rapid.SliceOfN(part, 0, 6).Draw(t, label), "")
}

func someDay(t *rapid.T, label string) cases.Date {
	return cases.DateOf(2024, 1, 1).Add(rapid.IntRange(0, 1500).Draw(t, label))
}

func randomOrder(t *rapid.T) cases.LetterOrder {
	pick := func(label string, list ...string) string { return rapid.SampledFrom(list).Draw(t, label) }
	sorts := []cases.LetterSort{cases.LetterReceipt, cases.LetterMissing, cases.LetterAccept, cases.LetterDecline, cases.LetterForward,
		cases.LetterGrant, cases.LetterRefuse, cases.LetterObjection}
	o := order(rapid.SampledFrom(sorts).Draw(t, "sort"), cases.Granted)
	o.Number, o.On = "示例"+pick("series", "修决", "异告", "㐂")+"〔2026〕"+pick("n", "1", "70012")+"号", someDay(t, "on")
	o.Office.Name, o.Office.Kind = "示例局"+typed(t, "office"), cases.OfficeKind(pick("office kind", "window", "authority", "centre"))
	o.Office.Sample = rapid.Bool().Draw(t, "sample")
	o.Case.Matter, o.Case.Record.Sample = cases.Matter(pick("matter", "repair", "objection")), rapid.Bool().Draw(t, "sample record")
	o.Case.Party.Kind, o.Case.Party.Name = cases.PartyKind(pick("party kind", "organisation", "person", "sole_trader")), "示例"+typed(t, "party")
	o.Case.Party.IDNumber, o.Case.Party.Phone = secrets[0], secrets[2]
	o.Case.Agent = &cases.Agent{Name: "示例代理人", IDNumber: secrets[1], Phone: secrets[3]}
	o.Case.Record.PersonID, _ = cases.ParseResidentID(secrets[4], cases.MustDate("2026-01-01"))
	o.Case.Record.DocNumber, o.Case.Record.Violation = typed(t, "doc"), typed(t, "violation")
	outcome := cases.Outcome(pick("outcome", "granted", "refused", "corrected", "added", "stopped", "removed", "kept"))
	o.Case.Proposal.Outcome, o.Case.Decision.Outcome = outcome, outcome
	o.Case.Proposal.Text, o.Case.Refusal.Text = typed(t, "words"), typed(t, "refusal words")
	o.Case.Decision.From = someDay(t, "from")
	o.Case.Decision.Effects = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"stop_publishing", "stop_sharing", "lift_measures"}), 1, 3, rapid.ID).Draw(t, "effects")
	o.Case.Claims = nil
	for range rapid.IntRange(0, 4).Draw(t, "claims") {
		o.Case.Claims = append(o.Case.Claims, cases.Claim{Ground: pick("ground", "wrong", "expired", "not_mine"), Shown: typed(t, "shown"), Request: pick("request", "stop", "correct")})
	}
	for range rapid.SampledFrom([]int{0, 1, 3, 130}).Draw(t, "more grounds") {
		o.Case.Proposal.Grounds = append(o.Case.Proposal.Grounds, cases.Ground{Text: "示例理由", Title: "《示例办法》"})
	}
	if o.Sort != cases.LetterGrant && o.Sort != cases.LetterRefuse && rapid.Bool().Draw(t, "unjudged") {
		o.Case.Judgement = nil
	}
	return o
}

// The record attached to a letter says what the order says, and the QR code is of
// that record; the same order makes the same letter.
func TestTheAttachedRecordIsTheOrder(t *testing.T) {
	w := wording(t)
	rapid.Check(t, func(t *rapid.T) {
		o := randomOrder(t)
		l, err := w.Compile(o)
		if err != nil {
			t.Fatal(err)
		}
		var r Record
		if err := json.Unmarshal(l.Record, &r); err != nil {
			t.Fatal(err)
		}
		c := o.Case
		want := Record{Format: "casedesk-decision-1", Letter: string(o.Sort), Number: o.Number, Receipt: c.Number, Case: c.ID, Matter: c.Matter,
			Party: c.Party.Name, Document: c.Record.DocNumber, IssuedBy: o.Office.Name, Office: o.Office.ID, On: o.On, Code: o.Code,
			Sample: o.Office.Sample || c.Record.Sample}
		if slices.Contains([]cases.LetterSort{"L8", "L9", "L10"}, o.Sort) {
			want.Outcome, want.From = c.Decision.Outcome, c.Decision.From
			if len(c.Decision.Effects) > 0 {
				want.Effects = c.Decision.Effects
			}
		}
		if c.Judgement != nil {
			want.Ruleset, want.Class, want.PackHash = "R36", "R36.GENERAL", c.Judgement.Verdict.PackHashes
		}
		if !reflect.DeepEqual(r, want) {
			t.Fatalf("the record says\n%+v\nthe order\n%+v", r, want)
		}
		sum := sha256.Sum256(l.Record)
		if !strings.HasSuffix(l.QR, "|"+o.Code+"|"+hex.EncodeToString(sum[:16])) || !strings.HasPrefix(l.QR, "CASEDESK1|"+string(o.Sort)+"|"+o.Number+"|") || len(l.QR) > 300 {
			t.Fatalf("QR code %q", l.QR)
		}
		if l.Sample != want.Sample || l.Signature != o.Office.Name || l.Head != o.Office.Name || l.Date != o.On {
			t.Fatalf("sample %v, head %q, signed %q on %v", l.Sample, l.Head, l.Signature, l.Date)
		}
		if again, err := w.Compile(o); err != nil || !reflect.DeepEqual(l, again) {
			t.Fatalf("a second letter of the same order differs: %v", err)
		}
		o.Specimen = true
		bare, err := w.Compile(o)
		l.Number, l.QR, l.QRCaption, l.Record, l.Specimen = "", "", "", nil, true
		if err != nil || !reflect.DeepEqual(bare, l) {
			t.Fatalf("a specimen differs in more than number, code and record: %v", err)
		}
	})
}

// Nothing that a case knows of people beyond their names stands on a letter.
func TestNoLetterTellsANumberOfAPerson(t *testing.T) {
	w := wording(t)
	rapid.Check(t, func(t *rapid.T) {
		o := randomOrder(t)
		l, err := w.Compile(o)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range secrets {
			if strings.Contains(string(whole)+string(l.Record)+l.QR, s) {
				t.Fatalf("%s says secret %d", o.Sort, i)
			}
		}
	})
}

// People's own words stand in their marked paragraph and nowhere else, whatever
// they claim; what was decided comes from the decision alone.
func TestFreeWordsChangeNothingButTheirParagraph(t *testing.T) {
	w := wording(t)
	rapid.Check(t, func(t *rapid.T) {
		o := randomOrder(t)
		l, err := w.Compile(o)
		if err != nil {
			t.Fatal(err)
		}
		said := o.Case.Proposal.Text
		for _, p := range l.Paragraphs {
			if p.Kind == Free && (p.Text != said || p.Label == "") {
				t.Fatalf("a marked paragraph of %q says %q, written was %q", p.Label, p.Text, said)
			}
		}
		free := func(p Paragraph) bool { return p.Kind == Free }
		other := o
		proposal, refusal := *o.Case.Proposal, *o.Case.Refusal
		proposal.Text, refusal.Text = "另一段话：不予、准予。", "另一段话"
		other.Case.Proposal, other.Case.Refusal = &proposal, &refusal
		m, err := w.Compile(other)
		if err != nil {
			t.Fatal(err)
		}
		l.Paragraphs, m.Paragraphs = slices.DeleteFunc(l.Paragraphs, free), slices.DeleteFunc(m.Paragraphs, free)
		if !reflect.DeepEqual(l, m) {
			t.Fatalf("other words of the clerk made another letter:\n%s\n%s", words(l), words(m))
		}
	})
}
