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
	account, err := admitted(h, e.Hash().String()[:12], dir)
	if err != nil {
		return h, err
	}
	cert, err := x509.ParseCertificate(account.Cert)
	if err != nil {
		office, _, _ := dir.OfficeOf(h.Actor)
		return h, Fail(Damaged, "admit.certificate", "office", office.Name).Because(err)
	}
	key, _ := cert.PublicKey.(*ecdsa.PublicKey)
	return h, e.VerifySig(key)
}

// MayWrite is the part of Admit that asks nothing of a signature: for whoever is
// about to sign, with a key that was held against the account's certificate.
func MayWrite(h Header, dir Directory) error {
	_, err := admitted(h, string(h.Kind), dir)
	return err
}

// admitted finds the account that acts, where it may.
func admitted(h Header, short string, dir Directory) (Account, error) {
	office, account, ok := dir.OfficeOf(h.Actor)
	if !ok {
		return account, Fail(Forbidden, "admit.actor", "event", short)
	}
	device, ok := dir.Device(h.Device)
	if !ok || device.Office != office.ID {
		return account, Fail(Forbidden, "admit.device", "event", short)
	}
	rule, ok := Rule(h.Kind)
	if !ok {
		return account, Fail(TooNew, "admit.kind", "kind", string(h.Kind))
	}
	if _, book := dir.Device(h.Case); book != IsAccess(h.Kind) || book && h.Case != h.Device {
		return account, Fail(Forbidden, "admit.book", "event", short)
	}
	if err := account.Fits(); err != nil {
		return account, err
	}
	if !rule.Allows(office, account) {
		return account, Fail(Forbidden, "admit.power", "kind", string(h.Kind), "office", office.Name)
	}
	return account, nil
}
