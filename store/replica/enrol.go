package replica

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/json"
	"net/http"

	"casedesk/cases"
)

// Enrol takes the device into the library's directory with a one-time code. It
// checks that the root of the answer signed the directory; whether it is the
// right root is for the person who enrols to compare. On success the client
// trusts it from then on.
func (c *Client) Enrol(ctx context.Context, code string) (Enrolment, error) {
	var out Enrolment
	key, err := x509.MarshalPKIXPublicKey(c.Key.Public())
	if err != nil {
		return out, cases.Fail(cases.Invalid, "sync.key").Because(err)
	}
	sum := enrolSum(code, c.Device)
	sig, err := c.Key.Sign(nil, sum[:], crypto.SHA256)
	if err != nil {
		return out, cases.Fail(cases.Invalid, "sync.sign").Because(err)
	}
	body, err := json.Marshal(Enrol{code, c.Device, key, sig})
	if err != nil {
		return out, err
	}
	if err := c.callJSON(ctx, http.MethodPost, PathEnrol, body, &out); err != nil {
		return out, err
	}
	cert, err := x509.ParseCertificate(out.Root)
	if err != nil {
		return out, cases.Fail(cases.Unreachable, "sync.rubbish", "status", "200").Because(err)
	}
	root, ok := cert.PublicKey.(*ecdsa.PublicKey)
	if !ok {
		return out, cases.Fail(cases.Unreachable, "sync.rubbish", "status", "200")
	}
	if _, err := out.Open(root); err != nil {
		return out, err
	}
	if c.Root != nil && !c.Root.Equal(root) {
		return out, cases.Fail(cases.Forbidden, "sync.root")
	}
	c.Root = root
	return out, nil
}

// Open reads the directory after checking that the root signed it.
func (p Published) Open(root *ecdsa.PublicKey) (cases.Directory, error) {
	var dir cases.Directory
	sum := sha256.Sum256(p.Directory)
	if root == nil || !ecdsa.VerifyASN1(root, sum[:], p.Sig) {
		return dir, cases.Fail(cases.Damaged, "sync.directory")
	}
	d := json.NewDecoder(bytes.NewReader(p.Directory))
	if err := d.Decode(&dir); err != nil || dir.Version != p.Version {
		return dir, cases.Fail(cases.Damaged, "sync.directory").Because(err)
	}
	return dir, nil
}

// directory fetches the newest directory when the desk's is older. An older one
// than the desk's is refused: it would bring back powers that were withdrawn.
func (c *Client) directory(ctx context.Context, local Local, _ *Report) error {
	have, err := local.Directory(ctx)
	if err != nil {
		return err
	}
	var p Published
	if err := c.callJSON(ctx, http.MethodGet, PathDirectory+"?have="+decimal(uint64(have.Version)), nil, &p); err != nil {
		return err
	}
	if len(p.Directory) == 0 && p.Version == have.Version {
		return nil
	}
	if p.Version <= have.Version {
		return cases.Fail(cases.Damaged, "sync.directory_old")
	}
	if _, err := p.Open(c.Root); err != nil {
		return err
	}
	return local.SaveDirectory(ctx, p.Directory, p.Sig)
}

// Numbers leases a block of document numbers. Repeating the question gives the
// same block, so that no number is lost on the way.
func (c *Client) Numbers(ctx context.Context, want Lease) (cases.NumberBlock, error) {
	var block cases.NumberBlock
	body, err := json.Marshal(want)
	if err != nil {
		return block, err
	}
	err = c.callJSON(ctx, http.MethodPost, PathNumbers, body, &block)
	if err == nil && (block.Device != c.Device || block.From <= want.Have || block.To < block.From) {
		err = cases.Fail(cases.Unreachable, "sync.rubbish", "status", "200")
	}
	return block, err
}
