package screen

import (
	"casedesk/app/present"
)

// commands are what the search finds besides cases: the pages, and what the workbench
// does with its queue.
func (s *Shell) commands() []present.Command {
	var all []present.Command
	view := present.Frame(s.room.Session)
	for _, p := range view.Pages {
		c := present.Command{ID: "go." + string(p), Name: present.Say("command.go").With("page", "page."+string(p)), Also: present.Say("command.go.also").With("page", "page.short."+string(p))}
		if p == present.PageIntake {
			c.Name, c.Keys = present.Say("page."+string(p)), []string{"Ctrl", "N"}
		}
		all = append(all, c)
	}
	add := func(id string, keys ...string) {
		all = append(all, present.Command{ID: id, Name: present.Say("command." + id), Also: present.Say("command." + id + ".also"), Keys: keys})
	}
	if s.room.Session.Ledger != nil {
		add("print")
		add("scan", "F9")
	}
	if bench := s.bench(); bench != nil {
		add("filter")
		for _, f := range bench.view.Filters {
			c := present.Command{ID: "take." + f.Key, Name: present.Say("command.take", "filter", s.room.In(f.Name)), Also: present.Say("command.take.also")}
			if f.Digit > 0 {
				c.Keys = []string{"Alt", string(rune('0' + f.Digit))}
			}
			all = append(all, c)
		}
		for _, o := range present.Orders() {
			all = append(all, present.Command{ID: "sort." + string(o), Name: present.Say("command.sort", "order", s.room.In(present.OrderWords(o))), Also: present.Say("command.sort.also")})
		}
	}
	add("lock", "Ctrl", "L")
	add("keys", "F1")
	return all
}

// run does a command.
func (s *Shell) run(id string) {
	if page, ok := cutGo(id); ok {
		s.Go(Route{Page: page})
		return
	}
	switch id {
	case "scan":
		s.scan.begin()
	case "lock":
		s.lock()
	case "keys":
		s.keySheet()
	default:
		s.Go(Route{Page: present.PageWorkbench})
		if bench := s.bench(); bench != nil {
			bench.run(id)
		}
	}
}

func cutGo(id string) (present.PageID, bool) {
	if len(id) > 3 && id[:3] == "go." {
		return present.PageID(id[3:]), true
	}
	return "", false
}

// bench is the workbench, if somebody has been there.
func (s *Shell) bench() *workbenchPage {
	w, _ := s.pages[present.PageWorkbench].(*workbenchPage)
	return w
}

// next shows the case that stands after the one in front in the queue, or before it.
func (s *Shell) next(step int) {
	bench := s.bench()
	if bench == nil || s.route.Page != PageCase {
		return
	}
	bench.p.SelectCase(s.route.Case)
	if !bench.p.Move(step) {
		return
	}
	if id, ok := bench.p.SelectedCase(); ok {
		s.Go(Route{Page: PageCase, Case: id, Tab: s.route.Tab})
	}
}

// scanned shows on the page in front that a copy is in hand.
func (s *Shell) scanned() {
	switch p := s.pages[s.route.Page].(type) {
	case *workbenchPage:
		p.batch.p.Refresh()
	case *casePage:
		p.scanned()
	}
}
