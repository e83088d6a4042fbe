package dev.portcullis.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads the segments of a ledger; takes no lock, so it may be used beside a running gate. */
public interface SegmentSource {
    /** The numbers of the segments that are there, ascending. */
    List<Integer> segments() throws IOException;

    /** The bytes of a segment from {@code offset} on, as far as they are written now. */
    InputStream read(int segment, long offset) throws IOException;
}
