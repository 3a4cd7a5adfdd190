-- What is not yet confirmed is walked without a look at the lines themselves.
DROP INDEX case_row_behind;
CREATE INDEX case_row_behind ON case_row (sync, due, received_on, cell) WHERE sync <> 'confirmed';
