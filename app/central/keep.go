package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"casedesk/app/library"
	"casedesk/cases"
	"casedesk/store/replica"
)

// keeper is what the commands besides serving are given.
type keeper struct {
	root, data, database, name, to string
	files                          []string
	out                            *json.Encoder
}

// keeping gives the command of a name, nil for none.
func keeping(name string) func(context.Context, keeper) error {
	switch name {
	case "root":
		return func(_ context.Context, k keeper) error { return k.makeRoot() }
	case "office":
		return withFiles(keeper.office)
	case "code":
		return withFiles(keeper.code)
	case "certify":
		return withFiles(keeper.certify)
	}
	return nil
}

func keep(ctx context.Context, work func(context.Context, keeper) error, args []string, out, errs io.Writer) error {
	k := keeper{out: json.NewEncoder(out)}
	flags := flag.NewFlagSet("central", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.StringVar(&k.root, "root", "", "`DIR` with the root's certificate and key; without it the demo's")
	flags.StringVar(&k.data, "data", "", "`DIR` of the library")
	flags.StringVar(&k.database, "database", "", "PostgreSQL `DSN`")
	flags.StringVar(&k.name, "name", "", "the root's `NAME`")
	flags.StringVar(&k.to, "to", "", "`DIR` for the answer that a stick carries")
	if err := flags.Parse(args); err != nil {
		return cases.Fail(cases.Invalid, "central.usage").Because(err)
	}
	k.files = flags.Args()
	return work(ctx, k)
}

func (k keeper) makeRoot() error {
	if k.root == "" || k.name == "" || len(k.files) > 0 {
		return cases.Fail(cases.Invalid, "central.usage")
	}
	cert, err := newRoot(k.root, k.name, time.Now())
	if err != nil {
		return err
	}
	sum := sha256.Sum256(cert.Raw)
	return k.out.Encode(struct {
		Root  string    `json:"root"`
		Until time.Time `json:"until"`
	}{hex.EncodeToString(sum[:]), cert.NotAfter})
}

// withFiles opens the library for a command that is given files or names.
func withFiles(work func(keeper, context.Context, *library.Library) error) func(context.Context, keeper) error {
	return func(ctx context.Context, k keeper) error {
		if k.data == "" || len(k.files) == 0 {
			return cases.Fail(cases.Invalid, "central.usage")
		}
		cert, key, err := rootIn(k.root)
		if err != nil {
			return err
		}
		l, err := library.Open(ctx, library.Config{Data: k.data, Database: k.database, Cert: cert, Key: key, Sample: k.root == "", Now: time.Now, Random: rand.Reader})
		if err != nil {
			return err
		}
		defer l.Close()
		return work(k, ctx, l)
	}
}

func (k keeper) office(ctx context.Context, l *library.Library) error {
	for _, file := range k.files {
		var o cases.Office
		if err := readJSON(file, &o); err != nil {
			return err
		}
		if err := l.PutOffice(ctx, o); err != nil {
			return err
		}
		if err := k.out.Encode(library.SampleOffice{Office: o.ID}); err != nil {
			return err
		}
	}
	return nil
}

func (k keeper) code(ctx context.Context, l *library.Library) error {
	for _, name := range k.files {
		id, err := cases.ParseID(name)
		if err != nil {
			return err
		}
		code, err := l.NewCode(ctx, id, time.Hour)
		if err != nil {
			return err
		}
		if err := k.out.Encode(library.SampleCode{Code: code}); err != nil {
			return err
		}
	}
	return nil
}

// certify certifies applications, all of which must be readable before the first is,
// and writes the directory that names them.
func (k keeper) certify(ctx context.Context, l *library.Library) error {
	asked := make([]replica.Application, len(k.files))
	for i, file := range k.files {
		if err := readJSON(file, &asked[i]); err != nil {
			return err
		}
	}
	for _, a := range asked {
		key, err := replica.PublicKey(a.Key)
		if err != nil {
			return err
		}
		if _, err := l.AddAccount(ctx, a.Office, a.Account, key); err != nil {
			return err
		}
		err = k.out.Encode(struct {
			Account cases.ID     `json:"account"`
			Name    string       `json:"name"`
			Roles   []cases.Role `json:"roles"`
			Key     string       `json:"key"` // as deskctl told it
		}{a.Account.ID, a.Account.Name, a.Account.Roles, replica.Fingerprint(a.Key)})
		if err != nil {
			return err
		}
	}
	if k.to == "" {
		return nil
	}
	return k.answer(l.Published())
}

func (k keeper) answer(p replica.Published) error {
	b, err := json.Marshal(p)
	if err != nil {
		return cases.Fail(cases.Invalid, "central.directory").Because(err)
	}
	file := filepath.Join(k.to, "casedesk-directory-"+strconv.Itoa(p.Version)+".json")
	if err := os.WriteFile(file, b, 0o644); err != nil {
		return cases.Fail(cases.NotFound, "central.wrote", "folder", k.to).Because(err)
	}
	return k.out.Encode(struct {
		File      string `json:"file"`
		Directory int    `json:"directory"`
	}{file, p.Version})
}

// readJSON reads a file that a person brought, and refuses keys that it does not know.
func readJSON(file string, into any) error {
	f, err := os.Open(file)
	if err == nil {
		defer f.Close()
		d := json.NewDecoder(io.LimitReader(f, 1<<20))
		d.DisallowUnknownFields()
		err = d.Decode(into)
	}
	if err != nil {
		return cases.Fail(cases.Invalid, "central.application", "file", filepath.Base(file)).Because(err)
	}
	return nil
}
