package sqlite

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"casedesk/cases"
)

// call is one method of a session with arguments that reach the disk.
type call struct {
	writes bool
	do     func(context.Context, *Session) error
}

func gives[T any](_ T, err error) error { return err }

// opens is gives for what must be closed: Windows removes no file that is open.
func opens[T io.Closer](f T, err error) error {
	if err != nil {
		return err
	}
	return f.Close()
}

// everyCall lists every method of Session that can fail. What the calls name is
// there: a case, a blob, a draft, a block of numbers, an event with its receipt.
func everyCall(w *world, s *Session) map[string]call {
	ctx := context.Background()
	hash, key, _, err := s.PutBlob(ctx, strings.NewReader("缴款凭证"))
	must(w.t, err)
	c := act(w.t, s, caseID(1), receivedAct("示例甲公司", "收1"), cases.EvidenceAct{Blob: hash, Key: key})
	must(w.t, s.SaveDraft(ctx, cases.Draft{ID: cases.ID{9}}))
	block := cases.NumberBlock{Office: windowID, Device: windowDev, Series: "示例转", Year: 2026, From: 1, To: 9}
	must(w.t, s.AddBlock(ctx, block))
	next := block
	next.From, next.To = 10, 19
	number, err := s.TakeNumber(ctx, "示例转", 2026)
	must(w.t, err)
	receipt := w.receipt(c.Past[0].Event, 1)
	newer := w.dir
	newer.Version += 5
	raw, sig := w.signed(newer)
	file := []byte("a sealed file")
	wrap := []cases.KeyWrap{{Case: c.ID, Office: windowID}}
	sheet := cases.Copy{ID: cases.ID{7}, Batch: cases.ID{7}, Place: 1, Of: 1, Case: c.ID, Name: cases.CopyOriginal, State: cases.CopyMade}
	must(w.t, s.AddCopies(ctx, []cases.Copy{sheet}))
	another := sheet
	another.ID, another.Batch = cases.ID{8}, cases.ID{8}
	to := stick(w.t)
	return map[string]call{
		"Accesses": {false, func(ctx context.Context, s *Session) error {
			if _, err := s.Accesses(ctx, 0, 1); cases.KeyOf(err) != "role.duty" { // a clerk is told that it is not his
				return err
			}
			return fault(ctx.Err())
		}},
		"TakeOut": {false, func(ctx context.Context, s *Session) error {
			err := s.TakeOut(ctx, func(TakenCase, int, int) error { return nil })
			if cases.KeyOf(err) != "role.duty" { // nor is this
				return err
			}
			return fault(ctx.Err())
		}},
		"End": {true, func(ctx context.Context, s *Session) error {
			err := s.End(ctx, c.ID, cases.HeldAct{Basis: "调卷函"})
			if cases.KeyOf(err) != "admit.power" { // a clerk holds no file
				return err
			}
			return fault(ctx.Err())
		}},
		"Ending": {false, func(ctx context.Context, s *Session) error { return gives(s.Ending(ctx, c.ID)) }},
		"Endings": {false, func(ctx context.Context, s *Session) error {
			if err := s.Endings(ctx, nil); cases.KeyOf(err) != "role.duty" {
				return err
			}
			return fault(ctx.Err())
		}},
		"WarmSearch":  {false, func(ctx context.Context, s *Session) error { return s.WarmSearch(ctx) }},
		"SearchBytes": {false, func(ctx context.Context, s *Session) error { return gives(s.SearchBytes(ctx)) }},
		"OldBackups":  {false, func(ctx context.Context, s *Session) error { return gives(s.OldBackups(ctx, w.now)) }},
		"NeedMachine": {false, func(ctx context.Context, s *Session) error {
			err := s.NeedMachine(ctx, Proof{Pass: pass}, true)
			if cases.KeyOf(err) != "store.no_keyring" {
				return err
			}
			return fault(ctx.Err())
		}},
		"Act": {true, func(ctx context.Context, s *Session) error {
			return gives(s.Act(ctx, c.ID, c.Head, nil, forwardAct("2026-11-26")))
		}},
		"AddCopies": {true, func(ctx context.Context, s *Session) error { return s.AddCopies(ctx, []cases.Copy{another}) }},
		"Copies":    {false, func(ctx context.Context, s *Session) error { return gives(s.Copies(ctx, cases.ID{})) }},
		"CopiesOf":  {false, func(ctx context.Context, s *Session) error { return gives(s.CopiesOf(ctx, c.ID)) }},
		"MoveCopy": {true, func(ctx context.Context, s *Session) error {
			return gives(s.MoveCopy(ctx, sheet, cases.CopyHanding, ""))
		}},
		"AddBlock":     {true, func(ctx context.Context, s *Session) error { return s.AddBlock(ctx, next) }},
		"Asides":       {false, func(ctx context.Context, s *Session) error { return gives(s.Asides(ctx)) }},
		"Backup":       {true, func(ctx context.Context, s *Session) error { return gives(s.Backup(ctx, Backups{Dir: to}, nil)) }},
		"BackupPlan":   {false, func(ctx context.Context, s *Session) error { return gives(s.BackupPlan(ctx)) }},
		"LetterSigner": {false, func(_ context.Context, s *Session) error { return gives(s.LetterSigner()) }},
		"ListBackups": {false, func(ctx context.Context, s *Session) error {
			if _, err := s.ListBackups(ctx, to); cases.KindOf(err) != cases.NotFound { // none was made yet
				return err
			}
			return ctx.Err()
		}},
		"Blob":       {false, func(ctx context.Context, s *Session) error { return gives(s.Blob(ctx, hash, key)) }},
		"BlobSealed": {false, func(ctx context.Context, s *Session) error { return gives(s.BlobSealed(ctx, hash)) }},
		"Case":       {false, func(ctx context.Context, s *Session) error { return gives(s.Case(ctx, c.ID)) }},
		"CheckNext":  {true, func(ctx context.Context, s *Session) error { return gives(s.CheckNext(ctx, time.Second, time.Hour)) }},
		"LastCheck":  {false, func(ctx context.Context, s *Session) error { return gives(s.LastCheck(ctx)) }},
		"Check":      {false, func(ctx context.Context, s *Session) error { return gives(s.Check(ctx)) }},
		"Confirm":    {true, func(ctx context.Context, s *Session) error { return s.Confirm(ctx, []cases.Receipt{receipt}) }},
		"Count":      {false, func(ctx context.Context, s *Session) error { return gives(s.Count(ctx, cases.Filter{})) }},
		"Counts": {false, func(ctx context.Context, s *Session) error {
			return gives(s.Counts(ctx, cases.ID{}, cases.MustDate("2026-11-23")))
		}},
		"Cursor":       {false, func(ctx context.Context, s *Session) error { return gives(s.Cursor(ctx)) }},
		"DeviceSigner": {false, func(_ context.Context, s *Session) error { return gives(s.DeviceSigner()) }},
		"Harm":         {false, func(ctx context.Context, s *Session) error { return gives(s.Harm(ctx)) }},
		"Lists":        {false, func(ctx context.Context, s *Session) error { return gives(s.Lists(ctx)) }},
		"Heal":         {false, func(ctx context.Context, s *Session) error { return gives(s.Heal(ctx, "")) }},
		"ReadBlob":     {false, func(ctx context.Context, s *Session) error { return opens(s.ReadBlob(ctx, hash, key)) }},
		"Directory":    {false, func(ctx context.Context, s *Session) error { return gives(s.Directory(ctx)) }},
		"Downloads":    {false, func(ctx context.Context, s *Session) error { return gives(s.Downloads(ctx)) }},
		"Drafts":       {false, func(ctx context.Context, s *Session) error { return gives(s.Drafts(ctx, clerkID)) }},
		"DropDraft":    {true, func(ctx context.Context, s *Session) error { return s.DropDraft(ctx, cases.ID{9}) }},
		"Epoch":        {false, func(ctx context.Context, s *Session) error { return gives(s.Epoch(ctx)) }},
		"Events":       {false, func(ctx context.Context, s *Session) error { return gives(s.Events(ctx, c.ID)) }},
		"FindRecords":  {false, func(ctx context.Context, s *Session) error { return gives(s.FindRecords(ctx, "示例", 5)) }},
		"DropFilter":   {true, func(ctx context.Context, s *Session) error { return s.DropFilter(ctx, 3) }},
		"FileAll": {true, func(ctx context.Context, s *Session) error {
			id, err := newID(rand.Reader, w.now)
			must(w.t, err)
			return s.FileAll(ctx, slices.Values([]Filed{{id, []FiledAct{{s, w.now, receivedAct("示例丙公司", "收7")}}}}))
		}},
		"Filters": {false, func(ctx context.Context, s *Session) error { return gives(s.Filters(ctx)) }},
		"Find":    {false, func(ctx context.Context, s *Session) error { return gives(s.Find(ctx, "示例", 5)) }},
		"Overdue": {false, func(ctx context.Context, s *Session) error {
			return gives(s.Overdue(ctx, windowID, cases.MustDate("2026-11-23")))
		}},
		"Row": {false, func(ctx context.Context, s *Session) error { return gives(s.Row(ctx, c.ID)) }},
		"SaveFilter": {true, func(ctx context.Context, s *Session) error {
			return s.SaveFilter(ctx, cases.SavedFilter{Key: 4, Name: "个人"})
		}},
		"Headers": {false, func(ctx context.Context, s *Session) error { return gives(s.Headers(ctx)) }},
		"KeepRecords": {true, func(ctx context.Context, s *Session) error {
			return gives(s.KeepRecords(ctx, []cases.Record{{Party: "示例甲公司"}}))
		}},
		"LastBackup": {false, func(ctx context.Context, s *Session) error {
			_, _, err := s.LastBackup(ctx)
			return err
		}},
		"LastNumber": {false, func(ctx context.Context, s *Session) error { return gives(s.LastNumber(ctx, "示例转", 2026)) }},
		"LogAccess":  {true, func(ctx context.Context, s *Session) error { return s.LogAccess(ctx, look(1, "party.phone")) }},
		"Mend":       {true, func(ctx context.Context, s *Session) error { return gives(s.Mend(ctx, "")) }},
		"NextReceiptNumber": {true, func(ctx context.Context, s *Session) error {
			return gives(s.NextReceiptNumber(ctx, "示", cases.MustDate("2026-11-23")))
		}},
		"Numbers":     {false, func(ctx context.Context, s *Session) error { return gives(s.Numbers(ctx, "示例转", 2026)) }},
		"NumbersLeft": {false, func(ctx context.Context, s *Session) error { return gives(s.NumbersLeft(ctx, "示例转", 2026)) }},
		"OpenBlob":    {false, func(ctx context.Context, s *Session) error { return opens(s.OpenBlob(ctx, hash)) }},
		"Outbox":      {false, func(ctx context.Context, s *Session) error { return gives(s.Outbox(ctx)) }},
		"Policy": {false, func(ctx context.Context, s *Session) error {
			_, _, err := s.Policy(ctx)
			return err
		}},
		"ProveChains": {false, func(ctx context.Context, s *Session) error { return gives(s.ProveChains(ctx)) }},
		"PutBlob": {true, func(ctx context.Context, s *Session) error {
			_, _, _, err := s.PutBlob(ctx, strings.NewReader("委托书"))
			return err
		}},
		"Rebuild": {true, func(ctx context.Context, s *Session) error { return s.Rebuild(ctx) }},
		"Receive": {true, func(ctx context.Context, s *Session) error { return gives(s.Receive(ctx, nil, nil, nil, "c1")) }},
		"Rows":    {false, func(ctx context.Context, s *Session) error { return gives(s.Rows(ctx, cases.Queue{})) }},
		"SaveBlob": {true, func(ctx context.Context, s *Session) error {
			return s.SaveBlob(ctx, sha256.Sum256(file), strings.NewReader(string(file)))
		}},
		"SaveDirectory": {true, func(ctx context.Context, s *Session) error { return s.SaveDirectory(ctx, raw, sig) }},
		"SaveDraft":     {true, func(ctx context.Context, s *Session) error { return s.SaveDraft(ctx, cases.Draft{ID: cases.ID{8}}) }},
		"Sent":          {true, func(ctx context.Context, s *Session) error { return s.Sent(ctx, []cases.Hash{c.Past[1].Event}) }},
		"Series":        {false, func(ctx context.Context, s *Session) error { return gives(s.Series(ctx)) }},
		"SetAside":      {true, func(ctx context.Context, s *Session) error { return s.SetAside(ctx, c.Past[1].Event, "admit.power") }},
		"ShareCase":     {true, func(ctx context.Context, s *Session) error { return s.ShareCase(ctx, c.ID, authorityID) }},
		"Signer":        {false, func(_ context.Context, s *Session) error { return gives(s.Signer()) }},
		"TakeNumber":    {true, func(ctx context.Context, s *Session) error { return gives(s.TakeNumber(ctx, "示例转", 2026)) }},
		"Unsent": {false, func(ctx context.Context, s *Session) error {
			_, _, err := s.Unsent(ctx, 0, 0)
			return err
		}},
		"Uploaded":   {true, func(ctx context.Context, s *Session) error { return s.Uploaded(ctx, hash) }},
		"Uploads":    {false, func(ctx context.Context, s *Session) error { return gives(s.Uploads(ctx)) }},
		"VoidNumber": {true, func(ctx context.Context, s *Session) error { return s.VoidNumber(ctx, number) }},
		"WrapsSent":  {true, func(ctx context.Context, s *Session) error { return s.WrapsSent(ctx, wrap) }},
	}
}

// cannotFail are the methods that only tell what the session is.
var cannotFail = map[string]bool{"Account": true, "Close": true, "Store": true, "HasPIN": true, "Covered": true}

// ofTheDoor are the methods about keys and accounts; their own stories are told in
// cover_test.go, accounts_test.go and policy_test.go.
var ofTheDoor = map[string]bool{"AddAccount": true, "RemoveAccount": true, "ChangePassPhrase": true, "LetIn": true, "KeepBackupPlan": true, "Mend": true,
	"RequestAccount": true, "RequestRoles": true, "AccountRequests": true, "AcceptAccount": true, "DropRequest": true, "ShutOut": true,
	"NewRecoveryCode": true, "SetPolicy": true,
	"SetPIN": true, "Cover": true, "Uncover": true, "Resume": true}

func TestNoMethodIsForgotten(t *testing.T) {
	w := newWorld(t)
	calls := everyCall(w, w.desk(windowID, clerkID))
	methods := reflect.TypeFor[*Session]()
	for i := range methods.NumMethod() {
		name := methods.Method(i).Name
		if _, ok := calls[name]; !ok && !cannotFail[name] && !ofTheDoor[name] {
			t.Errorf("%s has no call in everyCall", name)
		}
	}
}

// everything hashes all tables, so that a test can say that nothing changed.
func everything(t testing.TB, s *Session) cases.Hash {
	t.Helper()
	h := newTableHash()
	for _, table := range []string{"event", "receipt", "sending", "aside", "case_key", "key_wrap", "case_row", "case_blob", "blob",
		"saved_filter", "case_end", "blob_gone", "draft", "record", "number_block", "number", "receipt_number", "directory", "secret", "fact"} {
		must(t, h.add(context.Background(), s.store.read, "SELECT * FROM "+table))
	}
	return h.sum()
}

func TestAfterSignOutEveryMethodRefusesWithOneSentence(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	st := w.open(w.create(windowID))
	s, other := w.signIn(st, clerkID), w.signIn(st, clerkID)
	calls := everyCall(w, s)
	before := everything(t, other)
	data := s.data
	must(t, s.Close())
	must(t, s.Close())
	if *data != (dataKey{}) || s.key != nil || s.device != nil || s.officeKey != nil {
		t.Error("keys are still in memory")
	}
	for name, c := range calls {
		if err := c.do(ctx, s); cases.KindOf(err) != cases.Locked || cases.KeyOf(err) != "store.closed" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if everything(t, other) != before {
		t.Error("something was written without a session")
	}
	for name, c := range calls { // another session goes on
		if err := c.do(ctx, other); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestACancelledCallChangesNothing(t *testing.T) {
	w := newWorld(t)
	s := w.desk(windowID, clerkID)
	calls := everyCall(w, s)
	before := everything(t, s)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name, c := range calls {
		switch err := c.do(ctx, s); name {
		case "Directory", "Signer", "DeviceSigner", "LetterSigner": // they wait for nothing
			must(t, err)
		default:
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if everything(t, s) != before {
			t.Fatalf("%s wrote something", name)
		}
	}
}

// A disk that nothing can be written to is said in one sentence, whatever was
// wanted; reading goes on.
func TestAReadOnlyDiskIsSaidAndReadingGoesOn(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	calls := everyCall(w, s)
	before := everything(t, s)
	_, err := s.store.write.db().Exec("PRAGMA query_only = 1") // SQLite then answers SQLITE_READONLY
	must(t, err)
	for name, c := range calls {
		err := c.do(ctx, s)
		switch {
		case c.writes:
			if cases.KindOf(err) != cases.Forbidden || cases.KeyOf(err) != "store.permission" {
				t.Errorf("%s: %v", name, err)
			}
		case err != nil:
			t.Errorf("%s: %v", name, err)
		}
	}
	if everything(t, s) != before {
		t.Error("something was written all the same")
	}
}
