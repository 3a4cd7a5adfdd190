// Package demo makes a small made-up world (演示): a central library's two
// offices with their stores, and plays the main job in it.
package demo

import "casedesk/cases"

// PassPhrase opens every demo account; the sign-in screen shows it.
const PassPhrase = "yanshi-2026"

// person is one demo account.
type person struct {
	name string
	role cases.Role
}

// spec describes one demo office.
type spec struct {
	folder string
	office cases.Office
	people []person
}

// specs are the two offices: a window, which receives, checks and forwards, and
// a deciding authority. All are made up.
func specs() []spec {
	return []spec{
		{"window", cases.Office{
			Name: "深圳市示例区政务服务中心（演示）", Short: "示例政服", Kind: cases.Window, City: "440300",
			Powers: []cases.Power{cases.MayReceive}, Phone: "0755-00000304", Address: "示例区示例大道 18 号 304 窗口", Sample: true,
		}, []person{{"林晚晴", cases.Clerk}, {"何嘉树", cases.Reviewer}}},
		{"authority", cases.Office{
			Name: "深圳市示例区认定单位（演示）", Short: "示例认定", Kind: cases.Authority, City: "440300",
			Powers: []cases.Power{cases.MayReceive, cases.MayAccept, cases.MayMark, cases.MayCheck, cases.MayDecide},
			Serves: []string{"深圳市示例区住房和建设局", "深圳市示例区生态环境局", "深圳市示例区消防救援大队", ""},
			Phone:  "0755-00000800", Address: "示例区建设路 6 号", Sample: true,
		}, []person{{"欧阳弋", cases.Clerk}, {"周见山", cases.Reviewer}, {"邝望舒", cases.Signer}}},
	}
}

// Folders names the stores below the demo's folder, the window first.
func Folders() []string { return []string{"window", "authority"} }
