package sqlite

import (
	"context"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hpke"

	"casedesk/cases"
)

const (
	secretDevice = "secret device"
	secretOffice = "secret office"
)

func putSecrets(ctx context.Context, tx *txn, s Setup, data *dataKey) error {
	device, err := s.DeviceKey.Bytes()
	if err != nil {
		return cases.Fail(cases.Invalid, "store.setup").Because(err)
	}
	defer clear(device)
	office, err := s.OfficeKey.Bytes()
	if err != nil {
		return cases.Fail(cases.Invalid, "store.setup").Because(err)
	}
	defer clear(office)
	if _, err := officeKey(office); err != nil {
		return cases.Fail(cases.Invalid, "store.setup").Because(err)
	}
	for name, plain := range map[string][]byte{secretDevice: device, secretOffice: office} {
		sealed, err := data.seal(s.Random, name, plain)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO secret (name, sealed) VALUES (?, ?)", name, sealed); err != nil {
			return err
		}
	}
	return nil
}

func secret(ctx context.Context, q querier, data *dataKey, name string) ([]byte, error) {
	var sealed []byte
	if err := q.QueryRowContext(ctx, "SELECT sealed FROM secret WHERE name = ?", name).Scan(&sealed); err != nil {
		return nil, cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	return data.open(name, sealed)
}

func readSecrets(ctx context.Context, q querier, data *dataKey) (device *ecdsa.PrivateKey, office hpke.PrivateKey, err error) {
	raw, err := secret(ctx, q, data, secretDevice)
	if err != nil {
		return nil, nil, err
	}
	defer clear(raw)
	if device, err = ecdsa.ParseRawPrivateKey(elliptic.P256(), raw); err != nil {
		return nil, nil, cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	rawOffice, err := secret(ctx, q, data, secretOffice)
	if err != nil {
		return nil, nil, err
	}
	defer clear(rawOffice)
	if office, err = officeKey(rawOffice); err != nil {
		return nil, nil, cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	return device, office, nil
}

func officeKey(raw []byte) (hpke.PrivateKey, error) {
	return hpke.DHKEM(ecdh.X25519()).NewPrivateKey(raw)
}
