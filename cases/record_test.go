package cases

import (
	"encoding/json"
	"fmt"
	"testing"
)

func TestPenaltyKindsAreRead(t *testing.T) {
	for in, want := range map[string]string{
		"罚款;没收违法所得;没收非法财物": "[fine confiscate_income confiscate_goods]", "罚款": "[fine]", "警告；罚款": "[warning fine]", "": "[]",
		"没收违法所得、没收非法财物": "[confiscate_income confiscate_goods]", "没收违法所得、非法财物": "[confiscate_income confiscate_goods]", "罚款,其他-责令改正": "[fine other]", "责令停产停业": "[suspend_business]",
		"暂扣许可证件": "[suspend_licence]", "吊销营业执照": "[revoke_licence]", "罚款;罚款": "[fine]", "降低资质等级 限制从业": "[downgrade bar_from_work]",
	} {
		if got := fmt.Sprint(ParsePenaltyKinds(in)); got != want {
			t.Errorf("%q = %s, want %s", in, got, want)
		}
	}
}

func TestRecordKeyMeetsAcrossSpellings(t *testing.T) {
	a := Record{Party: "示例甲公司", DocNumber: "示例建罚〔2026〕41号", Body: "示例区住房和建设局"}
	b := Record{Party: "示例甲公司", DocNumber: "示例建罚[2026]第041号", Body: "示例区 住房和建设局", Fine: 5}
	if a.Key() != b.Key() {
		t.Error("one decision in two spellings has two keys")
	}
	if d := fmt.Sprint(a.Differences(b)); d != "[fine]" {
		t.Error(d)
	}
	c := Record{Party: "示例（深圳）公司", DecidedOn: MustDate("2026-01-02"), Content: "罚款300元"}
	d := c
	d.Party, d.DocNumber = "示例(深圳)公司", "无"
	if c.Key() != d.Key() {
		t.Error("without a 文号, party, day and content make the key")
	}
	if d.Content = "罚款400元"; c.Key() == d.Key() {
		t.Error("two decisions of one day are taken for one")
	}
	if b.Body = "示例区生态环境局"; a.Key() == b.Key() {
		t.Error("two bodies may use one number")
	}
}

func TestRecordInJSON(t *testing.T) {
	uscc, err := ParseUSCC("91440300MA5FX0A11L")
	if err != nil {
		t.Fatal(err)
	}
	r := Record{Party: "示例", USCC: uscc, Fine: 8_600_000, DecidedOn: MustDate("2026-03-04"), PenaltyKinds: []PenaltyKind{PenaltyFine}}
	data, err := json.Marshal(r)
	want := `{"party":"示例","uscc":"91440300MA5FX0A11L","penalty_kinds":["fine"],"fine":8600000,"decided_on":"2026-03-04"}`
	if err != nil || string(data) != want {
		t.Errorf("%s %v", data, err)
	}
	var back Record
	if err := json.Unmarshal(data, &back); err != nil || back.Key() != r.Key() || !back.Has(PenaltyFine) {
		t.Errorf("%+v %v", back, err)
	}
}
