package cases

import (
	"errors"
	"strings"
)

// ErrorKind says what sort of trouble an Error is, so that a program can act on
// it without reading words.
type ErrorKind uint8

// The kinds of trouble.
const (
	Invalid     ErrorKind = iota + 1 // the input is wrong; changing it helps
	NotFound                         // the thing asked for is not there
	Conflict                         // somebody acted first; look again
	Forbidden                        // this account or office may not do it
	Locked                           // in use elsewhere, or the pass phrase is wrong
	Damaged                          // stored bytes are not what was written
	TooNew                           // made by a newer program
	Unreachable                      // the other side is down or answers rubbish
	Exhausted                        // nothing left: numbers, disk, time
	Unsupported                      // well formed, but not what this program handles
)

// Error is the one error type of the project. Key names the sentence a person
// reads (assets/lang); Args fill its places; Err is the cause, for operators only.
// No personal data may stand in Args.
type Error struct {
	Kind ErrorKind
	Key  string
	Args []Arg
	Err  error
}

// Arg fills one named place of a sentence.
type Arg struct{ Name, Value string }

// Fail makes an Error. Args alternate name and value; an odd last name is dropped.
func Fail(kind ErrorKind, key string, args ...string) *Error {
	e := &Error{Kind: kind, Key: key}
	for i := 0; i+1 < len(args); i += 2 {
		e.Args = append(e.Args, Arg{args[i], args[i+1]})
	}
	return e
}

// Because returns a copy of e that carries its cause.
func (e *Error) Because(err error) *Error {
	c := *e
	c.Err = err
	return &c
}

// Error gives the key and its arguments, for logs and tests; people are shown
// the sentence that the key names.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Key)
	for _, a := range e.Args {
		b.WriteString(" " + a.Name + "=" + a.Value)
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf tells the kind of the first Error in err's chain, or 0 if there is none.
func KindOf(err error) ErrorKind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return 0
}

// KeyOf tells the key of the first Error in err's chain, or "" if there is none.
func KeyOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Key
	}
	return ""
}
