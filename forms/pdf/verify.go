package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"casedesk/cases"
)

// Signature is what a checked letter proves.
type Signature struct {
	Signer *x509.Certificate   // whose key signed
	Chain  []*x509.Certificate // from the signer to the pinned root
	Suite  Suite               // with which algorithms
	At     time.Time           // when, by the signer's own clock
	Sum    [32]byte            // SHA-256 of the whole file
	Record []byte              // the attached decision.json; nil if there is none
}

// recordMost is the most bytes that a record may have; a real one has a few thousand.
const recordMost = 4 << 20

// slack is how far a signer's clock may run ahead of ours.
const slack = 24 * time.Hour

// Verify checks that nothing in a signed letter was changed, not one byte, and
// that its signer descends from one of the pinned roots; it needs no network.
// at is now: a signature from the future is refused, and certificates are judged
// by the time of signing. Errors: letter.unsigned (nothing is signed),
// letter.changed (Damaged), letter.root (Forbidden: signed, whole, but no known
// root), letter.signed-at (Forbidden).
func Verify(pdf []byte, roots []*x509.Certificate, at time.Time) (Signature, error) {
	hole, err := holeOf(pdf)
	if err != nil {
		return Signature{}, err
	}
	der, ok := signatureIn(pdf[hole.from:hole.to])
	if !ok {
		return Signature{}, cases.Fail(cases.Damaged, "letter.changed")
	}
	u, signed, certs, err := checkCMS(der, func(u suite) [32]byte { return coveredSum(u, pdf, hole) })
	if err != nil {
		return Signature{}, cases.Fail(cases.Damaged, "letter.changed").Because(err)
	}
	if signed.After(at.Add(slack)) {
		return Signature{}, cases.Fail(cases.Forbidden, "letter.signed-at", "time", signed.Format(time.RFC3339))
	}
	chain := chainTo(u, certs, roots, signed)
	if chain == nil {
		return Signature{}, cases.Fail(cases.Forbidden, "letter.root")
	}
	record, err := recordOf(pdf)
	if err != nil {
		return Signature{}, cases.Fail(cases.Damaged, "letter.changed").Because(err)
	}
	return Signature{Signer: chain[0], Chain: chain, Suite: u.name, At: signed, Sum: sha256.Sum256(pdf), Record: record}, nil
}

// holeOf finds the place of the one signature and checks that the byte range
// starts at the file's first byte, ends at its last and leaves out nothing else.
func holeOf(pdf []byte) (gap, error) {
	switch bytes.Count(pdf, []byte("/ByteRange")) {
	case 0:
		return gap{}, cases.Fail(cases.NotFound, "letter.unsigned")
	case 1:
	default:
		return gap{}, cases.Fail(cases.Damaged, "letter.changed")
	}
	changed := cases.Fail(cases.Damaged, "letter.changed")
	place := bytes.Index(pdf, []byte(rangeKey))
	if place < 0 {
		return gap{}, changed
	}
	entry := len(fmt.Sprintf(rangeForm, 0, 0, 0))
	from := place + entry + len("/Contents")
	if from >= len(pdf) {
		return gap{}, changed
	}
	end := bytes.IndexByte(pdf[from:], '>')
	to := from + end + 1
	if end < 0 || !bytes.HasSuffix(pdf, []byte("\n%%EOF\n")) {
		return gap{}, changed
	}
	want := fmt.Sprintf(rangeForm, from, to, len(pdf)-to) + "/Contents<"
	if string(pdf[place:from+1]) != want {
		return gap{}, changed
	}
	return gap{from, to}, nil
}

// signatureIn decodes <hex digits> and requires that they are written as Sign
// writes them: lower case, zeros behind the signature and nothing else.
func signatureIn(text []byte) ([]byte, bool) {
	text = text[1 : len(text)-1]
	raw := make([]byte, len(text)/2)
	if _, err := hex.Decode(raw, text); err != nil || len(raw) < 4 {
		return nil, false
	}
	size := 4 + int(raw[2])<<8 + int(raw[3]) // 30 82 hh ll: a SEQUENCE of 256 to 65535 bytes
	if raw[0] != 0x30 || raw[1] != 0x82 || size > len(raw) {
		return nil, false
	}
	again := hex.AppendEncode(nil, raw[:size])
	rest, ok := bytes.CutPrefix(text, again)
	return raw[:size], ok && len(bytes.Trim(rest, "0")) == 0
}

// chainTo gives the chain from the signer to a pinned root, valid at the time of
// signing, or nil. Certificates that are no part of it are not tolerated.
func chainTo(u suite, certs, roots []*x509.Certificate, at time.Time) []*x509.Certificate {
	leaf := certs[0]
	if leaf.KeyUsage != 0 && leaf.KeyUsage&x509.KeyUsageDigitalSignature == 0 {
		return nil
	}
	chains, err := u.chains(certs, roots, at)
	if err != nil {
		return nil
	}
	for _, chain := range chains {
		if len(certs) > len(chain) || len(certs) < len(chain)-1 {
			continue
		}
		same := true
		for i, c := range certs {
			same = same && c.Equal(chain[i])
		}
		if same {
			return chain
		}
	}
	return nil
}

// recordOf reads the attached record out of the file as it was before the
// signature: by the catalog's associated file.
func recordOf(pdf []byte) ([]byte, error) {
	end := bytes.Index(pdf, []byte("\n%%EOF\n")) // of the part that was signed
	if end < 0 {
		return nil, errShape
	}
	objs, root, _, err := objectsOf(pdf[:end])
	if err != nil {
		return nil, err
	}
	n := number(objs[root], "/AF[")
	if n < 0 {
		return nil, nil
	}
	if n >= len(objs) {
		return nil, errShape
	}
	if n = number(objs[n], "/EF<</F "); n < 0 || n >= len(objs) {
		return nil, errShape
	}
	data, ok := streamOf(objs[n])
	if !ok {
		return nil, errShape
	}
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	record, err := io.ReadAll(io.LimitReader(r, recordMost+1))
	if err != nil || len(record) > recordMost {
		return nil, errShape
	}
	return record, nil
}
