package cases

import "testing"

// What anybody can see of an event without its body: each fault by its name.
func TestAdmitNamesWhatIsWrong(t *testing.T) {
	w := newWorld(t)
	counter, clerk := w.hand(w.window, Clerk), w.hand(w.authority, Clerk)
	c := w.must(Case{}, counter, w.receipt(Repair))
	good := func() Envelope { return w.event(c.ID, c.Head, counter, EvidenceAct{Name: "凭证"}) }
	if h, err := Admit(good(), w.dir); err != nil || h.Actor != counter.Account.ID {
		t.Fatalf("a sound event: %v", err)
	}
	directory := func(change func(*Directory)) Directory {
		d := Directory{Offices: append([]Office{}, w.dir.Offices...), Devices: append([]Device{}, w.dir.Devices...)}
		d.Offices[0].Accounts = append([]Account{}, d.Offices[0].Accounts...)
		change(&d)
		return d
	}
	for name, s := range map[string]struct {
		dir  Directory
		e    Envelope
		key  string
		kind ErrorKind
	}{
		"no header":               {w.dir, Envelope{}, "event.version", TooNew},
		"half a header":           {w.dir, Envelope{Header: good().Header[:40]}, "event.header", Damaged},
		"nobody's account":        {directory(func(d *Directory) { d.Offices[0].Accounts = nil }), good(), "admit.actor", Forbidden},
		"a device not enrolled":   {directory(func(d *Directory) { d.Devices = d.Devices[1:] }), good(), "admit.device", Forbidden},
		"another office's device": {directory(func(d *Directory) { d.Devices[0].Office = w.authority.ID }), good(), "admit.device", Forbidden},
		"an office that lost it":  {directory(func(d *Directory) { d.Offices[0].Powers = nil }), good(), "admit.power", Forbidden},
		"an account that lost it": {directory(func(d *Directory) { d.Offices[0].Accounts[0].Roles = []Role{Admin} }), good(), "admit.power", Forbidden},
		"a broken certificate":    {directory(func(d *Directory) { d.Offices[0].Accounts[0].Cert = []byte("x") }), good(), "admit.certificate", Damaged},
		"another's certificate":   {directory(func(d *Directory) { d.Offices[0].Accounts[0].Cert = clerk.Account.Cert }), good(), "event.signature", Damaged},
		"a kind of tomorrow":      {w.dir, w.event(c.ID, c.Head, counter, strangeAct{}), "admit.kind", TooNew},
		"no signature":            {w.dir, Envelope{Header: good().Header}, "event.signature", Damaged},
	} {
		if _, err := Admit(s.e, s.dir); KeyOf(err) != s.key || KindOf(err) != s.kind {
			t.Errorf("%s: %v (kind %d), want %s", name, err, KindOf(err), s.key)
		}
	}
}

// The directory is asked for offices, accounts and devices by people who may err.
func TestDirectoryFindsOnlyWhatItHolds(t *testing.T) {
	w := newWorld(t)
	w.dir.Offices[0].Serves = []string{"示例区住房和建设局"} // a window serves, but does not decide
	w.dir.Offices[1].Serves = []string{"示例区住房和建设局", "示例区水务局"}
	if o, ok := w.dir.Serving("示例区住房和建设局"); !ok || o.ID != w.authority.ID {
		t.Errorf("who decides for the body: %v %v", o.Name, ok)
	}
	if _, ok := w.dir.Serving("示例区教育局"); ok {
		t.Error("somebody decides for a body that nobody serves")
	}
	if o, ok := w.dir.Office(w.window.ID); !ok || o.Name != w.window.Name {
		t.Errorf("the window: %v", o.Name)
	}
	if _, ok := w.dir.Office(id(77)); ok {
		t.Error("an office that is not there")
	}
	if _, _, ok := w.dir.OfficeOf(ID{}); ok {
		t.Error("nobody has an office")
	}
	if o, a, ok := w.dir.OfficeOf(id(21)); !ok || o.ID != w.authority.ID || !a.Has(Reviewer) || a.Has(Signer) {
		t.Errorf("%v %v %v", o.Name, a.Roles, ok)
	}
	if _, ok := w.dir.Device(id(77)); ok {
		t.Error("a device that is not enrolled")
	}
}

func TestABlockOfNumbersEndsWithItsLast(t *testing.T) {
	b := NumberBlock{Series: "示例住建修决", Year: 2026, From: 7, To: 9}
	for n, want := range map[int]bool{6: false, 7: true, 9: true, 10: false} {
		if b.Holds(n) != want {
			t.Errorf("%d in 7 to 9: %v", n, !want)
		}
	}
	if got := b.Format(7); got != "示例住建修决〔2026〕7号" || DocNumberKey(got) != got {
		t.Errorf("%s", got)
	}
}
