package wire

import (
	"image"

	"casedesk/forms/scan"
)

// Codes reads the QR codes in pictures.
type Codes struct{}

// Read gives the texts of the codes in a PNG or JPEG.
func (Codes) Read(picture []byte) ([]string, error) { return scan.Read(picture) }

// Find gives the texts of the codes in a picture that is drawn already.
func (Codes) Find(img image.Image) ([]string, error) { return scan.Find(img) }
