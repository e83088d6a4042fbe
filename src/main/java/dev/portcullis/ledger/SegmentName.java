package dev.portcullis.ledger;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** How segment files are named: {@code 00000001.log}, counting up. */
final class SegmentName {
    private static final Pattern FORM = Pattern.compile("[0-9]{8}\\.log");

    private SegmentName() {}

    static String of(int segment) {
        return String.format("%08d.log", segment);
    }

    /** The number in a file's name, or empty when it is no segment. */
    static OptionalInt numberIn(String fileName) {
        return FORM.matcher(fileName).matches()
                ? OptionalInt.of(Integer.parseInt(fileName.substring(0, 8)))
                : OptionalInt.empty();
    }
}
