package dev.portcullis.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** The SHA-256 by which one record stands for itself and all before it. */
final class ChainHash {
    static final int HEX_CHARS = 64;
    /** What stands before the first record. */
    static final ChainHash NONE = new ChainHash(new byte[HEX_CHARS / 2]);

    private final byte[] bytes;

    /** Takes the array over; nobody else may change it. */
    private ChainHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The hash that this digest has worked out. */
    static ChainHash of(MessageDigest sha256) {
        return new ChainHash(sha256.digest());
    }

    /** The hash that stands in hex in these bytes; only where a whole line was checked. */
    static ChainHash readHex(byte[] line, int at) {
        return ofHex(new String(line, at, HEX_CHARS, StandardCharsets.US_ASCII));
    }

    /** @throws IllegalArgumentException when the text is not 64 hex digits */
    static ChainHash ofHex(String hex) {
        if (hex.length() != HEX_CHARS) {
            throw new IllegalArgumentException("a SHA-256 in hex has " + HEX_CHARS + " digits, not " + hex.length());
        }
        return new ChainHash(HexFormat.of().parseHex(hex));
    }

    void feed(MessageDigest sha256) {
        sha256.update(bytes);
    }

    /** As it stands in a line: 64 lower-case digits. */
    byte[] hexBytes() {
        return RecordLine.ascii(toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChainHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
