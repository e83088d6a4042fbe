package dev.portcullis.ledger;

import java.io.IOException;

/** The home of the segments, owned by one writer until it is closed. */
public interface LedgerFolder extends SegmentSource {
    /**
     * Creates an empty segment that survives the loss of power (the folder is synced too).
     *
     * @throws DiskFull when there is no room even for its name
     */
    LedgerFile create(int segment) throws IOException;

    /**
     * Opens a segment for more, after cutting off what lies behind {@code size} and syncing what is left: kill -9
     * leaves records that were written and never synced, and the next record says of them that they are on disk.
     */
    LedgerFile resume(int segment, long size) throws IOException;

    /** Removes a segment for good; one that is not there is no error. */
    void delete(int segment) throws IOException;

    /**
     * Keeps some space of the disk back, so that cancels and outcomes can still be recorded when it is full. Does
     * nothing when the reserve is there already.
     *
     * @return false when the disk has no room for it; nothing was taken then
     */
    boolean keepReserve() throws IOException;

    /** Gives the reserve back to the disk; false when there was none. */
    boolean releaseReserve() throws IOException;

    /** Gives the folder back to the next gate. */
    void close() throws IOException;
}
