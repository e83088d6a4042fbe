package dev.portcullis.door;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Follows the bytes of one connection from request to request and objects to whatever two parsers could frame in two
 * ways (RFC 9112; {@code reliability} appendix A): folded headers, bare line feeds, control bytes, any
 * Transfer-Encoding, a doubtful Content-Length, two Hosts, another version than HTTP/1.1. It stands in front of the
 * real parser and only ever says no, so a mistake in it can refuse a request but never make one.
 */
final class RequestFraming {
    private static final byte[] VERSION = "HTTP/1.1".getBytes(StandardCharsets.US_ASCII);
    private static final Objection WRONG_VERSION = new Objection(
            505, "only HTTP/1.1 is served here; behind nginx before 1.29 this needs proxy_http_version 1.1");

    private static final Objection BARE_LINE_FEED =
            Objection.malformed("a line feed without the carriage return before it");

    /** Where a connection stands after some bytes. */
    enum Stage {
        /** All requests so far are whole. */
        BETWEEN,
        /** A request has begun, its headers are not all there. */
        HEAD,
        /** The headers are there, the body is not. */
        BODY
    }

    private enum Place {
        BETWEEN,
        METHOD,
        TARGET,
        VERSION,
        REQUEST_LINE_FEED,
        LINE_START,
        NAME,
        VALUE,
        HEADER_LINE_FEED,
        LAST_LINE_FEED,
        BODY
    }

    private final ListenerLimits limits;
    private final FramingHeaders headers = new FramingHeaders();
    private Place place = Place.BETWEEN;
    private int targetBytes;
    private int versionBytes;
    private int requestLineBytes;
    private int headerBytes;
    private long bodyBytesLeft;
    private long requestsBegun;
    private int soundBytes;

    RequestFraming(ListenerLimits limits) {
        this.limits = limits;
    }

    /** Where the connection stands. */
    Stage stage() {
        return switch (place) {
            case BETWEEN -> Stage.BETWEEN;
            case BODY -> Stage.BODY;
            default -> Stage.HEAD;
        };
    }

    /** How many requests have begun. */
    long requestsBegun() {
        return requestsBegun;
    }

    /** How many bytes of the last chunk belong to requests before the one that was objected to. */
    int soundBytes() {
        return soundBytes;
    }

    /** Follows a chunk without consuming it; after an objection nothing more may be fed. */
    @Nullable
    Objection follow(ByteBuf chunk) {
        int begin = chunk.readerIndex();
        int end = chunk.writerIndex();
        soundBytes = 0;
        int at = begin;
        while (at < end) {
            if (place == Place.BODY) {
                at += skipBody(end - at);
            } else {
                Objection objection = next(chunk.getByte(at++));
                if (objection != null) {
                    return objection;
                }
            }
            if (place == Place.BETWEEN) {
                soundBytes = at - begin;
            }
        }
        return null;
    }

    private int skipBody(int available) {
        int skipped = (int) Math.min(bodyBytesLeft, available);
        bodyBytesLeft -= skipped;
        if (bodyBytesLeft == 0) {
            place = Place.BETWEEN;
        }
        return skipped;
    }

    private @Nullable Objection next(byte b) {
        return switch (place) {
            case BETWEEN, METHOD, TARGET, VERSION, REQUEST_LINE_FEED -> inRequestLine(b);
            default -> inHeaders(b);
        };
    }

    private @Nullable Objection inRequestLine(byte b) {
        if (place == Place.BETWEEN) {
            begin();
        }
        if (++requestLineBytes > limits.requestLineBytesMax()) {
            return new Objection(
                    414, "method, path and query are longer than " + limits.requestLineBytesMax() + " bytes");
        }
        return switch (place) {
            case METHOD -> method(b);
            case TARGET -> target(b);
            case VERSION -> version(b);
            default -> lineFeed(b, Place.LINE_START);
        };
    }

    private void begin() {
        place = Place.METHOD;
        requestsBegun++;
        requestLineBytes = 0;
        headerBytes = 0;
        targetBytes = 0;
        versionBytes = 0;
        headers.clear();
    }

    private @Nullable Objection method(byte b) {
        if (b == ' ' && requestLineBytes > 1) {
            place = Place.TARGET;
            return null;
        }
        return b >= 'A' && b <= 'Z' ? null : Objection.malformed("a request begins with a method in capital letters");
    }

    private @Nullable Objection target(byte b) {
        if (b == ' ' && targetBytes > 0) {
            place = Place.VERSION;
            return null;
        }
        targetBytes++;
        return b > ' ' && b < 0x7f ? null : Objection.malformed(notPlain(b));
    }

    private String notPlain(byte b) {
        String hex = String.format("%02X", b & 0xff);
        return "byte " + targetBytes + " of path and query is 0x" + hex
                + ", which is no printable ASCII; percent-encode it (%" + hex + ")";
    }

    private @Nullable Objection version(byte b) {
        if (versionBytes == VERSION.length) {
            place = Place.REQUEST_LINE_FEED;
            return b == '\r' ? null : b == '\n' ? BARE_LINE_FEED : WRONG_VERSION;
        }
        return b == VERSION[versionBytes++] ? null : WRONG_VERSION;
    }

    private @Nullable Objection lineFeed(byte b, Place next) {
        place = next;
        return b == '\n' ? null : Objection.malformed("a carriage return without its line feed");
    }

    private @Nullable Objection inHeaders(byte b) {
        if (++headerBytes > limits.headersBytesMax()) {
            return new Objection(431, "the headers are longer than " + limits.headersBytesMax() + " bytes together");
        }
        return switch (place) {
            case LINE_START -> lineStart(b);
            case NAME -> name(b);
            case VALUE -> value(b);
            case HEADER_LINE_FEED -> lineFeed(b, Place.LINE_START);
            default -> lastLineFeed(b);
        };
    }

    private @Nullable Objection lineStart(byte b) {
        if (b == '\r') {
            place = Place.LAST_LINE_FEED;
            return null;
        }
        if (b == ' ' || b == '\t') {
            return Objection.malformed("a header is folded over two lines; write it in one");
        }
        place = Place.NAME;
        headers.nameBegins();
        return b == ':' ? Objection.malformed("a header without a name") : name(b);
    }

    private @Nullable Objection name(byte b) {
        if (b == ':') {
            place = Place.VALUE;
            return headers.nameEnds();
        }
        if (!isOfName(b)) {
            return Objection.malformed("a header's name holds something else than letters, digits and -");
        }
        headers.nameByte(b);
        return null;
    }

    private static boolean isOfName(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-';
    }

    private @Nullable Objection value(byte b) {
        if (b == '\r') {
            place = Place.HEADER_LINE_FEED;
            return headers.valueEnds();
        }
        if (b == '\n') {
            return BARE_LINE_FEED;
        }
        boolean isControl = (b >= 0 && b < ' ' && b != '\t') || b == 0x7f;
        return isControl ? Objection.malformed("a header's value holds a control byte") : headers.valueByte(b);
    }

    private @Nullable Objection lastLineFeed(byte b) {
        if (b != '\n') {
            return Objection.malformed("a carriage return without its line feed");
        }
        Objection objection = headers.headEnds(limits.bodyBytesMax());
        bodyBytesLeft = headers.bodyBytes();
        place = bodyBytesLeft == 0 ? Place.BETWEEN : Place.BODY;
        return objection;
    }
}
