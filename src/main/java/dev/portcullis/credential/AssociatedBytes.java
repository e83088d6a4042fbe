package dev.portcullis.credential;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes what a sealed value is bound to: each part behind its length, so that no two lists give the same bytes. */
final class AssociatedBytes {
    private AssociatedBytes() {}

    /** @param purpose keeps values of different kinds apart, with the form's version: {@code portcullis-secret/1} */
    static byte[] of(String purpose, String... parts) {
        List<byte[]> encoded = Arrays.stream(parts)
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toList();
        byte[] head = purpose.getBytes(StandardCharsets.UTF_8);
        int length =
                encoded.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + head.length + Integer.BYTES + length);
        bytes.putInt(head.length).put(head).putInt(encoded.size());
        encoded.forEach(part -> bytes.putInt(part.length).put(part));
        return bytes.array();
    }
}
