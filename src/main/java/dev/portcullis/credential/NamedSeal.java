package dev.portcullis.credential;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Something wrapped by a master key that stands beside it: {@code pcl-kek:ID:} and the wrapped bytes.
 */
final class NamedSeal {
    private static final byte[] START = "pcl-kek:".getBytes(StandardCharsets.US_ASCII);
    private static final byte END = ':';

    private final String kekId;
    private final byte[] wrapped;

    /** @param kekId without a colon */
    NamedSeal(String kekId, byte[] wrapped) {
        this.kekId = kekId;
        this.wrapped = wrapped;
    }

    String kekId() {
        return kekId;
    }

    byte[] wrapped() {
        return wrapped;
    }

    byte[] bytes() {
        byte[] id = kekId.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(START.length + id.length + 1 + wrapped.length)
                .put(START)
                .put(id)
                .put(END)
                .put(wrapped)
                .array();
    }

    /** What {@link #bytes} made; empty when they name no master key. */
    static Optional<NamedSeal> read(byte[] bytes) {
        if (bytes.length < START.length || !Arrays.equals(bytes, 0, START.length, START, 0, START.length)) {
            return Optional.empty();
        }
        int end = START.length;
        while (end < bytes.length && bytes[end] != END) {
            end++;
        }
        String id = new String(bytes, START.length, end - START.length, StandardCharsets.US_ASCII);
        int begin = Math.min(end + 1, bytes.length);
        return Optional.of(new NamedSeal(id, Arrays.copyOfRange(bytes, begin, bytes.length)));
    }
}
