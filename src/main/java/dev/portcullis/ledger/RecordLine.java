package dev.portcullis.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The frame of a line: {@code <body>,"prev":"<64 hex>","h":"<64 hex>","crc":"<8 hex>"}}, then a newline. The frame is
 * of fixed length, so the body needs no parsing to be found; crc is the CRC32C of all bytes before {@code ","crc"}.
 */
final class RecordLine {
    static final int VERSION = 1;
    /** No line is longer, the newline included; every field is bounded, so a longer one was never written. */
    static final int BYTES_MAX = 64 * 1024;

    private static final byte[] BEFORE_SEQ = ascii("{\"v\":" + VERSION + ",\"seq\":");
    private static final byte[] BEFORE_SYNCED = ascii(",\"synced\":");
    private static final byte[] BEFORE_WALL = ascii(",\"wall\":");
    private static final byte[] ANY_KIND = ascii(",\"ev\":\"");
    static final byte[] BEFORE_PREV = ascii(",\"prev\":\"");
    static final byte[] BEFORE_HASH = ascii("\",\"h\":\"");
    static final byte[] BEFORE_CRC = ascii("\",\"crc\":\"");
    static final byte[] END = ascii("\"}");
    static final int CRC_CHARS = 8;

    private static final int HASH_CHARS = ChainHash.HEX_CHARS;
    private static final int CRC_PART_BYTES = BEFORE_CRC.length + CRC_CHARS + END.length;
    /** Bytes from the end of the body to the end of the line, without the newline. */
    static final int FRAME_BYTES = BEFORE_PREV.length + HASH_CHARS + BEFORE_HASH.length + HASH_CHARS + CRC_PART_BYTES;

    private RecordLine() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The checksum of a line that begins at {@code from}, in hex, over its bytes before {@code ,"crc"}. */
    static byte[] checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return ascii(HexFormat.of().toHexDigits((int) crc.getValue()));
    }

    /** Whether these bytes are one whole line (without its newline): the frame stands and the checksum fits. */
    static boolean isWhole(byte[] line, int length) {
        if (length <= FRAME_BYTES || line[0] != '{') {
            return false;
        }
        int prev = length - FRAME_BYTES;
        int hash = prev + BEFORE_PREV.length + HASH_CHARS;
        int crc = length - CRC_PART_BYTES;
        return stands(line, prev, BEFORE_PREV)
                && stands(line, hash, BEFORE_HASH)
                && stands(line, crc, BEFORE_CRC)
                && stands(line, length - END.length, END)
                && isHash(line, prev + BEFORE_PREV.length)
                && isHash(line, hash + BEFORE_HASH.length)
                && stands(line, crc + BEFORE_CRC.length, checksum(line, 0, crc));
    }

    private static boolean isHash(byte[] line, int at) {
        for (int i = at; i < at + HASH_CHARS; i++) {
            boolean isHexDigit = (line[i] >= '0' && line[i] <= '9') || (line[i] >= 'a' && line[i] <= 'f');
            if (!isHexDigit) {
                return false;
            }
        }
        return true;
    }

    /** Whether the line says that it follows the record with hash {@code prev}. */
    static boolean follows(byte[] line, int length, ChainHash prev) {
        return stands(line, length - FRAME_BYTES + BEFORE_PREV.length, prev.hexBytes());
    }

    /** Whether the line's own hash is {@code hash}. */
    static boolean hasHash(byte[] line, int length, ChainHash hash) {
        return stands(line, hashAt(length), hash.hexBytes());
    }

    /** The hash that the line gives as its own; of a whole line only. */
    static ChainHash hashOf(byte[] line, int length) {
        return ChainHash.readHex(line, hashAt(length));
    }

    /** The hash that the line gives as its predecessor's; of a whole line only. */
    static ChainHash prevOf(byte[] line, int length) {
        return ChainHash.readHex(line, length - FRAME_BYTES + BEFORE_PREV.length);
    }

    /** Whether a line is of that kind: quotes in texts are escaped, so these bytes can stand nowhere else. */
    static boolean isOf(RecordKind kind, byte[] line, int length) {
        byte[] wanted = ascii(",\"ev\":\"" + kind.text() + '"');
        for (int at = 0; at + wanted.length <= length; at++) {
            if (stands(line, at, wanted)) {
                return true;
            }
            if (stands(line, at, ANY_KIND)) {
                return false;
            }
        }
        return false;
    }

    /** The number that a line says it has; -1 when it says none in the place where this version writes it. */
    static long seqOf(byte[] line, int length) {
        return numberAt(line, length, BEFORE_SEQ, 0);
    }

    /** The record up to which a line says that all was synced before it; -1 as for {@link #seqOf}. */
    static long syncedOf(byte[] line, int length) {
        int comma = 0;
        for (int commas = 0; comma < length && commas < 2; comma++) {
            commas += line[comma] == ',' ? 1 : 0;
        }
        return seqOf(line, length) < 0 ? -1 : numberAt(line, length, BEFORE_SYNCED, comma - 1);
    }

    /** The host's time that a line says it was made at; 0 when it says none before its kind. */
    static long wallOf(byte[] line, int length) {
        for (int at = 0; at < length && !stands(line, at, ANY_KIND); at++) {
            if (stands(line, at, BEFORE_WALL)) {
                return Math.max(0, numberAt(line, length, BEFORE_WALL, at));
            }
        }
        return 0;
    }

    private static long numberAt(byte[] line, int length, byte[] name, int at) {
        int digit = at + name.length;
        if (at < 0 || digit >= length || !stands(line, at, name)) {
            return -1;
        }
        long value = 0;
        for (; digit < length && line[digit] >= '0' && line[digit] <= '9'; digit++) {
            value = 10 * value + (line[digit] - '0');
        }
        return line[digit] == ',' ? value : -1;
    }

    private static int hashAt(int length) {
        return length - CRC_PART_BYTES - HASH_CHARS;
    }

    private static boolean stands(byte[] line, int at, byte[] expected) {
        return at >= 0
                && at + expected.length <= line.length
                && line[at] == expected[0] // spares most of the comparisons when a line is searched through
                && Arrays.equals(line, at, at + expected.length, expected, 0, expected.length);
    }
}
