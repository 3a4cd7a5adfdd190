package pdf

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/x509"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"casedesk/cases"
)

// rangeKey stands before the four numbers that say which bytes are signed.
const rangeKey = "/ByteRange[0 "

// rangeForm is that entry; the numbers have a fixed width so that they can be
// filled in after everything else is in place.
const rangeForm = rangeKey + "%010d %010d %010d]"

// Sign adds one incremental update with a signature over all bytes of the file:
// everything before it and the update itself, save the place of the signature.
// chain begins with the signer's certificate; at is the time that the signature
// states. The key must belong to chain[0] and be ECDSA P-256 or SM2 (Invalid,
// letter.sign). A specimen is refused (Forbidden, letter.sign-specimen), and so
// is a file that is signed already or not made by Render (Invalid, letter.sign).
func Sign(pdf []byte, signer crypto.Signer, chain []*x509.Certificate, at time.Time) ([]byte, error) {
	u, ok := suiteFor(signer, chain)
	if !ok {
		return nil, cases.Fail(cases.Invalid, "letter.sign", "why", "key")
	}
	if bytes.Contains(pdf, []byte(rangeKey)) {
		return nil, cases.Fail(cases.Invalid, "letter.sign", "why", "signed")
	}
	objs, root, info, err := objectsOf(pdf)
	if err != nil || len(objs) < 4 || !bytes.HasPrefix(objs[3], []byte("<</Type /Page\n")) || !bytes.HasSuffix(pdf, []byte("\n%%EOF\n")) {
		return nil, cases.Fail(cases.Invalid, "letter.sign", "why", "form").Because(err)
	}
	if bytes.Contains(objs[root], []byte(specimenMark)) {
		return nil, cases.Fail(cases.Forbidden, "letter.sign-specimen")
	}
	room := 512
	for _, c := range chain {
		room += len(c.Raw) + len(c.RawIssuer)
	}
	out, hole := withUpdate(pdf, objs, root, info, room, at)
	der, err := signCMS(u, coveredSum(u, out, hole), signer, chain, at)
	if err != nil || len(der) > room {
		return nil, cases.Fail(cases.Invalid, "letter.sign", "why", "key").Because(err)
	}
	hex.Encode(out[hole.from+1:], der)
	return out, nil
}

// suiteFor gives the suite of the first certificate's key, which the signer must hold.
func suiteFor(signer crypto.Signer, chain []*x509.Certificate) (suite, bool) {
	if signer == nil || len(chain) == 0 {
		return suite{}, false
	}
	key, ok := signer.Public().(*ecdsa.PublicKey)
	if !ok || !key.Equal(chain[0].PublicKey) {
		return suite{}, false
	}
	return suiteOf(key)
}

// gap is the place of the signature: <hex digits>, from..to of the file.
type gap struct{ from, to int }

// coveredSum is the suite's digest of everything outside the gap.
func coveredSum(u suite, file []byte, hole gap) (sum [32]byte) {
	h := u.newHash()
	h.Write(file[:hole.from])
	h.Write(file[hole.to:])
	h.Sum(sum[:0])
	return sum
}

var (
	idEntry   = regexp.MustCompile(`/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]`)
	endOfDict = []byte(">>")
)

// withUpdate appends catalog, first page, field and signature with an empty gap
// of room bytes, and fills in the byte range.
func withUpdate(pdf []byte, objs [][]byte, root, info, room int, at time.Time) ([]byte, gap) {
	field, sig := len(objs), len(objs)+1
	out := bytes.NewBuffer(append(make([]byte, 0, len(pdf)+2*room+4096), pdf...))
	offsets := map[int]int{}
	object := func(n int, parts ...string) {
		offsets[n] = out.Len()
		fmt.Fprintf(out, "%d 0 obj\n", n)
		for _, p := range parts {
			out.WriteString(p)
		}
		out.WriteString("\nendobj\n")
	}
	open := func(n int) string { return string(bytes.TrimSuffix(objs[n], endOfDict)) }
	object(root, open(root), fmt.Sprintf("/AcroForm<</Fields[%d 0 R]/SigFlags 3>>>>", field))
	object(3, open(3), fmt.Sprintf("/Annots[%d 0 R]>>", field))
	object(field, fmt.Sprintf("<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature1)/F 132/Rect[0 0 0 0]/P 3 0 R/V %d 0 R>>", sig))
	head := fmt.Sprintf("<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/M(%s)", at.Format("D:20060102150405-07'00'"))
	object(sig, head, fmt.Sprintf(rangeForm, 0, 0, 0), "/Contents<", string(bytes.Repeat([]byte("0"), 2*room)), ">>>")

	xref := out.Len()
	out.WriteString("xref\n")
	for _, n := range []int{3, root, field, sig} {
		fmt.Fprintf(out, "%d 1\n%010d 00000 n \n", n, offsets[n])
	}
	before, _, _, _ := crossReference(pdf)
	fmt.Fprintf(out, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R%s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n",
		sig+1, root, info, idEntry.Find(pdf[before:]), before, xref)

	b := out.Bytes()
	place := offsets[sig] + len(strconv.Itoa(sig)+" 0 obj\n") + len(head)
	from := place + len(fmt.Sprintf(rangeForm, 0, 0, 0)) + len("/Contents")
	hole := gap{from, from + 2*room + 2}
	copy(b[place:], fmt.Sprintf(rangeForm, hole.from, hole.to, len(b)-hole.to))
	return b, hole
}
