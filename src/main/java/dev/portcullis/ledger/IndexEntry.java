package dev.portcullis.ledger;

/** One line of an index: a key and where the record stands. */
record IndexEntry(long key, Place place) implements Comparable<IndexEntry> {
    @Override
    public int compareTo(IndexEntry other) {
        return Long.compare(key, other.key);
    }
}
