package cases

// Party is who applies or objects: the subject of the record.
type Party struct {
	Kind     PartyKind `json:"kind"`
	Name     string    `json:"name"`
	Code     string    `json:"code,omitempty"`      // 统一社会信用代码
	IDNumber string    `json:"id_number,omitempty"` // of a natural person
	Chief    string    `json:"chief,omitempty"`     // 法定代表人、负责人
	Address  string    `json:"address,omitempty"`
	Phone    string    `json:"phone,omitempty"`
}

// Agent acts for a party under a 授权委托书, or is its chief in person.
type Agent struct {
	Name     string `json:"name"`
	IDNumber string `json:"id_number,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Until    Date   `json:"until,omitzero"` // last day of the mandate
	IsChief  bool   `json:"is_chief,omitempty"`
}

// Claim is one thing an objection says is wrong with the record.
type Claim struct {
	Ground  string `json:"ground"`            // a ground the rule pack lists
	Field   string `json:"field,omitempty"`   // the field of the record
	Shown   string `json:"shown,omitempty"`   // what the record says now
	Claimed string `json:"claimed,omitempty"` // what it should say
	Request string `json:"request"`           // 更正, 补充, 停止公开, 移出
	On      Date   `json:"on,omitzero"`       // of a penalty changed or revoked: the day of that decision
}

// Paper is one paper handed in or asked for.
type Paper struct {
	Code     string `json:"code"` // a paper the rule pack lists
	Name     string `json:"name"`
	Original bool   `json:"original,omitempty"`
	Pages    int    `json:"pages,omitempty"`
}

// Ground is a reason taken from a rule pack: a condition that is not met.
type Ground struct {
	Code     string `json:"code"`
	Text     string `json:"text"`
	Ruleset  string `json:"ruleset"`
	Title    string `json:"title"`             // the instrument by full name and number
	Article  string `json:"article,omitempty"` // only where verified
	Verified bool   `json:"verified"`
}
