package office

// TakeWish says where all data is to go, and for whose eyes.
type TakeWish struct {
	To        string // a new folder, or with a recipient or pass phrase a new file
	Recipient string // age1…: only the holder of that identity reads it
	Pass      string // a pass phrase instead
}

// Taken tells what was taken out.
type Taken struct {
	Path       string
	Cases      int
	Unreadable int // cases of which nothing could be read
	Files      int
	Missing    int // files that the store names and does not have whole
	Bytes      int64
}
