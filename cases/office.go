package cases

import "slices"

// OfficeKind says what sort of office it is; what it may do is its Powers.
type OfficeKind string

// The kinds of offices.
const (
	Window    OfficeKind = "window"    // 窗口: receives, checks, helps, forwards
	Authority OfficeKind = "authority" // 认定单位 / 信息提供单位: accepts and decides
	Centre    OfficeKind = "centre"    // 公共信用信息工作机构: checks against its own data
)

// Power is one thing an office may do. The central library grants and signs it.
type Power string

// The powers.
const (
	MayReceive Power = "receive" // 收件, 补正告知, 转办
	MayAccept  Power = "accept"  // 受理, 不予受理
	MayMark    Power = "mark"    // 标注, 解除标注
	MayCheck   Power = "check"   // 核查
	MayDecide  Power = "decide"  // 准予, 不予, 异议处理结果
)

// Office is one office as the central library describes and signs it.
type Office struct {
	ID      ID         `json:"id"`
	Name    string     `json:"name"`
	Short   string     `json:"short"` // 机关代字, part of every 文号
	Kind    OfficeKind `json:"kind"`
	City    string     `json:"city"` // GB/T 2260 code, 440300
	Powers  []Power    `json:"powers"`
	Serves  []string   `json:"serves,omitempty"` // the deciding bodies it acts for
	Address string     `json:"address,omitempty"`
	Phone   string     `json:"phone,omitempty"`
	// JoinReviewSign lets one person review and sign. 经办 never joins either.
	JoinReviewSign bool      `json:"join_review_sign,omitempty"`
	Sealing        []byte    `json:"sealing"` // public key case keys are sealed to (HPKE, X25519)
	Accounts       []Account `json:"accounts"`
	Sample         bool      `json:"sample"` // a made-up office: 演示 on every page
}

// Account is a person of an office who may sign events.
type Account struct {
	ID    ID     `json:"id"`
	Name  string `json:"name"`
	Roles []Role `json:"roles"`
	Cert  []byte `json:"cert"` // X.509, DER; its key signs events and letters
	// SM2Cert is there where letters are signed with SM2 and SM3 instead (GM/T 0010).
	SM2Cert []byte `json:"sm2_cert,omitempty"`
}

// Device is a machine that the central library has enrolled for one office.
type Device struct {
	ID     ID     `json:"id"`
	Office ID     `json:"office"`
	Key    []byte `json:"key"` // PKIX public key; signs batch heads
}

// Directory is what the central library publishes about offices; it is signed
// and kept as the bytes that were signed.
type Directory struct {
	Version int      `json:"version"`
	Sample  bool     `json:"sample"`
	Offices []Office `json:"offices"`
	Devices []Device `json:"devices"`
	Cities  []City   `json:"cities,omitempty"`
}

// City is what a city has settled for all its offices.
type City struct {
	Code string `json:"code"` // GB/T 2260, 440300
	// Remedy is the sentence that tells of 行政复议 and 行政诉讼, as the city's lawyers
	// wrote it: before whom, within what time. Whether a refusal to repair can be
	// taken there is argued about, so nothing is said where a city set nothing.
	Remedy string `json:"remedy,omitempty"`
}

// May tells whether the office holds the power.
func (o Office) May(p Power) bool { return slices.Contains(o.Powers, p) }

// Account finds an account of the office.
func (o Office) Account(id ID) (Account, bool) {
	i := slices.IndexFunc(o.Accounts, func(a Account) bool { return a.ID == id })
	if i < 0 {
		return Account{}, false
	}
	return o.Accounts[i], true
}

// Office finds an office by its ID.
func (d Directory) Office(id ID) (Office, bool) {
	i := slices.IndexFunc(d.Offices, func(o Office) bool { return o.ID == id })
	if i < 0 {
		return Office{}, false
	}
	return d.Offices[i], true
}

// OfficeOf finds the office and the account that an account ID belongs to.
func (d Directory) OfficeOf(account ID) (Office, Account, bool) {
	for _, o := range d.Offices {
		if a, ok := o.Account(account); ok {
			return o, a, true
		}
	}
	return Office{}, Account{}, false
}

// Device finds an enrolled device.
func (d Directory) Device(id ID) (Device, bool) {
	i := slices.IndexFunc(d.Devices, func(v Device) bool { return v.ID == id })
	if i < 0 {
		return Device{}, false
	}
	return d.Devices[i], true
}

// Remedy gives the sentence on remedies that an office's letters carry, or nothing.
func (d Directory) Remedy(o Office) string {
	for _, c := range d.Cities {
		if c.Code == o.City {
			return c.Remedy
		}
	}
	return ""
}

// Serving finds the office that acts for a deciding body.
func (d Directory) Serving(body string) (Office, bool) {
	i := slices.IndexFunc(d.Offices, func(o Office) bool { return o.May(MayDecide) && slices.Contains(o.Serves, body) })
	if i < 0 {
		return Office{}, false
	}
	return d.Offices[i], true
}
