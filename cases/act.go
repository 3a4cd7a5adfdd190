package cases

import (
	"bytes"
	"encoding/json"
)

// Act is the body of an event: what was done, as plain data.
type Act interface{ Kind() Kind }

// schemaVersion is the form of all bodies that this program writes.
const schemaVersion = 1

// EncodeAct gives the body of an event. The bytes are kept as they are; the
// same act gives the same bytes in every process.
func EncodeAct(a Act) ([]byte, error) {
	b, err := json.Marshal(a)
	if err != nil {
		return nil, Fail(Invalid, "act.encode", "kind", string(a.Kind())).Because(err)
	}
	return b, nil
}

// DecodeAct reads a body. It refuses kinds, schemas and keys it does not know.
func DecodeAct(k Kind, schema uint16, body []byte) (Act, error) {
	if schema != schemaVersion {
		return nil, Fail(TooNew, "act.schema", "kind", string(k))
	}
	read, ok := readers[k]
	if !ok {
		return nil, Fail(TooNew, "act.kind", "kind", string(k))
	}
	a, err := read(body)
	if err != nil {
		return nil, Fail(Damaged, "act.body", "kind", string(k)).Because(err)
	}
	return a, nil
}

var readers = map[Kind]func([]byte) (Act, error){
	KindReceived:  readAct[ReceivedAct],
	KindEvidence:  readAct[EvidenceAct],
	KindAskedMore: readAct[AskedMoreAct],
	KindCompleted: readAct[CompletedAct],
	KindJudged:    readAct[JudgedAct],
	KindForwarded: readAct[ForwardedAct],
	KindAccepted:  readAct[AcceptedAct],
	KindDeclined:  readAct[DeclinedAct],
	KindMarked:    readAct[MarkedAct],
	KindChecked:   readAct[CheckedAct],
	KindInquired:  readAct[InquiredAct],
	KindAnswered:  readAct[AnsweredAct],
	KindProposed:  readAct[ProposedAct],
	KindReviewed:  readAct[ReviewedAct],
	KindExtended:  readAct[ExtendedAct],
	KindPaused:    readAct[PausedAct],
	KindResumed:   readAct[ResumedAct],
	KindDecided:   readAct[DecidedAct],
	KindLifted:    readAct[LiftedAct],
	KindUnmarked:  readAct[UnmarkedAct],
	KindLetter:    readAct[LetterAct],
	KindNotified:  readAct[NotifiedAct],
	KindServed:    readAct[ServedAct],
	KindArchived:  readAct[ArchivedAct],
	KindWithdrawn: readAct[WithdrawnAct],
	KindDoubted:   readAct[DoubtedAct],
	KindHeard:     readAct[HeardAct],
	KindRevoked:   readAct[RevokedAct],
	KindCleared:   readAct[ClearedAct],
	KindRestored:  readAct[RestoredAct],
	KindUndone:    readAct[UndoneAct],
	KindRead:      readAct[ReadAct],
	KindPrinted:   readAct[PrintedAct],
	KindExported:  readAct[ExportedAct],
	KindPolicy:    readAct[PolicyAct],
	KindRoles:     readAct[RolesAct],
	KindHeld:      readAct[HeldAct],
	KindReleased:  readAct[ReleasedAct],
	KindEndAsked:  readAct[EndAskedAct],
	KindDestroyed: readAct[DestroyedAct],
}

func readAct[A Act](body []byte) (Act, error) {
	var a A
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(&a); err != nil {
		return nil, err
	}
	if d.More() {
		return nil, Fail(Damaged, "act.trailing")
	}
	return a, nil
}
