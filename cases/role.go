package cases

import "slices"

// Role is what an account may do inside its office.
type Role string

// The roles. The three hands are Clerk, Reviewer and Signer; the last three keep
// the machine, its rules and its log, each apart from the others and from all cases.
const (
	Clerk    Role = "clerk"    // 经办
	Reviewer Role = "reviewer" // 审核
	Signer   Role = "signer"   // 签发
	Admin    Role = "admin"    // 系统管理员
	Security Role = "security" // 安全管理员
	Auditor  Role = "auditor"  // 审计员
)

var (
	hand   = []Role{Clerk, Reviewer, Signer}
	keeper = []Role{Admin, Security, Auditor}
)

// Duty is one sort of thing to do with the program, besides the acts on cases
// that the rules of kinds tell.
type Duty string

// The duties.
const (
	DutyCases     Duty = "cases"      // 办件: read, work on, reveal and print cases
	DutyExport    Duty = "export"     // 导出: take personal data out of the program
	DutyTakeOut   Duty = "takeout"    // 整体导出: take all data of the store out, in clear
	DutyAccounts  Duty = "accounts"   // 账号: add, remove, reset, unlock
	DutyStore     Duty = "store"      // 存储: back up, restore, check
	DutyLockouts  Duty = "lockouts"   // 锁定与授权: see who is locked out, who may do what
	DutyArchive   Duty = "archive"    // 档案: list, hold and release files, ask for their destruction
	DutyDestroy   Duty = "destroy"    // 销毁: grant what another person asked for
	DutyPolicy    Duty = "policy"     // 策略: minutes until the lock, tries, seconds of a reveal
	DutyAccessLog Duty = "access_log" // 查阅日志: read who saw, printed, exported what
	DutyVerify    Duty = "verify"     // 验链: prove that a log is whole
	DutyRules     Duty = "rules"      // 规则版本: see what a version of a rule pack changes, and put it into use
)

// duties says which roles have which duty. No row names both a hand and a keeper.
var duties = []struct {
	Duty  Duty
	Roles []Role
}{
	{DutyCases, hand},
	{DutyExport, hand},
	{DutyTakeOut, []Role{Reviewer, Signer}},
	{DutyAccounts, []Role{Admin}},
	{DutyStore, []Role{Admin}},
	{DutyArchive, []Role{Security}},
	{DutyDestroy, []Role{Signer}},
	{DutyLockouts, []Role{Security}},
	{DutyPolicy, []Role{Security}},
	{DutyAccessLog, []Role{Auditor}},
	{DutyVerify, []Role{Auditor}},
	{DutyRules, []Role{Reviewer, Signer}},
}

// Has tells whether the account holds the role; one whose roles clash holds none.
func (a Account) Has(r Role) bool { return slices.Contains(a.Roles, r) && a.Fits() == nil }

// IsHand tells whether the account works on cases.
func (a Account) IsHand() bool { return slices.ContainsFunc(hand, a.Has) }

// Must tells why the account may not do a duty, or nil.
func (a Account) Must(d Duty) error {
	i := slices.IndexFunc(duties, func(row struct {
		Duty  Duty
		Roles []Role
	}) bool {
		return row.Duty == d
	})
	if i >= 0 && slices.ContainsFunc(duties[i].Roles, a.Has) {
		return nil
	}
	return Fail(Forbidden, "role.duty", "duty", string(d))
}

// Fits tells why the account's roles may not be in one hand, or nil: nobody is two
// of 系统管理员, 安全管理员 and 审计员, and none of these works on cases.
func (a Account) Fits() error { return rolesFit(a.Name, a.Roles) }

func rolesFit(name string, roles []Role) error {
	keeps := 0
	for _, r := range keeper {
		if slices.Contains(roles, r) {
			keeps++
		}
	}
	works := slices.ContainsFunc(hand, func(r Role) bool { return slices.Contains(roles, r) })
	if keeps > 1 || keeps == 1 && works {
		return Fail(Forbidden, "role.clash", "name", name)
	}
	return nil
}

// Fits tells which account of the directory has roles that clash, or nil. A
// library publishes no such directory; where one comes even so, the account does nothing.
func (d Directory) Fits() error {
	for _, o := range d.Offices {
		for _, a := range o.Accounts {
			if err := a.Fits(); err != nil {
				return err
			}
		}
	}
	return nil
}
