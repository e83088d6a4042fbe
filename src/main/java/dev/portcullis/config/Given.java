package dev.portcullis.config;

import java.util.Arrays;
import java.util.List;

/**
 * What a file, a variable or a property says for one key, still as text.
 *
 * @param texts one text for a plain value, any number for a list
 * @param isList whether it was written as a list
 * @param origin where it was read, in words
 */
record Given(List<String> texts, boolean isList, String origin) {
    static Given plain(String text, String origin) {
        return new Given(List.of(text), false, origin);
    }

    /** The elements when a list is wanted: a plain text is cut at commas, an empty one is the empty list. */
    List<String> elements() {
        if (isList) {
            return texts;
        }
        return Arrays.stream(texts.get(0).split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The value as it is shown in a message. */
    String shown() {
        return isList ? texts.toString() : "\"" + texts.get(0) + "\"";
    }
}
