package sqlite

import (
	"context"
	"fmt"

	"casedesk/cases"
)

// NextReceiptNumber gives the next 收件号 of this device: the prefix, the day, the
// device's place among its office's devices and a running number of that prefix
// and year, 示例政服20261123-1-0001. No two devices of an office ever give the
// same one, and none has to ask. A store restored from a backup puts a mark behind
// its place, -1R1NB3G0K-0001: it does not know what the lost machine gave.
func (s *Session) NextReceiptNumber(ctx context.Context, prefix string, day cases.Date) (string, error) {
	if _, err := s.keys(); err != nil {
		return "", err
	}
	year, month, dom := day.Split()
	if year == 0 {
		return "", cases.Fail(cases.Invalid, "store.receipt_day")
	}
	place := devicePlace(s.store.Directory(), s.store.keys.Device)
	if place == 0 {
		return "", cases.Fail(cases.Invalid, "store.not_enrolled")
	}
	epoch, err := epochOf(ctx, s.store.read)
	if err != nil {
		return "", err
	}
	var n int
	err = s.store.write.QueryRowContext(ctx, `INSERT INTO receipt_number (prefix, year, last) VALUES (?, ?, 1)
		ON CONFLICT (prefix, year) DO UPDATE SET last = last + 1 RETURNING last`, prefix, year).Scan(&n)
	if err != nil {
		return "", fault(err)
	}
	return fmt.Sprintf("%s%04d%02d%02d-%d%s-%04d", prefix, year, month, dom, place, epochMark(epoch), n), nil
}

// devicePlace counts the devices of a device's office up to it, from 1; 0 where
// the directory does not know it. The central library only ever adds devices at
// the end, so a place once taken stays.
func devicePlace(d cases.Directory, device cases.ID) int {
	own, ok := d.Device(device)
	if !ok {
		return 0
	}
	place := 0
	for _, other := range d.Devices {
		if other.Office == own.Office {
			place++
		}
		if other.ID == device {
			break
		}
	}
	return place
}
