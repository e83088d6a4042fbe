package dev.portcullis.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The home of the index files, one for each sealed segment; whatever is lost of them can be made anew. */
public interface IndexFiles {
    /**
     * Opens the index of that segment.
     *
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    Reading open(int segment) throws IOException;

    /** Replaces the index of that segment; a crash leaves the old one or the new one. */
    void write(int segment, byte[] bytes) throws IOException;

    /** Removes the index of that segment; one that is not there is no error. */
    void delete(int segment) throws IOException;

    /** An open index. */
    interface Reading extends Closeable {
        /** Its bytes. */
        long size() throws IOException;

        /**
         * Fills the buffer from that byte on.
         *
         * @throws java.io.EOFException when the file ends before the buffer is full
         */
        void read(ByteBuffer into, long at) throws IOException;
    }
}
