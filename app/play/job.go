package main

import (
	"casedesk/app/demo"
	"casedesk/app/play/hands"
)

// scene is one thing a person does, by key and pointer; it ends with a picture.
type scene struct {
	name string
	do   func(*hands.Hands) error
	wide bool // also take its picture at 1920×1080
}

// alsoWide asks for a second picture of a scene, in a large window.
func alsoWide(s scene) scene {
	s.wide = true
	return s
}

// move is one key, click or piece of typing.
type move func(*hands.Hands) error

func click(id string) move { return func(h *hands.Hands) error { return h.Click(id) } }

func write(id, text string) move {
	return func(h *hands.Hands) error { return h.Write(id, text) }
}

func key(names ...string) move {
	return func(h *hands.Hands) error { return h.Key(names...) }
}

// see waits until a control can be used.
func see(id string) move {
	return func(h *hands.Hands) error { _, err := h.Find(id); return err }
}

// The parties of the two cases, as the samples name them.
const (
	repairParty    = "深圳市示例南山松建筑劳务有限公司"
	objectionParty = "深圳市示例01有限公司"
)

// open opens the case of a party from the queue on the screen.
func open(party string) move {
	return func(h *hands.Hands) error {
		if err := pick("queue.", party)(h); err != nil {
			return err
		}
		// A press on the row that is selected already opens the case by itself.
		if !h.Shows("case.tab.overview") {
			if err := h.Key("Return"); err != nil {
				return err
			}
		}
		_, err := h.Find("case.tab.overview")
		return err
	}
}

// pick clicks the row of a list that is labelled so.
func pick(list, label string) move {
	return func(h *hands.Hands) error {
		row, err := h.Row(list, label)
		if err != nil {
			return err
		}
		return h.Click(row)
	}
}

// act makes a scene of moves.
func act(name string, moves ...move) scene {
	return scene{name: name, do: func(h *hands.Hands) error {
		for _, m := range moves {
			if err := m(h); err != nil {
				return err
			}
		}
		return nil
	}}
}

// signIn signs an account in, by its places on the sign-in page.
func signIn(name, place, account string) scene {
	return act("sign in "+name,
		click("signin.place."+place), click("signin.account."+account),
		func(h *hands.Hands) error { return h.WriteSecret("signin.pass", demo.PassPhrase) },
		key("Return"), see("nav.workbench"))
}

// change locks the window for the next person.
func change(name, place, account string) []scene {
	return []scene{act("lock", key("ctrl+l"), see("cover.other"), click("cover.other"), see("signin.place.0")), signIn(name, place, account)}
}

// mainJob is the whole way of a repair and of an objection.
func mainJob() []scene {
	var job []scene
	add := func(more ...scene) { job = append(job, more...) }
	add(alsoWide(signIn("window clerk", "0", "0")))
	add(importSheet("repair records", "assets/sample/penalties_made_up_2026.csv"))
	add(importSheet("objection records", "assets/sample/penalties_shenzhen_2022.csv"))
	add(repairAtWindow()...)
	add(objectionAtWindow()...)
	add(change("authority clerk", "1", "0")...)
	add(repairPrepared()...)
	add(act("back to the queue", click("nav.workbench"), see("queue")))
	add(objectionPrepared()...)
	for _, party := range []string{repairParty, objectionParty} {
		add(change("reviewer", "1", "1")...)
		add(act("open for review", open(party), click("case.review")), reviewed())
		add(change("signer", "1", "2")...)
		add(act("open for signing", open(party), click("case.sign")), signed(), alsoWide(letter("decision letter", "L8", "L10")))
	}
	add(change("authority clerk again", "1", "0")...)
	add(carriedOut(repairParty)...)
	add(carriedOut(objectionParty)...)
	add(alsoWide(act("sync board", click("nav.sync"), click("sync.now"), see("sync.now"))))
	return job
}

func importSheet(name, file string) scene {
	return act("import "+name, click("nav.import"), write("import.path", file), click("import.read"), click("import.take"), see("import.go_intake"))
}
