package dev.portcullis.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One segment that is written at its end. */
public interface LedgerFile {
    /** Appends all remaining bytes; after an exception some of them may be there. */
    void write(ByteBuffer bytes) throws IOException;

    /** Makes everything written so far survive the loss of power (fdatasync). */
    void sync() throws IOException;

    /** Bytes up to the end of what was written. */
    long size();

    /** Gives the file back; syncs nothing. */
    void close() throws IOException;
}
