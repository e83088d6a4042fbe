package dev.portcullis.ledger;

import java.io.IOException;

/** The home of the segments, owned by one writer until it is closed. */
public interface LedgerFolder extends SegmentSource {
    /** Creates an empty segment that survives the loss of power (the folder is synced too). */
    LedgerFile create(int segment) throws IOException;

    /**
     * Opens a segment for more, after cutting off what lies behind {@code size} and syncing what is left: kill -9
     * leaves records that were written and never synced, and the next record says of them that they are on disk.
     */
    LedgerFile resume(int segment, long size) throws IOException;

    /** Gives the folder back to the next gate. */
    void close() throws IOException;
}
