package dev.portcullis.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One segment that is written at its end. */
public interface LedgerFile {
    /**
     * Sets space aside behind the end, at least so many bytes, before anything of a record is written there: a sync
     * then has no metadata to write, and a full disk never cuts a record in two.
     *
     * @throws DiskFull when there is no room; the file is as good as before
     */
    void reserve(int bytes) throws IOException;

    /** Appends all remaining bytes; after an exception some of them may be there. */
    void write(ByteBuffer bytes) throws IOException;

    /** Makes everything written so far survive the loss of power (fdatasync). */
    void sync() throws IOException;

    /** Bytes up to the end of what was written; the space set aside behind it does not count. */
    long size();

    /** Cuts off the space that was set aside and gives the file back; syncs nothing. */
    void close() throws IOException;
}
