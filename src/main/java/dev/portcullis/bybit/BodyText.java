package dev.portcullis.bybit;

import dev.portcullis.model.Rejection.FieldError;
import dev.portcullis.model.Rejection.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The characters of a body: what they must be, and how much of them an error may show. */
final class BodyText {
    static final String HALF_A_CHARACTER = "has half a character (a lone surrogate escape); write it out in UTF-8";

    private static final int SHOWN_CHARS_MAX = 40;

    private BodyText() {}

    /** Refuses an empty body, a byte order mark, a NUL byte (which UTF-16 brings) and whatever is not UTF-8. */
    static void requireUtf8(byte[] bytes) {
        if (bytes.length == 0) {
            throw malformed("the body is empty; send one JSON object");
        }
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            throw malformed("the body begins with a byte order mark; send plain UTF-8 without one");
        }
        boolean ascii = true;
        for (byte b : bytes) {
            if (b == 0) {
                throw malformed("the body has a NUL byte; send UTF-8");
            }
            ascii &= b > 0;
        }
        if (!ascii) {
            requireDecodes(bytes);
        }
    }

    private static void requireDecodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException notUtf8) {
            throw malformed("the body is not valid UTF-8");
        }
    }

    static boolean hasBackslash(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\\') {
                return true;
            }
        }
        return false;
    }

    /** Whether half of a surrogate pair stands alone in it; in UTF-8 only an escape can bring one. */
    static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** A name of the caller's choice as an error may show it: short, printable ASCII, escaped for a JSON pointer. */
    static String shown(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(name.length(), SHOWN_CHARS_MAX); i++) {
            char c = name.charAt(i);
            switch (c) {
                case '~' -> out.append("~0");
                case '/' -> out.append("~1");
                default -> out.append(c > ' ' && c < 0x7F ? c : '?');
            }
        }
        return out.toString();
    }

    private static RuntimeException malformed(String detail) {
        return new Malformed(detail, List.of(new FieldError("", detail))).asException();
    }
}
