package pdf

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
	"slices"
	"time"
)

// The signature is a CMS SignedData (RFC 5652), detached, with one signer:
// ECDSA over P-256 with SHA-256. It is written here and not by a library
// because the time in it must come in as a value, and because the checker
// accepts only the one encoding that this writer makes.

// Object identifiers of RFC 5652, RFC 5754 and RFC 5758.
func oid(last ...int) asn1.ObjectIdentifier {
	return append(asn1.ObjectIdentifier{1, 2, 840}, last...)
}

func oidData() asn1.ObjectIdentifier        { return oid(113549, 1, 7, 1) }
func oidSigned() asn1.ObjectIdentifier      { return oid(113549, 1, 7, 2) }
func oidContentType() asn1.ObjectIdentifier { return oid(113549, 1, 9, 3) }
func oidDigest() asn1.ObjectIdentifier      { return oid(113549, 1, 9, 4) }
func oidTime() asn1.ObjectIdentifier        { return oid(113549, 1, 9, 5) }
func oidECDSA() asn1.ObjectIdentifier       { return oid(10045, 4, 3, 2) }
func oidSHA256() asn1.ObjectIdentifier {
	return asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
}

type cmsContent struct {
	Type    asn1.ObjectIdentifier
	Content cmsSigned `asn1:"explicit,tag:0"`
}

type cmsSigned struct {
	Version int
	Digests []pkix.AlgorithmIdentifier `asn1:"set"`
	Encap   struct{ Type asn1.ObjectIdentifier }
	Certs   asn1.RawValue
	Signers []cmsSigner `asn1:"set"`
}

type cmsSigner struct {
	Version   int
	Issuer    cmsIssuer
	Digest    pkix.AlgorithmIdentifier
	Attrs     asn1.RawValue
	Algorithm pkix.AlgorithmIdentifier
	Signature []byte
}

type cmsIssuer struct {
	Name   asn1.RawValue
	Serial *big.Int
}

type cmsAttr struct {
	Type   asn1.ObjectIdentifier
	Values asn1.RawValue
}

var errSignature = errors.New("pdf: signature not in the expected form")

// signCMS signs the digest of the covered bytes.
func signCMS(digest [32]byte, signer crypto.Signer, chain []*x509.Certificate, at time.Time) ([]byte, error) {
	attrs, err := signedAttrs(digest, at)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(asSet(attrs))
	sig, err := signer.Sign(rand.Reader, sum[:], crypto.SHA256)
	if err != nil {
		return nil, err
	}
	return encodeCMS(attrs, sig, chain)
}

// signedAttrs writes what the signer signs: content type, time, digest, in the
// order that DER asks of a SET.
func signedAttrs(digest [32]byte, at time.Time) ([]byte, error) {
	var parts [][]byte
	for _, a := range []struct {
		id    asn1.ObjectIdentifier
		value any
	}{{oidContentType(), oidData()}, {oidTime(), at.UTC().Truncate(time.Second)}, {oidDigest(), digest[:]}} {
		v, err := asn1.Marshal(a.value)
		if err != nil {
			return nil, err
		}
		set := asn1.RawValue{Tag: asn1.TagSet, IsCompound: true, Bytes: v}
		one, err := asn1.Marshal(cmsAttr{a.id, set})
		if err != nil {
			return nil, err
		}
		parts = append(parts, one)
	}
	slices.SortFunc(parts, bytes.Compare)
	return bytes.Join(parts, nil), nil
}

// asSet gives attributes the tag under which they are signed.
func asSet(attrs []byte) []byte {
	b, _ := asn1.Marshal(asn1.RawValue{Tag: asn1.TagSet, IsCompound: true, Bytes: attrs})
	return b
}

// encodeCMS writes the structure; chain begins with the signer's certificate.
func encodeCMS(attrs, sig []byte, chain []*x509.Certificate) ([]byte, error) {
	var certs []byte
	for _, c := range chain {
		certs = append(certs, c.Raw...)
	}
	context := func(b []byte) asn1.RawValue {
		return asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: b}
	}
	sha := pkix.AlgorithmIdentifier{Algorithm: oidSHA256()}
	c := cmsContent{Type: oidSigned(), Content: cmsSigned{
		Version: 1,
		Digests: []pkix.AlgorithmIdentifier{sha},
		Certs:   context(certs),
		Signers: []cmsSigner{{
			Version:   1,
			Issuer:    cmsIssuer{asn1.RawValue{FullBytes: chain[0].RawIssuer}, chain[0].SerialNumber},
			Digest:    sha,
			Attrs:     context(attrs),
			Algorithm: pkix.AlgorithmIdentifier{Algorithm: oidECDSA()},
			Signature: sig,
		}},
	}}
	c.Content.Encap.Type = oidData()
	return asn1.Marshal(c)
}

// checkCMS checks a signature over the digest and gives its time and the
// certificates in it, the signer's first. Whoever issued those is not judged
// here. Every byte counts: the structure must be exactly what encodeCMS makes of
// its own contents.
func checkCMS(der []byte, digest [32]byte) (at time.Time, chain []*x509.Certificate, err error) {
	var c cmsContent
	rest, err := asn1.Unmarshal(der, &c)
	if err != nil || len(rest) > 0 || len(c.Content.Signers) != 1 {
		return at, nil, errSignature
	}
	signer := c.Content.Signers[0]
	if at, err = signedTime(signer.Attrs.Bytes); err != nil {
		return at, nil, errSignature
	}
	if chain, err = x509.ParseCertificates(c.Content.Certs.Bytes); err != nil || len(chain) == 0 {
		return at, nil, errSignature
	}
	attrs, err := signedAttrs(digest, at)
	if err != nil {
		return at, nil, errSignature
	}
	again, err := encodeCMS(attrs, signer.Signature, chain)
	if err != nil || !bytes.Equal(again, der) {
		return at, nil, errSignature
	}
	key, ok := chain[0].PublicKey.(*ecdsa.PublicKey)
	sum := sha256.Sum256(asSet(attrs))
	if !ok || key.Curve != elliptic.P256() || !ecdsa.VerifyASN1(key, sum[:], signer.Signature) {
		return at, nil, errSignature
	}
	return at, chain, nil
}

// signedTime finds the signing time among the attributes.
func signedTime(attrs []byte) (time.Time, error) {
	for len(attrs) > 0 {
		var a cmsAttr
		rest, err := asn1.Unmarshal(attrs, &a)
		if err != nil {
			return time.Time{}, err
		}
		if a.Type.Equal(oidTime()) {
			var at time.Time
			_, err := asn1.Unmarshal(a.Values.Bytes, &at)
			return at.UTC(), err
		}
		attrs = rest
	}
	return time.Time{}, errSignature
}
