package dev.portcullis.credential;

import java.util.Arrays;

/** Looks at secret text as bytes: a String of it could never be wiped. */
final class AsciiBytes {
    private AsciiBytes() {}

    /** A copy without blanks and line ends at both ends. */
    static byte[] stripped(byte[] text) {
        int from = 0;
        int to = text.length;
        while (from < to && text[from] <= ' ' && text[from] >= 0) {
            from++;
        }
        while (to > from && text[to - 1] <= ' ' && text[to - 1] >= 0) {
            to--;
        }
        return Arrays.copyOfRange(text, from, to);
    }

    /** Whether every byte is a visible ASCII character. */
    static boolean areVisible(byte[] text) {
        for (byte b : text) {
            if (b <= ' ' || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Where {@code wanted} begins in {@code text} at or behind {@code from}, or -1. */
    static int indexOf(byte[] text, byte[] wanted, int from) {
        for (int i = from; i <= text.length - wanted.length; i++) {
            if (Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
