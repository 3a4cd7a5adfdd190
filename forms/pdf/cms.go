package pdf

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
	"slices"
	"time"
)

// The signature is a CMS SignedData (RFC 5652), detached, with one signer; which
// algorithms is the suite's to say. It is written here and not by a library
// because the time in it must come in as a value, and because the checker
// accepts only the one encoding that this writer makes.

// Object identifiers of the attributes (RFC 5652).
func oidContentType() asn1.ObjectIdentifier { return oid(113549, 1, 9, 3) }
func oidDigest() asn1.ObjectIdentifier      { return oid(113549, 1, 9, 4) }
func oidTime() asn1.ObjectIdentifier        { return oid(113549, 1, 9, 5) }

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
func signCMS(u suite, digest [32]byte, signer crypto.Signer, chain []*x509.Certificate, at time.Time) ([]byte, error) {
	attrs, err := signedAttrs(u, digest, at)
	if err != nil {
		return nil, err
	}
	sig, err := u.sign(signer, asSet(attrs))
	if err != nil {
		return nil, err
	}
	return encodeCMS(u, attrs, sig, chain)
}

// signedAttrs writes what the signer signs: content type, time, digest, in the
// order that DER asks of a SET.
func signedAttrs(u suite, digest [32]byte, at time.Time) ([]byte, error) {
	var parts [][]byte
	for _, a := range []struct {
		id    asn1.ObjectIdentifier
		value any
	}{{oidContentType(), u.data}, {oidTime(), at.UTC().Truncate(time.Second)}, {oidDigest(), digest[:]}} {
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
func encodeCMS(u suite, attrs, sig []byte, chain []*x509.Certificate) ([]byte, error) {
	var certs []byte
	for _, c := range chain {
		certs = append(certs, c.Raw...)
	}
	context := func(b []byte) asn1.RawValue {
		return asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: b}
	}
	digest := pkix.AlgorithmIdentifier{Algorithm: u.digest}
	c := cmsContent{Type: u.signed, Content: cmsSigned{
		Version: 1,
		Digests: []pkix.AlgorithmIdentifier{digest},
		Certs:   context(certs),
		Signers: []cmsSigner{{
			Version:   1,
			Issuer:    cmsIssuer{asn1.RawValue{FullBytes: chain[0].RawIssuer}, chain[0].SerialNumber},
			Digest:    digest,
			Attrs:     context(attrs),
			Algorithm: pkix.AlgorithmIdentifier{Algorithm: u.signature},
			Signature: sig,
		}},
	}}
	c.Content.Encap.Type = u.data
	return asn1.Marshal(c)
}

// checkCMS checks a signature over the bytes whose digest sum gives, and gives its
// suite, its time and the certificates in it, the signer's first. Whoever issued
// those is not judged here. Every byte counts: the structure must be exactly what
// encodeCMS makes of its own contents.
func checkCMS(der []byte, sum func(suite) [32]byte) (u suite, at time.Time, chain []*x509.Certificate, err error) {
	var c cmsContent
	rest, err := asn1.Unmarshal(der, &c)
	if err != nil || len(rest) > 0 || len(c.Content.Signers) != 1 {
		return u, at, nil, errSignature
	}
	signer := c.Content.Signers[0]
	u, ok := suiteNamed(signer.Algorithm.Algorithm)
	if !ok {
		return u, at, nil, errSignature
	}
	if at, err = signedTime(signer.Attrs.Bytes); err != nil {
		return u, at, nil, errSignature
	}
	if chain, err = u.certificates(c.Content.Certs.Bytes); err != nil || len(chain) == 0 {
		return u, at, nil, errSignature
	}
	attrs, err := signedAttrs(u, sum(u), at)
	if err != nil {
		return u, at, nil, errSignature
	}
	again, err := encodeCMS(u, attrs, signer.Signature, chain)
	if err != nil || !bytes.Equal(again, der) {
		return u, at, nil, errSignature
	}
	key, ok := chain[0].PublicKey.(*ecdsa.PublicKey)
	if !ok || !u.owns(key) || !u.check(key, asSet(attrs), signer.Signature) {
		return u, at, nil, errSignature
	}
	return u, at, chain, nil
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
