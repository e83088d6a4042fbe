package dev.portcullis.door;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Those headers of one request that say where it ends and whom it is for: Content-Length, Transfer-Encoding, Host. Fed
 * byte by byte by {@link RequestFraming}.
 */
final class FramingHeaders {
    private static final byte[] HOST = lowerCase("host");
    private static final byte[] CONTENT_LENGTH = lowerCase("content-length");
    private static final byte[] TRANSFER_ENCODING = lowerCase("transfer-encoding");
    private static final int UNCHECKED_BY_VERTX = 8;
    private static final int NAME_BYTES_KEPT = TRANSFER_ENCODING.length;
    private static final long BYTES_BEYOND_ANY_LIMIT = 1L << 50;

    private enum Kind {
        OTHER,
        HOST,
        CONTENT_LENGTH
    }

    private final byte[] name = new byte[NAME_BYTES_KEPT];
    private int nameBytes;
    private Kind kind = Kind.OTHER;

    private int hosts;
    private int hostBytes;
    private boolean hostIsOver;
    private int lengths;
    private int lengthDigits;
    private boolean lengthIsOver;
    private long length;

    private static byte[] lowerCase(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Begins the headers of the next request. */
    void clear() {
        hosts = 0;
        hostBytes = 0;
        hostIsOver = false;
        lengths = 0;
        length = 0;
        nameBytes = 0;
        kind = Kind.OTHER;
    }

    /** The bytes of body that the headers announce; 0 when they announce none. */
    long bodyBytes() {
        return length;
    }

    void nameBegins() {
        nameBytes = 0;
    }

    void nameByte(byte b) {
        if (nameBytes < NAME_BYTES_KEPT) {
            name[nameBytes] = b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
        }
        nameBytes++;
    }

    @Nullable
    Objection nameEnds() {
        kind = Kind.OTHER;
        if (isNamed(TRANSFER_ENCODING)) {
            return Objection.malformed("Transfer-Encoding is not served; send the body with a Content-Length");
        }
        if (isNamed(HOST)) {
            return hostBegins();
        }
        if (isNamed(CONTENT_LENGTH)) {
            return lengthBegins();
        }
        return looksLikeContentLength()
                ? Objection.malformed("a header's name is one letter away from Content-Length")
                : null;
    }

    private boolean isNamed(byte[] wanted) {
        return nameBytes == wanted.length && agrees(wanted, -1);
    }

    /**
     * Vert.x 5.0 recognises Content-Length without looking at its ninth letter (VertxHttpRequestDecoder), so that
     * {@code Content-Xength} would frame a body for it and for nobody else.
     */
    private boolean looksLikeContentLength() {
        return nameBytes == CONTENT_LENGTH.length && agrees(CONTENT_LENGTH, UNCHECKED_BY_VERTX);
    }

    private boolean agrees(byte[] wanted, int except) {
        for (int i = 0; i < wanted.length; i++) {
            if (name[i] != wanted[i] && i != except) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Objection hostBegins() {
        if (++hosts > 1) {
            return Objection.malformed("Host came more than once; exactly one is needed");
        }
        kind = Kind.HOST;
        return null;
    }

    private @Nullable Objection lengthBegins() {
        if (++lengths > 1) {
            return Objection.malformed("Content-Length came more than once");
        }
        kind = Kind.CONTENT_LENGTH;
        lengthDigits = 0;
        lengthIsOver = false;
        return null;
    }

    @Nullable
    Objection valueByte(byte b) {
        return switch (kind) {
            case OTHER -> null;
            case HOST -> hostByte(b);
            case CONTENT_LENGTH -> lengthByte(b);
        };
    }

    private @Nullable Objection hostByte(byte b) {
        if (isSpace(b)) {
            hostIsOver = hostBytes > 0;
            return null;
        }
        hostBytes++;
        return isOfHost(b) && !hostIsOver ? null : Objection.malformed("Host must be one name or address, and a port");
    }

    private static boolean isOfHost(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || "._-:[]".indexOf(b) >= 0;
    }

    private @Nullable Objection lengthByte(byte b) {
        if (isSpace(b)) {
            lengthIsOver = lengthDigits > 0;
            return null;
        }
        if (b < '0' || b > '9' || lengthIsOver) {
            return Objection.malformed("Content-Length must be plain digits");
        }
        lengthDigits++;
        length = Math.min(BYTES_BEYOND_ANY_LIMIT, length * 10 + (b - '0'));
        return null;
    }

    @Nullable
    Objection valueEnds() {
        return kind == Kind.CONTENT_LENGTH && lengthDigits == 0
                ? Objection.malformed("Content-Length must be plain digits")
                : null;
    }

    /** @param bodyBytesMax the longest body that is taken */
    @Nullable
    Objection headEnds(int bodyBytesMax) {
        if (hostBytes == 0) {
            return Objection.malformed(
                    "exactly one Host header is needed; " + (hosts == 0 ? "none" : "an empty one") + " came");
        }
        if (length > bodyBytesMax) {
            return new Objection(413, "the body is longer than " + bodyBytesMax + " bytes, which is the most");
        }
        return null;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }
}
