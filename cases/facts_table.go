package cases

// factEntry declares a fact and says how it is read from Facts as a number and
// written back. get says ok=false for a value outside the declared list.
type factEntry struct {
	FactDecl
	get func(*Facts) (n int64, known, ok bool)
	put func(*Facts, int64)
}

// FactDecls lists every declared fact in its fixed order.
func FactDecls() []FactDecl {
	out := make([]FactDecl, len(factTable))
	for i := range factTable {
		out[i] = factTable[i].FactDecl
	}
	return out
}

// factTable is written once here and only read afterwards.
var factTable = []factEntry{
	enumFact("matter", func(f *Facts) *string { return &f.Matter }, "repair", "objection"),
	enumFact("city", func(f *Facts) *string { return &f.City },
		"440100", "440200", "440300", "440400", "440500", "440600", "440700", "440800", "440900", "441200", "441300",
		"441400", "441500", "441600", "441700", "441800", "441900", "442000", "445100", "445200", "445300"),
	enumFact("subject_kind", func(f *Facts) *string { return &f.SubjectKind }, "organisation", "sole_trader", "person"),
	enumFact("record_kind", func(f *Facts) *string { return &f.RecordKind }, "penalty", "abnormal_list", "serious_list", "other"),
	setFact("penalty_kinds", func(f *Facts) *[]string { return &f.PenaltyKinds },
		"warning", "criticism", "fine", "confiscate_income", "confiscate_goods", "suspend_licence", "downgrade",
		"revoke_licence", "restrict_activity", "suspend_business", "close_business", "bar_from_work", "detention", "other"),
	enumFact("procedure", func(f *Facts) *string { return &f.Procedure }, "summary", "ordinary"),
	enumFact("field", func(f *Facts) *string { return &f.Field },
		"food", "drug", "special_equipment", "work_safety", "fire", "housing", "environment", "transport", "labour", "market", "other"),
	enumFact("owner", func(f *Facts) *string { return &f.Owner },
		"market_regulation", "emergency_management", "mine_safety", "fire_rescue", "housing", "environment", "transport",
		"labour", "court", "tax", "customs", "pboc", "other"),
	moneyFact("fine", func(f *Facts) *Fen { return &f.Fine }),
	moneyFact("confiscated", func(f *Facts) *Fen { return &f.Confiscated }),
	dateFact("decided_on", func(f *Facts) *Date { return &f.DecidedOn }),
	dateFact("filed_on", func(f *Facts) *Date { return &f.FiledOn }),
	dateFact("pushed_on", func(f *Facts) *Date { return &f.PushedOn }),
	dateFact("accepted_on", func(f *Facts) *Date { return &f.AcceptedOn }),
	dateFact("passed_on", func(f *Facts) *Date { return &f.PassedOn }),
	boolFact("duty_done", func(f *Facts) *Tri { return &f.DutyDone }),
	boolFact("rectified", func(f *Facts) *Tri { return &f.Rectified }),
	boolFact("proof_held", func(f *Facts) *Tri { return &f.ProofHeld }),
	boolFact("commitment", func(f *Facts) *Tri { return &f.Commitment }),
	boolFact("other_conditions_met", func(f *Facts) *Tri { return &f.OtherConditionsMet }),
	boolFact("authorised", func(f *Facts) *Tri { return &f.Authorised }),
	boolFact("excluded_by_law", func(f *Facts) *Tri { return &f.ExcludedByLaw }),
	boolFact("already_repaired", func(f *Facts) *Tri { return &f.AlreadyRepaired }),
	termFact("sanction_term", func(f *Facts) *Period { return &f.SanctionTerm }),
	dateFact("barred_since", func(f *Facts) *Date { return &f.BarredSince }),
	dateFact("shown_until", func(f *Facts) *Date { return &f.ShownUntil }),
	boolFact("still_shown", func(f *Facts) *Tri { return &f.StillShown }),
	setFact("grounds", func(f *Facts) *[]string { return &f.Grounds },
		"wrong", "missing", "duplicate", "should_not_show", "expired", "differs", "list_wrong", "not_mine", "repair_result", "other",
		"penalty_changed"),
	boolFact("source_differs", func(f *Facts) *Tri { return &f.SourceDiffers }),
	boolFact("item_missing", func(f *Facts) *Tri { return &f.ItemMissing }),
	boolFact("duplicate_found", func(f *Facts) *Tri { return &f.DuplicateFound }),
	boolFact("outside_catalogue", func(f *Facts) *Tri { return &f.OutsideCatalogue }),
	boolFact("list_test_failed", func(f *Facts) *Tri { return &f.ListTestFailed }),
	boolFact("other_breach_found", func(f *Facts) *Tri { return &f.OtherBreachFound }),
	enumFact("penalty_now", func(f *Facts) *string { return &f.PenaltyNow }, "stands", "changed", "revoked", "unlawful", "void"),
	dateFact("changed_on", func(f *Facts) *Date { return &f.ChangedOn }),
	boolFact("found_serious", func(f *Facts) *Tri { return &f.FoundSerious }),
	boolFact("trained", func(f *Facts) *Tri { return &f.Trained }),
	boolFact("credit_report", func(f *Facts) *Tri { return &f.CreditReport }),
	boolFact("punished_again", func(f *Facts) *Tri { return &f.PunishedAgain }),
	boolFact("on_other_list", func(f *Facts) *Tri { return &f.OnOtherList }),
	dateFact("act_ended_on", func(f *Facts) *Date { return &f.ActEndedOn }),
	boolFact("review_pending", func(f *Facts) *Tri { return &f.ReviewPending }),
	boolFact("plan_approved", func(f *Facts) *Tri { return &f.PlanApproved }),
	boolFact("plan_done", func(f *Facts) *Tri { return &f.PlanDone }),
	dateFact("abuse_judged_on", func(f *Facts) *Date { return &f.AbuseJudgedOn }),
	boolFact("reported", func(f *Facts) *Tri { return &f.Reported }),
	dateFact("result_on", func(f *Facts) *Date { return &f.ResultOn }),
	dateFact("served_on", func(f *Facts) *Date { return &f.ServedOn }),
}

func enumFact(key string, at func(*Facts) *string, values ...string) factEntry {
	return factEntry{FactDecl{key, FactEnum, values}, func(f *Facts) (int64, bool, bool) {
		s := *at(f)
		if s == "" {
			return 0, false, true
		}
		i := indexOf(values, s)
		return int64(i), true, i >= 0
	}, func(f *Facts, n int64) { *at(f) = values[n] }}
}

func setFact(key string, at func(*Facts) *[]string, values ...string) factEntry {
	return factEntry{FactDecl{key, FactSet, values}, func(f *Facts) (n int64, known, ok bool) {
		for _, s := range *at(f) {
			i := indexOf(values, s)
			if i < 0 {
				return 0, true, false
			}
			n |= 1 << i
		}
		return n, *at(f) != nil, true
	}, func(f *Facts, n int64) {
		list := []string{}
		for i, s := range values {
			if n>>i&1 == 1 {
				list = append(list, s)
			}
		}
		*at(f) = list
	}}
}

func dateFact(key string, at func(*Facts) *Date) factEntry {
	return factEntry{FactDecl{key, FactDate, nil}, func(f *Facts) (int64, bool, bool) {
		d := *at(f)
		return int64(d.Sub(epoch)), !d.IsZero(), true
	}, func(f *Facts, n int64) { *at(f) = epoch.Add(int(n)) }}
}

func moneyFact(key string, at func(*Facts) *Fen) factEntry {
	return factEntry{FactDecl{key, FactMoney, nil}, func(f *Facts) (int64, bool, bool) {
		return int64(*at(f)), *at(f) != 0, *at(f) >= 0
	}, func(f *Facts, n int64) { *at(f) = Fen(n) }}
}

func termFact(key string, at func(*Facts) *Period) factEntry {
	return factEntry{FactDecl{key, FactTerm, nil}, func(f *Facts) (int64, bool, bool) {
		p := *at(f)
		return int64(p.months()), p != Period{}, p == Period{} || termOf(p)
	}, func(f *Facts, n int64) { *at(f) = Period{N: int(n), Unit: Months} }}
}

// termOf tells whether a period is a term: more than none, in months or years.
func termOf(p Period) bool {
	return p.Check() == nil && p.N > 0 && !p.Rolls && (p.Unit == Months || p.Unit == Years)
}

func boolFact(key string, at func(*Facts) *Tri) factEntry {
	return factEntry{FactDecl{key, FactBool, nil}, func(f *Facts) (int64, bool, bool) {
		return int64(*at(f) & 1), *at(f) != TriUnknown, *at(f) <= TriNo
	}, func(f *Facts, n int64) { *at(f) = TriOf(n == 1) }}
}

// epoch is the day that date facts are counted from in FactCells.
var epoch = DateOf(1970, 1, 1)

func indexOf(list []string, s string) int {
	for i := range list {
		if list[i] == s {
			return i
		}
	}
	return -1
}
