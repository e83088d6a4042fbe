package dev.portcullis.bybit;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Copies a body with some of its bytes replaced and every other byte as it was; edits go from front to back. */
final class ByteEdits {
    private final byte[] source;
    private final Buffer out;
    private int copied;

    ByteEdits(byte[] source) {
        this.source = source;
        this.out = Buffer.buffer(source.length + 64);
    }

    /**
     * Puts {@code text} in the place of the bytes from {@code start} up to but without {@code end}; where they are
     * equal, in front of {@code start}.
     */
    void replace(int start, int end, String text) {
        if (start < copied) {
            throw new IllegalArgumentException("edits must go from front to back");
        }
        out.appendBytes(source, copied, start - copied);
        out.appendBytes(text.getBytes(StandardCharsets.UTF_8));
        copied = end;
    }

    /** The edited copy; call it once, after the last edit. */
    Buffer result() {
        return out.appendBytes(source, copied, source.length - copied);
    }
}
