package dev.portcullis.door.v2;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes one name or value of a query or a form: percent escapes, a plus as a space, strict UTF-8. */
final class ParameterText {
    private static final int HEX = 16;

    private ParameterText() {}

    /** The text; empty when it is not written so. */
    static Optional<String> decoded(String raw) {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c > '~' || c < ' ') {
                return Optional.empty();
            }
            if (c != '%') {
                bytes.put((byte) (c == '+' ? ' ' : c));
                continue;
            }
            int escaped = escaped(raw, i);
            if (escaped < 0) {
                return Optional.empty();
            }
            bytes.put((byte) escaped);
            i += 2;
        }
        return utf8(bytes.flip());
    }

    /** The byte behind a percent sign; negative when no two hex digits are there. */
    private static int escaped(String raw, int at) {
        if (at + 2 >= raw.length()) {
            return -1;
        }
        int high = Character.digit(raw.charAt(at + 1), HEX);
        int low = Character.digit(raw.charAt(at + 2), HEX);
        return high < 0 || low < 0 ? -1 : high * HEX + low;
    }

    private static Optional<String> utf8(ByteBuffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
