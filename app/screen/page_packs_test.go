package screen_test

import (
	"context"
	"strings"

	"casedesk/app/present"
	"casedesk/cases"
	"casedesk/cases/rules"
)

// rack is a shelf with what ships and one new version.
type rack struct{}

func (rack) Versions(context.Context) ([]present.PackVersion, error) {
	return []present.PackVersion{
		{Ruleset: "P22", Title: "《关于进一步完善信用修复制度的实施方案》（国办发〔2025〕22号）", Hash: strings.Repeat("a", 64), From: cases.MustDate("2025-06-22"), Shipped: true, Active: true},
		{Ruleset: "R36", Title: "《信用修复管理办法》（国家发展改革委令第36号）", Hash: strings.Repeat("c", 64), From: cases.MustDate("2026-04-01"), Shipped: true, Active: true},
		{Ruleset: "R36", Title: "《信用修复管理办法》（国家发展改革委令第36号）", Hash: strings.Repeat("b", 64), Made: cases.MustDate("2026-10-09"), From: cases.MustDate("2026-04-01"), Signer: "演示根", Correction: "漏载了批准人"},
	}, nil
}

func (rack) Ready(context.Context, []string) ([]rules.PackChanges, error) {
	return []rules.PackChanges{{Ruleset: "R36", Changes: []rules.RowChange{{Row: "R36-PUB-GEN", Was: "最短 3 个月 / 最长 1 年", Now: "最短 3 个月 / 最长 2 年"}}}}, nil
}

func (rack) Rehearse(_ context.Context, _ []string, each func(present.RehearsedCase) error) (present.RehearsalSum, error) {
	err := each(present.RehearsedCase{Number: "示例住建20260901-1-0007", On: cases.MustDate("2026-09-01"), Shifts: []rules.Shift{
		{What: "longest", Was: "1 年 2027-05-20", Now: "2 年 2028-05-20", Ruleset: "R36", Row: "R36-PUB-GEN"}}})
	return present.RehearsalSum{Cases: 12, Judged: 11, Changed: 1, Seen: "x"}, err
}

func (rack) Activate(context.Context, []string, string) error { return nil }
