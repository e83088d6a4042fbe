package dev.portcullis.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The frame of a line: {@code <body>,"prev":"<64 hex>","h":"<64 hex>","crc":"<8 hex>"}}, then a newline. The frame is
 * of fixed length, so the body needs no parsing to be found; crc is the CRC32C of all before {@code ,"crc"}.
 */
final class RecordLine {
    static final int VERSION = 1;
    /** No line is longer, the newline included; every field is bounded, so a longer one was never written. */
    static final int BYTES_MAX = 64 * 1024;

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
                && stands(line, crc + BEFORE_CRC.length, checksum(line, 0, crc));
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

    private static int hashAt(int length) {
        return length - CRC_PART_BYTES - HASH_CHARS;
    }

    private static boolean stands(byte[] line, int at, byte[] expected) {
        return Arrays.equals(line, at, at + expected.length, expected, 0, expected.length);
    }
}
