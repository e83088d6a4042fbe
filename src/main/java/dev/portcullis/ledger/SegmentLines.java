package dev.portcullis.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts the bytes of one segment into lines, with memory for one line and one buffer. Zero bytes at the end are space
 * that was set aside, not yet written, and count as the end.
 */
final class SegmentLines implements Closeable {
    /** What stands next. */
    enum Found {
        /** Bytes that end with a newline, whatever they are. */
        LINE,
        /** Bytes that end without one, or too many for a line. */
        RAGGED,
        /** Nothing more was written. */
        END
    }

    private final InputStream in;
    private final byte[] buffer;
    private int from;
    private int to;

    private byte[] line = new byte[4 * 1024];
    private int length;
    private long offset;
    private long nextOffset;

    /** @param in stands at {@code offset} of the segment */
    SegmentLines(InputStream in, long offset) {
        this(in, offset, 256 * 1024);
    }

    private SegmentLines(InputStream in, long offset, int bufferBytes) {
        this.in = in;
        this.nextOffset = offset;
        this.buffer = new byte[bufferBytes];
    }

    /** For one line alone; reads little more than that. */
    static SegmentLines one(InputStream in, long offset) {
        return new SegmentLines(in, offset, 2 * 1024);
    }

    /** Goes to the next line; after RAGGED or END there is none. */
    Found next() throws IOException {
        offset = nextOffset;
        length = 0;
        while (from < to || fill()) {
            int end = indexOfNewline();
            keep(end);
            if (end < to) {
                from = end + 1;
                nextOffset = offset + length + 1;
                return Found.LINE;
            }
            from = to;
            if (length >= RecordLine.BYTES_MAX) {
                return restIsZeros() ? endOfFile() : Found.RAGGED;
            }
        }
        return endOfFile();
    }

    /** The bytes of the line without its newline: those before {@link #length}. */
    byte[] line() {
        return line;
    }

    int length() {
        return length;
    }

    /** Where the line begins in the segment. */
    long offset() {
        return offset;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** What is left when the space that was set aside behind the last byte is taken away. */
    private Found endOfFile() {
        while (length > 0 && line[length - 1] == 0) {
            length--;
        }
        return length == 0 ? Found.END : Found.RAGGED;
    }

    private int indexOfNewline() {
        int limit = Math.min(to, from + RecordLine.BYTES_MAX - length + 1);
        for (int i = from; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return to;
    }

    private void keep(int end) {
        int more = end - from;
        if (length + more > line.length) {
            line = Arrays.copyOf(line, 2 * (length + more));
        }
        System.arraycopy(buffer, from, line, length, more);
        length += more;
    }

    private boolean restIsZeros() throws IOException {
        while (fill()) {
            for (int i = 0; i < to; i++) {
                if (buffer[i] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }
}
