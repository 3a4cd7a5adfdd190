package cases

import (
	"crypto/ecdsa"
	"crypto/x509"
)

// Admit checks what anybody can check about an event without reading its body:
// the form of its header, that its actor exists, is an account of the office
// that the writing device belongs to, that the office has the power and the
// account the role for this kind of act, and the signature.
func Admit(e Envelope, dir Directory) (Header, error) {
	h, err := DecodeHeader(e.Header)
	if err != nil {
		return h, err
	}
	short := e.Hash().String()[:12]
	office, account, ok := dir.OfficeOf(h.Actor)
	if !ok {
		return h, Fail(Forbidden, "admit.actor", "event", short)
	}
	device, ok := dir.Device(h.Device)
	if !ok || device.Office != office.ID {
		return h, Fail(Forbidden, "admit.device", "event", short)
	}
	rule, ok := Rule(h.Kind)
	if !ok {
		return h, Fail(TooNew, "admit.kind", "kind", string(h.Kind))
	}
	if _, book := dir.Device(h.Case); book != IsAccess(h.Kind) || book && h.Case != h.Device {
		return h, Fail(Forbidden, "admit.book", "event", short)
	}
	if err := account.Fits(); err != nil {
		return h, err
	}
	if !rule.Allows(office, account) {
		return h, Fail(Forbidden, "admit.power", "kind", string(h.Kind), "office", office.Name)
	}
	cert, err := x509.ParseCertificate(account.Cert)
	if err != nil {
		return h, Fail(Damaged, "admit.certificate", "office", office.Name).Because(err)
	}
	key, _ := cert.PublicKey.(*ecdsa.PublicKey)
	return h, e.VerifySig(key)
}
