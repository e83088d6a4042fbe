package dev.portcullis.credential;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Looks for the first sixteen bytes of many secrets in a big file, each under the kind that it is counted as. */
final class SoughtBytes {
    private static final int SOUGHT_BYTES = 16;
    private static final int FILTER_BITS = 22;
    private static final byte IPAD = 0x36;
    private static final byte OPAD = 0x5c;

    private final Map<Long, Map<Long, String>> kinds = new HashMap<>();
    private final BitSet filter = new BitSet(1 << FILTER_BITS);

    /** As it is, and XORed with the two pads of HMAC. */
    void addHmac(byte[] secret) {
        add("plain", secret);
        add("ipad", padded(secret, IPAD));
        add("opad", padded(secret, OPAD));
    }

    /** As bytes, and as the words of a big number on a machine that writes their low bytes first. */
    void addNumber(String kind, byte[] number) {
        add(kind, number);
        ByteBuffer words = ByteBuffer.allocate(SOUGHT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer from = ByteBuffer.wrap(number);
        for (int i = 0; i < SOUGHT_BYTES; i += Integer.BYTES) {
            words.putInt(from.getInt());
        }
        add(kind, words.array());
    }

    void add(String kind, byte[] bytes) {
        ByteBuffer start = ByteBuffer.wrap(bytes, 0, SOUGHT_BYTES);
        long head = start.getLong();
        kinds.computeIfAbsent(head, first -> new HashMap<>()).put(start.getLong(), kind);
        filter.set(slot(head));
    }

    private static byte[] padded(byte[] secret, byte pad) {
        byte[] padded = Arrays.copyOf(secret, SOUGHT_BYTES);
        for (int i = 0; i < padded.length; i++) {
            padded[i] ^= pad;
        }
        return padded;
    }

    private static int slot(long head) {
        return (int) ((head * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - FILTER_BITS));
    }

    /** How often each kind is in the file. */
    Map<String, Integer> countIn(Path file) throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        byte[] buffer = new byte[1 << 20];
        long head = 0;
        long tail = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    head = (head << 8) | (tail >>> 56);
                    tail = (tail << 8) | (buffer[i] & 0xff);
                    if (filter.get(slot(head))) {
                        count(head, tail, found);
                    }
                }
            }
        }
        return found;
    }

    private void count(long head, long tail, Map<String, Integer> found) {
        String kind = kinds.getOrDefault(head, Map.of()).get(tail);
        if (kind != null) {
            found.merge(kind, 1, Integer::sum);
        }
    }
}
