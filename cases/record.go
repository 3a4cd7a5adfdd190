package cases

import (
	"slices"
	"strings"
)

// PartyKind says what sort of person a public record is about (行政相对人类别).
type PartyKind string

// The kinds of parties; "" is not known.
const (
	PartyOrganisation PartyKind = "organisation" // 法人及非法人组织
	PartySoleTrader   PartyKind = "sole_trader"  // 个体工商户
	PartyPerson       PartyKind = "person"       // 自然人
)

// Record is one public credit record of an administrative penalty: the items of
// the 双公示 template (发改办财金〔2018〕424号) that the work needs. Money is in 分.
// It may hold personal data (a person's name and number).
type Record struct {
	Party        string        `json:"party"`                   // 行政相对人名称
	PartyKind    PartyKind     `json:"party_kind,omitempty"`    // 行政相对人类别
	USCC         USCC          `json:"uscc,omitzero"`           // 代码_1 统一社会信用代码
	OtherCode    string        `json:"other_code,omitempty"`    // the first of 代码_2 to 代码_6 that is filled
	PersonID     ResidentID    `json:"person_id,omitzero"`      // 自然人证件号码; never published
	Chief        string        `json:"chief,omitempty"`         // 法定代表人
	DocNumber    string        `json:"doc_number,omitempty"`    // 行政处罚决定书文号, as it was written
	Body         string        `json:"body,omitempty"`          // 处罚机关
	BodyCode     USCC          `json:"body_code,omitzero"`      // 处罚机关统一社会信用代码
	Violation    string        `json:"violation,omitempty"`     // 违法行为类型
	Facts        string        `json:"facts,omitempty"`         // 违法事实
	Basis        string        `json:"basis,omitempty"`         // 处罚依据
	PenaltyKinds []PenaltyKind `json:"penalty_kinds,omitempty"` // 处罚类别
	Content      string        `json:"content,omitempty"`       // 处罚内容
	Fine         Fen           `json:"fine,omitempty"`          // 罚款金额; 0 is none
	Confiscated  Fen           `json:"confiscated,omitempty"`   // 没收违法所得、没收非法财物的金额
	Licence      string        `json:"licence,omitempty"`       // 暂扣或吊销证照名称及编号
	DecidedOn    Date          `json:"decided_on,omitzero"`     // 处罚决定日期
	ValidUntil   Date          `json:"valid_until,omitzero"`    // 处罚有效期; 2099-12-31 is open-ended
	PublicUntil  Date          `json:"public_until,omitzero"`   // 公示截止期
	Source       string        `json:"source,omitempty"`        // 数据来源单位
	SourceCode   USCC          `json:"source_code,omitzero"`    // 数据来源单位统一社会信用代码
	Remark       string        `json:"remark,omitempty"`        // 备注
	Field        string        `json:"field,omitempty"`         // field of regulation, a value of the fact "field"
	FieldFrom    string        `json:"field_from,omitempty"`    // "column", or "body" / "violation" where it was only inferred
	Doubts       []string      `json:"doubts,omitempty"`        // keys of what was odd and did not stop the import
	Sample       bool          `json:"sample,omitempty"`        // from a shipped sample, never of a real party
}

// Key is equal for two rows that tell of one decision: the same 文号 and deciding
// body, or without a 文号 the same party, day and content. It may hold a name and
// must not be shown or logged.
func (r Record) Key() string {
	if number := DocNumberKey(r.DocNumber); number != "" {
		body := foldText(r.Body)
		if body == "" {
			body = r.BodyCode.String()
		}
		return "n\x00" + number + "\x00" + body
	}
	who := r.USCC.String()
	if who == "" {
		who = foldText(r.Party)
	}
	parts := []string{"c", who, r.DecidedOn.String(), foldText(r.Violation), foldText(r.Facts), foldText(r.Content), r.Fine.Yuan()}
	return strings.Join(parts, "\x00")
}

// Differences names the JSON keys in which two rows of one decision differ, so
// that a person can choose; spaces and widths do not count.
func (r Record) Differences(o Record) []string {
	pairs := []struct{ name, a, b string }{
		{"party", r.Party, o.Party}, {"uscc", r.USCC.code, o.USCC.code}, {"violation", r.Violation, o.Violation},
		{"facts", r.Facts, o.Facts}, {"basis", r.Basis, o.Basis}, {"content", r.Content, o.Content},
		{"fine", r.Fine.Yuan(), o.Fine.Yuan()}, {"confiscated", r.Confiscated.Yuan(), o.Confiscated.Yuan()},
		{"decided_on", r.DecidedOn.String(), o.DecidedOn.String()}, {"public_until", r.PublicUntil.String(), o.PublicUntil.String()},
		{"valid_until", r.ValidUntil.String(), o.ValidUntil.String()},
	}
	differ := []string{}
	for _, p := range pairs {
		if foldText(p.a) != foldText(p.b) {
			differ = append(differ, p.name)
		}
	}
	if !slices.Equal(r.PenaltyKinds, o.PenaltyKinds) {
		differ = append(differ, "penalty_kinds")
	}
	return differ
}

// Has tells whether the decision holds a penalty of kind k.
func (r Record) Has(k PenaltyKind) bool { return slices.Contains(r.PenaltyKinds, k) }

// foldText makes two spellings of one text equal: widths, spaces, letter case and
// the brackets and commas that keyboards mix up.
func foldText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch r = foldWidth(r); {
		case isBlank(r):
		case r == '，' || r == '、':
			b.WriteByte(',')
		case r == '。':
			b.WriteByte('.')
		default:
			b.WriteRune(r)
		}
	}
	return strings.ToUpper(b.String())
}
