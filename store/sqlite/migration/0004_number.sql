-- A queue may be sorted by 收件号.
CREATE INDEX case_row_by_number ON case_row (cell, number);
