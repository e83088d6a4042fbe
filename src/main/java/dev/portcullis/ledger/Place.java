package dev.portcullis.ledger;

/** Where a line begins: the number in its segment's name and the byte in that file. */
record Place(int segment, int offset) {}
