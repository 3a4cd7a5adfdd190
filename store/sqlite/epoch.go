package sqlite

import (
	"context"
	"encoding/base32"
	"encoding/binary"
	"strconv"
	"strings"
	"time"
)

// Epoch gives the epoch of this device's log that is written now. A store that
// was restored from a backup writes a later one than the machine that was lost.
func (s *Session) Epoch(ctx context.Context) (uint32, error) {
	if _, err := s.keys(); err != nil {
		return 0, err
	}
	return epochOf(ctx, s.store.read)
}

// epochAfter gives the epoch of a restored store: the second of the restore, so
// that two restores of one backup do not write one log.
func epochAfter(old uint32, now time.Time) uint32 {
	return max(old+1, uint32(max(now.Unix(), 0)))
}

// wholeTo is the fact that tells up to which seq an earlier epoch is known
// without a gap: after the backup only what the library took comes back.
func wholeTo(epoch uint32) string { return "whole " + strconv.FormatUint(uint64(epoch), 10) }

// epochMark stands behind the device's place in the 收件号 of a restored store:
// "" for the first epoch, and never the same for two.
func epochMark(epoch uint32) string {
	if epoch == 1 {
		return ""
	}
	b := binary.BigEndian.AppendUint32([]byte{0}, epoch)
	return "R" + strings.TrimLeft(base32.NewEncoding(recoveryLetters).EncodeToString(b), "0")
}
