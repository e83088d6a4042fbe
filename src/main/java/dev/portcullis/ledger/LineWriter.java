package dev.portcullis.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines of one group into one array: canonical JSON in plain ASCII, without spaces, fields in the order in
 * which they come. Everything but printable ASCII is escaped, so no text can forge a line or move a terminal's cursor.
 */
final class LineWriter implements FieldSink {
    private static final byte[] HEX = RecordLine.ascii("0123456789abcdef");

    private final Chain chain = new Chain();
    private byte[] bytes = new byte[64 * 1024];
    private int size;
    private int lineStart;

    /** Begins a line with what every record has. */
    void begin(Stamp stamp, String ev) {
        lineStart = size;
        put('{');
        number("v", RecordLine.VERSION);
        stamp.writeTo(this);
        text("ev", ev);
    }

    /** Ends the line that was begun: chained to {@code prev}, with its checksum. Returns its hash. */
    ChainHash seal(ChainHash prev) {
        ChainHash hash = chain.link(prev, bytes, lineStart, size - lineStart);
        put(RecordLine.BEFORE_PREV);
        put(prev.hexBytes());
        put(RecordLine.BEFORE_HASH);
        put(hash.hexBytes());
        byte[] checksum = RecordLine.checksum(bytes, lineStart, size - lineStart);
        put(RecordLine.BEFORE_CRC);
        put(checksum);
        put(RecordLine.END);
        put('\n');
        return hash;
    }

    /** Bytes of all lines since the last {@link #clear}. */
    int size() {
        return size;
    }

    ByteBuffer lines() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    void clear() {
        cutTo(0);
    }

    /** Takes back all lines behind the first so many bytes. */
    void cutTo(int bytesKept) {
        size = bytesKept;
    }

    @Override
    public void text(String name, @Nullable Object value) {
        if (value != null) {
            name(name);
            quoted(value.toString());
        }
    }

    @Override
    public void words(String name, @Nullable String value) {
        text(name, value == null || value.length() <= WORDS_MAX ? value : value.substring(0, WORDS_MAX));
    }

    @Override
    public void number(String name, long value) {
        name(name);
        put(RecordLine.ascii(Long.toString(value)));
    }

    @Override
    public void numberIfPresent(String name, @Nullable Number value) {
        if (value != null) {
            number(name, value.longValue());
        }
    }

    @Override
    public void flag(String name, boolean value) {
        name(name);
        put(RecordLine.ascii(Boolean.toString(value)));
    }

    /** Field names are this room's own words, so they need no escapes. */
    private void name(String name) {
        if (bytes[size - 1] != '{') {
            put(',');
        }
        put('"');
        put(name.getBytes(StandardCharsets.US_ASCII));
        put('"');
        put(':');
    }

    private void quoted(String text) {
        put('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        put('"');
    }

    private void character(char c) {
        if (c == '"' || c == '\\') {
            put('\\');
            put(c);
        } else if (c >= ' ' && c <= '~') {
            put(c);
        } else {
            escaped(c);
        }
    }

    private void escaped(char c) {
        put('\\');
        put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(HEX[(c >> shift) & 0xf]);
        }
    }

    private void put(int asciiByte) {
        room(1);
        bytes[size++] = (byte) asciiByte;
    }

    private void put(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void room(int wanted) {
        if (size + wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + wanted);
        }
    }
}
