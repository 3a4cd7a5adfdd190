package assets

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"testing"
	"time"
)

func TestTheDemoRootIsACertificateAuthorityOverItsOwnKey(t *testing.T) {
	root, key, err := DemoRoot()
	if err != nil {
		t.Fatal(err)
	}
	if root.Subject.CommonName != "Casedesk 演示根" || !root.IsCA {
		t.Errorf("subject %q, CA %v", root.Subject.CommonName, root.IsCA)
	}
	public, ok := key.Public().(*ecdsa.PublicKey)
	if !ok || public.Curve != elliptic.P256() || !public.Equal(root.PublicKey) {
		t.Error("key is not the P-256 key of the certificate")
	}
	if err := root.CheckSignatureFrom(root); err != nil {
		t.Error(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(root)
	for _, day := range []string{"2022-05-01", "2026-11-22", "2060-01-01"} {
		at, _ := time.Parse(time.DateOnly, day)
		if _, err := root.Verify(x509.VerifyOptions{Roots: pool, CurrentTime: at}); err != nil {
			t.Errorf("on %s: %v", day, err)
		}
	}
}
